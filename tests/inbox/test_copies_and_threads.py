"""Copies and threads over a whole case."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.inbox.copies import link_copies
from onrecord.inbox.threads import link_threads
from onrecord.intervals import InstantInterval
from onrecord.model.messages import Message
from onrecord.spans import Span

WORDS = "The annex was rebuilt over the summer and the invoice for the roof has been paid in full by the county."


def message(name: str, body: str = WORDS, **fields: object) -> Message:
    """An invented message."""
    at = datetime(2017, 10, 6, 15, 14)
    made = Message(
        id=f"m-{name}",
        document_id="d",
        span=Span(0, 1),
        header_span=Span(0, 1),
        body_spans=(),
        header_text="",
        body=body,
        sender="Lee, Ann",
        to=("Ray, Bob",),
        sent=InstantInterval(at, at),
        subject="RE: Roof",
        found_by="test",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def groups(messages: tuple[Message, ...]) -> set[frozenset[str]]:
    """The sets of copies."""
    return {frozenset((one.id, *one.copies)) for one in link_copies(messages) if one.copies}


def test_same_message_with_other_deletions() -> None:
    """A copy with words boxed out and a sender withheld is a copy."""
    cut = WORDS.replace("for the roof ", "(b)(4) ")
    pair = (message("a"), message("b", cut, sender=None, sender_redacted=True))
    assert groups(pair) == {frozenset({"m-a", "m-b"})}
    assert [one.copy_of for one in link_copies(pair)] == [None, "m-a"]


def test_truncated_copy() -> None:
    """A copy cut short is a copy of the whole."""
    assert groups((message("a"), message("b", WORDS[:60]))) == {frozenset({"m-a", "m-b"})}


def test_misread_copy() -> None:
    """A few misread letters do not part copies."""
    assert groups((message("a"), message("b", WORDS.replace("roof", "rcof").replace("paid", "pa1d")))) != set()


def test_two_mails_of_one_minute() -> None:
    """Two messages of one sender, subject and minute with unlike words stay two."""
    other = "Please call the clerk about the minutes of the meeting, which nobody has signed so far this year."
    assert groups((message("a"), message("b", other))) == set()


def test_short_unlike_bodies() -> None:
    """ "Yes" and "No" of one minute are not copies."""
    assert groups((message("a", "Yes."), message("b", "No."))) == set()


def test_other_sender_other_message() -> None:
    """The same words from another sender are another message."""
    assert groups((message("a"), message("b", sender="Fox, Cy"))) == set()


def test_forward_is_no_copy_of_its_answer() -> None:
    """A forward and an answer of one minute are two messages."""
    assert groups((message("a"), message("b", subject="FW: Roof"))) == set()


def test_no_date_no_copy() -> None:
    """Without a time nothing says that two prints are one message."""
    assert groups((message("a", sent=None), message("b", sent=None))) == set()


@given(st.permutations(range(4)))
@settings(max_examples=12, deadline=None)
def test_order_of_messages_does_not_matter(order: list[int]) -> None:
    """The same copies are found in any order."""
    four = [message("a"), message("b", WORDS[:70]), message("c", "Quite another matter, about the school bus."), message("d")]
    assert groups(tuple(four[at] for at in order)) == {frozenset({"m-a", "m-b", "m-d"})}


def early(name: str, **fields: object) -> Message:
    """A message of the day before, from the one who is answered."""
    at = datetime(2017, 10, 5, 9, 0)
    made = message(name, sender="Ray, Bob", to=("Lee, Ann",), sent=InstantInterval(at, at), subject="Roof")
    return replace(made, **fields)  # type: ignore[arg-type]


def test_reference_beats_everything() -> None:
    """In-Reply-To names the parent, whatever the subject says."""
    parent = early("p", message_id="<1@x.example>")
    child = message("c", subject="Other", in_reply_to="<1@x.example>")
    linked = {one.id: one for one in link_threads((parent, child))}
    assert linked["m-c"].parent_id == "m-p"
    assert linked["m-c"].thread_id == linked["m-p"].thread_id


def test_answer_by_subject_time_and_people() -> None:
    """An answer finds the earlier message of its subject that its sender received."""
    linked = {one.id: one for one in link_threads((early("p"), message("c")))}
    assert linked["m-c"].parent_id == "m-p"
    assert linked["m-c"].parent_basis == "subject, time and participants"


def test_subject_alone_joins_nothing() -> None:
    """The same subject between other people is another thread."""
    stranger = early("p")
    stranger = replace(stranger, to=("Hay, Flo",))
    linked = {one.id: one for one in link_threads((stranger, message("c")))}
    assert linked["m-c"].parent_id is None
    assert linked["m-c"].thread_id != linked["m-p"].thread_id


def test_quoted_message_is_in_the_thread() -> None:
    """What a message quotes belongs to its thread."""
    outer = message("a", parent_id="m-b", parent_basis="printed below")
    linked = link_threads((outer, early("b", seen_in_quotation=True, quoted_in="m-a")))
    assert linked[0].thread_id == linked[1].thread_id
    assert linked[0].parent_id == "m-b"


def test_many_equal_prints_are_one_group() -> None:
    """The same sheet printed three hundred times is one message, with its misread print and without its chain's second one."""
    prints = tuple(message(f"p{number:03}") for number in range(300))
    misread = message("x", WORDS.replace("summer", "sumrner"))
    chained = (message("y", quoted_in="m-q", seen_in_quotation=True), message("z", quoted_in="m-q", seen_in_quotation=True))
    found = groups((*prints, misread, *chained))
    assert found == {frozenset(one.id for one in (*prints, misread, chained[0]))}


def test_a_print_without_its_chain_answers_what_another_print_answers() -> None:
    """The parent printed below one print holds for a print of the same message that was cut off before it."""
    first = message("q", "What does the roof cost?", sender="Ray, Bob", to=("Lee, Ann",), subject="Roof")
    first = replace(
        first, seen_in_quotation=True, quoted_in="m-a", sent=InstantInterval(datetime(2017, 10, 5), datetime(2017, 10, 5))
    )
    prints = (message("a", parent_id="m-q", parent_basis="quoted below"), message("b"), first)
    linked = {one.id: one for one in link_threads(link_copies(prints))}
    assert (linked["m-b"].parent_id, linked["m-b"].parent_basis) == ("m-q", "another print of this message")
    assert linked["m-b"].copy_of == "m-a"
