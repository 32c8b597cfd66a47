"""What a single short line of a page is there for, told from its shape and its first words alone.

In: the text of one block. Out: a rule's name with its kind, or None where the line looks like reporting. It owns the lines
around an article (link lines, buttons, credits, bylines, stray tokens); titles and subheadings need their neighbours and
are decided in `onrecord.mentions.passages`. No outlet, agency or person is known here: only ordinary words and shapes.
"""

from __future__ import annotations

import re

from onrecord.model.mentions import PassageKind
from onrecord.spans import Span

MAX_LINE_CHARS = 240  # a longer block is a paragraph, whatever it begins with
MAX_BUTTON_CHARS = 90

# Lines like "MORE: Forty Walk Out of a Diner", "Related: ...", "READ NEXT | ...", "See also: ..."
LINK_PREFIX_RE = re.compile(
    r"(?:more|plus|also|related(?: (?:stor(?:y|ies)|articles?|posts?|content|coverage|links?))?|read(?: (?:more|also"
    r"|next|this))?"
    r"|see(?: also| more)?|watch(?: (?:now|more|next))?|listen|don[’']t miss|must[- ]read|up next|further reading|recommended"
    r"|you may also like|most (?:read|popular)|trending|click here|next|previous|in case you missed it)"
    r"[ \t\u00a0]{0,2}(?::|\||»|>|→|[-–—] )[ \t\u00a0]*(?=\S)",
    re.IGNORECASE,
)
# Lines like "Filed Under: Budget, News", "Tags: jail"
TAGS_RE = re.compile(
    r"(?:filed under|tagged(?: with| as)?|tags?|categor(?:y|ies)|topics?|posted in|keywords) ?: ?.{1,200}$", re.IGNORECASE
)
# Lines like "RELATED STORIES", "You may also like": a heading over links
LINK_HEADING_RE = re.compile(
    r"(?:related|recommended|trending|latest|popular|more|further|similar|recent|read more|see also|you (?:may"
    r"|might) also like|most read)"
    r"(?: (?:stor(?:y|ies)|articles?|posts?|news|coverage|reading|links?|content|headlines|topics|from .{2,40}))?:?$",
    re.IGNORECASE,
)
# Lines like "Follow our coverage at https://..."
LINK_AT_RE = re.compile(
    r"(?:follow|see|visit|read|watch|more|for more|learn more|go to|check out|find|online|full"
    r"|subscribe)\b.{0,120}(?:https?://|www\.)\S{3,200}$",
    re.IGNORECASE,
)
# Lines like "© 2018 Hill Law. All Rights Reserved.", "Disclaimer: The information on this website ..."
LEGAL_RE = re.compile(
    r"(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d)|all rights reserved\b|disclaimer ?:"
    r"|this (?:material|site|website) (?:may not be|uses cookies)"
    r"|the information on this (?:web ?site|blog|page) is\b|attorney advertising\b)",
    re.IGNORECASE,
)
# Lines like "FOR IMMEDIATE RELEASE", "Media contact: Office of Public Affairs"
RELEASE_RE = re.compile(
    r"(?:for immediate release|for release\b.{0,60}|press release|news release|embargoed\b.{0,60}|(?:media"
    r"|press) (?:contacts?|inquiries) ?:.{0,120})[.:]?$",
    re.IGNORECASE,
)
# Lines like "Jane Roe is a reporter for Hill News. She can be reached at jane@hill.news.": who wrote it
REACHED_RE = re.compile(
    r".{3,160}\b(?:can|may) be (?:reached|contacted|emailed|followed) (?:at|by|on|via)\b.{2,80}$"
    r"|.{0,160}[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}$"
)
# "You can read the whole report here.", "Click here for the full text.", "Read the full story here"
LINK_SENTENCE_RE = re.compile(
    r"(?:\(?(?:you can |please )?(?:read|see|view|watch|listen to|download|find|check out)\b.{0,80}\b(?:here|below"
    r"|at this link|via this link|"
    r"on our website)[.!)]{0,2}|\(?(?:please )?click (?:here|on)\b.{0,90}|(?:read more|continue reading|keep reading"
    r"|view (?:gallery|slideshow|photos))"
    r"\b.{0,60}|(?:https?://|www\.)\S{3,200})$",
    re.IGNORECASE,
)
# "Share this post", "Tweet", "Follow us on ...", "Print this page", "Leave a comment", "Like us on ..."
BUTTON_RE = re.compile(
    r"(?:share(?: (?:this|on|via|with|now|your thoughts|article|story|post)\b.*)?|tweet(?: this\b.*)?|retweet|pin it"
    r"|email(?: this\b.*)?"
    r"|print(?: (?:this\b.*|page|article|friendly))?|save(?: this\b.*)?|bookmark(?: this\b.*)?|like (?:us|this) on .*"
    r"|like this:?|follow us\b.*"
    r"|follow (?:me|him|her|them|@?\S+(?: \S+)?) on .*|(?:leave|post|add|write) (?:a |your )?(?:comment|reply)s?"
    r"|\d{0,6} ?comments?|reply|reblog"
    r"|copy link|show (?:more|less|comments)|back to top|skip to (?:main )?content|log ?in|sign (?:in|up)|loading(?:\.{3}|…)?"
    r"|share ?[|,/·•-].{0,70}|comments? ?\(\d{1,6}\)|(?:(?:share|tweet|pin|email|e-mail|print|save|like|post|reddit"
    r"|follow|comment)\b[ |,/·•]*){2,8})"
    r"[.!]?$",
    re.IGNORECASE,
)
# "Subscribe to our newsletter", "Sign up for the morning briefing", "Have a tip? Email ..."
SUBSCRIBE_RE = re.compile(
    r"(?:please )?(?:subscribe\b|sign up (?:for|to|here|now)\b|get (?:our|the) .{0,40}\b(?:newsletter|alerts?|app"
    r"|inbox)\b|join our\b|donate\b|"
    r"support our\b|become a (?:member|subscriber|patron)\b|have a (?:news )?tip\?|got a (?:news )?tip\?"
    r"|send (?:us )?(?:your )?tips?\b"
    r"|download our\b|start your free\b|enter your e-?mail\b)",
    re.IGNORECASE,
)
# Lines like "Photo by A. Person", "(Photo: ...)", "Image courtesy of ...", "Credit: ...", "Source: ..."
CREDIT_WORDS_RE = re.compile(
    r"[(\[]?(?:(?:file )?(?:photos?|photographs?|images?|pictures?|screenshots?|screengrab|illustration|graphic"
    r"|video)(?: credit| source| illustration)?"
    r"(?: ?:| by | courtesy | via | from )|(?:photo|image|picture) courtesy|credits? ?:|courtesy(?: of|:) "
    r"|source ?: ).{0,110}\)?$",
    re.IGNORECASE,
)
# "AGENCY/Jane Roe", "Jane Roe/Some Agency", "(AB Photo/Jane Roe)": two names joined by a slash at the end of a line.
_CREDITED = r"(?:[A-Z]\.|[A-Z][A-Za-z'’-]+)"
CREDIT_SLASH_RE = re.compile(
    rf"(?:\(|\b){_CREDITED}(?: {_CREDITED}){{0,3}} ?/ ?(?:{_CREDITED}|[A-Z]+)(?:[ /]{_CREDITED}){{0,4}}\.?\)?\.?$"
)
# "Somewhere Commons", "Free Stock Images": a line of capitalised words that ends in a word for a picture library.
CREDIT_LIBRARY_RE = re.compile(
    r"\(?(?:[A-Z][\w.'’&-]*[ /]){0,5}(?:Commons|Images?|Pictures|Photos?|Photography|Stock|Archives?|Handout"
    r"|Screenshot|Screengrab)\)?\.?$"
)
# "Jane Roe/Getty Images" carries both; "via Some Images)" closes a caption.
CREDIT_TAIL_RE = re.compile(
    r"(?:\((?:file )?(?:photo|image|picture|courtesy|via|credit|source|handout|screenshot)\b(?: ?:| by| of| via|/)[^()]{0,80}\)"
    r"|\b(?:Photo|Image|Picture|Photograph|Credit|Courtesy)s?(?: by| of|:| courtesy) .{2,80}"
    r"|/[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2} (?:Images|Photo|Pictures))\.?$",
    re.IGNORECASE,
)
# "By Jane Q. Roe", "BY JOHN DOE and JANE ROE, Staff Writer", "Posted by admin on October 16, 2017", "Written by ..."
BYLINE_RE = re.compile(
    r"by[: ]\s?(?:[A-Z][\w.'’-]*,?|and|&|\|)(?: (?:[A-Z][\w.'’-]*,?|and|of|the|for|&|\||[-–—•·])){0,12}$"
    r"|(?:(?:posted|written|published|updated|last updated|reported|edited|filed|compiled|created|modified"
    r"|reviewed)(?: by| on| at|:)|authors?:) .{1,90}$"
    r"|.{3,120}\bcontributed (?:reporting|to this (?:report|story|article))\b.{0,80}$"
    r"|(?:staff|contributing|special to|guest) (?:writer|reporter|correspondent|columnist|contributor|the) ?.{0,40}$"
)
BYLINE_CAPS_RE = re.compile(r"BY [A-Z]", re.ASCII)
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# "October 16, 2017", "Mon, 16 Oct 2017 10:15 EDT", "10/16/2017 | 3 min read": the time stamp of a page
STAMP_RE = re.compile(
    rf"(?:(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?,? )?(?:(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? \d{{4}}|\d{{1,2}} (?:{MONTHS})\.?,? \d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2})(?:[ ,|•·T@-]{1,4}(?:at )?\d{1,2}:\d{2}.{0,20})?(?: ?[|•·-] ?.{0,40})?$",
    re.IGNORECASE,
)
# Lines like "***", "}", "<div class=...>", "var x = 3;", "Advertisement"
JUNK_RE = re.compile(
    r"(?:[\W_]+|advertisements?|sponsored(?: content)?|\[?ad\]?|story continues below(?: advertisement)?|&nbsp;.*"
    r"|(?:</?[a-z!][^<>]{0,220}>\s?){1,6}.?|.{0,120}[{}]"
    r"|(?:var|function|window|document|googletag|div)[ .(].{0,220}[;{}]|[.#]?[\w-]+ ?\{.{0,220}\}?)$",
    re.IGNORECASE,
)
# "for free.banner": a word without a space after the last stop of a paragraph
GLUED_RE = re.compile(r"(?<=[a-z]{2}[.!?])[a-z]{3,20}$")
WEB_WORDS_TEXT = """
com org net gov edu mil info biz html htm php asp aspx pdf doc docx xls xlsx
csv txt jpg jpeg png gif mov avi zip exe app dev blog news
"""
WEB_WORDS = frozenset(WEB_WORDS_TEXT.split())


def shape_of(line: str) -> tuple[str, PassageKind] | None:
    """The rule and kind of a line that is furniture of a page, or None."""
    if len(line) > MAX_LINE_CHARS:
        return None
    if JUNK_RE.match(line):
        return "passage.junk_line", PassageKind.JUNK
    if LINK_PREFIX_RE.match(line) and not line.startswith("next "):
        return "passage.link_prefix", PassageKind.LINK_LINE
    if TAGS_RE.match(line) or LINK_HEADING_RE.match(line) or LINK_AT_RE.match(line):
        return "passage.link_list", PassageKind.LINK_LINE
    if LEGAL_RE.match(line):
        return "passage.legal_line", PassageKind.JUNK
    if RELEASE_RE.match(line):
        return "passage.release_line", PassageKind.BYLINE
    if len(line) <= MAX_BUTTON_CHARS and BUTTON_RE.match(line):
        return "passage.button", PassageKind.SHARE_BUTTON
    if LINK_SENTENCE_RE.match(line):
        return "passage.link_sentence", PassageKind.LINK_LINE
    if SUBSCRIBE_RE.match(line):
        return "passage.subscribe", PassageKind.CALL_TO_ACTION
    if is_credit(line):
        return "passage.credit", PassageKind.PHOTO_CREDIT
    if _is_byline(line):
        return "passage.byline", PassageKind.BYLINE
    return None


def _is_byline(line: str) -> bool:
    if len(line) > 130:
        return False
    in_capitals = BYLINE_CAPS_RE.match(line) is not None and len(line.split()) <= 10
    return in_capitals or any(pattern.match(line[0].lower() + line[1:]) for pattern in (BYLINE_RE, STAMP_RE))


def opens_link_list(line: str) -> bool:
    """True for a heading over links: "RELATED STORIES"."""
    return len(line) <= MAX_BUTTON_CHARS and LINK_HEADING_RE.match(line) is not None


def names_writer(line: str) -> bool:
    """True for a closing line that says who wrote the text and how to reach them."""
    return len(line) <= MAX_LINE_CHARS and REACHED_RE.match(line) is not None


def is_credit(line: str) -> bool:
    """True where a whole line names the maker or the library of a picture."""
    if len(line) > 130:
        return False
    if CREDIT_WORDS_RE.match(line) or CREDIT_LIBRARY_RE.match(line):
        return True
    slash = CREDIT_SLASH_RE.search(line)
    return slash is not None and slash.start() == 0


def credit_tail(block: str) -> Span | None:
    """The credit at the end of a caption ("... at the gate. AGENCY/Jane Roe"), or None."""
    if len(block) > 900:
        return None
    window = max(0, len(block) - 130)
    for pattern in (CREDIT_SLASH_RE, CREDIT_TAIL_RE):
        match = pattern.search(block, window)
        if match and match.start() > 20 and _closes_before(block, match.start()):
            return Span(match.start(), len(block))
    return None


def _closes_before(block: str, at: int) -> bool:
    """True where the words before a credit end a sentence or the credit stands in parentheses."""
    before = block[:at].rstrip()
    return before.endswith((".", "!", "?", "”", '"', ")", "|", "—", "–")) or block[at] == "("


def glued_junk(block: str) -> Span | None:
    """The stray word glued to the last full stop of a paragraph, or None; file and web names are no junk."""
    match = GLUED_RE.search(block, max(0, len(block) - 24))
    if match is None or match.group() in WEB_WORDS:
        return None
    token_start = max(block.rfind(" ", 0, match.start()), block.rfind("\n", 0, match.start())) + 1
    token = block[token_start : match.start()]
    if "@" in token or "/" in token or token.count(".") > 1 or token.lower().startswith("www"):
        return None
    return Span(match.start(), len(block))
