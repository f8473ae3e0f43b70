"""«Не» and «ни» (clause 3.3): «подрядчик ни выполнил работы», «не разу», «не кто из жильцов не»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_VERBAL = frozenset(("VERB", "INFN", "PRTS"))
# «кто ни спросит», «как ни старались»: what comes before a «ни» that makes a concession of the clause.
_RELATIVE = frozenset(
    "кто что кого чего кому чему кем чем ком какой какая какое какие какого каких каким какую как где куда откуда "
    "когда сколько чей чья чье чьи насколько бы".split()
)
# «потому что», «так как»; «сообщаем, что срок пока ни истёк»: «что» further off is a conjunction too.
_BEFORE_CONJUNCTION = frozenset(("потому", "так", "оттого", "тем"))
_NEAR = 2
_MARKS = frozenset(",;:–—-()")
_ONE = frozenset("один одна одно одного одной одну одному одним одном".split())
_WHO = frozenset("кто что кого кому чего чему кем где куда".split())
_REACH = 6  # words between «ни один» and its «не»


@function_check("spelling.ni-for-ne", alone=PROSE, words=("ни",))
def ni_for_ne(subject: Subject) -> Iterator[Hit]:
    """«Подрядчик ни выполнил работы»: one «ни» before a verb, no second one and no concession."""
    for sentence in sentences(subject):
        places = [index for index, token in enumerate(sentence[:-1]) if token.form == "ни"]
        if len(places) == 2 and sentence[places[0] + 1].form in _ONE and not _is_parted(sentence, *places):
            places = places[1:]  # «ни одна из сторон ни отвечает»
        if len(places) != 1:
            continue
        at = places[0]
        verb = sentence[at + 1]
        if not verb.is_word or not readings.of(verb).likely <= _VERBAL or not readings.of(verb).known:
            continue
        if not _concedes(sentence, at):
            token = sentence[at]
            yield Hit(token.start, token.end, suggestions=("Не" if token.text[0].isupper() else "не",))


def _is_parted(sentence: Sequence[Token], first: int, last: int) -> bool:
    return any(token.text in _MARKS or token.form in ("и", "или", "не") for token in sentence[first:last])


def _concedes(sentence: Sequence[Token], at: int) -> bool:
    """«что ни сделай»: a relative word in the same clause; «бы» anywhere before; «ни дать ни взять» has two."""
    for index in range(at - 1, -1, -1):
        token = sentence[index]
        if token.text in _MARKS:
            return False
        if token.form in _RELATIVE:
            is_conjunction = index > 0 and sentence[index - 1].form in _BEFORE_CONJUNCTION
            return not is_conjunction and (token.form != "что" or at - index <= _NEAR)
    return False


@function_check("spelling.ne-for-ni", alone=PROSE, words=[f"не {word}" for word in _ONE | _WHO])
def ne_for_ni(subject: Subject) -> Iterator[Hit]:
    """«Не один житель не пришёл», «не кто из жильцов не жаловался»: the verb has a «не» of its own."""
    for sentence in sentences(subject):
        for at, token in enumerate(sentence[:-2]):
            if token.form != "не":
                continue
            word = sentence[at + 1]
            if word.form not in _ONE | _WHO or not _has_denial(sentence, at + 2):
                continue
            if word.form in _ONE and sentence[at + 2].form in ("раз", "и", "только", "лишь"):
                continue  # «не один раз не», «не один и не два»
            if word.form in _WHO:
                if sentence[at + 2].form in ("иной", "иное", "иного", "иному", "другой", "другое"):
                    continue
                mend = ("Ни" if token.text[0].isupper() else "ни") + word.form
                yield Hit(token.start, word.end, suggestions=(mend,))
            else:
                yield Hit(token.start, token.end, suggestions=("Ни" if token.text[0].isupper() else "ни",))


def _has_denial(sentence: Sequence[Token], first: int) -> bool:
    """Whether a «не» with its verb stands in the same stretch from ``first`` on."""
    for at in range(first, min(first + _REACH, len(sentence) - 1)):
        if sentence[at].text in _MARKS or sentence[at].form in ("ни", "а", "но"):
            return False
        if sentence[at].form == "не":
            return bool(readings.of(sentence[at + 1]).likely & _VERBAL)
    return False
