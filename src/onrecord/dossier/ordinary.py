"""Ordinary words: what tells a person's name from a phrase, a place or a body. It holds no name of a person.

In: words in lower case. Out: whether a word is one of everyday English, of a place, of a body or a title. The list of
everyday words is that of SCOWL (see the head of `ordinary_words.csv`); places stand here because a release is full of
them and masking them would say less than it hides. Trap: "young", "banks" and "grace" are ordinary words and names.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from onrecord.text.name_words import (
    BODY_WORDS,
    HONORIFICS,
    OFFICE_MODIFIERS,
    OFFICE_NOUNS,
    OPENERS,
    PARTICLES,
    RANKS,
    SUFFIXES,
    THING_WORDS,
    TIME_MODIFIERS,
    UNNAMED_NOUNS,
)

_WORDS_FILE = Path(__file__).parent / "ordinary_words.csv"

_STATES_TEXT = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa
kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada
hampshire jersey mexico york carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont virginia
washington wisconsin wyoming columbia puerto rico guam samoa usa u.s u.s.a us uk dc
"""
_COUNTRIES_TEXT = """
afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus
belgium belize benin bhutan bolivia bosnia botswana brazil bulgaria burkina burma burundi cambodia cameroon canada chad chile
china colombia comoros congo costa croatia cuba cyprus denmark djibouti dominica dominican ecuador egypt salvador eritrea
estonia ethiopia fiji finland france gabon gambia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary
iceland india indonesia iran iraq ireland israel italy jamaica japan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos
latvia lebanon lesotho liberia libya lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania
mauritius moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman
pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore
slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga
trinidad tobago tunisia turkey turkmenistan uganda ukraine emirates kingdom uruguay uzbekistan vanuatu venezuela vietnam yemen
zambia zimbabwe europe africa asia america americas caribbean guatemalan honduran salvadoran colombian venezuelan haitian
cuban ecuadorian nicaraguan peruvian brazilian indian pakistani vietnamese korean japanese filipino nigerian somali dominican
jamaican polish romanian ukrainian armenian iranian turkish italian irish israeli palestinian
"""
# Cities of more than some 250,000 people in one country, and seats of its agencies' field offices: by their distinctive words.
_CITIES_TEXT = """
albuquerque anaheim anchorage angeles antonio arlington atlanta aurora austin bakersfield baltimore baton boise boston bronx
brooklyn buffalo charlotte chesapeake chicago cincinnati cleveland corpus dallas denver detroit durham fresno greensboro
honolulu houston indianapolis irvine jacksonville laredo memphis mesa miami milwaukee minneapolis manhattan nashville newark
norfolk oakland omaha orlando orleans philadelphia phoenix pittsburgh plano portland queens raleigh reno riverside rochester
sacramento salem francisco seattle spokane stockton tacoma tampa toledo tucson tulsa vegas wichita juarez tijuana matamoros
reynosa mcallen brownsville calexico nogales yuma adelanto tornillo dilley karnes eloy florence batavia
"""
PLACES = frozenset(f"{_STATES_TEXT} {_COUNTRIES_TEXT} {_CITIES_TEXT}".split())

# Words of a text's own machinery: mail, forms, exemptions, the body of a page.
_FORM_TEXT = """
re fw fwd cc bcc to from sent subject attachments attachment importance date page pages foia foiaonline dob ssn poc tel fax
ext www http https html pdf docx xlsx eml msg mbox zip csv txt jpg png com org gov mil edu net unclassified classified
sensitive fouo les redacted withheld exemption unreadable mailto original message forwarded reply wrote am pm est edt cst cdt
mst mdt pst pdt utc gmt mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec ice cbp dhs uscis ero hsi
opla doj eoir fbi dea atf usms hhs orr omb gao oig ins nta dui dwi pdt faq online email emails voicemail inbox homepage
website login username timestamp staff energy utilities wholesale suite floor holdings petroleum electric detainee detainees
deportee deportees immigrations tranche sweep creek wire ledger cnn npr nbc abc cbs aclu
"""
FORM_WORDS = frozenset(_FORM_TEXT.split())

# Words that stand in every sentence, and may be names ("Will", "May", "Do"): alone they tell nobody.
_FUNCTION_TEXT = """
a about after again all also am an and any are as at back be been before being but by can could day did do does done down each
even ever every few first for from get go good had has have he her here him his how i if in into is it its just know last le
let like long made make many may me might more most much must my never new next no not now of off ok old on once one only or
other our out over own per so some still such than that the their them then there these they this those three through time to
too two under until up us use very was way we well were what when where which while who why will with would yes yet you your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_TEXT.split())

NAME_PARTICLES = PARTICLES | {"e", "las", "los", "san", "santa"}
_NOT_NAMES = BODY_WORDS | THING_WORDS | FORM_WORDS | UNNAMED_NOUNS | TIME_MODIFIERS | OPENERS


@cache
def everyday_words() -> frozenset[str]:
    """Some forty thousand words of everyday English in lower case."""
    lines = _WORDS_FILE.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_everyday(word: str) -> bool:
    """True for a word that a text may hold without naming anybody."""
    return word in everyday_words() or word in _NOT_NAMES or word in OFFICE_NOUNS or word in OFFICE_MODIFIERS


def is_place(word: str) -> bool:
    """True for the name of a state, a country, their people, or a large city."""
    return word in PLACES


def is_title(word: str) -> bool:
    """True for what may stand before a name: "mr", "sergeant", "director"."""
    return word in HONORIFICS or word in RANKS or word in OFFICE_NOUNS


def names_no_person(word: str) -> bool:
    """True for a word with which no run of words is a person's name: a body, a law, a form, a group, a place."""
    return word in _NOT_NAMES or word in PLACES or (word in OFFICE_NOUNS and word not in HONORIFICS)


def is_suffix(word: str) -> bool:
    """True for "jr", "iii", "esq"."""
    return word in SUFFIXES
