"""Passages, people, roles, stories, and the C8xx and P4xx findings over a folder of articles: how fast and how loud.

Usage: python benchmarks/passages_people.py FOLDER [--show N]; FOLDER holds *.txt with optional *.txt.meta.json. Prints articles
a second for each stage on one core beside a plain loop (so that a loaded machine can be told from slow code), the share of the
characters in each kind of passage, findings an article by code and severity, and N passages that were set aside, to be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from onrecord.checks.coverage import check_coverage
from onrecord.checks.roles import check_roles
from onrecord.intervals import DateInterval
from onrecord.links.citations import link_citations
from onrecord.links.stories import link_stories
from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.mentions.roles import find_roles
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import LinkRecords
from onrecord.model.mentions import MentionRecords, PassageKind
from onrecord.packs.loader import built_in_names, load_packs

T = TypeVar("T")
LOOP = 2_000_000  # additions; about a tenth of a second on an idle core


def read_article(path: Path) -> Document:
    """One text with its sidecar as a document of the coverage."""
    text = path.read_bytes().decode("utf-8")
    sidecar = path.with_name(path.name + ".meta.json")
    meta = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}
    day = meta.get("published", "")
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(
        path=path.name,
        sha256=digest,
        n_bytes=path.stat().st_size,
        media_type="text/plain",
        pile=Pile.COVERAGE,
        title=meta.get("title"),
        publisher=meta.get("publisher"),
        published=DateInterval.on(date.fromisoformat(day)) if len(day) == 10 else None,
    )
    return Document(id=f"d-{digest[:16]}", source=source, kind="text", text=text)


def timed(name: str, n: int, work: Callable[[], T]) -> T:
    """The result of `work`, its rate printed."""
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    print(f"{name:<12}{n / max(seconds, 1e-9):>10.0f} articles a second of one core")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    documents = [read_article(path) for path in sorted(args.folder.glob("*.txt"))]
    n = len(documents)
    start = time.process_time()
    sum(range(LOOP))
    print(f"plain loop: {LOOP / (time.process_time() - start) / 1e6:.0f} million additions a second")
    passages = timed("passages", n, lambda: [find_passages(d) for d in documents])
    people = timed("people", n, lambda: [find_people(d, p) for d, p in zip(documents, passages, strict=True)])
    triples = list(zip(documents, passages, people, strict=True))
    roles = timed("roles", n, lambda: [find_roles(d, p, q) for d, p, q in triples])
    parts = tuple(
        sorted(
            (
                DocumentRecords(document=d, mentions=MentionRecords(passages=p, people=q, roles=r))
                for (d, p, q), r in zip(triples, roles, strict=True)
            ),
            key=lambda part: part.document.id,
        )
    )
    stories = timed("stories", n, lambda: link_stories(parts))
    citations = timed("citations", n, lambda: link_citations(parts, stories, ()))
    links = LinkRecords(stories=stories, citations=citations)
    case = CaseRecords(parts=parts, links=links, pack=load_packs(built_in_names()))
    findings = timed("checks", n, lambda: [*check_roles(case), *check_coverage(case)])
    characters: Counter[str] = Counter()
    for found in passages:
        for passage in found:
            characters[passage.kind.value] += len(passage.span)
    total = sum(characters.values())
    print("characters:", ", ".join(f"{kind} {100 * count / total:.2f} %" for kind, count in characters.most_common()))
    several = sum(len(story.document_ids) > 1 for story in stories)
    print(f"{len(stories)} stories, {several} of several articles; {len(citations)} citations")
    for (code, severity), count in sorted(Counter((f.code, f.severity.value) for f in findings).items()):
        print(f"{code} {severity:<8}{count:>6}  {count / n:.3f} an article")
    aside = [
        p for found in passages for p in found if p.kind not in (PassageKind.REPORTING, PassageKind.TITLE, PassageKind.DATELINE)
    ]
    for passage in aside[:: max(1, len(aside) // args.show)][: args.show] if args.show else []:
        print(f"  {passage.kind.value:<16}{passage.found_by:<28}{passage.text[:120]!r}")


if __name__ == "__main__":
    main()
