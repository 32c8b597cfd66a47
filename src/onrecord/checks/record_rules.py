"""The finding codes of releases, R701 to R710: what each means and what to do, as its user reads it."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity

R701 = declare(
    "R701",
    title="Page numbers are missing from the series",
    severity=Severity.NOTE,
    means="The Bates stamps of two neighbouring pages are not neighbours: pages numbered by the agency are not in this file.",
    example="A page stamped ABC_0186 is followed by one stamped ABC_0190: three numbers are missing.",
    what_to_do="Look for the pages in another production; ask the agency for them, or for the reason they are left out.",
    when_wrong="The pages are in a file that is not loaded, or a stamp was misread.",
)
R702 = declare(
    "R702",
    title="Pages are withheld",
    severity=Severity.NOTE,
    means="A sheet stands in the place of one or more pages that were not released.",
    example='A page that says "Page withheld in full, (b)(5)".',
    what_to_do="Name the pages and the exemption in an appeal; look for the same message released elsewhere.",
    when_wrong="A page that only speaks of withholding, such as a cover letter, was taken for such a sheet.",
)
R703 = declare(
    "R703",
    title="A deletion shows no exemption",
    severity=Severity.WARNING,
    means="Something is boxed out and no exemption is shown for it. 5 U.S.C. 552(b) asks that the exemption be indicated at "
    "the place of the deletion, where technically feasible.",
    example="A black box over a telephone number with no (b)(6) in it or beside it.",
    what_to_do="Ask the agency under which exemption the words were deleted; `onrecord redactions` lists every box.",
    when_wrong="The rectangle is part of the page's design, or the code stands further away than the margin.",
)
R704 = declare(
    "R704",
    title="A deletion that does not delete",
    severity=Severity.WARNING,
    means="The file still tells what a box hides: readable text lies under it, or stands on the page in the page's own colour, "
    "or a link, a bookmark or the file's title names it. The words are not kept, searched or shown here.",
    example="A black rectangle drawn over a line of text that can still be copied out of the file.",
    what_to_do="Do not publish the file. Decide with an editor or lawyer; tell whoever released it. `onrecord "
    "redactions` lists every such box.",
    when_wrong="The text is a label that the redaction program hid under its own box.",
)
R705 = declare(
    "R705",
    title="An attachment is named and not there",
    severity=Severity.NOTE,
    means="A message names an attached file, and neither a source of the case nor the pages behind the message are it.",
    example='"<< File: budget.xls >>" in a message with no spreadsheet behind it.',
    what_to_do="Ask for the attachment: it is part of the record that was requested.",
    when_wrong="The attachment is among the sources under another name.",
)
R706 = declare(
    "R706",
    title="The message answered is not there",
    severity=Severity.NOTE,
    means="A subject says that the message answers another one, which is neither quoted below it nor among the sources.",
    example='"RE: Budget" with no earlier "Budget".',
    what_to_do="Look for the first message in other productions; name it in an appeal.",
    when_wrong="The writer began a new matter under an old subject.",
)
R707 = declare(
    "R707",
    title="Nothing stands below",
    severity=Severity.NOTE,
    means='A message points to what stands "below", and the print ends there.',
    example='"Please see below." at the end of the last page of a mail.',
    what_to_do="Ask for the rest of the chain.",
    when_wrong='"Below" means something in the message itself.',
)
R708 = declare(
    "R708",
    title="Copies of one message hide different things",
    severity=Severity.NOTE,
    means="The same message was released more than once, with unlike deletions.",
    example="One copy boxes out the sender, the other shows the name.",
    what_to_do="Read the copies side by side; what one shows is released.",
    when_wrong="Two messages of one minute with nearly the same words were taken for copies.",
)
R709 = declare(
    "R709",
    title="Another file shows what this one deletes",
    severity=Severity.NOTE,
    means="The same message is in two files, and words that are deleted in one are open in the other.",
    example="The first production boxes out a name, the second one prints it.",
    what_to_do="Cite the file that shows the words; ask why the other deletes them.",
    when_wrong="Two messages of one minute with nearly the same words were taken for copies.",
)
R710 = declare(
    "R710",
    title="One production holds messages that the other lacks",
    severity=Severity.NOTE,
    means="Two files hold many of the same messages, as two productions of one release do, and one of them holds more.",
    example="A second production of 240 pages repeats 180 messages and adds 12.",
    what_to_do="Read what is new first; ask why it was left out before.",
    when_wrong="The other file holds the message too, in a print that could not be read or joined.",
)
