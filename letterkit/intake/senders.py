"""Who writes: the applicant, those who sign beside them, a representative, an organisation."""

from dataclasses import dataclass

import regex

from letterkit.core.people import Gender, Person
from letterkit.intake.addresses import Address
from letterkit.intake.fields import LabelledLine
from letterkit.intake.named_people import NEAR_HEAD, named_people
from letterkit.intake.named_person import NamedPerson
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones
from letterkit.russian.phrase_nominative import phrase_nominative

_POST = regex.compile(
    r"(?i)(?:директор|председател\p{L}*|руководител\p{L}*|начальник|президент|управляющ\p{L}+|"
    r"заведующ\p{L}+|глава|ректор)(?!\p{L})"
)
_KINDS_OF_ORGANISATION = (
    r"(?:(?:ООО|АО|ПАО|ОАО|ЗАО|ИП|ТСЖ|ТСН|ЖСК|ГСК|СНТ|ДНТ|КФХ|НКО|АНО|МУП|МКУ|МБУ|ГБУ|МБОУ|МБДОУ|ГБПОУ)(?!\p{L})|"
    r"(?:\p{L}+(?:-\p{L}+)*\s+){0,4}?(?:обществ|товариществ|кооператив|фонд|ассоциаци|союз|организаци|федераци|учреждени|предприяти|"
    r"совет\p{L}*\s+(?:ветеран|дом|мног)|комитет|школ|профсоюз|общин)\p{L}*)"
)
_ORGANISATION = regex.compile(
    rf"(?im)^[^\S\n]*(?:заявитель:?\s*)?(?P<name>{_KINDS_OF_ORGANISATION}[^\n:;]{{0,110}}?(?:\n?[^\S\n]*[«\"„][^»\"”\n]{{2,80}}[»\"”])?)[\s,.]*$"
)
_FROM_ORGANISATION = regex.compile(rf"(?im)^[^\S\n]*от\s+(?P<name>{_KINDS_OF_ORGANISATION}[^\n,:;]{{0,110}})")
_QUOTED = regex.compile(r"[«\"„]")
_TOGETHER = regex.compile(
    r"(?i)коллективн\p{L}+|нижеподписавш\p{L}+|(?:от|мы,?)\s+жител\p{L}+|(?:от|мы,?)\s+жильц\p{L}+|инициативн\p{L}+\s+групп\p{L}+|за\s+жителей|совет\s+дома|члены\s+совета|подписали|подписи:|собственник\p{L}+\s+(?:дома|квартир)"
)
_OUTGOING = regex.compile(r"(?i)исх(?:\.|одящ)|№\s*\S+\s+от\s+\d")
_ENOUGH = 0.3


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
    representative = max((one for one in named if one.represents), key=_likely, default=None)
    rest = [one for one in named if one is not representative]
    applicant = max(rest, key=lambda one: (one.represented, *_likely(one)), default=None) if representative else None
    if applicant is None:
        rest, representative = named, None
        applicant = max(rest, key=_likely, default=None)
    if applicant is None or not (applicant.represented or applicant.likelihood >= _ENOUGH):
        applicant = None
    organisation = _organisation(text, zones)
    signers = sorted((one for one in rest if "in the close" in one.signs), key=lambda one: min(one.places))
    if len(signers) > 1 and organisation is None and _TOGETHER.search(text) and applicant in signers:
        applicant = next((one for one in signers if one.reached), signers[0])
    named_in_head = [one for one in rest if "after «от»" in one.signs and not one.represents]
    joint = [one for one in (signers if len(signers) > 1 else named_in_head) if one is not applicant]
    others = [one for one in joint if one.person.surname]
    said = bool(_TOGETHER.search(text)) or (len(named_in_head) > 1 and representative is None)
    together = said and organisation is None and (bool(others) or "оллективн" in text.lower())
    return Senders(
        applicant=_value_of(applicant) if applicant else None,
        others=tuple(_value_of(one) for one in others) if together else (),
        representative=_value_of(representative) if representative else None,
        organisation=organisation,
        together=together,
    )


def _likely(one: NamedPerson) -> tuple[float, int]:
    return one.likelihood, -min(one.places)[0]


def _value_of(one: NamedPerson) -> FoundValue[Person]:
    return FoundValue(one.person, tuple(sorted(set(one.places))), round(min(0.98, max(one.likelihood, 0.3)), 2))


def _organisation(text: str, zones: Zones) -> FoundValue[str] | None:
    """The organisation whose letter it is: named in the head in the nominative, with a head's post in the close."""
    for match in _ORGANISATION.finditer(text, 0, zones.story[0]):
        if not _QUOTED.search(match["name"]):
            continue
        if _POST.search(text, zones.story[1]) or _OUTGOING.search(text[: zones.story[0]]):
            return FoundValue(" ".join(match["name"].split()), (match.span("name"),), 0.9)
    from_it = _FROM_ORGANISATION.search(text, 0, max(zones.story[0], NEAR_HEAD))
    if from_it is not None and _POST.search(text):
        named = " ".join(from_it["name"].split()).rstrip(" ,.")
        made = phrase_nominative(named, ("gent",)) or named
        return FoundValue(made[:1].lower() + made[1:] if made[1:2].islower() else made, (from_it.span("name"),), 0.7)
    return None


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
