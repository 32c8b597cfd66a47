"""Counts of a few persons in what is handed over: not shown, and not to be worked out from what is."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casefile.loader import load_case
from onrecord.checks.selection import AttributeCount, AuditQuestion, ShownRanks, audit_selection
from onrecord.dossier.masking import make_masker
from onrecord.dossier.person_tables import lists_persons
from onrecord.dossier.small_audits import audit_lines
from onrecord.dossier.small_cells import hidden_parts
from onrecord.dossier.small_counts import SmallCounts
from onrecord.model.documents import Table, TableColumn
from onrecord.pipeline import BuildSettings, build_case
from onrecord.text.hypergeometric import chance_at_least

DISTRICTS = ["Northgate"] * 40 + ["Mill Creek"] * 14 + ["Ash Grove"] * 6
ROWS = "".join(f"2021-10-{4 + n % 4:02},P{4000 + n},{place},{'' if n < 4 else 20 + n}\n" for n, place in enumerate(DISTRICTS))
STORY = (
    "On Monday the service published its list of arrests of October 4 to 7, 2021. It arrested 60 people. The list counts 40 "
    "arrests in Northgate, 14 arrests in Mill Creek and 6 arrests in Ash Grove.\n"
)


@pytest.fixture(name="case", scope="module")
def make_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of sixty arrests in three districts, and a story that gives the counts."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in (("data/arrests.csv", "Arrest Date,Person ID,District,Age\n" + ROWS), ("coverage/story.txt", STORY)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with chdir(folder):
        build_case(Path("s.onrecord"), [(Path(n), None) for n in ("coverage", "data")], BuildSettings(jobs=1), lambda _: None)
    return folder / "s.onrecord"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(1, 30))
def test_no_small_part_is_shown_nor_stands_alone(counts: list[int], smallest: int) -> None:
    """Every small part is hidden, and where there is another part, never one alone; without a small part none is."""
    hidden = hidden_parts(counts, smallest)
    small = {at for at, count in enumerate(counts) if 0 < count < smallest}
    assert small <= hidden
    assert bool(hidden) == bool(small)
    assert len(hidden) != 1 or len(counts) == 1


@pytest.mark.parametrize(
    ("smallest", "hidden"),
    [(10, {"14", "6"}), (1, set()), (5, set()), (41, {"40", "14", "6"})],
    ids=["six and the next smallest", "all shown", "five", "everything but the whole"],
)
def test_findings_about_a_table(case: Path, smallest: int, hidden: set[str]) -> None:
    """A count of a few is not printed, nor the smallest of the others, from which it could be worked out; the rest stays."""
    told = SmallCounts(case, smallest)
    found = {one.message.partition(":")[0]: told.finding(one) for one in load_case(case).findings if one.code == "T501"}
    assert set(found) == {"60", "40", "14", "6"}
    assert {figure for figure, one in found.items() if "not printed" in one.message} == hidden
    for figure in hidden:
        assert found[figure].working is None
        assert found[figure].message.startswith(f"{figure}: what the table gives is not printed: it is a count of fewer than")


def test_what_cannot_be_counted_again_is_not_printed(case: Path) -> None:
    """Without the file of the table nobody knows whether a count is one of a few."""
    file = case.parent / "data" / "arrests.csv"
    content = file.read_bytes()
    file.write_bytes(content + b"\n")
    try:
        told = SmallCounts(case)
        assert all("not printed" in told.finding(one).message for one in load_case(case).findings if one.code == "T501")
    finally:
        file.write_bytes(content)


def test_the_profile_of_a_table(case: Path) -> None:
    """Filled cells are not counted where a few are empty; the number of all rows stays."""
    masker = make_masker(case)
    (document,) = [each for each in masker.texts.documents if each.kind == "table"]
    shown = masker.passage(document.id, 0, len(document.text))
    assert "Table arrests.csv: 60 rows, 4 columns" in shown
    assert "Age | integer | [count not shown] | " in shown
    masker = make_masker(case, small=SmallCounts(case, 61))
    assert "Table arrests.csv: [fewer than 61] rows" in masker.passage(document.id, 0, len(document.text))


def _audit(n_all: int, n_with: int, n_shown_with: int, *, n_rows: int = 0, ranks: tuple[int, ...] = ()) -> str:
    question = AuditQuestion(
        table="a.csv",
        population="all rows",
        n_all=n_all,
        n_shown=3,
        attributes=(AttributeCount(label="Convicted = Yes", n_with=n_with, n_shown_with=n_shown_with),),
        ranking=ShownRanks(column="Severity", ranks=ranks) if ranks else None,
    )
    return "\n".join(audit_lines(audit_selection(question), n_rows or n_all, 10))


def test_an_audit_of_large_counts_is_printed_as_it_is() -> None:
    """Nothing of it changes."""
    assert "Convicted = Yes: 23 of 51 (45.1 %); 28 have it not" in _audit(51, 23, 3, ranks=(11, 12, 30))
    assert "ranks 11, 12, 30 of 51" in _audit(51, 23, 3, ranks=(11, 12, 30))


def test_an_attribute_that_few_have() -> None:
    """Its count, and all that follows from it, is replaced by a limit."""
    told = _audit(51, 7, 3)
    assert "Convicted = Yes: fewer than 10 of 51\n  shown: 3 of 3 (100.0 %)\n" in told
    assert "at most 0.40 %, which it is with 9" in told
    assert "7 of" not in told
    assert "44" not in told


def test_an_attribute_that_few_have_not() -> None:
    """The other side of a small count gives it away as well."""
    told = _audit(51, 45, 3)
    assert "Convicted = Yes: all but fewer than 10 of 51" in told
    assert "at least 55.1 %, which it is with 42" in told
    assert "45 of" not in told


def test_a_small_population_is_named_and_not_printed() -> None:
    """So is one beside which a few rows are left."""
    for told in (_audit(8, 4, 3), _audit(48, 24, 3, n_rows=51)):
        assert told.splitlines()[1] == "Not printed: fewer than 10 rows are in the population, or are left beside it."
        assert len(told.splitlines()) == 2


def test_the_first_ranks_are_not_told_apart() -> None:
    """A rank counts those who stand as high; of the first few only that all are among them is said."""
    told = _audit(51, 23, 3, ranks=(2, 4, 6))
    assert "Ranked by Severity: all shown cases stand among the first 9 of 51" in told
    assert "C(9,3) / C(51,3) = 0.40 %" in told
    assert "ranks" not in told


@settings(max_examples=100, deadline=None)
@given(st.integers(10, 80), st.integers(0, 80), st.integers(0, 3))
def test_a_limit_is_a_limit(n_all: int, n_with: int, seen: int) -> None:
    """The true chance is never beyond the one that is printed."""
    n_with = min(n_with, n_all)
    true = chance_at_least(seen, n_all, n_with, 3)
    if n_with < 10:
        assert true <= chance_at_least(seen, n_all, 9, 3)
    if n_all - n_with < 10:
        assert true >= chance_at_least(seen, n_all, n_all - 9, 3)


@pytest.mark.parametrize(
    ("name", "headings", "expected"),
    [
        ("arrests.csv", ("No", "Day", "City"), True),
        ("list.csv", ("Booking Date", "Facility"), True),
        ("list.csv", ("Landing", "Closed On"), False),
    ],
    ids=["by its name", "by a heading", "boats"],
)
def test_which_tables_list_persons(name: str, headings: tuple[str, ...], expected: bool) -> None:
    """A list of what is done with people is one of persons, with columns about them or without."""
    columns = tuple(TableColumn(name=heading, dtype="text", n_filled=9, n_values=9) for heading in headings)
    table = Table(id="t", document_id="d", name=name, header_row=0, n_rows=9, columns=columns)
    assert lists_persons(table) is expected
