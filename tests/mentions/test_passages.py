"""What each stretch of a page is there for."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.passages import find_passages
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.mentions import PassageKind
from onrecord.spans import Span


def page(text: str, *, title: str | None = None, pile: Pile = Pile.COVERAGE) -> Document:
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=pile, title=title)
    return Document(id="d-1", source=source, kind="text", text=text)


BODY = "The county opened nine cases last week. Officials would not say how many were closed."


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, str], ...]  # kind and first words, reporting left out
    title: str | None = None


CASES = [
    Case("title without a stop", f"County Opens Nine Cases\n\n{BODY}", (("title", "County Opens"),)),
    Case(
        "title known from a sidecar", f"County opens cases.\n\n{BODY}", (("title", "County opens"),), title="County opens cases"
    ),
    Case(
        "title on two lines",
        f"A very long day; \nnine cases opened\n\n{BODY}",
        (("title", "A very"), ("title", "nine")),
        title="A very long day; nine cases opened",
    ),
    Case("first sentence is no title", f"The clerk resigned.\n\n{BODY}", ()),
    Case(
        "title printed twice",
        f"Nine Cases Opened\n\nNine Cases Opened\n\n{BODY}",
        (("title", "Nine"), ("duplicate_title", "Nine")),
    ),
    Case("question as a title", f"Is the Clerk Leaving Office?\n\n{BODY}", (("title", "Is the"),)),
    Case(
        "subheading",
        f"Cases Pile Up\n\n{BODY}\n\nNo Answer From the Clerk\n\n{BODY}",
        (("title", "Cases"), ("subheading", "No Answer")),
    ),
    Case(
        "a quotation without a full stop is no subheading",
        f"Cases Pile Up\n\n{BODY}\n\nAnn Lee added that “the cases will stay open”\n\n{BODY}",
        (("title", "Cases"),),
    ),
    Case(
        "a subheading with words in marks",
        f"Cases Pile Up\n\n{BODY}\n\nClerk says “No Comment”\n\n{BODY}",
        (("title", "Cases"), ("subheading", "Clerk says")),
    ),
    Case(
        "subheading that ends in an abbreviation",
        f"Up\n\n{BODY}\n\nOur Clerks Serve People in N.Y.\n\n{BODY}",
        (("title", "Up"), ("subheading", "Our Clerks")),
    ),
    Case(
        "a list is no run of subheadings",
        f"Up\n\n{BODY}\n\nRiver County\n\nHill County\n\nLake County\n\nMill County\n\n{BODY}",
        (("title", "Up"),),
    ),
    Case(
        "link line with a no-break space",
        f"Up\n\n{BODY}\n\nMORE:\u00a030 Leave a Diner in Springfield\n\n{BODY}",
        (("title", "Up"), ("link_line", "MORE")),
    ),
    Case("link line", f"Up\n\n{BODY}\n\nRelated: Mayor Cuts Ribbon\n\n{BODY}", (("title", "Up"), ("link_line", "Related"))),
    Case("link sentence", f"Up\n\n{BODY}\n\nYou can read the full letter here.", (("title", "Up"), ("link_line", "You can"))),
    Case(
        "a sentence with read and here is reporting",
        f"Up\n\n{BODY}\n\nFew residents read the notice that was posted here last year.",
        (("title", "Up"),),
    ),
    Case("share button", f"Up\n\n{BODY}\n\nShare this post", (("title", "Up"), ("share_button", "Share"))),
    Case("follow line", f"Up\n\n{BODY}\n\nFollow Jane Roe on Twitter @janeroe.", (("title", "Up"), ("share_button", "Follow"))),
    Case("shares that fell are reporting", f"Up\n\n{BODY}\n\nShare prices fell on Monday.", (("title", "Up"),)),
    Case("library credit", f"Up\n\nSpringfield Commons\n\n{BODY}", (("title", "Up"), ("photo_credit", "Springfield"))),
    Case("photo credit", f"Up\n\nPhoto by Jane Roe\n\n{BODY}", (("title", "Up"), ("photo_credit", "Photo by"))),
    Case(
        "caption and slash credit",
        f"Up\nThe clerk has been confirmed by the board. XYZ/Jane Roe\n\n{BODY}",
        (("title", "Up"), ("caption", "The clerk"), ("photo_credit", "XYZ/Jane")),
    ),
    Case(
        "caption and credit in parentheses",
        f"Up\n\nThe clerk waits at the gate. (Photo: Jane Roe)\n\n{BODY}",
        (("title", "Up"), ("caption", "The clerk"), ("photo_credit", "(Photo")),
    ),
    Case("and/or is no credit", f"Up\n\n{BODY} They may appeal to the Board and/or Council.", (("title", "Up"),)),
    Case(
        "caption cue",
        f"Up\n\nClerk Jane Roe, left, is seen with her staff in May.\n\n{BODY}",
        (("title", "Up"), ("caption", "Clerk")),
    ),
    Case("byline", f"Up\n\nBy Jane Q. Roe and John Doe\n\n{BODY}", (("title", "Up"), ("byline", "By Jane"))),
    Case("posted on", f"Up\n\nPosted by admin on October 16, 2017\n\n{BODY}", (("title", "Up"), ("byline", "Posted"))),
    Case("a sentence that begins with by", f"Up\n\nBy noon the clerk had left.\n\n{BODY}", (("title", "Up"),)),
    Case("dateline", f"Up\n\nSPRINGFIELD, Ill. (XY) — {BODY}", (("title", "Up"), ("dateline", "SPRINGFIELD, Ill. (XY) —"))),
    Case(
        "the day of a dateline stays in the reporting",
        f"Up\n\nSPRINGFIELD, March 12 (XY) -- {BODY}",
        (("title", "Up"), ("dateline", "SPRINGFIELD")),
    ),
    Case(
        "an opening in capitals is no dateline",
        f"Up\n\nNOT ALL OF THE CASES WERE NEW - the clerk said.\n\n{BODY}",
        (("title", "Up"),),
    ),
    Case("glued word", f"Up\n\n{BODY} Nobody was paid.banner", (("title", "Up"), ("junk", "banner"))),
    Case("a web name is not glued", f"Up\n\n{BODY} The list is at county.gov", (("title", "Up"),)),
    Case("rule of stars", f"Up\n\n{BODY}\n\n* * *\n\n{BODY}", (("title", "Up"), ("junk", "* * *"))),
    Case("a tweet in tags keeps its words", f'Up\n\n{BODY}\n\n<tweet id="1">We opened nine cases</tweet>.', (("title", "Up"),)),
    Case(
        "advertisement in mid-paragraph",
        f"{BODY} If you or a loved one are facing a fine, Hill Law is here to help. We care about you. "
        "As a result, our county defense lawyers stand ready on your behalf. "
        "Contact your county lawyer today.\n\n" + BODY,
        (("call_to_action", "If you or"),),
    ),
    Case(
        "self-promotion",
        f"{BODY} Our county law firm will continue to watch the clerk.",
        (("self_promotion", "Our county law firm"),),
    ),
    Case(
        "who we are",
        f"{BODY} As a tax lawyer in Hilltown I can tell you I will go on. I am attorney Jo Roe and I will talk with you.",
        (("call_to_action", "As a tax"),),
    ),
    Case(
        "quoted call is reporting", f"{BODY} “Please call us and speak with our lawyers, you have rights,” the clerk said.", ()
    ),
    Case(
        "an op-ed is reporting",
        f"{BODY} We must ask what kind of county we want. You and I know that our schools deserve better.",
        (),
    ),
    Case("a candidate's promise is reporting", f"{BODY} If elected I will fight for you and your family.", ()),
    Case("lawyers of others are reporting", f"{BODY} Our lawyers told the court that the clerk lied, he said.", ()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_kinds(case: Case) -> None:
    """Every line around the reporting gets its kind, and look-alikes stay reporting."""
    found = [p for p in find_passages(page(case.text, title=case.title)) if p.kind is not PassageKind.REPORTING]
    assert [(p.kind.value, p.text[: len(begins)]) for p, (_, begins) in zip(found, case.expected, strict=False)] == list(
        case.expected
    )
    assert len(found) == len(case.expected)


def test_records_are_never_cut() -> None:
    """A record is one reporting passage a page, whatever its lines look like."""
    text = "Share this post\n\nCall us now."
    document = page(text, pile=Pile.RECORDS)
    assert [p.kind for p in find_passages(document)] == [PassageKind.REPORTING]
    paged = Document(
        id="d-2",
        source=document.source,
        kind="pdf",
        text=text,
        pages=(Page(number=1, span=Span(0, 16)), Page(number=2, span=Span(16, len(text)))),
    )
    assert [(p.page, p.text) for p in find_passages(paged)] == [(1, "Share this post"), (2, "Call us now.")]


LINE = st.sampled_from(
    [
        "Up",
        BODY,
        "MORE: x",
        "Share this post",
        "By Jane Roe",
        "",
        " ",
        "\u00a0",
        "“open",
        "a.junkword",
        "XY/Jane Roe",
        "***",
        "I am your lawyer.",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINE, st.text(max_size=40)), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\f"]))
def test_passages_cover_all_text_once(lines: list[str], joiner: str) -> None:
    """Passages keep their words, stand in order without overlap, and hold every non-blank character."""
    document = page(joiner.join(lines))
    passages = find_passages(document)
    covered = [False] * len(document.text)
    last = 0
    for passage in passages:
        assert document.text[passage.span.start : passage.span.end] == passage.text
        assert passage.span.start >= last
        last = passage.span.end
        for at in range(passage.span.start, passage.span.end):
            covered[at] = True
    assert all(done or char.isspace() for done, char in zip(covered, document.text, strict=True))


def test_one_endless_line_is_reporting() -> None:
    """A line of a million characters is neither split nor searched sentence by sentence."""
    passages = find_passages(page("a. " * 400_000))
    assert [(p.kind, p.found_by) for p in passages] == [(PassageKind.REPORTING, "passage.long_block")]


@pytest.mark.gold
def test_given_articles_lose_nothing_to_the_ledgers() -> None:
    """At least 21 of the marked stretches of the given articles are told from the reporting, and no reporting is hidden."""
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
    if not (shared / "gold" / "seeds_gold.json").exists():
        pytest.skip("the given articles are not here")
    gold = json.loads((shared / "gold" / "seeds_gold.json").read_text(encoding="utf-8"))
    hidden: dict[str, set[int]] = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = page(path.read_bytes().decode("utf-8"))
        others = [p.span for p in find_passages(document) if p.kind is not PassageKind.REPORTING]
        hidden[path.name] = {at for span in others for at in range(span.start, span.end)}
    asked = [(g["file"], set(range(g["start"], g["end"]))) for g in gold["non_reporting"]]
    assert sum(len(span & hidden[name]) >= 0.8 * len(span) for name, span in asked) >= 21
    wrongly = {name: set(at) for name, at in hidden.items()}
    for name, span in asked:
        wrongly[name] -= span
    assert all(len(at) <= 2 for at in wrongly.values())
