"""Who writes: the applicant, those who sign beside them, a representative, an organisation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from letterkit.core.people import Case, Gender, Person
from letterkit.intake.addresses import Address
from letterkit.intake.capitals import with_capitals
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue, Span
from letterkit.intake.zones import Zones
from letterkit.russian.morph import is_known, parses
from letterkit.russian.names_decline import is_initial
from letterkit.russian.names_gender import gender_of
from letterkit.russian.names_letters import without_yo
from letterkit.russian.names_nominative import nominative
from letterkit.russian.persons import persons

_FROM = regex.compile(r"(?i)(?<!\p{L})от\s+(?:[^.;:()\d]{0,90}[\s,])?$")
_I_AM = regex.compile(
    r"(?i)(?:(?<!\p{L})я\s*,|меня\s+зовут|зовут\s+меня|(?<!\p{L})(?:пишет|обращается|"
    r"беспокоит)(?:\s+к)?(?:\s+вам)?|заявление)\W+(?:[\p{L}-]+[ ,]+){0,4}$"
)
_OFFICIAL = regex.compile(
    r"(?i)(?:министр|губернатор|глав|мэр|прокурор|президент|директор|начальник|руководител|председател|депутат|тов|господин|господ|г-н)\p{L}*\.?(?:\s+\p{L}[^\n,:]{0,80})?\s*$"
)
_GREETED = regex.compile(r"(?i)(?:уважаем\p{L}+|дорог\p{L}+|глубокоуважаем\p{L}+)\s+(?:господин\s+|госпожа\s+)?$")
_SIGNED = regex.compile(r"(?i)(?:уважени\p{L}+|надежд\p{L}+|благодар\p{L}+|приветом)\W{0,12}(?:\p{L}+\W{1,3})?$")
_REPRESENTS = regex.compile(
    r"(?i)(?:представител\p{L}*|адвокат|опекун\p{L}*(?:\s*\(\p{L}+\))?|попечител\p{L}*|защитник|"
    r"доверенн\p{L}+ лиц\p{L}+)(?!\p{L})[^\n.]{0,70}$"
)
_ACTS = regex.compile(r"(?i)^[^\n]{0,12}действу\p{L}+\s+(?:по|на основании)\s+[^\n]{0,20}доверенност")
_REPRESENTED = regex.compile(
    r"(?i)(?:заявител\p{L}*|в\s+интересах|за\s+сво\p{L}+\s+\p{L}+|доверител\p{L}*|(?:мо[ейя]\p{L}*\s+)?(?:мат[ьер]\p{L}*|от(?:ец|ц[аеу])|бабушк\p{L}+|дедушк\p{L}+|сын\p{L}*|доч[ьер]\p{L}*))\W{1,4}$"
)
_POST = regex.compile(
    r"(?i)(?:директор|председател\p{L}*|руководител\p{L}*|начальник|президент|управляющ\p{L}+|"
    r"заведующ\p{L}+|глава|ректор)(?!\p{L})"
)
_ORGANISATION = regex.compile(
    r"(?im)^[^\S\n]*(?:заявитель:?\s*)?(?P<name>(?:(?:ООО|АО|ПАО|ОАО|ЗАО|ИП|ТСЖ|ТСН|ЖСК|ГСК|СНТ|ДНТ|КФХ|НКО|АНО|МУП|МКУ|МБУ|ГБУ)(?!\p{L})|(?:общество|товарищество|кооператив|\p{L}+(?:-\p{L}+)*\s+кооператив|фонд|ассоциация|союз"
    r"|некоммерческ\p{L}+|автономн\p{L}+|общественн\p{L}+ организаци\p{L}|совет ветеранов|"
    r"муниципальн\p{L}+ (?:унитарн|бюджетн)\p{L}+)(?!\p{L}))[^\n:;]{2,110}?)[\s,.]*$"
)
_QUOTED = regex.compile(r"[«\"„]")
_TOGETHER = regex.compile(
    r"(?i)коллективн\p{L}+|нижеподписавш\p{L}+|(?:от|мы,?)\s+жител\p{L}+|(?:от|мы,?)\s+жильц\p{L}+|инициативн\p{L}+\s+групп\p{L}+|за\s+жителей|совет\s+дома|члены\s+совета|подписали|подписи:|собственник\p{L}+\s+(?:дома|квартир)"
)
_PART = r"[А-ЯЁ][а-яё]*(?:-[А-ЯЁ][а-яё]+)?"
_LONE = regex.compile(
    rf"(?m)^[^\S\n]*(?P<name>{_PART}(?:[^\S\n]+{_PART}){{0,2}})(?=[^\S\n]*(?:$|[,.(/]|"
    rf"\s{{3,}}|[^\S\n]\d))"
)
_REACHED = regex.compile(
    r"[^\n]{0,40}?(?:\n[^\S\n]*)?(?:адрес|прожив|\d{6}|г\.|ул\.|тел|сот\.|\+7|8[ (-]?9|[\w.]+@|кв\.\s?\d+,\s[\w.]+@)"
)
_LATIN = regex.compile(r"(?m)^[^\S\n]*([A-Z][a-z]{2,})[^\S\n]+([A-Z][a-z]{2,})[^\S\n]*$")
_BRACKETED_MAIL = regex.compile(r"\s*<[^>]*>")
_NOT_NAMES = frozenset(
    "обращение заявление жалоба приложение приложения ответ спасибо всего здравствуйте россия тел".split()
)
_NEAR_HEAD = 400


@dataclass(slots=True)
class _Candidate:
    person: Person
    places: list[Span]
    score: float
    represents: bool = False
    represented: bool = False
    signs: bool = False
    official: bool = False
    reached: bool = False
    """Whether a way to reach them stands beside the name."""


@dataclass(frozen=True, slots=True)
class Senders:
    """``applicant`` with whom the reply is for; ``others`` sign too; the organisation, when one writes."""

    applicant: FoundValue[Person] | None = None
    others: tuple[FoundValue[Person], ...] = ()
    representative: FoundValue[Person] | None = None
    organisation: FoundValue[str] | None = None
    together: bool = False


def senders(text: str, labelled: tuple[LabelledLine, ...], zones: Zones, places: tuple[Address, ...]) -> Senders:
    """Who sent ``text``; nothing is invented: a name is what stands there, put into the nominative."""
    named = [*_names_of_labels(text, labelled), *_in_text(text, zones, places), *_lone(text, labelled, zones)]
    merged = _merge(named)
    writers = [one for one in merged if not one.official]
    representative = max((one for one in writers if one.represents), key=lambda one: one.score, default=None)
    rest = [one for one in writers if one is not representative]
    applicant = max(rest, key=lambda one: (one.represented, *_likely(one)), default=None) if representative else None
    if applicant is None:
        rest, representative = writers, None
        applicant = max(rest, key=_likely, default=None)
    if applicant is None or applicant.score < 1:
        applicant = None
    organisation = _organisation(text, zones)
    signers = sorted((one for one in rest if one.signs), key=lambda one: min(one.places))
    if len(signers) > 1 and organisation is None and _TOGETHER.search(text) and applicant in signers:
        applicant = next((one for one in signers if one.reached), signers[0])
    others = [one for one in rest if one is not applicant and one.signs and one.person.surname]
    together = bool(_TOGETHER.search(text)) and organisation is None and (bool(others) or "оллективн" in text.lower())
    return Senders(
        applicant=_value_of(applicant) if applicant else None,
        others=tuple(_value_of(one) for one in others) if together else (),
        representative=_value_of(representative) if representative else None,
        organisation=organisation,
        together=together,
    )


def _likely(one: _Candidate) -> tuple[float, int]:
    return one.score, -min(one.places)[0]


def _value_of(one: _Candidate) -> FoundValue[Person]:
    return FoundValue(one.person, tuple(sorted(set(one.places))), round(min(0.98, 0.5 + one.score / 20), 2))


def _names_of_labels(text: str, labelled: tuple[LabelledLine, ...]) -> Iterator[_Candidate]:
    parts = {
        line.label: line
        for line in labelled
        if line.label in (Label.SURNAME, Label.NAME, Label.PATRONYMIC) and line.at < line.end
    }
    said = {label: text[line.at : line.end].strip(" .,") for label, line in parts.items()}
    if said:
        person = Person(said.get(Label.SURNAME), said.get(Label.NAME), said.get(Label.PATRONYMIC))
        places = [(line.at, line.end) for line in parts.values()]
        yield _Candidate(replace(person, gender=gender_of(person)), places, 12)
    for line in labelled:
        if line.label not in (Label.PERSON, Label.REPRESENTATIVE) or line.at >= line.end:
            continue
        value = _BRACKETED_MAIL.sub("", text[line.at : line.end])
        found = list(persons(with_capitals(value)))
        name = found[0].text if found else value.split(",")[0].strip()
        start = line.at + (found[0].start if found else text[line.at : line.end].find(name))
        if not found and not (
            name[:1].isupper() and len(name.split()) in (2, 3, 4) and name.replace(" ", "").replace(".", "").isalpha()
        ):
            continue
        score = 8 if line.label is Label.PERSON else 6
        represents = line.label is Label.REPRESENTATIVE or bool(_REPRESENTS.search(text, line.start, line.at))
        shown = regex.search(r"(?i)заявител|автор|фио|ф\.и\.о", line.words)
        yield _Candidate(
            nominative(name), [(start, start + len(name))], score, represents=represents, represented=bool(shown)
        )


def _in_text(text: str, zones: Zones, places: tuple[Address, ...]) -> Iterator[_Candidate]:
    cased = with_capitals(text)
    for entity in persons(cased):
        start, end = entity.start, entity.end
        line_start = text.rfind("\n", 0, start) + 1
        before, line_before = text[max(0, start - 120) : start], text[line_start:start]
        line_end = text.find("\n", end)
        after = text[end : line_end if line_end >= 0 else len(text)]
        score, case = 0.0, None
        reached = bool(_REACHED.match(text[end : end + 90])) or any(0 <= each.start - end < 60 for each in places)
        came_from = _FROM.search(before)
        if came_from and (zones.in_head(start) or start < _NEAR_HEAD):
            score, case = score + 7, Case.GENITIVE
        elif _I_AM.search(before):
            score += 7
        official = bool(_GREETED.search(before))
        if (
            not score
            and _OFFICIAL.search(before)
            and (zones.in_head(start) or start < _NEAR_HEAD)
            and not line_before.strip()
        ):
            official = _is_dative(entity.text) and not reached
        elif not score and _OFFICIAL.search(line_before):
            official = not zones.in_close(start)
        alone = not line_before.strip(" –—-•*\t,.()") and len(after) < 90
        if zones.in_close(start):
            score += 4 if alone else 2.5
        elif zones.in_head(start) and not official:
            score += 3
        elif alone and not official:
            score += 1
        if _SIGNED.search(before):
            score += 3
        score += 1.5 * reached
        represents = bool(_REPRESENTS.search(before[-90:])) or bool(_ACTS.match(text[end : end + 80]))
        represented = bool(_REPRESENTED.search(before[-40:]))
        yield _Candidate(
            nominative(entity.text, case),
            [(start, end)],
            score + (5 if represented else 0) + (4 if represents else 0),
            represents=represents,
            represented=represented,
            signs=zones.in_close(start) and (alone or _stands_in_list(line_before)),
            official=official,
            reached=reached,
        )


def _stands_in_list(before: str) -> bool:
    return not regex.search(r"\p{L}{3,}\s+\p{Ll}{4,}\s", before)


def _lone(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> Iterator[_Candidate]:
    """Names of one to three words that stand in a line of their own in the close, of any words at all."""
    cased = with_capitals(text)
    spans = [(entity.start, entity.end) for entity in persons(cased)]
    for match in _LONE.finditer(text):
        start, end = match.span("name")
        words = match["name"].split()
        if not (zones.in_close(start) or (zones.in_head(start) and len(words) == 2)) or any(
            one < end and start < other for one, other in spans
        ):
            continue
        if words[0].lower() in _NOT_NAMES or any(line.start <= start < line.end for line in labelled):
            continue
        named = len(words) > 1 and any(_is_known_name(word) for word in words)
        if zones.in_head(start) and not named:
            continue
        if not named and not (any(map(_can_be_name, words)) and all(map(_may_belong, words))):
            continue
        score = 2.5 if len(words) > 1 else 2
        yield _Candidate(nominative(match["name"]), [(start, end)], score, signs=zones.in_close(start))
    for match in _LATIN.finditer(text):
        if zones.in_close(match.start()):
            yield _Candidate(
                nominative(_cyrillic(f"{match[2]} {match[1]}")), [(match.start(1), match.end(2))], 2, signs=True
            )


def _is_known_name(word: str) -> bool:
    return any("Name" in each.tag and each.is_known for each in parses(word.lower()))


def _can_be_name(word: str) -> bool:
    return not is_known(word.lower()) or any({"Name", "Surn"} & each.tag.grammemes for each in parses(word.lower())[:3])


def _may_belong(word: str) -> bool:
    read = parses(word.lower())
    return (
        not read[0].is_known or bool({"Name", "Surn", "Patr", "Geox"} & read[0].tag.grammemes) or "NOUN" in read[0].tag
    )


def _is_dative(name: str) -> bool:
    words = [word for word in name.split() if not is_initial(word) and "." not in word]
    words = [word for word in words if any("Patr" in each.tag for each in parses(word.lower()))] or words
    forms = [each for word in words for each in parses(word.lower()) if {"Surn", "Name", "Patr"} & each.tag.grammemes]
    return not forms or any("datv" in each.tag for each in forms) or words[-1][-1:].lower() in "ую"


def _merge(named: list[_Candidate]) -> list[_Candidate]:
    """One candidate a person: the fullest name, the sum of what speaks for them, all the places."""
    merged: list[_Candidate] = []
    for one in sorted(named, key=lambda each: -_fullness(each.person)):
        same = next((other for other in merged if _is_same(other.person, one.person)), None)
        if same is None and (turned := _name_to_turn(one.person, merged)) is not None:
            turned.person, same = replace(turned.person, surname=turned.person.name, name=turned.person.surname), turned
        if same is None:
            merged.append(one)
            continue
        same.person = _fuller(same.person, one.person)
        same.places += one.places
        same.score = max(same.score, one.score) + min(same.score, one.score, 3) / 2
        same.represents |= one.represents
        same.represented |= one.represented
        same.signs |= one.signs
        same.official |= one.official and one.score <= 0
    return merged


def _name_to_turn(person: Person, others: list[_Candidate]) -> _Candidate | None:
    """Of two words either of which can be the surname («Аркадий Рейнгольд»): the one that initials show to be."""
    for other in others:
        if person.surname and other.person.name and not other.person.patronymic and is_initial(person.name or ""):
            if (
                _same_surname(person.surname, other.person.name)
                and (other.person.surname or "")[:1] == (person.name or "")[:1]
            ):
                return other
    return None


def _fullness(person: Person) -> int:
    return sum(2 - is_initial(part) for part in (person.surname, person.name, person.patronymic) if part)


def _fuller(one: Person, other: Person) -> Person:
    surname = one.surname or other.surname
    name = one.name if one.name and not (is_initial(one.name) and other.name) else other.name
    patronymic = (
        one.patronymic if one.patronymic and not (is_initial(one.patronymic) and other.patronymic) else other.patronymic
    )
    if one.surname and other.surname and one.surname != other.surname and is_initial(one.name or ""):
        surname = one.surname
    made = Person(surname, name, patronymic, one.gender or other.gender)
    return replace(made, gender=gender_of(replace(made, gender=None)) or made.gender)


def _is_same(one: Person, other: Person) -> bool:
    if one.surname and other.surname and not _same_surname(one.surname, other.surname):
        return False
    if not (one.surname and other.surname) and not (
        one.name and other.name and not is_initial(one.name) and not is_initial(other.name)
    ):
        return False
    pairs = ((one.name, other.name), (one.patronymic, other.patronymic))
    return all(not a or not b or _agrees(a, b) for a, b in pairs)


def _same_surname(one: str, other: str) -> bool:
    a, b = without_yo(one.lower()), without_yo(other.lower())
    shared = min(len(a), len(b)) - 2
    return a == b or (shared > 3 and a[:shared] == b[:shared] and abs(len(a) - len(b)) < 3)


def _agrees(one: str, other: str) -> bool:
    a, b = without_yo(one.lower()).rstrip("."), without_yo(other.lower()).rstrip(".")
    return a == b or ((is_initial(one) or is_initial(other)) and a[:1] == b[:1]) or a[:-1] == b[:-1]


def _organisation(text: str, zones: Zones) -> FoundValue[str] | None:
    """The organisation whose letter it is: named in the head in the nominative, with a head's post in the close."""
    for match in _ORGANISATION.finditer(text):
        if not zones.in_head(match.start("name")):
            return None
        if not _QUOTED.search(match["name"]):
            continue
        if _POST.search(text, zones.story[1]) or regex.search(
            r"(?i)исх(?:\.|одящ)|№\s*\S+\s+от\s+\d", text[: zones.story[0]]
        ):
            return FoundValue(" ".join(match["name"].split()), (match.span("name"),), 0.9)
    return None


_SYLLABLES = tuple(
    each.split(":")
    for each in """
    shch:щ zh:ж kh:х ts:ц ch:ч sh:ш yu:ю ya:я yo:ё iy:ий a:а b:б v:в g:г d:д e:е z:з i:и y:й k:к l:л m:м n:н o:о
    p:п r:р s:с t:т u:у f:ф h:х c:к j:й w:в x:кс q:к
    """.split()
)


def _cyrillic(text: str) -> str:
    """A name in Latin letters as Russian would write it: «Denis Kostrov» → «Денис Костров»."""
    made = text.lower()
    for latin, cyrillic in _SYLLABLES:
        made = made.replace(latin, cyrillic)
    return " ".join(word.capitalize() for word in made.split())


def gender_of_sender(person: Person, text: str) -> Gender | None:
    """The gender that the name says, or else the writer's own verbs and words («я писала», «пенсионерка»)."""
    if person.gender:
        return person.gender
    low = text.lower()
    women = len(
        regex.findall(
            r"(?<!\p{L})(?:я\s+(?:\p{L}+\s+){0,2}\p{L}+ла|\p{L}+ла\s+я|пенсионерк\p{L}|"
            r"жительниц\p{L}|должна)(?!\p{L})",
            low,
        )
    )
    men = len(
        regex.findall(
            r"(?<!\p{L})(?:я\s+(?:\p{L}+\s+){0,2}\p{L}+[аеиыоу]л|\p{L}+л\s+я|пенсионер|"
            r"должен)(?!\p{L})",
            low,
        )
    )
    return Gender.FEMALE if women > men else Gender.MALE if men > women else None
