"""A zip archive that hangs on a mail: its members as documents of the mail's family.

In: the intake of an attachment. Out: one Reading of all members. Archives handed in themselves are opened at intake; here
the limits are lower, because a mail may carry thousands of them.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from onrecord.model.documents import Problem, Reading, Source
from onrecord.readers.archives import ArchiveLimits, Member, extract_archive
from onrecord.readers.family import ReadChild, join_readings
from onrecord.readers.intake import Intake, hash_file
from onrecord.readers.limits import FamilyLimits
from onrecord.readers.sniffing import find_media_type

ATTACHED_LIMITS = ArchiveLimits(max_members=2_000, max_member_bytes=100_000_000, max_total_bytes=200_000_000, max_depth=2)


def read_archive(intake: Intake, read_child: ReadChild) -> Reading:
    """The documents of all members of an attached archive, and what was refused."""
    path = intake.source.path
    if intake.depth >= FamilyLimits().max_depth:
        return Reading(problems=(Problem(source=path, reason="too_deep", detail=f"{path}: hangs too deep to be opened"),))
    with tempfile.TemporaryDirectory(dir=intake.scratch, prefix="archive-") as folder:
        members, refused = extract_archive(intake.file, path, Path(folder), ATTACHED_LIMITS)
        readings = [read_child(_take_in(member, number, intake)) for number, member in enumerate(members)]
    return join_readings((*readings, Reading(problems=refused)))


def _take_in(member: Member, number: int, intake: Intake) -> Intake:
    sha256, n_bytes = hash_file(member.file)
    source = Source(
        path=member.path,
        sha256=sha256,
        n_bytes=n_bytes,
        media_type=find_media_type(member.file, member.path),
        pile=intake.source.pile,
    )
    key = intake.document_id()  # stands between the mail and the member: two archives of one mail give unlike ids
    return replace(intake, source=source, file=member.file, parent_id=key, ordinal=number, depth=intake.depth + 1)
