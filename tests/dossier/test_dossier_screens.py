"""The dossier in a browser, opened from its folder: nothing refused or fetched, no sideways scrolling, no barrier."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from onrecord.dossier.gathering import DossierChoice
from onrecord.dossier.publishing import PublishRequest, publish
from onrecord.pipeline import BuildSettings, build_case

INPUTS = Path(__file__).resolve().parents[1] / "gold" / "dossier" / "inputs"


@pytest.fixture(name="dossier", scope="module")
def make_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two findings with their pictures and threads."""
    folder = tmp_path_factory.mktemp("screens")
    shutil.copytree(INPUTS, folder / "case")
    with chdir(folder / "case"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_THREAD_LIMIT", "1")
        inputs = [(Path(name), None) for name in ("records", "coverage", "data")]
        build_case(Path("river.onrecord"), inputs, BuildSettings(jobs=1), lambda _progress: None)
        choice = DossierChoice(codes=("Q101", "Q105", "F202"))
        publish(Path("river.onrecord"), folder / "dossier", PublishRequest(choice=choice, with_pdf=False))
    return folder / "dossier"


# 683 x 384 is what a laptop of 1366 x 768 shows at 200 %.
@pytest.mark.parametrize(("width", "height", "scheme"), [(1366, 768, "light"), (683, 384, "dark"), (320, 640, "light")])
def test_opens_from_its_folder(browser: Any, dossier: Path, width: int, height: int, scheme: str) -> None:
    """Style and pictures load under the page's own policy, nothing else is asked for, and nothing lies beyond the edge."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    asked: list[str] = []
    said: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name in ("index.html", "threads/thread-001.html"):
        page.goto((dossier / name).as_uri())
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
        assert page.evaluate("[...document.images].every(each => each.complete && each.naturalWidth > 100)")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert said == []
    assert all(url.startswith(dossier.as_uri()) for url in asked)
    assert any(url.endswith(".png") for url in asked)
    context.close()


@pytest.mark.parametrize("name", ["index.html", "threads/thread-001.html"])
def test_no_barriers(browser: Any, dossier: Path, name: str) -> None:
    """axe finds nothing serious, in light and dark."""
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed").Axe()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto((dossier / name).as_uri())
        found = axe.run(page)["violations"]
        grave = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
        assert grave == [], scheme
        context.close()
