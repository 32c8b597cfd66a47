"""What kind of difference lies between two single words: an article, an ending, a spelling, a pronoun, a number, a name ...

In: a word of a quotation and the word that stands in its place in a record. Out: one kind, in the words of the trace
export. Rules only: how alike two words look decides nothing but whether a slip of the scanner explains the difference.
Trap: a scanner's "h" for "b" makes "tbe", which is no word, but also "hear" out of "bear", which is another; such pairs of
real words are never called a slip.
"""

from __future__ import annotations

from functools import lru_cache

from onrecord.text.triggers import is_negation
from onrecord.text.words import Word, is_number

ARTICLES = frozenset(("a", "an", "the"))
_PRONOUNS_TEXT = """
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
    itself they them their theirs themselves one who whom whose this that these those
"""
PRONOUNS = frozenset(_PRONOUNS_TEXT.split())
# Each row is one verb in forms that only tense or agreement tells apart.
_MODALS = tuple(row.split() for row in ("will would 'd", "can could", "may might", "shall should", "must", "ought"))
_AUXILIARIES = tuple(
    row.split() for row in ("am is are was were be been being 's", "have has had having 'd 's", "do does did done doing")
)
_IRREGULAR = tuple(
    row.split()
    for row in """become became
begin began begun
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
draw drew drawn
drive drove driven
fall fell fallen
feel felt
fight fought
find found
forget forgot forgotten
get got gotten
give gave given
go goes went gone
grow grew grown
hear heard
hold held
keep kept
know knew known
lead led
leave left
lose lost
make made
mean meant
meet met
pay paid
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
sit sat
speak spoke spoken
spend spent
stand stood
take took taken
teach taught
tell told
think thought
understand understood
win won
write wrote written
child children
man men
woman women
person people
life lives""".splitlines()
)
_LEMMAS = {form: row[0] for row in (*_AUXILIARIES, *_IRREGULAR) for form in reversed(row)}
_MODAL_FAMILY = {form: number for number, row in enumerate(_MODALS) for form in row}
_CONTRACTED = {"'d": ("would", "had"), "'s": ("is", "has", "us")}

# Letters that scanners take for each other, each group under one sign: "tbe", "b0dies", "narned", "palience", "presidcncy".
_MERGED = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_CONFUSED = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "t": "l", "j": "l", "b": "h", "8": "h", "e": "c", "5": "s", "9": "g", "q": "g"}
)
# Words that become another word by such a confusion.
_REAL_WORDS_TEXT = """
ab academics academies ah al ali alien all allen alt analysis analysts arc are at ba back backed backer backers backing
bad bail bailing bait bale ball ban band bands bang bank bar barn bash bat bate battle be bear beard bearing bears beat
beating beck bell belly below belt bend best bet bid bide bile bill bills bit bite bits bitter boast boil bold bolt book
boot born borne both bottle bound bow boy bug bum bummed bums bunt buried burn burned burns burt but caller cane car
carly cars cart case cast cat cattle cave ceil certainly certainty cities clamp clan clark class clay clean clear click
climb clip clock clog close cloud clown clue coal coat cold com come compiled complied corn cover dam damp dan dark darn
date day dean dear dick dip dock dog dose doubled doubted down due ear early ears ease easier east easter eat economics
economies elites ell fail failing fails fall falling falls fee feel feet fell felt fem fern files filling fine fire
fitting flies fool foot formal format goal goat ha hack hacked hacker hackers hacking had hail hailed hailing hale hall
halt halted halting ham han hand hands hang hank har hash hat hate he heal healing hear heard hearing hears heat heating
heck hell hest hid hide hill hills hilly hilt hint hit hits hitter hoist hold home hook hoot horn hot hound how hoy hub
hug huh hunt hurled hurt hurtle hut ice icon ill it jack jail jake jane jaw jay jean jeans jet jets jill jo joan jock
jose joy june lab lack lag lake lamb lame lamp lan lane lank lap lar late later latter law lax lay lead lean leans learn
learned led lee lend lens lent lest let lets letter letting lick lid lie lied lies life lift light lime limes lin lip
list lit loan lock lone long look lose loss lot low lower lowers luck lug luna lying mail mailer mails male mall malls
malt mate matter meal meat mill mitt modem modern not old over paris part parts pic pie pol port pot project projected
projecting projection projections projects properly property protect protected protecting protection protections
protects pulling putting rallied rattle rattled read repeal repealing repeat repeating roiled rolled safely safety
scaled seal sealed seals seat seated seats sec see selling setting slate slated slaying sleep spill split spoiled
spotted state stated staying steep stem stern tab table tack tag tail take tale talk tall tame tamp tan tank tap tape
tar tater tax team teamed ted teller telling tend tens tent test thai than that then tick tie tied ties tight till tilt
time times tin tip tire to tom tone tong took torn toss tot tour tow tower towers toy trace trails traits tread tuck tug
tum tuna tune turn tying veiled vetted victor wait wall walt warm warn water well welt while white wish with worm worn
"""
_REAL_WORDS = frozenset(_REAL_WORDS_TEXT.split())


def compare_words(quote: Word, record: Word, *, opens: bool = False) -> str:
    """The kind of difference between two words in each other's place.

    One of: contraction, number_spelling, case, same (equal keys); article, pronoun, tense, modal, negation, number,
    inflection, spelling, name, word. `opens` is True where the record's word opens its sentence, so that its capital
    names nobody.
    """
    if quote.key == record.key:
        return _spelled(quote, record)
    kind = _compare_keys(quote.key, record.key)
    if kind == "word" and not opens and quote.text[:1].isupper() and record.text[:1].isupper():
        return "name"
    return kind


def _spelled(quote: Word, record: Word) -> str:
    a, b = quote.text, record.text
    if a == b:
        return "same"
    if a.lower() == b.lower():
        return "case"
    if "'" in a or "'" in b:
        return "contraction"
    return "number_spelling"


@lru_cache(maxsize=65536)
def _compare_keys(quote: str, record: str) -> str:
    both = (quote, record)
    if record in _CONTRACTED.get(quote, ()) or quote in _CONTRACTED.get(record, ()):
        return "contraction"
    if all(key in ARTICLES for key in both):
        return "article"
    if any(is_number(key) for key in both):
        return "spelling" if is_scanner_slip(quote, record) else "number"
    if any(is_negation(key) for key in both) and not same_lemma(quote, record):
        return "spelling" if is_scanner_slip(quote, record) else "negation"
    if any(key in _MODAL_FAMILY for key in both):
        return _compare_modals(quote, record)
    if same_lemma(quote, record):
        return "tense" if quote in _LEMMAS or record in _LEMMAS else "inflection"
    if all(key in PRONOUNS for key in both):
        return "pronoun"
    if is_scanner_slip(quote, record) or is_spelling_variant(quote, record):
        return "spelling"
    return "word"


def _compare_modals(quote: str, record: str) -> str:
    if quote in _MODAL_FAMILY and record in _MODAL_FAMILY and _MODAL_FAMILY[quote] == _MODAL_FAMILY[record]:
        return "tense"
    return "spelling" if is_scanner_slip(quote, record) else "modal"


def is_modal(key: str) -> bool:
    """True for "will", "could", "must" and their like."""
    return key in _MODAL_FAMILY


def is_auxiliary(key: str) -> bool:
    """True for the forms of be, have and do."""
    return _LEMMAS.get(key) in ("am", "have", "do")


def same_lemma(a: str, b: str) -> bool:
    """True where only an ending tells two words apart: raid and raids, plan and planned, take and took.

    >>> same_lemma("raids", "raid"), same_lemma("took", "take"), same_lemma("arrest", "arise")
    (True, True, False)
    """
    if _LEMMAS.get(a, a) == _LEMMAS.get(b, b):
        return True
    return min(len(a), len(b)) >= 3 and bool(_stems(a) & _stems(b))


@lru_cache(maxsize=65536)
def _stems(word: str) -> frozenset[str]:
    """The word without its ending, in each spelling that the bare word may have."""
    stems = {word}
    for ending in ("'s", "s", "es", "ed", "ing", "d", "ies", "ied"):
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < 2:
            continue
        if ending in ("ies", "ied"):
            stems.add(stem + "y")
        elif ending in ("ed", "ing"):
            stems |= {stem, stem + "e"}
            if stem[-1] == stem[-2:-1]:
                stems.add(stem[:-1])
        else:
            stems.add(stem)
    return frozenset(stem for stem in stems if len(stem) > 2)


def is_scanner_slip(a: str, b: str) -> bool:
    """True where letters that scanners confuse explain the whole difference and at most one of the two is a known word.

    >>> is_scanner_slip("b0dies", "bodies"), is_scanner_slip("hear", "bear"), is_scanner_slip("15", "51")
    (True, False, False)
    """
    if a == b or (a.isdigit() and b.isdigit()) or (a in _REAL_WORDS and b in _REAL_WORDS):
        return False
    if max(len(a), len(b)) < 3 and a.isalpha() and b.isalpha():  # "t0" is a slip for "to", but "is" is none for "it"
        return False
    return scanned_form(a) == scanned_form(b)


def scanned_form(word: str) -> str:
    """The one form that all words share which a scanner may take for each other; to find by, never to judge by.

    >>> scanned_form("b0dies") == scanned_form("bodies"), scanned_form("narned") == scanned_form("named")
    (True, True)
    """
    word = word.translate(_CONFUSED)
    for group, sign in _MERGED:
        word = word.replace(group, sign)
    return word


def is_spelling_variant(a: str, b: str) -> bool:
    """True for American against British spelling: color and colour, organise and organize, center and centre."""
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    if len(short) < 5:
        return False
    pairs = (
        ("our", "or"),
        ("is", "iz"),
        ("ys", "yz"),
        ("tre", "ter"),
        ("ll", "l"),
        ("ence", "ense"),
        ("ogue", "og"),
        ("mme", "m"),
    )
    return any(
        british in word and word.replace(british, american) == other
        for british, american in pairs
        for word, other in ((short, long), (long, short))
    )
