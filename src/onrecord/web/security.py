"""Who may ask the app for anything: the browser that was given this session's address, and no other page, program or machine.

In: every request before the app sees it. Out: the request, or a refusal. Checked in this order: how many are under way, the
Host, the size of the head, the session's cookie (set once by the address that holds the token), the Origin of whatever
changes something, and the size of the body while it comes in. Every answer leaves with the headers that keep the page from
loading or running anything that is not the app's own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from markupsafe import escape
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_FIELD = "token"
MAX_UNDER_WAY = 120  # a browser opens six connections to a host; the rest is a flood
MAX_HEAD_BYTES = 32_768
MAX_BODY_BYTES = 8_000_000
MAX_UPLOAD_BYTES = 4_000_000_000  # of one request; a release of a hundred thousand scanned pages
UPLOAD_PATH = "/sources"
_SAFE_METHODS = ("GET", "HEAD")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_CLOSED_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Closed</title>
<h1>This desk is closed to you</h1>
<p>The app answers only the browser that opened the address which <code>onrecord serve</code> printed.
Open that address again. If you came here by a link from elsewhere, <a href="">go on from here</a>.</p></html>"""

_OPEN_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Opening</title>
<meta http-equiv="refresh" content="0;url={path}"><p><a href="{path}">Open the case</a></p></html>"""


def csrf_word(token: str) -> str:
    """The word that every form of a session carries; from it the token cannot be told."""
    return hmac.new(token.encode(), b"forms", hashlib.sha256).hexdigest()


class Gate:
    """The ASGI middleware."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._cookie = f"onrecord_{port}"
        self._n_under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here
        guarded = _with_headers(send, scope["path"])
        if self._n_under_way >= MAX_UNDER_WAY:
            busy = PlainTextResponse("Too many requests at once; try again.", 503, {"retry-after": "1"})
            await busy(scope, receive, guarded)
            return
        self._n_under_way += 1
        try:
            answer = self._refusal(scope) or self._entry(scope)
            if answer is None:
                await self._app(scope, _limited(receive, scope), guarded)
            else:
                await answer(scope, receive, guarded)
        except BodyTooLargeError:
            await PlainTextResponse("The request is too large.", 413)(scope, receive, guarded)
        finally:
            self._n_under_way -= 1

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The answer to what is refused whoever asks."""
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return PlainTextResponse("This is not the host you are looking for.", 421)
        if sum(len(name) + len(value) for name, value in scope["headers"]) + len(scope["raw_path"]) > MAX_HEAD_BYTES:
            return PlainTextResponse("The head of the request is too large.", 431)
        if scope["method"] in _SAFE_METHODS:
            site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
            foreign = site not in ("none", "same-origin") and mode != "navigate"
            return PlainTextResponse("Another site has no business here.", 403) if foreign else None
        if scope["method"] != "POST":
            return PlainTextResponse("Only GET and POST.", 405)
        origin = headers.get("origin")
        # A page without a referrer names "null" as the origin of its forms (Fetch, 3.2); then the browser's own word counts.
        is_same = headers.get("sec-fetch-site") == "same-origin"
        own = origin == f"http://{headers['host']}" or (origin in (None, "null") and is_same)
        if not own:
            return PlainTextResponse("Another site has no business here.", 403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > _most_bytes(scope):
            return PlainTextResponse("The request is too large.", 413)
        return None

    def _entry(self, scope: Scope) -> HTMLResponse | None:
        """Let the token's address in and give it the cookie; turn away who has neither.

        The cookie's page goes on by itself: a browser that came by a link from elsewhere would not send a strict cookie
        after a redirect.
        """
        fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in fields if name == TOKEN_FIELD]
        if given and scope["method"] in _SAFE_METHODS:
            if not _same(given[-1], self._token):
                return HTMLResponse(_CLOSED_PAGE, 403)
            rest = urlencode([(name, value) for name, value in fields if name != TOKEN_FIELD])
            path = quote("/" + scope["path"].lstrip("/\\")) + (f"?{rest}" if rest else "")
            answer = HTMLResponse(_OPEN_PAGE.format(path=escape(path)))
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        return None if _same(_cookie_of(scope, self._cookie), self._token) else HTMLResponse(_CLOSED_PAGE, 403)


class BodyTooLargeError(Exception):
    """More came in than the request may hold."""


def _most_bytes(scope: Scope) -> int:
    return MAX_UPLOAD_BYTES if scope["path"] == UPLOAD_PATH else MAX_BODY_BYTES


def _limited(receive: Receive, scope: Scope) -> Receive:
    """Receives as before, and ends a body that grows beyond its limit."""
    most, n_bytes = _most_bytes(scope), 0

    async def receive_counted() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > most:
            raise BodyTooLargeError
        return message

    return receive_counted


def _with_headers(send: Send, path: str) -> Send:
    """Sends as before, with the headers of every answer. What is of the case is never kept by a browser."""
    is_private = not path.startswith("/static/")

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if is_private:
                headers["cache-control"] = "no-store"
        await send(message)

    return send_guarded


def _same(found: str, expected: str) -> bool:
    return secrets.compare_digest(found.encode("utf-8", "surrogateescape"), expected.encode())


def _cookie_of(scope: Scope, name: str) -> str:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""
