"""A person's decisions as a file, and another person's file taken into the case.

In: a case, or a file of JSON lines that another case wrote. Out: such lines, each with the places of its rows so that they are
found in another version of the source; and the decisions of the file appended to the case, each with its own author and
time, none twice. Nothing is settled here: what the two decided in two ways is shown as a conflict and counts for neither.
Trap: the file holds words of the records unmasked; it is for a colleague, not for publication.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.casefile.connect import adding, reading
from onrecord.casefile.judgement_conflicts import Conflict, find_conflicts, not_taken_back
from onrecord.casefile.judgement_places import TARGET, VALUE, Anchor, keep_anchors, load_anchors
from onrecord.casefile.judgements import DECISIONS, UNDO, load_judgements, settle_judgements
from onrecord.errors import SettingsError
from onrecord.model.findings import Judgement

FORMAT = "onrecord judgements 1"
MAX_FILE_BYTES = 200_000_000
_TEXTS = ("id", "target_id", "decision", "who", "at")  # what every line must have as text
_OPTIONAL = ("value", "reason", "undoes")
_ANCHOR_TEXTS = ("kind", "text", "before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import did: decisions added, those that were there before, those whose rows have no certain place, conflicts."""

    n_added: int
    n_known: int
    lost: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]


def judgement_lines(case: Path) -> Iterator[str]:
    """All decisions of a case as JSON lines, a line that names the format first."""
    yield json.dumps({"format": FORMAT}) + "\n"
    with reading(case) as connection:
        anchors = load_anchors(connection)
        query = "SELECT id, target_id, decision, value, reason, who, at, undoes FROM judgements ORDER BY seq"
        names = ("id", "target_id", "decision", "value", "reason", "who", "at", "undoes")
        for cells in connection.execute(query):
            row: dict[str, object] = dict(zip(names, cells, strict=True))
            row["anchors"] = [_anchor_row(anchor) for anchor in anchors.get(cells[0], ())]
            yield json.dumps(row, ensure_ascii=False) + "\n"


def import_judgements(case: Path, content: bytes, *, at: str) -> ImportSummary:
    """Take the decisions of another person's file into a case; `at` is now, UTC.

    Raises SettingsError where a line is no decision, or where a decision of the same id says something else.
    """
    if len(content) > MAX_FILE_BYTES:
        raise SettingsError(f"a file of {len(content)} bytes: expected at most {MAX_FILE_BYTES}", hint="export it again")
    rows = list(_rows(content))
    batch = hashlib.sha256(content).hexdigest()
    with adding(case) as connection:
        known = {one.id: one for one in _as_made(connection)}
        _require_whole(rows, known)
        new = [(judgement, anchors) for judgement, anchors in rows if judgement.id not in known]
        for judgement, anchors in new:
            _add(connection, judgement, anchors, batch, at)
        settle_judgements(connection)
        judgements = load_judgements(connection)
        added = {judgement.id for judgement, _ in new}
    return ImportSummary(
        n_added=len(new),
        n_known=len(rows) - len(new),
        lost=tuple(one for one in not_taken_back(judgements) if one.is_lost and one.id in added),
        conflicts=find_conflicts(judgements),
    )


def list_conflicts(case: Path) -> tuple[Conflict, ...]:
    """Everything that two people decided in two ways and nobody has settled."""
    with reading(case) as connection:
        return find_conflicts(load_judgements(connection))


def list_lost(case: Path) -> tuple[tuple[Judgement, tuple[Anchor, ...]], ...]:
    """The decisions that stand and whose rows have no certain place in the present build, with where they stood."""
    with reading(case) as connection:
        anchors = load_anchors(connection)
        standing = not_taken_back(load_judgements(connection))
    return tuple((one, anchors.get(one.id, ())) for one in standing if one.is_lost)


# ---- lines ---------------------------------------------------------------------------------------------------------


def _anchor_row(anchor: Anchor) -> dict[str, object]:
    return {
        "part": anchor.part,
        "position": anchor.position,
        "kind": anchor.kind,
        "source": anchor.source,
        "page": anchor.page,
        "text": anchor.text,
        "before": anchor.before,
        "after": anchor.after,
    }


def _rows(content: bytes) -> Iterator[tuple[Judgement, tuple[Anchor, ...]]]:
    """Every decision of a file with its anchors. Raises SettingsError with the line."""
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SettingsError(f"no file of decisions: {error}", hint="make it with: onrecord judge CASE export") from error
    header = _object(lines[0], 1)
    if header.get("format") != FORMAT:
        raise SettingsError(
            f"no file of decisions: found {str(header.get('format'))[:60]!r} in line 1, expected {FORMAT!r}",
            hint="make it with: onrecord judge CASE export",
        )
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            row = _object(line, number)
            yield _judgement(row, number), tuple(_anchor(each, number) for each in _list(row, number))


def _object(line: str, number: int) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(number, "no JSON") from error
    if not isinstance(row, dict):
        raise _refused(number, "no JSON object")
    return row


def _list(row: Mapping[str, Any], number: int) -> Sequence[Any]:
    anchors = row.get("anchors", [])
    if not isinstance(anchors, list):
        raise _refused(number, "anchors that are no list")
    return anchors


def _judgement(row: Mapping[str, Any], number: int) -> Judgement:
    for name in (*_TEXTS, *_OPTIONAL):
        value = row.get(name)
        if not (isinstance(value, str) or (value is None and name in _OPTIONAL)):
            raise _refused(number, f"{name} {str(value)[:40]!r}")
    if row["decision"] not in (*DECISIONS, UNDO) or (row["decision"] == UNDO) != (row["undoes"] is not None):
        raise _refused(number, f"decision {row['decision'][:40]!r}")
    needs_value = row["decision"] != UNDO and DECISIONS[row["decision"]][1]
    if needs_value and not (row["value"] or "").strip():
        raise _refused(number, "no value")
    if row["decision"] == "split_here" and not (row["value"].isascii() and row["value"].isdigit() and len(row["value"]) < 16):
        raise _refused(number, f"offset {row['value'][:40]!r}")
    return Judgement(**{name: row[name] for name in (*_TEXTS, *_OPTIONAL)})


def _anchor(row: Any, number: int) -> Anchor:
    if not isinstance(row, dict):
        raise _refused(number, "an anchor that is no JSON object")
    fits = row.get("part") in (TARGET, VALUE) and type(row.get("position")) is int
    fits = fits and all(isinstance(row.get(name), str) for name in _ANCHOR_TEXTS)
    fits = fits and isinstance(row.get("source"), str | None) and type(row.get("page")) in (int, type(None))
    if not fits or not -1 < row["position"] < 2**31 or abs(row.get("page") or 0) >= 2**31:
        raise _refused(number, "an anchor with missing or wrong fields")
    names = ("part", "position", "kind", "source", "page", "text", "before", "after")
    return Anchor(**{name: row[name] for name in names})


def _refused(number: int, found: str) -> SettingsError:
    return SettingsError(
        f"line {number} of the file of decisions: found {found}, expected a decision",
        hint="make it with: onrecord judge CASE export",
    )


# ---- adding --------------------------------------------------------------------------------------------------------


def _as_made(connection: sqlite3.Connection) -> Iterator[Judgement]:
    query = "SELECT id, target_id, decision, who, at, value, reason, undoes FROM judgements ORDER BY seq"
    for cells in connection.execute(query):
        yield Judgement(**dict(zip((*_TEXTS, *_OPTIONAL), cells, strict=True)))


def _require_whole(rows: Sequence[tuple[Judgement, tuple[Anchor, ...]]], known: Mapping[str, Judgement]) -> None:
    """Raises SettingsError where an id says two things, or an undo names a decision that is nowhere."""
    seen = dict(known)
    for judgement, _ in rows:
        before = seen.get(judgement.id)
        if before is not None and before != judgement:
            raise SettingsError(
                f"two decisions have the id {judgement.id} and say different things",
                hint="ask for the file to be exported again",
            )
        if judgement.undoes is not None and judgement.undoes not in seen:
            raise SettingsError(
                f"{judgement.id} takes back {judgement.undoes}, which is neither in the file nor in the case",
                hint="ask for the whole file",
            )
        seen[judgement.id] = judgement


def _add(connection: sqlite3.Connection, judgement: Judgement, anchors: Sequence[Anchor], batch: str, at: str) -> None:
    if connection.execute("SELECT 1 FROM judgements WHERE id = ?", (judgement.id,)).fetchone():
        return  # the same decision twice in one file
    seq = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM judgements").fetchone()[0]
    words = (judgement.value, judgement.reason, judgement.who, judgement.at, judgement.undoes)
    row = (seq, judgement.id, judgement.target_id, judgement.decision, *words)
    connection.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("INSERT INTO judgement_imports VALUES (?, ?, ?)", (judgement.id, batch, at))
    keep_anchors(connection, judgement.id, anchors)
