"""What ``letterkit names`` answers: one name, read and put into all six cases."""

from typing import TypedDict

from letterkit.core.errors import RequestError
from letterkit.core.people import Case, Gender, Person
from letterkit.russian.names_decline import decline_pieces
from letterkit.russian.names_gender import gender_of
from letterkit.russian.names_parse import ParsedName, read_name
from letterkit.russian.names_tables import NamePart


class NameAnswer(TypedDict):
    """The JSON of one name (docs: CONTRACT, ``names -``)."""

    given: str
    surname: str | None
    name: str | None
    patronymic: str | None
    gender: str | None
    cases: dict[str, str]


_WORDS = {
    "male": Gender.MALE, "m": Gender.MALE, "м": Gender.MALE, "муж": Gender.MALE, "мужской": Gender.MALE,
    "female": Gender.FEMALE, "f": Gender.FEMALE, "ж": Gender.FEMALE, "жен": Gender.FEMALE, "женский": Gender.FEMALE,
}  # fmt: skip


def answer(text: str, part: NamePart = NamePart.FULL, gender: Gender | None = None) -> NameAnswer:
    """``text`` (in the nominative) in the six cases, its parts in the order in which they were given.

    ``part`` says that ``text`` is only a surname, a name or a patronymic. ``gender`` overrides what the name says;
    when nothing says it, ``gender`` is None and words whose form depends on it stay in the nominative.
    """
    given = text.strip()
    parsed = read_name(given) if part is NamePart.FULL else _only(given, part)
    known = gender or parsed.person.gender
    cases = {case.value: " ".join(text for _, text in decline_pieces(parsed.order, known, case)) for case in Case}
    person = parsed.person
    return {
        "given": given,
        "surname": person.surname,
        "name": person.name,
        "patronymic": person.patronymic,
        "gender": known.value if known else None,
        "cases": cases,
    }


def answer_line(line: str, part: NamePart = NamePart.FULL, gender: Gender | None = None) -> NameAnswer:
    """``answer`` for one line of standard input: a name, and after a tab its gender, if it is there.

    Raises RequestError ``names.unknown-gender`` when the word after the tab is no gender.
    """
    name, _, said = line.partition("\t")
    said = said.strip().lower().rstrip(".")
    if said and said not in _WORDS:
        raise RequestError("names.unknown-gender", given=said)
    return answer(name, part, _WORDS.get(said, gender))


def _only(given: str, part: NamePart) -> ParsedName:
    words = " ".join(given.split())
    person = Person(
        surname=words if part is NamePart.SURNAME else None,
        name=words if part is NamePart.NAME else None,
        patronymic=words if part is NamePart.PATRONYMIC else None,
    )
    return ParsedName(Person(person.surname, person.name, person.patronymic, gender_of(person)), ((part, words),))
