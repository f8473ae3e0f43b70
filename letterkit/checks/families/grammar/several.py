"""One predicate of several subjects that stand before it is in the plural (clause 3.3): «двор и сад убраны»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.grammar.predicate import like
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_LATER = frozenset("уже ещё еще полностью давно теперь пока".split())


@function_check("grammar.several-subjects", alone=PROSE, words=("и",))
def several_subjects(subject: Subject) -> Iterator[Hit]:
    """«Двор и сад убран»: two nouns at the sentence's start and one short participle in the singular."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if any(token.form == "и" for token in tokens[1:4]):
            hit = _of_two(tokens)
            if hit is not None:
                yield hit


def _of_two(tokens: Sequence[Token]) -> Hit | None:
    first = _subject_at(tokens, 0)
    if not first or first + 1 >= len(tokens) or tokens[first].form != "и":
        return None
    last = _subject_at(tokens, first + 1)
    while last and last < len(tokens) and tokens[last].form in _LATER:
        last += 1
    if not last or last >= len(tokens) or not tokens[last].is_word:
        return None
    one = readings.of(tokens[last]).predicate
    if one is None or one.parse.tag.POS != "PRTS" or one.number != "sing":
        return None
    mended = like(tokens[last], one, "plur", "")
    return Hit(tokens[last].start, tokens[last].end, suggestions=(mended,) if mended else ())


def _subject_at(tokens: Sequence[Token], at: int) -> int:
    """Where the noun in the nominative that begins at ``at`` ends; 0 when none does."""
    group = group_at(tokens, at) if at < len(tokens) else None
    if group is None or "nomn" not in group.possible_cases or group.possible_cases & {"gent", "datv", "ablt"}:
        return 0
    return group.last
