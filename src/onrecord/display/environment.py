"""The one template environment: what the app and the dossier render with.

In: the packages whose `templates/` folders hold the pages. Out: a jinja environment in which everything is escaped, a name that
is missing is an error and never silence, and values become words by the filters of `words`. Macros that both share stand in
`display/templates` and are imported by their file name, such as `{% from "_finding.html" import finding %}`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.display import number_words, quotation_words, words

STYLES = ("base.css", "pieces.css")  # in the order in which a page loads them


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
        number=number_words.number_words,
        value=number_words.value_words,
        counts_what=number_words.counts_what,
        verdict_label=quotation_words.verdict_label,
        verdict_sentence=quotation_words.verdict_sentence,
        verdict_tone=quotation_words.verdict_tone,
        edit_words=quotation_words.edit_words,
        coverage_statement=quotation_words.coverage_statement,
        quotation_runs=quotation_words.quotation_runs,
        record_runs=quotation_words.record_runs,
        cut_runs=quotation_words.cut_runs,
    )
    return environment


@cache
def base_style() -> str:
    """The shared stylesheets as one, for a page that carries its own."""
    folder = files("onrecord.display") / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
