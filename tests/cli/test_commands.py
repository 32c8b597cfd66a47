"""The command line: what each command prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import onrecord.cli.commands.build as build_command
from onrecord import __version__
from onrecord.casefile.loader import load_case
from onrecord.cli.__main__ import main
from onrecord.cli.diagnostics import progress_line
from onrecord.cli.output import WIDTH, citation, clipped, shortened, visible
from onrecord.cli.parser import COMMANDS
from onrecord.errors import SettingsError
from onrecord.model.documents import Pile, Problem
from onrecord.model.links import Coverage, Edit, Place, Trace, Verdict
from onrecord.spans import Span
from sample_case import make_case, write_file

Words = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case file of the invented case."""
    return write_file(make_case(), tmp_path_factory.mktemp("case") / "case.onrecord")


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Words:
    """Run one command line in this process: exit code, stdout, stderr."""

    def run_words(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return run_words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chek", "c.onrecord"), "onrecord: no command is called 'chek'. Next: onrecord check\n"),
        (("qqq",), "onrecord: no command is called 'qqq'. Next: onrecord --help\n"),
        (("check", "c.onrecord", "more"), "onrecord: unrecognized arguments: more. Next: onrecord check --help\n"),
        (("check",), "onrecord: the following arguments are required: CASE. Next: onrecord check --help\n"),
    ],
)
def test_wrong_words_are_said_with_the_next_command(run: Words, words: tuple[str, ...], said: str) -> None:
    """A word that no command knows ends with exit code 2 and a line that says what to type."""
    assert run(*words) == (2, "", said)


def test_a_finding_shows_both_sides_and_the_working(run: Words, sample: Path) -> None:
    """`check` prints the gravest finding first, with its working and every place as path:page:start-end."""
    code, out, err = run("check", sample)
    assert code == 0
    assert out.startswith(
        "ERROR   F202  A share that its parts do not give\n"
        "    12 of 40 is 30 percent; the article says 35 percent.\n"
        "    working: 12 / 40 = 30 %, printed 35 %\n"
        "    allowed: rounding to whole percent\n"
        "    coverage/story.txt:193-203  Officials said «35 percent» were shut.\n"
        "    coverage/story.txt:54-66    “12 of its 40”\n"
        "    id n-1\n\n"
    )
    assert "records/mail.pdf:1:162-198" in out
    assert err == "3 findings: 1 error, 1 warning, 1 note\n"
    assert all(len(line) <= WIDTH for line in out.splitlines())


@pytest.mark.parametrize(
    ("words", "code", "ids"),
    [
        ((), 0, ["n-1", "n-2", "n-3"]),
        (("--severity", "warning"), 0, ["n-1", "n-2"]),
        (("--code", "q103", "C801"), 0, ["n-2", "n-3"]),
        (("--code", "Q101"), 0, []),
        (("--strict",), 1, ["n-1", "n-2", "n-3"]),
        (("--strict", "--code", "C801"), 0, ["n-3"]),
        (("--strict", "--code", "Q103", "--severity", "error"), 0, []),
        (("--limit", "1", "--offset", "1"), 0, ["n-2"]),
    ],
)
def test_check_filters_and_strict(run: Words, sample: Path, words: Sequence[str], code: int, ids: list[str]) -> None:
    """Findings are chosen by code and severity, and --strict counts those that do not hold."""
    got, out, _ = run("check", sample, *words, "--format", "jsonl")
    assert (got, [json.loads(line)["id"] for line in out.splitlines()]) == (code, ids)


READING = {
    "inbox": ("2024-03-05 09:14  Ortega, Dana", "records/mail.pdf:1:0-205  id m-1"),
    "quotes": ("speaker: Dana Ortega", "records: truncated check", "records/mail.pdf:1:162-198"),
    "figures": ("“35 percent”  share [34.5, 36) percent  says officials",),
    "timeline": ("2024-03-07", "Ortega, Dana: Lake permits"),
    "redactions": ("records/mail.pdf:1:199-205  inline  (b)(6)", "code missing"),
    "people": ("Dana Ortega  person", "also Ortega, Dana"),
    "tasks": ("answered  the permit list", "Ortega, Dana to Bell, Kim"),
}


@pytest.mark.parametrize("command", READING)
def test_reading_commands_print_text_and_json(run: Words, sample: Path, command: str) -> None:
    """Each reading command prints its rows for people, and as many objects as JSON lines."""
    code, out, err = run(command, sample)
    assert code == 0
    for expected in READING[command]:
        assert expected in out
    assert re.match(r"\d+ \w+", err)
    code, lines, _ = run(command, sample, "--format", "jsonl")
    rows = [json.loads(line) for line in lines.splitlines()]
    assert code == 0
    assert str(len(rows)) == err.split()[0]
    _, one, _ = run(command, sample, "--format", "jsonl", "--limit", "1", "--offset", "1")
    assert [json.loads(line) for line in one.splitlines()] == rows[1:2]


def test_proposals_name_the_command_that_confirms_them(run: Words, sample: Path) -> None:
    """A proposal is printed with its reason, its places and the command; once confirmed it is said to be joined."""
    code, out, _ = run("people", sample, "--proposals")
    assert code == 0
    assert "Dana Ortega = D. Ortega?  open" in out
    assert "same-person z-1 z-2" in out
    assert run("judge", sample, "same-person", "z-1", "z-2")[0] == 0
    assert "Dana Ortega = D. Ortega?  joined" in run("people", sample, "--proposals")[1]


def test_a_thread_is_named_by_any_of_its_messages(run: Words, sample: Path) -> None:
    """The conversation is the same by its own id and by a message's; an unknown id is refused."""
    by_message = run("thread", sample, "m-2")
    assert by_message == run("thread", sample, "h-1")
    assert "We closed 12 of 40 trails" in by_message[1]
    assert by_message[1].index("Ortega") < by_message[1].index("Bell, Kim\n    To")
    code, _, err = run("thread", sample, "m-9")
    assert code == 2
    assert "m-9" in err


def test_the_inbox_shows_names_without_addresses(run: Words, tmp_path: Path) -> None:
    """In the list a person is the name as printed; where only an address is printed, that."""
    case = make_case()
    first, second = case.parts[0].inbox.messages
    first = replace(first, sender="'Ortega, Dana' [mailto:d@parks.example]", to=("<k@parks.example>", "Pál <p@parks.example>"))
    part = replace(case.parts[0], inbox=replace(case.parts[0].inbox, messages=(first, second)))
    path = write_file(replace(case, parts=(part, *case.parts[1:])), tmp_path / "case.onrecord")
    lines = run("inbox", path)[1].splitlines()
    assert lines[0] == "2024-03-05 09:14  Ortega, Dana              Lake permits"
    assert lines[1].strip() == "to <k@parks.example>; Pál"


def test_redaction_totals(run: Words, sample: Path) -> None:
    """Totals count deletions and pages for each code."""
    assert run("redactions", sample, "--totals")[1] == ("(no code)            1 on 1 page\n(b)(6)               1 on 1 page\n")


def test_search_prints_the_place_of_the_first_match(run: Words, sample: Path) -> None:
    """A hit cites the characters of its match, in a message those of the page it is printed on."""
    code, out, err = run("search", sample, "hurry", "--format", "jsonl")
    (hit,) = [json.loads(line) for line in out.splitlines()]
    text = make_case().parts[0].document.text
    assert (code, err) == (0, "")
    assert text[hit["start"] : hit["end"]] == "hurry"
    assert (hit["source"], hit["page"], hit["message_id"]) == ("records/mail.pdf", 2, "m-2")
    assert "«hurry»" in hit["excerpt"]


def test_export_to_stdout_and_file_is_the_same(run: Words, sample: Path, tmp_path: Path) -> None:
    """-o writes the bytes that stdout gets, whole or not at all."""
    for form in ("jsonl", "csv"):
        _, out, _ = run("export", sample, "quotes", "--format", form)
        assert run("export", sample, "quotes", "--format", form, "-o", tmp_path / "q")[0] == 0
        assert (tmp_path / "q").read_bytes().decode("utf-8") == out
    code, _, err = run("export", sample, "quotes", "-o", tmp_path / "nowhere" / "q")
    assert code == 2
    assert "nowhere" in err
    assert [file.name for file in tmp_path.iterdir()] == ["q"]
    before = sample.read_bytes()
    assert run("export", sample, "quotes", "-o", sample)[0] == 2
    assert sample.read_bytes() == before


def test_export_mail(run: Words, sample: Path, tmp_path: Path) -> None:
    """mbox goes to stdout, eml into a folder and nowhere else."""
    assert run("export", sample, "mbox")[1].count("\nSubject: ") == 2
    assert run("export", sample, "eml")[0] == 2
    assert run("export", sample, "eml", "-o", tmp_path / "mail")[0] == 0
    assert len(list((tmp_path / "mail").iterdir())) == 2


def test_verify_names_what_changed(run: Words, tmp_path: Path) -> None:
    """Unchanged inputs give one line and exit 0, a changed or missing one is named with exit 1."""
    path = write_file(make_case(), tmp_path / "case.onrecord")
    code, out, _ = run("verify", path)
    assert code == 1
    assert "missing    coverage/story.txt" in out
    assert out.endswith("0 of 4 inputs unchanged\n")
    empty = write_file(type(make_case())(), tmp_path / "empty.onrecord")
    assert run("verify", empty)[:2] == (0, "all 0 inputs unchanged\n")


def test_judge_and_undo(run: Words, tmp_path: Path) -> None:
    """A decision prints its id, changes what check shows, and can be taken back."""
    path = write_file(make_case(), tmp_path / "case.onrecord")
    code, out, err = run("judge", path, "dismiss", "n-1", "--who", "ed", "--reason", "known")
    assert code == 0
    assert out.strip() in err
    assert "F202" not in run("check", path)[1]
    assert "[dismissed]" in run("check", path, "--dismissed")[1]
    assert run("judge", path, "undo", out.strip(), "--who", "ed")[0] == 0
    assert "F202" in run("check", path)[1]
    listed = run("judge", path, "list")[1]
    assert "(taken back)" in listed
    assert "ed: known" in listed
    assert run("judge", path, "speaker", "q-9", "X")[0] == 2
    assert run("judge", path, "speaker", "q-1")[0] == 2


def test_rule_prints_meaning_and_refuses_unknown_codes(run: Words) -> None:
    """A code has a page, the list has every code, an unknown code is refused."""
    code, out, _ = run("rule", "f202")
    assert code == 0
    assert out.startswith("F202  ")
    assert "When it may be wrong" in out
    assert "F202" in run("rule")[1]
    code, _, err = run("rule", "X999")
    assert code == 2
    assert "X999" in err


# ---- commands that need the pipeline, with one that only writes the invented case ----------------------------------


@dataclass(frozen=True)
class FakeSettings:
    """The settings of a build with their defaults."""

    packs: tuple[str, ...] = ("all",)
    pack_folder: Path | None = None
    jobs: int | None = None
    engine: str = "local"
    ocr: str = "auto"
    force: bool = False
    only: bool = False


@dataclass(frozen=True)
class FakeSummary:
    """What the command line needs of a build's summary."""

    problems: tuple[Problem, ...]
    fatal: bool


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A pipeline that remembers what it was asked for and writes the invented case."""
    module: Any = ModuleType("onrecord.pipeline")
    module.asked = []

    def build_case(
        case: Path, inputs: Sequence[tuple[Path, Pile | None]], settings: FakeSettings, progress: Any
    ) -> FakeSummary:
        module.asked.append((case, list(inputs), settings))
        if any("interrupt" in str(path) for path, _ in inputs):
            raise KeyboardInterrupt
        write_file(make_case(), case)
        return FakeSummary(make_case().problems, any("fatal" in str(path) for path, _ in inputs))

    def trace_words(case: Path, words: Sequence[str]) -> list[Trace]:
        place = Place(document_id="d-mail", span=Span(162, 198), text="We closed 12 of 40 trails, not more.", page=1)
        edit = Edit(kind="number", quote="13", record="12", marked=False)
        coverage = Coverage(n_messages=2, n_pages=2, n_unreadable_pages=0, n_withheld_pages=1)
        found = Trace(id="c", quote_id="", verdict=Verdict.ALTERED_MATERIAL, place=place, edits=(edit,), score=0.9)
        lost = Trace(id="c", quote_id="", verdict=Verdict.NOT_FOUND, coverage=coverage)
        return [found if "trails" in stretch else lost for stretch in words]

    module.build_case, module.trace_words, module.BuildSettings = build_case, trace_words, FakeSettings
    module.Progress = object
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", module)
    monkeypatch.setitem(sys.modules, "onrecord.tracing", module)
    found: ModuleType = module
    return found


def test_build_prints_counts_and_the_gravest_findings(run: Words, pipeline: ModuleType, tmp_path: Path) -> None:
    """After a build stdout has the numbers and the gravest findings with citations, stderr the problems."""
    (tmp_path / "a.txt").touch()
    code, out, err = run("build", tmp_path / "c.onrecord", tmp_path / "a.txt", "--records", tmp_path, "--jobs", "2")
    assert code == 0
    assert out.startswith(
        "4 documents (1 records, 2 coverage, 1 data): 2 pages, 2 messages, 2 quotations\n"
        "3 findings: 1 error, 1 warning, 1 note; 2 problems\n\nERROR   F202"
    )
    assert "C801" not in out
    assert "problem: records/locked.pdf: A password is needed. (encrypted_pdf)" in err
    assert "\r" not in err
    ((case, inputs, settings),) = vars(pipeline)["asked"]
    assert inputs == [(tmp_path / "a.txt", None), (tmp_path, Pile.RECORDS)]
    assert (settings.jobs, settings.packs, case.name) == (2, ("all",), "c.onrecord")


def test_build_exit_codes(run: Words, pipeline: ModuleType, tmp_path: Path) -> None:
    """A fatal problem is 3, an interrupt 130, a source that is not there 2."""
    for name, expected in (("fatal", 3), ("interrupt", 130)):
        (tmp_path / name).touch()
        assert run("build", tmp_path / f"{name}.onrecord", tmp_path / name)[0] == expected
    code, _, err = run("build", tmp_path / "c.onrecord", tmp_path / "nowhere.txt")
    assert code == 2
    assert "nowhere.txt" in err
    assert "Next:" in err


def test_build_without_sources_needs_an_earlier_build(run: Words, pipeline: ModuleType, tmp_path: Path) -> None:
    """Without sources the pipeline looks at those of earlier builds again; where there was no build that is refused."""
    path = tmp_path / "c.onrecord"
    assert run("build", path)[0] == 4
    write_file(make_case(), path)
    assert run("build", path)[0] == 0
    ((_, inputs, settings),) = vars(pipeline)["asked"]
    assert (inputs, settings.only) == ([], False)


def test_trace_says_what_became_of_the_words(run: Words, pipeline: ModuleType, sample: Path, tmp_path: Path) -> None:
    """A trace names verdict, place and every change; what is not found names what was searched."""
    code, out, _ = run("trace", sample, "We closed 13 of 40", "trails")
    assert code == 0
    assert out == (
        "“We closed 13 of 40 trails”\n    altered material\n"
        "    records/mail.pdf:1:162-198  “We closed 12 of 40 trails, not more.”\n"
        "    number: “12” became “13” (not marked)\n\n"
    )
    many = tmp_path / "many.txt"
    many.write_text("We closed trails\n\nnobody said this\n", encoding="utf-8")
    _, out, _ = run("trace", sample, "--file", many)
    assert "not found in the 2 messages, 2 pages loaded; 1 page withheld" in out
    _, lines, _ = run("trace", sample, "--file", many, "--format", "jsonl")
    assert [json.loads(line)["verdict"] for line in lines.splitlines()] == ["altered_material", "not_found"]
    assert run("trace", sample)[0] == 2
    assert run("trace", sample, "--file", tmp_path / "none.txt")[0] == 2


def test_the_demo_is_laid_out_and_built(
    run: Words, pipeline: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The demo's paths are relative, so that its output is the same in every folder; a foreign folder is left alone."""
    monkeypatch.setattr("onrecord.cli.commands.demo._AUDITS", ())  # the case built in place of the demo has no table
    outputs = []
    for name in ("one", "two"):
        monkeypatch.chdir(tmp_path)  # the command stays in its folder: back to where we were, and in the end too
        outputs.append(run("demo", tmp_path / name)[:2])
    assert outputs[0] == outputs[1]
    assert outputs[0][0] == 0
    asked = vars(pipeline)["asked"]
    assert all(not path.is_absolute() for path, _ in asked[0][1])
    assert len(load_case(tmp_path / "one" / "demo.onrecord").parts) == 4
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    assert run("demo", tmp_path / "mine")[0] == 2
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


# ---- what holds for every command ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_examples(run: Words, command: Any) -> None:
    """--help explains the command and shows examples that call it by its name."""
    code, out, err = run(command.name, "--help")
    assert (code, err) == (0, "")
    assert f"  onrecord {command.name}" in out
    assert command.examples
    assert all(line.startswith(f"onrecord {command.name}") for line, _ in command.examples)
    assert all(len(line) <= WIDTH for line in out.splitlines())


CASE_COMMANDS = [c.name for c in COMMANDS if c.name not in ("rule", "demo", "build")]
MORE_WORDS = {
    **{name: ["x"] for name in ("thread", "draft", "search", "trace")},
    "export": ["quotes"],
    "judge": ["list"],
    "request": ["list"],
    "audit": ["--table", "t", "--attribute", "A=b", "--cases", "1"],
    "bundle": ["handed-over.zip"],
    "certificate": ["-o", "certificate.txt"],
    "publish": ["dossier"],
}


@pytest.mark.parametrize("name", CASE_COMMANDS)
def test_what_is_no_case_file_is_exit_4(run: Words, pipeline: ModuleType, tmp_path: Path, name: str) -> None:
    """Every command refuses another file with the path and the next command, and leaves it as it is."""
    path = tmp_path / "letter.txt"
    path.write_text("A letter.")
    missing = [] if name == "serve" else [tmp_path / "none.onrecord"]  # the app begins a case that is not there
    for case in (path, *missing):
        code, out, err = run(name, case, *MORE_WORDS.get(name, []))
        assert (code, out) == (4, "")
        assert case.name in err
        assert "Next: onrecord build" in err
    assert path.read_text() == "A letter."


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("check",),
        ("check", "c", "--severity", "grave"),
        ("inbox", "c", "--limit", "-1"),
        ("inbox", "c", "--limit", "²"),
        ("build", "c", "--jobs", "0"),
        ("export", "c", "birds"),
        ("check", "c", "--sev", "note"),
    ],
)
def test_wrong_words_are_exit_2_with_a_next_command(run: Words, words: Sequence[str]) -> None:
    """The error is one line that names the help to ask for."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"onrecord: .* Next: onrecord.* --help\n", err)


def test_version(run: Words) -> None:
    """--version prints the program's version."""
    assert run("--version") == (0, f"onrecord {__version__}\n", "")


def test_nothing_heavy_is_loaded_with_the_command_line() -> None:
    """Importing the command line loads no PDF, OCR, table, number or web library."""
    code = "import sys, onrecord.cli, onrecord.cli.__main__; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "polars",
        "numpy",
        "pypdfium2",
        "PIL",
        "rapidfuzz",
        "resiliparse",
        "fastexcel",
        "starlette",
        "uvicorn",
        "yaml",
        "nh3",
    }
    assert heavy & set(done.stdout.split()) == set()


def test_a_closed_pipe_is_quiet(sample: Path) -> None:
    """Where the reader goes away the program ends without a word."""
    command = [sys.executable, "-m", "onrecord.cli", "export", str(sample), "documents", "--text"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_output_does_not_depend_on_the_locale(sample: Path) -> None:
    """The bytes of stdout are the same under another locale, encoding and time zone."""
    outputs = set()
    for settings in (
        {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "40"},
    ):
        command = [sys.executable, "-m", "onrecord.cli", "thread", str(sample), "m-2"]
        done = subprocess.run(command, capture_output=True, env={**os.environ, **settings}, check=True)
        outputs.add(done.stdout)
    (output,) = outputs
    assert "Åsa".encode() in output
    assert b"\r" not in output


def test_an_error_for_people_is_one_line(run: Words, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What, and the next command; characters that steer a terminal are shown, not obeyed."""

    def fail(words: object) -> int:
        raise SettingsError("no such pack: found \x1b[31mred", hint="onrecord build --help")

    monkeypatch.setattr(build_command, "_require_sources", fail)
    code, _, err = run("build", tmp_path / "c.onrecord", tmp_path)
    assert code == 2
    assert err == "onrecord: no such pack: found �[31mred. Next: onrecord build --help\n"


def test_text_for_people_is_made_visible() -> None:
    """Line breaks become blanks, controls and reading-order marks visible; long text keeps both ends."""
    assert visible("a\n b\x1b[0m\u202ec") == "a b�[0m�c"
    assert clipped("abcdef", 4) == "abc…"
    assert shortened("start " + "x" * 200 + " end", 40).startswith("start ")
    assert shortened("start " + "x" * 200 + " end", 40).endswith(" end")
    assert len(shortened("start " + "x" * 200 + " end", 40)) <= 40
    assert citation("a\nb.pdf", 3, 9, 2) == "a b.pdf:2:3-9"
    assert citation("a.pdf", None, None, None) == "a.pdf"


def test_the_progress_line_fits_and_counts() -> None:
    """Rate and remaining time come from what was done in this run; a long note keeps its end."""
    line = progress_line("read", 10, (30, 40), 5.0, "folder/" * 30 + "a.pdf")
    assert "30/40  2.0/s  0:05 left" in line
    assert line.endswith("a.pdf")
    assert len(line) <= WIDTH
    assert progress_line("join", 0, (0, 0), 0.0) == "join   [" + "." * 24 + "]  0/0"
