"""Calls, receptions and opinions of the register to try letterkit with (templates/demo/contacts/all.yml)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from letterkit.core import clock
from letterkit.core.errors import TemplateError
from letterkit.core.feedback import Source
from letterkit.core.office import Actor
from letterkit.core.register import CallEnd
from letterkit.datafile import parse_yaml, read_text
from letterkit.flow.cases.office import Office
from letterkit.flow.contacts import calls, receptions
from letterkit.flow.contacts.calls import CallCard
from letterkit.flow.contacts.receptions import ReceptionCard
from letterkit.flow.demo_cases import working
from letterkit.flow.feedback import invitations, opinions
from letterkit.flow.feedback.opinions import Answers

_FILE = "contacts/all.yml"


def seed_contacts(office: Office, actors: Mapping[str, Actor], folder: Path, today: date) -> None:
    """Enters what the file has, each on its day; raises TemplateError."""
    file = folder / _FILE
    told: dict[str, list[dict[str, Any]]] = parse_yaml(
        read_text(file, TemplateError), file=str(file), error=TemplateError
    )
    for row in told["calls"]:
        with _on(row, today) as at:
            card = CallCard(
                at - timedelta(seconds=row["seconds"]),
                row["seconds"],
                CallEnd(row["end"]),
                row["caller"],
                row.get("phone", ""),
                row["told"],
                row.get("forwarded_to", ""),
            )
            calls.note(office, actors[row["login"]], card)
    signer = office.profile.signers[0]
    official = f"{' '.join(signer.post_lines)} {signer.name}"
    for row in told["receptions"]:
        with _on(row, today) as at:
            by = actors[row["login"]]
            made = receptions.enter(
                office, by, ReceptionCard(at, row["visitor"], official, row["subject"], row.get("priority", False))
            )
            if "told" in row:
                receptions.answer_orally(office, by, made.id, told=row["told"], consent=True)
    for number, row in enumerate(told["opinions"]):
        with _on(row, today):
            marks = {name: row.get(name) for name in ("clear", "polite", "in_time", "solved")}
            _opinion(office, Source(row["source"]), Answers(**marks, comment=row.get("comment", "")), f"demo {number}")


def _opinion(office: Office, source: Source, answers: Answers, visitor: str) -> None:
    if source is not Source.LETTER:
        opinions.answer_openly(office, "", source, answers, visitor)
        return
    with office.database.writing() as session:
        code = invitations.invite(session, "")
    opinions.answer_by_code(office, code, answers)


@contextmanager
def _on(row: Mapping[str, Any], today: date) -> Iterator[datetime]:
    """Inside the block it is the row's day and time."""
    day = working(today - timedelta(days=row["days_ago"])) if row["days_ago"] else today
    at = datetime.combine(day, time.fromisoformat(row.get("at", "12:00"))).astimezone()
    with clock.stopped_at(at):
        yield at
