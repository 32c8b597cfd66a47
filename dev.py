"""Set onrecord up from a fresh checkout and run one job: `python3 dev.py demo | test | lint | docs | sbom | tour | lock`.

Needs git and Python 3.11 or newer with venv, nothing else. All packages come from the hashed requirement files and go into
one virtual environment (`.venv` beside this file, or the folder that ONRECORD_VENV names). Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = Path(os.environ.get("ONRECORD_VENV", HERE / ".venv"))
OLDEST = (3, 11)
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
RUN_REQUIREMENTS = "requirements.txt"
DEV_REQUIREMENTS = "requirements-dev.txt"


def run(*command: str) -> None:
    """Run a command in the checkout; stop with its exit code where it fails."""
    done = subprocess.run(command, cwd=HERE, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def prepare(requirements: str) -> None:
    """Make the virtual environment hold `requirements` and this checkout; do nothing where it already does."""
    if sys.version_info < OLDEST:
        sys.exit(f"dev.py: Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}")
    wanted = hashlib.sha256((HERE / requirements).read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    done_file = ENVIRONMENT / f"onrecord-{requirements}"
    if done_file.is_file() and done_file.read_text() == wanted:
        return
    print(f"setting up {ENVIRONMENT} from {requirements} ...", file=sys.stderr, flush=True)
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = (str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", requirements)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    done_file.write_text(wanted)


def demo(*arguments: str) -> None:
    """Build the demo case and print its gravest findings."""
    prepare(RUN_REQUIREMENTS)
    run(str(BIN / "onrecord"), "demo", *arguments)


def test(*arguments: str) -> None:
    """Run the test suite."""
    prepare(DEV_REQUIREMENTS)
    workers = str((os.cpu_count() or 1) + 1)  # one more than cores: tests wait for browsers and for processes of their own
    by_file = ("--numprocesses", workers, "--dist", "loadfile", "--no-loadscope-reorder")  # in the order of tests/conftest.py
    run(str(BIN / "python"), "-m", "pytest", *by_file, *arguments)


def lint(*arguments: str) -> None:
    """Style, types and the import contracts."""
    prepare(DEV_REQUIREMENTS)
    run(str(BIN / "ruff"), "check", ".", *arguments)
    run(str(BIN / "ruff"), "format", "--check", ".")
    run(str(BIN / "mypy"))
    run(str(BIN / "lint-imports"))


def docs(*_: str) -> None:
    """Write the generated pages of the documentation anew: commands, schema, exports, finding codes, dependencies."""
    prepare(DEV_REQUIREMENTS)
    run(str(BIN / "python"), "-m", "onrecord.cli.reference", "docs")
    run(str(BIN / "python"), "tools/list_dependencies.py", "docs")


def sbom(*arguments: str) -> None:
    """Write the packages that onrecord runs on as a CycloneDX file: `python3 dev.py sbom FILE` (without FILE to stdout)."""
    prepare(DEV_REQUIREMENTS)
    target = arguments[0] if arguments else "-"
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--validate", "--output-file", target)
    run(str(BIN / "cyclonedx-py"), "requirements", *options, RUN_REQUIREMENTS)


def tour(*_: str) -> None:
    """Take the pictures that the README shows anew, on the demo case (needs the program `chromium`)."""
    prepare(DEV_REQUIREMENTS)
    os.environ["ONRECORD_TOUR"] = "1"
    run(str(BIN / "python"), "-m", "pytest", "-q", "tests/web/test_picture_tour.py")


def lock(*_: str) -> None:
    """Resolve the dependencies anew into the hashed requirement files (needs `uv` on the path; writes no addresses)."""
    compile_ = (
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
    )
    header = ("--custom-compile-command", "python3 dev.py lock")
    inputs = ("pyproject.toml", "requirements-build.in")
    run(*compile_, *header, "--extra", "daft", "--group", "dev", *inputs, "-o", DEV_REQUIREMENTS)
    run(*compile_, *header, *inputs, "-c", DEV_REQUIREMENTS, "-o", RUN_REQUIREMENTS)


JOBS = {"demo": demo, "test": test, "lint": lint, "docs": docs, "sbom": sbom, "tour": tour, "lock": lock}


def main() -> None:
    """Run the job that the first argument names."""
    if len(sys.argv) < 2 or sys.argv[1] not in JOBS:
        sys.exit(f"usage: python3 dev.py {' | '.join(JOBS)} [arguments of the job]")
    JOBS[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
