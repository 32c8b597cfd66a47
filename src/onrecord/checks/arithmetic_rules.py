"""The finding codes of arithmetic inside one text, declared with what their users read."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity

SUM = declare(
    "F201",
    title="Parts and total",
    severity=Severity.ERROR,
    means=(
        'The text gives parts and their total, and cuts the total by place, by sex or age, by "the remaining", or '
        'says "a total of". The parts are added as written. Where they come to the total, the finding says so as a '
        "note."
    ),
    example='"101 people in Wren County and 67 in Orr County, a total of 167": 101 + 67 = 168, not 167.',
    what_to_do="Ask which of the numbers is right; look for the same numbers in the record.",
    when_wrong="When one person is counted in two parts, or a part is left out on purpose.",
)
SHARE = declare(
    "F202",
    title="Share, part and whole",
    severity=Severity.ERROR,
    means=(
        "A share is given beside its part and its whole. The quotient is computed and the whole numbers that would "
        "give the stated share are printed (the GRIM test). A share of a known whole without a part is followed by "
        "the counts it allows. A count that another text of the story, or a record, gives of the same whole is put "
        "beside the share."
    ),
    example='"317 of the 498, or 54 percent": 317 / 498 = 63.7 percent; 54 percent of 498 would be 267 to 273.',
    what_to_do="Check which of the three numbers is copied wrongly.",
    when_wrong="When the share speaks of another whole than the one named beside it.",
)
CUT = declare(
    "F203",
    title="Cut, not rounded",
    severity=Severity.NOTE,
    means=(
        "The share fits the quotient when its decimals are cut off, and not when it is rounded. This is no error; it "
        "explains a difference of one."
    ),
    example='"167 of the 498, or 33 percent": 33.53 rounds to 34.',
    what_to_do="Print the rounded number where it matters.",
    when_wrong="Never an error: the note only names the method.",
)
LIST = declare(
    "F204",
    title="Number and list",
    severity=Severity.WARNING,
    means=(
        'A number of things is given and then the things are named. The names are counted, the subject too in "X is '
        'one of seven ... along with". A list behind "including" or "such as" need not be complete and is never '
        "called short."
    ),
    example='"five counties: Wren, Orr, Tull and Marsh": four are named.',
    what_to_do="Count the list; find the missing or the extra name.",
    when_wrong='When one name holds a comma or an "and" of its own.',
)
BOUND = declare(
    "F208",
    title="Bound lost",
    severity=Severity.NOTE,
    means=(
        'A number first stands with a bound ("at least 498") and later without it ("the 498"). The second is stronger'
        " than the first."
    ),
    example='"at least 498 people" and then "167 of the 498 people".',
    what_to_do="Keep the bound, or show the source of the exact number.",
    when_wrong="When the exact number became known in between.",
)
ROOM = declare(
    "F209",
    title="No room for the part",
    severity=Severity.ERROR,
    means=(
        "A part is larger than its whole, or a complete breakdown of the whole leaves no room for it. A breakdown is a list of "
        "named parts in a text, or a table with a row for each part, that comes to the same whole."
    ),
    example='"52 of the 40 sailors".',
    what_to_do="Check both numbers against the record; look whether the part belongs to another whole.",
    when_wrong="When the breakdown is of another count than the text's.",
)
COMPLEMENT = declare(
    "F210",
    title="Part and remainder",
    severity=Severity.ERROR,
    means=(
        'A part and "the remaining" or "the other" are given with their whole (or as percent of one whole) and must '
        "add up to it. Where one document says how many of a whole had a record or a conviction and another how many had "
        "none, what the first leaves is put beside the second; the words that differ are named."
    ),
    example='"Of the 40 sailors, 12 drowned and the remaining 26 swam": 12 + 26 = 38.',
    what_to_do="Check the remainder first: it is the number most often not recomputed.",
    when_wrong="When a third group is named elsewhere.",
)
CHANGE = declare(
    "F211",
    title="Change, before and after",
    severity=Severity.ERROR,
    means=(
        "A change is given with the number before and after it. The difference and the percentage are computed; "
        "percentage points are tried as well."
    ),
    example='"rose from 50 to 60, an increase of 30 percent": the increase is 10, or 20 percent.',
    what_to_do="Check whether percent or percentage points are meant, and from which base.",
    when_wrong="When the change is computed from unrounded numbers.",
)
RUNNING = declare(
    "F212",
    title="Running total",
    severity=Severity.ERROR,
    means="A total so far, an addition, and the new total are given and must agree.",
    example='"52 had drowned so far. 12 more drowned, bringing the total to 66": 52 + 12 = 64.',
    what_to_do="Ask whether the earlier total was corrected.",
    when_wrong="When the earlier total was revised between the two counts.",
)
JOINT = declare(
    "F213",
    title="Numbers that cannot all be true",
    severity=Severity.WARNING,
    means=(
        "Each relation holds by itself, but no values within the stated bounds satisfy all of them. The smallest set "
        "that conflicts is printed."
    ),
    example=('"fewer than 90 in all", "more than 50 in Wren County" and "another 45 in Orr County": at least 51 + 45 = 96.'),
    what_to_do="Read the printed set: at least one of its numbers is wrong or means something else.",
    when_wrong="When two of the numbers speak of different days or counts.",
)
