"""Places that stand close together in one document, shown as one passage with several marks.

In: the cites of a finding, in its order. Out: passages, each with its marked runs of text; a passage is cited from its first
marked character to its last. Only text that the cites themselves carry is used, so nothing is read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.casefile.cites_view import Cite
from onrecord.text.marked_runs import Mark, Run, cut_runs


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A stretch of one document; `cite` runs from the first marked character to the last."""

    cite: Cite
    runs: tuple[Run, ...]


def joined_places(cites: Sequence[Cite]) -> list[CitedPassage]:
    """The passages, in the order in which their first places come."""
    groups: list[list[Cite]] = []
    for cite in cites:
        near = next((group for group in groups if _is_near(group, cite)), None)
        if near is None:
            groups.append([cite])
        elif all((other.start, other.end) != (cite.start, cite.end) for other in near):
            near.append(cite)
    return [_passage(group) for group in groups]


def _is_near(group: Sequence[Cite], cite: Cite) -> bool:
    """True where what stands around the place touches what stands around one of the group, on the same page."""
    low, high = _extent(cite)
    return any(
        other.document_id == cite.document_id
        and other.page == cite.page
        and low <= _extent(other)[1]
        and _extent(other)[0] <= high
        for other in group
    )


def _extent(cite: Cite) -> tuple[int, int]:
    return cite.start - len(cite.before), cite.start + len(cite.words) + (len(cite.after) if _is_whole(cite) else 0)


def _is_whole(cite: Cite) -> bool:
    return len(cite.words) == cite.end - cite.start


def _passage(group: Sequence[Cite]) -> CitedPassage:
    ordered = sorted(group, key=lambda cite: (cite.start, cite.end))
    pieces = sorted((_extent(cite)[0], _text(cite)) for cite in ordered)
    low, text = pieces[0]
    for start, piece in pieces[1:]:
        known = low + len(text)
        if start + len(piece) > known:
            text += piece[max(known - start, 0) :]
    marks = [Mark(start=cite.start, end=max(cite.end, cite.start), kind="target") for cite in ordered]
    end = max(cite.end for cite in ordered)
    return CitedPassage(replace(ordered[0], end=end), cut_runs(text, low, marks))


def _text(cite: Cite) -> str:
    return cite.before + cite.words + (cite.after if _is_whole(cite) else " …")
