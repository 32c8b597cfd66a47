"""Headers without labels, and the lines that announce a quoted message.

In: rows and an index. Out: the `Header` of an "On ... wrote:" line, of a Gmail print, of a GroupWise or Notes line; or how
far an announcement ("-----Original Message-----", "Begin forwarded message:", a long rule) reaches. An announcement is no
part of the message it announces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from onrecord.inbox.dates import read_sent
from onrecord.inbox.header_values import Value
from onrecord.inbox.headers import Header, parse_label_header
from onrecord.inbox.lines import Row
from onrecord.inbox.names import is_redacted
from onrecord.spans import Span
from onrecord.text.labels import match_label

# Like "-----Original Message-----", "-------- Forwarded message --------", "Begin forwarded message:", "----- Forwarded by"
ORIGINAL_RE = re.compile(
    r"[-_=*~ ]{0,40}\s{0,6}(?:[Oo0]riginal\s?[Mm](?:es|as)s?s[ao]ge|ORIGINAL MESSAGE|[Oo]riginal [Aa]ppointment"
    r"|Urspr(?:ü|u)ngliche Nachricht|Message d'origine"
    r"|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original|Ursprungligt meddelande"
    r"|Forwarded [Mm]essage"
    r"|Begin forwarded message|Beg[il1]n forwarded message|Inizio messaggio inoltrato|Début du message réexpédié"
    r"|Anfang der weitergeleiteten E?-?Mail)"
    r"\s{0,6}:?\s{0,4}[-_=*~ ]{0,40}"
)
# A rule of underscores, hyphens or equals signs, spoiled by OCR here and there
RULE_RE = re.compile(r"[-_=*~—–. ]{10,400}")
# Like "---------------------- Forwarded by Ann Lee/LAW/ORG on 10/06/2017 03:14 PM ------------------"
FORWARDED_BY_RE = re.compile(r"[-_ ]{2,60}\s?Forwarded by (?P<who>.{1,120}?) on (?P<when>[^-]{6,40})(?:[-_ ]{2,60}|$)")
# Like ">>> Ann Lee 10/6/2017 3:14 PM >>>" and ">>> "Ann Lee" <a@x.gov> 10/06/17 03:14PM >>>"
GROUPWISE_RE = re.compile(r"[>»]{3}\s{0,3}(?P<who>.{1,120}?)\s(?P<when>\d{1,2}/\d{1,2}/\d{2,4},?\s.{4,24}?)\s{0,3}[>»]{3}:?")
# Like "On Fri, Oct 6, 2017 at 3:14 PM, Ann Lee <a@x.gov> wrote:" and its sisters in other languages
WROTE_START_RE = re.compile(r"(?:[O0]n|Am|Le|El|Il|Op|Den|Em|W dniu)\s(?=.{0,24}\d)")
WROTE_END_RE = re.compile(
    r"\b(?:wr[oa0]t[eo]|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu|napisał(?:\(a\))?|w rote|wro te"
    r"|wrot e|writes)\b"
    r"(?P<after>[^:;]{0,90})[:;]\s*$"
)
# The end of the date in such a line: a clock time with its zone, or a year
CLOCK_END_RE = re.compile(
    r"\d{1,2}\s?[:.;h]\s?[\dOlSB]{2}(?:\s?[:.;]\s?\d{2})?(?:\s?(?:[AaPp]\s?\.?[Mm]\b\.?"
    r"|[AP]M))?(?:\s[A-Z]{2,4}\b(?=[,\s]))?(?:\s[+-]\d{4})?"
)
YEAR_END_RE = re.compile(r"\b(?:19|20)[\dOl]{2}\b")
# The date at the right of a Gmail print's first line, like "Fri, Mar 15, 2002 at 9:34 AM"
GMAIL_DATE_RE = re.compile(
    r"(?:[A-Z][a-z]{2},?\s)?[A-Z0-9][\w.]{1,9}\s\d{1,2},?\s?\d{4}\s{1,2}at\s\d{1,2}\s?[:.;]\s?[\dOlSB]{2}\s?[APap]\.?\s?[Mm]\s*$"
)
# Like "Gmail     Bob Ray": the head of such a print
GMAIL_HEAD_RE = re.compile(r"\s{0,8}G\s?mail\b")
# Like "1 message", "3messages"
N_MESSAGES_RE = re.compile(r"\s*[\dlI]{1,3}\s?mess?ag[eo]s?\s*")
# A Notes header's first line, like "Ann Lee/LAW/ORG@ORG" or "Ann Lee@ORG"
NOTES_NAME_RE = re.compile(r"[\w.,'\" -]{2,50}(?:/[\w .&-]{1,30}){1,4}(?:@[\w-]{1,30}){0,2}|[A-Z][\w. '-]{2,40}@[A-Z]{2,20}")
NOTES_DATE_RE = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}\s{1,3}\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?")
MAX_WROTE_ROWS = 5
MARKER_PHRASES = ("original message", "begin forwarded message", "forwarded message")
MARKER_ALIKE = 82  # of 100


def announcement_end(rows: Sequence[Row], at: int) -> int:
    """The index behind an announcement that begins at a row, or the row's own index."""
    words = rows[at].words.strip()
    if _is_marker(words) or (RULE_RE.fullmatch(words) and len(words) >= 20):
        return at + 1
    if FORWARDED_BY_RE.match(words):
        return at + 1
    if at + 1 < len(rows) and words.startswith("--") and "Forwarded by" in words:
        joined = words + " " + rows[at + 1].words.strip()
        return at + 2 if FORWARDED_BY_RE.match(joined) else at
    return at


def is_marker(row: Row) -> bool:
    """True for a line that announces a message and says nothing else (not for a mere rule)."""
    return _is_marker(row.words.strip())


def _is_marker(words: str) -> bool:
    """As spelled, or as misread: "-----Original essage-----", "Begln forwarded mcssage:"."""
    if ORIGINAL_RE.fullmatch(words):
        return True
    if not 12 <= len(words) <= 60 or not (words.startswith("-") or words.endswith((":", ";"))):
        return False
    bare = words.strip("-_=*~ :;").casefold()
    return any(ratio(bare, phrase) >= MARKER_ALIKE for phrase in MARKER_PHRASES)


def is_rule(row: Row) -> bool:
    """True for a long rule."""
    words = row.words.strip()
    return len(words) >= 20 and RULE_RE.fullmatch(words) is not None


def parse_wrote(rows: Sequence[Row], first: int) -> Header | None:
    """An "On ... wrote:" line, wrapped over up to five rows."""
    if not WROTE_START_RE.match(rows[first].words.lstrip()):
        return None
    joined = ""
    for at in range(first, min(first + MAX_WROTE_ROWS, len(rows))):
        row = rows[at]
        if at > first and ((row.gap > 0.9 and not row.page_top) or abs(row.depth - rows[first].depth) > 0):
            return None
        joined = f"{joined} {row.words.strip()}".strip()
        ending = WROTE_END_RE.search(joined)
        if ending is not None:
            return _wrote_header(rows, first, at + 1, joined, ending)
    return None


def _wrote_header(rows: Sequence[Row], first: int, end: int, joined: str, ending: re.Match[str]) -> Header | None:
    start = WROTE_START_RE.match(joined)
    begin = start.end() if start else 0
    clock = next(iter(CLOCK_END_RE.finditer(joined, begin, ending.start())), None)
    year = next(iter(YEAR_END_RE.finditer(joined, begin, ending.start())), None)
    last = max((found.end() for found in (clock, year) if found is not None), default=None)
    if last is None or last - begin > 90:
        return None
    when, who = joined[begin:last].strip(" ,"), joined[last : ending.start()].strip(" ,")
    sent = read_sent(when.replace(", at", " at"))
    after = ending["after"].strip(" ,")
    who = who or after
    if (sent is None and not is_redacted(when)) or len(who) > 160:
        return None
    values = {"date": _made(rows, first, "date", when), "from": _made(rows, first, "from", who)}
    header = _plain(rows, first, end, "wrote", values)
    header.sent, header.score = sent, 4.0
    return header


def parse_gmail(rows: Sequence[Row], first: int) -> Header | None:
    """The sender line of a Gmail print: name left, date right, "To:" in the next row."""
    words = rows[first].words.strip()
    date = GMAIL_DATE_RE.search(words) if words.endswith(("m", "M", ".")) and "at" in words else None
    if date is None or first + 1 >= len(rows):
        return None
    who = words[: date.start()].strip()
    to_label = match_label(rows[first + 1].words)
    if to_label is None or to_label.field not in ("to", "cc", "reply_to") or len(who) > 160:
        return None
    block = parse_label_header(rows, first + 1, marked=True)
    if block is None:
        return None
    values = {"from": _made(rows, first, "from", who), "date": _made(rows, first, "date", date.group().strip())}
    values |= {name: value for name, value in block.values.items() if name not in values}
    begin = _gmail_begin(rows, first)
    if begin < first:
        subject = " ".join(row.words.strip() for row in rows[begin:first] if not N_MESSAGES_RE.fullmatch(row.words))
        values.setdefault("subject", _made(rows, begin, "subject", subject))
    header = _plain(rows, begin, block.end, "gmail", values)
    header.text = "\n".join(row.words.strip() for row in rows[begin : block.end] if not N_MESSAGES_RE.fullmatch(row.words))
    header.sent, header.score = read_sent(date.group()), 4.0
    return header


def _gmail_begin(rows: Sequence[Row], first: int) -> int:
    """The row of the print's subject: above "1 message", under the head of the page."""
    if first == 0 or not N_MESSAGES_RE.fullmatch(rows[first - 1].words):
        return first
    begin = first - 1
    while begin > 0 and first - begin < 4 and not rows[begin].page_top:
        if (begin < first - 1 and rows[begin].gap > 0.35) or GMAIL_HEAD_RE.match(rows[begin - 1].words):
            break
        begin -= 1
    if rows[begin].page_top and begin < first - 1 and rows[begin + 1].gap > 0.35:
        begin += 1
    return begin


def parse_groupwise(rows: Sequence[Row], first: int) -> Header | None:
    """A GroupWise quotation line."""
    text = rows[first].text.strip()
    found = GROUPWISE_RE.fullmatch(text) if text.startswith((">", "»")) else None
    if found is None:
        return None
    sent = read_sent(found["when"])
    if sent is None:
        return None
    values = {"from": _made(rows, first, "from", found["who"]), "date": _made(rows, first, "date", found["when"])}
    header = _plain(rows, first, first + 1, "groupwise", values)
    header.sent, header.score, header.depth = sent, 4.0, 0
    return header


def parse_notes(rows: Sequence[Row], first: int, *, marked: bool) -> Header | None:
    """A Notes header: the sender and the date stand above "To:" without labels, on one row, two, or with the date first."""
    look = rows[first : first + 4]
    if not any("/" in row.words and NOTES_DATE_RE.search(row.words) for row in look[:3]):
        return None
    name = date = None
    used = 0
    for row in look:
        words = row.words.strip().strip('"')
        label = match_label(row.words, fuzzy=False)
        if label is not None:
            break
        found = NOTES_DATE_RE.search(words)
        rest = words[: found.start()].strip() if found else words
        date = date or (found.group() if found else None)
        if rest and not name:
            name = re.sub(r"\s+on$", "", rest).strip(' "')
        used += 1
    if used == 0 or used > 3 or date is None or first + used >= len(rows):
        return None
    if name is not None and not (marked or NOTES_NAME_RE.fullmatch(name) or "@" in name):
        return None
    label = match_label(rows[first + used].words, fuzzy=False)
    if label is None or label.field not in ("to", "cc"):
        return None
    block = parse_label_header(rows, first + used, marked=True)
    if block is None or "subject" not in block.values:
        return None
    values = {"date": _made(rows, first, "date", date)}
    if name:
        values["from"] = _made(rows, first, "from", name)
    values |= {field: value for field, value in block.values.items() if field not in values}
    header = _plain(rows, first, block.end, "notes", values)
    header.sent, header.score = read_sent(date), 3.5
    return header


def _made(rows: Sequence[Row], at: int, name: str, text: str) -> Value:
    value = Value(name, 0.0, at)
    if text:
        value.pieces.append((Span(rows[at].inner, rows[at].span.end), text))
    return value


def _plain(rows: Sequence[Row], first: int, end: int, kind: str, values: dict[str, Value]) -> Header:
    span = Span(rows[first].inner, rows[end - 1].span.end)
    text = "\n".join(row.words.strip() for row in rows[first:end])
    return Header(first, end, kind, values, span, text, rows[first].depth)
