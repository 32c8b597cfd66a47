"""Exemption codes as agencies print them, in one spelling: "(b)(6)", "(b)(7)(C)", "(k)(2)".

In: a line of print. Out: where codes stand and what they are. The codes are the subsections of 5 U.S.C. 552(b), and (j)
and (k) of 552a; section 552(b) asks that the code be shown at the deletion. Traps: OCR reads ")(" as "X" and 6 as G; "B6"
is also a vitamin and "Ex. 5" an exhibit, so the bare spellings count only where they stand alone, after a label's colon,
or beside another code. "5 U.S.C. 552(b)(5)" is a citation of the law, not a deletion. "1.4(D)", the category of Executive
Order 13526 that is printed beside (b)(1), counts as a code in the same places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.spans import Span

_DIGIT = r"[1-9GSlIZ?]"
_AFTER = r"(?:\s?-\s?(?:DPP|AC|AWP|ATTORNEY[ -]CLIENT|ATTORNEY WORK PRODUCT|DELIBERATIVE PROCESS)\b)?"

# Like "(b)(6)", "(b) (7) (E)", "b)(6)", "(bX6)", "[(b)(7)(c)]", "(b)(5) - DPP", "(h)(G)", "(k)(2)", "(b)(7)()", "(b(7)(E)"
PAREN_RE = re.compile(
    rf"\[?\(?(?<![A-Za-z0-9])(?P<part>[bhjkB6])\s?(?:[)\]}}]\s?[(\[{{]|[)\]}}]|X|x|(?<=[(\[]b)\()\s?(?P<digit>{_DIGIT})\s?[)\]}}J](?:\s?[(\[{{]\s?(?P<letter>[A-Fa-f])?\s?[)\]}}])?{_AFTER}\]?"
)
# Like "b6", "B7C", "b7(E)", "B 6", "bG"
BARE_RE = re.compile(
    rf"(?<![A-Za-z0-9(.$#/-])[bB]\s?(?P<digit>[1-9]|(?<=b)G)(?:\s?\(?(?P<letter>[A-Fa-f])\)?)?(?![A-Za-z0-9/-]){_AFTER}"
)
# Like "EX. 6", "Ex.5", "Exemption 7(C)"
NAMED_RE = re.compile(
    r"(?<![A-Za-z0-9])(?:E[Xx]\.\s?|Exemption\s|EXEMPTION\s)(?P<digit>[1-9])(?:\s?\(?(?P<letter>[A-F])\)?)?(?![A-Za-z0-9])"
)
# Like "1.4(D)", "1.4 (b)": the classification category of Executive Order 13526 that stands beside (b)(1)
CATEGORY_RE = re.compile(r"(?<![\w.])1\.[45]\s?\(\s?[A-Ha-h]\s?\)(?:\([A-Ha-h]\)){0,6}")
# What every code holds, like "b)", "B 6", "Ex.", "1.4("; most lines hold none of it. Asked of every line: a set of first
# characters is looked for twice as fast as one way of going on after another.
CANDIDATE_RE = re.compile(
    r"[bhjkB61E](?:(?<=[bhjkB6])\s?[)\]}Xx]|(?<=[(\[]b)\(|(?<=[bB])\s?[1-9]|(?<=b)G|(?<=1)\.[45]\s?\(|(?<=E)(?:[Xx]\.|xemption|XEMPTION))"
)
# Like "552(b)(5)", "§ 552a(k)(2)": what stands before a citation
CITED_RE = re.compile(r"(?:552a?|U\.?S\.?C\.?|[Ss]ection|§+)\s?$")
# Between two codes of one deletion, like "; ", ", ", " and "
_BETWEEN_RE = re.compile(r"\s{0,3}(?:[;,&/]|and)?\s{0,3}")
_MISREAD = str.maketrans({"G": "6", "S": "5", "l": "1", "I": "1", "Z": "2", "?": "7"})


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """One deletion's codes and the characters that show them."""

    span: Span
    codes: tuple[str, ...]


def find_codes(text: str, *, bare: bool = False) -> tuple[CodeMatch, ...]:
    """Exemption codes in a line, neighbours joined ("b6; b7C" is one deletion).

    `bare` admits "B6" and "EX. 6" anywhere in the line; without it they count only where they stand by themselves.

    >>> find_codes("From: (b)(6);(b) (7)(c)")[0].codes
    ('(b)(6)', '(b)(7)(C)')
    """
    if CANDIDATE_RE.search(text) is None:
        return ()
    found = [(match.span(), _canonical(match)) for match in PAREN_RE.finditer(text) if not _is_cited(text, match.start())]
    for match in [*BARE_RE.finditer(text), *NAMED_RE.finditer(text)]:
        if any(start < match.end() and match.start() < end for (start, end), _ in found):
            continue
        if bare or _stands_alone(text, match.start(), match.end()):
            found.append((match.span(), _canonical(match)))
    for match in CATEGORY_RE.finditer(text):
        if (bare and not _is_cited(text, match.start())) or _stands_alone(text, match.start(), match.end()):
            found = [one for one in found if not match.start() <= one[0][0] < match.end()]
            found.append((match.span(), "".join(match.group().split()).upper()))
    return _joined(text, sorted(found))


def canonical_codes(text: str) -> tuple[str, ...]:
    """All codes of a short text that holds nothing else, bare spellings included.

    >>> canonical_codes("B6; b7C")
    ('(b)(6)', '(b)(7)(C)')
    """
    return tuple(code for match in find_codes(text, bare=True) for code in match.codes)


def is_only_codes(text: str, found: tuple[CodeMatch, ...] | None = None) -> bool:
    """True where nothing but codes, separators and block characters is left of a text that is not empty. `found` are its
    codes, bare spellings included, where the caller has them."""
    if CANDIDATE_RE.search(text) is None:
        return not text.isspace() and text != "" and not any(map(str.isalnum, text))
    at = 0
    for match in find_codes(text, bare=True) if found is None else found:
        if any(map(str.isalnum, text[at : match.span.start])):
            return False
        at = match.span.end
    return bool(text.strip()) and not any(map(str.isalnum, text[at:]))


def without_codes(text: str) -> str:
    """The text with every code taken out."""
    for match in reversed(find_codes(text, bare=False)):
        text = text[: match.span.start] + " " + text[match.span.end :]
    return text


def _canonical(match: re.Match[str]) -> str:
    groups = match.groupdict()
    part = (groups.get("part") or "b").lower()
    part = part if part in "jk" else "b"
    digit = groups["digit"].translate(_MISREAD)
    letter = groups.get("letter")
    return f"({part})({digit})" + (f"({letter.upper()})" if letter else "")


def _is_cited(text: str, start: int) -> bool:
    return CITED_RE.search(text[max(0, start - 12) : start]) is not None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """By itself on its cell or line, or after a label's colon, or beside another code."""
    before, after = text[:start].rstrip(" [(>"), text[end:].lstrip(" ])")
    if before.endswith((":", "\t", ";")) or not before:
        return not after or after[0] in ";,\t\n" or before.endswith(":")
    if not after or after[0] in "\t\n":
        return text[start - 1] in "\t" or before[-1] in ".:;"
    return after[0] == ";" and BARE_RE.match(after[1:].lstrip()) is not None


def _joined(text: str, found: list[tuple[tuple[int, int], str]]) -> tuple[CodeMatch, ...]:
    matches: list[CodeMatch] = []
    for (start, end), code in found:
        if matches and start < matches[-1].span.end:
            continue
        if matches and _BETWEEN_RE.fullmatch(text, matches[-1].span.end, start):
            last = matches.pop()
            codes = last.codes if code in last.codes else (*last.codes, code)
            matches.append(CodeMatch(Span(last.span.start, end), codes))
        else:
            matches.append(CodeMatch(Span(start, end), (code,)))
    return tuple(matches)
