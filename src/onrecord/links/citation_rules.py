"""How a text says on whom it leans: "according to the report", "The Relay reported", "obtained ... under the records law".

In: a text and a stretch of it. Out: leads in order, each with its place, the source's words and what kind of lean it is.
Trap: "the report" and "here" name nobody by themselves; they are given as references, and the caller says which source was
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.spans import Span
from onrecord.text.name_words import OPENERS

_CAPITAL = r"(?<!\w)(?:(?:[A-Z]\.){2,4}|[A-Z][\w&-]{0,40}(?:['’](?!s\b)\w{1,40})?)(?!\w)"
_NAME = rf"{_CAPITAL}(?:[ \u00a0](?:(?:of|and|for|&)[ \u00a0](?:the )?)?{_CAPITAL}){{0,5}}"
_WORK = (
    r"(?:reports?|stor(?:y|ies)|articles?|investigation|analysis|review|surveys?|stud(?:y|ies)|polls?|dispatch"
    r"|documents?|records?|e-?mails?"
    r"|memos?|memorandum|letters?|data|figures|statistics|statements?|releases?|filings?|transcripts?|information"
    r"|sources?|lawsuit|complaint)"
)
_SPOKEN = r"(?:officials|representatives|officers|agents|authorities|spokes(?:man|woman|person))"
_RECORDS_LAW = (
    r"(?:Freedom of Information|FOIA|F\.O\.I\.A\.|[Pp]ublic [Rr]ecords|[Oo]pen [Rr]ecords|[Rr]ight[- ]to[- ][Kk]now"
    r"|[Ss]unshine [Ll]aw)"
)


class Lead(NamedTuple):
    """One lean on a source. `kind`: named, work, records, statement, post, self, link. `source` is None for a bare "
    "reference."""

    span: Span
    kind: str
    source: str | None
    rule: str


# "According to the emails", "according to a Relay report", "According to public information released by BLC"
ACCORDING_RE = re.compile(
    rf"\b[Aa]ccording to (?P<source>(?:(?:the|an?|its|their|his|her|this|that|two|several|some)[ \u00a0])?"
    rf"(?:(?:(?:{_NAME}(?:['’]s)?|[a-z-]{{1,30}}(?:['’]s)?)[ \u00a0]){{0,4}}?"
    rf"{_WORK}\b(?:[ \u00a0](?:released|published|obtained|compiled|provided|issued|gathered|seen"
    rf"|reviewed) by (?:the )?{_NAME})?|{_NAME}))"
)
# "published earlier this month by The Relay", "first reported by The Relay", "data released by BLC"
BY_RE = re.compile(
    rf"\b(?:(?:first|originally|previously) )?(?:published|reported|revealed|broken|disclosed"
    rf"|compiled)(?: (?!by\b)[A-Za-z0-9]+,?){{0,4}} by (?P<source>(?:[Tt]he )?{_NAME})"
)
# "The Relay reported that", "Relay News first reported", "Relay reports"
REPORTED_RE = re.compile(
    rf"(?P<source>(?:\b[Tt]he )?\b{_NAME})(?:,)? (?:has |have |had )?(?:first |also |later |previously "
    rf"|exclusively )?(?:reported|reports|revealed|disclosed|uncovered)\b"
)
# "As part of a Relay investigation", "a Relay analysis found", "in a Relay report"
WORK_RE = re.compile(
    rf"\b(?:(?:[Aa]s )?part (?:of|on) |[Ii]n |[Aa]fter |[Ff]ollowing )?(?:an?"
    rf"|the) (?P<source>{_NAME})(?:['’]s)? (?:investigation|report|article|analysis|story|exposé|expose)\b"
)
# "The report notes", "the article said": a reference back to a work already named
REFERENCE_RE = re.compile(
    r"\b[Tt]he (?:report|article|story|investigation|piece|news outlet|outlet|newspaper|paper|magazine) (?:also "
    r"|further |then )?"
    r"(?:notes|noted|says|said|states|stated|adds|added|found|finds|reveals|revealed|reports|reported|claims|claimed"
    r"|continues|describes|explains|quotes|cites)\b"
)
BARE_WORK_RE = re.compile(
    r"(?:the|this|that|its|their) (?:report|article|story|investigation|piece|newspaper|paper|magazine|outlet)$", re.IGNORECASE
)
# "told The Relay", "in an interview with Relay News"
TOLD_RE = re.compile(rf"\b(?:told|tells|(?:in )?an interview (?:with|on)|speaking (?:to|with)) (?P<source>(?:[Tt]he )?{_NAME})")
# "students at Hill College obtained the emails through a Freedom of Information Act request"
OBTAINED_RE = re.compile(
    rf"(?P<source>(?<!\w)(?:[A-Za-z]{{1,40}} (?:at|of|from|with) )?(?:the |The )?{_NAME}) obtained (?:the |a |these |those "
    rf"|copies of )?(?:[a-z-]+ ){{0,6}}"
    rf"(?:through|under|using|via|with|by) (?:an? |the |its |state |federal )?{_RECORDS_LAW}(?: (?:Act requests?|Act"
    rf"|[Ll]aw|requests?))?"
    rf"|obtained by (?P<by>(?:[a-z]{{1,40}} (?:at|of|from|with) )?(?:the )?{_NAME}) (?:through|under|using|via|with) (?:an? "
    rf"|the |its |state |federal )?"
    rf"{_RECORDS_LAW}(?: (?:Act requests?|Act|[Ll]aw|requests?))?"
)
# "representatives from BLC stated", "BLC enforcement officers announced", "Tom Hale, released a statement"
STATED_RE = re.compile(
    rf"(?P<source>(?<!\w)(?:[A-Za-z]{{1,40}} )?{_SPOKEN} (?:from|for|at|with) (?:the )?{_NAME}"
    rf"|{_NAME}(?: [a-z]{{1,30}}){{0,2}} {_SPOKEN}"
    rf"|(?:[Tt]he )?{_NAME})"
    r",? (?:has |have |had )?(?:also |publicly )?(?P<verb>announced|stated|(?:released|issued|put out) an? "
    r"(?:[a-z]+ )?(?:statement|press release|release|report))\b"
)
# "the President tweeted", "Jane Roe tweeted on June 21st", "wrote on Twitter"
POST_RE = re.compile(
    rf"(?P<source>\b(?:[Tt]he [A-Z][a-z]+|{_NAME})) (?:also |later |then )?(?:tweeted|retweeted|posted on [A-Z]\w+"
    rf"|wrote on [A-Z]\w+)(?: on [A-Z][a-z]+ \d{{1,2}}(?:st|nd|rd|th)?)?"
)
# "As we have pointed out before on this blog"
SELF_RE = re.compile(
    r"\b(?:[Aa]s )?(?:we|I)(?:['’]ve| have)? (?:previously |already )?(?:pointed out|reported|noted|written|wrote"
    r"|discussed|explained|covered|mentioned)"
    r"(?: before| earlier| previously| in the past)?(?: (?:on|in) (?:this|our|my) (?:blog|site|page|newsletter|column))"
)
_RULES = (
    ("citation.records", "records", OBTAINED_RE),
    ("citation.according", "named", ACCORDING_RE),
    ("citation.published_by", "named", BY_RE),
    ("citation.work", "named", WORK_RE),
    ("citation.reference", "work", REFERENCE_RE),
    ("citation.self", "self", SELF_RE),
    ("citation.post", "post", POST_RE),
    ("citation.reported", "named", REPORTED_RE),
    ("citation.told", "named", TOLD_RE),
    ("citation.statement", "statement", STATED_RE),
)


def find_leads(text: str, stretch: Span) -> Iterator[Lead]:
    """The leans in a stretch in order, without overlap; where two rules meet the more telling one stands first."""
    taken: list[Lead] = []
    for rule, kind, pattern in _RULES:
        for match in pattern.finditer(text, stretch.start, stretch.end):
            lead = _read_lead(match, rule, kind)
            if lead is not None and not any(lead.span.overlaps(other.span) for other in taken):
                taken.append(lead)
    yield from sorted(taken)


def _read_lead(match: re.Match[str], rule: str, kind: str) -> Lead | None:
    groups = match.groupdict()
    source, start = groups.get("source") or groups.get("by"), match.start()
    if source is None:
        return Lead(Span(*match.span()), kind, None, rule)
    if BARE_WORK_RE.match(source):
        return Lead(Span(*match.span()), "work", None, rule)
    first, _, rest = source.partition(" ")
    if (
        match.start("source") == start
        and first[0].isupper()
        and first.lower() in OPENERS
        and not first.lower().startswith("the")
    ):
        if not rest[:1].isupper():  # "Students at Hill College": the first word is the source's own
            return Lead(Span(*match.span()), kind, " ".join(source.split()), rule)
        source, start = rest, start + len(first) + 1
    return Lead(Span(start, match.end()), kind, " ".join(source.split()), rule)
