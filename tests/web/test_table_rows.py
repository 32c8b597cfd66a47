"""The rows of a table behind a number, and the audit of a selection, in the app."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.casefile.data_tables import list_tables
from onrecord.casefile.kept_audits import list_audits
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError, SourceError
from onrecord.text.counting_queries import Condition, find_queries
from onrecord.web.table_rows import rows_behind

# Twelve arrests in two towns; nine rows have a conviction.
ROWS = "".join(f"{n},P{n % 11},{'Elm' if n < 8 else 'Oak'},{'Yes' if n < 9 else 'No'}\n" for n in range(12))
TABLE = f"Arrest,Person ID,City,Convicted\n{ROWS}"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with one table."""
    source = tmp_path / "data" / "arrests.csv"
    source.parent.mkdir()
    source.write_text(TABLE, encoding="utf-8")
    onrecord.build(tmp_path / "tables.onrecord", [source.parent])
    return tmp_path / "tables.onrecord"


def test_a_query_is_read_back_from_its_words() -> None:
    """Names and values come back as they were, quotes and all; each query once."""
    city, when = "\"City\" IN ('Elm', 'O''ak')", "\"On\" BETWEEN '2021-01-01' AND '2021-02-01'"
    words = f'SELECT count(*) FROM "a""b.csv" WHERE {city} AND {when}'
    query, other = find_queries(f'({words}) * 100.0 / (SELECT count(DISTINCT "Person ID") FROM "a""b.csv") = 3; also {words}')
    assert query.table == 'a"b.csv'
    assert query.conditions == (
        Condition(column="City", values=("Elm", "O'ak")),
        Condition(column="On", values=("2021-01-01", "2021-02-01"), is_range=True),
    )
    assert (other.distinct, other.conditions) == ("Person ID", ())


@pytest.mark.parametrize(
    "words",
    [
        "101 + 66 = 167",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT count(*) FROM read_csv('/etc/passwd')",
        'SELECT count(*) FROM "' + "x" * 50_000,
    ],
)
def test_what_is_no_count_is_no_query(words: str) -> None:
    """Other words, and other SQL, are not read as a query, however long they are."""
    assert find_queries(words) == ()


def test_a_list_of_quotes_does_not_hang() -> None:
    """Ten thousand quotes in a list of values are read in no time, and are one value or none."""
    words = 'SELECT count(*) FROM "a" WHERE "b" IN (' + "'" * 10_000
    assert [query.conditions for query in find_queries(words)] == [()]


def test_rows_are_those_that_the_count_counts(case: Path) -> None:
    """The rows of a query are found and numbered as a spreadsheet numbers them, a part at a time."""
    (query,) = find_queries('SELECT count(DISTINCT "Person ID") FROM "arrests.csv" WHERE "City" = \'Oak\'')
    found = rows_behind(case, query, Slice(limit=2, offset=1))
    assert (found.n_all, found.n_distinct) == (4, 4)
    assert found.numbers == (11, 12)
    assert found.cells[0] == ("9", "P9", "Oak", "No")
    (wrong,) = find_queries('SELECT count(*) FROM "arrests.csv" WHERE "Town" = \'Oak\'')
    with pytest.raises(SettingsError):
        rows_behind(case, wrong, Slice(limit=2))


def test_a_changed_file_is_not_taken_for_the_one_that_was_counted(case: Path) -> None:
    """Rows are shown only of the bytes that were read at the build."""
    (query,) = find_queries('SELECT count(*) FROM "arrests.csv"')
    (case.parent / "data" / "arrests.csv").write_text(TABLE.replace("Elm", "Ash"), encoding="utf-8")
    with pytest.raises(SourceError):
        rows_behind(case, query, Slice(limit=2))


def test_a_page_of_rows_says_that_its_file_has_changed(case: Path, make_client: Callable[[Path], TestClient]) -> None:
    """The rows of a changed or missing file are a page that says so and what to do, not a failure of the app."""
    (table,) = [stored.table for stored in list_tables(case)]
    file = case.parent / "data" / "arrests.csv"
    file.write_text(TABLE.replace("Elm", "Ash"), encoding="utf-8")
    for problem in ("changed since the build", "not there"):
        answer = make_client(case).get(f"/tables/{table.id}/rows")
        assert answer.status_code == 409
        assert problem in answer.text
        assert "onrecord verify" in answer.text
        file.unlink(missing_ok=True)


def test_an_audit_is_asked_kept_and_forgotten(case: Path, make_client: Callable[[Path], TestClient]) -> None:
    """The address holds the question; the page has chance, power line and picture; the audit is kept and taken back."""
    client = make_client(case)
    (table,) = [stored.table for stored in list_tables(case)]
    address = f"/tables/{table.id}/audit?c1=Convicted&v1=Yes&shown=3"
    page = client.get(address).text
    assert "C(9,3) / C(12,3) = 38.2 %" in page
    assert "Power: " in page
    assert "<svg" in page
    word = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert word
    headers = {"origin": "http://127.0.0.1:8765"}
    fields = {"csrf": word[1], "table": table.id, "c1": "Convicted", "v1": "Yes", "shown": "3", "back": address}
    assert client.post("/tables/keep", data=fields, headers=headers, follow_redirects=False).status_code == 303
    assert "This audit is kept" in client.get(address).text
    (kept,) = list_audits(case)
    client.post("/tables/forget", data={"csrf": word[1], "audit": kept.id}, headers=headers)
    assert list_audits(case) == ()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("c1=Convicted&v1=Yes", "needs the shown cases"),
        ("shown=3", "needs an attribute"),
        ("c1=Convicted&v1=Perhaps&shown=3", "no row of the population"),
        ("c1=Convicted&v1=Yes&shown=row+999", "has no data in row 999"),
        ("c1=Convicted&v1=Yes&shown=3&elsewhere=x", "are a number"),
        ("c1=Convicted&v1=Yes&shown=3&population=read_csv('/etc/passwd')", "condition"),
    ],
)
def test_an_audit_that_cannot_be_made_says_why(
    case: Path, make_client: Callable[[Path], TestClient], query: str, says: str
) -> None:
    """A question that does not fit the table comes back with its form and the reason."""
    (table,) = [stored.table for stored in list_tables(case)]
    answer = make_client(case).get(f"/tables/{table.id}/audit?{query}")
    assert answer.status_code == 400
    assert says in answer.text
    assert "<form" in answer.text
