"""Marks, blanks and dummy words left in by whoever filled in the form."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_DATE = r"\b\d{1,2}(?:\.\d\d\.\d{4}|\s\p{Ll}{3,8}\s\d{4}\s(?:года|г\.))"
_STREET = r"(?:ул\.|улице|пер\.|проспекте) (?P<name>\p{Lu}[\p{L}-]+)"
_HOUSE = r"(?<=дом[аеу]? № )\d+"


def _insert_placeholders(sheet: Sheet, pattern: str, *marks: str, group: int | str = 0) -> Iterator[Edit]:
    for match in sheet.find(pattern):
        for mark in marks:
            yield swap(match.span(group), mark, way=mark)


@planter("placeholder.date", "placeholder|typography", "form", most=14, follows="law|outcome|typical")
def date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A date still to be put in."""
    yield from _insert_placeholders(
        sheet,
        _DATE,
        "______",
        "[указать дату]",
        "__.__.20__",
        "ДД.ММ.ГГГГ",
        "ХХ.ХХ.ХХХХ",
        "«__» ______ 2024 г.",
        "{{ date }}",
        "[ДАТА]",
        "<дата>",
        "________ года",
        "00.00.0000",
        "XX.XX.2024",
    )


@planter("placeholder.street", "placeholder", "form", most=12)
def street(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _insert_placeholders(
        sheet,
        _STREET,
        "_______",
        "[улица]",
        "<УЛИЦА>",
        "{{ street }}",
        "ХХХХХ",
        "(указать)",
        "………",
        "%street%",
        "{УЛИЦА}",
        "«НАЗВАНИЕ»",
        group="name",
    )


@planter("placeholder.house", "placeholder", "form", most=8)
def house(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _insert_placeholders(sheet, _HOUSE, "___", "[номер]", "{{ house }}", "ХХ", "<№>", "N", "…")


@planter("placeholder.number", "placeholder", "form")
def number(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A sum, a count, a term still to be filled in."""
    yield from _insert_placeholders(
        sheet, r"\b\d+(?= (?:рубл|квартир|метр|дней|человек|месяц|процент))", "___", "[сумма]", "ХХХ", "{{ n }}", "??"
    )


@planter("placeholder.greeting", "placeholder|salutation", "form", most=8, follows="closing|address-form")
def greeting(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The name in the greeting still to be put in."""
    for match in sheet.find(r"Уважаем\p{L}+ (\p{Lu}[^!]+)!", Role.SALUTATION):
        for mark in ("Имя Отчество", "<ИМЯ>", "{{ name }}", "[Имя Отчество]", "____________", "И.О.", "ХХХХХ ХХХХХХ"):
            yield swap(match.span(1), mark, way=mark)


@planter("placeholder.addressee", "placeholder|addressee", "form", follows="letterhead")
def addressee(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(
        r"(?m)^[ \t]*(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\.(?: ?\p{Lu}\.)?)(?=,|$)", Role.ADDRESSEE
    ):
        for mark in ("Фамилия И.О.", "[ФИО заявителя]", "<АДРЕСАТ>", "Ивановой И.И. (пример)", "______________"):
            yield swap(match.span(1), mark, way=mark)


@planter("placeholder.executor", "placeholder|executor", "form")
def executor(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:вич|вна|ич|ична)", Role.EXECUTOR):
        for mark in ("Фамилия Имя Отчество", "[ФИО исполнителя]", "ФИО", "{{ executor }}", "____________"):
            yield swap(match.span(), mark, way=mark)


@planter("placeholder.signature", "placeholder|signature", "form")
def signature(sheet: Sheet, random: Random) -> Iterator[Edit]:
    if sheet.first(Role.ESIGN) is None:
        for match in sheet.find(r"\p{Lu}\. ?\p{Lu}\. ?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?", Role.SIGNATURE):
            for mark in ("И.О. Фамилия", "[подпись]", "____________", "{{ signer }}", "ФИО"):
                yield swap(match.span(), mark, way=mark)


@planter("placeholder.note", "placeholder", "form", most=14)
def note(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A note to a colleague that was to be deleted."""
    for one in sheet.sentences:
        if one.text.endswith(".") and sheet.text[one.end - 1] == "." and any(one.end <= host for host in sheet.hosts):
            for words in (
                "(уточнить!)",
                "[проверить]",
                "(нужное подчеркнуть)",
                "(вставить номер дома)",
                "[текст]",
                "(см. образец)",
                "{комментарий юриста}",
                "TODO",
                "(ненужное удалить)",
                "[...]",
                "(согласовать с отделом)",
                "<вставить ответ>",
                "(добавить, если нужно)",
            ):
                at = one.end - 1
                yield Edit((at, at), f" {words}", (at + 1, at + 1 + len(words)), words)


@planter("placeholder.broken-field", "placeholder", "form", most=8)
def broken_field(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """What Word prints when a field has lost its source."""
    for host in sheet.hosts:
        for words in (
            "Ошибка! Источник ссылки не найден.",
            "Ошибка! Закладка не определена.",
            "#ССЫЛКА!",
            "«Поле_слияния_1»",
            "MERGEFIELD Адрес",
            "#Н/Д",
            "{ DATE }",
        ):
            yield Edit((host, host), f" {words}", (host + 1, host + 1 + len(words)), words)


@planter("placeholder.dummy", "placeholder", "form", most=8)
def dummy(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Dummy text of a template."""
    for host in sheet.hosts:
        for words in (
            "Текст текст текст текст.",
            "Lorem ipsum dolor sit amet.",
            "Ваш текст здесь.",
            "Вставьте текст ответа.",
            "Съешь ещё этих мягких французских булок.",
            "Введите текст.",
            "Образец текста ответа.",
        ):
            yield Edit((host, host), f" {words}", (host + 1, host + 1 + len(words)), words)


@planter("placeholder.choice", "placeholder", "form", most=6)
def choice(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Two words of a form between which nobody chose."""
    for right, wrong in (
        (r"\bотремонтиру[ею]т\b", "отремонтируют/не отремонтируют"),
        (r"\bобращение\b", "обращение/жалоба/заявление"),
        (r"\bможно\b", "можно (нельзя)"),
        (r"\bполучите\b", "получите/не получите"),
        (r"\bпринят[оыа]?\b", "принято/отклонено"),
        (r"\bзарегистрировано\b", "зарегистрирован(а/о)"),
        (r"\bнаправили\b", "направил(а, и)"),
    ):
        for match in sheet.find(right):
            if regex.match(r"\p{Ll}", match.group()):
                yield swap(match.span(), wrong, way=wrong)
