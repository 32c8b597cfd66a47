"""The one template environment: what the app and the dossier render with.

In: the packages whose `templates/` folders hold the pages. Out: a jinja environment in which everything is escaped, a name that
is missing is an error and never silence, and values become words by the filters of `words`. Macros that both share stand in
`display/templates` and are imported by their file name, such as `{% from "_finding.html" import finding %}`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.display import joined_places, number_words, quotation_words, words
from onrecord.display.reader_style import ENGLISH, ReaderStyle
from onrecord.links.header_names import plain_name

STYLES = ("base.css", "pieces.css")  # in the order in which a page loads them


def make_environment(*packages: str, style: ReaderStyle = ENGLISH) -> Environment:
    """An environment over the templates of these packages first, then over the shared ones, for readers of one style."""
    loaders = [PackageLoader(package, "templates") for package in (*packages, "onrecord.display")]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(_filters(style))
    return environment


def _filters(style: ReaderStyle) -> dict[str, Callable[..., object]]:
    """Everything that makes words of values, by its name in the templates."""
    styled: dict[str, Callable[..., object]] = {
        "counted": words.counted,
        "grouped": words.grouped,
        "days": words.days,
        "instant": words.instant,
        "with_days": words.with_days,
        "instant_utc": words.instant_utc,
        "citation": words.citation,
    }
    of_numbers: dict[str, Callable[..., object]] = {"number": number_words.number_words, "value": number_words.value_words}
    plain: tuple[Callable[..., object], ...] = (
        joined_places.joined_places,
        *(
            words.snippet,
            words.clipped,
            words.head,
            words.tail,
            plain_name,
            words.exact,
            words.short_name,
            number_words.counts_what,
        ),
        *(quotation_words.verdict_label, quotation_words.verdict_sentence, quotation_words.verdict_tone),
        *(quotation_words.edit_words, quotation_words.coverage_statement),
        *(quotation_words.quotation_runs, quotation_words.record_runs, quotation_words.cut_runs),
    )
    return {
        **{name: partial(words_of, style=style) for name, words_of in styled.items()},
        **{name: partial(words_of, style=style.numbers) for name, words_of in of_numbers.items()},
        **{words_of.__name__: words_of for words_of in plain},
    }


@cache
def base_style() -> str:
    """The shared stylesheets as one, for a page that carries its own."""
    folder = files("onrecord.display") / "static"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
