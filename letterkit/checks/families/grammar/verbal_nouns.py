"""Nouns in «-ние», «-тие» after prepositions of several cases (clause 3.3): «в удовлетворения», «с участия».

Their genitive looks like an accusative plural, so rules of prepositions let it pass; but most of them have no plural.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import noun_as
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.proofing.context import place_of

if TYPE_CHECKING:
    from letterkit.checks.tokens import Token

_ASKED = {
    **dict.fromkeys(("в", "во", "на"), ("loct", "accs")),
    **dict.fromkeys(("о", "об"), ("loct",)),
    **dict.fromkeys(("за", "под"), ("ablt", "accs")),
}
# Those that letters use in the plural.
_IN_PLURAL = frozenset(
    "новость ведомость область должность недвижимость кость гость мощность скорость емкость жидкость изображение "
    "отображение сопоставление вычисление явление сравнение деление преобразование копирование решение заявление "
    "обращение помещение здание задание нарушение предложение замечание отношение учреждение мероприятие совещание "
    "заседание разъяснение требование образование изменение дополнение возражение сообщение объявление указание "
    "событие собрание объединение управление отделение упражнение испытание соревнование занятие движение "
    "насаждение сооружение строение приложение положение отправление поступление уведомление извещение исключение "
    "исследование наблюдение измерение показание знание умение желание пожелание понятие растение колебание "
    "напоминание предписание постановление представление заключение назначение начисление отключение повреждение "
    "загрязнение осложнение ограничение определение основание ожидание опасение сомнение соглашение сочетание "
    "состояние сокращение ощущение впечатление выражение высказывание вложение взыскание воспоминание выступление "
    "значение имение искажение испарение месторождение направление название наказание накопление недоразумение "
    "обвинение обследование обременение описание отклонение отложение отчисление перемещение перечисление "
    "подразделение подключение поколение покрытие преступление прение приглашение приключение признание примечание "
    "разрешение распоряжение расстояние расхождение расширение свидание сведение сечение склонение слушание "
    "соединение соображение столкновение страдание суждение течение толкование увлечение удобрение украшение "
    "упоминание упущение уравнение ускорение утверждение чаяние чтение предприятие открытие мнение внушение "
    "рассуждение поручение поздравление учение обозначение обеспечение посещение стремление обновление ответвление "
    "отверстие задержание волнение затруднение заболевание кровотечение поражение убеждение удостоверение "
    "вмешательство восстание захоронение заимствование искушение крепление примирение падение перекрытие "
    "развлечение разногласие соцветие звание издание правление повышение понижение стечение ранение землетрясение "
    "сбережение вознаграждение пособие произведение построение послание пояснение предупреждение предсказание "
    "извинение обещание оскорбление ругательство доказательство".split()
)
_TOGETHER = frozenset(
    "участие использование применение соблюдение привлечение нарушение отсутствие наличие указание приложение "
    "превышение уведомление увеличение уменьшение содержание согласование обеспечение обоснование".split()
)
_BEGINNING = frozenset("начать начинать начаться начинаться начиная начало".split())


@function_check("grammar.verbal-noun", alone=PROSE)
def verbal_noun(subject: Subject) -> Iterator[Hit]:
    """«отказал в удовлетворения», «контроль за исполнения», «рассмотрено с участия»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[1:], 1):
            before = sentence[index - 1]
            kept = token.form.endswith("ости") and before.form in ("за", "под")  # «за сохранности»
            if not (kept or token.form.endswith(("ния", "тия"))) or not token.text.islower():
                continue
            read = readings.of(token)
            if kept and read.only_noun and _IN_PLURAL.isdisjoint(token.lemmas):
                yield Hit(before.start, token.end, suggestions=_mends(subject.text, before, token, ("accs", "ablt")))
                continue
            if not read.only_noun or ("gent", "sing", "neut", "") not in read.forms:
                continue
            cases: tuple[str, ...] = ()
            if before.form in _ASKED and _IN_PLURAL.isdisjoint(token.lemmas):
                cases = _ASKED[before.form]
            elif before.form in ("с", "со") and not _TOGETHER.isdisjoint(token.lemmas):
                earlier = sentence[index - 2] if index > 1 else None
                if earlier is not None and not _BEGINNING.isdisjoint(earlier.lemmas):
                    continue
                cases = ("ablt",)
            if cases:
                yield Hit(before.start, token.end, suggestions=_mends(subject.text, before, token, cases))


def _mends(text: str, before: "Token", token: "Token", cases: tuple[str, ...]) -> tuple[str, ...]:
    made = [one for case in cases if (one := noun_as(token, case, "sing"))]
    if len(made) > 1:
        begins = text.rfind("\n", 0, token.start) + 1
        ends = text.find("\n", token.end)
        worth = place_of(text[begins : ends if ends >= 0 else len(text)], token.start - begins)
        made.sort(key=worth, reverse=True)
    return tuple(f"{before.text} {one}" for one in made)
