"""Ladders with the record as root: the request itself below what the coverage makes of it.

In: the ladders of the coverage, all documents, stories and packs. Out: the same ladders, a root rung first where the records
hold the request, and new ones where the coverage quotes the request and says of whom it came. Where two messages are equally
good roots, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.links.ladder_roots import Root, find_roots
from onrecord.links.ladder_senders import senders_sentence
from onrecord.links.ladder_tellings import find_tellings
from onrecord.model.case import DocumentRecords
from onrecord.model.ids import make_id
from onrecord.model.links import Ladder, Rung, Story
from onrecord.model.packs import Pack
from onrecord.text.function_words import content_keys
from onrecord.text.wordforms import same_lemma
from onrecord.text.words import Word, find_words

_SHARED = 3  # content words that one sentence of the request shares with a telling


def root_ladders(
    ladders: Sequence[Ladder], parts: Sequence[DocumentRecords], stories: Sequence[Story], pack: Pack
) -> tuple[Ladder, ...]:
    """The ladders with their roots, then those that only a quoted request makes."""
    roots = find_roots(parts, pack) if stories else ()
    if not roots:
        return tuple(ladders)
    by_id = {part.document.id: part for part in parts}
    members = {story.id: [by_id[name] for name in story.document_ids if name in by_id] for story in stories}
    done: list[Ladder] = []
    used: set[str] = set()
    for ladder in ladders:
        story = _story_of(ladder, stories)
        root = _best_root(ladder, roots, members[story.id]) if story and ladder.kind == "attribution" else None
        if root is None or story is None:
            done.append(ladder)
            continue
        used.add(root.message.id)
        told = list(find_tellings(members[story.id], root.phrase)) if _is_only(root, roots) else []
        done.append(_rooted(root, [*ladder.rungs, *_beside(told, ladder.rungs)], parts))
    for story in stories:
        done.extend(_quoted(members[story.id], [root for root in roots if root.message.id not in used], roots, parts))
    return tuple(done)


def _quoted(
    members: Sequence[DocumentRecords], free: Sequence[Root], roots: Sequence[Root], parts: Sequence[DocumentRecords]
) -> Iterator[Ladder]:
    """Ladders of a root and the sentences of one story that quote it."""
    for root in free:
        told = list(find_tellings(members, root.phrase)) if _is_only(root, roots) and _is_told(root, members) else []
        if told:
            yield _rooted(root, told, parts)


def _story_of(ladder: Ladder, stories: Sequence[Story]) -> Story | None:
    told = {rung.place.document_id for rung in ladder.rungs}
    return next((story for story in stories if told <= set(story.document_ids)), None)


def _is_only(root: Root, roots: Sequence[Root]) -> bool:
    """True where no other message says the same words: a daily subject is nobody's."""
    return sum(root.phrase == other.phrase for other in roots) == 1


def _is_told(root: Root, members: Sequence[DocumentRecords]) -> bool:
    """True where a pack knows for whom it is, or a document of the story prints the same code."""
    if root.addressee.known:
        return True
    printed = root.addressee.printed
    return any(
        word.text == printed for part in members if printed in part.document.text for word in find_words(part.document.text)
    )


def _best_root(ladder: Ladder, roots: Sequence[Root], members: Sequence[DocumentRecords]) -> Root | None:
    """The root with a sentence that shares most with one of the tellings; None where two do equally."""
    told = [_content(find_words(rung.place.text)) for rung in ladder.rungs]
    scored = []
    for root in roots:
        shared = max((_n_shared(ours, theirs) for ours in root.sentences for theirs in told), default=0)
        if shared >= _SHARED and _is_told(root, members):
            scored.append((shared, root))
    best = max((shared for shared, _ in scored), default=0)
    first = [root for shared, root in scored if shared == best]
    return first[0] if len(first) == 1 else None


def _content(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(content_keys([word.key for word in words])))


def _n_shared(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words of one stand in the other in whatever form; 0 without looking at forms where none stands as it is."""
    if not set(one) & set(two):
        return 0
    return sum(any(same_lemma(key, other) for other in two) for key in one)


def _beside(told: Sequence[Rung], rungs: Sequence[Rung]) -> list[Rung]:
    """The tellings that are no rungs yet."""
    return [
        rung
        for rung in told
        if not any(
            rung.place.document_id == other.place.document_id and rung.place.span.overlaps(other.place.span) for other in rungs
        )
    ]


def _rooted(root: Root, rungs: Sequence[Rung], parts: Sequence[DocumentRecords]) -> Ladder:
    ranked = sorted(rungs, key=lambda rung: (rung.strength, rung.place.document_id, rung.place.span))
    told = " - ".join(dict.fromkeys(f"“{' '.join(rung.says.split())}”" for rung in ranked))
    note = f"One request is told with unlike strength. The record says “{root.rung.says}”; it is told as {told}."
    senders = senders_sentence(parts, root.addressee)
    all_rungs = (replace(root.rung, kind="record"), *ranked)
    places = [f"{rung.place.document_id}:{rung.place.span.start}" for rung in all_rungs]
    return Ladder(
        id=make_id("l", "attribution", *places),
        kind="attribution",
        rungs=all_rungs,
        note=f"{note} {senders}" if senders else note,
    )
