"""`onrecord judge`: a person's decisions about the machine's rows."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.casefile.judgement_conflicts import Conflict, not_taken_back
from onrecord.casefile.judgement_sharing import import_judgements, judgement_lines, list_conflicts, list_lost
from onrecord.casefile.judgements import Decision, add_judgement, read_judgements, undo_judgement
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.options import add_case
from onrecord.cli.output import citation, visible, wrapped, write, write_lines
from onrecord.cli.who import account, add_who, now
from onrecord.errors import SettingsError
from onrecord.model.findings import Judgement

# What is typed, the decision it is, its words after it, and what it does.
_ACTIONS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("speaker", "right_speaker", ("QUOTE_ID", "NAME"), "say who said a quotation"),
    ("no-quotation", "not_a_quotation", ("QUOTE_ID",), "say that a stretch is no quotation"),
    ("same-person", "same_person", ("PERSON_ID", "OTHER_ID"), "say that one person is the other, whose row is kept"),
    ("split", "split_here", ("MESSAGE_ID", "OFFSET"), "say that another message begins at an offset"),
    ("dismiss", "dismiss", ("FINDING_ID",), "put a finding aside"),
    ("mask", "mask", ("WORDS",), "cover a name or number, given as printed or by its id, in all that is published"),
    ("unmask", "unmask", ("WORDS",), "show a name or number, given as printed or by its id, in all that is published"),
)


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    actions = parser.add_subparsers(dest="action", metavar="DECISION", required=True)
    for name, decision, words, meaning in _ACTIONS:
        action = actions.add_parser(name, help=f"{' '.join(words)}: {meaning}", description=meaning.capitalize() + ".")
        action.add_argument("target", metavar=words[0])
        if len(words) == 2:
            action.add_argument("value", metavar=words[1])
        _add_reason_and_who(action)
        action.set_defaults(decision=decision)
    undo = actions.add_parser("undo", help="DECISION_ID: take a decision back", description="Take a decision back.")
    undo.add_argument("target", metavar="DECISION_ID")
    _add_reason_and_who(undo)
    actions.add_parser("list", help="print all decisions", description="Print all decisions, those taken back too.")
    export = actions.add_parser(
        "export",
        help="write all decisions for a colleague",
        description="Write all decisions as JSON lines, with the words that their rows stand on, unmasked: for a colleague.",
    )
    export.add_argument("-o", "--output", metavar="FILE", type=Path, help="write there instead of stdout")
    taken = actions.add_parser(
        "import",
        help="FILE: take a colleague's decisions in",
        description="Take the decisions of another case's file in. What the two of you decided in two ways is listed.",
    )
    taken.add_argument("file", metavar="FILE", type=Path)
    actions.add_parser(
        "conflicts",
        help="what two people decided in two ways, and decisions whose rows are lost",
        description="Print what two people decided in two ways, and decisions whose rows have no certain place in this build.",
    )


def _add_reason_and_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", help="why")
    add_who(parser)


def run(words: argparse.Namespace) -> int:
    """Record, undo, list or share decisions."""
    if words.action in _SHARING:
        return _SHARING[words.action](words)
    at, who = now(), account(words.who)
    if words.action == "undo":
        made = undo_judgement(words.case, words.target, who=who, at=at, reason=words.reason)
    else:
        target, value = words.target, getattr(words, "value", None)
        if words.decision in ("mask", "unmask"):
            from onrecord.dossier.masking import make_masker  # noqa: PLC0415 - only what masks reads the whole case

            target, value = make_masker(words.case).identify(target)
        decision = Decision(
            target_id=target,
            decision=words.decision,
            value=value,
            reason=words.reason,
            who=who,
            at=at,
        )
        made = add_judgement(words.case, decision)
    write_lines([made.id])
    say(f"to take it back: onrecord judge {words.case} undo {made.id}")
    return DONE


def _run_list(words: argparse.Namespace) -> int:
    judgements = read_judgements(words.case)
    standing = {judgement.id for judgement in not_taken_back(judgements)}
    for judgement in judgements:
        _print_one(judgement, "" if judgement.id in standing else "  (taken back)")
    return DONE


def _run_export(words: argparse.Namespace) -> int:
    lines = "".join(judgement_lines(words.case))
    if words.output is None:
        write(lines)
        return DONE
    try:
        words.output.write_text(lines, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"cannot write {words.output}: {error.strerror}", hint="name another file with -o") from error
    say(f"{words.output}: for a colleague; words of the records stand in it unmasked")
    return DONE


def _run_import(words: argparse.Namespace) -> int:
    try:
        content = words.file.read_bytes()
    except OSError as error:
        raise SettingsError(f"cannot read {words.file}: {error.strerror}", hint="onrecord judge --help") from error
    summary = import_judgements(words.case, content, at=now())
    write_lines([f"{counted(summary.n_added, 'decision')} added, {summary.n_known} known before"])
    _print_conflicts(summary.conflicts)
    if summary.lost:
        say(f"{counted(len(summary.lost), 'decision')} without a place here: onrecord judge {words.case} conflicts")
    return DONE


def _run_conflicts(words: argparse.Namespace) -> int:
    conflicts, lost = list_conflicts(words.case), list_lost(words.case)
    _print_conflicts(conflicts)
    for judgement, anchors in lost:
        _print_one(judgement, "  (its row has no certain place in this build)")
        for anchor in anchors[:1]:
            write_lines(wrapped(f"{citation(anchor.source or '', None, None, anchor.page)}  “{anchor.text}”", "    ", "    "))
    say(f"{counted(len(conflicts), 'conflict')}, {counted(len(lost), 'decision')} without a place")
    return DONE


def _print_conflicts(conflicts: Sequence[Conflict]) -> None:
    for conflict in conflicts:
        write_lines(["decided in two ways; neither counts until one is taken back or somebody decides anew:"])
        for side in conflict.sides:
            _print_one(side, "", "    ")


def _print_one(judgement: Judgement, state: str, indent: str = "") -> None:
    about = judgement.undoes if judgement.undoes else judgement.target_id
    value = f" {visible(judgement.value)}" if judgement.value else ""
    if not state and judgement.is_contested:
        state = "" if indent else "  (contested)"
    elif not state and judgement.is_lost:
        state = "  (its row is lost)"
    write_lines([f"{indent}{judgement.id}  {judgement.decision} {about}{value}{state}"])
    reason = f": {judgement.reason}" if judgement.reason else ""
    write_lines(wrapped(f"{judgement.at}  {judgement.who}{reason}", f"{indent}    ", f"{indent}    "))


_SHARING: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _run_list,
    "export": _run_export,
    "import": _run_import,
    "conflicts": _run_conflicts,
}


JUDGE = Command(
    name="judge",
    summary="record a person's decision: right speaker, same person, split here, dismiss; undo; share",
    description=(
        "Record a decision about a row by its id. The machine's row stays as it is; exports and findings follow the "
        "decision. A decision survives every rebuild, also one with a new version of the release where its row still stands "
        "in a corresponding place, and can be taken back. `export` and `import` join the decisions of two people; what they "
        "decided in two ways is shown and counts for neither."
    ),
    examples=(
        ('onrecord judge release.onrecord speaker q-0123456789abcdef "Dana Ortega" --reason "see page 4"', "the right speaker"),
        ("onrecord judge release.onrecord dismiss n-0123456789abcdef", "put a finding aside"),
        ("onrecord judge release.onrecord list", "all decisions with their ids"),
        ("onrecord judge release.onrecord export -o mine.jsonl", "your decisions for a colleague"),
        ("onrecord judge release.onrecord import theirs.jsonl", "a colleague's decisions, with conflicts shown"),
    ),
    add_options=_add_options,
    run=run,
)
