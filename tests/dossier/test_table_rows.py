"""What a data table tells of single persons: its rows and its numbers of persons stay in the case."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from onrecord.cli.__main__ import main
from onrecord.dossier.case_secrets import case_secrets
from onrecord.dossier.leak_records import TABLE_ID
from onrecord.dossier.leaks import find_leaks_in
from onrecord.dossier.mask_records import MaskRules
from onrecord.dossier.masking import Masker, make_masker
from onrecord.dossier.settling import make_masked, read_hidden
from onrecord.dossier.table_ids import read_table_ids
from onrecord.pipeline import BuildSettings, build_case

ROWS = "".join(f"2021-10-{4 + n % 4:02},P{4000 + n},Northgate,{20 + n}\n" for n in range(40))
FILES = {
    "data/arrests.csv": "Arrest Date,Person ID,District,Age\n" + ROWS,
    "data/sites.csv": "City,Arrests\nHarrow,101\nCalder,66\nMarsh End,12\n",
    "coverage/story.txt": (
        "The list gives the man the number P4007. In Harrow 101 people were arrested, the office said on Monday, and 66 in "
        "Calder.\n"
    ),
}


@pytest.fixture(name="case", scope="module")
def make_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of arrests, a table of counts, and a story that prints a number of the list."""
    folder = tmp_path_factory.mktemp("tables")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with chdir(folder):
        build_case(Path("t.onrecord"), [(Path(n), None) for n in ("coverage", "data")], BuildSettings(jobs=1), lambda _: None)
    return folder / "t.onrecord"


def _shown(masker: Masker, name: str) -> str:
    (document,) = [each for each in masker.texts.documents if each.source.endswith(name)]
    return masker.passage(document.id, 0, len(document.text))


def test_no_row_of_a_list_of_cases_is_shown(case: Path) -> None:
    """The profile of the list stays, its rows do not; a place inside a row is none to quote."""
    masker = make_masker(case)
    shown = _shown(masker, "arrests.csv")
    assert "Person ID | text | 40 | 40 | person_id" in shown
    assert "row 2: [row not shown]\nrow 3: [row not shown]\n" in shown
    assert "P40" not in shown
    (document,) = [each for each in masker.texts.documents if each.source.endswith("arrests.csv")]
    at = document.text.index("P4003")
    assert masker.passage(document.id, at, at + 5) == "[row not shown]"


def test_a_table_of_counts_stays(case: Path) -> None:
    """Rows that are counts of places are published figures and no persons."""
    assert "row 2: Harrow | 101\n" in _shown(make_masker(case), "sites.csv")


def test_the_leak_test_knows_the_numbers_of_persons(case: Path) -> None:
    """All of them, from the original, also those whose rows the case does not show."""
    secrets = [secret for secret in read_table_ids(case) if secret.kind == TABLE_ID]
    assert [(secret.label, len(secret.parts)) for secret in secrets] == [("a value of Person ID in arrests.csv", 40)]
    known = case_secrets(make_masker(case), secrets)
    assert [leak.words for leak in find_leaks_in({"a.txt": b"he is p4039, on page 4039 of 4040"}, known)] == ["p4039"]


def test_a_lost_table_gives_the_numbers_that_the_case_shows(case: Path) -> None:
    """Without its file the rows of the case's own text are all that is known."""
    file = case.parent / "data" / "arrests.csv"
    content = file.read_bytes()
    file.unlink()
    try:
        assert [len(secret.parts) for secret in read_table_ids(case)] == [20]
    finally:
        file.write_bytes(content)


def test_a_number_of_the_table_is_covered_in_a_text(case: Path) -> None:
    """What the leak test finds is covered in the next round, and the export is handed over without it."""
    files = make_masked(case, MaskRules(), lambda masker: {"story.txt": _shown(masker, "story.txt").encode()})
    assert files["story.txt"].startswith(b"The list gives the man the number [words 1].")
    assert find_leaks_in(files, case_secrets(make_masker(case), read_hidden(case))) == ()


@pytest.mark.parametrize("table", ["ftm", "dat", "annotations"])
def test_no_export_for_others_holds_a_row(case: Path, tmp_path: Path, table: str) -> None:
    """From the command line, with the number in the text covered too."""
    out = tmp_path / table
    with chdir(case.parent):
        assert main(["export", case.name, table, "-o", str(out)]) == 0
    content = b"".join(file.read_bytes() for file in (sorted(out.iterdir()) if out.is_dir() else [out]))
    assert b"P40" not in content
    assert b"Northgate" not in content


def test_words_with_a_digit_are_masked_as_they_stand(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A decision about what has no shape of its own holds for it, whatever marks part it, and can be undone."""
    assert main(["judge", str(case), "mask", "Calder-66", "--reason", "r", "--who", "ann"]) == 0
    judgement = capfd.readouterr().out.split()[0]
    masker = make_masker(case)
    assert masker.text("calder 66 or Calder-66; Calder 661 and 66") == "[words 1] or [words 1]; Calder 661 and 66"
    assert main(["judge", str(case), "undo", judgement]) == 0
    assert make_masker(case).text("Calder-66") == "Calder-66"
