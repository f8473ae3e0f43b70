"""A colon that is likely lost after words that announce a row (clause 3.3): «решить три вопроса согласовать проект»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, Group, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_JOINTS = frozenset(("и", "или", "либо"))
_SAID = frozenset(("VERB", "PRTS", "INFN", "ADJS", "PRED"))
_REACH = 9
# What promises that the things will be named.
_PROMISING = frozenset(
    "два три четыре пять шесть семь несколько следующий такой нижеследующий оба разный различный любой некоторый "
    "ряд удобный один".split()
)
# Words for things in general, which a row after them names.
_GENERAL = frozenset(
    "причина вопрос способ основание условие вариант путь шаг этап решение вывод требование критерий документ "
    "категория величина случай вид мера задача недостаток нарушение замечание специалист показатель сведение данные "
    "материал фактор обстоятельство направление работа действие услуга часть форма адрес признак слагаемое "
    "врач дефект пункт объект момент правило дата".split()
)
# After these, in the instrumental, an infinitive cannot hang: «двумя способами | получить согласие или …».
_WAYS = frozenset("способ путь".split())
# A genitive does not say whose these are: «трёх величин | тарифа, норматива».
_BARE = frozenset("величина слагаемое составляющая фактор показатель".split())
_TELLING = frozenset("сообщать разъяснять пояснять отмечать отвечать сообщить пояснить разъяснить".split())
_OBJECTIVE = frozenset("вопрос условие вывод шаг этап мера действие требование работа замечание решение".split())


@function_check("punctuation.colon-doubtful", alone=PROSE, words={"именно", *(f"~{word}" for word in _PROMISING)})
def colon_doubtful(subject: Subject) -> Iterator[Hit]:
    """No colon after «а именно» or a counted word for things in general, where a row of those things follows."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if not any(token.form == "именно" or not _PROMISING.isdisjoint(token.lemmas) for token in tokens[:-2]):
            continue
        for at in range(2, len(tokens) - 2):
            before, word = tokens[at - 1], tokens[at]
            if not word.is_word or not before.is_word or not word.text.islower():
                continue
            namely = before.form == "именно" and tokens[at - 2].form == "а"
            if (namely and _begins_row(tokens, at)) or is_promised(tokens, at) or _is_told(tokens, at):
                if apart(subject.text, tokens, at):
                    yield Hit(before.start, word.end, suggestions=(f"{before.text}: {word.text}",))
                    break


def is_promised(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before ``at`` are such a promise, and what follows names the things and hangs on nothing."""
    last = tokens[at - 1]
    if _GENERAL.isdisjoint(last.lemmas) or "NOUN" not in readings.of(last).likely:
        return False
    first = next((n for n in range(max(0, at - 4), at - 1) if _promises(tokens, n, at)), None)
    if first is None:
        return False
    cases = {form[0] for form in readings.of(last).nouns}
    word = readings.of(tokens[at])
    if word.likely == {"INFN"}:
        ways = not _WAYS.isdisjoint(last.lemmas) and cases == {"ablt"}
        return (ways or not _OBJECTIVE.isdisjoint(last.lemmas)) and _begins_row(tokens, at)
    if tokens[at].form in PREPOSITIONS:
        return not _WAYS.isdisjoint(last.lemmas) and _begins_row(tokens, at)
    group = group_at(tokens, at)
    if group is None or not group.cases or not _begins_row(tokens, at):
        return False
    if "gent" in group.cases:
        return not _BARE.isdisjoint(last.lemmas) and "gent" in cases
    # «В трёх случаях жильцы и подрядчик спорили»: the row is the subject of a verb that comes
    said = any(token.is_word and readings.of(token).likely & _SAID for token in tokens[:first])
    return (said and bool(group.cases & {"nomn", "accs"})) or (group.cases == {"ablt"} and cases == {"ablt"})


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """«сообщаем следующее | плата снижена»: what is told follows, and no noun that «следующее» could belong to."""
    if tokens[at - 1].form != "следующее" or _TELLING.isdisjoint(tokens[at - 2].lemmas):
        return False
    read = readings.of(tokens[at])
    return not any(form[1:3] == ("sing", "neut") for form in read.forms | read.modifiers)


def _promises(tokens: Sequence[Token], first: int, at: int) -> bool:
    """«двум | причинам», «следующими | способами», with adjectives of the noun between at most."""
    if _PROMISING.isdisjoint(tokens[first].lemmas):
        return False
    return all(token.is_word and readings.of(token).modifiers for token in tokens[first + 1 : at - 1])


def _begins_row(tokens: Sequence[Token], at: int) -> bool:
    """Whether a member of a row begins at ``at``: after a comma or «и» near, before any verb, comes its like."""
    word = readings.of(tokens[at])
    verb = word.likely == {"INFN"} or word.predicate is not None
    turn = tokens[at].form in PREPOSITIONS
    group = None if verb or turn else group_at(tokens, at)
    if not verb and not turn and group is None:
        return False
    begins = at + 1 if group is None else group.last
    for place in range(begins, min(at + _REACH, len(tokens) - 1)):
        token = tokens[place]
        following = tokens[place + 1]
        if token.text == "," or token.form in _JOINTS:
            if not following.is_word:
                continue
            if verb:
                if readings.of(following).likely & word.likely & {"INFN", "VERB", "PRTS"}:
                    return True
                continue
            if turn:
                later = group_at(tokens, place + 1)
                cases = PREPOSITIONS[tokens[at].form]
                return following.form in PREPOSITIONS or (later is not None and bool(later.cases & cases))
            if _is_member(tokens, place + 1, group):
                return True
            if token.text == ",":
                return False
        elif not token.is_word:
            if not token.text[0].isdigit() and token.text not in "«№%":
                return False
        elif not verb and readings.of(token).likely & _SAID:
            return False
    return False


def _is_member(tokens: Sequence[Token], at: int, group: Group | None) -> bool:
    later = group_at(tokens, at)
    if later is None or group is None or "PRTF" in readings.of(tokens[at]).likely:
        return False
    return bool(later.possible_cases & group.cases)
