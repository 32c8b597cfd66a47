"""The finding codes of quotations (Q1xx), declared with what their users read."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity
from onrecord.model.links import Verdict

ALTERED = declare(
    "Q101",
    title="Words changed inside quotation marks",
    severity=Severity.ERROR,
    means=(
        "The quotation stands in the records, but a word, number, name, negation or modal inside the marks is another, is "
        "missing or was put in, and no bracket or ellipsis says so. Both wordings and every difference are shown."
    ),
    example="Article: “the clerk will sign it”. Record: “the clerk will not sign it”. negation: “not” is left out.",
    what_to_do="Restore the words of the record, or mark the change with brackets or an ellipsis.",
    when_wrong="When the speaker said the same thing twice in other words, or the record is a faulty copy.",
)
MARKED = declare(
    "Q102",
    title="Altered, and marked as style allows",
    severity=Severity.NOTE,
    means=(
        "Every difference stands in brackets or at an ellipsis and is of a kind that style guides allow: a first letter, a "
        "noun or pronoun for a pronoun, tense and agreement, a clarification."
    ),
    example="Article: “[they] failed at this”. Record: “we failed at this”.",
    what_to_do="Nothing, unless the bracket hides more than it explains; the record's words are shown.",
    when_wrong="When the bracket names the wrong person; who is meant cannot be checked from the words.",
)
CUT_CHECK = declare(
    "Q103",
    title="A governing word was cut away",
    severity=Severity.WARNING,
    means=(
        "What is quoted is in the record, but the same sentence goes on, begins or is joined with words that govern the kept "
        "ones: a negation, a restriction, a condition, a hedge, a contrast, a number. The omitted words and the governing "
        "word are shown. Check whether the sense survives; the finding does not say that it does not."
    ),
    example="Article: “the bridge is safe”. Record: “the bridge is safe if the load stays under ten tons”. condition: if.",
    what_to_do="Read the whole sentence; quote the governing words or say what they limit.",
    when_wrong="When the omitted clause is unrelated, or the article gives its content elsewhere.",
)
STITCHED = declare(
    "Q104",
    title="Stitched together",
    severity=Severity.WARNING,
    means=(
        "The parts of one quotation stand in different sentences, messages or documents, or in another order. An ellipsis "
        "tells the reader that words are left out, not that two statements were joined."
    ),
    example="“We were late ... The mayor approved it”: the halves stand in mails of two days.",
    what_to_do="Quote them as two quotations, each with its own source.",
    when_wrong="When the speaker joined the sentences so in another place that is not among the records.",
)
MISATTRIBUTED = declare(
    "Q105",
    title="The record names another sender",
    severity=Severity.WARNING,
    means=(
        "The words are in the record, in a message sent by another person than the one whom the coverage names as speaker, "
        "and no copy of them is that person's. Both names are shown."
    ),
    example="Article: “..., Ann Lee wrote”. The message is from Carl Orr.",
    what_to_do="Look at the header; correct the speaker, or say that one quotes the other.",
    when_wrong="When the sender quotes somebody else, or the named person said the same elsewhere.",
)
NOT_FOUND = declare(
    "Q106",
    title="Not found in the records loaded",
    severity=Severity.NOTE,
    means=(
        "No record loaded holds these words. How much was searched is said, and how much could not be read or was withheld. "
        "This says nothing about whether the words were said."
    ),
    example="“not found in 1,180 pages; 14 unreadable, 22 withheld”.",
    what_to_do="Load the record the article draws on; look in the pages that could not be read.",
    when_wrong="Most quotations in coverage come from interviews and speeches, not from released records.",
)
UP_TO_REDACTION = declare(
    "Q107",
    title="Runs into a redaction",
    severity=Severity.NOTE,
    means=(
        "The record agrees with the quotation up to a box; what stands under it cannot be compared. The exemption code and the "
        "page are given."
    ),
    example="Article: “I met with Jones at noon”. Record: “I met with (b)(6) at noon”.",
    what_to_do="Ask how the hidden words became known, or appeal the redaction.",
    when_wrong="When another copy of the message shows the words.",
)
EXACT = declare(
    "Q108",
    title="Word for word in the record",
    severity=Severity.NOTE,
    means="The quotation stands in the record as printed, but for typography, capitals and the closing mark.",
    example="Article: “Call me at noon,” she wrote. Record: “Call me at noon.”",
    what_to_do="Nothing; the place in the record can be cited.",
    when_wrong="A short phrase may stand in many places; look whether it is the right one.",
)
MINOR = declare(
    "Q109",
    title="Slightly other than the record",
    severity=Severity.NOTE,
    means="Only an article, an ending, a contraction, a number's spelling, a mark or a slip of the scanner differs.",
    example="Article: “I've seen the raids”. Record: “I have seen the raid”.",
    what_to_do="Restore the record's wording where it is to be exact.",
    when_wrong="When an ending matters (one raid, several raids).",
)
NEAR = declare(
    "Q110",
    title="Not verbatim",
    severity=Severity.NOTE,
    means=(
        "The likeliest place in the records shares many words but is no quotation of them. It is shown so that a reader can "
        "judge; it may be another passage altogether."
    ),
    example="Article: “we never planned to close it”. Record: “there was no plan that we close it this year”.",
    what_to_do="Compare; if it is meant as a paraphrase, take the marks away.",
    when_wrong="When the words come from another source that is not loaded.",
)
CUT_NEUTRAL = declare(
    "Q111",
    title="Part of a sentence",
    severity=Severity.NOTE,
    means="Part of a longer sentence is quoted and no governing word was found among the omitted ones, which are shown.",
    example="Article: the “largest bridge in the county”. Record: “We opened the largest bridge in the county.”",
    what_to_do="Read the omitted words once.",
    when_wrong="A cut can change the sense without any of the words that are looked for.",
)
VARIANTS = declare(
    "Q120",
    title="One quotation in differing words",
    severity=Severity.WARNING,
    means=(
        "The same words are quoted in two places and differ. Without the record neither is called right: the fullest one "
        "without brackets is taken to compare with. As a note where brackets or cuts explain the difference."
    ),
    example="“at large raids” in one article, “at large arrests” in another.",
    what_to_do="Find the source of both; ask the outlet that differs.",
    when_wrong="When something was said twice in nearly the same words, or two people wrote down one speech.",
)
SPEAKERS = declare(
    "Q121",
    title="One quotation under differing speakers",
    severity=Severity.WARNING,
    means=(
        "The same words are given to two named people in two places. As a note where the speakers are only described in unlike "
        "terms, which may be one person: who is meant, who wrote to whom, and with which strength is shown side by side."
    ),
    example="“a field agent reported” in one article, “the office director added” in another.",
    what_to_do="Find the header or recording; make the description agree.",
    when_wrong="When one of the two quotes the other.",
)
SECOND_HAND = declare(
    "Q122",
    title="Another text's prose in quotation marks",
    severity=Severity.WARNING,
    means=(
        "The words in marks stand in another document as that writer's own prose, outside of marks. A reporter's summary "
        "has become somebody's words."
    ),
    example="Report: the mayor claimed the closure was motivated by safety. Article: “motivated by safety”, officials said.",
    what_to_do="Give the words to the writer who wrote them, or find the person's own.",
    when_wrong="When both texts draw on one speech and the other printed it without marks.",
)
MARKS = declare(
    "Q123",
    title="Unclosed or mismatched marks",
    severity=Severity.NOTE,
    means="A quotation mark opens and does not close in its paragraph, or closes with a mark of another kind.",
    example='"We failed at this.” opens straight and closes curly.',
    what_to_do="Set the missing mark; until then it is unclear where the quotation ends.",
    when_wrong="When the text was damaged on its way here.",
)
GENDER = declare(
    "Q124",
    title="A pronoun of gender for an unnamed person",
    severity=Severity.NOTE,
    means=(
        "The source is described and not named, and the text calls them he or she. Where the record redacts the name, the "
        "gender is not in the record."
    ),
    example="“an official at the county office wrote that he had been called”.",
    what_to_do="Say how the gender is known, or write it without.",
    when_wrong="When the writer met the person.",
)
DRIFT = declare(
    "Q130",
    title="The paraphrase says another number, condition or scope",
    severity=Severity.WARNING,
    means=(
        "A sentence retells what another place quotes, and the number, the condition or the scope is not the quotation's. Both "
        "are shown; neither is called false."
    ),
    example="Quotation: “if a location has only one case”. Paraphrase: if a location did not have three cases.",
    what_to_do="Take the quotation's own number and condition.",
    when_wrong="When the paraphrase draws on another passage.",
)
STRENGTH = declare(
    "Q131",
    title="Attribution grows along the retellings",
    severity=Severity.WARNING,
    means=(
        "Several texts tell of one request in words of unlike strength (asked, instructed, ordered) or give it to unlike "
        "people. They are shown as a ladder, weakest first. Where the records hold the request itself (“due tonight for the "
        "director”), it stands before all, with how many messages from the director are in the records loaded."
    ),
    example="“a request came in for the director” - “the director's office asked” - “the director ordered”.",
    what_to_do="Use the weakest wording that the record bears out, and name who sent it.",
    when_wrong="When the stronger text knows a source that the others did not have.",
)
PURPOSE = declare(
    "Q132",
    title="A purpose added beside a quotation",
    severity=Severity.NOTE,
    means=(
        "Right after the same quoted words, texts go on in their own words with a purpose or a scope. It is the writer's, "
        "not the quotation's."
    ),
    example="told to “list three cases” to justify the closures; told to “list three cases” of neglect.",
    what_to_do="Check that the record names the purpose.",
    when_wrong="When the record gives the purpose elsewhere.",
)

RULE_OF_VERDICT = {
    Verdict.EXACT: EXACT,
    Verdict.EXACT_BUT_CASE: EXACT,
    Verdict.ALTERED_MARKED: MARKED,
    Verdict.ALTERED_MINOR: MINOR,
    Verdict.ALTERED_MATERIAL: ALTERED,
    Verdict.TRUNCATED_NEUTRAL: CUT_NEUTRAL,
    Verdict.TRUNCATED_CHECK: CUT_CHECK,
    Verdict.STITCHED: STITCHED,
    Verdict.MISATTRIBUTED: MISATTRIBUTED,
    Verdict.UP_TO_REDACTION: UP_TO_REDACTION,
    Verdict.NEAR: NEAR,
    Verdict.NOT_FOUND: NOT_FOUND,
}
