"""A comma that is likely lost in a row (clause 3.3): «промыть трубы отрегулировать узел, утеплить подвал».

The rules of rows that are sure look at words side by side; here what hangs on the first member may stand between.
"""

from collections.abc import Callable, Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.families.punctuation.announced import is_promised
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, Form, Group, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian.morph import parses

_JOINTS = frozenset(("и", "или", "либо"))
_MARKS = ",;:–—-.!?…(«"
_SAID = frozenset(("VERB", "PRTS", "INFN", "GRND", "PRED"))
_REACH = 7  # words that may hang on one member
# An infinitive may follow these: «обязать подрядчика заменить», «возможность получить», «готов принять».
_RULING_VERBS = frozenset(
    "просить попросить поручить поручать обязать обязывать предложить предлагать рекомендовать порекомендовать "
    "помочь помогать разрешить разрешать позволить позволять запретить запрещать дать давать начать начинать "
    "продолжить продолжать пригласить приглашать потребовать требовать заставить мешать помешать успеть прийти "
    "приехать пойти поехать выехать зайти направить направлять призвать советовать посоветовать научить учить мочь "
    "смочь хотеть решить решать планировать намереваться отказаться обещать пообещать позвать попытаться".split()
)
_RULING_NOUNS = frozenset(
    "возможность право обязанность решение просьба необходимость требование план поручение задача способ время срок "
    "желание намерение предложение рекомендация попытка готовность обязательство согласие разрешение запрет цель "
    "мера способность стремление указание приказ команда призыв совет шанс повод причина основание условие смысл пора "
    "порядок вопрос позволение отказ предписание".split()
)
# These rule an instrumental themselves: «с торговлей овощами», «с заменой плиткой», «с работой комиссией».
_RULING_ABLATIVE = frozenset(
    "торговля замена оплата помощь поставка подготовка связь сделка работа защита борьба проверка осмотр приемка "
    "уборка очистка вывоз полив ремонт выплата доплата отделка облицовка засыпка отсыпка посыпка обработка "
    "покраска окраска заправка загрузка перевозка доставка езда игра стрельба угроза гордость забота встреча беседа "
    "разговор спор знакомство владелец начальник руководитель глава директор".split()
)
_DIRECT = frozenset(("nomn", "accs"))
# Beside these a noun stands in the nominative though it is no member of a row: «город Холмск», «пункт приём».
_NAMING = frozenset(
    "месяц станция тип вид марка модель класс слово пункт строка графа столбец код форма система час год день "
    "программа проект фонд группа имя название раздел режим статус рубрика серия том число итог".split()
)


_TIMES = frozenset("год месяц неделя день час раз квартал минута сезон сутки время лето зима ночь сторона".split())
_VERBAL = ("нием", "нию", "нии", "ния", "ние", "нием", "ция", "цией", "ции", "тием", "тие")


@function_check("punctuation.row-doubtful", alone=PROSE)
def row_doubtful(subject: Subject) -> Iterator[Hit]:
    """Two members of a row with nothing between them, where another member of the row follows or came before."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if not any(token.text in ",:" or token.form in _JOINTS for token in tokens):
            continue
        for first, last in _stretches(tokens):
            for at in range(first + 1, last):
                if not _can_begin(tokens, at) or not apart(subject.text, tokens, at):
                    continue
                if _infinitives(tokens, first, at, last) or _things(tokens, first, at, last):
                    if not is_promised(tokens, at):  # said by punctuation.colon-doubtful
                        yield put_in(tokens, at)
                    break


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """(first, last) of the runs of words and numbers between marks."""
    first = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].text in _MARKS:
            if at > first + 1:
                yield first, at
            first = at + 1


def _can_begin(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if not token.is_word or not token.text.islower() or token.form in PREPOSITIONS or token.form in _JOINTS:
        return False
    if not before.is_word:
        return False
    return (
        before.text.islower() and before.form not in PREPOSITIONS and before.form not in _JOINTS and before.form != "не"
    )


def _infinitives(tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """«промыть стояки | отрегулировать узел, утеплить …»: nothing in the first phrase rules an infinitive."""
    if readings.of(tokens[at]).likely != {"INFN"}:
        return False
    head = _back(tokens, first, at, "INFN")
    if head is None or at - head > _REACH or head + 1 == at:
        return False
    between = tokens[head:at]
    if not _RULING_VERBS.isdisjoint(tokens[head].lemmas) or any(
        token.is_word and (not _RULING_NOUNS.isdisjoint(token.lemmas) or readings.of(token).likely & {"ADJS", "PRED"})
        for token in between
    ):
        return False
    return _another(tokens, first, head, at, last, lambda place: readings.of(tokens[place]).likely == {"INFN"})


def _another(
    tokens: Sequence[Token], first: int, head: int, at: int, last: int, is_member: Callable[[int], bool]
) -> bool:
    """Whether a third member stands after a comma or «и», or before the two; a colon before them is as good."""
    if last + 1 < len(tokens) and tokens[last].text == ",":
        following = range(last + 1, min(last + 3, len(tokens)))
        if any(is_member(place) for place in following if tokens[place].is_word):
            return True
    if any(tokens[place].form in _JOINTS and is_member(place + 1) for place in range(at + 1, last - 1)):
        return True
    if first < 2 or tokens[first - 1].text not in ",:":
        return False
    if tokens[first - 1].text == ":":
        return head == first
    earlier = range(first - 2, max(-1, first - 2 - _REACH), -1)
    return head <= first + 1 and any(is_member(place) for place in earlier if tokens[place].is_word)


def _things(tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """«просадка щебня | разрушение обочины и засорение трубы»: a noun in the case of the one before, more to come."""
    group = group_at(tokens, at)
    if group is None or group.last > last or not group.cases or "gent" in group.cases:
        return False
    if not group.cases <= _DIRECT and group.cases != {"ablt"}:
        return False
    if not _NAMING.isdisjoint(tokens[at - 1].lemmas) or readings.of(tokens[at - 1]).modifiers & group.possible:
        return False
    if not _TIMES.isdisjoint(tokens[group.last - 1].lemmas) or "каждый" in tokens[at].lemmas:
        return False  # «проверяем стройку каждый месяц, …»
    if group.cases != {"ablt"} and "anim" in _first_marks(tokens[group.last - 1]):
        return False
    head = _head(tokens, first, at, group)
    if head is None or _is_in_the_way(tokens, first, at, last, head, group):
        return False
    before = tokens[head.first - 1] if head.first else None
    joins = before is not None and head.first > 1 and (before.text == "," or before.form in _JOINTS)
    left = joins and _shares(tokens, head.first - 2, group)
    colon = before is not None and before.text == ":"
    right = _member_follows(tokens, group)
    if group.cases == {"ablt"}:
        alike = _has_with(tokens, at, head, group) or head.forms & group.forms
        rules = not _RULING_ABLATIVE.isdisjoint(tokens[at - 1].lemmas) or tokens[at - 1].form.endswith(_VERBAL)
        beside = head.last == at and not rules and alike
        return left or (right and (colon or bool(beside)))
    return left or (right and (colon or _is_ruled(tokens, first, head.first)))


@of_word
def _first_marks(token: Token) -> frozenset[str]:
    return frozenset(parses(token.text)[0].tag.grammemes)


def _head(tokens: Sequence[Token], first: int, at: int, group: Group) -> Group | None:
    """The noun before ``at`` that shares a case with ``group``; only genitives and prepositional turns follow it."""
    for begins in range(max(first, at - _REACH), at):
        before = tokens[begins - 1] if begins else None
        with_whom = group.cases == {"ablt"} and before is not None and before.form in ("с", "со")
        if before is not None and before.is_word and not with_whom:
            if before.form in PREPOSITIONS or readings.of(before).modifiers:
                continue
        found = group_at(tokens, begins)
        if found is None or found.last > at or not found.cases & group.cases:
            continue
        if group.cases != {"ablt"} and "gent" in found.cases and found.cases.isdisjoint({"nomn", "accs"}):
            continue
        if group.cases != {"ablt"} and "anim" in _first_marks(tokens[found.last - 1]):
            continue
        if _only_hangs(tokens, found.last, at):
            return found
    return None


def _only_hangs(tokens: Sequence[Token], first: int, last: int) -> bool:
    at = first
    while at < last:
        cases = PREPOSITIONS.get(tokens[at].form)
        group = group_at(tokens, at + 1 if cases else at)
        if group is None or group.last > last:
            return False
        if not group.possible_cases & (cases or {"gent"}):
            return False
        at = group.last
    return True


def _is_in_the_way(tokens: Sequence[Token], first: int, at: int, last: int, head: Group, group: Group) -> bool:
    """Whether a verb beside could take one as subject and the other as object: «рабочие трубы и краны заменили»."""
    for token in () if _has_with(tokens, at, head, group) else tokens[group.last : last]:
        if token.is_word and readings.of(token).likely & {"VERB", "PRTS", "ADJS", "PRED"}:
            return True
    # «отдел направил заказчику акт и …» is no row: the first noun must not be the subject of a verb before it
    for token in tokens[first : head.first]:
        one = readings.of(token).predicate if token.is_word else None
        if one is not None and one.transitive and any(subject_form(form, one) for form in head.forms):
            if not any(subject_form(form, one) for form in _nominatives(tokens, first, head.first)):
                return True
    return any(token.form in _JOINTS for token in tokens[head.last : at])


def _has_with(tokens: Sequence[Token], at: int, head: Group, group: Group) -> bool:
    """«с разметкой знаками и двумя фонарями»: two things after «с», which a verb that follows hardly parts."""
    if group.cases != {"ablt"} or not head.first or tokens[head.first - 1].form not in ("с", "со"):
        return False
    people = any("anim" in _first_marks(token) for token in (tokens[head.last - 1], tokens[group.last - 1]))
    return head.last == at and not people


def _nominatives(tokens: Sequence[Token], first: int, last: int) -> Iterator[Form]:
    for token in tokens[first:last]:
        if token.is_word:
            yield from readings.of(token).forms


def _shares(tokens: Sequence[Token], place: int, group: Group) -> bool:
    """Whether the member that ends at ``place`` has a noun in the case of ``group``, in the same stretch."""
    for at in range(place, max(-1, place - _REACH), -1):
        token = tokens[at]
        if token.text in _MARKS:
            return False
        if token.is_word and {form[0] for form in readings.of(token).nouns} & group.cases:
            return not (at and tokens[at - 1].form in PREPOSITIONS)
        if token.is_word and readings.of(token).likely & _SAID:
            return False
    return False


def _member_follows(tokens: Sequence[Token], group: Group) -> bool:
    """Whether a comma or «и» and one more noun of the case come after what hangs on ``group``."""
    for at in range(group.last, min(group.last + _REACH, len(tokens) - 1)):
        token = tokens[at]
        if token.text == "," or token.form in _JOINTS:
            counted = tokens[at + 1].is_word and readings.of(tokens[at + 1]).likely == {"NUMR"} and at + 2 < len(tokens)
            later = group_at(tokens, at + 2 if counted else at + 1)  # «и двумя фонарями»
            if later is None or "PRTF" in readings.of(tokens[at + 1]).likely:
                return False
            return bool(later.cases & group.cases) and "gent" not in later.cases - group.cases
        if not token.is_word or readings.of(token).likely & _SAID:
            return False
    return False


def _is_ruled(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Whether something is said before the row in the same stretch: «обнаружены», «проверили», «иметь»."""
    return any(
        token.is_word and readings.of(token).likely & _SAID for token in tokens[max(first, head - _REACH) : head]
    )


def _back(tokens: Sequence[Token], first: int, at: int, pos: str) -> int | None:
    """The nearest word before ``at`` that is ``pos`` and nothing else; None when a verb or a conjunction is nearer."""
    for place in range(at - 1, first - 1, -1):
        likely = readings.of(tokens[place]).likely if tokens[place].is_word else frozenset[str]()
        if likely == {pos}:
            return place
        if likely & {"VERB", "PRTS"} or tokens[place].form in ("что", "чтобы", "если"):
            return None
    return None
