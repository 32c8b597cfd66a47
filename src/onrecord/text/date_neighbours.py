"""What the words beside an expression of time say against it: "May" the person, "2,000" the count, "a second term".

In: an expression with the tokens around it. Out: whether it stands. Each veto names the kind of text that made it necessary.
It looks at most two tokens to either side.
"""

from __future__ import annotations

from onrecord.text.date_forms import DateExpression
from onrecord.text.date_lexicon import Tokens

NAMES_TOO = frozenset(("april", "june", "august", "may", "march"))  # "June Carter", "Theresa May", "March for Life"
BEFORE_ANY = ("in", "of", "by", "since", "until", "till", "during", "from", "to", "through", "late", "early", "mid")
BEFORE_A_MONTH = frozenset((*BEFORE_ANY, "and", "or", "last", "next", "this", "between"))
BEFORE_A_YEAR = frozenset((*BEFORE_ANY, "before", "after", "for", "the", "year"))
BEFORE_A_LENGTH = frozenset(("for", "in", "within", "over", "after", "of"))  # "for years", "years" alone is a noun
SHORT_NAMES_TOO = frozenset(("mar", "dec", "jan"))  # "Jan Brewer"
NIGHT = 3
RATE_WORDS = frozenset(("million", "billion", "thousand", "percent", "%", "once", "twice", "half"))
GLUE = frozenset(",.-/:–$£€#+&_")
SECOND_COUNTS = frozenset(("length", "length_hyphen", "ago", "from_event", "length_few", "length_bare", "span"))


def stands(expression: DateExpression, tokens: Tokens, first: int, end: int) -> bool:
    """True unless the neighbours show that the words mean no time."""
    form = expression.form
    if form.kind in ("year", "numeric", "iso", "quarter") and form.year and _is_glued(tokens, first, end):
        return False
    if expression.rule == "year":
        return _is_year(expression)
    if expression.rule == "month" and len(form.words) == 1:
        return _is_month(expression)
    if form.unit == "second" and expression.rule not in SECOND_COUNTS:
        return False
    if expression.rule == "length_bare":
        return expression.before.lower() in BEFORE_A_LENGTH
    if expression.rule == "length_a":
        return form.unit != "quarter" and not _is_rate(expression)
    if expression.rule == "part" and form.part == NIGHT:
        return False  # "the night" is told of without a day
    if form.kind == "bare" and form.words[0] not in ("the", "its"):
        return False  # "his day in court"
    if form.kind == "future" and expression.before.lower() in ("as", "so", "how", "too"):
        return False
    return not (form.unit in ("minute", "hour") and form.kind == "bare")


def _is_rate(expression: DateExpression) -> bool:
    """ "Four flights a week", "$2 million a year": how often or how much, not how long."""
    before = expression.before.lower()
    is_plural = before.endswith("s") and before not in ("takes", "was", "lasts", "is", "as")
    return len(expression.form.words) == 2 and (is_plural or before in RATE_WORDS or before.isdigit())


def _is_glued(tokens: Tokens, first: int, end: int) -> bool:
    """ "$1,998", "1998.5", "555-1998", "/2017/10/": part of a longer number or a path."""
    if first and tokens.words[first - 1] in GLUE and tokens.end(first - 1) == tokens.starts[first]:
        sign = tokens.words[first - 1]
        if first == 1 or sign in "$£€#/":
            return True
        touches = tokens.end(first - 2) == tokens.starts[first - 1]
        if touches and (sign not in "-–" or tokens.words[first - 2][-1].isdigit()):
            return True
    if end + 1 < len(tokens.words) and tokens.words[end] in ",.:" and tokens.starts[end] == tokens.end(end - 1):
        return tokens.words[end + 1][0].isdigit() and tokens.starts[end + 1] == tokens.end(end)
    return False


def _is_year(expression: DateExpression) -> bool:
    """A bare number of four digits is a year from 1900 on, an older or round one only after a preposition."""
    year, before = expression.form.year or 0, expression.before.lower()
    if expression.after == "%" or expression.before in "$£€#":
        return expression.before == ""
    if before in BEFORE_A_YEAR:
        return 1500 <= year <= 2099
    counts = expression.after.islower() and expression.after.endswith("s") and year % 50 == 0
    return 1900 <= year <= 2059 and not counts


def _is_month(expression: DateExpression) -> bool:
    """ "April Ryan said" and "Prime Minister May" are people; "in April" is a month."""
    name, before = expression.form.words[0], expression.before.lower()
    if before in BEFORE_A_MONTH:
        return True
    if name in SHORT_NAMES_TOO:
        return expression.after == "."
    if name not in NAMES_TOO:
        return True
    return name not in ("may", "march") and not (expression.after[:1].isupper() or expression.before[:1].isupper())
