"""One letter, one story: names, their gender, the appeal's date and number, who speaks, the body's name, terms."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.consistency.people import NamedPerson, people_of
from letterkit.checks.families.signature.form import is_own_blank
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.outcome_words import Verb
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role
from letterkit.russian import entities, morph
from letterkit.russian.words import words

# Found at once; the words before it are tried from every word of the paragraph.
_APPEAL = regex.compile(r"(?i)(?:обращени[еяю]|заявлени[еяю]|жалоб[аыуе])\s+(?:от|№)")
_OF_APPEAL = regex.compile(
    r"(?i)\b(?P<before>(?:\p{L}+\s+){0,2})(?:обращени[еяю]|заявлени[еяю]|жалоб[аыуе])\s+"
    r"(?:(?:от\s+(?P<date>\d{1,2}\.\d{1,2}\.\d{4})(?:\s?г\.)?)?\s*(?:№\s*(?P<number>[^\s,;)]*\d[^\s,;).]*))?)"
)
_ANOTHER = regex.compile(r"(?i)\b(?:и|также|предыдущ|повторн|прежн|ранее|перв|втор|нов|друг|ещё|перво)\p{L}*\s*$")
_ANOTHER_WORD = regex.compile(r"(?i)\b(?:предыдущ|повторн|прежн|перв|втор|нов|друг|ещ[её])\p{L}*")
_SAYS = frozenset({"сообщать", "информировать", "уведомлять", "разъяснять", "пояснять", "направлять"})
_SPOKEN = _SAYS | frozenset(
    """
    просить благодарить возвращать считать думать надеяться понимать приносить выражать обращать приглашать предлагать
    рекомендовать советовать отвечать обещать подтверждать признавать гарантировать прилагать хотеть напоминать
    полагать
    """.split()
)
_I = frozenset("я мне меня мной".split())
_WE = frozenset("мы нам нас нами".split())
_QUOTES = frozenset({Shield.QUOTE})
_CALLED_AFTER = regex.compile(r"(?i)\b(?:вас|вам|вы|спасибо|ещё\s+раз|поздравля\p{L}+|благодар\p{L}+),\s+$")
_BODY_NOUN = frozenset(
    "министерство администрация управление департамент комитет агентство инспекция служба правительство отдел".split()
)
_FEDERAL = regex.compile(r"(?i)\bроссийской\s+федерации|\bроссии\b|\bРФ\b")

_PLACES = frozenset(
    "город район округ посёлок поселок село деревня муниципальный городской сельский образование поселение область край"
    " республика автономный".split()
)
"""Words of a place, by their dictionary form, after which its name follows."""


@function_check("consistency.person-gender")
def person_gender(subject: Subject) -> Iterator[Hit]:
    """«Ивановой М.П.» and then «Ивановым М.П.», or «Ивановой М.П., который»."""
    people = people_of(subject)
    known: dict[tuple[str, str], dict[tuple[str, frozenset[str]], NamedPerson]] = {}
    for person in people:
        named = known.setdefault(((person.surname or "")[:1].lower(), person.initials or ""), {})
        first = next((other for other in named.values() if other.same_but_for_gender(person)), None)
        named.setdefault(((person.surname or "").lower(), person.genders), person)
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
    greeted = [person for person in greeted if person.patronymic]
    for person in people_of(subject):
        if subject.role_at(person.start) not in PROSE or person.surname or not (person.name and person.patronymic):
            continue
        if any(other.name == person.name and other.patronymic == person.patronymic for other in greeted):
            continue
        called = _is_called(subject, person)
        for other in greeted[:1]:
            if called or other.name == person.name:
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
    """«Сообщаю» beside «сообщаем», or «министерство сообщает» beside «сообщаем»: who writes?

    On an official's own blank «я» speaks of the official and «мы» of the body, so both may stand.
    """
    if is_own_blank(subject):
        return
    seen: dict[str, tuple[int, int]] = {}
    told = False
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
                told = True
                break
        if told:
            return
    yield from _i_and_we(subject)


def _i_and_we(subject: Subject) -> Iterator[Hit]:
    """«Мы думаем …» and further on «я прошу»: one body does not speak as one man; what fewer sentences say is shown."""
    seen: dict[str, dict[int, Token]] = {"I": {}, "we": {}}
    for saying in sayings(subject):
        verbs = {saying.tokens[place].start: one for place, one in saying.verbs}
        for token in saying.tokens:
            who = _first_person(token, verbs.get(token.start))
            if who is not None and not subject.protected.touches(token.start, token.end, _QUOTES):
                seen[who].setdefault(saying.start, token)
    if seen["I"] and seen["we"]:
        wrong, right = ("I", "we") if len(seen["I"]) <= len(seen["we"]) else ("we", "I")
        token, other = (next(iter(seen[who].values())) for who in (wrong, right))
        yield Hit(token.start, token.end, {"first": other.text, "second": token.text})


@function_check("consistency.body-name")
def body_name(subject: Subject) -> Iterator[Hit]:
    """The body that writes is called otherwise in the text than on its blank."""
    own = subject.profile.body.names
    right = [_lemma_line(name) for name in list(own.values())[:1]]
    letterhead = subject.first(Role.LETTERHEAD)
    if letterhead is None or not right or right[0] not in _lemma_line(subject.text_of(letterhead)):
        return
    begin = _kind_of_body(right[0])
    for part in subject.parts_of(*PROSE):
        text = subject.text_of(part)
        for body in entities.bodies(text):
            said = _lemma_line(body.text)
            whole = right[0].startswith(said) or said.startswith(right[0])
            if said.startswith(begin) and not whole and not _FEDERAL.search(body.text):
                yield Hit(part.start + body.start, part.start + body.end, {"right": next(iter(own.values()))})


def _kind_of_body(name: str) -> str:
    """The words of ``name`` by which a body of the same name is meant: two, and of a place its own name as well.

    «Администрация города Вологды» is no other name of «администрация города Тотьмы»: they are two bodies.
    """
    words = name.split()
    count = 2
    while count < len(words) and words[count - 1] in _PLACES:
        count += 1
    return " ".join(words[:count])


def _who(subject: Subject, person: NamedPerson) -> tuple[str, int] | None:
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
    if genders == {"neut"} or _agrees_before(subject.text[max(0, person.start - 40) : person.start], genders):
        return None  # «заявление Иванова М.П., поданное в мае»
    return word, after.end("word")


def _agrees_before(before: str, genders: set[str]) -> bool:
    """Whether the participle can belong to a noun before the name: «заявка Иванова М.П., поданная в мае»."""
    words = regex.findall(r"\p{Ll}{3,}", regex.split(r"[.,;:!?\n]", before)[-1])
    tags = [
        each.tag for word in words for each in morph.parses(word) if each.tag.POS == "NOUN" and "anim" not in each.tag
    ]
    return any(str(tag.gender) in genders and tag.number == "sing" for tag in tags)


def _appeals(subject: Subject) -> "tuple[regex.Match[str], ...]":
    """Where the text names the date or the number of the appeal that it answers."""
    named = (
        found
        for part in subject.parts_of(*PROSE)
        if _APPEAL.search(subject.text, part.start, part.end)
        for found in _OF_APPEAL.finditer(subject.text, part.start, part.end)
        if found["date"] or found["number"]
    )
    return tuple(
        found for found in named if not (_ANOTHER.search(found["before"]) or _ANOTHER_WORD.search(found["before"]))
    )


def _differing(subject: Subject, what: str) -> Iterator[Hit]:
    first: str | None = None
    for found in _appeals(subject):
        value = found[what]
        if value is None:
            continue
        if first is None:
            first = value
        elif value != first:
            start, end = found.span(what)
            yield Hit(start, end, {"first": first, "second": value})


def _first_person(token: Token, verb: Verb | None) -> str | None:
    if token.form in _I or token.form in _WE:
        return "I" if token.form in _I else "we"
    if verb is None or verb.form != "VERB" or verb.person != "1per":
        return None
    if verb.plural:
        return "we" if verb.lemma in _SPOKEN or verb.tense == "futr" else None
    return "I" if verb.lemma in _SPOKEN else None


def _is_called(subject: Subject, person: NamedPerson) -> bool:
    """Whether the reader is called by this name: «Анна Ивановна, …» at the start, «… Вас, Анна Ивановна, …»."""
    nominative = all(any("nomn" in parse.tag for parse in morph.parses(word)) for word in person.text.split())
    if not nominative or subject.text[person.end : person.end + 1] not in (",", "!", "."):
        return False
    first = (subject.sentences.at(person.start) or (None,))[0] == person.start
    before = _CALLED_AFTER.search(subject.text, max(0, person.start - 24), person.start)
    return before is not None or (first and subject.text[person.end] == ",")


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
