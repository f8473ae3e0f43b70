"""Cards on which a reply text is tried: one for each kind of applicant that letters address in another way.

All people, numbers and places are made up.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from letterkit.compose.catalogue import FieldPart, FieldType, ReplyText
from letterkit.core.case import Appeal, Applicant, CaseCard, Executor, ReplyPlan
from letterkit.core.outcome import Channel, Ground, Outcome
from letterkit.core.people import Gender, Person
from letterkit.core.profile import Profile
from letterkit.russian.dates import date_digits
from letterkit.tables.body_examples import examples_of, own_example

_FLAT, _HOUSE, _OFFICE = "ул. Ленина, д. 10, кв. 5", "ул. Мира, д. 3, кв. 12", "ул. Мира, д. 1"
SAMPLE_PEOPLE: Mapping[str, Applicant] = MappingProxyType(
    {
        "woman": Applicant(Person("Иванова", "Мария", "Петровна"), address=_FLAT),
        "man": Applicant(Person("Сидоренко", "Пётр", "Ильич"), address=_HOUSE),
        "no-patronymic": Applicant(Person("Ким", "Алексей", None, Gender.MALE), email="kim@example.ru"),
        "several": Applicant(Person("Сидоренко", "Пётр", "Ильич"), collective=True, address=_HOUSE),
        "organisation": Applicant(organisation="ООО «Сахстрой»", address=_OFFICE),
    }
)
"""Kinds of applicants by their names in programs; their street is in the town of the body."""

OWN_CARD = "own-card"
"""The kind of a sample that somebody has brought along."""
_REGISTERED = datetime.date(2024, 5, 14)
_IN_SEVEN_DAYS, _IN_TIME = datetime.date(2024, 5, 20), datetime.date(2024, 6, 5)
"""The end of the review is the 13th of June, that of an extension the 13th of July."""
_SOON_DAYS = 7
_DUE, _EXTENDED, _LATER = datetime.date(2024, 6, 13), datetime.date(2024, 7, 12), datetime.date(2024, 12, 2)
_DUE_OF = {Outcome.EXTENDED: _EXTENDED, Outcome.INTERIM: _DUE, Outcome.CLARIFY: _DUE}
_NOT_READ = frozenset({Ground.UNREADABLE, Ground.UNCLEAR})
_VALUES: Mapping[FieldType, object] = {
    "text": "образец значения",
    "prose": "Здесь будет текст ответа.",
    "list": ("первый пункт", "второй пункт"),
    "date": date_digits(_DUE),
    "number": 3,
    "money": "1500,00",
    "body": "администрация города",
    "bodies": ("администрация города",),
    "url": "example.ru/answers/12",
    "flag": True,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """``kind`` is a key of SAMPLE_PEOPLE, or OWN_CARD; ``whole`` when fields that may stay empty are filled as well."""

    kind: str
    whole: bool
    card: CaseCard


def samples(reply: ReplyText, profile: Profile) -> tuple[Sample, ...]:
    """Each kind of applicant with all fields of ``reply``, and the first with those alone that must be filled."""
    made = [Sample(kind, True, sample_card(reply, profile, kind)) for kind in SAMPLE_PEOPLE]
    if any(not field.required for field in reply.fields.values()):
        first = next(iter(SAMPLE_PEOPLE))
        made.append(Sample(first, False, sample_card(reply, profile, first, whole=False)))
    return tuple(made)


def sample_card(reply: ReplyText, profile: Profile, kind: str, *, whole: bool = True) -> CaseCard:
    """A card that ``reply`` answers in time; its fields hold their own examples, or what suits their type."""
    fields = {name: _value(field, profile) for name, field in reply.fields.items() if whole or field.required}
    needs = _needs(reply)
    unread = reply.head.ground in _NOT_READ
    asked = ("Когда начнут ремонт крыши?", "Кто за него заплатит?")
    answers = fields.get("answers")
    count = len(answers) if isinstance(answers, tuple) else 0
    return CaseCard(
        appeal=Appeal(
            number="И-345",
            registered=_REGISTERED,
            sent=_REGISTERED,
            channel=Channel.SITE,
            subject=None if unread else "ремонт крыши дома № 10 по ул. Ленина",
            questions=tuple(asked[number % len(asked)] for number in range(count)) if "answers" in fields else (),
            addressed_to=profile.body.names[next(iter(profile.body.names))],
            repeat_of=("И-101 от 10.01.2024", "И-222 от 12.03.2024") if "appeal.repeat_of" in needs else (),
        ),
        applicant=_applicant(kind, profile),
        reply=ReplyPlan(
            fields=fields,
            due_date=_due(reply.head.outcome) if _asks_day(reply, needs) else None,
            body="Работу ведут по графику, задержки нет." if _asks_body(reply, needs, whole=whole) else None,
            attachments=("обращение на 2 л. в 1 экз.",) if reply.head.ground is Ground.COURT else (),
        ),
        executor=Executor(Person("Петрова", "Анна", "Сергеевна"), phone=profile.body.phone),
        number=examples_of(profile)["number"],
        date=_IN_SEVEN_DAYS if reply.head.due_days == _SOON_DAYS else _IN_TIME,
    )


def card_on(card: CaseCard, reply: ReplyText, profile: Profile) -> CaseCard:
    """``card``, of another reply perhaps: the fields of ``reply`` that it has, examples where it has none.

    The day and the words of the executor are left out where ``reply`` has no place for them.
    """
    given = {name: card.reply.fields.get(name, _value(field, profile)) for name, field in reply.fields.items()}
    needs = _needs(reply)
    plan = replace(
        card.reply,
        outcome=None,
        ground=None,
        fields=given,
        due_date=card.reply.due_date if _asks_day(reply, needs) else None,
        body=card.reply.body if _asks_body(reply, needs, whole=False) else None,
    )
    return replace(card, reply=plan)


def _needs(reply: ReplyText) -> set[str]:
    """The paths that a card for ``reply`` must fill, of several ways the first."""
    return {need.split("|")[0].strip() for need in reply.head.needs}


def _applicant(kind: str, profile: Profile) -> Applicant:
    applicant = SAMPLE_PEOPLE[kind]
    return replace(applicant, address=applicant.address and f"{applicant.address}, {profile.body.address_lines[-1]}")


def _due(outcome: Outcome | None) -> datetime.date:
    return _DUE_OF.get(outcome, _LATER) if outcome else _LATER


def _asks_day(reply: ReplyText, needs: set[str]) -> bool:
    return "reply.due_date" in needs or "due_date" in reply.source


def _asks_body(reply: ReplyText, needs: set[str], *, whole: bool) -> bool:
    """Where the fields that may stay empty are empty, words of the executor's own stand for them."""
    return "reply.body" in needs or (not whole and re.search(r"\bbody\b", reply.source) is not None)


def _value(field: FieldPart, profile: Profile) -> object:
    example = own_example(field, profile)
    if example is None:
        return _VALUES[field.type]
    return tuple(example) if isinstance(example, list) else example
