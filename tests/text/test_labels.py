"""Header labels: spelled, misread, glued, in other languages."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.labels import find_glued_labels, match_label, nearest_field, shape_distance


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: str | None


CASES = [
    Case("plain", "From: Lee, Ann", "from"),
    Case("lower case", "cc: Ray, Bob", "cc"),
    Case("tab", "Subject:\tBudget", "subject"),
    Case("rn for m", "Frorn: Lee", "from"),
    Case("blank inside", "Fro m: Lee", "from"),
    Case("f for t", "Senf: Monday", "sent"),
    Case("split word", "Sub ject: Budget", "subject"),
    Case("semicolon", "Subject; Budget", "subject"),
    Case("l for t", "Subjecl: Budget", "subject"),
    Case("first letter lost", "ate: 10/6/2017", "date"),
    Case("e for c", "Bee: Lee", "bcc"),
    Case("e for o", "Te: Lee", "to"),
    Case("zero for o", "T0: Lee", "to"),
    Case("full stop", "Cc. Lee", "cc"),
    Case("l for capital i", "lmportance: High", "importance"),
    Case("digit for s", "5ubject: Budget", "subject"),
    Case("letter for colon", "Ccf Lee, Ann", "cc"),
    Case("german sent", "Gesendet: Freitag", "sent"),
    Case("german subject", "Betreff: Haushalt", "subject"),
    Case("french sender", "De : Lee", "from"),
    Case("french to", "À : Ray", "to"),
    Case("spanish subject", "Asunto: Presupuesto", "subject"),
    Case("italian sent", "Inviato: venerdì", "sent"),
    Case("dutch subject", "Onderwerp: Begroting", "subject"),
    Case("danish subject", "Emne: Budget", "subject"),
    Case("swedish subject", "Ämne: Budget", "subject"),
    Case("portuguese subject", "Assunto: Orçamento", "subject"),
    Case("polish subject", "Temat: Budżet", "subject"),
    Case("finnish subject", "Aihe: Budjetti", "subject"),
    Case("russian subject", "Тема: Бюджет", "subject"),
    Case("meeting", "Required Attendees: Lee", "attendees"),
    Case("greeting is no label", "Dear all:", None),
    Case("phone is no label", "Phone: 555-0100", None),
    Case("fax is no label", "Fax: 555-0100", None),
    Case("name is no label", "Susan: see below", None),
    Case("short name is no label", "Tom: see below", None),
    Case("sentence is no label", "From what I hear the budget is late", None),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_match_label(case: Case) -> None:
    """A line's label is named, however it is spelled, and a line without one has none."""
    label = match_label(case.text)
    assert (label.field if label else None) == case.expected


def test_value_start() -> None:
    """The value begins behind mark and blanks."""
    text = "Frorn:  Lee, Ann"
    label = match_label(text)
    assert label is not None
    assert text[label.value_start :] == "Lee, Ann"


def test_glued_labels() -> None:
    """Labels inside a line are found where a value runs into them."""
    text = "From: Lee Sent: Friday 3:14 PMTo: RaySubject: Budget"
    assert [label.field for label in find_glued_labels(text, 6)] == ["sent", "to", "subject"]


@given(st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_shape_distance_is_zero_only_for_equals(read: str, meant: str) -> None:
    """Equal words are at distance 0, unlike words are not."""
    assert (shape_distance(read, meant) == 0) == (read == meant)


def test_nearest_field_refuses_words() -> None:
    """Ordinary words are near no label."""
    assert nearest_field("Regards") is None
    assert nearest_field("Attention") is None
