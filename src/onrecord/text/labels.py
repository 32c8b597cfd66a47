"""Header labels of printed mail ("From:", "Gesendet:", OCR's "Frorn:") as one small grammar.

In: the beginning of a line. Out: which field it names, where its value begins, and how far the letters are from the label
as it is spelled (0 = exactly). The distance weighs misreadings by how alike the shapes are: "rn" for "m" costs little, "z"
for "m" costs a whole letter. Two-letter labels ("To:", "Cc:") are forgiven one look-alike only, and the caller must have
other labels around them: by itself "Te:" is a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# The words by field: English, German, French, Spanish, Italian, Dutch, Danish, Norwegian, Swedish, Portuguese, Polish,
# Finnish, Russian; as the mail programs of those languages print them.
LABEL_WORDS: dict[str, tuple[str, ...]] = {
    "from": ("from", "von", "de", "da", "van", "fra", "från", "od", "lähettäjä", "от", "от кого", "sender", "expéditeur"),
    "sent": (
        *("sent", "gesendet", "envoyé", "envoyé le", "enviado", "enviado el", "enviada em", "enviado em", "enviada", "inviato"),
        *("verzonden", "sendt", "skickat", "wysłano", "lähetetty", "отправлено", "date sent", "sent on", "sent at"),
    ),
    "date": ("date", "datum", "fecha", "data", "dato", "päivämäärä", "дата", "date/time", "date and time", "received"),
    "to": ("to", "for", "memorandum for", "an", "à", "para", "a", "aan", "til", "till", "do", "vastaanottaja", "кому"),
    "cc": ("cc", "kopie", "kopia", "copie", "c.c", "copie à", "kopi", "копия", "copy", "cópia", "dw"),
    "bcc": ("bcc", "cci", "cco", "ccn", "blindkopie", "скрытая копия"),
    "subject": (
        *("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "emne", "ämne", "assunto", "temat", "aihe"),
        *("тема", "sujet", "subj", "re"),
    ),
    "attachments": (
        *(
            "attachments",
            "attachment",
            "attach",
            "anlagen",
            "anlage",
            "pièces jointes",
            "datos adjuntos",
            "allegati",
            "bijlagen",
        ),
        *("vedhæftede filer", "vedlegg", "bifogade filer", "anexos", "załączniki", "liitteet", "вложения", "attached"),
    ),
    "importance": ("importance", "priority", "wichtigkeit", "importancia", "importanza", "urgentie", "x-priority"),
    "reply_to": ("reply to", "reply-to", "antwort an", "répondre à", "responder a"),
    "on_behalf_of": ("on behalf of", "im auftrag von", "de la part de", "en nombre de", "sent by", "sent via"),
    "resent_from": ("resent-from", "resent-to", "resent-date", "resent from"),
    "sensitivity": ("sensitivity", "classification", "categories", "flag status", "follow up flag", "follow-up flag", "due by"),
    "conversation": (
        "conversation",
        "message-id",
        "message id",
        "in-reply-to",
        "references",
        "thread-topic",
        "conversation topic",
    ),
    "location": ("location", "ort", "lieu", "lugar", "luogo", "where"),
    "start": ("start", "start time", "beginn", "when", "start date"),
    "end": ("end", "end time", "ende"),
    "recurrence": ("recurrence", "recurrence pattern", "show time as", "meeting status", "duration"),
    "through": ("through", "thru"),
    "organizer": ("organizer", "organisator", "organisateur"),
    "attendees": ("required attendees", "required", "attendees"),
    "optional": ("optional attendees", "optional"),
}
MAIN_FIELDS = frozenset({"from", "sent", "date", "to", "cc", "bcc", "subject"})
DATE_FIELDS = frozenset({"sent", "date"})
PEOPLE_FIELDS = frozenset({"from", "to", "cc", "bcc", "reply_to", "on_behalf_of"})
CALENDAR_FIELDS = frozenset({"location", "start", "end", "recurrence", "organizer", "attendees", "optional"})

# A word of another language counts only beside a second label of the same family; these are words of English prose too.
WEAK_WORDS = frozenset(
    {"a", "for", "de", "da", "do", "re", "an", "van", "when", "where", "start", "end", "data", "copy", "optional"}
)

# Like "From:", "Sub ject;", "T0 :", "Date/Time:", "5ubject:", "Cc.", ".   Subject:"
HEAD_RE = re.compile(r"[^\w\n]{0,2}\s{0,4}(?P<word>[^\W_][\w .'’/|-]{0,22}?)\s{0,3}(?P<mark>[:;]|\.(?=\s|$)|：)")
# A label without its mark, before a wide gap, like "To\tSmith" or "Subject   Budget"
BARE_HEAD_RE = re.compile(r"(?P<word>[^\W\d_]{2,12})(?:\t\s{0,200}|\s{2,200})")
# A label misread so badly that its mark is a letter, like "Ccf Garza"
LETTER_MARK_RE = re.compile(r"(?P<word>[^\W_]{2,3})[fit1l](?=\s)")
_GLUED_WORDS = r"From|Sent|To|Cc|CC|Bcc|Subject|Date|Attachments|Importance"
# A label inside a line, like "... PMTo: " or "Budget Date: "
GLUED_RE = re.compile(rf"(?:(?<=[^A-Za-z])|(?<=[a-z0-9>\]MZ]))(?P<word>{_GLUED_WORDS}):\s?")

_ALIKE: dict[tuple[str, str], float] = {}
for _pair in ("o0", "oa", "oe", "oc", "ce", "eo", "ec", "li", "l1", "i1", "l|", "i|", "tf", "tl", "ti", "bh", "s5", "b8", "b6"):
    _ALIKE[(_pair[0], _pair[1])] = _ALIKE[(_pair[1], _pair[0])] = 0.4
for _pair in ("un", "nu", "nr", "hn", "mn", "jl", "ji", "fi", "rf", "tr", "ae", "gq", "qg", "sa", "dl", "vy", "uv", "bn", "tc"):
    _ALIKE[(_pair[0], _pair[1])] = _ALIKE[(_pair[1], _pair[0])] = 0.6
_DOUBLE = {"rn": "m", "nn": "m", "ni": "m", "in": "m", "ii": "u", "cl": "d", "li": "h", "lt": "k", "vv": "w", "ri": "n"}
# One letter read where two stand, like "U" for "LJ" and "m" for "rn"
_MERGED = {"u": ("lj", "ij", "li", "ll", "jj"), "m": ("rn",), "d": ("cl",), "w": ("vv",), "n": ("ri", "jj"), "h": ("li",)}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a line: its field, where it begins and where its value begins, and its distance (0..1)."""

    field: str
    start: int
    value_start: int
    distance: float


@lru_cache(maxsize=8192)  # every row is asked again from each row that could begin a header, and on every reading
def match_label(text: str, *, fuzzy: bool = True) -> Label | None:
    """The label that a line begins with, or None.

    >>> match_label("Frorn: Smith, Ann").field
    'from'
    >>> match_label("Dear all:") is None
    True
    """
    head = HEAD_RE.match(text)
    if head is None:
        return _letter_mark_label(text) if fuzzy else None
    field = EXACT.get(_fold(head["word"]))
    value_start = _skip_blanks(text, head.end())
    if field is not None:
        return Label(field, head.start("word"), value_start, 0.0 if head["mark"] in ":：" else 0.15)
    if not fuzzy:
        return None
    near = nearest_field(head["word"])
    return None if near is None else Label(near[0], head.start("word"), value_start, near[1])


def match_bare_label(text: str) -> Label | None:
    """A label that has no colon and stands before a wide gap, as Notes prints it; only in a header found otherwise."""
    head = BARE_HEAD_RE.match(text)
    field = EXACT.get(_fold(head["word"])) if head else None
    return Label(field, 0, head.end(), 0.3) if head and field in MAIN_FIELDS else None


def find_glued_labels(text: str, start: int) -> tuple[Label, ...]:
    """Labels inside a line, from `start` on: "Fri 3:14 PMTo: Ann LeeSubject: Budget"."""
    return tuple(
        Label(EXACT[_fold(match["word"])], match.start("word"), match.end(), 0.1) for match in GLUED_RE.finditer(text, start)
    )


@lru_cache(maxsize=4096)  # the same few words ("Phone", "Fax") stand before a colon on every page
def nearest_field(word: str) -> tuple[str, float] | None:
    """(field, distance as a share of the word's length) of the main label that the letters look most like, or None."""
    folded = _fold(word).replace(" ", "")
    if not 2 <= len(folded) <= 14:
        return None
    best: tuple[float, str] | None = None
    for target, field in FUZZY_TARGETS:
        if abs(len(target) - len(folded)) > 2:
            continue
        cost = shape_distance(folded, target)
        if cost <= _allowance(target) and (best is None or cost / len(target) < best[0]):
            best = (cost / len(target), field)
    return None if best is None else (best[1], max(best[0], 0.1))


def shape_distance(read: str, meant: str) -> float:
    """The least cost of misreading `meant` as `read`: look-alikes .4 or .6, a lost or invented letter .8, others 1."""
    width = len(meant)
    rows = [[0.8 * j for j in range(width + 1)]]
    for i in range(1, len(read) + 1):
        row = [0.8 * i]
        for j in range(1, width + 1):
            same = 0.0 if read[i - 1] == meant[j - 1] else _ALIKE.get((read[i - 1], meant[j - 1]), 1.0)
            cost = min(rows[i - 1][j - 1] + same, rows[i - 1][j] + 0.8, row[j - 1] + 0.8)
            if i > 1 and _DOUBLE.get(read[i - 2 : i]) == meant[j - 1]:
                cost = min(cost, rows[i - 2][j - 1] + 0.3)
            if j > 1 and meant[j - 2 : j] in _MERGED.get(read[i - 1], ()):
                cost = min(cost, rows[i - 1][j - 2] + 0.3)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _allowance(target: str) -> float:
    """Two letters: one look-alike. Four: one letter. Longer: two."""
    if len(target) <= 2:
        return 0.6
    return 1.0 if len(target) <= 4 else 2.0


def _letter_mark_label(text: str) -> Label | None:
    head = LETTER_MARK_RE.match(text)
    if head is None:
        return None
    field = EXACT.get(_fold(head["word"]))
    return Label(field, 0, _skip_blanks(text, head.end()), 0.4) if field in ("to", "cc", "bcc") else None


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\xa0":
        at += 1
    return at


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"\s{1,4}", " ", plain).strip(" .")


EXACT: dict[str, str] = {}
for _field, _words in LABEL_WORDS.items():
    for _word in _words:
        EXACT.setdefault(_fold(_word), _field)
        EXACT.setdefault(_fold(_word).replace(" ", ""), _field)
FUZZY_TARGETS = tuple(
    (word, EXACT[word]) for word in ("from", "sent", "date", "to", "cc", "bcc", "subject", "attachments", "importance")
)
