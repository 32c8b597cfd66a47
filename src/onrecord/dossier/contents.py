"""What a dossier holds, ready to be printed: every text in it is masked already, and templates only lay it out.

In: nothing; these are records. A place is shown as `Stretch`es; a `Cite` here has masked words, titles and file names.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.casefile.cites_view import Cite
from onrecord.casefile.coverage_view import CaseCoverage
from onrecord.casefile.custody_view import Custody
from onrecord.dossier.masked_text import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLink:
    """Where a place stands among the threads of the dossier: the number of the thread and of the message in it."""

    thread: int
    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPicture:
    """A piece of a page; `name` is its file in the folder of pictures."""

    name: str
    width_px: int
    height_px: int
    n_covered: int
    n_pictures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPassage:
    """What is quoted of one document: a place of a finding, or several that stand close together, each with its letter.

    `whose` is the sender, or the publisher and title of the document; `no_picture` says why a page of a PDF is not shown.
    """

    pile: str
    whose: str
    stretches: tuple[Stretch, ...]
    letters: tuple[str, ...]
    cite: Cite
    picture: DossierPicture | None = None
    no_picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSource:
    """Where places stand: one line of the list at the foot of a finding. Places on one page of one document, in one message,
    share a line; `spans` are the characters of each by its letter, `cite` is that of the first."""

    cite: Cite
    publisher: str
    spans: tuple[tuple[str, int, int], ...]
    sha256: str
    link: ThreadLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFinding:
    """One numbered finding. `id` is its id in the case; `n_more_places` are not shown."""

    number: int
    id: str
    code: str
    severity: str
    outcome: str
    title: str
    message: str
    working: str | None
    tolerance: str | None
    passages: tuple[DossierPassage, ...]
    sources: tuple[DossierSource, ...]
    n_more_places: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMessage:
    """One message of a thread. `also` cites its other prints; `findings` are the numbers of those that rest on it."""

    number: int
    depth: int
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    attachments: tuple[str, ...]
    cite: Cite
    page_last: int | None
    bates_last: str | None
    stretches: tuple[Stretch, ...]
    seen_in_quotation: bool = False
    also: tuple[str, ...] = ()
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierThread:
    """A thread that a finding rests on; `name` is its page's without the suffix."""

    number: int
    name: str
    subject: str
    messages: tuple[DossierMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRung:
    """One telling on a ladder."""

    says: str
    cite: Cite
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLadder:
    """Tellings of one thing that differ."""

    kind: str
    note: str
    rungs: tuple[DossierRung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierDay:
    """Something on the timeline; `where` cites it in short."""

    earliest: str
    latest: str
    kind: str
    label: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAudit:
    """A selection audit that was kept, as the lines that `onrecord audit` prints."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierProblem:
    """What could not be read."""

    source: str
    page: int | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCode:
    """How often one exemption is cited."""

    code: str
    n_redactions: int
    n_pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that is printed. `chosen` says in words which findings these are; `masked` counts what was masked by kind;
    `n_days_left_out` and `n_problems_left_out` are not listed."""

    title: str
    chosen: str
    findings: tuple[DossierFinding, ...]
    threads: tuple[DossierThread, ...]
    ladders: tuple[DossierLadder, ...]
    days: tuple[DossierDay, ...]
    n_days_left_out: int
    audits: tuple[DossierAudit, ...]
    coverage: CaseCoverage
    problems: tuple[DossierProblem, ...]
    n_problems_left_out: int
    codes: tuple[DossierCode, ...]
    custody: Custody
    masked: tuple[tuple[str, int], ...]
    smallest: int
    program_version: str
