"""The program's own fingerprint: work that is kept belongs to the code that did it.

In: nothing. Out: a hash over the modules of the package. It stands apart from the reading of sources, so that what only asks
whether kept work is still good loads no reader.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def program_fingerprint() -> str:
    """A hash over the program's modules, so that a changed rule is never hidden by work kept from before."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
