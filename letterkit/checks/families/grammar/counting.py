"""Words that stand with an amount or a term and not as it asks (clause 3.3): «210 тысяч приёмы», «любой желающие»,
«за каждый день просрочка», «не позднее следующий дня», «произошла 41 происшествие»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import noun_as
from letterkit.checks.readings import PREPOSITIONS
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian import forms, morph

_MANY = frozenset("тысяч тысячи тысячу миллионов миллиона миллион млн тыс".split())
_EACH = frozenset("любой каждый всякий".split())
_BEFORE_TERM = frozenset("позднее позже ранее раньше".split())
_TERMS = frozenset("дня числа месяца года часа квартала полугодия".split())
_PER = frozenset("день месяц неделя год час сутки минута квартал километр".split())
# What lasts for the days that are paid for.
_LASTING = frozenset(
    "просрочка задержка опоздание простой прогул неисполнение хранение пользование пребывание промедление проживание "
    "стоянка отсутствие работа аренда отпуск пробег перерыв недопоставка превышение неявка использование перевозка "
    "ожидание поездка обучение лечение участие дежурство эксплуатация".split()
)
# What takes place or is counted up, and has its number for a subject.
_HAPPENING = frozenset(
    "произойти происходить случиться открыться появиться поступить погибнуть утонуть пострадать построить создать "
    "открыть зарегистрировать организовать проживать числиться насчитываться действовать выявить обнаружить принять "
    "рассмотреть установить отремонтировать провести устранить возвести сгореть родиться прибыть остаться".split()
)
_FAR = 3  # adjectives between a number and its noun, at most


@function_check("grammar.thousand-noun", alone=PROSE, words=_MANY)
def thousand_noun(subject: Subject) -> Iterator[Hit]:
    """«210 тысяч приёмы», «3 тысячи прививки»: after thousands the noun stands in the genitive plural."""
    for sentence in sentences(subject):
        for at in range(1, len(sentence) - 1):
            word, noun = sentence[at], sentence[at + 1]
            counted = sentence[at - 1].text[0].isdigit() or "NUMR" in readings.of(sentence[at - 1]).pos
            if word.form not in _MANY or not counted or not noun.text.islower():
                continue
            read = readings.of(noun) if noun.is_word else None
            shapes = {form[:2] for form in read.nouns} if read is not None and read.known and not read.fixed else set()
            if ("nomn", "plur") not in shapes or ("gent", "plur") in shapes:
                continue
            mend = _plural(noun)
            if mend:
                yield Hit(noun.start, noun.end, {"word": word.text}, (mend,))


def _plural(noun: Token) -> str | None:
    return noun_as(noun, "gent", "plur") or next(
        (
            forms.as_written(noun.text, parse, made, keeps_yo=True)
            for parse in morph.parses(noun.text)
            if parse.tag.POS == "NOUN" and (made := forms.put(parse, frozenset({"gent", "plur"})))
        ),
        None,
    )


@function_check("grammar.each-one", alone=PROSE, words=_EACH | {"все"})
def each_one(subject: Subject) -> Iterator[Hit]:
    """«любой желающие», «каждый покупатели»: each is one."""
    for sentence in sentences(subject):
        for at, token in enumerate(sentence[:-1]):
            noun = sentence[at + 1]
            if token.form == "все" and noun.form == "желающий" and not sentence[min(at + 2, len(sentence) - 1)].is_word:
                yield Hit(noun.start, noun.end, {"word": token.text}, ("желающие",))
            if token.form not in _EACH or not noun.is_word or not noun.text.islower():
                continue
            read = readings.of(noun)
            shapes = {form[:2] for form in read.forms | read.modifiers}
            if not read.known or not read.pos <= {"NOUN", "ADJF", "PRTF"} or not shapes:
                continue
            if all(number == "plur" for _, number in shapes) and ("nomn", "plur") in shapes:
                yield Hit(noun.start, noun.end, {"word": token.text}, tuple(_singular(noun)))


def _singular(noun: Token) -> Iterator[str]:
    for parse in morph.parses(noun.text):
        wanted = {"nomn", "sing", *(("masc",) if parse.tag.POS in forms.ADJECTIVAL else ())}
        made = forms.put(parse, frozenset(wanted)) if "nomn" in parse.tag else None
        if made and (parse.tag.POS in forms.ADJECTIVAL or morph.parses(made)[0].tag.gender == "masc"):
            yield forms.as_written(noun.text, parse, made, keeps_yo=True)
            return


@function_check("grammar.no-later", alone=PROSE)
def no_later(subject: Subject) -> Iterator[Hit]:
    """«не позднее следующий рабочего дня»: the day stands in the genitive with all that is said of it."""
    for sentence in sentences(subject):
        for at in range(1, len(sentence) - 2):
            word = sentence[at + 1]
            if sentence[at].form not in _BEFORE_TERM or sentence[at - 1].form != "не" or not word.is_word:
                continue
            last = at + 2
            while last < len(sentence) - 1 and last < at + 2 + _FAR and sentence[last].form not in _TERMS:
                if not any(form[0] == "gent" for form in readings.of(sentence[last]).modifiers):
                    break
                last += 1
            cases = {form[0] for form in readings.of(word).modifiers}
            if sentence[last].form not in _TERMS or not cases or not cases <= {"nomn", "accs"}:
                continue
            parse = next(parse for parse in morph.parses(word.text) if parse.tag.POS in forms.ADJECTIVAL)
            made = forms.put(parse, frozenset({"gent", "sing", "masc"}))
            if made:
                mend = forms.as_written(word.text, parse, made, keeps_yo=True)
                yield Hit(word.start, word.end, {"word": sentence[at].text}, (mend,))


@function_check("grammar.per-day", alone=PROSE)
def per_day(subject: Subject) -> Iterator[Hit]:
    """«за каждый день просрочка», «за каждую неделю опоздание»: what lasts hangs on the day."""
    for sentence in sentences(subject):
        for at in range(1, len(sentence) - 3):
            if "каждый" not in sentence[at].lemmas or sentence[at - 1].form != "за":
                continue
            day = at + 1
            while day < len(sentence) - 2 and day < at + _FAR and readings.of(sentence[day]).likely <= {"ADJF", "PRTF"}:
                day += 1
            noun = sentence[day + 1]
            if sentence[day].lemmas.isdisjoint(_PER) or noun.lemmas.isdisjoint(_LASTING):
                continue
            shapes = {form[:2] for form in readings.of(noun).forms}
            if ("nomn", "sing") not in shapes or any(case == "gent" for case, _ in shapes):
                continue
            mend = noun_as(noun, "gent", "sing")
            if mend:
                yield Hit(noun.start, noun.end, {"word": sentence[day].text}, (mend,))


@function_check("grammar.counted-verb", alone=PROSE, words=("<digit>",))
def counted_verb(subject: Subject) -> Iterator[Hit]:
    """«произошла 41 происшествие», «утонул 11 человек»: a verb in a gender that what was counted has not."""
    for sentence in sentences(subject):
        for at, token in enumerate(sentence[:-2]):
            number = sentence[at + 1].text
            one = readings.of(token).predicate if token.is_word and number.isdigit() else None
            if one is None or one.gender not in ("masc", "femn") or token.lemmas.isdisjoint(_HAPPENING):
                continue
            if (one.transitive and not one.short) or _has_subject(sentence[:at], one):
                continue
            noun = _counted_by(sentence, at + 2)
            if noun is None or (ends_in_one(number) and noun in (one.gender, "")):
                continue
            wanted = {"sing", "neut", *(("PRTS",) if one.short else ("past",))}
            made = forms.put(one.parse, frozenset(wanted))
            if made:
                mend = forms.as_written(token.text, one.parse, made, keeps_yo=True)
                yield Hit(token.start, token.end, {"word": number}, (mend,))


def ends_in_one(number: str) -> bool:
    """Whether a noun stands in the singular after ``number``: 1, 21, 31, no 11."""
    return number.endswith("1") and not number.endswith("11")


def _has_subject(before: Sequence[Token], one: readings.Predicate) -> bool:
    """Whether a noun before the verb, of which it may be said, stands there: «комиссия работала 11 дней»."""
    for at, token in enumerate(before):
        if not token.is_word or not token.text[0].isalpha():
            continue
        read = readings.of(token)
        if at and before[at - 1].form in PREPOSITIONS:
            continue
        for form in read.forms | read.modifiers:
            if form[0] == "nomn" and form[1] == "sing" and form[2] in ("", one.gender):
                return True
    return False


def _counted_by(sentence: Sequence[Token], first: int) -> str | None:
    """The gender of the noun that begins at ``first`` or after its adjectives; None where that is unclear."""
    for at in range(first, min(first + _FAR, len(sentence))):
        token = sentence[at]
        read = readings.of(token) if token.is_word and token.text.islower() else None
        if read is None:
            return None
        if read.only_noun:
            genders = {str(parse.tag.gender) for parse in morph.parses(token.text) if parse.tag.POS == "NOUN"}
            return genders.pop() if len(genders) == 1 and not token.has("NOUN", "femn", "accs") else None
        if not read.modifiers:
            return None
    return None
