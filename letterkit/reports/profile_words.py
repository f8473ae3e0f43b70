"""What the values of a profile are called before people: labels, units, what each is for."""

from collections.abc import Mapping
from dataclasses import dataclass

from letterkit.core.people import Case


@dataclass(frozen=True, slots=True)
class LimitWords:
    """``unit`` is said after the number; ``meaning`` tells what happens beyond it."""

    label: str
    unit: str
    meaning: str


CASES: Mapping[Case, tuple[str, str]] = {
    Case.NOMINATIVE: ("Именительный", "кто? что?"),
    Case.GENITIVE: ("Родительный", "кого? чего?"),
    Case.DATIVE: ("Дательный", "кому? чему?"),
    Case.ACCUSATIVE: ("Винительный", "кого? что?"),
    Case.INSTRUMENTAL: ("Творительный", "кем? чем?"),
    Case.PREPOSITIONAL: ("Предложный", "о ком? о чём?"),
}
BODY: Mapping[str, str] = {
    "short_name": "Короткое название",
    "superior": "Вышестоящий орган",
    "letterhead_lines": "Название на бланке",
    "address_lines": "Почтовый адрес на бланке",
    "phone": "Телефон",
    "fax": "Факс",
    "email": "Электронная почта",
    "site": "Сайт",
    "okpo": "ОКПО",
    "ogrn": "ОГРН",
    "inn_kpp": "ИНН/КПП",
}
PACKS: Mapping[str, str] = {
    "order-2024": "Порядок подготовки ответов 2024 года",
    "gost-2025": "Оформление по ГОСТ Р 7.0.97-2025",
    "gost-2016": "Оформление по ГОСТ Р 7.0.97-2016 (прежний)",
    "language": "Язык: грамотность, понятность, стиль",
    "iso-24495-1": "Простой язык по ISO 24495-1 (показать в отчёте)",
}
WEEKEND: Mapping[str, str] = {
    "preceding": "ответить в предыдущий рабочий день",
    "following": "ответить в следующий рабочий день",
    "same": "не переносить",
}
TEXTS: Mapping[str, str] = {
    "number": "Номер письма",
    "closing": "Заключительные слова",
    "restriction": "Пометка об ограничении",
    "law": "Закон, на который ссылаются ответы",
    "survey": "Адрес опроса",
    "cover": "Текст письма, с которым ответ уходит по электронной почте",
    "receipt": "Подтверждение, что обращение из почты зарегистрировано",
}
LIMITS: Mapping[str, LimitWords] = {
    "pages_wanted": LimitWords("Желательный объём", "стр.", "длиннее – замечание (пункт 3.8)"),
    "pages_most": LimitWords("Наибольший объём", "стр.", "длиннее – ошибка"),
    "margin_left_mm": LimitWords("Левое поле", "мм", "меньше – ошибка"),
    "margin_right_mm": LimitWords("Правое поле", "мм", "меньше – ошибка"),
    "margin_top_mm": LimitWords("Верхнее поле", "мм", "меньше – ошибка"),
    "margin_bottom_mm": LimitWords("Нижнее поле", "мм", "меньше – ошибка"),
    "font_min_pt": LimitWords("Наименьший шрифт", "пт", "мельче – замечание"),
    "font_max_pt": LimitWords("Наибольший шрифт", "пт", "крупнее – замечание"),
    "corner_line_mm": LimitWords("Строка углового бланка", "мм", "задаёт стандарт; длиннее – замечание"),
    "longitudinal_line_mm": LimitWords("Строка продольного бланка", "мм", "задаёт стандарт; длиннее – замечание"),
    "executor_left_mm": LimitWords("Отметка об исполнителе: от левого края", "мм", "правее – не «слева» (6.2)"),
    "executor_bottom_mm": LimitWords("Отметка об исполнителе: от нижнего края", "мм", "выше – не «внизу» (6.2)"),
    "sentence_words": LimitWords("Длина предложения", "слов", "задаёт читатель; длиннее – совет"),
    "sentence_words_most": LimitWords("Наибольшая длина предложения", "слов", "задаёт читатель"),
    "mean_sentence_words": LimitWords("Средняя длина предложения", "слов", "задаёт читатель; длиннее – совет"),
    "paragraph_sentences": LimitWords("Предложений в абзаце", "шт.", "задаёт читатель; больше – совет"),
    "flesch_least": LimitWords("Показатель Флеша", "ед.", "задаёт читатель; ниже – совет"),
    "grade_most": LimitWords("Индекс Флеша – Кинкейда", "ед.", "задаёт читатель; выше – совет"),
    "reader_grade": LimitWords("Сколько лет учёбы может требовать письмо", "лет", "задаёт читатель; больше – совет"),
    "genitive_chain": LimitWords("Существительные в родительном падеже подряд", "шт.", "столько – уже замечание"),
    "verbal_noun_share": LimitWords("Доля слов на -ние и -тие", "от 0 до 1", "больше – совет"),
    "passive_share": LimitWords("Доля страдательных глаголов", "от 0 до 1", "больше – совет"),
    "law_references": LimitWords("Ссылок на законы в абзаце", "шт.", "больше – совет"),
    "review_days": LimitWords("Рассмотреть и ответить", "дней", "по закону не больше 30 (пункт 7.4)"),
    "extension_days": LimitWords("Продлить срок", "дней", "по закону не больше чем на 30 (пункт 7.4)"),
    "extension_notice_days": LimitWords("Предупредить о продлении", "дней до срока", "позже – замечание (пункт 7.5)"),
    "redirect_days": LimitWords("Направить по принадлежности", "дней", "по закону не больше 7 (пункт 7.7)"),
    "notice_days": LimitWords("Сообщить, что ответа не будет", "дней", "по закону не больше 7 (пункт 7.8)"),
    "call_minutes": LimitWords("Звонок в среднем", "минут", "по порядку не больше 10 (пункт 6.7)"),
}
_PARTS: Mapping[str, str] = {
    "id": "имя профиля",
    "packs": "наборы правил",
    "blank": "бланк",
    "weekend": "если срок выпал на выходной",
    "known_bodies": "знакомые органы",
    "reader.age": "возраст читателя",
    "reader.schooling": "сколько лет учился читатель",
    "signers.order": "порядок подписантов",
}


def value_label(path: str) -> str:
    """«телефон», «название, родительный падеж», «подписант minister: имя» for a value by its place in the file."""
    if path in _PARTS:
        return _PARTS[path]
    section, _, name = path.partition(".")
    if section == "body" and name.startswith("names."):
        return f"название, {CASES[Case(name.removeprefix('names.'))][0].lower()} падеж"
    if section == "signers":
        who, _, what = name.rpartition(".")
        return f"подписант {who}: {'имя' if what == 'name' else 'должность'}"
    known = {
        "body": BODY.get(name),
        "texts": TEXTS.get(name),
        "limits": LIMITS[name].label if name in LIMITS else None,
    }.get(section)
    return _lower(known) if known else path


def _lower(label: str) -> str:
    """«Телефон» inside a sentence; an abbreviation stays as it is."""
    return label if label[:2].isupper() else label[0].lower() + label[1:]
