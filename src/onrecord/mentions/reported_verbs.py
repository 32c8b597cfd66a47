"""Which verbs, in which form, report words rather than deeds.

In: the form of a reported clause (its rule) and the plain verb. Out: whether such a clause is taken. The lists were drawn from
how often each form of a verb was annotated as an attribution (development part of PolNeAR); "promised to leave" reports,
"continued to leave" does not.
"""

from __future__ import annotations

# Verbs whose object or infinitive is reported speech at least three times in ten (measured); the others tell a deed.
_OBJECT_TEXT = """
accuse acknowledge admire agree allege announce answer applaud argue attack blame blast boast brag call chastise cite claim
comment complain conclude condemn congratulate counter credit criticize decline defend demand demonstrate denounce deny
describe detail disavow disclose discuss dismiss document emphasize encourage estimate explain express fear hail hint hope
identify insist invoke joke knock label lambaste list mention mock muse name note order outline plead point portray praise
promise propose protest question quote rail rattle read recall recognize recount refer reference refuse reiterate reject
remember request respond retweet rip say show slam stress suggest tout tweet urge warn worry
"""
_INFINITIVE_TEXT = "admit agree ask claim decline expect favor hope intend offer pledge prefer promise refuse threaten vow"
# Verbs that report in such a clause less than three times in ten (measured).
_NO_CLAUSE_TEXT = """
appear attack back call carry challenge consider continue decide determine discuss email endorse feel find hate ignore imply
include intend issue like maintain mean mock need nominate oppose pledge prefer project protest prove question realize release
request retweet rule seek sign speak state support suspect talk target understand vote want
"""
_NO_THAT_TEXT = (
    "answer back direct echo feel imply intend mean need prove refer refuse release sign talk thank understand vote want"
)
_NO_TAG_TEXT = """
address advise aim appear ask carry consider continue decide describe detail feel include know plan point rail reply see seem
speak tweet volunteer want
"""
_NO_QUESTION_TEXT = "decide demonstrate determine highlight see show state"
_AS_TEXT = """
acknowledge admit allege announce argue assert believe claim conclude confirm detail document explain fear find hope indicate
mention note observe point predict recall report reveal say show state suggest warn write
"""
_ONLY = {
    "as_reported": frozenset(_AS_TEXT.split()),
    "object": frozenset(_OBJECT_TEXT.split()),
    "infinitive": frozenset(_INFINITIVE_TEXT.split()),
    "supposed": frozenset[str](),
}
# What is wanted, planned or seems so: annotated as often as speech is, and no words of anybody. No check builds on these.
_STANCE = {
    "infinitive": frozenset(("want", "plan", "seek", "decide", "aim")),
    "object": frozenset(("want", "oppose", "seek", "expect", "believe")),
    "supposed": frozenset(("expect", "believe", "think", "say", "report", "know", "seem", "appear")),
}
_NEVER = {
    "clause": frozenset(_NO_CLAUSE_TEXT.split()),
    "that_clause": frozenset(_NO_THAT_TEXT.split()),
    "closing_tag": frozenset(_NO_TAG_TEXT.split()),
    "question": frozenset(_NO_QUESTION_TEXT.split()),
}


def is_stance(rule: str, verb: str) -> bool:
    """True where such a form of such a verb tells a wish, a plan or a belief."""
    return verb in _STANCE.get(rule, ())


def is_speech(rule: str, verb: str) -> bool:
    """True where such a form of such a verb reports words more often than deeds."""
    return verb in _ONLY.get(rule, (verb,)) and verb not in _NEVER.get(rule, ())
