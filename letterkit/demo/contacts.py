"""Calls, receptions and opinions of the register to try letterkit with (templates/demo/contacts/all.yml)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from letterkit.core import clock
from letterkit.core.errors import TemplateError
from letterkit.core.feedback import Source
from letterkit.core.office import Actor
from letterkit.core.register import CallEnd
from letterkit.datafile import parse_yaml, read_text
from letterkit.demo.cases import working
from letterkit.office.contacts import calls, receptions
from letterkit.office.contacts.calls import CallCard
from letterkit.office.contacts.receptions import ReceptionCard
from letterkit.office.context import Office
from letterkit.office.feedback import invitations, opinions
from letterkit.office.feedback.opinions import Answers

_FILE = "contacts/all.yml"


Step = tuple[datetime, Callable[[], object]]
"""A moment, and what is entered then."""


class Contacts:
    """What the file has, in order of time: each is entered on its day, between the steps of cases."""

    def __init__(self, office: Office, actors: Mapping[str, Actor], folder: Path, today: date) -> None:
        """Raises TemplateError."""
        file = folder / _FILE
        told: dict[str, list[dict[str, Any]]] = parse_yaml(
            read_text(file, TemplateError), file=str(file), error=TemplateError
        )
        steps: list[Step] = []
        for row in told["calls"]:
            steps.append((at := _moment(row, today), partial(_call, office, actors[row["login"]], row, at)))
        for row in told["receptions"]:
            steps.append((at := _moment(row, today), partial(_reception, office, actors[row["login"]], row, at)))
        for number, row in enumerate(told["opinions"]):
            steps.append((_moment(row, today), partial(_told_opinion, office, row, f"demo {number}")))
        self._steps = sorted(steps, key=lambda step: step[0], reverse=True)

    def enter_until(self, moment: datetime) -> None:
        """Enters all that comes before ``moment`` and is not there yet."""
        while self._steps and self._steps[-1][0] <= moment:
            at, enter = self._steps.pop()
            with clock.stopped_at(min(at, clock.now())):  # who comes later today has been put down already
                enter()


def _call(office: Office, by: Actor, row: Mapping[str, Any], at: datetime) -> None:
    card = CallCard(
        at - timedelta(seconds=row["seconds"]),
        row["seconds"],
        CallEnd(row["end"]),
        row["caller"],
        row.get("phone", ""),
        row["told"],
        row.get("forwarded_to", ""),
    )
    calls.note(office, by, card)


def _reception(office: Office, by: Actor, row: Mapping[str, Any], at: datetime) -> None:
    signer = office.profile.signers[0]
    official = f"{' '.join(signer.post_lines)} {signer.name}"
    card = ReceptionCard(at, row["visitor"], official, row["subject"], row.get("priority", False))
    made = receptions.enter(office, by, card)
    if "told" in row:
        receptions.answer_orally(office, by, made.id, told=row["told"], consent=True)


def _told_opinion(office: Office, row: Mapping[str, Any], visitor: str) -> None:
    marks = {name: row.get(name) for name in ("clear", "polite", "in_time", "solved")}
    _opinion(office, Source(row["source"]), Answers(**marks, comment=row.get("comment", "")), visitor)


def _opinion(office: Office, source: Source, answers: Answers, visitor: str) -> None:
    if source is not Source.LETTER:
        opinions.answer_openly(office, "", source, answers, visitor)
        return
    with office.database.writing() as session:
        code = invitations.invite(session, "")
    opinions.answer_by_code(office, code, answers)


def _moment(row: Mapping[str, Any], today: date) -> datetime:
    """The row's day and time."""
    day = working(today - timedelta(days=row["days_ago"])) if row["days_ago"] else today
    return datetime.combine(day, time.fromisoformat(row.get("at", "12:00"))).astimezone()
