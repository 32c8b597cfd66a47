"""What a case rests on, for the statement that stands beside every "not found": what was loaded, unreadable, withheld.

In: a case file. Out: counts; nothing is formatted.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import in_force, load_judgements
from onrecord.model.documents import Pile


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCoverage:
    """Counts of a case. `n_withheld` pages are ones of which the release prints only that they are withheld in full;
    `n_failed` deletions are ones that the file does not keep; `packs` are the facts that checks could lean on."""

    n_documents: tuple[tuple[str, int], ...]  # by pile
    n_pages: int
    n_unreadable: int
    n_withheld: int
    n_messages: int
    n_quoted_only: int
    n_quotes: int
    n_redactions: int
    n_failed: int
    n_findings: int
    n_judgements: int
    packs: tuple[str, ...]


def view_coverage(case: Path) -> CaseCoverage:
    """The counts of a case. Raises CaseFileError."""
    with reading(case) as connection:

        def count(what: str) -> int:
            n_rows: int = connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
            return n_rows

        piles = dict(connection.execute("SELECT pile, count(*) FROM documents GROUP BY pile"))
        withheld = "SELECT count(*) FROM (SELECT DISTINCT document_id, page FROM redactions WHERE kind = 'page_withheld')"
        packs = connection.execute(
            "SELECT j.value FROM case_info, json_each(case_info.value, '$.names') AS j WHERE case_info.name = 'pack'"
        )
        return CaseCoverage(
            n_documents=tuple((pile.value, piles.get(pile.value, 0)) for pile in Pile),
            n_pages=count("pages"),
            n_unreadable=count("pages WHERE readable = 0"),
            n_withheld=connection.execute(withheld).fetchone()[0],
            n_messages=count("messages WHERE copy_of IS NULL"),
            n_quoted_only=count("messages WHERE copy_of IS NULL AND seen_in_quotation = 1"),
            n_quotes=count("quotes"),
            n_redactions=count("redactions"),
            n_failed=count("redactions WHERE failed = 1"),
            n_findings=count("findings"),
            n_judgements=len(in_force(load_judgements(connection))),
            packs=tuple(name for (name,) in packs),
        )
