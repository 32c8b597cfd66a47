"""A page of a dossier as a PDF, printed by a browser that is installed.

In: an HTML file in a folder. Out: a PDF without dates, or the reason why there is none. The browser runs as a process of its
own with an empty profile and no network, and the page itself forbids scripts; nothing of this machine but its fonts gets into
the file. Trap: browsers resolve links, so a link to another file would print the path of the folder; the page that is printed
has none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

PRINT_SECONDS = 300.0
# Looked for in this order; all of them take the same options.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "brave-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-client-side-phishing-detection",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name leads anywhere
    "--proxy-server=127.0.0.1:9",  # and no address either: port 9 takes nothing
    "--force-color-profile=srgb",
    "--generate-pdf-document-outline",
    "--no-pdf-header-footer",
)
NO_BROWSER = "no browser was found that prints PDF (chromium, google-chrome, microsoft-edge)"
# /CreationDate (D:20240305091400+00'00')
_DATE_RE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[0-9]{14}([^)]{0,8}\))")
_NO_DATE = b"20000101000000"
# /Producer (Skia/PDF m131) and /Creator (Mozilla/5.0 \\(X11; Linux\\) ...): the machine's browser and system
_MADE_BY_RE = re.compile(rb"(/(?:Creator|Producer) \()((?:[^()\\]|\\.){1,400})(\))", re.DOTALL)


def find_browser() -> str | None:
    """The first browser that is installed, None without one."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def print_pdf(page: Path, pdf: Path, browser: str) -> str:
    """Print a page; gives an empty text, or the reason why no PDF was made. Nothing is left where there is a reason."""
    with TemporaryDirectory(prefix="onrecord-browser-") as profile:
        environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "FONTCONFIG_PATH")}
        environment |= {"HOME": profile, "XDG_CONFIG_HOME": profile, "XDG_CACHE_HOME": profile, "TZ": "UTC"}
        sandbox = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # it refuses to run for root with one
        call = [browser, *OPTIONS, *sandbox, f"--user-data-dir={profile}/profile", f"--print-to-pdf={pdf.absolute()}"]
        try:
            done = subprocess.run(
                [*call, page.absolute().as_uri()], capture_output=True, timeout=PRINT_SECONDS, check=False, env=environment
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            pdf.unlink(missing_ok=True)
            return f"{Path(browser).name} did not print: {type(error).__name__}"
    if done.returncode != 0 or not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF-"):
        pdf.unlink(missing_ok=True)
        return f"{Path(browser).name} did not print (exit code {done.returncode})"
    pdf.write_bytes(without_traces(pdf.read_bytes()))
    return ""


def without_traces(content: bytes) -> bytes:
    """The PDF with its dates set to one day and what made it blotted out, every byte in its place."""
    content = _DATE_RE.sub(lambda found: found[1] + _NO_DATE + found[2], content)
    return _MADE_BY_RE.sub(lambda found: found[1] + b"onrecord"[: len(found[2])].ljust(len(found[2])) + found[3], content)
