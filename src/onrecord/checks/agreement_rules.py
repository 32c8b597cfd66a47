"""The finding codes of figures that several texts give for one thing, declared with what their users read."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity

DISAGREE = declare(
    "F205",
    title="Figures that disagree",
    severity=Severity.WARNING,
    means=(
        "Two texts of one story count the same thing, in the same place and time, and no number satisfies both. Where the "
        'intervals meet (680 and "hundreds") nothing is said. Where place, period, whole or mood differ, a note names the slot.'
    ),
    example='"12 sailors drowned off Wren" in one paper and "17 sailors drowned off Wren" in another.',
    what_to_do="Look which text is later and which names its source; look for the number in the record.",
    when_wrong="When the two speak of different hours of one event, or of different groups under one word.",
)
ESCALATION = declare(
    "F206",
    title="A quantity that grows or blurs",
    severity=Severity.WARNING,
    means=(
        'Texts of one story give the same thing in words of different size: "dozens", "many", "hundreds". Where the sizes '
        "can both be true, this is a note; where they cannot, a warning."
    ),
    example='"dozens of sailors without papers", then "hundreds of sailors without papers".',
    what_to_do="Find the number behind the first text and use it.",
    when_wrong="When the texts count different groups with the same words.",
)
DEFINITION = declare(
    "F207",
    title="Definitions that differ",
    severity=Severity.NOTE,
    means=(
        "A figure turns on a word of criminal justice. A conviction, a charge, an arrest, a record, a history and being a "
        "criminal are different things and give different counts. The words that the texts use are listed side by side and "
        "never merged."
    ),
    example='"no criminal record" in the article, "not convicted" in the release.',
    what_to_do="Say which of them is counted, in the words of the source.",
    when_wrong="Never an accusation: the note only names the words.",
)
