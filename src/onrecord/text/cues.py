"""Words that attribute: the verbs and nouns by which a writer hands words to a source.

In: a word. Out: the verb it is a form of, that verb's classes, and which form it is. The lists are of ordinary English; no
person, office or outlet stands in them. Classes: `say` (speech and writing; a quotation may stand before or after it, and the
subject behind it: "said Smith"), `tell` (as say, with a hearer), `call` (names or judges: "called it"), `hold` (belief, wish,
feeling), `ask` (orders, promises, questions), `show` (what a study, paper or record says), `deal` (deeds done with words:
released, voted, highlighted).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_VERBS = {
    "say": """
say add write note continue explain respond reply declare state conclude argue insist admit claim recall report announce
acknowledge joke point-out remark comment observe assert concede contend maintain stress emphasize emphasise reiterate
repeat quip tweet retweet post answer shout yell scream chant whisper mutter exclaim boast brag lament complain warn
allege testify tease snap retort counter vow pledge promise swear muse opine predict propose relate reveal confess
confirm clarify disclose elaborate estimate express gush hint imply interject intone murmur plead proclaim pronounce
protest query rant recount reflect reminisce scoff sneer sigh speculate suggest surmise theorize volunteer wonder agree
disagree caution cry demand deny echo interrupt jab bark bellow bemoan deadpan describe detail fume grumble rail roar
signal sing speak grouse stipulate summarize think venture wail crow tout cite mention discuss address sum outline portray
depict characterize paraphrase quote
""",
    "tell": """
tell inform assure remind advise notify warn convince persuade instruct brief ask lecture
""",
    "call": """
call label dub brand describe denounce deride praise slam blast dismiss criticize criticise decry condemn mock blame
accuse attack refer-to hail tout characterize characterise cast compare liken bill term deem consider credit thank rip
bash lambaste ridicule salute applaud laud lash knock pan skewer assail castigate chide rebuke scold berate chastise
taunt needle belittle disparage defend endorse support oppose back reject rebuff repudiate disavow charge fault cite
single-out question challenge target invoke
""",
    "deal": """
highlight voice reference identify remember debate weigh congratulate co-sponsor champion promote embrace release vote
push learn rule talk avoid recognize ignore attribute nominate introduce unveil email issue sign distance pivot cheer
boo sue rattle anger name share pitch tackle reject lay paint rate rank elaborate
""",
    "hold": """
believe think want hope fear feel know expect see wish worry doubt prefer agree like love hate dislike intend plan seem
appear favor favour view regard understand assume suspect consider realize realise imagine anticipate dream care trust
mean need decide aim seek desire resent regret admire respect envision welcome disagree
""",
    "ask": """
ask urge promise vow pledge order instruct demand threaten offer invite request call-for encourage beg implore exhort
press plead question wonder direct command recommend propose advise agree refuse decline swear challenge
""",
    "show": """
show find reveal suggest indicate report read state conclude demonstrate document note list outline detail estimate
project prove confirm contain include feature carry warn mean determine signal
""",
}
_IRREGULAR = {
    "say": "said said",
    "tell": "told told",
    "write": "wrote written",
    "think": "thought thought",
    "know": "knew known",
    "see": "saw seen",
    "feel": "felt felt",
    "find": "found found",
    "show": "showed shown",
    "speak": "spoke spoken",
    "swear": "swore sworn",
    "sing": "sang sung",
    "read": "read read",
    "understand": "understood understood",
    "seek": "sought sought",
    "mean": "meant meant",
    "cast": "cast cast",
    "foresee": "foresaw foreseen",
    "beg": "begged begged",
    "plan": "planned planned",
    "admit": "admitted admitted",
    "quip": "quipped quipped",
    "brag": "bragged bragged",
    "snap": "snapped snapped",
    "jab": "jabbed jabbed",
    "slam": "slammed slammed",
    "dub": "dubbed dubbed",
    "rip": "ripped ripped",
    "pan": "panned panned",
    "prefer": "preferred preferred",
    "regret": "regretted regretted",
    "sum": "summed summed",
    "relate": "related related",
    "chide": "chided chided",
    "repeat": "repeated repeated",
    "refer": "referred referred",
    "mutter": "muttered muttered",
}
_VOWELS = "aeiou"

# What a person utters or a paper holds: "his claim that", "a statement saying", "the subject line read".
SPEECH_NOUNS_TEXT = """
statement tweet letter email e-mail mail memo memorandum interview speech remarks comment comments post message note
report claim claims argument assertion allegation allegations accusation promise pledge vow warning threat announcement
answer response reply testimony op-ed column editorial article story book essay filing complaint lawsuit motion brief
ruling opinion order affidavit transcript release video ad advertisement commercial spot caption headline sign banner
poster slogan petition survey poll study analysis paper document documents records resolution platform bill text subject
line instructions guidance directive policy call question criticism praise belief view hope fear concern concerns
suggestion proposal recommendation demand request plea appeal insistence contention notion idea rhetoric attack attacks
quote quotation words phrase line joke boast complaint denial admission confession acknowledgment declaration
description characterization portrayal depiction account version explanation prediction estimate assessment conclusion
finding findings decision vote
"""
SPEECH_NOUNS = frozenset(SPEECH_NOUNS_TEXT.split())

# Verbs whose plain form is as often a noun: "the call", "a poll finds support"
ALSO_NOUNS_TEXT = """
claim call report plan hope fear support attack question comment point state view need request offer demand promise pledge
challenge charge blame praise order love hate wish worry doubt estimate project document list note post tweet cast bill term
brand label target credit thank fault quote echo joke boast answer reply counter protest query rant sigh whisper murmur cry
shout yell scream chant test look sound rule vote release push talk share pitch rate rank name paint sign issue press aim
remark address cite back like care mean feel deal reference champion voice debate promote show find brief direct contract
vow rebuke salute rip knock taunt rail roar caution signal stress detail state tease snap crow jab bark bellow wail regard
respect trust desire dream favor favour welcome slam blast lash press command sneer hint hail lecture read feature regret
mention retweet lament cheer boo distance pivot recall repeat pan quip outline volunteer
"""
ALSO_NOUNS = frozenset(ALSO_NOUNS_TEXT.split())


class Cue(NamedTuple):
    """A form of an attributing verb: its plain form, its classes, and past, present, ing or base."""

    verb: str
    classes: frozenset[str]
    form: str


def _forms(verb: str) -> list[tuple[str, str]]:
    """Each spelling of one verb with its form; "said" is past and also serves as participle."""
    head = verb.partition("-")[0]
    if head.endswith("e"):
        past, ing = head + "d", head[:-1] + "ing"
    elif head.endswith("y") and head[-2] not in _VOWELS:
        past, ing = head[:-1] + "ied", head + "ing"
    else:
        past, ing = head + "ed", head + "ing"
    if head in _IRREGULAR:
        pasts = _IRREGULAR[head].split()
        preterite = pasts[0]
        if preterite.endswith("ed") and preterite[-3] == preterite[-4]:
            ing = preterite[:-2] + "ing"
    else:
        pasts = [past]
    if head.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = head + "es"
    elif head.endswith("y") and head[-2] not in _VOWELS:
        third = head[:-1] + "ies"
    else:
        third = head + "s"
    return [(head, "base"), (third, "present"), (ing, "ing"), *((form, "past") for form in pasts)]


def _table() -> dict[str, Cue]:
    classes: dict[str, set[str]] = {}
    for name, verbs in _VERBS.items():
        for verb in verbs.split():
            classes.setdefault(verb, set()).add(name)
    table: dict[str, Cue] = {}
    for verb, names in classes.items():
        for spelled, form in _forms(verb):
            known = table.get(spelled)
            if known is None or (known.verb == spelled and form == "past"):
                table[spelled] = Cue(verb.partition("-")[0], frozenset(names), form)
            else:
                table[spelled] = Cue(known.verb, known.classes | names, known.form)
    return table


_CUES = _table()


@lru_cache(maxsize=4096)
def find_cue(word: str) -> Cue | None:
    """The attributing verb that a word is a form of, or None.

    >>> find_cue("said").verb
    'say'
    """
    return _CUES.get(word.lower())
