"""A comma lost inside a row of like nouns (clause 3.3): «фотографии чеки, квитанции», «за март апрель и май»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian import morph

_DIRECT = frozenset(("nomn", "accs"))
# Nouns after which another may stand in the nominative: «месяц май», «станция метро», «дата выезд».
_NAMING = frozenset(
    "месяц станция тип вид марка модель класс слово пункт строка графа столбец код форма система язык порода сорт "
    "день час год программа проект фонд группа имя название раздел стадия режим статус рубрика игра серия".split()
)

_SECOND = frozenset("музей герой кровать палатка".split())  # «дом-музей» has lost its hyphen


@function_check("punctuation.row", alone=PROSE)
def row(subject: Subject) -> Iterator[Hit]:
    """Two nouns side by side in one direct case, the second of them followed by more of the row."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 2):
            before, word = tokens[at - 1], tokens[at]
            if (
                word.is_word
                and before.is_word
                and _are_like(before, word)
                and _goes_on(tokens, at)
                and apart(subject.text, tokens, at)
            ):
                yield put_in(tokens, at)


def _are_like(before: Token, word: Token) -> bool:
    """Both are lower-case names of things that share a direct case, and the second can hang on the first in no way."""
    if not before.text.islower() or not word.text.islower() or min(len(before.text), len(word.text)) < 3:
        return False
    first, second = readings.of(before), readings.of(word)
    if not first.only_noun or not second.only_noun or first.modifiers or second.modifiers:
        return False
    cases = {form[0] for form in second.nouns}
    if not cases <= _DIRECT or "gent" in first.cases or not {form[0] for form in first.nouns} & cases:
        return False
    if not _NAMING.isdisjoint(before.lemmas) or not _SECOND.isdisjoint(word.lemmas):
        return False
    return not any("anim" in morph.parses(each.text)[0].tag for each in (before, word))


def _is_governed(tokens: Sequence[Token], first: int) -> bool:
    """«предоставьте в комитет заявление и справку»: the first noun is the preposition's, the second the verb's."""
    place = first - 1
    while place >= 0 and tokens[place].is_word and readings.of(tokens[place]).modifiers:
        place -= 1
    if place < 1 or tokens[place].form not in PREPOSITIONS or not tokens[place - 1].is_word:
        return False
    verb = readings.of(tokens[place - 1])  # «проверили счета за декабрь январь» has its object already
    return verb.predicate is not None or bool(verb.likely & {"VERB", "INFN", "GRND"})


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma or «и» with one more noun in a direct case follows, and no verb right after that could part them.

    «Рабочие трубы и краны заменили»: the first noun may be the subject and the second the object of a verb that
    follows, so a verb or a preposition has to stand before the two.
    """
    following = tokens[at + 1]
    if _is_governed(tokens, at - 1):
        return False
    if any(
        (one := readings.of(token).predicate) is not None
        and any(subject_form(form, one) for form in readings.of(tokens[at - 1]).nouns)
        for token in tokens[at + 1 : at + 8]
        if token.is_word
    ):
        return False
    if following.text != "," and following.form not in ("и", "или"):
        return False
    group = group_at(tokens, at + 2)
    if group is None or not group.cases or not group.cases & _DIRECT:
        return False
    begins = at - 1
    while begins and (tokens[begins - 1].is_word or tokens[begins - 1].text == ","):
        begins -= 1
    return any(
        readings.of(token).predicate is not None or readings.of(token).likely & {"VERB", "INFN", "GRND", "PREP"}
        for token in tokens[max(begins, at - 5) : at - 1]
        if token.is_word
    ) or (begins > 0 and tokens[begins - 1].text == ":")
