"""What became of a quotation, in words and marks."""

from __future__ import annotations

import pytest

from onrecord.display.quotation_words import (
    coverage_statement,
    cut_runs,
    edit_words,
    quotation_runs,
    record_runs,
    verdict_label,
    verdict_sentence,
    verdict_tone,
)
from onrecord.model.links import Coverage, Edit, Verdict
from onrecord.text.comparison import compare_wordings


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_words(verdict: Verdict) -> None:
    """Each verdict has a label, a sentence and a tone; none says that anything was made up."""
    words = f"{verdict_label(verdict)} {verdict_sentence(verdict)}".lower()
    assert verdict_sentence(verdict).endswith(".")
    assert verdict_tone(verdict) in ("good", "warn", "bad", "open")
    assert not {"fabricated", "lie", "false", "fake"} & set(words.replace(".", " ").split())


def test_both_sides_are_marked_where_they_differ() -> None:
    """The bracket is marked on the left, the word behind it and what was cut on the right, the governing word apart."""
    stretches = compare_wordings(["said that [they] failed"], "said that we failed")
    assert [(run.words.strip(), run.drawn) for run in quotation_runs(stretches)][1] == ("[they]", "bracketed")
    assert [(run.words.strip(), run.drawn) for run in record_runs(stretches)][1] == ("we", "bracketed")
    runs = cut_runs("I do not think that ", "not")
    assert [(run.words, run.drawn) for run in runs] == [
        ("I do ", "left-out"),
        ("not", "trigger"),
        (" think that ", "left-out"),
    ]


def test_a_full_stop_is_not_left_out() -> None:
    """Punctuation alone is not drawn as words that were cut."""
    assert [run.drawn for run in cut_runs(". ", None)] == [""]
    assert cut_runs("", "not") == []


def test_edits_in_words() -> None:
    """What was put in, left out and changed reads as a sentence would have it."""
    assert edit_words(Edit(kind="omission", quote="", record="not", marked=False)) == "left out: “not” was left out, not marked"
    assert edit_words(Edit(kind="word", quote="task", record="job", marked=False)) == (
        "another word: “job” became “task”, not marked"
    )


def test_not_found_says_in_what() -> None:
    """What was searched stands in the sentence, with what could not be read."""
    coverage = Coverage(n_messages=0, n_pages=12, n_unreadable_pages=1, n_withheld_pages=2, n_documents=3)
    assert coverage_statement(coverage) == (
        "Not found in the 3 documents, 12 pages loaded; of these 1 page is unreadable and 2 pages are withheld."
    )
    assert coverage_statement(None) == "Not found in the records loaded."
