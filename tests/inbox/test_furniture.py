"""Page furniture: learned from repetition, taken out of the text, kept as stamps."""

from onrecord.inbox.furniture import PageStamp, counted_through, infer_hidden, learn_furniture, take_furniture
from onrecord.inbox.lines import Row, rows_of_page
from onrecord.inbox.stamps import stamp_form
from onrecord.spans import Span


def page(number: int, text: str) -> list[Row]:
    """The rows of a page of text."""
    return rows_of_page(text, number, Span(0, len(text)))


def release(n: int) -> list[list[Row]]:
    """Pages with a heading, a body and a Bates stamp at the foot."""
    return [
        page(
            k,
            "PROPERTY OF THE COUNTY\n\n"
            + "\n".join(f"line {k * 7 + i} of the body text" for i in range(30))
            + f"\n\n\nCTY-{100 + k:06d}",
        )
        for k in range(1, n + 1)
    ]


def test_repeating_print_is_learned() -> None:
    """A heading and a counter at the foot of every page are furniture; the body is not."""
    pages = release(6)
    furniture = learn_furniture((rows, 420.0) for rows in pages)
    kept, stamps = take_furniture(pages[2], 420.0, furniture)
    assert [(stamp.kind, stamp.text, stamp.number) for stamp in stamps] == [
        ("banner", "PROPERTY OF THE COUNTY", None),
        ("bates", "CTY-000103", 103),
    ]
    assert len(kept) == 30


def test_stamp_at_the_end_of_a_sentence() -> None:
    """A stamp set against a line of the body is cut off it."""
    pages = release(6)
    rows = page(3, "first line\nand so the matter was closed. CTY-000103\nlast line")
    furniture = learn_furniture((shown, 420.0) for shown in pages)
    kept, stamps = take_furniture(rows, 420.0, furniture)
    assert [stamp.text for stamp in stamps] == ["CTY-000103"]
    assert [row.text for row in kept] == ["first line", "and so the matter was closed.", "last line"]


def test_header_labels_are_never_furniture() -> None:
    """Mail that begins with the same label on every page keeps it."""
    pages = [
        page(k, f"From: Lee, Ann\nSent: October {k}, 2017 3:14 PM\nTo: Ray, Bob\nSubject: {k}\n\nbody {k}") for k in range(1, 8)
    ]
    furniture = learn_furniture((rows, 90.0) for rows in pages)
    kept, _ = take_furniture(pages[3], 90.0, furniture)
    assert [row.text.split(":")[0] for row in kept[:4]] == ["From", "Sent", "To", "Subject"]


def test_forms() -> None:
    """Stamps are told by their form."""
    forms = {
        "ABC_0000000184": "bates",
        "EFTA00012345": "bates",
        "2017-ICLI-00012 123": "request",
        "Page 3 of 988": "page_number",
        "RELEASE IN PART B6": "banner",
        "OBTAINED VIA FOIA": "banner",
        "https://mail.x.example/u/0/": "browser",
    }
    assert {text: (form.kind if (form := stamp_form(text)) else None) for text in forms} == forms
    assert stamp_form("The budget is late.") is None


def stamps_of(numbers: dict[int, str]) -> dict[int, list[PageStamp]]:
    """One Bates stamp on each page."""
    return {
        k: [PageStamp(k, text, "bates", "CTY-", int(text[-3:]) if text[-3:].isdigit() else None)] for k, text in numbers.items()
    }


def test_hidden_stamp_is_inferred_between_its_neighbours() -> None:
    """A page without a stamp between two that count through has the number between; a page at a gap has none."""
    stamps = stamps_of({1: "CTY-000101", 3: "CTY-000103", 5: "CTY-000109"}) | {2: [], 4: []}
    inferred = infer_hidden(stamps, [1, 2, 3, 4, 5])
    assert {number: stamp.text for number, stamp in inferred.items()} == {2: "CTY-000102"}


def test_misread_number_is_counted_through() -> None:
    """A number misread on one page is what its neighbours on both sides make it; a true jump stays."""
    stamps = stamps_of({1: "CTY-000101", 2: "CTY-000102", 3: "CTY-000183", 4: "CTY-000104", 5: "CTY-000105"})
    assert counted_through(stamps)[3][0].text == "CTY-000103"
    jump = stamps_of({1: "CTY-000101", 2: "CTY-000102", 3: "CTY-000103", 4: "CTY-000204", 5: "CTY-000205", 6: "CTY-000206"})
    assert counted_through(jump) == jump


def test_names_in_a_column_are_never_furniture() -> None:
    """In a release between two people the same name tops most pages, in a column of its own behind its label."""
    bodies = ("one word", "the dock", "a list of it", "no", "fourteen were", "what", "when", "it is so")
    header = "COUNTY OFFICE\nFrom:        Lee, Ann\nSent:        October {}, 2017 3:14 PM\nTo:          Ray, Bob\n\n{}"
    pages = [page(k, header.format(k, body)) for k, body in enumerate(bodies, start=1)]
    furniture = learn_furniture((rows, 90.0) for rows in pages)
    kept, stamps = take_furniture(pages[3], 90.0, furniture)
    assert [stamp.text for stamp in stamps] == ["COUNTY OFFICE"]
    assert [row.text.split() for row in kept[:3]] == [
        ["From:", "Lee,", "Ann"],
        ["Sent:", "October", "4,", "2017", "3:14", "PM"],
        ["To:", "Ray,", "Bob"],
    ]
