"""Write the demo case's table of arrests: `python tools/make_demo_table.py`.

120 invented arrests of October 4-7, 2021 (Northgate 52, East Harbor 41, Mill Creek 27; 47 with a conviction), one person
arrested twice, cells closed with exemption codes, and a heading below four preamble rows, as agencies send them.
"""

from __future__ import annotations

import csv
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/onrecord/demo_case/data/arrests.csv"
DISTRICTS = (("Northgate", 52, 21), ("East Harbor", 41, 16), ("Mill Creek", 27, 10))
PREAMBLE = (
    "Marrow County Probation Enforcement Service",
    "Arrests, October 4-7, 2021",
    "Prepared October 11, 2021",
    "Names withheld under (b)(6)",
)
REASONS = ("Missed appointment", "Unpaid fees", "New offence")


def rows() -> list[list[str]]:
    """The rows below the heading, in order of arrest number."""
    made: list[list[str]] = []
    for district, n_arrests, n_convicted in DISTRICTS:
        for number in range(n_arrests):
            serial = len(made) + 1
            person = "P0007" if serial == 90 else f"P{serial:04d}"
            convicted = number < n_convicted
            age = "(b)(6)" if serial % 40 == 0 else str(19 + (serial * 7) % 45)
            day = 4 + (serial * 5) % 4
            severity = str(1 + (serial * 11) % 9) if convicted else "0"
            reason = "New offence" if convicted and number % 3 == 0 else REASONS[number % 2]
            made.append(
                [f"A-{serial:03d}", person, f"2021-10-{day:02d}", district, "Yes" if convicted else "No", severity, reason, age]
            )
    return made


def main() -> None:
    """Write the table."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        for line in PREAMBLE:
            writer.writerow([line])
        writer.writerow([])
        writer.writerow(["Arrest No", "Person ID", "Arrest Date", "District", "Prior Conviction", "Severity", "Reason", "Age"])
        writer.writerows(rows())


if __name__ == "__main__":
    main()
