"""What is shared stands in the instrumental (clause 3.3): «делятся с новичками опыт»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import inflection, readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_SHARING = frozenset("делиться поделиться обмениваться обменяться".split())
_MARKS = frozenset(",;:–—()«»")


@function_check("grammar.shared", alone=PROSE, words={f"~{word}" for word in _SHARING})
def wrong_sharing(subject: Subject) -> Iterator[Hit]:
    """«Врачи делятся с новичками опыт»: the verb has its subject, and the noun after it is no instrumental."""
    for sentence in sentences(subject):
        for at, token in enumerate(sentence[:-1]):
            if not token.form.startswith(("дел", "подел", "обмен")) or token.lemmas.isdisjoint(_SHARING):
                continue
            first = _after_partner(sentence, at + 1)
            group = group_at(sentence, first) if first is not None else None
            if group is None or "ablt" in group.possible_cases or "accs" not in group.possible_cases:
                continue
            if not _is_said_of_somebody(sentence, at):
                continue
            numbers = inflection.numbers(sentence, group, ("accs", "nomn"))
            mends = [inflection.put(sentence, group, "ablt", number) for number in numbers[:1]]
            span = sentence[group.first].start, sentence[group.last - 1].end
            yield Hit(*span, {"word": token.text}, tuple(mend for mend in mends if mend))


def _after_partner(sentence: Sequence[Token], first: int) -> int | None:
    """Where the noun begins that follows the verb, «с новичками» passed over; None where there is none."""
    if first < len(sentence) and sentence[first].form in ("с", "со", "между"):
        group = group_at(sentence, first + 1)
        if group is None or "ablt" not in group.possible_cases:
            return None
        first = group.last
    if first >= len(sentence) or not sentence[first].is_word or sentence[first].form in PREPOSITIONS:
        return None
    return first


def _is_said_of_somebody(sentence: Sequence[Token], at: int) -> bool:
    """Whether a plural or personal nominative stands before the verb in its clause, and no instrumental."""
    found = False
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if token.text in _MARKS:
            break
        if not token.is_word or (index and sentence[index - 1].form in PREPOSITIONS):
            continue
        forms = readings.of(token).forms
        if any(form[0] == "ablt" for form in forms):
            return False
        found = found or any(form[0] == "nomn" for form in forms)
    return found
