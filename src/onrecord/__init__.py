"""onrecord checks what officials and the coverage say against the records and the data, and cites every finding.

From a program: `build` a case file, `open_case` for all that it holds, `trace_quote` for where words stand in its records.
What they need is loaded when they are called, so that `import onrecord` costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model.case import CaseRecords
    from onrecord.model.links import Trace
    from onrecord.pipeline import BuildSettings, BuildSummary

__version__ = "0.1.0"


def build(case: str | Path, sources: Sequence[str | Path], settings: BuildSettings | None = None) -> BuildSummary:
    """Read files and folders into the case file `case` and check them; their piles are told by folder or kind."""
    from onrecord import pipeline  # noqa: PLC0415  on call

    inputs = [(Path(source), None) for source in sources]
    return pipeline.build_case(Path(case), inputs, settings or pipeline.BuildSettings(), lambda _: None)


def open_case(case: str | Path) -> CaseRecords:
    """Everything in a case file, as frozen records. Raises CaseFileError where it is none."""
    from onrecord.casefile.loader import load_case  # noqa: PLC0415  on call

    return load_case(Path(case))


def trace_quote(case: str | Path, words: str) -> Trace:
    """Where some words stand in the records of a case file, and what became of them."""
    from onrecord.tracing import trace_words  # noqa: PLC0415  on call

    return trace_words(Path(case), [words])[0]
