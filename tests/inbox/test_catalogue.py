"""The layouts of printed mail, one row each: what a page of text says, and the messages it must become."""

from dataclasses import dataclass

import pytest

from onrecord.inbox.dates import read_meeting_times
from onrecord.inbox.release import read_release
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.messages import InboxRecords
from onrecord.spans import Span


def document_of(text: str) -> Document:
    """A document of the records pile whose pages are parted by form feeds."""
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    source = Source(path="r.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.RECORDS)
    return Document(id="d", source=source, kind="text", text=text, pages=tuple(pages))


def read(text: str) -> InboxRecords:
    """The inbox records of a text."""
    return read_release(document_of(text), None, ())


Row = tuple[str | None, str | None, tuple[str, ...], str | None]


@dataclass(frozen=True)
class Case:
    """A page and, for each message in the order of print, its sender, minute, recipients and subject."""

    name: str
    text: str
    expected: tuple[Row, ...]


LEE = ("Lee, Ann", "2017-10-06T15:14", ("Ray, Bob",), "Budget")
LEE_NOTES = ("Ann Lee/LAW/CITY", "2017-10-06T15:14", ("Bob Ray/LAW/CITY",), "Budget")
RAY = ("Ray, Bob", "2017-10-06T14:02", ("Lee, Ann",), "Budget")
OUTER = "From: Lee, Ann\nSent: Friday, October 6, 2017 3:14 PM\nTo: Ray, Bob\nSubject: Budget\n\nHere it is.\n\n"
LABELS = "From: Ray, Bob\nSent: Friday, October 6, 2017 2:02 PM\nTo: Lee, Ann\nSubject: Budget\n\nWhere is it?\n"

CASES = [
    Case(
        "outlook print with owner's name",
        "Lee, Ann\n\nFrom:    Lee, Ann\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n"
        "Subject: Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "microsoft outlook head",
        "Microsoft Outlook\nLee, Ann\n\nFrom:    Lee, Ann\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n"
        "Subject: Budget\nImportance: High\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "labels first, values after",
        "From:\nTo:\nSubject:\nDate:\nLee, Ann\nRay, Bob\nBudget\nFriday, October 6, 2017 3:14 PM\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "labels first, sender boxed out",
        "From:\nTo:\nSubject:\nDate:\n(b)(6)\nRay, Bob\nBudget\nFriday, October 6, 2017 3:14 PM\n\nHere it is.",
        ((None, *LEE[1:]),),
    ),
    Case(
        "every label above its value",
        "From:\nLee, Ann\nTo:\nRay, Bob\nSubject:\nBudget\nDate:\nFriday, October 6, 2017 3:14 PM\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "several labels glued in one line",
        "From: Lee, Ann [mailto:ann@x.example] Sent: Friday, October 6, 2017 3:14 PMTo: Ray, BobSubject: Budget\n\nHere it is.",
        (("Lee, Ann [mailto:ann@x.example]", *LEE[1:]),),
    ),
    Case("original message", OUTER + "-----Original Message-----\n" + LABELS, (LEE, RAY)),
    Case("marker spoiled by ocr", OUTER + "-----Original essage-----\n" + LABELS, (LEE, RAY)),
    Case("rule before the quoted header", OUTER + "________________________________\n" + LABELS, (LEE, RAY)),
    Case("no marker before the quoted header", OUTER + "\n" + LABELS, (LEE, RAY)),
    Case(
        "gmail print",
        "Gmail          Bob Ray\nBudget\n1 message\nAnn Lee <ann@x.example>        Fri, Oct 6, 2017 at 3:14 PM\n"
        "To: Bob Ray <bob@x.example>\n\nHere it is.",
        (("Ann Lee <ann@x.example>", LEE[1], ("Bob Ray <bob@x.example>",), "Budget"),),
    ),
    Case(
        "apple forward, subject before date",
        OUTER + "Begin forwarded message:\n\nFrom: Bob Ray <bob@x.example>\nSubject: Budget\n"
        "Date: October 6, 2017 at 2:02:10 PM EDT\nTo: Ann Lee <ann@x.example>\n\nWhere is it?",
        (LEE, ("Bob Ray <bob@x.example>", RAY[1], ("Ann Lee <ann@x.example>",), "Budget")),
    ),
    Case(
        "on ... wrote, wrapped behind the bracket",
        OUTER + "On Fri, Oct 6, 2017 at 2:02 PM, Bob Ray <\nbob@x.example> wrote:\n> Where is it?",
        (LEE, ("Bob Ray < bob@x.example>", RAY[1], (), None)),
    ),
    Case(
        "on ... wrote, sender withheld",
        OUTER + "On Fri, Oct 6, 2017 at 2:02 PM (b)(6) wrote:\nWhere is it?",
        (LEE, (None, RAY[1], (), None)),
    ),
    Case(
        "german: am ... schrieb",
        OUTER + "Am 6. Oktober 2017 um 14:02 schrieb Bob Ray:\n> Wo ist es?",
        (LEE, ("Bob Ray", RAY[1], (), None)),
    ),
    Case(
        "notes forward",
        OUTER + "---------------------- Forwarded by Ann Lee/LAW/CITY on 10/06/2017 03:14 PM ------------------\n\n"
        "Bob Ray@CITY\n10/06/2017 02:02 PM\nTo: Ann Lee/LAW/CITY@CITY\ncc:\nSubject: Budget\n\nWhere is it?",
        (LEE, ("Bob Ray@CITY", None, ("Ann Lee/LAW/CITY@CITY",), "Budget")),
    ),
    Case(
        "groupwise date line",
        "From: Lee, Ann\nTo: Ray, Bob\nDate: 10/6/2017 3:14 PM\nSubject: Budget\n\nHere it is.\n\n"
        ">>> Bob Ray 10/6/2017 2:02 PM >>>\nWhere is it?",
        (("Lee, Ann", None, ("Ray, Bob",), "Budget"), ("Bob Ray", None, (), None)),
    ),
    Case(
        "blackberry",
        "From: Lee, Ann\nTo: Ray, Bob\nSent: Fri Oct 06 15:14:00 2017\nSubject: Budget\n\nOk\nSent from my BlackBerry\n\n"
        "----- Original Message -----\n" + LABELS,
        (LEE, RAY),
    ),
    Case(
        "android original message",
        OUTER + "-------- Original message --------\nFrom: Ray, Bob\nDate: 10/06/2017 2:02 PM (GMT-05:00)\nTo: Lee, Ann\n"
        "Subject: Budget\n\nWhere is it?",
        (LEE, ("Ray, Bob", None, ("Lee, Ann",), "Budget")),
    ),
    Case(
        "sender is codes with separators",
        "From: (b)(6); (b)(7)(C)\nSent: Friday, October 6, 2017 3:14 PM\n"
        "To: (b)(6);(b)(7)(C); Ray, Bob; (b)(6)\nSubject: Budget\n\nHere.",
        ((None, LEE[1], ("(b)(6);(b)(7)(C)", "Ray, Bob", "(b)(6)"), "Budget"),),
    ),
    Case(
        "sender boxed out without a code",
        "From:\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\nSubject: Budget\n\nHere.",
        ((None, *LEE[1:]),),
    ),
    Case(
        "banner's date is not the mail's",
        "UNCLASSIFIED U.S. Department of State Case No. F-2099-00001 Doc No. C00000001 Date: 07/31/2099\n\n"
        "                                                   RELEASE IN PART B6\n\n" + OUTER,
        (LEE,),
    ),
    Case(
        "boilerplate head",
        "CONFIDENTIAL\nPRODUCED PURSUANT TO ORDER\nCase No. 17-00001\n\n" + OUTER,
        (LEE,),
    ),
    Case(
        "ocr labels",
        "Frorn: Lee, Ann\nSenf: Friday, October 6, 2017 3:14 PM\nTe: Ray, Bob\nSub ject; Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "ocr date",
        "From: Lee, Ann\nSent: Fr1day, 0ctobcr 6, 2O17 3:l4 PM\nTo: Ray, Bob\nSubject: Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "label without its colon",
        "From:        Lee, Ann\nSent         Friday, October 6, 2017 3:14 PM\nTo           Ray, Bob\n"
        "Subject      Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "long recipient list over lines",
        "From: Lee, Ann\nSent: Friday, October 6, 2017 3:14 PM\nTo: Ray, Bob; Fox, Cy (CTR); 'd@x.example';\n"
        "Gil, Eve; Hay, Flo\nSubject: Budget\n\nHere it is.",
        (("Lee, Ann", LEE[1], ("Ray, Bob", "Fox, Cy (CTR)", "d@x.example", "Gil, Eve", "Hay, Flo"), "Budget"),),
    ),
    Case(
        "further labels",
        "From: Lee, Ann On Behalf Of Press Office\nSent: Friday, October 6, 2017 3:14 PM\nTo: Ray, Bob\nSubject: Budget\n"
        "Sensitivity: Confidential\nCategories: Red\nFollow Up Flag: Follow up\nAttachments: budget.xls\n\nHere it is.",
        (("Lee, Ann On Behalf Of Press Office", *LEE[1:]),),
    ),
    Case("no subject line", OUTER.replace("Subject: Budget\n", ""), ((*LEE[:3], None),)),
    Case("no sent line", OUTER.replace("Sent: Friday, October 6, 2017 3:14 PM\n", ""), ((LEE[0], None, *LEE[2:]),)),
    Case(
        "header cut by the page break",
        OUTER
        + "-----Original Message-----\nFrom: Ray, Bob\nSent: Friday, October 6, 2017 2:02 PM\n\f"
        + "To: Lee, Ann\nSubject: Budget\n\nWhere is it?",
        (LEE, RAY),
    ),
    Case(
        "german labels",
        "Von: Lee, Ann\nGesendet: Freitag, 6. Oktober 2017 15:14\nAn: Ray, Bob\nBetreff: Budget\n\nHier.",
        (LEE,),
    ),
    Case(
        "french labels", "De : Lee, Ann\nEnvoyé : vendredi 6 octobre 2017 15:14\nÀ : Ray, Bob\nObjet : Budget\n\nVoici.", (LEE,)
    ),
    Case(
        "spanish labels",
        "De: Lee, Ann\nEnviado: viernes, 6 de octubre de 2017 15:14\nPara: Ray, Bob\nAsunto: Budget\n\nAquí.",
        (LEE,),
    ),
    Case(
        "dutch labels",
        "Van: Lee, Ann\nVerzonden: vrijdag 6 oktober 2017 15:14\nAan: Ray, Bob\nOnderwerp: Budget\n\nHier.",
        (LEE,),
    ),
    Case(
        "italian labels", "Da: Lee, Ann\nInviato: venerdì 6 ottobre 2017 15:14\nA: Ray, Bob\nOggetto: Budget\n\nEcco.", (LEE,)
    ),
    Case(
        "portuguese labels",
        "De: Lee, Ann\nEnviado: sexta-feira, 6 de outubro de 2017 15:14\nPara: Ray, Bob\nAssunto: Budget\n\nEis.",
        (LEE,),
    ),
    Case(
        "polish labels", "Od: Lee, Ann\nWysłano: piątek, 6 października 2017 15:14\nDo: Ray, Bob\nTemat: Budget\n\nOto.", (LEE,)
    ),
    Case(
        "finnish labels",
        "Lähettäjä: Lee, Ann\nLähetetty: perjantai 6. lokakuuta 2017 15.14\nVastaanottaja: Ray, Bob\nAihe: Budget\n\nTässä.",
        (LEE,),
    ),
    Case("russian labels", "От: Lee, Ann\nОтправлено: 6 октября 2017 г. 15:14\nКому: Ray, Bob\nТема: Budget\n\nВот.", (LEE,)),
    Case("swedish labels", "Från: Lee, Ann\nSkickat: den 6 oktober 2017 15:14\nTill: Ray, Bob\nÄmne: Budget\n\nHär.", (LEE,)),
    Case("labels in the marks of bold print", "*" + "\n*".join(OUTER.strip().replace(": ", ":* ", 4).split("\n", 3)), (LEE,)),
    Case(
        "notes print in columns",
        "Ann Lee/LAW/CITY     To        Bob Ray/LAW/CITY\n10/16/2017 03:14 PM  cc\n"
        "                     Subject   Budget\n\nHere it is.",
        (("Ann Lee/LAW/CITY", "2017-10-16T15:14", ("Bob Ray/LAW/CITY",), "Budget"),),
    ),
    Case(
        "notes print, labels below the name",
        "Ann Lee/LAW/CITY\nTo        Bob Ray/LAW/CITY\n10/16/2017 03:14 PM     cc\nSubject   Budget\n\nHere it is.",
        (("Ann Lee/LAW/CITY", "2017-10-16T15:14", ("Bob Ray/LAW/CITY",), "Budget"),),
    ),
    Case("danish labels", "Fra: Lee, Ann\nSendt: 6. oktober 2017 15:14\nTil: Ray, Bob\nEmne: Budget\n\nHer.", (LEE,)),
    Case(
        "quote marks inside quote marks",
        OUTER
        + "> From: Ray, Bob\n> Sent: Friday, October 6, 2017 2:02 PM\n> To: Lee, Ann\n> Subject: Budget\n>\n> Where is it?\n"
        "> > From: Fox, Cy\n> > Sent: Friday, October 6, 2017 1:00 PM\n> > To: Ray, Bob\n"
        "> > Subject: Budget\n> >\n> > Ask Ann.",
        (LEE, RAY, ("Fox, Cy", "2017-10-06T13:00", ("Ray, Bob",), "Budget")),
    ),
    Case(
        "memorandum that names its reader in the heading",
        "October 6, 2017\n\nMEMORANDUM FOR BOB RAY\n\nFROM:    Ann Lee\nSUBJECT: Budget\n\nHere it is.",
        (("Ann Lee", "2017-10-06T00:00", ("BOB RAY",), "Budget"),),
    ),
    Case(
        "memorandum with a line for whom it goes through",
        "INFORMATION MEMORANDUM\n\nTO:      Ray, Bob\nTHROUGH: Fox, Cy\nFROM:    Lee, Ann\nSUBJECT: Budget\n\nHere it is.",
        (("Lee, Ann", None, ("Ray, Bob",), "Budget"),),
    ),
    Case(
        "date above a block without one",
        "                    October 6, 2017\n\nFor: Bob\nFrom: Ann\nRe: Budget\n\nHere it is.",
        (("Ann", "2017-10-06T00:00", ("Bob",), "Budget"),),
    ),
    Case(
        "label without colon and value",
        "From:    Lee, Ann\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\nCc\nSubject: Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "date set wide",
        "From:    Lee, Ann\nSent:    Friday,     October 6, 2017      3:14       PM       Class: X\nTo:      Ray, Bob\n"
        "Subject: Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "speck before a label",
        "From:    Lee, Ann\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n.   Subject: Budget\n\nHere it is.",
        (LEE,),
    ),
    Case(
        "codes set beside the subject and below it",
        "From:    Lee, Ann\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n"
        "Subject: Budget                                             1.4(D)\n"
        "                                                            B1\n"
        "Here it is. It has been looked over by all of us.\n",
        (LEE,),
    ),
    Case(
        "marks of classification between the labels",
        "From:    Lee, Ann\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n"
        "                                  Classified by DAS, A/X on 09/30/2019 — Class:\n"
        "Subject: Budget\n"
        "                                  CONFIDENTIAL — Reason: 1.4(B) — Declassify on:\n"
        "Here it is.                       10/06/2027\n",
        (LEE,),
    ),
    Case(
        "subject and sender above the labels",
        "Budget\nLee, Ann [ann.lee@x.example]\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n\nHere it is.\n\n"
        + LABELS,
        (("Lee, Ann [ann.lee@x.example]", *LEE[1:]), RAY),
    ),
    Case(
        "sender boxed out above the labels",
        "Budget\n(b)(6)\nSent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\n\nHere it is.",
        ((None, *LEE[1:]),),
    ),
    Case(
        "owner above a header cut by the page",
        "Sent:    Friday, October 6, 2017 3:14 PM\nTo:      Ray, Bob\nSubject: Budget\n\nHere it is.",
        ((None, *LEE[1:]),),
    ),
    Case(
        "a table of ways is no mail",
        OUTER + "From: gate 4      To: gate 7\nDate      Count    Officer\n3/5/18    12       Orr\n",
        (LEE,),
    ),
    Case("memo", "TO: Ray, Bob\nFROM: Lee, Ann\nDATE: October 6, 2017 3:14 PM\nSUBJECT: Budget\n\nHere it is.", (LEE,)),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_layout(case: Case) -> None:
    """Every layout becomes its messages, each with sender, minute, recipients and subject."""
    found = tuple(
        (
            message.sender,
            message.sent.earliest.strftime("%Y-%m-%dT%H:%M") if message.sent and expected[1] else None,
            message.to,
            message.subject,
        )
        for message, expected in zip(read(case.text).messages, case.expected, strict=True)
    )
    assert found == case.expected


def test_ambiguous_day_stays_an_interval() -> None:
    """06/10/2017 is June or October until the case knows which."""
    message = read(OUTER.replace("Friday, October 6, 2017 3:14 PM", "06/10/2017 3:14 PM")).messages[0]
    assert message.sent is not None
    assert (message.sent.earliest.month, message.sent.latest.month) == (6, 10)


MEETING = (
    "Subject:             Budget\nLocation:            Room 4\nStart:               Friday, October 6, 2017 3:00 PM\n"
    "End:                 Friday, October 6, 2017 4:30 PM\nRecurrence:          (none)\nMeeting Status:      Accepted\n"
    "Organizer:           Lee, Ann\nRequired Attendees:  Ray, Bob; Fox, Cy\nOptional Attendees:  Kim, Su\n\nBring the annex."
)


def test_meeting_request() -> None:
    """A meeting request comes from its organizer to those it asks; when it takes place is not when it was sent."""
    message = read(MEETING).messages[0]
    assert (message.sender, message.to, message.cc) == ("Lee, Ann", ("Ray, Bob", "Fox, Cy"), ("Kim, Su",))
    assert (message.subject, message.location, message.found_by) == ("Budget", "Room 4", "header:meeting")
    assert (message.sent, message.sent_text) == (None, None)
    assert message.starts is not None
    assert message.ends is not None
    assert (message.starts.earliest.hour, message.ends.earliest.hour, message.ends.earliest.minute) == (15, 16, 30)


WHEN = [
    ("Friday, October 6, 2017 3:00 PM-4:30 PM", "", "15:00", "16:30"),
    ("Friday, October 6, 2017 3:00 - 4:30 PM", "", "15:00", "16:30"),
    ("Friday, October 6, 2017 3:00 PM", "4:30 PM", "15:00", "16:30"),
    ("Friday, October 6, 2017 3:00 PM", "", "15:00", None),
    ("tba", "", None, None),
]


@pytest.mark.parametrize(("start", "end", "begins", "ends"), WHEN, ids=[f"{start} {end}" for start, end, *_ in WHEN])
def test_meeting_times(start: str, end: str, begins: str | None, ends: str | None) -> None:
    """A clock without a day is of the day on which the meeting begins."""
    found = read_meeting_times(start, end)
    assert tuple(one and one.earliest.strftime("%H:%M") for one in found) == (begins, ends)


def test_prose_is_no_message() -> None:
    """Sentences that begin like labels make no header."""
    assert read("From what I hear: the budget is late.\nTo be clear: it is.\nDate of the vote: open.").messages == ()


def test_date_of_an_article_dates_no_mail() -> None:
    """A date over a quoted block far from the head of a page, or one with other words on its line, is not taken."""
    below = OUTER + "one\n" * 12 + "October 5, 2017\nFrom: Ray, Bob\nTo: Lee, Ann\nSubject: Budget\n\nWhere is it?\n"
    assert [message.sent_text for message in read(below).messages] == ["Friday, October 6, 2017 3:14 PM", None]
    beside = "Draft of October 6, 2017\n\nTo: Bob\nFrom: Ann\nSubject: Budget\n\nHere it is."
    assert [message.sent_text for message in read(beside).messages] == [None]


def test_own_words_exclude_the_quoted_and_come_back() -> None:
    """With quote marks an answer between and below the quotation is the outer writer's."""
    text = (
        OUTER + "On Fri, Oct 6, 2017 at 2:02 PM, Bob Ray <b@x.example> wrote:\n> Where is it?\nSee my desk.\n"
        "> And the annex?\nSame place."
    )
    outer, quoted = read(text).messages
    assert outer.body.split("\n") == ["Here it is.", "See my desk.", "Same place."]
    assert quoted.body.split("\n") == ["Where is it?", "And the annex?"]
    assert quoted.quoted_in == outer.id
    assert outer.parent_id == quoted.id


def test_words_are_accounted_for() -> None:
    """The balance of a page adds up, and a page of mail leaves no word unassigned."""
    records = read("UNCLASSIFIED Case No. F-2099-00001 Doc No. C00000001\n\n" + OUTER)
    for balance in records.balances:
        parts = balance.n_message + balance.n_stamp + balance.n_redaction + balance.n_attachment + balance.n_unassigned
        assert parts == balance.n_words
        assert balance.n_unassigned == 0


def test_codes_in_line_and_in_the_margin() -> None:
    """A code far right of a line is a margin code and no word of the sentence; one in the line stays where it is."""
    text = (
        OUTER + "The cost is known to a few of us in here today                                (b)(5)\nCall (b)(6) about it.\n"
    )
    records = read(text)
    assert sorted((redaction.kind, redaction.codes) for redaction in records.redactions) == [
        ("inline", ("(b)(6)",)),
        ("margin", ("(b)(5)",)),
    ]
    body = records.messages[0].body
    assert "(b)(5)" not in body
    assert "Call (b)(6) about it." in body


def test_codes_in_the_column_of_values_are_values() -> None:
    """Where a header is set in columns, a code far from its label is the value of the label and no margin code."""
    gap = " " * 29
    names = f"From:{gap}(b)(6)\nSent:{gap}Friday, October 6, 2017 3:14 PM\nTo:{gap}  (b)(6);(b)(7)(C)\n"
    records = read(names + f"Subject:{gap[3:]}Budget\n\nYes.\n")
    assert {redaction.kind for redaction in records.redactions} == {"inline"}
    assert [message.to for message in records.messages] == [("(b)(6);(b)(7)(C)",)]


def test_withheld_sheet_is_a_gap_and_no_mail() -> None:
    """A sheet for pages withheld belongs to no message's words."""
    records = read(OUTER + "\fPage 2 of 9 withheld\n(b)(5)\f" + "and the rest.\n")
    assert [redaction.kind for redaction in records.redactions] == ["page_withheld"]
    assert "withheld" not in records.messages[0].body


def test_same_input_same_records() -> None:
    """Reading twice gives the same records, ids included."""
    assert read(OUTER + LABELS) == read(OUTER + LABELS)
