"""The name under which an input lies in a bundle, whatever its path was on the machine that took it in.

In: a path as the case keeps it. Out: a relative path with plain steps, so that a bundle can be unpacked anywhere and nothing in
it can be written outside of the folder it is unpacked into. A relative path without steps upwards keeps its name.
"""

from __future__ import annotations

from pathlib import PurePosixPath

ROOT = "%2F"  # what stands for "/" in front of an absolute path
UPWARDS = "%2E%2E"  # and for a step upwards


def portable_name(path: str) -> str:
    """The path as a bundle names it.

    >>> portable_name("records/release.pdf"), portable_name("/srv/release.pdf"), portable_name("../mail/a.eml")
    ('records/release.pdf', '%2F/srv/release.pdf', '%2E%2E/mail/a.eml')
    """
    steps = [ROOT if path.startswith("/") else "", *(step for step in path.split("/") if step not in ("", "."))]
    return "/".join(_plain(step) for step in steps if step) or "%2E"


def is_portable(name: str) -> bool:
    """True where a name is relative, has plain steps only, and means the same file on every system."""
    steps = name.split("/")
    is_plain = all(step not in ("", ".", "..") and not step.endswith((" ", ".")) for step in steps)
    return is_plain and not any(mark in name for mark in ("\\", ":", "\0")) and not PurePosixPath(name).is_absolute()


def _plain(step: str) -> str:
    if step == "..":
        return UPWARDS
    for mark, written in (("\\", "%5C"), (":", "%3A"), ("\0", "%00")):
        step = step.replace(mark, written)
    kept = step.rstrip(" .")
    return kept + "".join("%20" if mark == " " else "%2E" for mark in step[len(kept) :])
