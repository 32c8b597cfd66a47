"""Evidence: the steps of an alignment read as edits and cuts that a rule can judge.

In: the pieces of a quotation, the words of the record beside them, the steps. Out: `Edit`s (what was changed) and `Cut`s
(what was left out of the same sentence). Trap: what stands in a bracket is compared word by word with what it replaces, so
that "[will]" for "may" is no mere tense and "[the raids]" for "not the raids" no clarification.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.links.verdicts import Cut
from onrecord.model.links import Edit
from onrecord.text.align import Step
from onrecord.text.bracketing import Piece
from onrecord.text.folding import fold_text
from onrecord.text.triggers import find_triggers
from onrecord.text.wordforms import ARTICLES, PRONOUNS, compare_words, is_auxiliary, is_modal
from onrecord.text.words import Word, find_words, is_number

# Left out or put in, these alone change nothing that was said.
FUNCTION_WORDS = frozenset(("that", "of", "also", "then", "so", "and"))
# "so ," "(", "?" between two words
_INNER_MARKS_RE = re.compile(r"[.,;:!?()]")
# the end of a clause: what stands beyond it seldom governs
_CLAUSE_END_RE = re.compile(r"[,;:()]|\s-+\s|--")
_DETERMINERS = PRONOUNS | ARTICLES
_GRAVE_TRIGGERS = frozenset(("negation", "restriction", "condition", "hedge"))


def read_edits(pieces: Sequence[Piece], record: Sequence[Word], steps: Sequence[Step]) -> tuple[Edit, ...]:
    """The edits of an alignment in order; a word that stands as it stood gives none."""
    edits: list[Edit] = []
    for step in steps:
        theirs = record[step.start : step.end]
        ours = [word for piece in pieces[step.first : step.last] for word in piece.words]
        if step.kind == "match":
            edits.extend(_match_edits(pieces[step.first], ours, theirs))
        elif step.kind == "change":
            kind = compare_words(ours[0], theirs[0], opens=step.start == 0)
            edits.append(Edit(kind=kind, quote=ours[0].text, record=theirs[0].text, marked=pieces[step.first].marked))
        elif step.kind == "insert":
            edits.append(Edit(kind=_lone_kind(ours, "insertion"), quote=_spoken(ours), record="", marked=False))
        elif step.kind == "omit":
            edits.append(Edit(kind=_lone_kind(theirs, "omission"), quote="", record=_spoken(theirs), marked=False))
        elif step.kind == "bracket":
            kind = bracket_kind(ours, theirs)
            edits.append(Edit(kind=kind, quote=f"[{_spoken(ours)}]", record=_spoken(theirs), marked=True))
    return tuple(edits)


def _match_edits(piece: Piece, ours: Sequence[Word], theirs: Sequence[Word]) -> list[Edit]:
    if len(ours) != 1 or len(theirs) != 1:
        return []
    kind = compare_words(ours[0], theirs[0])
    if kind == "same":
        return []
    return [Edit(kind=kind, quote=ours[0].text, record=theirs[0].text, marked=piece.marked)]


def _lone_kind(words: Sequence[Word], otherwise: str) -> str:
    """The kind of words put in or left out with nothing in their place."""
    keys = [word.key for word in words]
    if all(key in ARTICLES for key in keys):
        return "article"
    if keys == ["'s"]:
        return "inflection"
    if all(key in FUNCTION_WORDS or key in ARTICLES for key in keys):
        return "function_word"
    kinds = {trigger.kind for trigger in find_triggers(keys)}
    if "negation" in kinds:
        return "negation"
    if any(is_number(key) for key in keys):
        return "number"
    if any(is_modal(key) for key in keys):
        return "modal"
    return otherwise


def bracket_kind(ours: Sequence[Word], theirs: Sequence[Word]) -> str:
    """What a bracket does to the words it stands for: an allowed kind, or the gravest change it hides.

    Allowed are a clarification put in, a noun or pronoun for a pronoun, tense and agreement, and a mix of these.
    """
    if not theirs:
        kinds = {trigger.kind for trigger in find_triggers([word.key for word in ours])}
        return "negation" if "negation" in kinds else "clarification"
    ours_left, theirs_left, found = _pair_off(ours, theirs)
    hidden = {trigger.kind for trigger in find_triggers([word.key for word in theirs_left])}
    if hidden & _GRAVE_TRIGGERS and not all(is_modal(word.key) for word in theirs_left):
        return "negation" if "negation" in hidden else "omission"
    if any(trigger.kind == "negation" for trigger in find_triggers([word.key for word in ours_left])):
        return "negation"
    rest = _rest_kind(ours_left, theirs_left)
    if rest is not None:
        found.append(rest)
    grave = [kind for kind in found if kind not in ("pronoun", "tense", "inflection", "article", "case", "contraction", "same")]
    return grave[0] if grave else (found[0] if found else "clarification")


def _pair_off(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[list[Word], list[Word], list[str]]:
    """Words of both sides that are one word, or two forms of it, taken out; what is left on each side; the kinds of pairs."""
    ours_left, theirs_left, kinds = list(ours), list(theirs), []
    for word in ours:
        for other in theirs_left:
            kind = compare_words(word, other)
            if kind in ("same", "case", "contraction", "tense", "inflection", "article", "number_spelling", "pronoun"):
                ours_left.remove(word)
                theirs_left.remove(other)
                if kind != "same":
                    kinds.append(kind)
                break
    return ours_left, theirs_left, kinds


def _rest_kind(ours: Sequence[Word], theirs: Sequence[Word]) -> str | None:
    """The kind of what pairs left over: [the envoy] for "he" is a pronoun, [the envoy] for "Smith" a name."""
    mine = [word for word in ours if not is_auxiliary(word.key) and word.key not in ARTICLES]
    other = [word for word in theirs if not is_auxiliary(word.key) and word.key not in ARTICLES]
    if not other:
        return "clarification" if mine else ("tense" if ours or theirs else None)
    if all(word.key in _DETERMINERS for word in other):
        return "pronoun"
    if any(is_number(word.key) for word in other):
        return "number"
    if any(is_modal(word.key) for word in other):
        return "modal"
    if not mine:
        return "omission"
    return "name" if other[-1].text[:1].isupper() else "word"


def _spoken(words: Sequence[Word]) -> str:
    """The words as one string; a contraction's halves stand together again."""
    said = ""
    for word in words:
        joined = word.text.startswith("'") or word.text.lower() == "n't"
        said += word.text if joined or not said else f" {word.text}"
    return said


def punctuation_edits(
    parts: Sequence[str], pieces: Sequence[Piece], record_text: str, record: Sequence[Word], steps: Sequence[Step]
) -> tuple[Edit, ...]:
    """Marks inside the quotation that differ from those between the same words of the record.

    Only between two words that stand in both; the writer's own comma at an interruption or at the end is no difference,
    but a question made a statement is.
    """
    edits = []
    part = 0
    part_of = []
    for piece in pieces:
        part_of.append(part)
        part += piece.kind == "break"
    for one, two in pairwise(steps):
        if one.kind != "match" or two.kind != "match" or part_of[one.last - 1] != part_of[two.first]:
            continue
        text = parts[part_of[two.first]]
        ours = text[pieces[one.last - 1].words[0].end : pieces[two.first].words[0].start]
        theirs = record_text[record[one.end - 1].end : record[two.start].start]
        if _marks(ours) != _marks(theirs):
            edits.append(Edit(kind="punctuation", quote=ours.strip(), record=theirs.strip(), marked=False))
    return tuple(edits) + _closing_edit(parts, record_text, record, steps)


def _closing_edit(parts: Sequence[str], record_text: str, record: Sequence[Word], steps: Sequence[Step]) -> tuple[Edit, ...]:
    if not steps or not parts or steps[-1].kind != "match":
        return ()
    end = record[steps[-1].end - 1].end
    asked, asks = record_text[end : end + 1] == "?", parts[-1].rstrip("\"'”’ ").endswith("?")
    stated = parts[-1].rstrip("\"'”’ ").endswith((".", "!"))
    if (asked and stated) or (asks and not asked and record_text[end : end + 1] in ".!"):
        return (Edit(kind="punctuation", quote=parts[-1].rstrip()[-1:], record=record_text[end : end + 1], marked=False),)
    return ()


def _marks(text: str) -> str:
    return "".join(_INNER_MARKS_RE.findall(fold_text(text)))


def read_cut(kind: str, text: str, start: int, end: int) -> Cut:
    """The words of `text[start:end]` as a cut, with where its clauses begin and which words share the kept words' clause."""
    words = find_words(text, start, end)
    borders = [match.span() for match in _CLAUSE_END_RE.finditer(text, start, end)]
    starts = {next((n for n, word in enumerate(words) if word.start >= border), -1) for _, border in borders}
    if kind == "before":
        near = tuple(word for word in words if not borders or word.start >= borders[-1][1])
    else:
        near = tuple(word for word in words if not borders or word.end <= borders[0][0])
    shown = " ".join(text[start:end].split())
    return Cut(kind=kind, words=words, clause_words=near, text=shown, clause_starts=tuple(sorted(starts - {-1})))
