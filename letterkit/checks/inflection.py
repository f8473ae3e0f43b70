"""A noun group of a sentence put into another case: what rules of cases and of government mend with."""

from collections.abc import Container, Sequence

from letterkit.checks.readings import Form, Group
from letterkit.checks.tokens import Token
from letterkit.russian import forms, morph

_CASES = {tag: case for case, tag in morph.CASE_TAGS.items()}


def numbers(sentence: Sequence[Token], group: Group, cases: Container[str]) -> list[str]:
    """The numbers in which ``group`` can stand in one of ``cases``, the likelier first."""
    weights: dict[str, float] = {}
    shown = {form[:2] for form in group.possible}
    for parse in morph.parses(sentence[group.last - 1].text):
        case_, number = str(parse.tag.case), str(parse.tag.number)
        if parse.tag.POS == "NOUN" and case_ in cases and (case_, number) in shown:
            weights[number] = weights.get(number, 0.0) + parse.score
    return sorted(weights, key=lambda number: -weights[number])


def put(sentence: Sequence[Token], group: Group, tag: str, number: str = "") -> str | None:
    """The words of ``group``, which stands in ``number``, in the case ``tag``; None when one has no such form."""
    *before, noun = sentence[group.first : group.last]
    fitting = [form for form in group.possible if form[1] == number] or list(group.forms or group.possible)
    shape = next(iter(sorted(fitting, key=lambda form: form[1] == "plur")), None)
    if shape is None:
        return None
    changed = noun_as(noun, tag, shape[1])
    if changed is None:
        return None
    words = [modifier_as(word, (tag, shape[1], shape[2], ""), noun) for word in before]
    return None if None in words else " ".join([*(word or "" for word in words), changed])


def noun_as(noun: Token, tag: str, number: str) -> str | None:
    for parse in morph.parses(noun.text):
        if parse.tag.POS == "NOUN" and parse.tag.number == number and parse.is_known:
            form = forms.decline_noun(parse, _CASES[tag], number)
            return forms.as_written(noun.text, parse, form, keeps_yo=True) if form else None
    return None


def modifier_as(word: Token, form: Form, noun: Token) -> str | None:
    """The modifier ``word`` as it agrees with ``noun`` in ``form``."""
    case_, number, gender, _ = form
    parse = next((each for each in morph.parses(word.text) if each.tag.POS in forms.ADJECTIVAL), None)
    if parse is None:
        return None
    animate = noun.has("NOUN", "anim")
    changed = forms.decline_adjective(parse, _CASES[case_], gender or None, number, animate)
    return forms.as_written(word.text, parse, changed, keeps_yo=True) if changed else None
