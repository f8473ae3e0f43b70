"""An appeal read whole: its text in, a proposed card with places and likelihoods out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from letterkit.core.case import Appeal, Applicant, CaseCard, ReplyPlan
from letterkit.core.outcome import Ground
from letterkit.core.people import Gender, Person
from letterkit.intake.addressee import addressee
from letterkit.intake.addresses import Address, addresses, emails, phones
from letterkit.intake.attachments import attachments
from letterkit.intake.fields import Label, LabelledLine, labelled_lines
from letterkit.intake.group_meanings import GroupMeanings
from letterkit.intake.group_vectors import GroupVectors, shipped_vectors
from letterkit.intake.groups import GroupWords, likely_groups
from letterkit.intake.kinds import is_for_another_body, kind_of
from letterkit.intake.named_subject import named_subject
from letterkit.intake.own_address import own_address
from letterkit.intake.questions import questions
from letterkit.intake.quoted import without_quoted
from letterkit.intake.references import earlier_numbers, sent_on
from letterkit.intake.sender_gender import gender_of_sender
from letterkit.intake.senders import Senders, senders
from letterkit.intake.signs import ground_of, is_limited_in_health
from letterkit.intake.split_words import join_lines, join_split, widen
from letterkit.intake.subject import likely_subject
from letterkit.intake.values import AppealReading, FoundValue, Span
from letterkit.intake.wishes import wish_of
from letterkit.intake.zones import Zones, zones
from letterkit.russian.mixed_alphabets import find_lookalikes, replace_lookalikes


def read_appeal(
    text: str,
    groups: Sequence[GroupWords] = (),
    vectors: GroupVectors | None = None,
    meanings: GroupMeanings | None = None,
) -> AppealReading:
    """What ``text`` says, in the shape of a case card; nothing that the text does not say is made up.

    ``groups`` are those of the classifier with their words, ``vectors`` what appeals of each are like, ``meanings`` to
    which of them words point; the shipped ones when none are given.
    """
    given = text
    text, moved = join_split(replace_lookalikes(text, find_lookalikes(text)))
    if moved:
        text = join_lines(text)
    own = without_quoted(text)  # who writes may be named in what they quote, what they ask stands outside of it
    labelled = labelled_lines(text)
    zone = zones(own, labelled)
    places = addresses(text)
    who = senders(own, labelled, zone, places)
    if who.applicant is None and own != text:
        zone = zones(text, labelled)
        who = senders(text, labelled, zone, places)
    found: dict[str, FoundValue[object]] = {}
    asked = questions(own, labelled, zone)
    cited = earlier_numbers(text, zone)
    ground = ground_of(text, zone.story, repeats=len(cited))
    readable = ground is None or ground.value is not Ground.UNREADABLE
    if not readable:
        asked = ()
    _take(found, "appeal.sent", sent_on(own, labelled, zone))
    named = named_subject(text, labelled, zone) if readable else None
    if asked:
        spans = tuple(place for each in asked for place in each.places)
        found["appeal.questions"] = FoundValue(
            tuple(each.value for each in asked), spans, min(e.confidence for e in asked)
        )
    _take(found, "appeal.addressed_to", addressee(text, labelled, zone))
    _take(found, "appeal.kind", kind_of(own, [each.value for each in asked]) if readable else None)
    if cited:
        found["appeal.repeat_of"] = FoundValue(
            tuple(each.value for each in cited), tuple(each.places[0] for each in cited), 0.8
        )
    _take(found, "appeal.attachments", attachments(own, labelled))
    _take_applicant(found, text, own, who, labelled, zone, places)
    _take(found, "reply.ground", ground)
    known = vectors or shipped_vectors()
    said = [*(each.value for each in asked), *([named.value] if named else ())]
    others = readable and is_for_another_body(own, [each.value for each in asked])
    ranked = likely_groups(groups, text[slice(*zone.story)], said, known, meanings, for_others=others) if groups else ()
    if ranked:
        found["appeal.group"] = FoundValue(ranked[0].name, (), ranked[0].likelihood)
    if readable and (ground is None or ground.value is not Ground.UNCLEAR):
        home = found.get("applicant.address")
        about = likely_subject(text, asked, ranked, named, known, zone, places, home)
        _take(found, "appeal.subject", about)
    if moved:
        found = {path: _placed_back(value, moved) for path, value in found.items()}
    return AppealReading(
        text=given,
        card=_card(found),
        found=found,
        groups=ranked,
        other_body=others,
        delivery_wish=wish_of(own, labelled),
        benefit=is_limited_in_health(text),
        representative=who.representative,
        people=who.others,
    )


def _placed_back(value: FoundValue[object], moved: Sequence[Span]) -> FoundValue[object]:
    return replace(value, places=tuple(widen(place, moved) for place in value.places))


def _take(found: dict[str, FoundValue[object]], path: str, value: FoundValue[object] | None) -> None:
    if value is not None:
        found[path] = value


def _take_applicant(
    found: dict[str, FoundValue[object]],
    text: str,
    own: str,
    who: Senders,
    labelled: tuple[LabelledLine, ...],
    zone: Zones,
    places: tuple[Address, ...],
) -> None:
    if who.applicant is not None:
        person, at, sure = who.applicant.value, who.applicant.places, who.applicant.confidence
        for name, value in (("surname", person.surname), ("name", person.name), ("patronymic", person.patronymic)):
            if value:
                found[f"applicant.{name}"] = FoundValue(_as_name(value), at, sure)
        gender = gender_of_sender(person, text)
        if gender is not None:
            found["applicant.gender"] = FoundValue(gender, (), 0.95 if person.gender else 0.7)
    _take(found, "applicant.organisation", who.organisation)
    if who.together:
        found["applicant.collective"] = FoundValue(True, (), 0.9)
    near = (who.applicant.places if who.applicant else ()) + (who.organisation.places if who.organisation else ())
    _take(found, "applicant.address", own_address(text, labelled, zone, places, near))
    _take(found, "applicant.email", _email(own, labelled))
    _take(found, "applicant.phone", _phone(own, labelled, zone))


def _as_name(part: str) -> str:
    return part.title() if part.isupper() and len(part) > 2 else part[:1].upper() + part[1:]


def _email(text: str, labelled: tuple[LabelledLine, ...]) -> FoundValue[str] | None:
    found = [(start, end) for start, end in emails(text) if not _is_in(Label.ADDRESSEE, start, labelled)]
    own = [span for span in found if _is_in(Label.EMAIL, span[0], labelled) or _is_in(Label.PERSON, span[0], labelled)]
    chosen = next(iter(own or found), None)
    return chosen and FoundValue(text[slice(*chosen)], (chosen,), 0.97 if own else 0.9)


def _phone(text: str, labelled: tuple[LabelledLine, ...], zone: Zones) -> FoundValue[str] | None:
    found = list(phones(text))
    own = [span for span in found if _is_in(Label.PHONE, span[0], labelled) or _is_in(Label.CONTACT, span[0], labelled)]
    edge = [span for span in found if zone.in_head(span[0]) or zone.in_close(span[0])]
    chosen = next(iter(own or edge or found), None)
    return chosen and FoundValue(text[slice(*chosen)], (chosen,), 0.95 if own else 0.85)


def _is_in(label: Label, start: int, labelled: tuple[LabelledLine, ...]) -> bool:
    return any(line.label is label and line.start <= start < line.end for line in labelled)


def _card(found: Mapping[str, FoundValue[object]]) -> CaseCard:
    values = {path: each.value for path, each in found.items()}

    def of(section: str, *names: str) -> dict[str, object]:
        return {name: values[f"{section}.{name}"] for name in names if f"{section}.{name}" in values}

    appeal = Appeal(
        **of("appeal", "sent", "subject", "questions", "addressed_to", "kind", "group", "repeat_of", "attachments")  # type: ignore[arg-type]
    )
    gender = values.get("applicant.gender")
    person = replace(
        Person(**of("applicant", "surname", "name", "patronymic")),  # type: ignore[arg-type]
        gender=gender if isinstance(gender, Gender) else None,
    )
    applicant = Applicant(
        person=person,
        **of("applicant", "organisation", "collective", "address", "email"),  # type: ignore[arg-type]
    )
    return CaseCard(appeal=appeal, applicant=applicant, reply=ReplyPlan(**of("reply", "ground")))  # type: ignore[arg-type]
