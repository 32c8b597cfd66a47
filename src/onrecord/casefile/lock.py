"""One build at a time: a lock that the operating system takes back when the process ends, however it ends.

In: the path of a case file. Out: a context in which no other process builds the same case. The lock is held on a small file
beside the case, never on the case itself: closing any handle of a SQLite file drops SQLite's own locks in that process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import CaseFileError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def build_lock(case: Path) -> Iterator[None]:
    """Hold the right to build `case`. Raises CaseFileError where another process holds it or the folder cannot be written."""
    lock = case.with_name(f".{case.name}.lock")
    descriptor = _acquire(lock, case)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(lock: Path, case: Path) -> int:
    """A descriptor that holds the lock on the file now named `lock` (a builder that ends removes its own)."""
    while True:
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CaseFileError(
                f"cannot write beside the case file {case}: {error.strerror}, expected a folder that exists and is writable",
                hint="name a case file in a folder of your own",
            ) from error
        if not _try_lock(descriptor):
            os.close(descriptor)
            raise CaseFileError(f"another build of {case} is running", hint="wait until it is done, then build again")
        try:
            if os.path.samestat(os.fstat(descriptor), lock.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        os.close(descriptor)
