"""The one template environment: what the app and the dossier render with.

In: the packages whose `templates/` folders hold the pages. Out: a jinja environment in which everything is escaped, a name that
is missing is an error and never silence, and values become words by the filters of `words`. Macros that both share stand in
`display/templates` and are imported by their file name, such as `{% from "_finding.html" import finding %}`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.display import words


def make_environment(*packages: str) -> Environment:
    """An environment over the templates of these packages first, then over the shared ones."""
    loaders = [PackageLoader(package, "templates") for package in (*packages, "onrecord.display")]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        counted=words.counted,
        days=words.days,
        instant=words.instant,
        citation=words.citation,
        snippet=words.snippet,
        clipped=words.clipped,
        short_name=words.short_name,
    )
    return environment


@cache
def base_style() -> str:
    """The shared stylesheet, for a page that carries its own."""
    return (files("onrecord.display") / "static" / "base.css").read_text(encoding="utf-8")
