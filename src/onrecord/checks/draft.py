"""A draft checked against a case: one verdict for each quotation, figure, date and title, the gravest first.

In: the case with the draft as one of its parts, the findings that touch the draft, and where its quotations stand in the
coverage. Out: `DraftCheck`s. What a finding says comes first, for it has passed the checks' own caution; what no finding
speaks of is looked up in the case, and what cannot be looked up is said to be so. Every mention gets exactly one verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.checks.draft_dates import CLAIMED, QuotedMail, rule_date
from onrecord.checks.draft_evidence import Evidence
from onrecord.checks.draft_figures import rule_figure
from onrecord.checks.draft_quotes import UNSEEN, rule_quote
from onrecord.checks.draft_ruling import Ruling, gravity, ruling_of
from onrecord.checks.draft_titles import rule_title
from onrecord.checks.quote_rules import NEAR, NOT_FOUND, RULE_OF_VERDICT
from onrecord.checks.table_rules import AGREES, CANNOT_ANSWER
from onrecord.checks.terms import TermBook
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.drafts import DraftCheck, DraftKind
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.ids import make_id
from onrecord.model.links import Trace
from onrecord.model.mentions import DateMention, Figure, Mention, Quote, QuoteKind, RoleMention
from onrecord.spans import Span

QUOTED = frozenset((QuoteKind.DIRECT, QuoteKind.MIXED))
_KIND_OF_FAMILY = {
    "Q13": DraftKind.STATEMENT,  # how an act is told, which no quotation's words decide
    "Q": DraftKind.QUOTE,
    "F": DraftKind.FIGURE,
    "T": DraftKind.FIGURE,
    "D": DraftKind.DATE,
    "P": DraftKind.TITLE,
}
# What the records say of a quotation, and a table that gives the number. That the draft's numbers agree with each other
# settles none of them.
_UNSEEN = frozenset((NOT_FOUND.code, NEAR.code))
_SETTLING = frozenset(rule.code for rule in RULE_OF_VERDICT.values()) - _UNSEEN | {AGREES.code}
# Where two texts differ in words or numbers, each is a side. Any other finding is about its first place, and a draft that
# stands second in it is its witness.
_TWO_SIDED = frozenset("QF")

Item = tuple[DraftKind, Mention]
Found = dict[str, list[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a mention is looked up in."""

    traces: Mapping[str, Trace]
    in_coverage: Mapping[str, Trace]
    evidence: Evidence
    book: TermBook
    quoted: tuple[QuotedMail, ...]

    def has_record(self, quote: Quote) -> bool:
        """True where a record has the quotation, altered or not."""
        trace = self.traces.get(quote.id)
        return trace is not None and trace.place is not None and trace.verdict not in UNSEEN


def list_draft_checks(
    case: CaseRecords, draft: DocumentRecords, findings: Sequence[Finding], in_coverage: Mapping[str, Trace]
) -> tuple[DraftCheck, ...]:
    """The verdicts on a draft, the gravest first, then by place. `in_coverage` are traces in the coverage by quote id.

    `case` holds the draft and the other parts; its traces are those of the draft.
    """
    document = draft.document
    others = replace(case, parts=tuple(part for part in case.parts if part.document.id != document.id))
    traces = {trace.quote_id: trace for trace in case.links.traces}
    evidence = Evidence(others)
    quoted = tuple(_quoted_mails(draft, traces, others))
    known = _Known(traces=traces, in_coverage=in_coverage, evidence=evidence, book=TermBook(case.pack), quoted=quoted)
    items = list(_items(draft, known))
    of_item, loose = _assign(findings, items, document.id)
    checks = []
    for kind, mention in items:
        own = of_item.get(mention.id, [])
        settling = _settling(own)
        if settling is not None:
            ruling = ruling_of(settling, document.id, mention.span)
        else:
            ruling = _look_up(kind, mention, document, known)
            unanswered = next((one for one in own if one.code == CANNOT_ANSWER.code), None)
            if unanswered is not None and not ruling.places:
                ruling = ruling_of(unanswered, document.id, mention.span)
        checks.append(_check(kind, mention.span, document, ruling, own))
    checks.extend(_statements(loose, document))
    return tuple(sorted(checks, key=_reading_order))


def _quoted_mails(draft: DocumentRecords, traces: Mapping[str, Trace], case: CaseRecords) -> Iterator[QuotedMail]:
    """The quotations of the draft that stand in a message of a known day."""
    messages = (message for part in case.parts for message in part.inbox.messages)
    sent = {message.id: message.sent.days() for message in messages if message.sent is not None}
    for quote in draft.mentions.quotes:
        trace = traces.get(quote.id)
        if trace is None or trace.place is None or trace.verdict in UNSEEN or trace.message_id not in sent:
            continue
        yield QuotedMail(quote.span, trace.place, sent[trace.message_id])


def _reading_order(check: DraftCheck) -> tuple[tuple[bool, int, int], bool, Span, str]:
    """The gravest first; of what is open, that for which nothing at all was found."""
    return (gravity(check.outcome, check.severity), bool(check.places), check.span, check.id)


def _items(draft: DocumentRecords, known: _Known) -> Iterator[Item]:
    """What gets a verdict. A length of time is a figure; "every day" and "now" claim no date, "first" and "one" no number;
    what stands inside a quotation that a record has is settled with its words."""
    found = draft.mentions
    quotes = [quote for quote in found.quotes if quote.kind in QUOTED]
    settled = [quote.span for quote in quotes if known.has_record(quote)]
    yield from ((DraftKind.QUOTE, quote) for quote in quotes)
    for figure in found.figures:
        if figure.kind != "ordinal" and figure.text.lower() != "one" and not _lies_in(figure.span, settled):
            yield DraftKind.FIGURE, figure
    for date in found.dates:
        if date.kind in CLAIMED and not _lies_in(date.span, settled):
            yield DraftKind.DATE, date
    yield from ((DraftKind.TITLE, role) for role in found.roles)


def _lies_in(span: Span, others: Iterable[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _assign(findings: Sequence[Finding], items: Sequence[Item], draft_id: str) -> tuple[Found, list[Finding]]:
    """The findings by the mention that each is about, and those that are about none."""
    of_item: Found = {}
    loose: list[Finding] = []
    for finding in findings:
        if finding.code[0] not in _TWO_SIDED and finding.places[0].document_id != draft_id:
            continue
        mention = _mention_of(finding, items, draft_id)
        if mention is None:
            loose.append(finding)
        else:
            of_item.setdefault(mention.id, []).append(finding)
    return of_item, loose


def _mention_of(finding: Finding, items: Sequence[Item], draft_id: str) -> Mention | None:
    """The mention that a finding is about: of several figures the share, else the last, which is the sum; else the first."""
    kind = _KIND_OF_FAMILY.get(finding.code[:3]) or _KIND_OF_FAMILY.get(finding.code[0])
    spans = [place.span for place in finding.places if place.document_id == draft_id]
    mine = [mention for held, mention in items if held is kind]
    touched = [nearest for span in spans if (nearest := _nearest(span, mine)) is not None]
    if kind is not DraftKind.FIGURE:
        return touched[0] if touched else None
    shares = [mention for mention in touched if isinstance(mention, Figure) and mention.kind == "share"]
    return next(iter((*shares, *reversed(touched))), None)


def _nearest(span: Span, mentions: Iterable[Mention]) -> Mention | None:
    """The mention that covers a place best, of those that touch it."""
    touching = [one for one in mentions if one.span.overlaps(span)]
    return min(
        touching, key=lambda one: (abs(one.span.start - span.start) + abs(one.span.end - span.end), one.span), default=None
    )


def _by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (*gravity(one.outcome, one.severity), one.code, one.id))


def _settling(own: Sequence[Finding]) -> Finding | None:
    """The finding that is the verdict: the gravest that needs a look, else the trace in the records or the table's answer."""
    for finding in _by_gravity(own):
        grave = finding.severity is not Severity.NOTE and finding.outcome is not Outcome.HOLDS
        if grave or finding.outcome is Outcome.FAILS or finding.code in _SETTLING:
            return finding
    return None


def _look_up(kind: DraftKind, mention: Mention, draft: Document, known: _Known) -> Ruling:
    """The verdict on a mention that no finding settles."""
    if kind is DraftKind.QUOTE and isinstance(mention, Quote):
        trace = known.traces.get(mention.id)
        return rule_quote(mention, trace, known.in_coverage.get(mention.id))
    if kind is DraftKind.FIGURE and isinstance(mention, Figure):
        return rule_figure(mention, draft, known.evidence)
    if kind is DraftKind.DATE and isinstance(mention, DateMention):
        return rule_date(mention, draft, known.evidence, known.quoted)
    if kind is DraftKind.TITLE and isinstance(mention, RoleMention):
        return rule_title(mention, draft, known.book, known.evidence)
    raise TypeError(f"a {kind} cannot be a {type(mention).__name__}")


def _check(kind: DraftKind, span: Span, document: Document, ruling: Ruling, own: Sequence[Finding]) -> DraftCheck:
    used = set(ruling.codes)
    rest = [one for one in _by_gravity(own) if one.code not in used]
    told = {one.code: one for one in reversed(rest) if one.code not in _UNSEEN}  # one of each; the verdict says the others
    return DraftCheck(
        id=make_id("v", document.id, kind.value, span.start, span.end),
        kind=kind,
        span=span,
        text=span.of(document.text),
        verdict=ruling.verdict,
        outcome=ruling.outcome,
        severity=ruling.severity,
        places=ruling.places,
        working=ruling.working,
        codes=(*ruling.codes, *dict.fromkeys(one.code for one in rest)),
        notes=tuple(f"{one.code}: {one.message}" for one in reversed(told.values())),
    )


def _statements(loose: Sequence[Finding], document: Document) -> Iterator[DraftCheck]:
    """What the checks say of stretches that are no quotation, figure, date or title; agreement alone is not told."""
    told: set[tuple[str, Span]] = set()
    for finding in _by_gravity(loose):
        span = next(place.span for place in finding.places if place.document_id == document.id)
        if finding.outcome is Outcome.HOLDS or (finding.code, span) in told:
            continue
        told.add((finding.code, span))
        yield _check(DraftKind.STATEMENT, span, document, ruling_of(finding, document.id, span), ())
