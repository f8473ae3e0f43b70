"""A noun that hangs on another noun stands in the genitive (clause 3.3): «ремонт кровля», «о результатах проверке»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks import readings
from letterkit.checks.families.grammar.cases import GENITIVE_AFTER
from letterkit.checks.families.grammar.giving import GIVING
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import modifier_as, put
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, Group, group_at
from letterkit.checks.segments import plain, sentences, stretches
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

# After these nouns a name or a label may follow in the nominative.
_NAMED = frozenset(
    "город село деревня посёлок улица проспект река озеро журнал газета программа проект форма код группа класс "
    "тип вид марка слово термин понятие раздел пункт вкладка кнопка поле команда функция параметр режим режиме "
    "позиция строка графа рубрика тема название должность профессия специальность категория статус товар услуга "
    "предмет дисциплина компания фирма организация станция остановка фамилия имя отчество номер пример вариант "
    "ответ вопрос".split()
)
# What these nouns are of stands in the genitive; none of them has a dative of its own.
_OF = frozenset(
    "результат итог ремонт осмотр проведение срок порядок план график начало окончание завершение качество размер "
    "стоимость уборка замена строительство реконструкция установка содержание состояние площадь крыша кровля "
    "фасад благоустройство обследование проверка причина ход час дата территория житель замер копия перечень список "
    "сумма количество уровень наличие отсутствие очистка вывоз промывка прокладка устройство эксплуатация покос "
    "собственник председатель".split()
)


_COUNTED_BY = frozenset(("тысяча", "миллион", "миллиард"))


@function_check("grammar.dependent", alone=PROSE)
def dependent(subject: Subject) -> Iterator[Hit]:
    """A noun right after a noun in the nominative, with nothing in its stretch that it could be the subject of."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first, last in stretches(tokens):
            if first and tokens[first - 1].text in ".-/…([":
                continue
            yield from _in_stretch(tokens[first:last])


def _in_stretch(tokens: Sequence[Token]) -> Iterator[Hit]:
    for at in range(1, len(tokens)):
        head = tokens[at - 1]
        read = readings.of(head)
        if head.form == "рода":
            continue  # «о такого рода вопросах»
        if not read.only_noun or (not head.text.islower() and at > 1) or head.has("NOUN", "anim"):
            continue
        if not _COUNTED_BY.isdisjoint(head.lemmas | tokens[min(at + 1, len(tokens) - 1)].lemmas):
            continue  # «в две тысячи восемнадцатом году», «площадью одна тысяча двести метров»
        if at > 1 and head.form in GENITIVE_AFTER.get(tokens[at - 2].form, ()):
            continue  # «в целях проверка»: grammar.case
        group = group_at(tokens, at)
        if (
            group is None
            or not group.possible
            or any(not token.text.islower() for token in tokens[group.first : group.last])
        ):
            continue
        if not tokens[group.last - 1].text.isalpha() or readings.of(tokens[group.last - 1]).pos != {"NOUN"}:
            continue
        nominative = group.possible_cases == {"nomn"} and _no_subject(tokens, at, group) and not _names(head)
        dative = (
            group.possible_cases <= {"datv", "loct"} and "datv" in group.possible_cases and _inanimate(tokens, group)
        )
        following = tokens[group.last] if group.last < len(tokens) else None
        if dative and following is not None and not GIVING.isdisjoint(following.lemmas):
            dative = False  # «на время ремонта семье предоставлена комната»
        nominative = nominative or (_follows_preposition(tokens, at) and _no_object(tokens, at, group))
        nominative = nominative or _second_object(tokens, at, group) or _after_oblique(tokens, at, group)
        locative = group.possible_cases == {"loct"} and not _names(head) and not _agrees_before(tokens, at)
        if nominative or locative or (dative and not _OF.isdisjoint(head.lemmas)):
            mended = put(tokens, group, "gent")
            if mended:
                yield Hit(tokens[group.first].start, tokens[group.last - 1].end, {"word": head.text}, (mended,))


_COPIED = frozenset("копия дубликат список перечень сумма стоимость размер дата адрес выписка часть экземпляр".split())
_CALLING = frozenset("считать назвать называть признать сделать счесть звать именовать читать выбрать".split())


def _second_object(tokens: Sequence[Token], at: int, group: Group) -> bool:
    """«предоставить копию паспорт»: an object right after its verb, then a thing that is nobody's subject."""
    if at < 2 or group.possible_cases != {"nomn", "accs"} or group.last - group.first > 1:
        return False
    if _COPIED.isdisjoint(tokens[at - 1].lemmas):
        return False
    head, verb = readings.of(tokens[at - 1]), tokens[at - 2]
    if "accs" not in head.cases or not head.cases <= {"nomn", "accs"} or _names(tokens[at - 1]):
        return False
    parses = morph.parses(verb.text)
    if any(parse.tag.POS not in ("VERB", "INFN") or "tran" not in parse.tag for parse in parses):
        return False
    if not _CALLING.isdisjoint(verb.lemmas) or any(form[1] != "sing" for form in group.possible):
        return False
    if any(not token.is_word or token.form in ("и", "или", "что", "как", "это", "чем") for token in tokens):
        return False
    found = [one for token in tokens if (one := readings.of(token).predicate) is not None]
    return bool(found) and not any(subject_form(form, one) for form in group.possible for one in found)


def _after_oblique(tokens: Sequence[Token], at: int, group: Group) -> bool:
    """«по просьбе жители», «общим собранием собственник»: people in the nominative, of whom no predicate is said."""
    head = tokens[group.last - 1]
    if group.possible_cases != {"nomn"} or not head.has("NOUN", "anim") or group.last - group.first > 1:
        return False
    if readings.of(tokens[at - 1]).cases & {"nomn", "accs"}:
        return False
    if any(not token.is_word or token.form in ("и", "или", "что", "как", "это", "чем", "то") for token in tokens):
        return False
    found = [one for token in tokens if (one := readings.of(token).predicate) is not None]
    if len(found) != 1 or any(subject_form(form, found[0]) for form in group.possible):
        return False
    return found[0].number == "sing" and found[0].gender != "" and not _has_other_owner(tokens)


def _has_other_owner(tokens: Sequence[Token]) -> bool:
    """Whether another word of the stretch may be said of the people: an infinitive, a gerund, a word of state."""
    return any(
        readings.of(token).pos & {"INFN", "GRND", "PRED", "COMP"} or token.form in ("нет", "есть") for token in tokens
    )


def _agrees_before(tokens: Sequence[Token], at: int) -> bool:
    """«о принятом комиссией решении»: words before the noun that agree with it in the prepositional."""
    return any(form[0] == "loct" for token in tokens[:at] if token.is_word for form in readings.of(token).modifiers)


def _follows_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun before ``at`` stands right after a preposition."""
    return at > 1 and tokens[at - 2].form in PREPOSITIONS


def _no_object(tokens: Sequence[Token], at: int, group: Group) -> bool:
    """«по факту нарушение составлен протокол»: a noun in «-ие» that can be neither the subject nor an object."""
    if (
        not group.possible_cases <= {"nomn", "accs"}
        or not tokens[group.last - 1].form.endswith("ие")
        or _names(tokens[at - 1])
    ):
        return False
    found = [(place, one) for place, token in enumerate(tokens) if (one := readings.of(token).predicate) is not None]
    if len(found) != 1 or found[0][0] < at or not found[0][1].short:
        return False
    if any(
        readings.of(token).pos & {"INFN", "GRND", "PRTF"} or token.form in ("и", "или", "это", "что")
        for token in tokens
    ):
        return False
    return not any(subject_form(form, found[0][1]) for form in group.possible)


def _names(head: Token) -> bool:
    return not _NAMED.isdisjoint(head.lemmas)


def _inanimate(tokens: Sequence[Token], group: Group) -> bool:
    head = tokens[group.last - 1]
    return not head.has("NOUN", "anim") and all(form[1] == "sing" for form in group.possible)


def _no_subject(tokens: Sequence[Token], at: int, group: Group) -> bool:
    """Whether the stretch has a verb and none that ``group`` could be the subject of."""
    if any(form[1] != "sing" or form[2] != "femn" for form in group.forms) or not group.forms:
        return False
    if tokens[group.last - 1].form in ("альфа", "бета", "гамма", "дельта"):
        return False
    verbs = False
    for place, token in enumerate(tokens):
        if token.form in ("и", "или", "что", "как", "это", "чем", "либо") or (not token.is_word and token.text in "«%"):
            return False
        read = readings.of(token)
        if read.predicate is not None:
            verbs = True
            if any(subject_form(form, read.predicate) for form in group.forms):
                return False
            if (
                place > at
                and read.predicate.number == "plur"
                and not read.predicate.short
                and read.predicate.person != "1per"
            ):
                return False
        elif read.likely & {"VERB", "ADJS", "PRTS", "PRED", "COMP"} or token.form in ("нет", "есть"):
            if token.has("VERB", "impr") and read.likely == {"VERB"}:
                verbs = True
            else:
                return False
    return verbs and not _apposition(tokens, at)


def _apposition(tokens: Sequence[Token], at: int) -> bool:
    """«в деревне Каменка», «на станции метро»: a place and its name, a word that is not declined."""
    return at > 1 and tokens[at - 2].form in PREPOSITIONS and not _NAMED.isdisjoint(tokens[at - 1].lemmas)


_TAKES_LOCATIVE = frozenset("в во на о об обо при по".split())


@function_check("grammar.locative", alone=PROSE)
def locative(subject: Subject) -> Iterator[Hit]:
    """«нуждается ремонте»: a noun that can only be prepositional, and no preposition before it in its sentence."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence):
            if token.form in _TAKES_LOCATIVE:
                break
            if not index:
                continue
            read = readings.of(token) if token.is_word and token.text.islower() else None
            if read is None or read.pos != {"NOUN"} or read.fixed or read.name or not read.known or len(token.text) < 4:
                continue
            if read.cases == {"loct"} and _follows_verb(sentence[index - 1]):
                yield Hit(token.start, token.end, {"word": sentence[index - 1].text})


@of_word
def _follows_verb(token: Token) -> bool:
    return token.is_word and bool(readings.of(token).likely) and readings.of(token).likely <= {"VERB", "INFN", "GRND"}


_LACKING = frozenset("лишить удостоить исполнить преисполнить полный".split())
_DIRECT = frozenset(("nomn", "accs", "gent"))


@function_check("grammar.participle", alone=PROSE)
def participle(subject: Subject) -> Iterator[Hit]:
    """«указанный территория»: a passive participle and the noun after it, of one case but not of one form."""
    for sentence in sentences(subject):
        for at, token in enumerate(sentence[:-1]):
            if (
                token.is_word
                and not token.form.startswith(("данн", "изложенн", "сказанн"))
                and _is_passive(token.text)
                and (token.text.islower() or not at)
            ):
                hit = _differing(sentence, at)
                if hit is not None:
                    yield hit


@lru_cache(maxsize=WORDS_KEPT)
def _is_passive(word: str) -> bool:
    parses = morph.parses(word)
    return (
        parses[0].is_known
        and any(parse.tag.POS == "PRTF" and "pssv" in parse.tag for parse in parses)
        and all(parse.tag.POS in ("PRTF", "ADJF") and parse.normal_form not in _LACKING for parse in parses)
    )


def _differing(sentence: Sequence[Token], at: int) -> Hit | None:
    word, noun = sentence[at], sentence[at + 1]
    read, head = readings.of(word), readings.of(noun)
    if not noun.is_word or not noun.text.islower() or head.pos != {"NOUN"} or head.fixed or head.name or not head.known:
        return None
    if not head.cases <= _DIRECT or head.forms & read.modifiers:
        return None
    shared = {form[0] for form in read.modifiers} & head.cases
    if noun.has("NOUN", "anim", "masc") and any(form[:3] == ("nomn", "sing", "femn") for form in read.modifiers):
        return None  # «Опрошенная почтальон»: grammar.participle-after sees to women too
    before = sentence[at - 1] if at else None
    after = readings.of(sentence[at + 2]) if at + 2 < len(sentence) and sentence[at + 2].is_word else None
    counted = before is not None and (
        "NUMR" in readings.of(before).pos or before.text[0].isdigit() or before.text == ","
    )
    if not shared or counted or (before is not None and before.form in ("и", "или", "как")):
        return None
    if after is not None and after.forms & read.modifiers:
        return None
    mends = [modifier_as(word, form, noun) for form in sorted(head.forms) if form[0] in shared]
    return Hit(word.start, noun.end, suggestions=tuple(dict.fromkeys(f"{each} {noun.text}" for each in mends if each)))
