"""What a page is asked for: the words and numbers of its address, and addresses with one of them changed.

In: a request. Out: words without blanks around them, a part of a list, addresses for the links of filters. Trap: an address is
typed by anybody, so that nothing of it is believed: what is no number is none.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from onrecord.casefile.views import Slice

ROWS = 60  # of a list on one page
_FIRST = "from"


def word_of(request: Request, name: str) -> str:
    """A word of the address, empty where it is not there."""
    return request.query_params.get(name, "").strip()


def choice_of(request: Request, name: str, known: tuple[str, ...]) -> str:
    """A word of the address where it is one of the known ones, else nothing."""
    word = word_of(request, name)
    return word if word in known else ""


def first_of(request: Request) -> int:
    """The first row that is asked for."""
    word = word_of(request, _FIRST)
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0


def part_of(request: Request, rows: int = ROWS) -> Slice:
    """The part of a list that is asked for."""
    return Slice(limit=rows, offset=first_of(request))


def day_of(request: Request, name: str) -> date | None:
    """A day of the address in ISO form."""
    try:
        return date.fromisoformat(word_of(request, name)[:10])
    except ValueError:
        return None


def address_with(request: Request, **changes: str) -> str:
    """The address of the page with some of its words changed; an empty one is taken out, and the list begins anew."""
    kept = {name: value for name, value in request.query_params.items() if name != _FIRST and name not in changes}
    query = urlencode({**kept, **{name: value for name, value in changes.items() if value}})
    return request.url.path + (f"?{query}" if query else "")


def own_path(word: str, otherwise: str) -> str:
    """A path of the app to go back to; `otherwise` where the word is anything else, such as another site's address."""
    is_own = word.startswith("/") and not word.startswith(("//", "/\\")) and word.isprintable() and len(word) < 4000
    return word if is_own else otherwise
