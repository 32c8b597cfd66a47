"""How fast the app answers over a large case, and what its server weighs.

    python benchmarks/web_speed.py [--messages 100000] [--coverage 20000] [--case FILE] [--rounds 40]

Makes a case of generated mail and coverage straight through the case file's writer (no PDF is read), starts `onrecord serve` on
it, asks for every page many times over a real connection and prints for each the median and the 95th percentile of the time
until it is there and of the server's processor time, the same for searches of many kinds, the first paint of the inbox in
Chromium where there is one, and the server's memory. Processor time is what a quiet machine would take.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlsplit

from onrecord.casefile.writer import open_for_build, write_case
from onrecord.intervals import DateInterval, InstantInterval, ValueInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Page, Pile, Problem, Source
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.geometry import Box
from onrecord.model.links import Event, LinkRecords, Person, Place, Story, Trace, Verdict
from onrecord.model.mentions import DateMention, Figure, MentionRecords, Passage, PassageKind, PersonMention, Quote, QuoteKind
from onrecord.model.messages import InboxRecords, Message, Redaction, Stamp
from onrecord.spans import Span

SEED = 20_260_101
MESSAGES_A_DOCUMENT = 100  # a release of some 100 mails
N_PEOPLE = 1_500
N_WORDS = 60_000
CODES = ("(b)(5)", "(b)(6)", "(b)(7)(C)", "(b)(7)(E)")
PAGES = (
    "/",
    "/documents",
    "/documents?from=15000",
    "/inbox",
    "/inbox?from=60000",
    "/inbox?order=newest",
    "/inbox?finding=1",
    "/inbox?unread=1&from=500",
    "/inbox?code=(b)(5)",
    "/inbox?after=2016-03&before=2016-03",
    "/inbox?words=permit",
    "/inbox?person={person}",
    "/inbox/{message}",
    "/read/{records}?page=50",
    "/read/{coverage}",
    "/findings",
    "/quotes",
    "/figures",
    "/timeline",
    "/timeline?person={person}",
    "/timeline?first=2016-03-01&last=2016-03-02",
    "/redactions",
    "/redactions?code=(b)(5)&from=5000",
    "/tasks",
    "/people",
    "/problems",
    "/judgements",
    "/notes",
)


class Words:
    """Made-up words, the common ones as common as in any language (Zipf)."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        syllables = [a + b for a in "bcdfghjklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "ol")]
        made = {"permit", "trails", "director", "district", "custody"}
        while len(made) < N_WORDS:
            made.add("".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4)))))
        self.all = sorted(made)
        chance.shuffle(self.all)
        self._weights = [1 / (rank + 2.7) for rank in range(len(self.all))]
        self._pool: Iterator[str] = iter(())

    def some(self, number: int) -> str:
        """So many words, with full stops."""
        drawn: list[str] = []
        while len(drawn) < number:
            word = next(self._pool, None)
            if word is None:
                self._pool = iter(self._chance.choices(self.all, weights=self._weights, k=200_000))
                continue
            drawn.append(word)
        lines = [" ".join(drawn[at : at + 14]).capitalize() + "." for at in range(0, number, 14)]
        return "\n".join(lines)


def source_of(path: str, pile: Pile, text: str, **more: object) -> Source:
    """A source as a reader would have made it."""
    kind = "application/pdf" if pile is Pile.RECORDS else "text/html"
    return Source(path=path, sha256=sha256(path.encode()).hexdigest(), n_bytes=len(text), media_type=kind, pile=pile, **more)  # type: ignore[arg-type]


def release(number: int, words: Words, chance: random.Random, people: list[str]) -> DocumentRecords:
    """One release: a hundred mails, a page each, in threads of four, a fifth of them printed twice."""
    document_id, pieces, at = f"d-r{number:06}", [], 0
    messages, pages, redactions, stamps, mentions = [], [], [], [], []
    for index in range(MESSAGES_A_DOCUMENT):
        sender, to = chance.choice(people), [chance.choice(people) for _ in range(chance.choice((1, 1, 2, 5)))]
        sent = datetime(2016, 1, 1) + timedelta(minutes=chance.randrange(3 * 365 * 24 * 60))
        subject = words.some(4).rstrip(".")
        header = f"From: {sender}\nSent: {sent:%A, %B %d, %Y %I:%M %p}\nTo: {'; '.join(to)}\nSubject: {subject}\n\n"
        code = chance.choice(CODES) if chance.random() < 0.3 else None
        body = words.some(chance.choice((20, 60, 60, 120, 300))) + (f"\n{code}\n" if code else "\n")
        stamp = f"RELEASE {number * MESSAGES_A_DOCUMENT + index:07}\n"
        start, page = at, index + 1
        text = header + body + stamp + "\f"
        span = Span(start, start + len(header) + len(body))
        message_id, thread = f"m-{number:06}-{index:03}", f"t-{number:06}-{index // 4:03}"
        copy_of = f"m-{number:06}-{index - 1:03}" if index % 5 == 4 else None
        messages.append(
            Message(
                id=message_id,
                document_id=document_id,
                span=span,
                header_span=Span(start, start + len(header)),
                body_spans=(Span(start + len(header), span.end),),
                header_text=header,
                body=body,
                page_first=page,
                page_last=page,
                bates_first=stamp.strip(),
                bates_last=stamp.strip(),
                sender=sender,
                to=tuple(to),
                subject=subject,
                sent=InstantInterval(sent, sent),
                thread_id=thread,
                copy_of=copy_of,
                found_by="generated",
            )
        )
        if code:
            place = Span(span.end - len(code) - 1, span.end - 1)
            redactions.append(
                Redaction(
                    id=f"r-{number:06}-{index:03}",
                    document_id=document_id,
                    page=page,
                    kind="box",
                    codes=(code,),
                    box=Box(72, 300, 300, 320),
                    span=place,
                    message_id=message_id,
                    found_by="generated",
                )
            )
        name_at = start + len("From: ")
        mentions.append(
            PersonMention(
                id=f"x-{number:06}-{index:03}",
                document_id=document_id,
                span=Span(name_at, name_at + len(sender)),
                text=sender,
                found_by="generated",
                page=page,
                kind="person",
                name=sender,
            )
        )
        stamps.append(
            Stamp(id=f"s-{number:06}-{index:03}", document_id=document_id, page=page, text=stamp.strip(), kind="bates")
        )
        pages.append(Page(number=page, span=Span(start, start + len(text) - 1), width_pt=612.0, height_pt=792.0))
        pieces.append(text)
        at += len(text)
    text = "".join(pieces)
    document = Document(
        id=document_id,
        source=source_of(f"records/{number:06}.pdf", Pile.RECORDS, text),
        kind="pdf",
        text=text,
        pages=tuple(pages),
    )
    inbox = InboxRecords(messages=tuple(messages), redactions=tuple(redactions), stamps=tuple(stamps))
    return DocumentRecords(document=document, inbox=inbox, mentions=MentionRecords(people=tuple(mentions)))


def article(number: int, words: Words, chance: random.Random, people: list[str]) -> DocumentRecords:
    """One article: five paragraphs, each with a quotation, a figure and a date."""
    document_id, title = f"d-c{number:06}", words.some(7)
    day = date(2016, 1, 1) + timedelta(days=chance.randrange(3 * 365))
    text = title + "\n\n"
    passages = [passage(document_id, 0, text, Span(0, len(title)), PassageKind.TITLE)]
    quotes, figures, dates = [], [], []
    for index in range(5):
        begin = len(text)
        said, count, who = words.some(18), chance.randrange(2, 900), chance.choice(people)
        text += f"{words.some(40)} “"
        span = Span(len(text), len(text) + len(said))
        quotes.append(
            Quote(
                id=f"q-{number:06}-{index}",
                document_id=document_id,
                span=span,
                text=said,
                found_by="generated",
                kind=QuoteKind.DIRECT,
                parts=(span,),
                speaker=who,
                rule="generated",
            )
        )
        text += f"{said}” said {who}. "
        figure = Span(len(text), len(text) + len(str(count)))
        figures.append(
            Figure(
                id=f"f-{number:06}-{index}",
                document_id=document_id,
                span=figure,
                text=str(count),
                found_by="generated",
                kind="count",
                stated=Fraction(count),
                value=ValueInterval.exactly(count),
                approx="exact",
                counted="people",
            )
        )
        text += f"{count} people were met on "
        when = Span(len(text), len(text) + len(f"{day:%B %d, %Y}"))
        dates.append(
            DateMention(
                id=f"w-{number:06}-{index}",
                document_id=document_id,
                span=when,
                text=f"{day:%B %d, %Y}",
                found_by="generated",
                kind="absolute",
                granularity="day",
                value=DateInterval.on(day),
                rule="generated",
            )
        )
        text += f"{day:%B %d, %Y}.\n\n"
        passages.append(passage(document_id, index + 1, text, Span(begin, len(text) - 2), PassageKind.REPORTING))
    source = source_of(
        f"coverage/{number:06}.html",
        Pile.COVERAGE,
        text,
        title=title,
        publisher=f"Outlet {number % 60}",
        published=DateInterval.on(day),
        published_basis="sidecar",
    )
    document = Document(id=document_id, source=source, kind="html", text=text, title=title)
    mentions = MentionRecords(passages=tuple(passages), quotes=tuple(quotes), figures=tuple(figures), dates=tuple(dates))
    return DocumentRecords(document=document, mentions=mentions)


def passage(document_id: str, number: int, text: str, span: Span, kind: PassageKind) -> Passage:
    """A passage of an article."""
    return Passage(
        id=f"p{document_id}-{number}", document_id=document_id, span=span, text=span.of(text), found_by="generated", kind=kind
    )


def make_case(n_messages: int, n_coverage: int) -> CaseRecords:
    """The whole case, the same at every call."""
    chance = random.Random(SEED)
    words = Words(chance)
    people = sorted({f"{words.some(1).rstrip('.')}, {words.some(1).rstrip('.')} {n}" for n in range(N_PEOPLE)})
    releases = [release(number, words, chance, people) for number in range(n_messages // MESSAGES_A_DOCUMENT)]
    articles = [article(number, words, chance, people) for number in range(n_coverage)]
    parts = tuple(sorted([*releases, *articles], key=lambda part: part.document.id))
    traces, findings = [], []
    for part in articles:
        for quoted in part.mentions.quotes[:2]:
            verdict = chance.choice((Verdict.EXACT, Verdict.NOT_FOUND, Verdict.ALTERED_MATERIAL))
            traces.append(Trace(id=f"c-{quoted.id}", quote_id=quoted.id, verdict=verdict, score=0.5))
        first = part.mentions.figures[0]
        place = Place(document_id=part.document.id, span=first.span, text=first.text)
        findings.append(
            Finding(
                id=f"n-{part.document.id}",
                code=chance.choice(("F201", "F202", "Q102")),
                severity=chance.choice((Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.NOTE)),
                title="A generated finding",
                message=f"{first.text} is not what the record says.",
                outcome=Outcome.FAILS,
                places=(place, place),
            )
        )
    for part in releases:
        for message in part.inbox.messages[::10]:
            place = Place(
                document_id=part.document.id, span=message.header_span, text=message.header_text, page=message.page_first
            )
            findings.append(
                Finding(
                    id=f"n-{message.id}",
                    code="R703",
                    severity=Severity.WARNING,
                    title="A generated finding",
                    message="A deletion shows no exemption.",
                    outcome=Outcome.FAILS,
                    places=(place,),
                )
            )
    links = LinkRecords(
        traces=tuple(traces),
        events=tuple(events_of(releases, articles)),
        people=tuple(
            Person(id=f"e-{at:05}", kind="person", name=name, n_sent=60, n_received=90) for at, name in enumerate(people)
        ),
        stories=tuple(
            Story(id=f"o-{at:05}", document_ids=tuple(f"d-c{n:06}" for n in range(at * 4, at * 4 + 4)), label=f"Story {at}")
            for at in range(n_coverage // 4)
        ),
    )
    problems = tuple(
        Problem(source=f"records/bad{n}.pdf", reason="damaged_pdf", detail="damaged", fatal=True) for n in range(40)
    )
    return CaseRecords(parts=parts, links=links, findings=tuple(findings), problems=problems)


def events_of(releases: list[DocumentRecords], articles: list[DocumentRecords]) -> Iterator[Event]:
    """The events of a case: every mail, and two days that each article tells of."""
    for part in releases:
        for message in part.inbox.messages:
            if message.copy_of is not None or message.sent is None:
                continue
            day = DateInterval.on(message.sent.earliest.date())
            yield Event(
                id=f"v-{message.id}", label=f"Mail: {message.subject}", value=day, evidence=(message.id,), kind="statement"
            )
    for part in articles:
        for mention, kind in zip(part.mentions.dates, ("statement", "conduct"), strict=False):
            label = f"{part.document.title} on that day"
            yield Event(id=f"v-{mention.id}", label=label, value=mention.value, evidence=(mention.id,), kind=kind)


@dataclass(frozen=True)
class Answer:
    """What one request gave: wall time, and what it cost the server's processor."""

    status: int
    seconds: float
    cpu_seconds: float
    n_bytes: int


class Asker:
    """A browser's connection to the served app."""

    def __init__(self, address: str, pid: int) -> None:
        self._pid = pid
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=120)
        self._connection.request("GET", f"/?{parts.query}")
        answer = self._connection.getresponse()
        answer.read()
        self._cookie = (answer.getheader("set-cookie") or "").split(";")[0]

    def ask(self, path: str) -> Answer:
        """One page."""
        spent, started = cpu_seconds(self._pid), time.perf_counter()
        self._connection.request("GET", path, headers={"Cookie": self._cookie, "Accept-Language": "en-GB"})
        answer = self._connection.getresponse()
        n_bytes = len(answer.read())
        seconds = time.perf_counter() - started
        return Answer(answer.status, seconds, cpu_seconds(self._pid) - spent, n_bytes)


def queries(words: list[str], chance: random.Random) -> Iterator[str]:
    """Searches as people type them: rare and common words, phrases, beginnings, operators."""
    while True:
        common, middle, rare = words[chance.randrange(40)], words[chance.randrange(40, 3_000)], chance.choice(words)
        yield from (
            middle,
            rare,
            common,
            f"{common} {middle}",
            f'"{common} {words[chance.randrange(40)]}"',
            f"{rare[:4]}*",
            f"from:{middle}",
            f"{middle} after:2016-05 before:2016-07",
            f"{common} code:b5",
            f"{middle} -{common}",
            f"{rare[:-1]}q~",
            f"{middle} OR {rare}",
        )


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(name: str, answers: list[Answer], limit_ms: float) -> None:
    """One line of the table."""
    seconds, cpu = [answer.seconds for answer in answers], [answer.cpu_seconds for answer in answers]
    figures = [1_000 * percentile(values, share) for values in (seconds, cpu) for share in (0.5, 0.95)]
    bad = sorted({answer.status for answer in answers} - {200})
    note = f"{answers[-1].n_bytes / 1000:6.0f} kB" + (f" status {bad}" if bad else "")
    verdict = "ok" if figures[1] < limit_ms else "SLOW"
    print(f"{name:44} " + " ".join(f"{figure:8.1f} ms" for figure in figures) + f"  {verdict:5} {note}", flush=True)


def cpu_seconds(pid: int) -> float:
    """Time that a process has spent on the processor, all its threads together."""
    spent = [float(file.read_text(encoding="ascii").split()[0]) for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(spent) / 1e9


def memory_mb(pid: int) -> float:
    """Peak resident memory of a process so far."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def first_paint(address: str) -> float | None:
    """Seconds to the first contentful paint of the inbox in Chromium, None without one."""
    program = shutil.which("chromium")
    if program is None:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where a browser is

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address)
        page.wait_for_selector("main")
        page.goto(address.split("/?", maxsplit=1)[0] + "/inbox")
        painted = None
        while painted is None:
            page.wait_for_timeout(100)
            painted = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null")
        browser.close()
    return float(painted) / 1_000


def main() -> int:
    """Make, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--coverage", type=int, default=20_000)
    parser.add_argument("--case", type=Path, help="keep the case here, and use it where it exists")
    parser.add_argument("--rounds", type=int, default=40)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = words.case or Path(folder) / "large.onrecord"
        if not case.exists():
            started = time.perf_counter()
            records = make_case(words.messages, words.coverage)
            made = time.perf_counter() - started
            with open_for_build(case, "benchmark") as writer:
                write_case(writer, records, at="2026-01-01T00:00:00+00:00")
            del records
            seconds, size = time.perf_counter() - started, case.stat().st_size / 1e6
            print(f"made in {made:.0f} s, written in {seconds - made:.0f} s: {size:.0f} MB", flush=True)
        command = [sys.executable, "-m", "onrecord.cli", "serve", str(case), "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                address = server.stdout.readline().strip() if server.stdout else ""
                measure(address, words.rounds, server.pid)
            finally:
                server.terminate()
    return 0


def measure(address: str, rounds: int, pid: int) -> None:
    """Ask for everything and print the table."""
    asker, chance = Asker(address, pid), random.Random(7)
    ids = {"person": "e-00003", "message": "m-000004-010", "records": "d-r000007", "coverage": "d-c000008"}
    print(f"{'page':44} {'median':>11} {'p95':>11} {'cpu median':>11} {'cpu p95':>11}")
    for pattern in PAGES:
        path = pattern.format(**ids)
        report(path, [asker.ask(path) for _ in range(rounds)], 200)
    vocabulary = Words(random.Random(SEED))
    typed = queries(vocabulary.all, chance)
    asked = [(query, asker.ask("/search?q=" + quote(query))) for query, _ in zip(typed, range(rounds * 12), strict=False)]
    report(f"{len(asked)} searches of 12 kinds", [answer for _, answer in asked], 100)
    slowest = sorted((answer.seconds, query) for query, answer in asked)[-4:]
    print("  slowest: " + "; ".join(f"{query} {1_000 * seconds:.0f} ms" for seconds, query in slowest))
    painted = first_paint(address)
    print(f"first paint of the inbox: {'no Chromium' if painted is None else f'{painted:.2f} s'} (asked: 1 s)")
    print(f"memory of the server: {memory_mb(pid):.0f} MB (asked: 500 MB)")


if __name__ == "__main__":
    sys.exit(main())
