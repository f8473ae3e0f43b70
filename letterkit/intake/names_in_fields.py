"""People whom the lines of a form name, in whatever letters."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from letterkit.core.people import Person
from letterkit.intake.capitals import with_capitals
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.named_person import NamedPerson
from letterkit.russian.morph import parses
from letterkit.russian.names_gender import gender_of
from letterkit.russian.names_nominative import nominative
from letterkit.russian.persons import persons

FOR_OTHERS = (
    r"(?:представител\p{L}*|адвокат\p{L}*|опекун\p{L}*(?:\s*\(\p{L}+\))?|попечител\p{L}*|защитник\p{L}*|"
    r"доверенн\p{L}+ лиц\p{L}+)(?!\p{L})"
)
"""Words for somebody who writes for another."""
REPRESENTS = regex.compile(
    rf"(?i)(?:{FOR_OTHERS}[^\n.]{{0,70}}|(?:от (?:его|е[её]|их) имени|в (?:его|е[её]|их) интересах)[^\n.]{{0,60}}|"
    rf"(?:от\s+имени|в\s+интересах)\s+котор\p{{L}}+[^.]{{0,60}})$"
)
"""What stands before the name of one who does."""
_BRACKETED = regex.compile(r"\s*(?:<[^>]*>|\([^()]*\))")
_NOT_SAID = regex.compile(r"(?i)[\s(\[–—-]*(?:нет|без отчества|отсутствует|не (?:указан|имее|заполнен)\p{L}*|)[)\]\s]*")
_TWO_IN_LINE = regex.compile(r"\s+и\s+|\s*[,;]\s*(?=\p{Lu}\p{Ll}+\s+\p{Lu})")
_IN_LATIN = regex.compile(r"[A-Za-z .'-]+")
_SYLLABLES = tuple(
    each.split(":")
    for each in """
    shch:щ zh:ж kh:х ts:ц ch:ч sh:ш yu:ю ya:я yo:ё iy:ий a:а b:б v:в g:г d:д e:е z:з i:и y:й k:к l:л m:м n:н o:о
    p:п r:р s:с t:т u:у f:ф h:х c:к j:й w:в x:кс q:к
    """.split()
)


def names_in_fields(text: str, labelled: tuple[LabelledLine, ...]) -> Iterator[NamedPerson]:
    """Those whom the labelled lines of ``text`` name: «Фамилия: …», «ФИО: …», «Представитель: …»."""
    parts = {
        line.label: line
        for line in labelled
        if line.label in (Label.SURNAME, Label.NAME, Label.PATRONYMIC) and line.at < line.end
    }
    said = {label: text[line.at : line.end].strip(" .,") for label, line in parts.items()}
    said = {label: value for label, value in said.items() if not _NOT_SAID.fullmatch(value)}
    if said:
        person = Person(said.get(Label.SURNAME), said.get(Label.NAME), said.get(Label.PATRONYMIC))
        places = [(line.at, line.end) for line in parts.values()]
        yield NamedPerson(replace(person, gender=gender_of(person)), places, {"named by a form", "shown by a form"})
    for line in labelled:
        if line.label not in (Label.PERSON, Label.REPRESENTATIVE) or line.at >= line.end:
            continue
        represents = line.label is Label.REPRESENTATIVE or bool(REPRESENTS.search(text, line.start, line.at))
        shown = bool(regex.search(r"(?i)заявител|автор|фио|ф\.\s?и\.\s?о|фамилия|имя|отправител|пациент", line.words))
        signs = {"named by a form"} | ({"shown by a form"} if shown else set())
        value = _BRACKETED.sub(lambda told: " " * len(told[0]), text[line.at : line.end])
        for name in _names_of_value(value):
            begin = line.at + max(0, value.find(name.split()[0]))
            named = nominative(cyrillic(name) if _IN_LATIN.fullmatch(name) else name)
            yield NamedPerson(named, [(begin, begin + len(name))], set(signs), represents=represents, represented=shown)


def _names_of_value(value: str) -> Iterator[str]:
    """The names that the value of a label holds: «Галимзянов Фарит и Галимзянова Альфия» are two."""
    for number, part in enumerate(_TWO_IN_LINE.split(value)):
        found = list(persons(with_capitals(regex.sub(r"\s{2,}", " ", part))))
        yield from (entity.text for entity in found)
        name = " ".join(part.split(",")[0].split())
        words = name.split()
        looks_so = name[:1].isupper() and len(words) in (2, 3, 4) and "".join(words).replace(".", "").isalpha()
        if not found and looks_so and (number == 0 or any(map(is_known_name, words))):
            yield name


def is_known_name(word: str) -> bool:
    """Whether the dictionary has ``word`` for a first name."""
    return any("Name" in each.tag and each.is_known for each in parses(word.lower()))


def cyrillic(text: str) -> str:
    """A name in Latin letters as Russian would write it: «Denis Kostrov» → «Денис Костров»."""
    made = text.lower()
    for latin, cyrillic in _SYLLABLES:
        made = made.replace(latin, cyrillic)
    return " ".join(word.capitalize() for word in made.split())
