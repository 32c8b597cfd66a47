"""A figure in a text, read as a question to a table: which rows, out of which, and what is counted.

In: a figure with the words around it, a table's columns, the values of those columns. Out: a `TableClaim`, or the reason
why the columns cannot answer. Trap: words are matched to values of columns only where they are the same words; a claim
that shares no word with what the table lists is none of its business. Knows no table library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.intervals import DateInterval
from onrecord.model.documents import Table, TableColumn
from onrecord.model.mentions import Figure
from onrecord.text.content_words import content_words
from onrecord.text.state_letters import state_letters

MAX_PREDICATES = 2

# "no criminal record", "without any conviction", "noncriminal"
_NO_CRIME_RE = re.compile(r"\b(?:no|without|never)\b[^.;]{0,30}\b(?:crim|convict|charge)|\bnon[- ]?crim", re.I)
_CONVICTED_RE = re.compile(r"\bconvict", re.I)  # "convicted criminals", "with prior convictions"
_CHARGED_RE = re.compile(r"\b(?:charged|pending charges?|facing charges?)\b", re.I)
_CRIMINAL_RE = re.compile(r"\bcriminals?\b(?!\s+(?:investigation|justice|court|code|law))", re.I)  # "criminal records"
# "the country" leaves out no row; "Elm County", "Elm area of responsibility" are rows of Elm where no row has the whole name
_WIDE_RE = re.compile(
    r"(?:nation|state|world|county|city)wide|nationally|(?:across|around|throughout) the (?:country|nation|world)"
    r"|(?:the )?(?:US|U\.S\.?|USA|United States|country|nation)",
    re.I,
)
_KIND_OF_PLACE_RE = re.compile(
    r"\A(?:the|city of|county of) | (?:area of responsibility|aor|(?:sub ?)?field office|(?:sub ?)?office|county|parish|city"
    r"|metro(?:politan)? area|area|region|district|sector)\Z"
)
_SEXES = {"female": ("women", "woman", "female", "females", "girls"), "male": ("men", "man", "male", "males", "boys")}
_PERSON_TEXT = "people persons person individuals individual men women immigrants aliens suspects detainees"
_PERSON_WORDS = frozenset(_PERSON_TEXT.split())
# Headings of every table; to share one of them with a sentence says nothing.
_COMMON_TEXT = """
date city state county place name id number age sex gender day year month type case person people code area office total
count status citizenship country birth region address zip location site final first last row column table list csv xlsx
criminality criminal convicted conviction charge
district precinct borough ward parish province division sector zone
prior previous reason other remark remarks note notes severity
"""
_COMMON = frozenset(_COMMON_TEXT.split())
_ENDINGS = ("ations", "ation", "ions", "ings", "ion", "ing", "ees", "als", "al", "ed", "es", "e", "s")
_IRREGULAR = {"detent": "detain", "apprehens": "apprehend", "seizur": "seiz"}  # "detentions" and "detained"
_SPLIT_RE = re.compile(r"[^a-z]+")
_WORD_RE = re.compile(r"\w+")
_YES = frozenset({"yes", "y", "true", "t"})
_NO = frozenset({"no", "n", "false", "f"})
_NAMED_WORDS = 6  # a place or a district has no longer name


@dataclass(frozen=True, slots=True, order=True)
class Predicate:
    """Rows whose cell in a column is one of some values; `label` says it in words."""

    column: str
    values: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableClaim:
    """A figure as a question: `bases` and `parts` are alternative readings, each a set of predicates that hold together.

    A count asks for the rows of base and part; a share for part within base. `is_exact` is False where the column's class
    is wider than the word of the text, so that a number that differs contradicts nothing.
    """

    figure: Figure
    is_share: bool
    counts_people: bool
    bases: tuple[tuple[Predicate, ...], ...]
    parts: tuple[tuple[Predicate, ...], ...]
    period: DateInterval | None
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """Why a table that lists such things cannot answer, in words after "cannot be answered: "."""

    reason: str


def read_claim(
    figure: Figure, words: str, sentence: str, table: Table, values: Mapping[str, Sequence[str]]
) -> TableClaim | Unanswerable | None:
    """The question that a figure puts to a table; None where it is not about what the table lists.

    `words` stand close behind the figure, `sentence` is all of its sentence; `values` are those of the table's columns.
    """
    if figure.kind not in {"count", "share"} or figure.approx == "vague" or figure.modality != "did":
        return None
    if not share_stem(sentence, table):
        return None
    is_of_people = bool(content_words(f"{figure.counted or ''} {figure.unit or ''}") & _PERSON_WORDS)
    if is_of_people and _lists_places(table):
        return Unanswerable("its rows are places and count no people")
    bases = _read_place(figure, table, values)
    if isinstance(bases, Unanswerable):
        return bases
    if figure.period is not None and not any(column.role == "date" for column in table.columns):
        return Unanswerable("no date column")
    parts = _read_class(words, table, values)
    if isinstance(parts, Unanswerable):
        return parts
    is_share = figure.kind == "share"
    if is_share and parts == ((),):
        return None
    return TableClaim(
        figure=figure,
        is_share=is_share,
        counts_people=is_of_people,
        bases=bases,
        parts=parts,
        period=figure.period,
        is_exact=not _is_wider(words, table, values) and not _is_loose(figure.place, bases),
    )


def _is_loose(place: str | None, bases: Sequence[Sequence[Predicate]]) -> bool:
    """True where the rows have the place's name only without the word for what it is: a county is no city."""
    return any(item.label != place for base in bases for item in base)


def _lists_places(table: Table) -> bool:
    """True where each row is a place of its own, as in a list of buildings, and none a person or a day."""
    if any(column.role in ("person_id", "sex", "nationality") for column in table.columns):
        return False
    return any(column.role == "place" and 1 < table.n_rows == column.n_values for column in table.columns)


def counts_listed(figure: Figure, table: Table) -> bool:
    """True where what a figure counts is what the table lists: persons, or a thing that its headings name."""
    return counts_people(figure) or share_stem(f"{figure.counted or ''} {figure.unit or ''}", table)


def counts_people(figure: Figure) -> bool:
    """True where a figure counts persons, by whatever word ("detainees", "convicted criminals")."""
    counted = f"{figure.counted or ''} {figure.unit or ''}"
    return bool(content_words(counted) & _PERSON_WORDS or _CRIMINAL_RE.search(counted) or _CONVICTED_RE.search(counted))


def index_places(table: Table, values: Mapping[str, Sequence[str]]) -> dict[str, tuple[Predicate, ...]]:
    """The places that the rows of a table name, each folded and with the rows it stands for."""
    found: dict[str, dict[str, list[str]]] = {}
    for column in table.columns:
        if column.role == "place":
            for value in values.get(column.name, ()):
                for name in {_fold(value), _fold(value.split(",")[0])}:
                    if any(char.isalpha() for char in name) and len(name) > 2:
                        found.setdefault(name, {}).setdefault(column.name, []).append(value)
    return {
        name: tuple(Predicate(column, tuple(sorted(set(same))), same[0].split(",")[0]) for column, same in sorted(by.items()))
        for name, by in found.items()
    }


def find_places(text: str, places: Mapping[str, tuple[Predicate, ...]]) -> tuple[Predicate, ...]:
    """The rows of the places that a text names in capitals, in the order in which it names them."""
    words = [match.group() for match in _WORD_RE.finditer(text)]
    found: dict[Predicate, None] = {}
    for at, word in enumerate(words):
        if word[:1].isupper() or word[:1].isdigit():
            for end in range(at + 1, min(at + _NAMED_WORDS, len(words)) + 1):
                found.update(dict.fromkeys(places.get(_fold(" ".join(words[at:end])), ())))
    return tuple(found)


def share_stem(sentence: str, table: Table) -> bool:
    """True where a sentence has a word in common with what the table says it lists ("arrested", `arrest_date`)."""
    return share_words(sentence, " ".join([table.name, table.sheet or "", *[column.name for column in table.columns]]))


def share_words(sentence: str, headings: str) -> bool:
    """True where a sentence has a word in common with some headings, in whatever form ("removed", `removals`)."""
    return not _stems_said(sentence).isdisjoint(_stems_listed(headings))


@lru_cache(maxsize=16_384)  # every sentence is asked about every table
def _stems_said(sentence: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _SPLIT_RE.split(sentence.lower()) if len(word) > 3)


@lru_cache(maxsize=1_024)
def _stems_listed(headings: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _SPLIT_RE.split(headings.lower()) if len(word) > 3 and word not in _COMMON)


def _stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _IRREGULAR.get(word[: -len(ending)], word[: -len(ending)])
    return word


def _read_place(
    figure: Figure, table: Table, values: Mapping[str, Sequence[str]]
) -> tuple[tuple[Predicate, ...], ...] | Unanswerable:
    if not figure.place or is_everywhere(figure.place):
        return ((),)
    if not any(column.role == "place" and column.name in values for column in table.columns):
        return Unanswerable(f"no place column for {figure.place}")
    found = find_rows_of(figure.place, table, values)
    return tuple((predicate,) for predicate in found) if found else Unanswerable(f"no row names {figure.place}")


def is_everywhere(place: str) -> bool:
    """True for "nationwide" and the like, which leave out no row."""
    return _WIDE_RE.fullmatch(place) is not None


def find_rows_of(place: str, table: Table, values: Mapping[str, Sequence[str]]) -> tuple[Predicate, ...]:
    """The rows of a place by its name, or else by its name without what it is: "Elm" and "Elm Field Office"."""
    columns = [column.name for column in table.columns if column.role == "place" and column.name in values]
    for fold in (_fold, _fold_place):
        wanted = fold(place)
        found = []
        for column in columns:
            same = tuple(value for value in values[column] if wanted in (fold(value.split(",")[0]), fold(value)))
            if same and wanted:
                found.append(Predicate(column, same, place if fold is _fold else same[0]))
        if found:
            return tuple(found)
    letters = state_letters(place)
    return tuple(Predicate(column, (letters,), place) for column in columns if letters and letters in values[column])


def _fold_place(text: str) -> str:
    """A place without the word for what it is, folded."""
    folded = _fold(text)
    for _ in range(2):
        folded = _KIND_OF_PLACE_RE.sub("", folded)
    return folded


def heading_words(heading: str) -> str:
    """A heading as words in lower case ("ArrestCity", `arrest_city`)."""
    return " ".join(re.sub(r"([a-z])([A-Z])", r"\1 \2", heading).replace("_", " ").lower().split())


def class_of_words(words: str) -> str | None:
    """The class that words name: `none` (no record, not convicted), `convicted`, `charged`, `criminal`; None for no class."""
    if _NO_CRIME_RE.search(words):
        return "none"
    if _CONVICTED_RE.search(words):
        return "convicted"
    if _CRIMINAL_RE.search(words):
        return "criminal"
    return "charged" if _CHARGED_RE.search(words) else None


def _read_class(
    words: str, table: Table, values: Mapping[str, Sequence[str]]
) -> tuple[tuple[Predicate, ...], ...] | Unanswerable:
    crimes = read_crime(words, table, values)
    if isinstance(crimes, Unanswerable):
        return crimes
    others: list[Predicate] = []
    for column in table.columns:
        if column.name not in values or len(others) >= MAX_PREDICATES:
            continue
        if column.role == "sex":
            others.extend(_match_sex(words, column, values[column.name]))
        elif column.role in {"nationality", "charge"}:
            others.extend(_match_values(words, column, values[column.name]))
    fixed = tuple(others[:MAX_PREDICATES])
    return tuple((crime, *fixed) for crime in crimes) if crimes else (fixed,)


def read_crime(words: str, table: Table, values: Mapping[str, Sequence[str]]) -> list[Predicate] | Unanswerable:
    """The rows of the class that words name, by the readings of its definition; none where they name no class."""
    says_none = bool(_NO_CRIME_RE.search(words))
    says_any = bool(_CONVICTED_RE.search(words) or _CHARGED_RE.search(words) or _CRIMINAL_RE.search(words))
    if not says_none and not says_any:
        return []
    columns = [column for column in table.columns if column.role == "criminality" and column.name in values]
    if not columns:
        return Unanswerable("no criminality column")
    classes = classify_values(columns[0], values[columns[0].name])
    convicted, charged = classes["convicted"], classes["charged"]
    rest = tuple(sorted(classes["other"]))
    if says_none:
        readings = [("not convicted", (*charged, *rest)), ("neither convicted nor charged", rest if charged else ())]
        if not convicted and not charged:
            readings = []
    elif _CONVICTED_RE.search(words):
        readings = [("convicted", convicted)]
    elif _CHARGED_RE.search(words) and not _CRIMINAL_RE.search(words):
        readings = [("charged", charged)]
    else:
        readings = [("convicted", convicted), ("convicted or charged", (*convicted, *charged))]
    found = dict.fromkeys(Predicate(columns[0].name, tuple(sorted(chosen)), label) for label, chosen in readings if chosen)
    return list(found) or Unanswerable(f"the values of {columns[0].name} are not understood; name them in a codebook")


def classify_values(column: TableColumn, values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The values of a criminality column as convicted, charged and other, by its codebook, else by their words."""
    meanings = {value: meaning.lower() for value, meaning in column.meanings}
    classes: dict[str, list[str]] = {"convicted": [], "charged": [], "other": []}
    criterion = _read_heading(column)
    if not meanings and criterion and all(value.strip().lower() in _YES | _NO for value in values):
        classes[criterion] = [value for value in values if value.strip().lower() in _YES]
        classes["other"] = [value for value in values if value.strip().lower() in _NO]
        return {name: tuple(sorted(found)) for name, found in classes.items()}
    for value in values:
        words = meanings.get(value, value.lower())
        if re.match(r"\s*(?:no\b|non|not\b|without\b|un)", words):
            classes["other"].append(value)
        elif "convict" in words:
            classes["convicted"].append(value)
        elif "charge" in words or "pending" in words:
            classes["charged"].append(value)
        else:
            classes["other"].append(value)
    return {name: tuple(sorted(found)) for name, found in classes.items()}


def _read_heading(column: TableColumn) -> str | None:
    """The class that a "yes" stands for in a column of yes and no, by its heading ("Prior Conviction", `has_charges`)."""
    heading = column.name.lower().replace("_", " ")
    if "convict" in heading:
        return "convicted"
    return "charged" if "charge" in heading else None


def _is_wider(words: str, table: Table, values: Mapping[str, Sequence[str]]) -> bool:
    """True where a text speaks of criminals or of a criminal record and the table knows convictions alone."""
    if _CONVICTED_RE.search(words) or not (_NO_CRIME_RE.search(words) or _CRIMINAL_RE.search(words)):
        return False
    columns = [column for column in table.columns if column.role == "criminality" and column.name in values]
    return bool(columns) and not classify_values(columns[0], values[columns[0].name])["charged"]


def _match_sex(words: str, column: TableColumn, values: Sequence[str]) -> list[Predicate]:
    said = set(_SPLIT_RE.split(words.lower()))
    for label, spellings in _SEXES.items():
        if said & set(spellings):
            same = tuple(value for value in values if value.lower() in (label, label[0]))
            return [Predicate(column.name, same, label)] if same else []
    return []


def _match_values(words: str, column: TableColumn, values: Sequence[str]) -> list[Predicate]:
    padded = f" {_fold(words)} "
    same = [value for value in values if len(value) >= 4 and f" {_fold(value)} " in padded]
    longest = max(same, key=lambda value: (len(value), value), default=None)
    return [Predicate(column.name, (longest,), longest)] if longest else []


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())
