"""Numerals in the case that is asked of them (clause 3.3): «из пять человек», «двести семьям», «обоим сторонам»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import group_at
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian import forms, morph

_GENITIVE_COUNT = frozenset("из от до около для без свыше у кроме изо ото".split())
_LATER = frozenset(("позднее", "позже", "ранее", "раньше"))
_MORE = frozenset(("более", "менее", "больше", "меньше"))


@function_check("grammar.numeral-case", alone=PROSE, words=("<NUMR>",))
def numeral_case(subject: Subject) -> Iterator[Hit]:
    """«из пять человек», «около сорок семей», «к двадцать пять процентам», «обоим сторонам»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence):
            if "NUMR" not in readings.of(token).pos or (index and not token.text.islower()):
                continue
            both = _both(sentence, index)
            if both is not None:
                yield both
            elif index and "NUMR" not in readings.of(sentence[index - 1]).pos:
                yield from _numeral(sentence, index)


def _numeral(sentence: Sequence[Token], index: int) -> Iterator[Hit]:
    last = index
    while last < len(sentence) and _is_cardinal(sentence[last]):
        last += 1
    words = sentence[index:last]
    if last < len(sentence) and any("Anum" in parse.tag for parse in morph.parses(sentence[last].text)):
        return  # «до тридцать первого января»: of an ordinal only the last word has cases
    tag = _case_of_count(sentence, index) or _case_of_counted(sentence, last)
    if tag is None:
        return
    if not words or any(_has_case(word, tag) for word in words):
        return
    changed = [_numeral_as(word, tag) for word in words]
    if None not in changed:
        yield Hit(words[0].start, words[-1].end, suggestions=(" ".join(word or "" for word in changed),))


def _case_of_count(sentence: Sequence[Token], index: int) -> str | None:
    before = sentence[index - 1].form
    if before in _GENITIVE_COUNT:
        return "gent"
    if before in ("к", "ко", "благодаря", "согласно"):
        return "datv"
    if before in ("течение", "продолжение") and index > 1 and sentence[index - 2].form == "в":
        return "gent"
    if before in _LATER and index > 1 and sentence[index - 2].form == "не":
        return "gent"
    earlier = [token.form for token in sentence[max(0, index - 3) : index - 1]]
    if before in _MORE and earlier[-1:] != ["чем"] and earlier != ["тем", "не"]:
        return "gent"
    if before in ("при", "о", "об"):
        return "loct"
    if before in ("между", "над", "перед"):
        return "ablt"
    return None


def _case_of_counted(sentence: Sequence[Token], last: int) -> str | None:
    """«двести семьям»: the noun after the numeral stands in a case that shows in it alone."""
    group = group_at(sentence, last)
    if group is None or not group.possible or any(form[1] != "plur" for form in group.possible):
        return None
    cases = group.possible_cases
    return next(iter(cases)) if len(cases) == 1 and cases <= {"datv", "ablt", "loct"} else None


@of_word
def _is_cardinal(token: Token) -> bool:
    if not token.is_word:
        return False
    if token.form == "сто":  # the dictionary has an abbreviation of these letters too
        return True
    first = morph.parses(token.text)[0]
    return first.tag.POS == "NUMR" and first.is_known and token.form not in ("много", "мало", "сколько", "столько")


def _has_case(token: Token, tag: str) -> bool:
    return any(parse.tag.POS == "NUMR" and parse.tag.case == tag for parse in morph.parses(token.text))


def _numeral_as(token: Token, tag: str) -> str | None:
    parse = next(parse for parse in morph.parses(token.text) if parse.tag.POS == "NUMR")
    gender = {str(parse.tag.gender)} if parse.tag.gender else set()
    form = forms.put(parse, frozenset({tag} | gender)) or forms.put(parse, frozenset({tag}))
    return forms.as_written(token.text, parse, form, keeps_yo=True) if form else None


_BOTH = {
    "обоих": ("обеих", "femn"),
    "обоим": ("обеим", "femn"),
    "обоими": ("обеими", "femn"),
    "обеих": ("обоих", "masc"),
    "обеим": ("обоим", "masc"),
    "обеими": ("обоими", "masc"),
}


def _both(sentence: Sequence[Token], index: int) -> Hit | None:
    """«обоим сторонам»: the noun is of the other gender whichever way it is read."""
    pair = _BOTH.get(sentence[index].form)
    group = group_at(sentence, index + 1) if pair else None
    if pair is None or group is None:
        return None
    noun = sentence[group.last - 1]
    genders = {str(parse.tag.gender) for parse in morph.parses(noun.text) if parse.tag.POS == "NOUN"}
    wanted = {"femn"} if pair[1] == "femn" else {"masc", "neut"}
    if not genders or not genders <= wanted or readings.of(noun).fixed:
        return None
    word = sentence[index]
    mended = pair[0].capitalize() if word.text[0].isupper() else pair[0]
    return Hit(word.start, word.end, suggestions=(mended,))
