"""Sentences in which a page speaks for its owner and not for the news: calls to action and self-promotion.

In: the sentences of one paragraph. Out: for each, call_to_action, self_promotion or None. The evidence is grammar: a first
person plural that owns a trade ("our attorneys"), a second person who is offered help, an imperative that asks for contact.
Trap: an opinion piece says "we" and "you" on every line and a quoted speaker may say "call us"; so a sentence needs a trade
or a contact word beside the pronoun, and words inside quotation marks are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from onrecord.model.mentions import PassageKind

TRADE = (
    r"(?:attorneys?|lawyers?|legal counsel|(?:law|legal|medical|dental) (?:firm|office|group|practice|team|staff"
    r"|services|professional)s?|firm|clinic"
    r"|paralegals?|solicitors?|barristers?|brokers?|realtors?|therapists?|dentists?|surgeons?|showroom|dealership"
    r"|boutique|law blog)"
)
# "our Los Angeles deportation attorney", "our immigration law firm", "our experienced legal team"
OWN_TRADE_RE = re.compile(rf"\b(?:our|my)(?: [A-Za-z’'.-]+){{0,5}}? {TRADE}\b", re.IGNORECASE)
# "I am attorney Jane Roe", "As an immigration lawyer in Springfield I", "my law firm"
SELF_NAMED_RE = re.compile(
    rf"\b(?:I am|I’m|I'm|we are|we’re|we're)(?: [A-Za-z’'-]+){{0,5}}? {TRADE}\b"
    rf"|\bas an?(?: [A-Za-z’'-]+){{0,4}} {TRADE}(?: [A-Za-z’'-]+){{0,5}},? (?:I|we)\b",
    re.IGNORECASE,
)
# "please call us now", "Contact your Springfield lawyer today", "schedule your consultation", "reach out to our office"
CONTACT_RE = re.compile(
    r"\b(?:call|contact|phone|e-?mail|text|visit|reach out to|get in touch with|speak (?:to|with)|talk (?:to|with)"
    r"|consult(?: with)?|write(?: to)?|ask|hire|retain)"
    rf" (?:us\b|our\b|me (?:at|today|now)\b|(?:an?|the|your|one of our)(?: [A-Za-z’'.-]+){{0,5}}? {TRADE}\b)"
    r"|\b(?:schedule|book|request|arrange|set up|get|claim) (?:a|an|your|our)(?: [A-Za-z-]+){0,4} (?:consultation"
    r"|appointment|evaluation|case review|quote|demo|estimate)\b"
    r"|\bfree (?:initial |legal |case |no-obligation )?(?:consultation|evaluation|case review|estimate|quote)s?\b"
    r"|\b(?:call|text|phone|dial)(?: us)?(?: now| today)? (?:at |on )?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}",
    re.IGNORECASE,
)
# "we represent clients", "stand ready to build", "is here to help", "on your behalf", "I will talk with you for free"
OFFER_RE = re.compile(
    r"\bwe (?:proudly )?(?:represent|serve|assist|advise|defend|help|offer|provide|handle|specialize"
    r"|specialise)\b(?: [A-Za-z-]+){0,4} (?:clients?|immigrants|families|"
    r"individuals|customers|patients|you|people|services?|in)\b|\b(?:is|are|stand|stands|we’re"
    r"|we're) (?:always )?(?:here|ready|available|happy|eager) to"
    r" (?:help|assist|answer|build|fight|discuss|defend|guide|serve)\b|\bon your behalf\b|\b(?:advocate|fight|talk"
    r"|work|speak) (?:for|with|to) you\b"
    r"|\byour (?:rights|case|options|legal options|claim|legal needs|immigration status|family)\b",
    re.IGNORECASE,
)
# "At Hill & Lane, we have been helping families": a house that introduces itself
HOUSE_RE = re.compile(r"(?:[Hh]ere )?[Aa]t (?:the )?[A-Z][^,.;]{2,60}, (?:we|our)\b")
# "If you or a loved one", "If you find yourself facing", "When you need"
ADDRESS_RE = re.compile(
    r"\b(?:if|when|whether|should) you(?: or (?:a|your) (?:loved one|family member|friend|someone you know|family)"
    r"| (?:find|need|are|have|face|want|believe|know|think)\b)"
    r"|\byou (?:need|may need|deserve|should) (?:to )?(?:seek|contact|speak|consult|call|hire|have|an?|legal|immediate)\b",
    re.IGNORECASE,
)
# "Follow him on Twitter", "Sign up for our newsletter", "Email the author at", "Subscribe", "Donate"
READER_RE = re.compile(
    r"^(?:you can )?(?:follow (?:him|her|them|me|us|@?[A-Za-z]+(?: [A-Z][a-z]+)?) (?:on|at) (?:twitter|facebook"
    r"|instagram|x|social|linkedin|@)"
    r"|(?:please )?(?:subscribe (?:to|here|now|today)|sign up (?:for|to) (?:our|the|receive)|(?:e-?mail|contact"
    r"|write to) the (?:author|reporter|writer|editor)"
    r"|like us on|join (?:us|our) (?:on|mailing)|visit (?:our|us|my) (?:website|site|page|at|on)|(?:reach|contact"
    r"|e-?mail|follow) (?:him|her|them|me|us) (?:at|on|via))\b)",
    re.IGNORECASE,
)
FIRST_RE = re.compile(r"\b(?:we|our|ours|us|I|my|me)\b", re.IGNORECASE)
SECOND_RE = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
# A claim about others keeps a sentence in the reporting even beside "our attorneys": "officials said", "according to".
OTHERS_SPEAK_RE = re.compile(r"\b(?:said|told|stated|announced|tweeted|testified|according to|reported)\b", re.IGNORECASE)


class Pull(IntEnum):
    """How far a sentence pulls toward promotion: by itself, only beside another, or not."""

    NONE = 0
    LEANS = 1
    PROMOTES = 2
    CALLS = 3


def pull_of(sentence: str) -> Pull:
    """How one sentence, with its quoted words blanked, addresses its reader."""
    first, second = FIRST_RE.search(sentence), SECOND_RE.search(sentence)
    if not first and not second:  # "Contact an attorney today.": an order to nobody but the reader
        return Pull.CALLS if CONTACT_RE.match(sentence) and not OTHERS_SPEAK_RE.search(sentence) else Pull.NONE
    if READER_RE.search(sentence):
        return Pull.CALLS
    if OTHERS_SPEAK_RE.search(sentence):
        return Pull.NONE
    trade = OWN_TRADE_RE.search(sentence) or SELF_NAMED_RE.search(sentence) or HOUSE_RE.match(sentence)
    offer, address = OFFER_RE.search(sentence), ADDRESS_RE.search(sentence)
    if CONTACT_RE.search(sentence) and (second or trade or first):
        return Pull.CALLS
    if second and (trade or (offer and address)):
        return Pull.CALLS
    if trade:
        return Pull.PROMOTES
    return Pull.LEANS if offer or address or (first and second) else Pull.NONE


# Without one of these outside quotation marks no sentence of a paragraph can pull.
MAY_PULL_RE = re.compile(
    r"\b(?:we|our|us|I|I’m|I'm|my|me|you|your|call|contact|schedule|book|request|free|follow|subscribe|sign|join)\b",
    re.IGNORECASE,
)


def may_pull(paragraph: str) -> bool:
    """False where no sentence of a paragraph can be anything but reporting: a cheap look before the sentences are split."""
    return MAY_PULL_RE.search(paragraph) is not None


def classify_sentences(sentences: Sequence[str]) -> list[PassageKind | None]:
    """What each sentence of one paragraph is: a run of leaning sentences joins the promotion that it touches.

    A run is a call to action where any of its sentences calls, else self-promotion.
    """
    pulls = [pull_of(sentence) for sentence in sentences]
    kinds: list[PassageKind | None] = [None] * len(pulls)
    at = 0
    while at < len(pulls):
        end = at
        while end < len(pulls) and pulls[end] is not Pull.NONE:
            end += 1
        strongest = max(pulls[at:end], default=Pull.NONE)
        if strongest >= Pull.PROMOTES:
            kind = PassageKind.CALL_TO_ACTION if strongest is Pull.CALLS else PassageKind.SELF_PROMOTION
            kinds[at:end] = [kind] * (end - at)
        at = max(end, at + 1)
    return kinds


# “...” and "..." within one paragraph; a mark left open is taken to run to the paragraph's end.
QUOTED_RE = re.compile(r"[“„«][^”»]*(?:[”»]|$)|\"[^\"]*(?:\"|$)|``.*?(?:''|$)", re.DOTALL)


def blank_quoted(paragraph: str) -> str:
    """The paragraph with every quoted stretch replaced by as many full-width blanks, so that offsets stay."""
    return QUOTED_RE.sub(lambda match: "\u3000" * len(match.group()), paragraph)
