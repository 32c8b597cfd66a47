"""The server of the app on this machine alone: 127.0.0.1, one port, one session.

In: a case and perhaps a port. Out: the address with the session's token, then the app until it is interrupted. The browser is
opened by a page in a private file, so that the token stands in no list of processes.
"""

from __future__ import annotations

import secrets
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path

import uvicorn

from onrecord.errors import SettingsError
from onrecord.web.app import make_app
from onrecord.web.security import MAX_HEAD_BYTES

HOST = "127.0.0.1"
USUAL_PORT = 8765
_PORTS_TRIED = 20
_OPENING = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={0}"><a href="{0}">Open the case</a>'


def serve(case: Path, *, port: int | None, open_browser: bool, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; `announce` is given the address. Raises SettingsError where the port is taken."""
    token = secrets.token_urlsafe(32)
    with bound_socket(port) as listener:
        actual = int(listener.getsockname()[1])
        app = make_app(case, token=token, port=actual)
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            log_level="error",
            access_log=False,
            server_header=False,
            h11_max_incomplete_event_size=2 * MAX_HEAD_BYTES,
            timeout_graceful_shutdown=2,
        )
        address = f"http://{HOST}:{actual}/?token={token}"
        announce(address)
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            if open_browser:
                threading.Thread(target=_open, args=(address, Path(folder) / "open.html"), daemon=True).start()
            try:
                with suppress(KeyboardInterrupt):
                    uvicorn.Server(config).run(sockets=[listener])
            finally:
                app.state.desk.builder.end()
                app.state.desk.shelf.close()


def bound_socket(port: int | None) -> socket.socket:
    """A listening socket on the port that was asked for, else on the usual one or one of those behind it."""
    wanted = [port] if port is not None else [*range(USUAL_PORT, USUAL_PORT + _PORTS_TRIED), 0]
    for number in wanted:
        # With the protocol named, asyncio sends each answer at once; else its second piece waits 40 ms for the first's receipt.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where another program could else share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise SettingsError(f"port {port} is taken", hint="onrecord serve CASE, which looks for a free one")


def _open(address: str, page: Path) -> None:
    page.write_text(_OPENING.format(escape(address)), encoding="utf-8")
    with suppress(webbrowser.Error):
        webbrowser.open(page.as_uri())
