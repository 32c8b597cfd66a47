"""Identifiers made from content only, so that a rebuild, another order of inputs or another machine gives the same ones."""

from __future__ import annotations

import hashlib

ID_DIGITS = 16  # 64 bits: one clash expected among some four billion records


def make_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 16 hex digits of the SHA-256 over the parts, each written with `str` and kept apart by a zero byte.

    >>> make_id("q", "doc", 3, 9) == make_id("q", "doc", 3, 9)
    True
    """
    digest = hashlib.sha256("\0".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:ID_DIGITS]}"
