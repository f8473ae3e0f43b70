"""One letter, one story: names, their gender, the appeal's date and number, who speaks, the body's name, terms."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.consistency_people import Named, people_of
from letterkit.checks.families.outcome_signs import Saying, sayings
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Role
from letterkit.russian import entities, morph
from letterkit.russian.dates import FoundDate, date_digits, find_dates
from letterkit.russian.words import words

_OF_APPEAL = regex.compile(
    r"(?i)\b(?P<before>(?:\p{L}+\s+){0,2})(?:обращени[еяю]|заявлени[еяю]|жалоб[аыуе])\s+"
    r"(?:(?:от\s+(?P<date>\d{1,2}\.\d{1,2}\.\d{4})(?:\s?г\.)?)?\s*(?:№\s*(?P<number>[^\s,;)]*\d[^\s,;).]*))?)"
)
_ANOTHER = regex.compile(r"(?i)\b(?:и|также|предыдущ|повторн|прежн|ранее|перв|втор|нов|друг|ещё|перво)\p{L}*\s*$")
_ANOTHER_WORD = regex.compile(r"(?i)\b(?:предыдущ|повторн|прежн|перв|втор|нов|друг|ещ[её])\p{L}*")
_SAYS = frozenset({"сообщать", "информировать", "уведомлять", "разъяснять", "пояснять", "направлять"})
_BODY_NOUN = frozenset(
    "министерство администрация управление департамент комитет агентство инспекция служба правительство отдел".split()
)
_UNTIL = regex.compile(r"(?i)(?:\bдо|\bпо|\bк|не\s+позднее|не\s+позже)\s+$")
_OF_TWO = regex.compile(
    r"(?i)\b(?:остальн|друг|ещё|еще|нов|част|втор|трет|перв|кажд|остав|временн|сначала|затем|потом)\p{L}*|(?<![\d.])\d{1,3}(?![\d.])"
)
_FEDERAL = regex.compile(r"(?i)\bроссийской\s+федерации|\bроссии\b|\bРФ\b")


@function_check("consistency.person-gender")
def person_gender(subject: Subject) -> Iterator[Hit]:
    """«Ивановой М.П.» and then «Ивановым М.П.», or «Ивановой М.П., который»."""
    people = people_of(subject)
    for number, person in enumerate(people):
        first = next((other for other in people[:number] if other.same_but_for_gender(person)), None)
        if first:
            yield Hit(person.start, person.end, {"first": first.text, "second": person.text})
    for person in people:
        found = _who(subject, person)
        if found:
            yield Hit(person.start, found[1], {"first": person.text, "second": found[0]})


@function_check("consistency.name-differs")
def name_differs(subject: Subject) -> Iterator[Hit]:
    """Greeted as Мария Петровна, further on called Мария Павловна."""
    greeting = subject.first(Role.SALUTATION)
    greeted = [person for person in people_of(subject) if greeting and greeting.start <= person.start < greeting.end]
    for person in people_of(subject):
        if subject.role_at(person.start) not in PROSE or person.surname or not (person.name and person.patronymic):
            continue
        for other in greeted:
            if other.name == person.name and other.patronymic and other.patronymic != person.patronymic:
                yield Hit(person.start, person.end, {"first": other.text, "second": person.text})


@function_check("consistency.appeal-date")
def appeal_date(subject: Subject) -> Iterator[Hit]:
    """«Ваше обращение от 14.05.2024» and then «обращение от 15.05.2024»."""
    yield from _differing(subject, "date")


@function_check("consistency.appeal-number")
def appeal_number(subject: Subject) -> Iterator[Hit]:
    """The appeal has one number in one place and another in the next."""
    yield from _differing(subject, "number")


@function_check("consistency.speaker")
def speaker(subject: Subject) -> Iterator[Hit]:
    """«Сообщаю» beside «сообщаем», or «министерство сообщает» beside «сообщаем»: who writes?"""
    seen: dict[str, tuple[int, int]] = {}
    for saying in sayings(subject):
        for place, one in saying.verbs:
            token = saying.tokens[place]
            if one.lemma not in _SAYS or one.form != "VERB" or one.tense != "pres":
                continue
            who = _speaker(saying, place, one.person, one.plural)
            if who is None:
                continue
            other = next((each for each in seen if each != who), None)
            seen.setdefault(who, (token.start, token.end))
            if other is not None and who in ("1sing", "1plur", "3"):
                first = subject.text[slice(*seen[other])]
                yield Hit(token.start, token.end, {"first": first, "second": token.text})
                return


@function_check("consistency.body-name")
def body_name(subject: Subject) -> Iterator[Hit]:
    """The body that writes is called otherwise in the text than on its blank."""
    own = subject.profile.body.names
    right = [_lemma_line(name) for name in list(own.values())[:1]]
    letterhead = subject.first(Role.LETTERHEAD)
    if letterhead is None or not right or right[0] not in _lemma_line(subject.text_of(letterhead)):
        return
    begin = " ".join(right[0].split()[:2])
    for part in subject.parts_of(*PROSE):
        text = subject.text_of(part)
        for body in entities.bodies(text):
            said = _lemma_line(body.text)
            whole = right[0].startswith(said) or said.startswith(right[0])
            if said.startswith(begin) and not whole and not _FEDERAL.search(body.text):
                yield Hit(part.start + body.start, part.start + body.end, {"right": next(iter(own.values()))})


@function_check("consistency.due-dates")
def due_dates(subject: Subject) -> Iterator[Hit]:
    """One and the same promise with two terms."""
    promises: list[tuple[str, frozenset[str], FoundDate]] = []
    for saying in sayings(subject):
        term = _term(saying)
        if term is None or _OF_TWO.search(saying.text.replace(term.text, "")):
            continue
        nouns = frozenset(
            lemma for token in saying.tokens if len(token.text) > 3 and token.has("NOUN") for lemma in token.lemmas
        )
        for _, verb in saying.verbs:
            if not (verb.future or verb.form == "PRTS") or verb.lemma == "быть":
                continue
            for lemma, things, other in promises:
                if lemma == verb.lemma and things & nouns and other.date != term.date:
                    details = {"first": date_digits(other.date), "second": date_digits(term.date)}
                    yield Hit(saying.start + term.start, saying.start + term.end, details)
                    return
            promises.append((verb.lemma, nouns, term))


def _who(subject: Subject, person: Named) -> tuple[str, int] | None:
    """«…, который» or «…, проживающая» of the other gender right after the name: the word and where it ends."""
    after = regex.compile(r",\s+(?P<word>\p{L}+)").match(subject.text, person.end)
    if after is None or not person.genders:
        return None
    word = after["word"]
    if not (word.lower().startswith("котор") or morph.parses(word)[0].tag.POS == "PRTF"):
        return None
    genders = {str(each.tag.gender) for each in morph.parses(word) if each.tag.number == "sing"}
    if any(each.tag.number == "plur" for each in morph.parses(word)) or not genders or genders & person.genders:
        return None
    return word, after.end("word")


def _differing(subject: Subject, what: str) -> Iterator[Hit]:
    first: str | None = None
    for part in subject.parts_of(*PROSE):
        for found in _OF_APPEAL.finditer(subject.text, part.start, part.end):
            value = found[what]
            if value is None or _ANOTHER.search(found["before"]) or _ANOTHER_WORD.search(found["before"]):
                continue
            if first is None:
                first = value
            elif value != first:
                start, end = found.span(what)
                yield Hit(start, end, {"first": first, "second": value})


def _speaker(saying: Saying, place: int, person: str | None, plural: bool) -> str | None:
    if person == "1per":
        return "1plur" if plural else "1sing"
    if person == "3per" and not plural and saying.opening:
        before = saying.tokens[:place]
        if any(token.lemmas & _BODY_NOUN and token.has("NOUN", "nomn", "sing") for token in before):
            return "3"
    return None


def _lemma_line(text: str) -> str:
    return " ".join(morph.lemma(word.text) for word in words(text))


def _term(saying: Saying) -> FoundDate | None:
    terms = [found for found in find_dates(saying.text) if _UNTIL.search(saying.text[: found.start])]
    return terms[0] if len(terms) == 1 and not saying.of_appeal else None
