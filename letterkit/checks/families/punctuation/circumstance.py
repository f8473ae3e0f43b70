"""A comma after words of time, place or purpose that begin a sentence (clause 3.3): «После осмотра, его закрыли»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.families.punctuation.object import OPENING, hang, is_said
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian.prepositions import PREPOSITIONS

_MARKS = ",;:–—("
_HEAD = 4
"""Words among which the one stands for which a comma is right, or may be: «по мнению», «в связи с»."""
_SET_OFF = frozenset(
    "сожаление счастье мнение слово данные данный сведение информация слух взгляд сторона общий частность кроме помимо "
    "вместо согласно вопреки благодаря ввиду вследствие точный прочий отличие очередь сообщение расчет оценка подсчет "
    "идея правило сущность существо принцип традиция просьба случай связь соответствие основание зависимость учет "
    "исключение помощь пример удивление радость факт дело мера признание прогноз причина".split()
)


@function_check("punctuation.lead-comma", alone=PROSE, words=PREPOSITIONS)
def lead_comma(subject: Subject) -> Iterator[Hit]:
    """A preposition and what hangs on it, the only comma of the sentence, and the main clause."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        marks = [at for at, token in enumerate(tokens) if token.text in _MARKS]
        if len(marks) != 1 or tokens[marks[0]].text != "," or tokens[0].form not in PREPOSITIONS:
            continue
        comma = marks[0]
        set_off = any(not _SET_OFF.isdisjoint(token.lemmas) for token in tokens[:_HEAD])
        if not set_off and comma + 2 < len(tokens) and hang(tokens, 0, comma) and _is_main(tokens, comma):
            yield take_out(subject.text, tokens, comma)


def _is_main(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a clause follows that is no second half: «В доме 12 квартир, …» says something before the comma."""
    counts = any(
        token.text[0].isdigit() and tokens[at].form not in PREPOSITIONS for at, token in enumerate(tokens[1:comma])
    )
    first = tokens[comma + 1]
    read = readings.of(first)
    if (
        counts
        or not first.is_word
        or first.form in OPENING
        or first.form in PREPOSITIONS
        or read.pos & {"GRND", "PRTF"}
    ):
        return False
    group = group_at(tokens, comma + 1)
    before = {form[0] for form in readings.of(tokens[comma - 1]).forms} - {"nomn"}
    if group is not None and "nomn" not in group.cases and group.cases & before and read.predicate is None:
        return "NPRO" in read.likely  # «В школе, саду и клубе прошли встречи»
    return any(is_said(token) for token in tokens[comma + 1 :])
