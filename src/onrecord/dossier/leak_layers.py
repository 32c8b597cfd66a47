"""The layers of a text in which a reader may find what its surface does not show: escapes undone, tags out, base64 opened.

In: a text. Out: (how, layer) pairs, the text as it stands first; each further layer only where it differs. Trap: what base64
or hex hide is a text of its own, so all of one kind are laid one behind the other with marks between.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

LONGEST_DECODED = 4_000  # characters of a base64 or hex word that is opened
_BASE64_RE = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{8,4000}={0,2}(?![A-Za-z0-9+/_=-])")
_HEX_RE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){6,2000}(?![0-9A-Za-z])")
_CSS_ESCAPE_RE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_QUOTED_PRINTABLE_RE = re.compile(r"=([0-9A-F]{2})|=\r?\n")
_TAG_RE = re.compile(r"<[^<>]{0,5000}>")


def reading_layers(text: str) -> Iterator[tuple[str, str]]:
    """The text as it stands, then with each kind of escape undone where that changes it; how goes with it."""
    yield "", text
    seen = {text}
    tried = (
        (", behind HTML escapes", html.unescape(text)),
        (", behind percent escapes", unquote(text.replace("+", " "), errors="replace") if "%" in text or "+" in text else text),
        (", behind percent and HTML escapes", unquote(html.unescape(text)) if "&" in text and "%" in text else text),
        (", behind JSON escapes", _without_json_escapes(text) if "\\u" in text else text),
        (", behind CSS escapes", _CSS_ESCAPE_RE.sub(_css_character, text) if "\\" in text else text),
        (", behind quoted-printable", _without_quoted_printable(text) if "=" in text else text),
        (", with tags taken out", html.unescape(_TAG_RE.sub("", text)) if "<" in text else text),
        (", with marks for blanks taken out", "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))),
    )
    for how, layer in tried:
        if layer not in seen:
            seen.add(layer)
            yield how, layer
    yield from ((how, layer) for how, layer in _decoded_words(text) if layer)


def _decoded_words(text: str) -> Iterator[tuple[str, str]]:
    """What base64 and hex words hold, where it is text; all of one kind as one layer."""
    held: dict[str, list[str]] = defaultdict(list)
    for match in _BASE64_RE.finditer(text):
        word = match.group().rstrip("=").replace("-", "+").replace("_", "/")
        try:
            raw = base64.b64decode(word + "=" * (-len(word) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
        held[", in base64"].append(_as_text(raw))
    for match in _HEX_RE.finditer(text):
        held[", in hex"].append(_as_text(bytes.fromhex(match.group())))
    for how, pieces in sorted(held.items()):
        yield how, "\n;\n".join(piece for piece in pieces if piece)


def _as_text(raw: bytes) -> str:
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        try:
            decoded = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(c.isprintable() or c.isspace() for c in decoded) >= 0.9 * len(decoded) and any(
            c.isascii() and c.isalnum() for c in decoded
        ):
            return decoded[:LONGEST_DECODED]
    return ""


def _css_character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _without_json_escapes(text: str) -> str:
    def spoken(match: re.Match[str]) -> str:
        try:
            return str(json.loads(f'"{match.group()}"'))
        except ValueError:
            return match.group()

    return re.sub(r"(?:\\u[0-9a-fA-F]{4})+", spoken, text)


def _without_quoted_printable(text: str) -> str:
    raw = _QUOTED_PRINTABLE_RE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "", text)
    try:
        return raw.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return raw
