"""The codes of the coverage family: what the C8xx findings mean, in the words that their reader sees."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity

SET_ASIDE = declare(
    "C801",
    title="Text that is no reporting was set aside",
    severity=Severity.NOTE,
    means="Captions, credits, link lines, buttons, calls to action, self-promotion and stray words of a page were found and "
    "kept out of the ledgers of quotations, figures and dates.",
    example='"MORE: 40 Walk Out of a Diner" is a link to another story; its figure is not counted in this one.',
    what_to_do="Nothing, unless a passage shown here is reporting.",
    when_wrong="A paragraph of the article has the shape of a caption or speaks to its reader.",
)
UNCREDITED = declare(
    "C802",
    title="A source that a retelling credits is not named",
    severity=Severity.NOTE,
    means="A document tells the same things as others of its story, in shared words or from the same records, and does not "
    "name the outlet that they credit.",
    example='Two articles say "published by The Relay"; a third tells the same and names no outlet.',
    what_to_do="Name the source, or say how the facts were had independently.",
    when_wrong="The document is the original, or had the records itself.",
)
TAKEN_BACK = declare(
    "C803",
    title="A claim of a statement that the text takes back",
    severity=Severity.WARNING,
    means="A text says that somebody admits or says something openly, and says itself that they did not use such words.",
    example='"The director admits it. ... Though he did not use those words, ... they are explicitly ..."',
    what_to_do="Quote the words that were used and leave the reading of them to the reader.",
    when_wrong="The two passages speak of different statements.",
)
BESIDE_CONDUCT = declare(
    "C804",
    title="A statement beside what was found",
    severity=Severity.WARNING,
    means='A statement says "only" or "solely"; the same story tells of cases that are not so.',
    example='"officials said they go solely after people who have prior records"; "more than a third had no prior record".',
    what_to_do="Check the wording of the statement first: retellings make it stronger; then set both side by side.",
    when_wrong="The figure counts other people or another time, or the statement speaks of a goal.",
)
NO_BASELINE = declare(
    "C805",
    title="A trend without an earlier figure",
    severity=Severity.NOTE,
    means="A rise or fall is stated as a fact, and no earlier figure stands near it.",
    example='"This is a sudden and worrying increase." with no number for the time before.',
    what_to_do="Give the earlier figure and its period, or leave the trend out.",
    when_wrong="The earlier figure stands elsewhere in the text.",
)
INFERENCE = declare(
    "C806",
    title="An inference and not a report",
    severity=Severity.NOTE,
    means="The writer concludes a purpose or a cause without naming who says so.",
    example='"The clerk evidently meant it so."; "The failure was largely due to the weather."',
    what_to_do="Keep it as the writer's reading, or name the source.",
    when_wrong="The sentence before names who says so.",
)
LABELS = declare(
    "C807",
    title="Retellings name the actors differently",
    severity=Severity.NOTE,
    means="Documents of one story name those who acted or were addressed in different ways.",
    example='"instructed city chiefs"; "instructed department officials", for one order.',
    what_to_do="Take the wording of the record.",
    when_wrong="The sentences tell of two orders, or one body is a part of the other.",
)
SCOPE = declare(
    "C808",
    title="An outcome told more broadly than in a retelling",
    severity=Severity.NOTE,
    means="One document limits an outcome to a place; another of the story tells it without the limit.",
    example='"In Ohio, at least, it failed"; "the efforts were unsuccessful".',
    what_to_do="Keep the limit that the source gives.",
    when_wrong="The second document had evidence for more places.",
)
BY_DEFINITION = declare(
    "C809",
    title="A number that depends on the definition",
    severity=Severity.NOTE,
    means="A text gives the number of something for which there are only lists by different authors.",
    example='"the nation\'s seven sanctuary states"; a list by one author of that year has eight.',
    what_to_do="Name the list, its author and its date.",
    when_wrong="The text names its list elsewhere.",
)
OWN_WORK = declare(
    "C810",
    title="The only support is the writer's own earlier work",
    severity=Severity.NOTE,
    means="A claim is supported by nothing but a reference to what the same writer or site said before.",
    example='"As we have pointed out before on this blog, the county makes no distinction."',
    what_to_do="Follow the earlier work to its source.",
    when_wrong="The earlier work is linked and gives its evidence.",
)
