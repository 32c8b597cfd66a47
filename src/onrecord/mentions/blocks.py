"""The blocks of a text: the paragraphs, headings and stray lines that a page is made of.

In: a text as decoded. Out: spans of non-blank blocks in reading order, without the white space at their ends; together they
hold every non-blank character. Trap: in one file a line is a paragraph (web text), in the next a paragraph is many lines of
some seventy characters (mail, press wires); each group of lines between blank ones is judged by its own shape.
"""

from __future__ import annotations

import re

from onrecord.spans import Span

LINE_RE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
# "officials said the" at the end of a line: the sentence goes on in the next one.
LINE_STOP_RE = re.compile(r"""[.!?:;…]["'”’)\]]*$""")
WRAP_MIN_CHARS = 40  # shorter lines are verses, lists and headings
WRAP_MAX_CHARS = 110  # longer ones were never wrapped for a screen or a sheet


def split_blocks(text: str) -> tuple[Span, ...]:
    """The blocks of a text in order.

    >>> [s.of("A title\\n\\nA paragraph.") for s in split_blocks("A title\\n\\nA paragraph.")]
    ['A title', 'A paragraph.']
    """
    blocks: list[Span] = []
    group: list[Span] = []
    last_end = 0
    for match in LINE_RE.finditer(text):
        line = Span(match.start(), match.end()).strip(text)
        if not line:
            continue
        if group and _is_gap(text, last_end, line.start):
            blocks.extend(_split_group(text, group))
            group = []
        group.append(line)
        last_end = line.end
    blocks.extend(_split_group(text, group))
    return tuple(blocks)


def _is_gap(text: str, start: int, end: int) -> bool:
    """True where a blank line or a page break stands between two lines."""
    between = text[start:end]
    breaks = between.count("\n") + between.count("\r") - between.count("\r\n")
    return breaks != 1


def _split_group(text: str, lines: list[Span]) -> list[Span]:
    if len(lines) > 1 and _is_wrapped(text, lines):
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """True where lines of even width run on into one another: one paragraph printed on several lines."""
    body = lines[:-1]
    if not all(WRAP_MIN_CHARS <= len(line) <= WRAP_MAX_CHARS for line in body) or len(lines[-1]) > WRAP_MAX_CHARS:
        return False
    running_on = sum(not LINE_STOP_RE.search(text, max(line.start, line.end - 6), line.end) for line in body)
    return 2 * running_on >= len(body) and running_on > 0
