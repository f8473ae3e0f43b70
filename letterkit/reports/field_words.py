"""What is wrong with one value of a card, in the words that stand beside its field: there no place need be named."""

from collections.abc import Mapping

from letterkit.core.errors import CardError
from letterkit.reports.office_words import GROUNDS, OUTCOMES
from letterkit.reports.value_errors import russian_why
from letterkit.reports.wording import sentence
from letterkit.tables.fields import fields

TYPES: Mapping[str, str] = {
    "text": "текст в одну строку",
    "prose": "текст",
    "list": "список, по одному в строке",
    "date": "дата: 14.05.2024",
    "number": "целое число",
    "money": "сумма цифрами: 1250,50",
    "body": "название органа",
    "bodies": "названия органов, по одному в строке",
    "url": "адрес страницы: example.ru/otvety",
    "flag": "да или нет",
}
"""What may stand in a field of a reply text (``compose.catalogue.FieldType``)."""
_NAMES: Mapping[str, str] = {**OUTCOMES, **GROUNDS}
_BESIDE = {"representative": "Представитель", "priority": "Без очереди", "reason": "Причина", "executor": "Исполнитель"}


def field_words(fault: CardError) -> str:
    """One sentence without the name of the field: «Такого дня нет; нужна дата вида 14.05.2024»."""
    told = {name: str(value) for name, value in fault.details.items() if value not in (None, "")}
    match fault.code:
        case "data.bad-value" if "known" in told:
            return "Выберите одно из списка."
        case "data.bad-value":
            return _sentence(russian_why(told.get("why", "значение не подходит")))
        case "card.missing":
            return "Заполните это поле: без него не начать."
        case "card.gender-unknown":
            return f"По имени «{told.get('name', '')}» не узнать, мужчина это или женщина: укажите пол."
        case "card.outcome-differs":
            wants, has = (_NAMES.get(told.get(name, ""), "не указано") for name in ("wants", "value"))
            return f"Здесь «{has}», а выбранный текст ответа – «{wants}»: выберите другой текст или исправьте это поле."
        case "card.answers-differ":
            return (
                f"Вопросов в обращении {told.get('questions')}, ответов {told.get('answers')}: "
                "ответьте на каждый, по порядку."
            )
        case "card.bad-field":
            return f"Здесь нужно другое: {TYPES.get(told.get('type', ''), 'текст')}."
    return _sentence(sentence(fault))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def value_label(path: str) -> str:
    """What a form calls the value at ``path``, of a card or beside one; any other word stays as it is."""
    return _BESIDE.get(path) or (fields()[path].form_label if path in fields() else path)
