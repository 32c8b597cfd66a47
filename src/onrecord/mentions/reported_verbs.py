"""Which verbs, in which form, report words rather than deeds.

In: the form of a reported clause (its rule) and the plain verb. Out: whether such a clause is taken. The lists were drawn from
how often each form of a verb was annotated as an attribution (development part of PolNeAR); "promised to leave" reports,
"continued to leave" does not.
"""

from __future__ import annotations

# Verbs whose object or infinitive is reported speech at least four times in ten (measured); the others tell a deed.
_OBJECT_TEXT = """
accuse acknowledge agree announce applaud argue blame blast call cite comment complain condemn congratulate credit criticize
decline demand denounce disclose discuss dismiss document encourage express fear hail hope lambaste mention name note order
outline plead point portray praise promise propose quote recall recognize refer reference refuse reject remember retweet rip
say show stress suggest tout tweet urge warn
"""
_INFINITIVE_TEXT = "agree ask decline expect hope intend promise refuse threaten vow"
_NO_CLAUSE_TEXT = """
appear attack back carry challenge consider continue decide determine email endorse find hate include issue like maintain mean
mock need nominate pledge prefer project protest question request retweet rule seek sign speak support suspect target vote want
feel imply intend prove release understand
"""
_NO_TAG_TEXT = "address advise ask continue declare describe detail insist point speak state tweet write"
_NO_QUESTION_TEXT = "decide demonstrate determine highlight see show state"
_ONLY = {"object": frozenset(_OBJECT_TEXT.split()), "infinitive": frozenset(_INFINITIVE_TEXT.split())}
_NEVER = {
    "clause": frozenset(_NO_CLAUSE_TEXT.split()),
    "that_clause": frozenset(
        ("back", "feel", "imply", "intend", "mean", "prove", "release", "sign", "understand", "vote", "want")
    ),
    "closing_tag": frozenset(_NO_TAG_TEXT.split()),
    "question": frozenset(_NO_QUESTION_TEXT.split()),
}


def is_speech(rule: str, verb: str) -> bool:
    """True where such a form of such a verb reports words more often than deeds."""
    return verb in _ONLY.get(rule, (verb,)) and verb not in _NEVER.get(rule, ())
