"""A message as its prints show it together, for people and for programs.

In: a union text. Out: lines in which ⟦n⟧ stands behind every stretch that some print deletes, and under them, by number, where
that stretch is open and where it is deleted. Nothing is shown that is not printed in the open somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.casefile.export_values import ExportRow
from onrecord.cli.output import citation, wrapped
from onrecord.model.links import Place
from onrecord.model.messages import Message, UnionPiece, UnionText


def union_words(union: UnionText) -> list[str]:
    """The lines of the union, header and body, with a number behind each stretch that some print deletes."""
    text = ""
    number = 0
    for piece in union.pieces:
        mark = ""
        if piece.closed_in:
            number += 1
            mark = f"⟦{number}⟧"
        glue = "" if not text else "\n" if piece.starts_line else " "
        text += glue + piece.place.text + mark
    return text.splitlines()


def union_notes(union: UnionText, sources: Mapping[str, str]) -> Iterator[str]:
    """Where each numbered stretch is open, and where it is deleted."""
    yield ""
    for number, piece in enumerate((one for one in union.pieces if one.closed_in), start=1):
        yield f"    ⟦{number}⟧ open at    {_cited(piece.place, sources)}"
        for place in _closed_at(union, piece):
            yield from wrapped(f"“{place.text}”", f"        deleted at {_cited(place, sources)}  ", " " * 12)


def union_object(unions: Mapping[str, UnionText], message: Message, sources: Mapping[str, str], *, asked: bool) -> ExportRow:
    """The field `union` of a message: null where no print shows what another deletes; no field where it was not asked for."""
    if not asked:
        return {}
    union = unions.get(message.id)
    if union is None:
        return {"union": None}
    return {
        "union": [
            {
                "text": piece.place.text,
                **_object(piece.place, sources),
                "closed_at": [_object(place, sources) for place in _closed_at(union, piece)],
                "in_body": piece.in_body,
            }
            for piece in union.pieces
        ]
    }


def _closed_at(union: UnionText, piece: UnionPiece) -> list[Place]:
    """The deletions over a stretch: of the difference that shows it, or, where a print shows more at once, that touches it."""
    span = piece.place.span
    return [
        one.closed
        for one in union.differences
        if one.open_in == piece.message_id
        and one.closed_in in piece.closed_in
        and one.opened.span.start < span.end
        and span.start < one.opened.span.end
    ]


def _object(place: Place, sources: Mapping[str, str]) -> ExportRow:
    return {"source": sources[place.document_id], "start": place.span.start, "end": place.span.end, "page": place.page}


def _cited(place: Place, sources: Mapping[str, str]) -> str:
    return citation(sources[place.document_id], place.span.start, place.span.end, place.page)
