"""Write docs/reference/dependencies.md: every package that onrecord runs on, its version, its licence, and what asks for it.

In: requirements.txt (the locked packages with the comments that say what asks for each) and the metadata of the installed ones.
Out: one page, the same on every machine. A package for another system is not installed here, so its licence stands below.
Run: `python tools/list_dependencies.py docs` (also part of `python3 dev.py docs`).
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PAGE = "reference/dependencies.md"
ELSEWHERE = {"colorama": "BSD-3-Clause"}  # needed on Windows alone
# What a package's metadata says of its licence in words of its own, as SPDX names it.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache License v2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD (which one: see the package)",
    "MIT License": "MIT",
    "MIT": "MIT",
    "BSD-3-Clause": "BSD-3-Clause",
    "BSD": "BSD (which one: see the package)",
}
_PIN_RE = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$"
)  # numpy==2.4.6 ; python_full_version < '3.12' \
_VIA_RE = re.compile(r"^\s+#\s+(?:via\s+)?(\S.*)$")  # "    # via starlette", or a line of its list


def dependencies_page() -> str:
    """The page as it should be."""
    lines = [
        "# What onrecord runs on",
        "",
        "<!-- Made by `python tools/list_dependencies.py docs`; do not edit. -->",
        "",
        "Every package of requirements.txt, which holds the hash of each file. None is fetched while the program runs. The",
        "same list as CycloneDX: `python3 dev.py sbom FILE`.",
        "",
        "| package | version | licence | asked for by |",
        "|---|---|---|---|",
    ]
    for name, versions, askers in read_pins((HERE / "requirements.txt").read_text(encoding="utf-8")):
        lines.append(f"| {name} | {', '.join(versions)} | {licence_of(name)} | {', '.join(askers)} |")
    lines += [
        "",
        "Besides these, the app carries one script of others, htmx (0BSD), whose licence lies beside it in `web/static`.",
    ]
    return "\n".join([*lines, ""])


def read_pins(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Each package with its versions (one for each condition) and what asks for it, in the order of the file."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    askers: list[str] = []
    for line in text.splitlines():
        pin, via = _PIN_RE.match(line), _VIA_RE.match(line)
        if pin:
            versions, askers = found.setdefault(pin[1], ([], []))
            versions.append(f"{pin[2]} ({pin[3].strip()})" if pin[3] else pin[2])
        elif via and via[1] != "via" and found:
            asker = "onrecord" if via[1].startswith("onrecord") else via[1]
            asker = "the build of the package" if asker.startswith("-r ") else asker
            if asker not in askers and not asker.startswith("-c "):
                askers.append(asker)
    return [(name, versions, names) for name, (versions, names) in found.items()]


def licence_of(name: str) -> str:
    """The licence that a package states, as an SPDX expression where it gives one."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        sys.exit(f"list_dependencies: {name} is not installed here: run `python3 dev.py test` once")
    if stated.get("License-Expression"):
        return str(stated["License-Expression"])
    kinds = [line.rsplit(" :: ", 1)[-1] for line in stated.get_all("Classifier") or () if line.startswith("License :: ")]
    words = [kind for kind in kinds if kind != "OSI Approved"] or [str(stated.get("License") or "not stated").split("\n")[0]]
    return " or ".join(SPDX.get(word, word) for word in words)


if __name__ == "__main__":
    target = Path(sys.argv[1]) / PAGE
    target.write_text(dependencies_page(), encoding="utf-8", newline="\n")
