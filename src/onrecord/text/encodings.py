"""Bytes to characters: which encoding a text is in, and what could not be decoded.

In: the bytes of one file. Out: the text with nothing translated or normalised (a byte order mark of UTF-8 stays as the
first character, because offsets index the file as decoded), the encoding, and how sure that is. Trap: every byte string
is valid Latin-1, so "it decoded" proves nothing; bytes that are no text at all are told apart first. Knows no file.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

SAMPLE_BYTES = 65_536  # enough for every count below; a long file is judged by its beginning
MAX_CONTROL_SHARE_DIVISOR = 50  # more than one control character in fifty: not a text that people wrote
TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x14\x1a\x1b")  # 0x14 parts load files, 0x1A ended DOS files, 0x1B colours logs

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, whether that was certain, and how many characters had to be replaced (U+FFFD)."""

    text: str
    encoding: str
    certain: bool
    n_replaced: int


def decode_text(raw: bytes, *, guess: str | None = None) -> Decoded | None:
    """The text of `raw`, or None where the bytes are no text. `guess` is tried before Windows-1252 when UTF-8 fails.

    >>> decode_text("caf\\u00e9".encode("utf-8")).encoding
    'utf-8'
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _decode(raw, name, certain=True)
    wide = find_wide_encoding(raw[:SAMPLE_BYTES])
    if wide is not None:
        return _decode(raw, wide, certain=False)
    if looks_binary(raw[:SAMPLE_BYTES]):
        return None
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", True, 0)
    except UnicodeDecodeError:
        return _decode_eight_bit(raw, guess)


def find_wide_encoding(sample: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where every other byte of a sample is zero as in Latin text, else None."""
    if len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0 : half * 2 : 2].count(0), sample[1 : half * 2 : 2].count(0)
    if odd * 10 > half * 7 and even * 20 < half:
        return "utf-16-le"
    if even * 10 > half * 7 and odd * 20 < half:
        return "utf-16-be"
    return None


def looks_binary(sample: bytes) -> bool:
    """True where a sample holds a zero byte or more control characters than any text that people wrote."""
    if b"\0" in sample:
        return True
    n_controls = sum(sample.count(bytes([code])) for code in range(32) if code not in TEXT_CONTROLS)
    return n_controls * MAX_CONTROL_SHARE_DIVISOR > len(sample)


def has_many_high_bytes(sample: bytes) -> bool:
    """True where more than a fifth of the letters stand above ASCII: not a West European text."""
    n_high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    n_letters = n_high + sum(1 for byte in sample if 65 <= byte <= 90 or 97 <= byte <= 122)
    return n_high * 5 > n_letters


def _decode_eight_bit(raw: bytes, guess: str | None) -> Decoded:
    # A UTF-8 text with a byte or two broken (a cut end, a stray Latin-1 byte) has far more good sequences than bad ones.
    repaired = raw.decode("utf-8", "replace")
    n_bad = repaired.count("\ufffd")
    n_good = sum(1 for char in repaired[: SAMPLE_BYTES * 2] if char > "\x7f") - repaired[: SAMPLE_BYTES * 2].count("\ufffd")
    if n_good > 4 * n_bad:
        return Decoded(repaired, "utf-8", True, n_bad)
    for name in (guess, "cp1252"):
        if name is None:
            continue
        try:
            return Decoded(raw.decode(name), codecs.lookup(name).name, False, 0)
        except (UnicodeDecodeError, LookupError):
            continue
    return Decoded(raw.decode("latin-1"), "latin-1", False, 0)


def _decode(raw: bytes, name: str, *, certain: bool) -> Decoded:
    text = raw.decode(name, "replace")
    return Decoded(text, name, certain, text.count("\ufffd"))
