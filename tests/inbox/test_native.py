"""Native mail: its own header, and the chain in its body."""

from datetime import datetime

from onrecord.inbox.release import read_release
from onrecord.intervals import InstantInterval
from onrecord.model.documents import Document, MailPart, Pile, Source
from onrecord.spans import Span

HEAD = "From: Ann Lee <ann@x.example>\nSubject: Budget\n\n"
BODY = "See below.\n\nOn Fri, Oct 6, 2017 at 2:02 PM, Bob Ray <bob@x.example> wrote:\n> Where is it?\nOn my desk.\n"


def test_native_mail_and_its_chain() -> None:
    """The outer message has the mail's own fields; the quoted one is seen in quotation and its parent; answers below the
    quotation are the outer writer's words."""
    text = HEAD + BODY
    source = Source(path="a.eml", sha256="0", n_bytes=0, media_type="message/rfc822", pile=Pile.RECORDS)
    document = Document(id="d", source=source, kind="mail", text=text)
    at = datetime(2017, 10, 6, 15, 14)
    part = MailPart(
        header_span=Span(0, len(HEAD)),
        body_span=Span(len(HEAD), len(text)),
        sender=("Ann Lee", "ann@x.example"),
        to=(("Bob Ray", "bob@x.example"),),
        sent=InstantInterval(at, at),
        subject="Budget",
        message_id="<1@x.example>",
    )
    outer, quoted = read_release(document, None, (part,)).messages
    assert (outer.sender, outer.sender_address, outer.to, outer.message_id) == (
        "Ann Lee <ann@x.example>",
        "ann@x.example",
        ("Bob Ray <bob@x.example>",),
        "<1@x.example>",
    )
    assert outer.body.split("\n") == ["See below.", "On my desk."]
    assert quoted.seen_in_quotation
    assert (quoted.quoted_in, outer.parent_id, quoted.body) == (outer.id, quoted.id, "Where is it?")
    assert [span.of(text) for span in quoted.body_spans] == ["Where is it?"]
