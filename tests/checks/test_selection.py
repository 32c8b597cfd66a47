"""Selection audit: three shown cases against fifty-one."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree

import polars as pl
import pytest

from onrecord.checks.selection import (
    AttributeCount,
    AuditQuestion,
    AuditReport,
    ShownRanks,
    audit_selection,
    find_in_audit,
    write_percent,
)
from onrecord.checks.selection_report import draw_audit, list_audit_rows, render_audit
from onrecord.checks.selection_rows import ask_population, list_rows
from onrecord.errors import SettingsError
from onrecord.model.links import Place
from onrecord.spans import Span

PLACE = Place(document_id="d", span=Span(0, 5), text="Table")


def question(**changes: object) -> AuditQuestion:
    """Three shown of fifty-one, of whom twenty-three are convicted."""
    fields: dict[str, object] = {
        "table": "arrests.csv",
        "population": "where City = 'Elm'",
        "n_all": 51,
        "n_shown": 3,
        "attributes": (AttributeCount(label="Criminality = Convicted", n_with=23, n_shown_with=3),),
    }
    return AuditQuestion(**{**fields, **changes})  # type: ignore[arg-type]


def codes(report: AuditReport) -> list[str]:
    """The codes of a report's findings."""
    return [item.code for item in find_in_audit(report, [PLACE])]


def test_three_of_fifty_one() -> None:
    """The chance, the base rate, those without, and the power line are all in the text, the population first."""
    report = audit_selection(question())
    text = render_audit(report)
    assert text.startswith("Population: 51 rows of arrests.csv, where City = 'Elm'\n")
    assert "23 of 51 (45.1 %); 28 have it not" in text
    assert "C(23,3) / C(51,3) = 8.5 %" in text
    assert "only an attribute that at most 19 of 51 have (37.3 %) can reach 5.0 %" in text
    assert "Shown are 3 of 51, all with Criminality = Convicted; 28 of the 51 have it not." in text
    assert "says nothing of why the cases were chosen" in text
    assert report.attributes[0].at_least == Fraction(253, 2975)
    assert codes(report) == ["S602"]


def test_many_cases_of_a_rare_attribute_are_found() -> None:
    """Five shown, all with what twelve of fifty-one have, are no sample."""
    count = AttributeCount(label="Convicted", n_with=12, n_shown_with=5)
    report = audit_selection(question(n_shown=5, attributes=(count,)))
    found = find_in_audit(report, [PLACE])
    assert [item.code for item in found] == ["S601"]
    assert "C(12,5) / C(51,5) = 0.034 %" in (found[0].working or "")
    assert not any(word in found[0].message.lower() for word in ("lie", "cherry", "mislead", "motive", "intent"))


def test_chances_are_adjusted_for_their_number() -> None:
    """Two attributes and the two tests of a ranking are four tests, and each prints what is left of it."""
    counts = (AttributeCount(label="A", n_with=12, n_shown_with=3), AttributeCount(label="B", n_with=40, n_shown_with=3))
    report = audit_selection(question(attributes=counts, ranking=ShownRanks(column="bond", ranks=(1, 2, 5))))
    first, second = report.attributes
    ranking = report.ranking
    assert ranking is not None
    assert first.at_least is not None
    assert second.at_least is not None
    assert ranking.all_in_top == Fraction(10, 20825)
    assert ranking.rank_sum_at_most == Fraction(4, 20825)
    assert ranking.rank_sum_adjusted == ranking.rank_sum_at_most * 4
    assert ranking.adjusted == ranking.all_in_top * 3
    assert render_audit(report).count("adjusted for all tests made (Holm)") == 4
    assert first.adjusted == first.at_least * 2
    assert second.adjusted == second.at_least


def test_ranks_equal_enumeration() -> None:
    """The ranking's chances are shares of all draws."""
    report = audit_selection(question(n_all=9, attributes=(), ranking=ShownRanks(column="bond", ranks=(4, 1, 2))))
    draws = list(combinations(range(1, 10), 3))
    assert report.ranking is not None
    assert report.ranking.all_in_top == Fraction(sum(max(draw) <= 4 for draw in draws), len(draws))
    assert report.ranking.rank_sum_at_most == Fraction(sum(sum(draw) <= 7 for draw in draws), len(draws))


def test_borrowed_cases_give_no_chance() -> None:
    """With a case from elsewhere inside there are counts and a finding, and no chance."""
    report = audit_selection(question(n_borrowed=1, n_repeats=1, ranking=ShownRanks(column="bond", ranks=(1, 2))))
    assert report.attributes[0].at_least is None
    assert report.ranking is not None
    assert report.ranking.all_in_top is None
    assert codes(report) == ["S603", "S604"]
    assert "No chance is given" in render_audit(report)


def test_everybody_shown_can_show_nothing() -> None:
    """Without anybody left out, or anybody shown, no test says anything."""
    for n_shown in (0, 51):
        counts = (AttributeCount(label="A", n_with=23, n_shown_with=min(n_shown, 23)),)
        report = audit_selection(question(n_shown=n_shown, attributes=counts))
        assert "no test can say anything" in render_audit(report)
        assert "S601" not in codes(report)


@pytest.mark.parametrize("count", [(23, 4), (52, 3), (2, 3)])
def test_counts_that_contradict_each_other_are_refused(count: tuple[int, int]) -> None:
    """More shown with the attribute than shown at all, or than there are, is an error."""
    with pytest.raises(ValueError, match="Convicted"):
        audit_selection(question(attributes=(AttributeCount(label="Convicted", n_with=count[0], n_shown_with=count[1]),)))


def test_large_populations_are_exact() -> None:
    """A million and fifty shown are counted exactly."""
    counts = (AttributeCount(label="A", n_with=600_000, n_shown_with=45),)
    ranking = ShownRanks(column="n", ranks=tuple(range(1, 51)))
    report = audit_selection(question(n_all=1_000_000, n_shown=50, attributes=counts, ranking=ranking))
    assert report.attributes[0].at_least is not None
    assert report.ranking is not None
    assert report.ranking.rank_sum_at_most is None


def test_rows_and_picture() -> None:
    """Rows carry exact fractions; the picture is well-formed, names the population and has a dot for each shown case."""
    report = audit_selection(question(population="where A < 'x' & \"b\"", ranking=ShownRanks(column="bond", ranks=(1, 2, 5))))
    rows = list_audit_rows(report)
    assert [row["row"] for row in rows] == ["population", "attribute", "ranking"]
    assert rows[1]["at_least"] == "253/2975"
    picture = draw_audit(report)
    root = ElementTree.fromstring(picture)
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 6
    assert picture == draw_audit(report)


def rows_of_arrests() -> pl.LazyFrame:
    """Ten rows of Elm and five of Oak, numbered as in a file with one row of headings."""
    return pl.DataFrame(
        {
            "row in file": range(1, 16),
            "City": ["Elm"] * 10 + ["Oak"] * 5,
            "Crime": ["Convicted"] * 4 + ["None"] * 11,
            "Bond": [50, 40, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
        }
    ).lazy()


def test_a_question_is_counted_from_rows() -> None:
    """Rows outside the population are borrowed, rows named twice count once, ties take the later rank."""
    found = ask_population(
        rows_of_arrests(),
        table="t",
        population="City = 'Elm'",
        attributes=[("Crime", "Convicted")],
        cases=[2, 3, 3, 14],
        ranked_by="Bond",
    )
    assert (found.n_all, found.n_shown, found.n_borrowed, found.n_repeats) == (10, 3, 1, 1)
    assert (found.borrowed, found.repeated) == ((14,), (3,))
    assert list_rows(rows_of_arrests(), "City = 'Elm' AND Bond > 40") == (2,)
    assert found.attributes == (AttributeCount(label="Crime = Convicted", n_with=4, n_shown_with=2),)
    assert found.ranking == ShownRanks(column="Bond", ranks=(1, 3), has_ties=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"population": "Town = 'Elm'"}, "no column 'Town'"),
        ({"population": "City = 'Ash'"}, "no row of the table is in the population"),
        ({"population": "City"}, "no condition on this table"),
        ({"cases": 5}, "5 cases cannot all have Crime = Convicted, for 4 rows have it"),
        ({"cases": [2, 99]}, "has no data in row 99"),
        ({"population": "City = "}, "no condition on this table"),
        ({"attributes": [("Grade", "1")]}, "no column Grade"),
        ({"attributes": [("Crime", "Murder")]}, "it has Convicted, None"),
        ({"ranked_by": "City", "cases": [2]}, "holds no numbers"),
        ({"ranked_by": "Bond"}, "needs the rows"),
    ],
)
def test_questions_that_do_not_fit_the_table_are_refused(change: dict[str, object], words: str) -> None:
    """What was found and what was expected are named."""
    asked: dict[str, object] = {"population": None, "attributes": [("Crime", "Convicted")], "cases": 3}
    with pytest.raises(SettingsError, match=words):
        ask_population(rows_of_arrests(), table="t", **{**asked, **change})  # type: ignore[arg-type]


def test_percents_are_written_with_figures_that_matter() -> None:
    """Large chances have one decimal, small ones as many as they need, tiny ones a bound."""
    cases = {Fraction(1, 2): "50.0 %", Fraction(1, 2000): "0.050 %", Fraction(1, 10**9): "under 0.0001 %", Fraction(0): "0 %"}
    assert {chance: write_percent(chance) for chance in cases} == cases
