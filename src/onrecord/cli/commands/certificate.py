"""`onrecord certificate`: a form with the hashes of every input, to fill in, sign and file with a court."""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.options import add_case
from onrecord.cli.written_files import write_file
from onrecord.errors import SettingsError


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="FILE.docx or FILE.txt")
    parser.add_argument("--keep-names", metavar="FILE", type=Path, help="names that need not be masked, one on each line")
    parser.add_argument(
        "--root", metavar="DIR", type=Path, help="look for the inputs under DIR (default: here, then beside the case file)"
    )


def run(words: argparse.Namespace) -> int:
    """Write the form."""
    if words.output.suffix not in (".docx", ".txt"):
        raise SettingsError(
            f"cannot write {words.output}: expected a name with .docx or .txt", hint="onrecord certificate --help"
        )
    with reading(words.case):
        pass
    from onrecord.dossier.certificate import certificate_docx, certificate_text, make_certificate  # noqa: PLC0415
    from onrecord.dossier.mask_records import MaskRules  # noqa: PLC0415
    from onrecord.dossier.masking import Masker, read_kept_names  # noqa: PLC0415
    from onrecord.dossier.settling import make_masked  # noqa: PLC0415

    def make(masker: Masker) -> dict[str, bytes]:
        certificate = make_certificate(words.case, masker.name, words.root)
        as_docx = words.output.suffix == ".docx"
        content = certificate_docx(certificate) if as_docx else certificate_text(certificate).encode("utf-8")
        return {words.output.name: content}

    files = make_masked(words.case, MaskRules(keep=read_kept_names(words.keep_names)), make)
    write_file(words.output, files[words.output.name])
    say(f"{words.output}: a form with the hash of every input; what only you can say is a blank in it")
    return DONE


CERTIFICATE = Command(
    name="certificate",
    summary="a form with the hashes of all inputs, to sign under FRE 902(13) and (14)",
    description=(
        "Write a certification form for a court of the United States: the statements that a qualified person makes under "
        "Federal Rules of Evidence 902(13) and 902(14), with blanks, the SHA-256 of every input as it was taken in and as it "
        "is now, and what all this does not prove. Refused where an input has changed. It is a form and no legal advice."
    ),
    examples=(("onrecord certificate release.onrecord -o certificate.docx", "for a word processor; .txt for plain text"),),
    add_options=_add_options,
    run=run,
)
