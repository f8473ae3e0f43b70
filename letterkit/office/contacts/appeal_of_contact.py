"""An appeal written down after a call or a reception: its card with what is known from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.core.outcome import Channel
from letterkit.office.cases import appeals
from letterkit.office.context import Office
from letterkit.russian.names import parse_name
from letterkit.store.register_tables import Call, Reception
from letterkit.store.tables import Appeal

_SUBJECT_LIMIT = 300


@dataclass(frozen=True, slots=True)
class ContactAppeal:
    """What an appeal is entered with; ``registered`` is a day that people have typed or None for today."""

    number: str
    surname: str = ""
    name: str = ""
    patronymic: str = ""
    subject: str = ""
    registered: date | None = None

    def card(self, channel: Channel) -> dict[str, Any]:
        """The two sections of the case card."""
        registered = self.registered or clock.today()
        person = {"surname": self.surname, "name": self.name, "patronymic": self.patronymic}
        return {
            "appeal": _filled_fields(
                number=self.number, registered=registered.isoformat(), channel=channel.value, subject=self.subject
            ),
            "applicant": _filled_fields(**person),
        }


def prefill_appeal(known: Call | Reception) -> ContactAppeal:
    """What the card of a call or a reception tells already; the number is given by whoever registers."""
    who, about = (known.caller, known.told) if isinstance(known, Call) else (known.visitor, known.subject)
    person = parse_name(who) if who.strip() else None
    subject = " ".join(about.split())[:_SUBJECT_LIMIT]
    if person is None:
        return ContactAppeal("", subject=subject)
    return ContactAppeal("", person.surname or "", person.name or "", person.patronymic or "", subject)


def enter(office: Office, by: Actor, taken: ContactAppeal, channel: Channel) -> Appeal:
    """The appeal; an executor answers it themselves. Raises as ``appeals.add``."""
    whose = None if by.has(Duty.REGISTRY) else by.id
    return appeals.add(office, by, taken.card(channel), whose)


def _filled_fields(**told: str) -> Mapping[str, str]:
    return {name: kept for name, value in told.items() if (kept := " ".join(value.split()))}
