"""A salutation taken apart: the word of respect, the names, what stands between and after them."""

from dataclasses import dataclass

import regex

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role
from letterkit.core.people import Gender, Person
from letterkit.russian import names
from letterkit.russian.names_decline import is_east_asian
from letterkit.russian.names_dictionary import knows

_RESPECT = regex.compile(
    r"(?P<respect>у[важоя]{2,5}\p{L}{2,9}|ув(?:аж)?\.?(?=\s)|дорог\p{L}+|многоуважаем\p{L}*|здравствуйте|добр\p{L}+\s+\p{L}+(?:\s+суток)?)"
    r"(?P<both>\s*\(\s*-?\p{L}{2,3}\s*\)|\s*/\s*-?\p{L}{2,3}\b)?"
    r"(?P<comma>\s*,)?\s*",
    regex.IGNORECASE,
)
_TITLE = regex.compile(
    r"(?P<title>господин|госпожа|господа|г-н|г-жа|гражданин|гражданка|товарищ)(?!\p{L})\s*", regex.IGNORECASE
)
_INITIALS = regex.compile(r"\b\p{Lu}\.\s?(?:\p{Lu}\.)?")
NAME_ALONE = regex.compile(
    r"(?P<names>\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)?(?:\s+(?:оглы|кызы))?)\s*[!,.]?(?:\s*здравствуйте\s*[!.,]?)?"
)
_NAME_WORDS = regex.compile(r"\p{L}[\p{L}\-]*")
_AND = regex.compile(r"\s+и\s+|\s*,\s*")
# What a template left unfilled is no name: «[Имя Отчество]», «<PERSON_1>», «_____».
_MARK = regex.compile(r"[\[\]<>{}_…]|\.{3}|(?i:\bимя\s+отчество\b|\bфио\b)")

ADJECTIVES = {Gender.MALE: "Уважаемый", Gender.FEMALE: "Уважаемая", None: "Уважаемые"}
RESPECT_FORMS = {"уважаемый": Gender.MALE, "уважаемая": Gender.FEMALE, "уважаемые": None}
COLLECTIVES = frozenset(
    "заявители жители господа коллеги граждане собственники родители дамы друзья участники дольщики члены читатели "
    "горожане пациенты пассажиры ветераны учителя родственники потребители абоненты соседи земляки односельчане "
    "садоводы предприниматели студенты работники сотрудники владельцы".split()
)
NAMELESS = frozenset(
    """
    заявитель заявительница гражданин гражданка господин госпожа автор житель жительница клиент абонент
    собственник пациент пациентка потребитель пользователь родитель покупатель посетитель налогоплательщик
    получатель владелец участник читатель пассажир подписчик студент пенсионер сосед коллега друг
    """.split()
)


@dataclass(frozen=True, slots=True)
class SalutationForm:
    """Spans count in the subject's text; ``names`` is what follows the word of respect and a title, without end mark.

    ``people`` are the persons named, in order; empty for a collective or a nameless salutation.
    """

    part: Part
    respect: str
    respect_span: tuple[int, int]
    both_genders: bool
    comma_inside: bool
    title: str | None
    names: str
    names_span: tuple[int, int]
    mark: str
    people: tuple[Person, ...]

    @property
    def span(self) -> tuple[int, int]:
        """From the word of respect to the last name, without the end mark."""
        return self.respect_span[0], max(self.names_span[1], self.respect_span[1])

    @property
    def collective(self) -> bool:
        """Whether several people are addressed."""
        return (
            len(self.people) > 1
            or any(word.lower() in COLLECTIVES for word in _NAME_WORDS.findall(self.names))
            or ((self.title or "").lower() == "господа")
        )

    @property
    def has_initials(self) -> bool:
        return bool(_INITIALS.search(self.names))


@once_a_letter
def salutations(subject: Subject) -> list[SalutationForm]:
    """The salutations of the letter, in order."""
    forms = (_form(subject, part) for part in subject.parts_of(Role.SALUTATION))
    return [form for form in forms if form is not None]


def names_disagree(person: Person) -> bool:
    """Whether the name is a man's and the patronymic a woman's, or the other way round."""
    if not person.name or not person.patronymic:
        return False
    name = names.gender_of(Person(name=person.name))
    patronymic = names.gender_of(Person(patronymic=person.patronymic))
    return name is not None and patronymic is not None and name is not patronymic


_MARKS = regex.compile(r"(?:[!?][ \u00a0]?)+$|[,.:;]$")


def addressed_person(subject: Subject) -> Person:
    """Whom the letter answers, as far as the card knows: an empty person without a card."""
    return subject.card.applicant.person if subject.card else Person()


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two parts of a name are written alike, «ё» and «е» being one letter."""
    return (one or "").lower().replace("ё", "е") == (other or "").lower().replace("ё", "е")


def may_be_greeted(greeted: Person, known: Person) -> bool:
    """Whether one of whom the card knows initials alone may be greeted so: by the surname, or by names that fit."""
    pairs = ((greeted.name, known.name), (greeted.patronymic, known.patronymic))
    fits = all(given[0].lower() == initial[0].lower() for given, initial in pairs if given and initial)
    return fits and not (greeted.surname and known.surname and not same_name(greeted.surname, known.surname))


def only_initials_known(subject: Subject) -> bool:
    """Whether the card has no name to greet the applicant by: «Уважаемая госпожа Иванова!» is all that can be said."""
    known = addressed_person(subject)
    return bool(known.surname) and not names.salutation_name(known)


def _form(subject: Subject, part: Part) -> SalutationForm | None:
    text = subject.text_of(part)
    found = _RESPECT.match(text.lstrip())
    lead = len(text) - len(text.lstrip())
    if not found:
        return None
    at = lead + found.end()
    again = _RESPECT.match(text, at)  # «Добрый день, уважаемая Анна Ивановна!»
    at = again.end() if again else at
    title = _TITLE.match(text, at)
    at = title.end() if title else at
    rest = text[at:].rstrip()
    marks = _MARKS.search(rest)
    mark = marks.group() if marks and not _INITIALS.fullmatch(rest[-2:]) else ""
    named = rest[: len(rest) - len(mark)].rstrip()
    start = part.start + lead
    return SalutationForm(
        part=part,
        respect=found["respect"],
        respect_span=(start, start + len(found["respect"] + (found["both"] or ""))),
        both_genders=found["both"] is not None,
        comma_inside=found["comma"] is not None and bool(named),
        title=title["title"] if title else None,
        names=named,
        names_span=(part.start + at, part.start + at + len(named)),
        mark=mark,
        people=_people(named),
    )


def _people(named: str) -> tuple[Person, ...]:
    people = []
    for piece in _AND.split(named):
        words = _NAME_WORDS.findall(piece)
        if not words or words[0].lower() in COLLECTIVES | NAMELESS or len(words) > 4 or _MARK.search(piece):
            continue
        if piece[:1].islower() and not any(knows(word, "Name") or word[:1].isupper() for word in words):
            continue
        capital = [word[:1].upper() + word[1:] for word in piece.split()]
        # Of «Ким Ен Сук» no reader can tell which words a stranger is called by.
        person = Person(name=" ".join(capital)) if is_east_asian(capital) else names.parse_name(" ".join(capital))
        if person.name or person.patronymic or person.surname:
            people.append(person)
    return tuple(people)
