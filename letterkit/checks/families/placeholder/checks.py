"""Fields of the word processor that fill themselves anew: what was checked is not what will be printed."""

from collections.abc import Iterator

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject

_SHOWS = {
    "DATE": "сегодняшнюю дату",
    "TIME": "текущее время",
    "SAVEDATE": "дату последнего сохранения",
    "PRINTDATE": "дату последней печати",
    "CREATEDATE": "дату создания файла",
    "EDITTIME": "время работы над файлом",
    "FILENAME": "имя файла",
    "FILESIZE": "размер файла",
    "AUTHOR": "автора файла",
    "LASTSAVEDBY": "имя того, кто сохранил файл",
    "USERNAME": "имя того, кто открыл файл",
    "USERINITIALS": "инициалы того, кто открыл файл",
    "USERADDRESS": "адрес того, кто открыл файл",
    "TEMPLATE": "имя шаблона",
    "REVNUM": "номер сохранения",
    "NUMWORDS": "число слов",
    "NUMCHARS": "число знаков",
    "IF": "слова по условию",
    "TITLE": "название из свойств файла",
    "SUBJECT": "тему из свойств файла",
    "KEYWORDS": "ключевые слова из свойств файла",
    "COMMENTS": "примечание из свойств файла",
    "REF": "слова закладки, которой в файле нет,",
    "PAGEREF": "страницу закладки, которой в файле нет,",
    "LASTSAVEDTIME": "дату последнего сохранения",
    "LASTPRINTED": "дату последней печати",
    "CREATETIME": "дату создания файла",
    "DOCPROPERTY": "свойство файла",
    "INFO": "свойство файла",
    "DATABINDING": "слова из данных внутри файла",
    "DOCVARIABLE": "переменную файла",
}
_SHOWS_OTHERS = "слова, которые программа подставляет сама,"


@function_check("placeholder.changing-field")
def changing_field(subject: Subject) -> Iterator[Hit]:
    """A field that shows other words tomorrow or on another machine; its mend makes it plain text."""
    for each in subject.letter.fields:
        shown = subject.letter.text[each.start : each.end]
        details = {"field": each.name, "shows": _SHOWS.get(each.name, _SHOWS_OTHERS)}
        yield Hit(each.start, each.end, details, (shown,), raw=True) if shown else Hit(details=details)
