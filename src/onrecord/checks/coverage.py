"""The coverage as it stands: what was set aside (C801), who is not credited (C802), and the checks on wording and retellings.

In: a case with passages, stories, citations and a pack. Out: the C8xx findings in the order of the documents. Nearly all are
notes: they show two places side by side and leave the judgement to the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.checks.coverage_rules import BY_DEFINITION, SET_ASIDE, UNCREDITED
from onrecord.checks.registry import finding
from onrecord.checks.retellings import check_retellings
from onrecord.checks.told import coverage_parts, named, place_of, story_siblings
from onrecord.checks.wording import check_wording
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Citation
from onrecord.model.mentions import PassageKind
from onrecord.model.packs import NamedList, Pack

# Titles, headings, bylines and datelines belong to an article; these do not.
ASIDE = frozenset(
    (
        PassageKind.CAPTION,
        PassageKind.PHOTO_CREDIT,
        PassageKind.LINK_LINE,
        PassageKind.SHARE_BUTTON,
        PassageKind.CALL_TO_ACTION,
        PassageKind.SELF_PROMOTION,
        PassageKind.JUNK,
        PassageKind.DUPLICATE_TITLE,
    )
)
MAX_SHOWN = 6  # places in one finding; the message gives the full count
TAG_RE = re.compile(r"<[^<>]{0,300}>")
SAYS_SOMETHING_RE = re.compile(r"[^\W\d_]{3}")  # a row of stars or an empty tag is not worth a line
LIST_REACH = 40  # characters between a number and the name of the list it counts


def check_coverage(case: CaseRecords) -> Iterator[Finding]:
    """The findings on the coverage, document by document, then story by story."""
    citations: dict[str, list[Citation]] = {}
    for citation in case.links.citations:
        citations.setdefault(citation.citing_id, []).append(citation)
    parts = coverage_parts(case)
    siblings = {name: story.document_ids for story in case.links.stories for name in story.document_ids}
    for part in parts:
        own = citations.get(part.document.id, [])
        yield from _set_aside(part)
        yield from _uncredited(part.document, own, siblings.get(part.document.id, ()), citations)
        yield from check_wording(part, [citation for citation in own if citation.credit != "uncredited"])
        yield from _named_lists(part, case.pack)
    for members in story_siblings(case, parts):
        yield from check_retellings(members, case.pack)


def _set_aside(part: DocumentRecords) -> Iterator[Finding]:
    aside = [p for p in part.mentions.passages if p.kind in ASIDE and SAYS_SOMETHING_RE.search(TAG_RE.sub("", p.text))]
    if not aside:
        return
    kinds = Counter(passage.kind.value.replace("_", " ") for passage in aside)
    listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    says = "1 passage is no reporting and feeds" if len(aside) == 1 else f"{len(aside)} passages are no reporting and feed"
    yield finding(
        SET_ASIDE,
        message=f"{says} no ledger: {listed}.",
        outcome=Outcome.HOLDS,
        places=[place_of(part.document, passage.span) for passage in aside[:MAX_SHOWN]],
        working=f"{sum(len(passage.span) for passage in aside)} of {len(part.document.text)} characters",
    )


def _uncredited(
    document: Document, own: Sequence[Citation], story: Sequence[str], citations: dict[str, list[Citation]]
) -> Iterator[Finding]:
    for citation in own:
        if citation.credit != "uncredited":
            continue
        bare = _bare(citation.cited)
        others = [other for name in story if name != document.id for other in citations.get(name, [])]
        crediting = [other for other in others if other.credit == "named" and _bare(other.cited) == bare]
        yield finding(
            UNCREDITED,
            message=f"Retellings of this story credit {citation.cited}; {named(document)} tells the same and names no outlet.",
            outcome=Outcome.CANNOT_TELL,
            places=[citation.place, *(other.place for other in crediting[:2])],
        )


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").removeprefix("an ").removeprefix("a ")


# -- C809 ---------------------------------------------------------------------------------------------------------


def _named_lists(part: DocumentRecords, pack: Pack) -> Iterator[Finding]:
    """A number of things of which the pack knows lists by several authors."""
    text = part.document.text
    for name in sorted({named_list.name for named_list in pack.lists}):
        lists = [named_list for named_list in pack.lists if named_list.name == name]
        for figure in part.mentions.figures:
            after = text[figure.span.end : figure.span.end + LIST_REACH].lower()
            if figure.stated is None or name.lower() not in after or figure.kind != "count":
                continue
            end = figure.span.end + after.index(name.lower()) + len(name)
            place = place_of(part.document, type(figure.span)(figure.span.start, end))
            yield finding(
                BY_DEFINITION,
                message=f"“{place.text}”: {_listed(lists)}. The number depends on whose list is meant.",
                outcome=Outcome.CANNOT_TELL,
                places=[place],
                working=f"{figure.stated} stated; "
                + "; ".join(f"{len(one.members)} in the list of {one.as_of}" for one in lists),
            )


def _listed(lists: Sequence[NamedList]) -> str:
    return "; ".join(f"{one.author} ({one.as_of}) lists {len(one.members)}" for one in lists)
