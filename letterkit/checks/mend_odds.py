"""What the tagger thinks of the mends of rules that guess by grammar: it reads the sentence, they its forms.

A rule of agreement or government is sure that two words cannot stand together, and errs where they do not belong
together («в связи с изложенным комитет предлагает»). The tagger has read how people write, and errs in other places.
Where it finds what is written far likelier than the mend and doubts none of the words, the rule was wrong in 12 places
of 13, in right court acts, speeches and programmes (docs/decisions/0041).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from letterkit.checks.mend_trial import part_of
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter

if TYPE_CHECKING:
    from letterkit.language.slips import TaggedText

_REFUTED, _CONFIRMED, _SURE = -2.5, -1.0, -0.5
"""Log odds of a mend against what is written: below the first it is refuted, from the second on advice is a warning,
below the third nobody is told of an error."""
_UNDOUBTED = -3.0
"""Log odds that one of the words is wrong at all, below which a refuted mend means that none is."""
_MOST_WEIGHED = 60
"""Findings of a letter; one with more is no letter."""
_MOST_MENDS = 3


def weigh_findings(findings: Sequence[Finding], letter: Letter, book: RuleBook) -> list[Finding]:
    """``findings`` with the levels that the tagger leaves to those of ``weighed`` rules; the refuted are left out."""
    from letterkit.language.slips import read_each

    starts = [part.start for part in letter.parts]
    asked = [
        (number, part)
        for number, finding in enumerate(findings)
        if (rule := book.by_code.get(finding.code)) is not None
        and rule.weighed
        and (part := part_of(finding, letter, starts)) is not None
    ][:_MOST_WEIGHED]
    if not asked:
        return list(findings)
    parts = list(dict.fromkeys(part for _, part in asked))
    read = dict(zip(parts, read_each([letter.text[part.start : part.end] for part in parts]), strict=True))
    weighed = {number: _weigh(findings[number], part.start, read[part]) for number, part in asked}
    return [each for number, finding in enumerate(findings) if (each := weighed.get(number, finding)) is not None]


def _weigh(finding: Finding, begins: int, read: "TaggedText") -> Finding | None:
    """``finding`` in the paragraph that ``begins`` there, with another level or not at all."""
    assert finding.start is not None
    assert finding.end is not None
    start, end = finding.start - begins, finding.end - begins
    doubt = read.doubt(start, end)
    asked = (read.form_odds(start, end, mend) for mend in finding.suggestions[:_MOST_MENDS])
    known = [each for each in asked if each is not None] if finding.suggestions else [doubt]
    if not known:
        return finding  # it is about other words, such as prepositions: the tagger knows forms
    odds = max(known)
    if finding.level is Level.ADVICE:
        return replace(finding, level=Level.WARNING) if odds >= _CONFIRMED else finding
    if odds < _REFUTED and doubt < _UNDOUBTED:
        return None
    return replace(finding, level=Level.WARNING) if odds < _SURE else finding
