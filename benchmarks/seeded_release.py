"""An invented release full of private strings whose every place is known, beside officials who must keep their names.

In: a folder, a number of people, a seed of chance. Out: mails, plain texts, articles, a PDF and file names, and `Seeds`: every
private string as printed, the words and digits that must not be read anywhere, and the officials. It shares no code with the
program: names are drawn from the lists below, which nothing else knows. No word of the running text is a word of a name, so
a name's word that is read in what comes out has got out.
"""

from __future__ import annotations

import base64
import calendar
import random
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

_GIVEN_TEXT = """
Juan María José Guadalupe Luis Rosalía Jesús Xiomara Néstor Yesenia Wilmer Marisol Osvaldo Itzel Édgar Lupita Ramiro Zulema
Fidel Araceli Gustavo Nayeli Heriberto Ofelia Isidro Perla Joaquín Reyna Leopoldo Socorro Moisés Tomasa Noé Úrsula Octavio
Viridiana Nguyệt Thanh Bảo Hương Quốc Linh Abdirahman Fatuma Khalid Amina Yusuf Halima Dawit Selam Kofi Abena Chinedu Ngozi
Oluwaseun Folake Oksana Dmytro Zlatko Mirjana Ewelina Zbigniew Rajesh Priyanka Harpreet Sukhdeep Wei Xiulan Minh Soo-jin
Jae-won Thandiwe Sipho Jean-Baptiste Marie-Claire Widelène Stanley-Joe Anne-Sofie Björn Søren Zoë Siobhán Ciarán D'Angelo
La'Toya Grace Rose Faith Hope
"""
GIVEN = _GIVEN_TEXT.split()
_FAMILY_TEXT = """
Pérez González Hernández Martínez Ramírez Sánchez Velásquez Castañeda Zúñiga Ordóñez Menjívar Chávez Quiñones Núñez Ibáñez
Ávila Montoya Villatoro Escobedo Tzunún Ajpacajá Xitumul Coc Caal Guaraca Pilataxi Fuentes-Lara Ruiz-Soto Ochoa-Brambila
Barrientos Umaña Alvarenga Argueta Cañas Bonilla Zelaya Murillo Pineda Cárcamo Galeas Lagunes Tlatelpa Xochihua Nambo Huerta
Zepeda Nguyễn Trần Phạm Đặng Ngô Warsame Abdullahi Gebremariam Tesfaye Okonkwo Adebayo Owusu Mensah Diallo Traoré Petrenko
Kovalchuk Jovanović Wójcik Szymański Sharma Singh Gill Zhāng Huang Kim Dlamini Mokoena Desrosiers Toussaint Delacroix-Noël
O'Halloran Ní-Bhriain McGillicuddy Ångström Sørensen Banks Young Brown Rivers Fields Abu-Hamad el-Sayed ben-Ami Yılmaz Öztürk
Çelik Łukasik
"""
FAMILY = _FAMILY_TEXT.split()
_OFFICIAL_GIVEN_TEXT = """
Harlan Prudence Thaddeus Lavinia Cornelius Henrietta Barnaby Winifred Ambrose Cordelia Rufus Octavia
"""
OFFICIAL_GIVEN = _OFFICIAL_GIVEN_TEXT.split()
_OFFICIAL_FAMILY_TEXT = """
Whitcombe Ashgrove Thistlewood Pemberly Larkspurne Hollingbroke Wexfordham Satterthwaite Bracknelle Cavendoor Dunmorrow
Eastwicke Fotheringale Gainsborowe Hathersage Inglethorpe Jessamond Kettleburne Lytheham Mapplethwaite Netherfieldt Oxenholme
Pickersgyll Quarrington Ravenscrofte Stanhopeley Trelawnie Underwoode Vavasoure Wolstenholme Yardlington Zouchley Applegarthe
Bickerstaff
"""
OFFICIAL_FAMILY = _OFFICIAL_FAMILY_TEXT.split()
SENIOR_TITLES = (
    "Director", "Deputy Director", "Commissioner", "Acting Commissioner", "Field Office Director", "Chief Counsel",
    "Press Secretary", "Chief of Staff", "Assistant Secretary", "Inspector General",
)  # fmt: skip
_STREETS_TEXT = """
Alderbrook Copperleaf Dunlark Elmcroft Foxhollow Gravelstone Heronmoor Ironbark Juniperdale Kestrelway
"""
STREETS = _STREETS_TEXT.split()
# Running text without a word of any name above.
LINES = (
    "The team went out before dawn and came back with the papers that had been asked for.",
    "Nobody in the office could say when the list would be complete.",
    "We were told to send the write-up tonight and to keep the numbers for ourselves.",
    "There is no conviction on file, and the notice was sent to the wrong place.",
    "Please confirm that the bed is still free and that the bus leaves at nine.",
    "The officer at the desk wrote down what was said and closed the matter.",
)


@dataclass(slots=True)
class Person:
    """One private person with everything that is private about them."""

    given: str
    family: str
    a_number: str
    ssn: str
    fins: str
    phone: str
    email: str
    born: tuple[int, int, int]
    street: str


@dataclass(slots=True)
class Seeds:
    """What must not come out, and what must stay. `printed` are (kind of spelling, place, string as printed)."""

    printed: list[tuple[str, str, str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    digits: set[str] = field(default_factory=set)
    officials: list[tuple[str, str, str]] = field(default_factory=list)  # given, family, title
    kept_by_list: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """Lower case without accents."""
    special = text.translate(str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"}))
    return "".join(c for c in unicodedata.normalize("NFKD", special) if not unicodedata.combining(c)).lower()


def make_release(folder: Path, *, n_people: int, n_officials: int = 200, chance: int = 7) -> Seeds:
    """Write the release into a folder and say what is in it."""
    rng = random.Random(chance)
    seeds = Seeds()
    people = [_person(rng, number) for number in range(n_people)]
    officials = _officials(rng, n_officials)
    seeds.officials = officials
    third = len(officials) // 3
    seeds.kept_by_list = [f"{given} {family}" for given, family, _ in officials[:third]]
    for person in people:
        for name in (person.given, person.family):
            parts = plain(name).replace("'", "").replace("-", " ").split()
            seeds.words |= {part for part in parts if len(part) > 3}
        seeds.digits |= {person.a_number, person.ssn, person.fins, person.phone}
    _write_pack(folder / "packs" / "invented", officials[third : 2 * third])
    for number, start in enumerate(range(0, n_people, 4)):
        group = people[start : start + 4]
        _write_mail(folder, number, group, officials[number % len(officials)], seeds, rng)
        if number % 3 == 0:
            _write_note(folder, number, group, seeds)
        if number % 4 == 0:
            _write_article(folder, number, group, officials[(number * 7) % len(officials)], seeds)
    _write_pdf(folder, people[:60], officials, seeds)
    _write_signatures(folder, officials[2 * third :])
    return seeds


def make_single_mentions(folder: Path, *, n_each: int = 25, chance: int = 11) -> list[tuple[str, Path, set[str]]]:
    """Texts that name one person once, in one spelling, in running text, and nothing else: (kind, file, words of the name).

    It is the hardest case: no other place tells that these words are a name. Every kind has a folder, for a case of its own.
    """
    rng = random.Random(chance)
    written = []
    for at in range(len(name_spellings(_person(rng, 0)))):
        for number in range(n_each):
            person = _person(rng, number)
            kind, words = name_spellings(person)[at]
            parts = plain(f"{person.given} {person.family}").replace("'", "").replace("-", " ").split()
            text = f"{LINES[number % 6]} It was said that {words} was there in the end. {LINES[(number + 1) % 6]}\n"
            path = folder / f"kind_{at:02}" / "records" / f"single_{number:02}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            told = "".join(c for c in plain(unquote(words)) if c.isalpha())
            written.append((kind, path, {part for part in parts if len(part) > 4 and part in told}))
    return written


def _person(rng: random.Random, number: int) -> Person:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    if rng.random() < 0.35:
        family = f"{family} {rng.choice(FAMILY)}"
    local = plain(f"{given}.{family.split()[0]}").replace("'", "").replace(" ", "")
    return Person(
        given=given,
        family=family,
        a_number=f"{rng.randrange(10**7, 3 * 10**8):09}",
        ssn=f"{rng.randrange(100, 650)}{rng.randrange(10, 99)}{rng.randrange(1000, 9999)}",
        fins=f"{rng.randrange(10**9, 10**10 - 1)}",
        phone=f"{rng.choice((202, 213, 312, 415, 646, 713))}555{rng.randrange(1000, 9999)}",
        email=f"{local}{number}@{rng.choice(('examplemail.com', 'postbox.example.org', 'correo.example.mx'))}",
        born=(rng.randrange(1950, 2012), rng.randrange(1, 13), rng.randrange(1, 29)),
        street=f"{rng.randrange(100, 9999)} {rng.choice(STREETS)} {rng.choice(('St', 'Avenue', 'Road', 'Ct.'))}",
    )


def _officials(rng: random.Random, number: int) -> list[tuple[str, str, str]]:
    pairs = [(given, family) for family in OFFICIAL_FAMILY for given in OFFICIAL_GIVEN]
    rng.shuffle(pairs)
    return [(given, family, rng.choice(SENIOR_TITLES)) for given, family in pairs[:number]]


# ---- spellings -----------------------------------------------------------------------------------------------------


def name_spellings(person: Person) -> list[tuple[str, str]]:
    """(kind, string) of a name."""
    given, family = person.given, person.family
    first = family.split()[0]
    ascii_name = plain(f"{given} {family}")
    return [
        ("first last", f"{given} {family}"),
        ("FIRST LAST", f"{given} {family}".upper()),
        ("first last, small", f"{given} {family}".lower()),
        ("Last, First", f"{family}, {given}"),
        ("LAST, First", f"{family.upper()}, {given}"),
        ("F. Last", f"{given[0]}. {family}"),
        ("First Q. Last", f"{given} Q. {family}"),
        ("surname s", f"{first}’s"),
        ("given name alone", given),
        ("without accents", ascii_name.title()),
        ("spaced out", " ".join(first.upper())),
        ("over a line", f"{given}\n{family}"),
        ("percent", quote(f"{given} {family}")),
        ("under_scored", ascii_name.replace(" ", "_")),
        ("JoinedUp", "".join(word.title() for word in ascii_name.replace("-", " ").replace("'", "").split())),
        ("Last First", f"{family} {given}"),
    ]


def a_number_spellings(digits: str) -> list[tuple[str, str]]:
    """(kind, string) of an A-number."""
    a, b, c = digits[:3], digits[3:6], digits[6:]
    return [
        ("A number", f"A{digits}"),
        ("A number, spaced", f"A {a} {b} {c}"),
        ("A number, dashed", f"A{a}-{b}-{c}"),
        ("A number, hash", f"A# {digits}"),
        ("Alien No.", f"Alien No. {a} {b} {c}"),
        ("A number, dots", f"a.{a}.{b}.{c}"),
        ("A number, thin dashes", f"A\u2011{a}\u2011{b}\u2011{c}"),
        ("A number, wide", "".join(chr(ord(ch) + 0xFEE0) for ch in f"A{digits}")),
        ("A number, digits apart", "A " + " ".join(digits)),
        ("A number, over a line", f"A{a}\n{b} {c}"),
        ("digits alone", f"{a} {b} {c}"),
    ]


def other_spellings(person: Person) -> list[tuple[str, str]]:
    """(kind, string) of everything else; a label that makes it what it is goes with it."""
    s, p = person.ssn, person.phone
    y, m, d = person.born
    return [
        ("SSN dashed", f"{s[:3]}-{s[3:5]}-{s[5:]}"),
        ("SSN labelled", f"SSN: {s[:3]} {s[3:5]} {s[5:]}"),
        ("FINS", f"FINS: {person.fins}"),
        ("FBI", f"FBI No. {person.fins[:6]}AB{person.fins[6]}"),
        ("phone, brackets", f"({p[:3]}) {p[3:6]}-{p[6:]}"),
        ("phone, dots", f"{p[:3]}.{p[3:6]}.{p[6:]}"),
        ("phone, plain", f"cell {p}"),
        ("mail address", person.email),
        ("street", person.street),
        ("DOB, slashes", f"DOB {m:02}/{d:02}/{y}"),
        ("DOB, words", f"born on {calendar.month_name[m]} {d}, {y}"),
        ("DOB, military", f"D.O.B. {d:02}-{calendar.month_name[m][:3].upper()}-{y}"),
        ("DOB, iso", f"date of birth: {y}-{m:02}-{d:02}"),
    ]


class _Putter:
    """Gives one person's spellings and remembers that they were printed."""

    def __init__(self, seeds: Seeds, person: Person) -> None:
        self._seeds = seeds
        self._spelled = dict([*name_spellings(person), *a_number_spellings(person.a_number), *other_spellings(person)])

    def __call__(self, kind: str, place: str = "text") -> str:
        self._seeds.printed.append((kind, place, self._spelled[kind]))
        return self._spelled[kind]


# ---- files ---------------------------------------------------------------------------------------------------------


def _write_mail(
    folder: Path, number: int, people: list[Person], official: tuple[str, str, str], seeds: Seeds, rng: random.Random
) -> None:
    """One mail about a few people: a table of forms, running text, a quoted message, a subject and a Cc line."""
    given, family, title = official
    lines: list[str] = []
    for person in people:
        put = _Putter(seeds, person)
        lines += [
            f"Name: {put('Last, First', 'form')}   {put('A number', 'form')}",
            f"Detainee {put('first last')} was picked up at {put('street')}.",
            f"The file of {put('FIRST LAST')} ({put('A number, spaced')}) is here.",
            f"I spoke to {put('F. Last')} and to {put('surname s')} sister.",
            f"she said {put('first last, small')} had left, {put('DOB, slashes')}.",
            f"Call {put('phone, brackets')} or write to {put('mail address')}.",
            f"See the page about {put('over a line')} for more.",
            f"{put('SSN dashed')} and {put('FINS')} are on the card.",
            f"https://files.example.org/cases/{put('percent', 'url')}/scan.png",
            f"Scan of {put('A number, dashed')}, {put('DOB, military')}.",
            f"Stamp reads {put('spaced out')} in the corner.",
        ]
        lines.append(rng.choice(LINES))
    subject = _Putter(seeds, people[0])("LAST, First", "subject")
    last = _Putter(seeds, people[-1])
    cc, shown, quoted = last("mail address", "header"), last("first last", "header"), last("First Q. Last", "quoted message")
    text = "\n".join(lines)
    mail = (
        f"From: {_encoded(f'{family}, {given}')} <{given.lower()}.{family.lower()}@bureau.example.gov>\n"
        f"To: office@bureau.example.gov\nCc: {_encoded(shown)} <{cc}>\n"
        f"Date: Tue, {1 + number % 28} Mar 2022 09:{number % 60:02}:00 -0500\nMessage-ID: <m{number}@bureau.example.gov>\n"
        f"Subject: {_encoded(f'RE: case of {subject}')}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{title} {family} wants this tonight.\n\n{text}\n\n{given} {family}\n{title}\n\n"
        f"-----Original Message-----\nFrom: {family}, {given}\nSent: Monday, March 7, 2022 8:05 AM\nTo: Field Office\n"
        f"Subject: Bed space\n\nHas {quoted} been moved? {rng.choice(LINES)}\n"
    )
    person = people[number % len(people)]
    name = f"mail_{number:04}"
    if number % 5 == 0:
        name = f"{_Putter(seeds, person)('under_scored', 'file name')}_{number:04}"
    if number % 5 == 1:
        name = f"{number:04}_{_Putter(seeds, person)('A number', 'file name')}"
    path = folder / "records" / f"{name}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(mail, encoding="utf-8")


def _encoded(words: str) -> str:
    return words if words.isascii() else f"=?utf-8?B?{base64.b64encode(words.encode()).decode()}?="


def _write_note(folder: Path, number: int, people: list[Person], seeds: Seeds) -> None:
    """A plain text with the odder spellings."""
    lines = []
    for person in people:
        put = _Putter(seeds, person)
        odd = ("Last, First", "without accents", "JoinedUp", "Last First", "given name alone", "under_scored")
        lines += [f"Entry: {put(kind, 'note')} on the board." for kind in odd]
        lines += [f"Ref {put(kind, 'note')} ; ok" for kind, _ in a_number_spellings(person.a_number)]
        more = ("SSN labelled", "FBI", "phone, dots", "phone, plain", "DOB, words", "DOB, iso")
        lines += [f"Noted {put(kind, 'note')} ; ok" for kind in more]
        lines.append(LINES[number % len(LINES)])
    path = folder / "records" / f"note_{number:04}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_article(folder: Path, number: int, people: list[Person], official: tuple[str, str, str], seeds: Seeds) -> None:
    given, family, title = official
    put = _Putter(seeds, people[0])
    age = f"born on March {1 + number % 28}, {people[0].born[0]}"
    heading, alt = put("first last", "title"), put("first last", "attribute")
    body = (
        f"<html><head><title>What happened to {heading}</title></head><body><article>"
        f"<h1>What happened to {heading}</h1><p>{title} {given} {family} said on Tuesday that the matter was closed. "
        f"{LINES[number % len(LINES)]}</p><p>A woman at the gate, {put('first last', 'article')}, {age}, said: “I was sent "
        f"away.” It was {put('surname s', 'article')} third visit. {title} {family} did not answer.</p>"
        f"<p><img src='gate.png' alt='{alt} at the gate'> {LINES[(number + 1) % len(LINES)]}</p></article></body></html>"
    )
    path = folder / "coverage" / f"story_{number:04}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")


def _write_pdf(folder: Path, people: list[Person], officials: list[tuple[str, str, str]], seeds: Seeds) -> None:
    """Printed pages; a name and a number are broken over pages."""
    path = folder / "records" / "printed.pdf"
    canvas = Canvas(str(path), pagesize=letter, invariant=1)
    for number, person in enumerate(people):
        given, family, title = officials[number % len(officials)]
        names = {kind: plain(words).title() for kind, words in name_spellings(person)}
        numbers = dict(a_number_spellings(person.a_number))
        lines = [
            f"From: {family}, {given}",
            "Sent: Tuesday, March 8, 2022 4:10 PM",
            "To: Field Office",
            f"Subject: {names['Last, First']}",
            "",
            f"{names['first last']} has {numbers['A number, hash']} and {numbers['A number, dots']}.",
            LINES[number % len(LINES)],
            f"{given} {family}",
            title,
        ]
        seeds.printed += [("Last, First", "pdf", names["Last, First"]), ("first last", "pdf", names["first last"])]
        seeds.printed += [
            ("A number, hash", "pdf", numbers["A number, hash"]),
            ("A number, dots", "pdf", numbers["A number, dots"]),
        ]
        for at, line in enumerate(lines):
            canvas.drawString(72, 720 - 15 * at, line)
        canvas.drawString(72, 60, f"The visitor was {plain(person.given).title()}")
        canvas.showPage()
        canvas.drawString(72, 720, f"{plain(person.family).title()} and left again.")
        canvas.showPage()
        seeds.printed.append(("over a page", "pdf", plain(person.family).title()))
    canvas.save()


def _write_signatures(folder: Path, officials: list[tuple[str, str, str]]) -> None:
    """Mails that officials sign with their titles."""
    for number, (given, family, title) in enumerate(officials):
        mail = (
            f'From: "{family}, {given}" <{given.lower()}.{family.lower()}@bureau.example.gov>\nTo: office@bureau.example.gov\n'
            f"Date: Wed, 9 Mar 2022 10:{number % 60:02}:00 -0500\nMessage-ID: <s{number}@b.example.gov>\nSubject: Count\n\n"
            f"{LINES[number % len(LINES)]}\n\n{given} {family}\n{title}, Bureau of Invented Affairs\n"
        )
        (folder / "records" / f"signed_{number:04}.eml").write_text(mail, encoding="utf-8")


def _write_pack(folder: Path, officials: list[tuple[str, str, str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["person,aliases,title,office,from,to,status,verify,source"]
    rows += [f"{g} {f},,{t},Bureau of Invented Affairs,2020-01-01,,confirmed,false,invented" for g, f, t in officials]
    (folder / "terms.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
