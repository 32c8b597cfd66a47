"""`onrecord judge`: a person's decisions about the machine's rows."""

from __future__ import annotations

import argparse

from onrecord.casefile.judgements import Decision, add_judgement, in_force, read_judgements, undo_judgement
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.options import add_case
from onrecord.cli.output import visible, wrapped, write_lines
from onrecord.cli.who import account, add_who, now
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


def _add_reason_and_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", help="why")
    add_who(parser)


def run(words: argparse.Namespace) -> int:
    """Record, undo or list decisions."""
    if words.action == "list":
        _print_list(read_judgements(words.case))
        return DONE
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


def _print_list(judgements: tuple[Judgement, ...]) -> None:
    standing = {judgement.id for judgement in in_force(judgements)}
    for judgement in judgements:
        state = "" if judgement.id in standing else "  (taken back)"
        about = judgement.undoes if judgement.undoes else judgement.target_id
        value = f" {visible(judgement.value)}" if judgement.value else ""
        write_lines([f"{judgement.id}  {judgement.decision} {about}{value}{state}"])
        reason = f": {judgement.reason}" if judgement.reason else ""
        write_lines(wrapped(f"{judgement.at}  {judgement.who}{reason}", "    ", "    "))


JUDGE = Command(
    name="judge",
    summary="record a person's decision: right speaker, same person, split here, dismiss; undo",
    description=(
        "Record a decision about a row by its id. The machine's row stays as it is; exports and findings follow the "
        "decision. A decision survives every rebuild and can be taken back."
    ),
    examples=(
        ('onrecord judge release.onrecord speaker q-0123456789abcdef "Dana Ortega" --reason "see page 4"', "the right speaker"),
        ("onrecord judge release.onrecord dismiss n-0123456789abcdef", "put a finding aside"),
        ("onrecord judge release.onrecord list", "all decisions with their ids"),
    ),
    add_options=_add_options,
    run=run,
)
