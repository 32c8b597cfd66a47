"""The two letters that stand for a state of the United States in tables and addresses.

In: a name as a text writes it. Out: the letters, or None. Source: United States Postal Service, Publication 28, appendix B.
"""

from __future__ import annotations

_STATES_TEXT = """
Alabama AL; Alaska AK; Arizona AZ; Arkansas AR; California CA; Colorado CO; Connecticut CT; Delaware DE;
District of Columbia DC; Florida FL; Georgia GA; Hawaii HI; Idaho ID; Illinois IL; Indiana IN; Iowa IA; Kansas KS;
Kentucky KY; Louisiana LA; Maine ME; Maryland MD; Massachusetts MA; Michigan MI; Minnesota MN; Mississippi MS;
Missouri MO; Montana MT; Nebraska NE; Nevada NV; New Hampshire NH; New Jersey NJ; New Mexico NM; New York NY;
North Carolina NC; North Dakota ND; Ohio OH; Oklahoma OK; Oregon OR; Pennsylvania PA; Puerto Rico PR;
Rhode Island RI; South Carolina SC; South Dakota SD; Tennessee TN; Texas TX; Utah UT; Vermont VT; Virginia VA;
Washington WA; West Virginia WV; Wisconsin WI; Wyoming WY
"""
_LETTERS = {" ".join(words[:-1]).lower(): words[-1] for words in (entry.split() for entry in _STATES_TEXT.split(";"))}


def state_letters(name: str) -> str | None:
    """The letters of a state by its name, however its capitals are written.

    >>> state_letters("New Mexico"), state_letters("Ghent")
    ('NM', None)
    """
    return _LETTERS.get(" ".join(name.split()).lower())
