"""The messages that xmpdf finds in a PDF, one JSON line each: run by `accuracy.py` with a Python that has xmpdf.

Usage: PYTHON benchmarks/xmpdf_messages.py FILE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(file: Path) -> int:
    """Print the messages; 1 where xmpdf says that it failed."""
    from xmpdf import Xmpdf  # type: ignore[import-not-found]  # noqa: PLC0415  # not in this project's environment

    with file.open("rb") as stream:
        found = Xmpdf(stream)
    if found.error:
        print(found.error, file=sys.stderr)
        return 1
    for number, mail in enumerate(found.emails):
        header = mail.header
        lines = [
            f"From: {header.from_email}",
            f"Sent: {header.date}",
            f"To: {'; '.join(header.to or [])}",
            f"Subject: {header.subject}",
        ]
        row = {
            "source": file.name,
            "id": f"x-{number}",
            "start": number,
            "page_first": mail.page_number,
            "page_last": mail.page_number + mail.page_count - 1,
            "from": header.from_email,
            "to": header.to or [],
            "cc": header.cc or [],
            "sent": None,
            "sent_text": header.date,
            "subject": header.subject,
            "body": mail.body or "",
            "seen_in_quotation": False,
            "copies": [],
            "header_text": "\n".join(lines),
        }
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
