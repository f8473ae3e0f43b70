"""Clause 3.5: a respectful salutation by name and patronymic, in agreement with the person."""

from collections.abc import Iterator

import regex

from letterkit.checks.addressee_lines import AddresseeName, addressees, gender_addressed, joint_addressees
from letterkit.checks.families.salutation.form import (
    ADJECTIVES,
    COLLECTIVES,
    NAME_ALONE,
    NAMELESS,
    RESPECT_FORMS,
    SalutationForm,
    addressed_person,
    may_be_greeted,
    names_disagree,
    only_initials_known,
    salutations,
    same_name,
)
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.core.people import Gender, Person
from letterkit.russian import morph, names
from letterkit.russian.names_decline import is_east_asian

_PATRONYMIC = regex.compile(r"(?:ич|вн|чн|шн)\p{Ll}{1,2}$|\.")
_SHORT = 5
"""Names shorter than this («Лан», «Ким») keep all their letters before the ending of a case."""

_SHORTENED = frozenset({"ув", "уваж"})
# «Приветствуем Вас, Мария Петровна!», «Мария Петровна, добрый день!»
_GREETS = regex.compile(
    r"(?i)(?:приветству\p{L}+|(?:\p{L}+\s+){1,2}\p{L}+,\s*(?:добр\p{L}+\s+(?:день|утро|вечер|времени)|доброго\s+дня))[^\n]*"
)


@function_check("salutation.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """Nothing greets the reader before the text."""
    if subject.first(Role.SALUTATION) is None:
        yield MISSING


@function_check("salutation.no-respect")
def no_respect(subject: Subject) -> Iterator[Hit]:
    """«Мария Петровна!»: a name without «Уважаемая»."""
    respectful = [form.part for form in salutations(subject)]
    for part in subject.parts_of(Role.SALUTATION):
        if part in respectful:
            continue
        found = NAME_ALONE.fullmatch(subject.text_of(part).strip())
        if found is None:
            continue
        person = addressed_person(subject)
        person = person if person.name else names.parse_name(found["names"])
        gender_known = person.gender or names.gender_of(person)
        start = subject.text.index(found["names"], part.start)
        mends = (f"{ADJECTIVES[gender_known]} {names.salutation_name(person)}",) if gender_known else ()
        yield Hit(start, start + len(found["names"]), suggestions=mends)


@function_check("salutation.gender")
def gender(subject: Subject) -> Iterator[Hit]:
    """«Уважаемый Мария»: the adjective disagrees with the name; the card, where there is one, knows the gender."""
    for form in salutations(subject):
        if form.respect.lower() not in RESPECT_FORMS or form.both_genders or not form.people:
            continue
        wanted = _gender(form, subject)
        several = len(form.people) > 1
        if form.respect.lower() == "уважаемые" and wanted is None and not several and len(addressees(subject)) == 1:
            yield Hit(*form.span, {"adjective": "Уважаемый» или «Уважаемая"})
            continue
        if (wanted is None and not several) or any(names_disagree(person) for person in form.people):
            continue
        adjective = ADJECTIVES[None if several else wanted]
        if form.respect.lower() != adjective.lower():
            yield Hit(*form.span, {"adjective": adjective}, (_respelt(form, adjective, subject),))


@function_check("salutation.both-genders")
def both_genders(subject: Subject) -> Iterator[Hit]:
    """«Уважаемый(ая)»: a form that was never filled."""
    for form in salutations(subject):
        if form.both_genders:
            wanted = _gender(form, subject)
            mends = (_respelt(form, ADJECTIVES[wanted], subject),) if wanted else ()
            yield Hit(*(form.span if mends else form.respect_span), suggestions=mends)


@function_check("salutation.shortened")
def shortened_salutation(subject: Subject) -> Iterator[Hit]:
    """«Ув. Мария Петровна!»"""
    for form in salutations(subject):
        if form.respect.lower().rstrip(".") in _SHORTENED:
            wanted = _gender(form, subject)
            mends = (_respelt(form, ADJECTIVES[wanted], subject),) if wanted else ()
            yield Hit(*(form.span if mends else form.respect_span), suggestions=mends)


@function_check("salutation.greeting")
def greeting(subject: Subject) -> Iterator[Hit]:
    """«Здравствуйте», «Добрый день», «Дорогой» instead of «Уважаемый»."""
    for form in salutations(subject):
        low = form.respect.lower()
        if low.startswith(("здравствуйте", "добр", "дорог", "многоуваж")):
            wanted = _gender(form, subject)
            mends = (_respelt(form, ADJECTIVES[wanted], subject),) if wanted and form.people else ()
            yield Hit(*(form.span if mends else form.respect_span), suggestions=mends)
    respectful = [form.part for form in salutations(subject)]
    for part in subject.parts_of(Role.SALUTATION):
        found = None if part in respectful else _GREETS.match(subject.text_of(part).strip())
        if found:
            start = part.start + len(subject.text_of(part)) - len(subject.text_of(part).lstrip())
            yield Hit(start, start + found.end())


@function_check("salutation.more-than-known")
def more_than_known(subject: Subject) -> Iterator[Hit]:
    """«Уважаемая Юлия Ивановна!» to one whose address line has one initial: the patronymic is invented (3.5)."""
    people = addressees(subject)
    forms = salutations(subject)
    if addressed_person(subject).name or len(people) != 1 or len(forms) != 1 or len(forms[0].people) != 1:
        return
    one = len(regex.findall(r"(?<!-)\p{Lu}(?=\.)", people[0].initials)) == 1 and not people[0].full
    if one and forms[0].people[0].patronymic:
        yield Hit(*forms[0].names_span, {"initial": people[0].initials.strip()})


@function_check("salutation.lower-case")
def lower_case(subject: Subject) -> Iterator[Hit]:
    """«уважаемая Мария Петровна!» at the beginning of a line."""
    for form in salutations(subject):
        if form.respect[0].islower():
            start, end = form.respect_span
            yield Hit(start, end, suggestions=(subject.text[start].upper() + subject.text[start + 1 : end],))


@function_check("salutation.misspelt")
def misspelt(subject: Subject) -> Iterator[Hit]:
    """«Уважаемя», «Уважаемой»: neither of the three forms in which people are addressed."""
    for form in salutations(subject):
        low = form.respect.lower()
        if low.startswith("у") and low.rstrip(".") not in {*RESPECT_FORMS, *_SHORTENED} and not form.both_genders:
            wanted = _gender(form, subject)
            mends = (ADJECTIVES[wanted],) if wanted else tuple(ADJECTIVES.values())
            yield Hit(*form.respect_span, suggestions=mends)


@function_check("salutation.comma-inside")
def comma_inside(subject: Subject) -> Iterator[Hit]:
    """«Уважаемая, Мария Петровна!», «Уважаемые Мария Петровна, и Пётр Ильич!»"""
    for form in salutations(subject):
        if form.comma_inside and form.respect.lower().startswith("ув"):  # after «Здравствуйте» the comma is right
            named = subject.text[form.respect_span[1] : form.names_span[1]].lstrip(" ,")
            yield Hit(*form.span, suggestions=(f"{form.respect} {named}",))
        last = regex.search(r"\p{L}+,\s+и\s+\p{Lu}\p{L}+", form.names)
        if last:
            start = form.names_span[0] + last.start()
            yield Hit(start, form.names_span[0] + last.end(), suggestions=(last.group().replace(",", "", 1),))


@function_check("salutation.end-mark")
def end_mark(subject: Subject) -> Iterator[Hit]:
    """No exclamation mark after the salutation, or several."""
    for form in salutations(subject):
        if form.mark != "!" and not _goes_on(form, subject):
            named = subject.text[slice(*form.span)]
            end = form.part.start + len(subject.text_of(form.part).rstrip())
            yield Hit(form.span[0], end, suggestions=(f"{named}!",))


@function_check("salutation.initials")
def initials(subject: Subject) -> Iterator[Hit]:
    """«Уважаемая Иванова М.П.!»: initials where name and patronymic belong."""
    for form in salutations(subject):
        if form.has_initials:
            known = addressed_person(subject)
            mends = (_respelt(form, form.respect, subject),) if known.name else ()
            yield Hit(*(form.span if mends else form.names_span), suggestions=mends)


@function_check("salutation.surname")
def surname(subject: Subject) -> Iterator[Hit]:
    """A surname, «господин» or «г-жа» in the salutation, where the Order asks for name and patronymic."""
    for form in salutations(subject):
        named = [person for person in form.people if person.surname]
        titled = form.title is not None and form.title.lower() not in ("господа",) and bool(form.names)
        if form.has_initials or len(form.people) != 1 or not (named or titled):
            continue
        person = form.people[0]
        if titled and only_initials_known(subject):
            continue
        if _given_names(form, subject) or (titled and _of_far_east(person, subject)) or _as_addressed(form, subject):
            continue
        better = addressed_person(subject)
        better = better if better.name else person
        mends: tuple[str, ...] = ()
        if better.name:
            mends = (f"{form.respect} {names.salutation_name(better)}",)
        yield Hit(*form.span, suggestions=mends)


@function_check("salutation.nameless")
def nameless(subject: Subject) -> Iterator[Hit]:
    """«Уважаемый заявитель!»: a person is answered without a name."""
    if subject.card and subject.card.applicant.organisation:
        return
    for form in salutations(subject):
        word = (form.names.split() or [form.title or ""])[0].lower()
        alone = not form.people and (not form.collective or _one_is_addressed(subject))
        if alone and (word in NAMELESS | COLLECTIVES or not form.names or _is_role(form.names)):
            known = addressed_person(subject)
            wanted = _gender(form, subject)
            mends = (f"{ADJECTIVES[wanted]} {names.salutation_name(known)}",) if known.name and wanted else ()
            yield Hit(*form.span, suggestions=mends)


@function_check("salutation.patronymic-alone")
def patronymic_alone(subject: Subject) -> Iterator[Hit]:
    """«Уважаемая Яковлевна!»: the name is lost."""
    for form in salutations(subject):
        if len(form.people) != 1 or form.title or " " in form.names.strip():
            continue
        person = form.people[0]
        alone = person.patronymic and not person.name and not person.surname
        if alone or any(_is_patronymic_of(one, form.names) for one in addressees(subject)):
            known = addressed_person(subject)
            mends = (_respelt(form, form.respect, subject),) if known.name else ()
            yield Hit(*form.names_span, suggestions=mends)


@function_check("salutation.capitals")
def capitals(subject: Subject) -> Iterator[Hit]:
    """«Уважаемая мария Петровна!»: a name with a small letter."""
    for form in salutations(subject):
        # «Уважаемая Анна Ивановна, уважаемые жители!»
        names_alone = regex.split(r",\s+уважаем", form.names)[0]
        words = names_alone.split()
        if form.people and any(word[:1].islower() and word not in ("и", "оглы", "кызы") for word in words):
            named = " ".join(word if word in ("и", "оглы", "кызы") else word[:1].upper() + word[1:] for word in words)
            start = form.names_span[0]
            yield Hit(start, start + len(names_alone), suggestions=(named,))


@function_check("salutation.card-name")
def card_name(subject: Subject) -> Iterator[Hit]:
    """The person greeted is not the applicant of the card, or the patronymic is lost or invented (3.5)."""
    known = addressed_person(subject)
    if not known.name or (subject.card and subject.card.applicant.collective):
        return
    for form in salutations(subject):
        if len(form.people) != 1 or form.has_initials:
            continue
        person = form.people[0]
        right = names.salutation_name(known)
        if not right:
            if not may_be_greeted(person, known):
                yield Hit(*form.span, {"right": known.full})
            continue
        if same_name(person.name, known.name) and same_name(person.patronymic, known.patronymic):
            continue
        wanted = known.gender or names.gender_of(known)
        adjective = ADJECTIVES[wanted] if wanted else form.respect
        yield Hit(*form.span, {"right": right}, (f"{adjective} {right}",))


@function_check("salutation.patronymic-lost")
def patronymic_lost(subject: Subject) -> Iterator[Hit]:
    """Without a card: the addressee has two initials, the salutation only a name."""
    addressee = subject.first(Role.ADDRESSEE)
    if addressed_person(subject).name or addressee is None:
        return
    person = names.parse_name((subject.text_of(addressee).strip().splitlines() or [""])[0])
    for form in salutations(subject):
        if len(form.people) == 1 and not form.has_initials and form.title is None:
            greeted = form.people[0]
            two = person.patronymic and _PATRONYMIC.search(person.patronymic)
            name_alone = (greeted.name and not greeted.surname) or _given_names(form, subject)
            if person.surname and two and name_alone and not greeted.patronymic:
                yield Hit(*form.names_span)


@function_check("salutation.several")
def several(subject: Subject) -> Iterator[Hit]:
    """The letter goes to two people by name, and one of them is greeted; or to a group, and «Уважаемый житель!»."""
    if subject.card and not subject.card.applicant.collective:
        return
    together = joint_addressees(subject)
    for form in salutations(subject)[:1]:
        one = len(form.people) == 1 and not form.collective and form.respect.lower() != "уважаемые"
        if one and len(together) > 1:
            yield Hit(*form.span, {"people": ", ".join(subject.text[each.start : each.end] for each in together)})


@function_check("salutation.mixed-name")
def mixed_name(subject: Subject) -> Iterator[Hit]:
    """«Ирина Игоревич»: a woman's name with a man's patronymic."""
    for form in salutations(subject):
        for person in form.people:
            if names_disagree(person):
                yield Hit(*form.names_span, {"name": person.name or "", "patronymic": person.patronymic or ""})


def _gender(form: SalutationForm, subject: Subject) -> Gender | None:
    """The gender of the one person greeted: by the card, else by the names in the salutation; None when unknown."""
    known = addressed_person(subject)
    if known.name and (known.gender or names.gender_of(known)) and len(form.people) <= 1:
        return known.gender or names.gender_of(known)
    if len(form.people) != 1:
        return None
    return names.gender_of(form.people[0]) or gender_addressed(subject)


def _one_is_addressed(subject: Subject) -> bool:
    """Whether the first line of the addressee names one person and no line a group («Уважаемые граждане!» is idle)."""
    people, lines = addressees(subject), _addressee_lines(subject)
    if len(people) != 1 or not lines or subject.text[people[0].start : people[0].end] not in lines[0]:
        return False
    return not any(regex.search(r"(?i)\b(?:друг|жител|собственник|родител|член|и\s+др)\p{L}*", line) for line in lines)


def _is_patronymic_of(one: AddresseeName, word: str) -> bool:
    """Whether ``word`` is what the addressee's patronymic is in the nominative: «Размикович» of «Размиковичу»."""
    return one.patronymic is not None and one.patronymic != one.name and one.patronymic.startswith(word[:-1])


def _is_role(named: str) -> bool:
    """«садовод», «участник боевых действий»: what one person is, in place of the name."""
    word = named.split()[0]
    if not word.islower():
        return False
    tag = morph.parses(word)[0].tag
    return bool(tag.POS == "NOUN" and {"anim", "nomn", "sing"} <= set(tag.grammemes))


def _respelt(form: SalutationForm, adjective: str, subject: Subject) -> str:
    """The salutation mended: the card's name and patronymic where it knows them, else the names as they stand."""
    known = addressed_person(subject)
    named = names.salutation_name(known) if known.name and len(form.people) <= 1 else form.names
    return f"{adjective} {named}".strip()


def _given_names(form: SalutationForm, subject: Subject) -> bool:
    """Whether the addressee has a surname besides these words («Лю Цзяньпину» is «Уважаемый Цзяньпин!»)."""
    greeted = form.names.split()
    people = addressees(subject)
    if len(people) == len(greeted) == 1 and not people[0].full and not _is_form_of(people[0].surname, greeted[0]):
        if people[0].initials[:1] == greeted[0][:1]:
            return True  # «Юань Л.» is «Уважаемая Ли!»
    for line in _addressee_lines(subject):
        words = line.strip(" ,").split()
        patronymic = any(map(_PATRONYMIC.search, words))
        # A surname stands first, unless several names without a patronymic do («Мухаммад Али Хану»).
        first = 0 if len(greeted) > 1 and not patronymic else 1
        for at in range(first, len(words) - len(greeted) + 1) if greeted else ():
            run = words[at : at + len(greeted)]
            rest = words[:at] + words[at + len(greeted) :]
            if all(map(_is_form_of, run, greeted)) and any(not _PATRONYMIC.search(word) for word in rest):
                return True
    return False


def _is_form_of(word: str, name: str) -> bool:
    stem = name if len(name) < _SHORT else name[:-1]
    return word.startswith(stem) and len(word) - len(stem) <= 2


def _of_far_east(person: Person, subject: Subject) -> bool:
    """Whether a name without patronymic is addressed («Нгуен Тхи Хоа» is «Уважаемая госпожа Нгуен!»)."""
    surname = person.surname or person.name or ""
    lines = [line.rstrip(" ,").split() for line in _addressee_lines(subject)]
    return any(words[:1] == [surname] and is_east_asian(words[1:]) for words in lines)


def _as_addressed(form: SalutationForm, subject: Subject) -> bool:
    """Whether a foreign name of three words or more stands in the addressee just so («Нгуен Тхи Лан Ань»)."""
    words = form.names.split()
    foreign = len(words) > 2 and not any(map(_PATRONYMIC.search, words)) and words[-1].lower() not in ("оглы", "кызы")
    return foreign and any(line.rstrip(" ,") == form.names for line in _addressee_lines(subject))


def _addressee_lines(subject: Subject) -> list[str]:
    return [line.strip() for part in subject.parts_of(Role.ADDRESSEE) for line in subject.text_of(part).splitlines()]


def _goes_on(form: SalutationForm, subject: Subject) -> bool:
    """Whether the sentence goes on after a comma («Уважаемая Мария Петровна, сообщаем…»)."""
    after = subject.text[form.part.end :].lstrip()
    return form.mark == "," and after[:1].islower()
