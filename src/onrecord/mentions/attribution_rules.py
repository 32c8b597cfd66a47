"""The rules of attribution and how often each was right when measured.

Data: each rule's id, what it reads, and its counts (answers that could be judged, right ones) on the development two thirds
of 831 news articles with annotated sources (PolNeAR); the last third was kept aside. Used to abstain: a rule below
`TRUSTED_SHARE` names candidates, not a speaker. Shown to the reader beside each attribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class AttributionRule:
    """One rule: `meaning` is an example of what it reads; `n_right` of `n_judged` answers named the annotated source."""

    id: str
    meaning: str
    n_judged: int
    n_right: int

    @property
    def precision(self) -> Fraction | None:
        """Share of right answers, None where too few were judged to say."""
        return Fraction(self.n_right, self.n_judged) if self.n_judged else None


TRUSTED_SHARE = Fraction(65, 100)  # a wrong speaker is worse than none: two of three answers must be right
FEWEST_JUDGED = 5  # with fewer answers the share says nothing, and a rule is trusted for what it reads

_RULES = (
    AttributionRule("quote_subject_verb", "“...,” Smith said", 1257, 1220),
    AttributionRule("quote_verb_subject", "“...,” said Smith", 360, 356),
    AttributionRule("quote_according_to", "“...,” according to Smith", 8, 8),
    AttributionRule("quote_dash", "“...” — Smith", 0, 0),
    AttributionRule("subject_verb_quote", "Smith said: “...”", 300, 280),
    AttributionRule("subject_verb_inside", "Smith said the plan was “...”", 586, 563),
    AttributionRule("subject_verb_far", "Smith said ..., a dozen words on, “...”", 98, 94),
    AttributionRule("shared_subject_verb_quote", "Smith left and said, “...”; Smith left, saying “...”", 109, 91),
    AttributionRule("shared_subject_verb_inside", "Smith left, calling the plan “...”", 160, 144),
    AttributionRule("shared_subject_verb_far", "Smith left, saying ..., a dozen words on, “...”", 10, 10),
    AttributionRule("other_verb_quote", "the report shows “...”", 4, 2),
    AttributionRule("other_verb_inside", "the report shows a “...” trend", 0, 0),
    AttributionRule("other_verb_far", "the report shows ..., a dozen words on, “...”", 1, 1),
    AttributionRule("relative_verb_quote", "Smith, who called it “...”", 34, 24),
    AttributionRule("verb_by_subject", "called “...” by Smith", 1, 1),
    AttributionRule("according_to_quote", "According to Smith, the plan is “...”", 14, 12),
    AttributionRule("closing_tag", "The “...” plan will fail, Smith said.", 58, 54),
    AttributionRule("closing_according_to", "The “...” plan will fail, according to Smith.", 5, 5),
    AttributionRule("same_sentence", "Smith said “...” and “...”", 131, 116),
    AttributionRule("interrupted", "“...,” Smith said. “...” (joined to the first part)", 0, 0),
    AttributionRule("possessive_noun_quote", "Smith’s claim that “...”", 12, 9),
    AttributionRule("possessive_quote", "Smith’s “...” remark", 14, 4),
    AttributionRule("label_colon", "Smith: “...”", 9, 9),
    AttributionRule("subject_verb_colon", "Smith went further: “...”", 7, 6),
    AttributionRule("subject_any_verb", "Smith has railed against the “...”", 57, 36),
    AttributionRule("sentence_before", "Smith said so. “...”", 18, 16),
    AttributionRule("subject_before", "Smith was blunt. “...”", 5, 1),
    AttributionRule("colon_before", "Smith had this to say: [new line] “...”", 12, 11),
    AttributionRule("colon_before_label", "Smith: [new line] “...”", 1, 1),
    AttributionRule("carried_in_paragraph", "“...,” Smith said. He paused. “...”", 29, 20),
    AttributionRule("carried_over_paragraph", "“...,” Smith said. [new paragraph] “...”", 28, 6),
    AttributionRule("weak_relative_verb_quote", "as relative_verb_quote, the verb untold or inside another’s words", 5, 5),
    AttributionRule(
        "weak_shared_subject_verb_far", "as shared_subject_verb_far, the verb untold or inside another’s words", 1, 1
    ),
    AttributionRule(
        "weak_shared_subject_verb_quote", "as shared_subject_verb_quote, the verb untold or inside another’s words", 1, 1
    ),
    AttributionRule("weak_subject_verb_inside", "as subject_verb_inside, the verb untold or inside another’s words", 3, 3),
    AttributionRule(
        "weak_shared_subject_verb_inside", "as shared_subject_verb_inside, the verb untold or inside another’s words", 5, 4
    ),
    AttributionRule("weak_other_verb_inside", "as other_verb_inside, the verb untold or inside another’s words", 37, 30),
    AttributionRule("weak_other_verb_quote", "as other_verb_quote, the verb untold or inside another’s words", 11, 8),
    AttributionRule("weak_subject_verb_quote", "as subject_verb_quote, the verb untold or inside another’s words", 8, 5),
    AttributionRule("weak_other_verb_far", "as other_verb_far, the verb untold or inside another’s words", 7, 3),
    AttributionRule("weak_subject_verb_far", "as subject_verb_far, the verb untold or inside another’s words", 0, 0),
    AttributionRule("weak_verb_by_subject", "as verb_by_subject, the verb untold or inside another’s words", 0, 0),
)
_REPORTED = (  # judged: the clause found; right: it overlaps an annotated one by four fifths
    AttributionRule("reported_that_clause", "Smith said that ...", 815, 538),
    AttributionRule("reported_clause", "Smith said he would ...", 1166, 800),
    AttributionRule("reported_question", "Smith asked whether ...", 115, 63),
    AttributionRule("reported_infinitive", "Smith promised to ...", 201, 103),
    AttributionRule("reported_object", "Smith denounced the plan", 1323, 684),
    AttributionRule("reported_closing_tag", "..., Smith said.", 353, 254),
    AttributionRule("reported_according_to", "According to Smith, ...", 232, 165),
    AttributionRule("reported_as_reported", "As Smith reported, ...", 33, 22),
    AttributionRule("reported_asked", "Asked whether ..., she nodded", 67, 45),
    AttributionRule("stance_infinitive", "Smith wants to ... (a wish or plan, not words)", 178, 57),
    AttributionRule("stance_object", "Smith opposes the plan (an attitude, not words)", 146, 49),
    AttributionRule("stance_supposed", "Smith is expected to ...; Smith seems to ... (by nobody named)", 252, 125),
)
RULES: dict[str, AttributionRule] = {rule.id: rule for rule in (*_RULES, *_REPORTED)}


def is_trusted(rule_id: str) -> bool:
    """True where a rule names a speaker rather than a candidate."""
    rule = RULES.get(rule_id)
    if rule is None or rule.n_judged < FEWEST_JUDGED:
        return True
    return Fraction(rule.n_right, rule.n_judged) >= TRUSTED_SHARE
