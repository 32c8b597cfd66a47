"""The building child of the app: `python -m onrecord.web.build_child CASE`, started by `building` and by nobody else.

What to build comes in on stdin as JSON, how far it is goes out on stdout as one JSON object a line. A build that breaks takes
this process down and not the app.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.model.documents import Pile
from onrecord.pipeline import BuildSettings, Progress, build_case


def main(arguments: list[str]) -> int:
    """Build the case; the exit code is that of the command."""
    order = json.loads(sys.stdin.readline())
    inputs = [(Path(path), Pile(pile) if pile else None) for path, pile in order["inputs"]]

    def say(**what: object) -> None:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()

    def show(progress: Progress) -> None:
        say(stage=progress.stage, done=progress.done, total=progress.total, note=progress.note)

    try:
        summary = build_case(Path(arguments[0]), inputs, BuildSettings(ocr=order["ocr"]), show)
    except OnRecordError as error:
        say(error=str(error), hint=error.hint)
        return error.exit_code
    say(n_documents=summary.n_documents, n_messages=summary.n_messages, n_problems=len(summary.problems))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
