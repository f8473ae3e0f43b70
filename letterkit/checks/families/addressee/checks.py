"""Clause 2.3: whom the reply goes to, in the dative, where to, and that it is the person who is greeted."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.addressee_lines import (
    EMAIL,
    POSTCODE,
    AddresseeName,
    addressee_parts,
    addressees,
    has_place,
    in_nominative,
    is_dative,
    is_of_other_gender,
    is_postal,
    is_surname,
    place_alone,
)
from letterkit.checks.check import Need
from letterkit.checks.families.salutation.form import RESPECT_FORMS, names_disagree, salutations
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.core.people import Case, Gender, Person
from letterkit.russian import morph, names
from letterkit.russian.abbreviations import STREETS, alternatives
from letterkit.russian.names_letters import common_length

_DATIVES = {
    "гражданин": "гражданину", "гражданка": "гражданке", "граждане": "гражданам", "господин": "господину",
    "госпожа": "госпоже", "директор": "директору", "глава": "главе", "министр": "министру", "начальник": "начальнику",
    "руководитель": "руководителю", "председатель": "председателю", "депутат": "депутату", "заместитель": "заместителю",
    "житель": "жителю", "жительница": "жительнице", "жители": "жителям", "собственник": "собственнику",
    "собственники": "собственникам", "представитель": "представителю", "губернатор": "губернатору", "мэр": "мэру",
    "прокурор": "прокурору", "адвокат": "адвокату", "управляющий": "управляющему", "заведующий": "заведующему",
    "заведующая": "заведующей", "заявитель": "заявителю", "староста": "старосте", "уполномоченный": "уполномоченному",
}  # fmt: skip
_ADJECTIVES = {
    "генеральный": "генеральному", "исполнительный": "исполнительному", "первый": "первому", "главный": "главному",
    "технический": "техническому", "коммерческий": "коммерческому",
}  # fmt: skip
_NAME_ENDING, _PATRONYMIC_ENDING = 2, 4
"""Letters at the end of a name, of a patronymic, that change with its case and gender."""
_NOUNS = "|".join(sorted(_DATIVES, key=len, reverse=True))
_POST = regex.compile(rf"(?im)^[ \t]*(?P<post>(?:(?:{'|'.join(_ADJECTIVES)})\s+)?(?:{_NOUNS}))(?!\p{{L}})")
_STANDS_FOR = regex.compile(r"(?i)\b(?:представител\p{L}*|уполномоченн\p{L}*|старост\p{L}*)\s*[–—:-]\s*$")
_WITH_ANOTHER = regex.compile(r"(?:\s*,|\s+и)\s+\p{Lu}\.")
_DATIVE_PATRONYMIC = regex.compile(r"(?:(?:вн|чн|шн)е|ичу)$")
_DUMMY = regex.compile(r"(?i)^фамили\p{L}+$|^фио$")
_UNFILLED = regex.compile(r"(?i)[\[<{](?:\p{L}+\s+)?(?:адрес|индекс|e-?mail|почт)|<[A-ZА-Я_]+>|\{\{|_{3,}")
_ONE_WORD = regex.compile(
    r"(?i)\s*(?:(?:г-ну|г-же|гр\.|гражданину|гражданке|господину|госпоже|кому:?)\s+)?(?-i:(?P<word>\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?))\s*,?\s*"
)
_FIVE_OR_SEVEN = regex.compile(r"(?<![\d\-–/.№])(?:\d{5}|\d{7})(?![\d\-–/.])")

_MAIL_LIKE = regex.compile(r"[\w.+\-]*(?:\w[ \u00a0])?@[ \u00a0]?[\w.\-]*\w")
_NO_AT = regex.compile(r"(?im)^[ \t]*(?P<mail>(?!www\.)[a-z\d][\w.\-]*\.(?:ru|рф|com|org|net|su))[ \t]*$")
_STREET_NAME = regex.compile(
    rf"(?:\b{alternatives(STREETS)}\.?|\b(?:улица|переулок|проспект|бульвар|набережная|проезд|шоссе))"
    r"[ \u00a0]+\p{Lu}[\p{L}-]+(?:[ \u00a0]\p{Lu}[\p{L}-]+)*"
)
_FIGURES = regex.compile(r"\d|(?i:\bа/я\b|до\s+востребования|\bб/н\b)")


@function_check("addressee.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """Nothing says whom the letter goes to."""
    if subject.first(Role.ADDRESSEE) is None:
        yield MISSING


@function_check("addressee.nobody")
def nobody(subject: Subject) -> Iterator[Hit]:
    """An address without a name; «Директору общества …» without one, though the salutation knows it."""
    if addressees(subject):
        return
    if place_alone(subject):
        first, last = addressee_parts(subject)[0], addressee_parts(subject)[-1]
        yield Hit(first.start, last.end)
    elif (post := _post_alone(subject)) and any(person.name for form in salutations(subject) for person in form.people):
        yield Hit(post.start, post.start + len(subject.text_of(post).split("\n")[0].rstrip()), level=Level.WARNING)


@function_check("addressee.surname-only")
def surname_only(subject: Subject) -> Iterator[Hit]:
    """«Мельниченко» and an address: whoever lives there and is called so may open the letter."""
    parts = addressee_parts(subject)
    if addressees(subject) or not parts or not has_place(subject):
        return
    line = subject.text_of(parts[0]).split("\n")[0]
    alone = _ONE_WORD.fullmatch(line)
    if alone and is_surname(alone["word"]):
        start = parts[0].start + alone.start("word")
        yield Hit(start, start + len(alone["word"]), suggestions=_known_dative(subject))


@function_check("addressee.not-dative")
def not_dative(subject: Subject) -> Iterator[Hit]:
    """«Иванова М.П.» where «Ивановой М.П.» belongs; surnames that never change pass."""
    for one in addressees(subject):
        if subject.text[max(0, one.start - 1) : one.start] in ("[", "<", "{") or _DUMMY.search(one.surname):
            continue  # what a template left is another rule's business
        if _STANDS_FOR.search(subject.text, max(0, one.start - 30), one.start):
            continue  # «жителям деревни (представитель – Тихонова Г.В.)»
        if _WITH_ANOTHER.match(subject.text, one.end):
            continue  # «Кулешовым А.Д. и Н.С.»: the surname of two
        gender = _gender(one, subject)
        if one.full and one.patronymic and regex.search(r"(?:вич|ич|вна|чна|шна)$", one.patronymic):
            nominative: Person | None = in_nominative(one, gender)
            yield Hit(one.start, one.end, suggestions=_mends(one, nominative))
        elif one.patronymic and _DATIVE_PATRONYMIC.search(one.patronymic) and not _is_nominative(one, gender):
            continue  # «Бельды Клавдии Пассаровне»: who writes the rest right knows that the surname never changes
        elif not is_dative(one.surname, gender) and not is_of_other_gender(one.surname, gender):
            yield Hit(one.start, one.end, suggestions=_mends(one, None if one.full else in_nominative(one, gender)))


@function_check("addressee.post-not-dative")
def post_not_dative(subject: Subject) -> Iterator[Hit]:
    """«Директор школы Ивановой М.П.»"""
    for part in addressee_parts(subject):
        for found in _POST.finditer(subject.text, part.start, part.end):
            words = found["post"].split()
            mended = [_ADJECTIVES.get(word.lower(), word.lower()) for word in words[:-1]] + [
                _DATIVES[words[-1].lower()]
            ]
            mend = " ".join(mended)
            mend = mend[0].upper() + mend[1:] if words[0][0].isupper() else mend
            yield Hit(found.start("post"), found.end("post"), suggestions=(mend,))
    yield from _other_posts(subject)


@function_check("addressee.no-address")
def no_address(subject: Subject) -> Iterator[Hit]:
    """A person without a postal or electronic address; letters between bodies go by their own ways."""
    people = addressees(subject)
    if (
        people
        and not has_place(subject)
        and not _UNFILLED.search(" ".join(map(subject.text_of, addressee_parts(subject))))
    ):
        known = _card_place(subject)
        last = addressee_parts(subject)[-1]
        words = subject.text[last.start : last.end].rstrip()
        yield Hit(last.start, last.start + len(words), suggestions=(f"{words}\n{known}",) if known else ())


@function_check("addressee.email")
def email(subject: Subject) -> Iterator[Hit]:
    """An electronic address that no letter reaches: without a dot after «@», with a blank, without «@» at all."""
    parts = addressee_parts(subject)
    for part in parts:
        for found in _MAIL_LIKE.finditer(subject.text, part.start, part.end):
            if not EMAIL.fullmatch(found.group()):
                joined = regex.sub(r"\s", "", found.group())
                mends = (joined,) if EMAIL.fullmatch(joined) else ()
                yield Hit(found.start(), found.end(), suggestions=mends)
    # Without «@» the line under the name looks like the site of a letterhead, or stands with the name.
    for part in (*parts, *subject.parts_of(Role.LETTERHEAD)) if parts and not has_place(subject) else ():
        bare = _NO_AT.search(subject.text, part.start, part.end) if part.start >= parts[0].start else None
        if bare:
            yield Hit(bare.start("mail"), bare.end("mail"))


@function_check("addressee.postcode")
def postcode(subject: Subject) -> Iterator[Hit]:
    """No postcode in a postal address, or one that is not of six digits."""
    parts = addressee_parts(subject)
    if not addressees(subject) or not is_postal(subject):
        return
    if any(POSTCODE.search(subject.text, part.start, part.end) for part in parts):
        return
    for part in parts:
        found = _FIVE_OR_SEVEN.search(subject.text, part.start, part.end)
        if found:
            yield Hit(*found.span())
            return
    yield MISSING


@function_check("addressee.no-house")
def no_house(subject: Subject) -> Iterator[Hit]:
    """A street without the number of a house."""
    parts = addressee_parts(subject)
    if not addressees(subject) or any(_FIGURES.search(POSTCODE.sub("", subject.text_of(part))) for part in parts):
        return
    for part in parts:
        for found in _STREET_NAME.finditer(subject.text, part.start, part.end):
            yield Hit(*found.span())
            return


@function_check("addressee.salutation-differs")
def salutation_differs(subject: Subject) -> Iterator[Hit]:
    """The addressee's initials or gender are not those of the person greeted."""
    people, greeted = addressees(subject), [person for form in salutations(subject)[:1] for person in form.people]
    if len(people) == len(greeted) > 1:
        yield from _other_of_several(people, greeted)
    if len(people) != 1 or len(greeted) != 1 or not greeted[0].name or greeted[0].surname:
        return
    one, person = people[0], greeted[0]
    if names_disagree(person):
        return  # which of the two words is right, the greeting itself must say
    if _other_letters(one, person) or _other_gender(one, person):
        shown = names.salutation_name(person) or person.full
        yield Hit(one.start, one.end, {"salutation": shown})


def _other_of_several(people: Sequence[AddresseeName], greeted: Sequence[Person]) -> Iterator[Hit]:
    """One of several: nobody who is greeted can have these initials, while the rest are greeted by theirs."""
    if not all(person.name and person.patronymic and not names_disagree(person) for person in greeted):
        return
    strange = [one for one in people if all(_other_letters(one, person) for person in greeted)]
    if len(strange) == 1:
        one = strange[0]
        left = [person for person in greeted if all(_other_letters(each, person) for each in people)]
        if len(left) == 1:
            yield Hit(one.start, one.end, {"salutation": names.salutation_name(left[0]) or left[0].full})


@function_check("addressee.card-differs", needs=Need.CARD)
def card_differs(subject: Subject) -> Iterator[Hit]:
    """The addressee is not the applicant of the card, or the address is another one."""
    applicant = subject.card.applicant if subject.card else None
    people = addressees(subject)
    if applicant is None:
        return
    person = applicant.person
    if person.surname and people and not applicant.collective and not applicant.organisation:
        wanted = {_low(names.decline(person, case).surname or "") for case in Case}
        if not any(_low(one.surname) in wanted for one in people):
            right = names.with_initials(person, Case.DATIVE, people[0].initials_first)
            details = {"what": "другой человек", "said": subject.text[people[0].start : people[0].end], "card": right}
            yield Hit(people[0].start, people[0].end, details, (right,))
        elif len(people) == 1 and _other_letters(people[0], person):
            right = names.with_initials(person, Case.DATIVE, people[0].initials_first)
            details = {"what": "другие инициалы", "said": subject.text[people[0].start : people[0].end], "card": right}
            yield Hit(people[0].start, people[0].end, details, (right,))
    for part in addressee_parts(subject):
        mail = EMAIL.search(subject.text, part.start, part.end)
        if mail and applicant.email and mail.group().lower() != applicant.email.lower():
            details = {"what": "электронный адрес", "said": mail.group(), "card": applicant.email}
            yield Hit(mail.start(), mail.end(), details, (applicant.email,))
        code = POSTCODE.search(subject.text, part.start, part.end)
        right_code = POSTCODE.search(applicant.address or "")
        if code and right_code and code.group() != right_code.group():
            details = {"what": "индекс", "said": code.group(), "card": right_code.group()}
            yield Hit(code.start(), code.end(), details, (right_code.group(),))


def _post_alone(subject: Subject) -> Part | None:
    """The part of the addressee that begins with a post in the dative («Главному врачу больницы»)."""
    parts = addressee_parts(subject)
    words = list(subject.tokens_of(parts[0]))[:3] if parts else []
    while words and words[0].has("ADJF", "datv", "masc"):
        words = words[1:]
    return parts[0] if words and words[0].has("NOUN", "anim", "datv", "sing") and not _is_name(words[0]) else None


def _other_posts(subject: Subject) -> Iterator[Hit]:
    """«Родители учеников», «Главный врач больницы»: the first words of the addressee, in no case but the nominative."""
    parts = addressee_parts(subject)
    words = list(subject.tokens_of(parts[0])) if parts else []
    if not words or _POST.match(subject.text, parts[0].start):
        return
    at = 0
    while at < len(words) - 1 and words[at].has("ADJF", "nomn") and not words[at].has("ADJF", "datv"):
        at += 1
    noun = words[at]
    if at > 2 or not noun.has("NOUN", "anim", "nomn") or noun.has("NOUN", "datv") or _is_name(noun):
        return
    if at + 1 < len(words) and words[at + 1].text[0].isupper() and not (noun.has("plur") or at):
        return  # «Белый Иван Петрович»: the surname may be a word too
    number = "plur" if noun.has("NOUN", "nomn", "plur") else "sing"
    right = [_dative(word, number) for word in words[: at + 1]]
    mend = " ".join(right)
    mends = (mend[0].upper() + mend[1:],) if all(right) else ()
    yield Hit(words[0].start, noun.end, suggestions=mends)


def _is_name(word: Token) -> bool:
    """Whether the dictionary has ``word`` as a name, a surname or a place, or does not have it at all."""
    readings = morph.parses(word.text)
    marks = frozenset({"Name", "Surn", "Patr", "Geox"})
    return not readings[0].is_known or any(marks & set(parse.tag.grammemes) for parse in readings)


def _dative(word: Token, number: str) -> str:
    reading = next((parse for parse in morph.parses(word.text) if "nomn" in parse.tag), None)
    right = reading.inflect({"datv", number}) if reading else None
    return str(right.word) if right else ""


def _gender(one: AddresseeName, subject: Subject) -> Gender | None:
    """By the card, by the patronymic, by the person greeted when initials agree."""
    if subject.card and subject.card.applicant.person.surname:
        known = names.gender_of(subject.card.applicant.person)
        if known:
            return known
    if one.patronymic:
        return Gender.FEMALE if regex.search(r"(?:вн|чн|шн)\p{L}{1,2}$|кызы$", one.patronymic) else Gender.MALE
    for form in salutations(subject):
        for person in form.people:
            if not _other_letters(one, person):
                return names.gender_of(person) or (RESPECT_FORMS.get(form.respect.lower()) if one.full else None)
    return None


def _is_nominative(one: AddresseeName, gender: Gender | None) -> bool:
    return any(case is Case.NOMINATIVE for case, _ in names.possible_cases(one.surname, gender))


def _mends(one: AddresseeName, person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    dative = names.decline(person, Case.DATIVE)
    mend = dative.full if one.full else names.with_initials(person, Case.DATIVE, one.initials_first)
    return (mend,)


def _other_letters(one: AddresseeName, person: Person) -> bool:
    """Whether name and patronymic, or their first letters, cannot be those of ``person``."""
    if one.name and person.name and _other_name(one.name, person.name):
        return True
    if one.patronymic and person.patronymic and _other_patronymic(one.patronymic, person.patronymic):
        return True
    said = regex.findall(r"(?<!-)\p{Lu}(?=\.)", one.initials) or [
        word[0] for word in (one.name, one.patronymic) if word
    ]
    known = [word[0] for word in (person.name, person.patronymic) if word]
    return any(one_letter != other for one_letter, other in zip(said, known, strict=False))


def _other_name(dative: str, nominative: str) -> bool:
    """«Анне» and «Алла», «Татьяне» and «Татяна»; «Павлу» and «Павел» are one."""
    if _other_word(dative, nominative, _NAME_ENDING):
        return True
    if not regex.search(r"[еиую]$", dative) or dative == nominative:
        return False
    stems = _low(dative)[:-1], regex.sub(r"[аяйь]$", "", _low(nominative))
    declined = names.decline(Person(name=nominative), Case.DATIVE).name or ""
    return stems[0] != stems[1] and _low(declined) != _low(dative)


def _other_patronymic(dative: str, nominative: str) -> bool:
    """Whether patronymics of the common kinds differ in any letter but the ending of the case; rare kinds in many."""
    one, other = _low(dative), _low(nominative)
    if one.endswith("ичу"):
        one = one[:-1]
    elif regex.search(r"(?:вн|чн|шн)е$", one):
        one = one[:-1] + "а"
    usual = r"(?:ич|вна|чна|шна)$"
    if regex.search(usual, one) and regex.search(usual, other):
        return one != other
    return _other_word(dative, nominative, _PATRONYMIC_ENDING)


def _other_word(dative: str, nominative: str, ending: int) -> bool:
    """Whether more than the ending differs: «Игоревне» and «Петровна», «Анне» and «Алла»."""
    one, other = _low(dative), _low(nominative)
    return common_length(one, other) < min(len(one), len(other)) - ending


def _other_gender(one: AddresseeName, person: Person) -> bool:
    greeted = names.gender_of(person)
    said = names.gender_of(Person(patronymic=one.patronymic)) if one.patronymic else None
    if said is None and one.patronymic and greeted is not None:
        said = _gender_of_dative(one.patronymic)
    return is_of_other_gender(one.surname, greeted) or (
        said is not None and greeted is not None and said is not greeted
    )


def _gender_of_dative(patronymic: str) -> Gender | None:
    if regex.search(r"(?:вн|чн|шн)е$|кызы$", patronymic):
        return Gender.FEMALE
    return Gender.MALE if regex.search(r"ичу$|оглы$", patronymic) else None


def _known_dative(subject: Subject) -> tuple[str, ...]:
    person = subject.card.applicant.person if subject.card else Person()
    return (names.with_initials(person, Case.DATIVE),) if person.surname and person.name else ()


def _card_place(subject: Subject) -> str:
    applicant = subject.card.applicant if subject.card else None
    return (applicant.address or applicant.email or "") if applicant else ""


def _low(text: str) -> str:
    return text.lower().replace("ё", "е")
