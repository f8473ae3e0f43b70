"""Where a main clause begins after words that belong to a turn or a clause before it: where its comma stands."""

from collections.abc import Sequence

from letterkit.checks import readings
from letterkit.checks.readings import Form, Predicate, group_at
from letterkit.checks.tokens import Token
from letterkit.russian.prepositions import PREPOSITIONS

BEFORE_VERB = frozenset("не уже еще также был была было были будет будут ни".split())
"""Words that stand between a subject and its predicate and belong to the predicate."""
_PRONOUNS = frozenset("мы вы он она они я".split())
_RECIPIENTS = frozenset("вам вас нам нас ему ей им его ее их".split())
_MOST_BEFORE = 5


def subject_form(form: Form, one: Predicate) -> bool:
    """Whether a noun in ``form`` can be the subject of ``one``."""
    return form[0] == "nomn" and form[1] == one.number and (not one.gender or not form[2] or form[2] == one.gender)


def before_verb(tokens: Sequence[Token], index: int, verb: int) -> int:
    """``verb``, or the first of the words right before it (after ``index``) that belong to it."""
    start = verb
    while start - 1 > index and tokens[start - 1].form in BEFORE_VERB:
        start -= 1
    return start


def start_of_main(tokens: Sequence[Token], index: int, verb: int) -> int | None:
    """Where the clause of the predicate ``tokens[verb]`` begins, if its subject stands right before it.

    ``index`` is the last word that belongs to what comes before for certain. None when the place is unclear.
    """
    one = readings.of(tokens[verb]).predicate
    if one is None:
        return None
    start = before_verb(tokens, index, verb)
    if tokens[start - 1].form in _PRONOUNS:
        return start - 1 if start - 1 > index + 1 else None
    if (
        one.person == "3per"
        and one.number == "plur"
        and tokens[start - 1].form in _RECIPIENTS
        and start - 1 > index + 1
    ):
        return start - 1  # «…, Вам позвонят»
    if one.person in ("1per", "2per"):
        return start if tokens[start - 1].is_word and start > index + 1 else None
    for begins in range(max(index + 1, start - _MOST_BEFORE), start):
        if tokens[begins - 1].form in PREPOSITIONS or (
            begins > index + 1 and readings.of(tokens[begins - 1]).modifiers
        ):
            continue
        group = group_at(tokens, begins)
        if group is None or group.last > start or begins == index + 1:
            continue
        if not any(subject_form(form, one) for form in group.possible):
            continue
        rest = tokens[group.last : start]
        if all("gent" in readings.of(token).cases or readings.of(token).modifiers for token in rest):
            return begins
    return None
