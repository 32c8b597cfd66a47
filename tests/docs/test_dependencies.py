"""What the program runs on is documented as it is locked, and can be written as CycloneDX."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
_spec = spec_from_file_location("list_dependencies", CHECKOUT / "tools" / "list_dependencies.py")
assert _spec is not None
assert _spec.loader is not None
listing = module_from_spec(_spec)
_spec.loader.exec_module(listing)


def test_the_page_is_fresh() -> None:
    """docs/reference/dependencies.md lists the locked packages, each with its licence."""
    page = (CHECKOUT / "docs" / listing.PAGE).read_text(encoding="utf-8")
    assert page == listing.dependencies_page(), "run: python tools/list_dependencies.py docs"
    assert "not stated" not in page


def test_everything_that_is_declared_is_listed() -> None:
    """Each dependency of pyproject.toml is a locked package that onrecord itself asks for."""
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[>=<~! ]", line)[0] for line in declared}
    pins = listing.read_pins((CHECKOUT / "requirements.txt").read_text(encoding="utf-8"))
    assert {name for name, _, askers in pins if "onrecord" in askers} == names


def test_the_bill_of_materials_is_valid(tmp_path: Path) -> None:
    """CycloneDX is made of the locked packages as `dev.py sbom` makes it, passes its own schema and names each of them."""
    file = tmp_path / "sbom.json"
    tool = Path(sys.executable).with_name("cyclonedx-py")
    options = ["--pyproject", "pyproject.toml", "--output-reproducible", "--validate", "--output-file", str(file)]
    run = subprocess.run(
        [str(tool), "requirements", *options, "requirements.txt"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    bill = json.loads(file.read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    pins = listing.read_pins((CHECKOUT / "requirements.txt").read_text(encoding="utf-8"))
    assert {one["name"] for one in bill["components"]} == {name for name, _, _ in pins}
