"""A colon lost inside a sentence before a row or an explanation (clause 3.3): «следующие документы паспорт, полис»."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks import readings
from letterkit.checks.commas import apart
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

# «следующие документы. паспорт», «сообщаем следующее; ремонт»: another mark where the colon belongs
_OTHER_MARK = regex.compile(
    r"(?<!\p{L})(?P<word>(?P<verb>(?i:сообща|разъясня|поясня|отмеча|отвеча)\p{L}+\s(?:Вам\s)?следующее)"
    r"|(?:следующие|следующих|следующими|такие)\s(?!как\b)\p{Ll}+(?:\s(?!как\b)\p{Ll}+){0,2})"
    r"(?P<mark>[;.]|(?<=следующее),)\s(?=\p{Ll})"
    r"(?!(?:котор|что|чтобы|если|когда|где|как|и|а|но|или|либо)\p{Ll}*\b)"
)
_ANNOUNCING = frozenset("следующий такой нижеследующий".split())
# «Причина проста», «Ответ таков»: an explanation follows
_EXPLAINED = frozenset(
    "причина ответ вывод решение порядок дело суть вопрос схема условие правило выход расклад график итог".split()
)
_SHORT = frozenset(
    "проста прост просто просты таков такова таковы таково прежний прежняя один одна ясна ясен понятна понятен "
    "известна очевидна следующий следующая".split()
)
_CLAUSE = frozenset("что чтобы если когда где как и а но или который для на в с по из у от".split())


@function_check("punctuation.colon-lost", alone=PROSE)
def colon_lost(subject: Subject) -> Iterator[Hit]:
    """No colon, or another mark in its place, where a row or an explanation has been announced."""
    for part in subject.parts_of(*PROSE):
        for found in _OTHER_MARK.finditer(subject.text, part.start, part.end):
            last = found["word"].rsplit(None, 1)[-1]
            yield Hit(found.end("word") - len(last), found.end("mark"), suggestions=(f"{last}:",))
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if len(tokens) < 4:
            continue
        such = any(token.form.startswith(("следующ", "нижеследующ", "таки")) for token in tokens)
        explained = not _EXPLAINED.isdisjoint(tokens[0].lemmas) and any(token.form in _SHORT for token in tokens)
        for at in range(2, len(tokens) - 2):
            if not tokens[at].is_word or not tokens[at - 1].is_word or not tokens[at].text.islower():
                continue
            begins = (such and _after_such(tokens, at)) or (explained and _explains(tokens, at)) or _kinds(tokens, at)
            if begins and apart(subject.text, tokens, at):
                before, word = tokens[at - 1], tokens[at]
                yield Hit(before.start, word.end, suggestions=(f"{before.text}: {word.text}",))
                break


def _after_such(tokens: Sequence[Token], at: int) -> bool:
    """«нужны следующие документы | свидетельство, карта»: nothing makes the second noun hang on the first."""
    for first in range(max(0, at - 5), at - 1):
        if _ANNOUNCING.isdisjoint(tokens[first].lemmas) or tokens[first].form in ("следующим", "таким"):
            continue
        group = group_at(tokens, first)
        if group is None or group.last > at or not readings.of(tokens[first]).modifiers:
            continue
        rest = tokens[group.last : at]
        if any(not token.is_word or "gent" not in _cases(token) for token in rest):
            continue
        return _begins_row(tokens, at)
    return False


def _begins_row(tokens: Sequence[Token], at: int) -> bool:
    group = group_at(tokens, at)
    if group is None or not group.cases or "gent" in group.cases or not group.cases & {"nomn", "accs"}:
        return False
    for place in range(group.last, min(group.last + 6, len(tokens))):
        token = tokens[place]
        if token.text == "," or token.form in ("и", "или"):
            later = group_at(tokens, place + 1)
            return later is not None and bool(later.possible_cases & group.cases)
        if readings.of(token).predicate is not None:
            return False
    return False


def _kinds(tokens: Sequence[Token], at: int) -> bool:
    """«Приём ведут специалисты | терапевт, хирург, окулист»: kinds in the plural, then singulars in a row."""
    if at + 3 >= len(tokens) or tokens[at + 1].text != ",":
        return False
    before, word = readings.of(tokens[at - 1]), readings.of(tokens[at])
    if not before.only_noun or not word.only_noun:
        return False
    later = readings.of(tokens[at + 2]) if tokens[at + 2].is_word else None
    if later is None or not later.only_noun:
        return False
    plural = {form[0] for form in before.nouns if form[1] == "plur"}
    single = {form[0] for form in word.nouns if form[1] == "sing"}
    third = {form[0] for form in later.nouns if form[1] == "sing"}
    if "gent" in single and "accs" not in single:
        return False
    if any(form[1] == "plur" for form in word.nouns) or {form[1] for form in before.nouns} != {"plur"}:
        return False
    if tokens[at - 2].form in PREPOSITIONS:
        return False
    return bool(plural & single & third & {"nomn", "accs"}) and "gent" not in single - {"accs"}


def _explains(tokens: Sequence[Token], at: int) -> bool:
    """«Причина задержки проста | подрядчик не поставил насос»."""
    if tokens[at - 1].form not in _SHORT or tokens[at].form in _CLAUSE:
        return False
    if any(not token.is_word for token in tokens[:at]):
        return False
    group = group_at(tokens, at)
    said = [one for token in tokens[at + 1 : at + 9] if token.is_word and (one := readings.of(token).predicate)]
    return group is not None and bool(said) and any(subject_form(form, said[0]) for form in group.forms)


@of_word
def _cases(token: Token) -> frozenset[str]:
    read = readings.of(token)
    return frozenset(form[0] for form in read.forms | read.modifiers)
