"""What T501 to T503 say; apart from the check, so that the words can be read without loading a table library."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity

AGREES = declare(
    "T501",
    title="A table gives the same number",
    severity=Severity.NOTE,
    means="One of the ways to count in a loaded table gives the number that the text states. In a list of cases, rows or "
    "different persons are counted; in a table whose rows are counts already, a row for each place, the columns are added. "
    "The query, the other ways to count and the chance that a number of this size would match some way of counting are shown.",
    example='"12 people were arrested in Elm": 12 rows of the arrest list have the city Elm; 11 different persons.',
    what_to_do="Read the query: does it count what the text counts? A match by another definition is no confirmation.",
    when_wrong="Small numbers match by chance; look at the chance printed with the finding.",
)
DISAGREES = declare(
    "T502",
    title="No way to count in the table gives this number",
    severity=Severity.WARNING,
    means="The text names a place, a class or a period that the table has, and none of the counts tried gives the number "
    "stated. It shows that text and table differ, not which of them is right. A total that comes within one in a hundred of "
    "the number stated is a note that cannot tell.",
    example='"20 people were arrested in Elm": the list has 12 rows and 11 persons for Elm.',
    what_to_do="Compare what each counts: the table may be of another date, leave out cases, or use another definition.",
    when_wrong="When the table is a part of what the text speaks of, or a word stands for another group than a value does.",
)
CANNOT_ANSWER = declare(
    "T503",
    title="The table's columns cannot answer this",
    severity=Severity.NOTE,
    means="The text states a number of the kind of thing that the table lists, but the table has no column for the place, the "
    "class or the period that the text names, or no row with it.",
    example='"12 people were arrested in Elm", and the list of arrests has no column for the place.',
    what_to_do="Ask for the missing column, or name it in a codebook beside the table.",
    when_wrong="When the column is there under a heading that was not understood: write a codebook.",
)
