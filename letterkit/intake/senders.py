"""Who writes: the applicant, those who sign beside them, a representative, an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from letterkit.core.people import Person
from letterkit.intake.addresses import Address
from letterkit.intake.fields import LabelledLine
from letterkit.intake.named_people import NEAR_HEAD, named_people
from letterkit.intake.named_person import NamedPerson
from letterkit.intake.organisations import organisation_of
from letterkit.intake.signers_in_lists import listed_signers
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones

_OF_MANY = regex.compile(
    r"(?im)(?:^[^\S\n]*|(?<!\p{L})(?:от|мы,?|обращаются|пишут)\s+(?:\p{L}+\s+)?)(?:жител(?:и|ей)|жильц(?:ы|ов)|собственник(?:и|ов)|родител(?:и|ей)|дольщик(?:и|ов)|"
    r"участник(?:и|ов)|садовод(?:ы|ов)|член(?:ы|ов)|сем(?:ья|ьи|ей)(?!\s+(?:моя|наша))|инициативн\p{L}+\s+групп\p{L})(?!\p{L})|"
    r"коллективн\p{L}+|нижеподписавш\p{L}+|(?<!\p{L})(?:просят|обращаются)\s+(?:к\s+)?ва[см](?!\p{L})"
)
_SIGNED_BY_MANY = regex.compile(r"(?i)подписи\s+(?:жител|жильц|собственник|родител)|нижеподписавш")
_BETWEEN = regex.compile(
    r"(?:[\s\d,;.()_|/–—+-]|(?<!\p{L})(?:и|кв|квартира|д|дом|ком|соб|тел|т|подпись|гр|г-н|г-жа|№|ул|проживающ\p{L}+)(?!\p{L})|№|(?<=[,;]\s)\p{Ll}{4,}(?=\s\p{Lu})){1,120}"
)
"""What may stand between two who sign together: marks, flats, telephones, what the next one is."""
_SIGNED = regex.compile(
    r"(?i)(?<!\p{L})(?:подписал(?:и|ись)|подписи|подписываются|поддерживают|со\s+мной|члены)(?!\p{L})[^\n:.]{0,40}:"
    r"(?P<who>[^\n]*(?:\n(?!\s*\n)[^\n]+)*)"
)
"""«Подписали: мой муж Тимощук Олег, Гейкер Надежда Сергеевна из 42-й и Соня Ли»: who signs, told in a sentence."""
_ENOUGH = 0.2


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
    named = named_people(text, labelled, zones, places)
    organisation = organisation_of(text, labelled, zones)
    representative, spoken_for = _representation(named)
    rest = [one for one in named if one is not representative]
    applicant = spoken_for or max(rest, key=_likely, default=None)
    if applicant is None or not (applicant.represented or applicant.likelihood >= _ENOUGH):
        applicant = None
    signers = [] if organisation else _signers(text, named, zones, places)
    beside = [] if organisation else _told_signers(text, named)
    if len(beside) > len(signers):
        signers = beside if applicant is None or applicant in beside else [applicant, *beside]
    if representative in signers:
        applicant, representative, spoken_for = representative, None, None
    signers = [] if spoken_for else signers
    if signers and (applicant in signers[-1:] or not (applicant and applicant.reached)):
        applicant = signers[0]  # the way to reach people stands after the last of them
    others = tuple(_value_of(one) for one in signers if one is not applicant)
    together = bool(others) or (not spoken_for and organisation is None and _is_of_many(text, zones))
    return Senders(
        applicant=_value_of(applicant) if applicant else None,
        others=others,
        representative=_value_of(representative) if representative else None,
        organisation=organisation,
        together=together,
    )


def _representation(named: Sequence[NamedPerson]) -> tuple[NamedPerson | None, NamedPerson | None]:
    """Who writes for whom: somebody called a guardian, a lawyer; or whoever writes of another's interests."""
    representative = max((one for one in named if one.represents), key=_likely, default=None)
    spoken_for = [one for one in named if one.represented and one is not representative]
    if representative is None and (wards := [one for one in spoken_for if "spoken for" in one.signs]):
        spoken_for = wards
        representative = max((one for one in named if one not in wards), key=_likely, default=None)
        if representative is None or representative.likelihood < _ENOUGH:
            return None, None
    rest = spoken_for or [one for one in named if one is not representative]
    return (representative, max(rest, key=_likely)) if representative and rest else (None, None)


def _signers(text: str, named: Sequence[NamedPerson], zones: Zones, places: Sequence[Address]) -> list[NamedPerson]:
    """Those who sign together: named one after another, with nothing told between them, in the head or the close."""
    listed = listed_signers(text, zones)
    for place in places:
        text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    placed = sorted((place, number) for number, one in enumerate(named) for place in one.places)
    best: list[int] = []
    run: list[int] = []
    last = 0
    for (start, end), number in placed:
        outside = zones.in_head(start) or zones.in_close(start) or start < NEAR_HEAD
        of_story = not outside and "alone in a line" not in named[number].signs
        if of_story or "written to" in named[number].signs or not named[number].person.surname:
            run = []
            continue
        if not (run and _BETWEEN.fullmatch(text, last, start)):
            run = []
        run.append(number)
        last = end
        if len(set(run)) > len(set(best)):
            best = list(run)
    of_list = [number for (start, end), number in placed if any(a < end and start < b for a, b in listed)]
    distinct = max((list(dict.fromkeys(each)) for each in (best, of_list)), key=len)
    return [named[number] for number in distinct] if len(distinct) > 1 else []


def _told_signers(text: str, named: Sequence[NamedPerson]) -> list[NamedPerson]:
    """Those whom a sentence says to sign too, beside who writes it."""
    told = [match.span("who") for match in _SIGNED.finditer(text)]
    placed = sorted((place, number) for number, one in enumerate(named) for place in one.places)
    numbers = [number for (start, _), number in placed if any(a <= start < b for a, b in told)]
    return [named[number] for number in dict.fromkeys(numbers)]


def _is_of_many(text: str, zones: Zones) -> bool:
    """Whether the head or the first words say that many write: «жители улицы Речной», «мы, нижеподписавшиеся»."""
    return bool(_OF_MANY.search(text[: max(zones.story[0], NEAR_HEAD)]) or _SIGNED_BY_MANY.search(text))


def _likely(one: NamedPerson) -> tuple[float, int]:
    return one.likelihood, -min(one.places)[0]


def _value_of(one: NamedPerson) -> FoundValue[Person]:
    return FoundValue(one.person, tuple(sorted(set(one.places))), round(min(0.98, max(one.likelihood, 0.3)), 2))
