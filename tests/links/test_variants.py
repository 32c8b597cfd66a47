"""Variants, reuse and ladders over invented articles."""

from __future__ import annotations

import pytest

from onrecord.links.ladders import find_ladders
from onrecord.links.reuse import find_reuse
from onrecord.links.variants import link_variants
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Story, Verdict
from onrecord.model.mentions import MentionRecords, Passage, PassageKind, Quote, QuoteKind
from onrecord.spans import Span


def article(name: str, text: str, *quoted: str, speaker: str | None = None) -> DocumentRecords:
    """An article of one reporting passage with the given stretches as quotations."""
    source = Source(path=f"{name}.txt", sha256=name, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    quotes = []
    for words in quoted:
        at = text.index(words)
        span = Span(at, at + len(words))
        quotes.append(
            Quote(
                id=f"{name}-{at}",
                document_id=name,
                span=span,
                text=words,
                found_by="test",
                kind=QuoteKind.DIRECT,
                parts=(span,),
                marks=Span(at - 1, span.end + 1),
                speaker=speaker,
                speaker_text=speaker,
            )
        )
    whole = Passage(
        id=f"{name}-p", document_id=name, span=Span(0, len(text)), text=text, found_by="test", kind=PassageKind.REPORTING
    )
    document = Document(id=name, source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(passages=(whole,), quotes=tuple(quotes)))


def quotes_of(*parts: DocumentRecords) -> list[Quote]:
    return [quote for part in parts for quote in part.mentions.quotes]


FULL = article("a", "The mail said “we were called by the county this morning and failed at the task” twice.",
               "we were called by the county this morning and failed at the task")  # fmt: skip
CUT = article("b", "They had been “called by the county this morning and [they had] failed at the task”, it said.",
              "called by the county this morning and [they had] failed at the task")  # fmt: skip
OTHER = article("c", "The mail said “we were called by the county this evening and failed at the task” twice.",
                "we were called by the county this evening and failed at the task")  # fmt: skip
STRANGER = article("d", "She said “the depot of the company is old and the bridge older still” then.",
                   "the depot of the company is old and the bridge older still")  # fmt: skip


def test_the_fullest_unaltered_is_the_reference() -> None:
    """A bracketed fragment is judged against the full quotation, by the rules of a record."""
    groups = link_variants(quotes_of(FULL, CUT, STRANGER))
    assert [group.quote_ids for group in groups] == [("a-15", "b-15")]
    assert groups[0].reference_id == "a-15"
    assert dict(groups[0].relations) == {"b-15": Verdict.ALTERED_MARKED}


def test_a_changed_word_is_material() -> None:
    """One word altered between two outlets is named with both words."""
    (group,) = link_variants(quotes_of(FULL, OTHER))
    assert [verdict for _, verdict in group.relations] == [Verdict.ALTERED_MATERIAL]
    assert [(edit.kind, {edit.quote, edit.record}) for _, edits in group.edits for edit in edits] == [
        ("word", {"morning", "evening"})
    ]


def test_order_of_input_does_not_matter() -> None:
    """The same quotations in another order give the same groups."""
    quotes = quotes_of(FULL, CUT, OTHER, STRANGER)
    assert link_variants(quotes) == link_variants(quotes[::-1])


def test_a_wording_printed_often_is_compared_once_and_names_all_its_bearers() -> None:
    """Each bearer of one wording stands in the group at its place, with the verdict of that wording."""
    words = "we were called by the county this evening and failed at the task"
    texts = [article(f"m{n}", f"The mail said “{words}” twice.", words) for n in range(3)]
    (group,) = link_variants(quotes_of(*texts[1:], FULL, texts[0]))
    assert group.quote_ids == ("a-15", "m0-15", "m1-15", "m2-15")
    assert group.reference_id == "m2-15"
    assert dict(group.relations) == {"a-15": Verdict.ALTERED_MATERIAL, "m0-15": Verdict.EXACT, "m1-15": Verdict.EXACT}


def test_short_phrases_are_no_variants() -> None:
    """A few common words in two articles are not one quotation."""
    one, two = (
        article("e", "It is “all of the people” now.", "all of the people"),
        article("f", "He loves “all of the people” too.", "all of the people"),
    )
    assert link_variants(quotes_of(one, two)) == ()


def test_shared_prose_is_reuse() -> None:
    """A sentence that two articles share is found with both places."""
    shared = "Students at the county law school obtained the mails through a records request"
    one, two = article("g", f"So it began. {shared} in May."), article("h", f"{shared}. Nobody answered.")
    (reuse,) = find_reuse([one, two])
    assert reuse.a.text == reuse.b.text == shared
    assert reuse.coverage == 1


def test_prose_in_marks_is_reuse_of_the_quotation() -> None:
    """A quotation that is another writer's prose is found though it is short."""
    one = article("i", "They said it was “driven by bridge safety fears” then.", "driven by bridge safety fears")
    two = article("j", "The board claims the closure was driven by bridge safety fears.")
    (reuse,) = find_reuse([one, two])
    assert {reuse.a.document_id, reuse.b.document_id} == {"i", "j"}


STORY = (Story(id="s", document_ids=("k", "l"), label="depot"),)


def test_a_condition_that_drifts_is_a_ladder() -> None:
    """A paraphrase with another number in its condition stands beside the quotation."""
    quoted = article("k", "The mail said: “If a depot has only one broken truck, include a broken truck of another depot.”",
                     "If a depot has only one broken truck, include a broken truck of another depot.")  # fmt: skip
    told = article(
        "l", "The mail said that if one depot did not have three broken trucks, it should take a truck of another depot."
    )
    (ladder,) = find_ladders([quoted, told], STORY)
    assert ladder.kind == "condition"
    assert [rung.says for rung in ladder.rungs] == ["only one", "one … not … three"]
    assert "(only one). As it is retold: “if one depot did not have three broken trucks” (one … not … three)" in ladder.note


def test_strength_of_an_order_is_a_ladder() -> None:
    """Asked in one text and ordered in the next is shown weakest first."""
    asked = article("k", "The director asked the drivers to list every broken truck at the depot.")
    ordered = article("l", "Director Orr ordered drivers to list all broken trucks at the depot.")
    (ladder,) = find_ladders([asked, ordered], STORY)
    assert ladder.kind == "attribution"
    assert [rung.strength for rung in ladder.rungs] == [1, 3]


def test_a_date_before_the_subject_is_not_part_of_it() -> None:
    """Rungs name who asks without the date before and the post after; what is told with "that" is no request."""
    asked = article("k", "Ann Lee, head of the depot, asked the drivers to list every broken truck at the depot.")
    ordered = article("l", "On May 8, 2019, an e-mail ordered drivers to list all broken trucks at the depot.")
    told = article("m", "A mail told drivers that their task is to list broken trucks at the depot.")
    story = (Story(id="s", document_ids=("k", "l", "m"), label="depot"),)
    (ladder,) = find_ladders([asked, ordered, told], story)
    assert [rung.says for rung in ladder.rungs] == ["Ann Lee … asked", "an e-mail ordered"]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("REVEALED: County Chief of Staff Orr ordered {}", "County Chief of Staff Orr ordered"),
        (
            "The mails say that Parks and Roads Department drivers were ordered {}",
            "Parks and Roads Department drivers were ordered",
        ),
        ("We learned that former Head of Roads Kim Orr ordered {}", "former Head of Roads Kim Orr ordered"),
        ("The then-Head of Roads, Kim Orr, had ordered {}", "The then-Head of Roads … ordered"),
        ("It was the old foreman who had ordered {}", "had ordered"),
    ],
)
def test_whoever_orders_is_named_whole(sentence: str, says: str) -> None:
    """A title or name is not cut where a small word joins its parts, and it is told whether somebody orders or is ordered."""
    asked = article("k", "Director Orr asked drivers to list all broken trucks at the depot.")
    told = article("l", sentence.format("drivers to list all broken trucks at the depot."))
    (ladder,) = find_ladders([asked, told], STORY)
    assert ladder.rungs[1].says == says


def test_two_stories_make_no_ladder() -> None:
    """Texts of different stories are not retellings of each other."""
    asked = article("k", "The director asked the drivers to list every broken truck at the depot.")
    ordered = article("m", "Director Orr ordered drivers to list all broken trucks at the depot.")
    assert find_ladders([asked, ordered], STORY) == ()
