"""A noun after the number that counts it (clause 3.3): «30 дня», «3 часов», «+21 градусов», «двух экземпляр».

A number before a noun may also be a name («квартира 5 дома 12») or an ordinal («ученик 5 класса»), so digits are read
as a count only before words that measure and count, or where a verb or an adverb of amount stands before them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import noun_as
from letterkit.checks.readings import PREPOSITIONS, Form
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian import forms, morph

# What is counted and hardly ever numbered.
_UNITS = frozenset(
    "день час минута секунда месяц неделя год сутки рубль копейка тысяча миллион миллиард метр километр сантиметр "
    "миллиметр процент балл градус гектар сотка тонна килограмм грамм литр человек ребенок гражданин семья раз штука "
    "экземпляр единица киловатт гигакалория ватт вольт обращение жалоба заявление заявка машина автомобиль".split()
)
MONTHS = frozenset("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split())
_MONEY = frozenset("рубль копейка тысяча миллион миллиард процент".split())
_TIMES = frozenset("день час месяц неделя год минута".split())
# «на 30 день», «с 5 классом»: nouns that a number names rather than counts.
NUMBERED = frozenset(
    "класс этаж число квартал разряд категория группа статья часть пункт подпункт абзац раздел глава приложение дом "
    "корпус квартира комната кабинет школа участок номер век округ район курс тур этап очередь созыв уровень степень "
    "страница лист подъезд место ряд автобус маршрут линия микрорайон сезон секция полугодие триместр сад палата "
    "больница поликлиника отдел отделение окно зал строение помещение литера бокс гараж павильон протокол акт приказ "
    "форма строка графа позиция вопрос задание вариант том рейс поезд вагон причал причина порт поправка редакция "
    "ст п ч пп д кв стр каб ул пр пер г корп оф".split()
)
_ASK_GENITIVE = frozenset(
    "до от из у для без около свыше более менее больше меньше после кроме течение продолжение возрасте позднее позже "
    "ранее раньше протяжении".split()
)
_ASK_ACCUSATIVE = frozenset("через спустя за на длиной шириной высотой площадью весом объемом глубиной сроком".split())
_OF_AMOUNT = frozenset("еще всего уже только около более менее свыше примерно почти порядка минимум максимум".split())
_PARTS_OF_DAY = frozenset(("дня", "утра", "вечера", "ночи"))
_LASTING = frozenset("течение продолжение через спустя за более менее свыше".split())
_OBLIQUE = frozenset(("gent", "datv", "ablt", "loct"))


@dataclass(frozen=True, slots=True)
class Count:
    """The forms that a noun may have after a number, and those to mend with (case and number), the likelier first."""

    allowed: frozenset[tuple[str, str]]
    mends: tuple[tuple[str, str], ...]


def _oblique(number: str) -> frozenset[tuple[str, str]]:
    return frozenset((case, number) for case in _OBLIQUE)


_MANY = Count(_oblique("plur"), (("gent", "plur"),))
_FEW = Count(_oblique("plur") | {("gent", "sing")}, (("gent", "sing"),))
_FEW_DIRECT = Count(frozenset({("gent", "sing"), ("datv", "plur"), ("ablt", "plur"), ("loct", "plur")}), _FEW.mends)
_ONE = Count(
    frozenset((case, "sing") for case in ("nomn", "accs", "gent", "datv", "ablt", "loct")), (("nomn", "sing"),)
)
_ONE_OF = Count(_ONE.allowed, (("gent", "sing"), ("nomn", "sing")))


@function_check("grammar.counted", alone=PROSE, words=("<digit>",))
def wrong_counts(subject: Subject) -> Iterator[Hit]:
    """«30 дня», «через 3 дней», «21 градусов»: the noun does not stand as its number asks."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if token.text.isdigit() and len(token.text) <= 3:
                hit = _after_digits(subject.text, sentence, index)
                if hit is not None:
                    yield hit


def _after_digits(text: str, sentence: Sequence[Token], index: int) -> Hit | None:
    at = _noun_at(text, sentence, index)
    if at is None or not _is_count(text, sentence, index, at):
        return None
    noun, read = sentence[at], readings.of(sentence[at])
    before = _before(sentence, index)
    count = _count(sentence, index, before, animate=noun.has("NOUN", "anim"))
    number = int(sentence[index].text)
    if count is None or {form[:2] for form in read.forms} & count.allowed:
        return None
    if noun.form in _PARTS_OF_DAY and number <= 12 and before not in _LASTING:
        return None  # «в 12 дня», but «в течение 10 дня»
    if "год" in noun.lemmas and number >= 40 and before in ("с", "до", "от", "после", "к", "в"):
        return None  # «с 95 года»
    if {form[1] for form in read.forms} == {"sing"} and "gent" not in read.cases:
        # «на 30 день», «в 8 часу», «с 12 по 18 километр»: an ordinal without its ending
        ordinal = _MONEY.isdisjoint(noun.lemmas)
        if not _TIMES.isdisjoint(noun.lemmas) or (ordinal and before in ("по", "на", "в", "к", "с", "за", "о", "при")):
            return None
    return _hit(sentence, index, at, count)


def _hit(sentence: Sequence[Token], index: int, at: int, count: Count) -> Hit | None:
    words = [token.text for token in sentence[index:at]]
    if at - index > 1:
        return Hit(sentence[index].start, sentence[at].end)
    mends = [noun_in(sentence[at], case, number) for case, number in count.mends]
    made = tuple(dict.fromkeys(f"{' '.join(words)} {mend}" for mend in mends if mend))
    return Hit(sentence[index].start, sentence[at].end, suggestions=made)


def noun_in(noun: Token, case: str, number: str) -> str | None:
    """``noun`` in that form, from whichever number it stands in; «год» counts as «лет», «человек» as «человек»."""
    if (case, number) == ("gent", "plur"):
        if "год" in noun.lemmas:
            return "лет"
        if "человек" in noun.lemmas:
            return "человек"
    return noun_as(noun, case, number) or other_number(noun, case, number)


def other_number(noun: Token, case: str, number: str) -> str | None:
    for parse in morph.parses(noun.text):
        if parse.tag.POS == "NOUN" and parse.is_known:
            changed = forms.put(parse, frozenset({case, number}))
            return forms.as_written(noun.text, parse, changed, keeps_yo=True) if changed else None
    return None


def _noun_at(text: str, sentence: Sequence[Token], index: int) -> int | None:
    """Where the noun of the number is: right after it or after its adjectives; None where that is unclear."""
    for at in range(index + 1, min(index + 4, len(sentence))):
        token = sentence[at]
        if text[sentence[at - 1].end : token.start].strip(" \n\u00a0") or sentence[at - 1].end == token.start:
            return None
        if not token.is_word or not token.text.islower() or len(token.text) < 3:
            return None
        read = readings.of(token)
        if (
            read.pos == {"NOUN"}
            or (read.pos == {"NOUN", "ADVB"} and token.form == "дома")
            or (read.likely == {"NOUN"} and not _UNITS.isdisjoint(token.lemmas))
        ):
            unit = not _UNITS.isdisjoint(token.lemmas)
            return at if read.known and not read.fixed and (unit or not read.name) else None
        if not read.modifiers or not read.likely <= {"ADJF", "PRTF", "NOUN"}:
            return None
        if not any(form[1] == "plur" and form[0] != "accs" for form in read.modifiers):
            return None
    return None


def _before(sentence: Sequence[Token], index: int) -> str:
    """The word before the number and the digits before it («1 500»); empty at the start."""
    at = index - 1
    while at >= 0 and sentence[at].text.isdigit():
        at -= 1
    return sentence[at].form if at >= 0 else ""


def _is_count(text: str, sentence: Sequence[Token], index: int, at: int) -> bool:
    if index and sentence[index - 1].text.isdigit() and len(sentence[index].text) != 3:
        return False
    if index and sentence[index - 1].end == sentence[index].start and sentence[index - 1].text not in "+(–«":
        return False  # «№5», «5/7», «А12»
    noun = sentence[at]
    if not (NUMBERED | MONTHS).isdisjoint(noun.lemmas):
        return False
    before = sentence[index - 1] if index else None
    if before is None:
        return True
    if not before.is_word and before.text not in "+(–—-:" and not before.text.isdigit():
        return before.text == "," and not _TIMES.isdisjoint(noun.lemmas)
    if before.is_word and (not NUMBERED.isdisjoint(before.lemmas) or before.form in NUMBERED):
        return False
    if not _UNITS.isdisjoint(noun.lemmas):
        return not (before.is_word and before.text[:1].isupper() and index > 1)
    if before.form in _OF_AMOUNT:
        return True
    return before.is_word and readings.of(before).predicate is not None


def _count(sentence: Sequence[Token], index: int, before: str, *, animate: bool) -> Count | None:
    number = int(sentence[index].text)
    last, teen = number % 10, number % 100 in range(11, 20)
    if last == 1 and not teen:
        return _ONE_OF if before in _ASK_GENITIVE else _ONE
    if last in (2, 3, 4) and not teen:
        asked = before in _ASK_ACCUSATIVE or _after_participle(sentence, index) or _is_named(sentence, index)
        direct = asked and not animate
        return _FEW_DIRECT if direct else _FEW
    return _MANY


def _is_named(sentence: Sequence[Token], index: int) -> bool:
    """«вернём плату: 184 рублей», «готовность – 84 процентов», «составляет 84 процентов»: the sum itself is named."""
    if index < 2:
        return False
    before, earlier = sentence[index - 1], sentence[index - 2]
    if not before.is_word:
        return before.text in ":–—" and earlier.is_word and earlier.form not in _IN_AMOUNT
    denied = any(token.form in ("не", "ни") for token in sentence[max(0, index - 4) : index])
    return not denied and not _SUMS.isdisjoint(before.lemmas)


def _after_participle(sentence: Sequence[Token], index: int) -> bool:
    """«выдано 43 экземпляров», where nothing is denied."""
    one = readings.of(sentence[index - 1]).predicate if index and sentence[index - 1].is_word else None
    denied = any(token.form in ("не", "ни") for token in sentence[max(0, index - 4) : index])
    return one is not None and one.parse.tag.POS == "PRTS" and not denied


_IN_AMOUNT = frozenset("размере сумме объеме количестве пределах размером суммой".split())
_SUMS = frozenset(
    "составлять составить стоить потратить израсходовать выделить начислить заплатить уплатить вернуть".split()
)
_FRACTIONS_AND_TWO = {"два": "две", "оба": "обе", "полтора": "полторы"}
_FEMININE = {feminine: other for other, feminine in _FRACTIONS_AND_TWO.items()}
_DAYS = {"два": "двое", "две": "двое", "три": "трое", "четыре": "четверо", "полторы": "полтора"}
_OBLIQUE_FEW = frozenset("двух трех четырех двум трем четырем двумя тремя четырьмя обоих обеих обоим обеим".split())
_NOMINATIVE_MANY = frozenset(
    "пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать "
    "семнадцать восемнадцать девятнадцать двадцать тридцать пятьдесят шестьдесят семьдесят восемьдесят "
    "двести триста четыреста пятьсот".split()
)
_TENTHS = frozenset("десятых сотых тысячных десятая сотая тысячная десятую сотую тысячную".split())
_OBLIQUE_AFTER = frozenset((*PREPOSITIONS, *"течение продолжение ниже выше более менее больше меньше".split()))
_CLAUSE = 6  # words after the noun: its predicate is no farther
_NOMINATIVE_FEW = frozenset(("два", "две", "три", "четыре", "оба", "обе", "полтора", "полторы"))
_FIRST_OF_FEW = {"двух": "два", "трех": "три", "четырех": "четыре"}


@function_check("grammar.numeral-noun", alone=PROSE, words=("<NUMR>",))
def numeral_noun(subject: Subject) -> Iterator[Hit]:
    """«двух экземпляр», «двадцать двух часа», «две дома», «полторы суток»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if token.is_word and "NUMR" in readings.of(token).pos:
                hit = _after_word(subject.text, sentence, index)
                if hit is not None:
                    yield hit


def _after_word(text: str, sentence: Sequence[Token], index: int) -> Hit | None:
    word, following = sentence[index], sentence[index + 1]
    if following.form == "суток" and word.form in _DAYS:
        mended = _in_letter_case_of(word, _DAYS[word.form])
        compound = index and "NUMR" in readings.of(sentence[index - 1]).pos
        return Hit(word.start, following.end, suggestions=() if compound else (f"{mended} {following.text}",))
    if index and sentence[index - 1].form in ("целых", "целой", "целая"):
        return None  # «одиннадцати целых четырёх десятых процента»: the fraction has the noun
    at = _noun_at(text, sentence, index)
    if at is None:
        return None
    noun, read = sentence[at], readings.of(sentence[at])
    own = {form[:2] for form in read.forms}
    if noun.form in ("ноль", "нуль") or any(each.form in _TENTHS for each in sentence[index + 1 : at]):
        return None  # «в одну целую две десятых раза»
    if word.form in _OBLIQUE_FEW and begins_clause(sentence, index, at):
        return None
    if word.form in _OBLIQUE_FEW and not any(number == "plur" for _, number in own):
        earlier = sentence[index - 1] if index else None
        compound = earlier is not None and earlier.form in _NOMINATIVE_MANY and word.form in _FIRST_OF_FEW
        if compound and ("gent", "sing") in own:
            words = " ".join((_FIRST_OF_FEW[word.form], *(each.text for each in sentence[index + 1 : at + 1])))
            return Hit(word.start, noun.end, suggestions=(words,))
        mends = [other_number(noun, case, "plur") for case in _cases_of_numeral(word)]
        return _with(sentence, index, at, mends)
    if word.form in _NOMINATIVE_FEW and own <= {("nomn", "sing"), ("accs", "sing")}:
        return _with(sentence, index, at, [noun_in(noun, "gent", "sing")])
    bare = at == index + 1 and noun.form != "суток" and not noun.form.endswith(("ых", "их"))  # «три животных»
    one = noun_in(noun, "gent", "sing")
    if word.form in _NOMINATIVE_FEW and bare and one and own <= {("gent", "plur"), ("accs", "plur")}:
        return _with(sentence, index, at, [one])
    if word.form in _NOMINATIVE_MANY and is_subject(sentence, at):
        return None  # «в минус тридцать пять температура не опускалась»
    if word.form in _NOMINATIVE_MANY and all(number == "sing" for _, number in own) and at == index + 1:
        return _with(sentence, index, at, [noun_in(noun, "gent", "plur")])
    return _gender(sentence, index, at, read.forms)


def _with(sentence: Sequence[Token], index: int, at: int, mends: Sequence[str | None]) -> Hit:
    before = " ".join(token.text for token in sentence[index:at])
    made = tuple(dict.fromkeys(f"{before} {mend}" for mend in mends if mend)) if at == index + 1 else ()
    return Hit(sentence[index].start, sentence[at].end, suggestions=made)


def begins_clause(sentence: Sequence[Token], index: int, at: int) -> bool:
    """«в двух статьях из трёх фамилия поставлена зря»: what is counted is left out, and the noun is the subject.

    ``index`` is the numeral, in no nominative, after its preposition; ``at`` the noun, of which a predicate is said.
    """
    after = index and sentence[index - 1].form in _OBLIQUE_AFTER
    return bool(after) and is_subject(sentence, at)


def is_subject(sentence: Sequence[Token], at: int) -> bool:
    """Whether the first predicate after the noun at ``at`` is said of it; «лекарство обязаны найти» is enough too."""
    own = readings.of(sentence[at]).forms
    for token in sentence[at + 1 : at + 1 + _CLAUSE]:
        if not token.is_word:
            return False
        one = readings.of(token).predicate
        if one is not None:
            return any(
                (form[0] == "nomn" and form[1] == one.number and (not one.gender or form[2] in ("", one.gender)))
                or (form[0] == "accs" and one.number == "plur")
                for form in own
            )
    return False


def _cases_of_numeral(word: Token) -> list[str]:
    found = {form[0] for form in _numeral_forms(word)}
    return [case for case in ("gent", "datv", "ablt", "loct") if case in found]


def _numeral_forms(word: Token) -> Iterator[tuple[str, str]]:
    for parse in morph.parses(word.text):
        if parse.tag.POS == "NUMR":
            yield str(parse.tag.case), str(parse.tag.number)


def _gender(sentence: Sequence[Token], index: int, at: int, own: frozenset[Form]) -> Hit | None:
    """«две дома», «полтора недели»: the numeral is of another gender than the noun."""
    word = sentence[index]
    genders = {form[2] for form in own if form[:2] == ("gent", "sing")}
    if word.form in _FRACTIONS_AND_TWO and genders == {"femn"}:
        mended = _FRACTIONS_AND_TWO[word.form]
    elif word.form in _FEMININE and genders and genders <= {"masc", "neut"}:
        mended = _FEMININE[word.form]
    else:
        return None
    rest = " ".join(token.text for token in sentence[index + 1 : at + 1])
    return Hit(word.start, sentence[at].end, suggestions=(f"{_in_letter_case_of(word, mended)} {rest}",))


def _in_letter_case_of(word: Token, mended: str) -> str:
    return mended.capitalize() if word.text[0].isupper() else mended
