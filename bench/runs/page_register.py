"""A register of an office that has worked for a year: every appeal has a letter, and each letter its versions."""

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import exists, func, insert, select, text, update
from sqlalchemy.orm import Session

from bench.made_up.fill import fill
from bench.made_up.world import world
from bench.runs.load import SENTENCES
from bench.runs.register import PASSWORD, Register
from letterkit.core import clock
from letterkit.core.errors import ToolError
from letterkit.core.office import Actor, BatchState, Duty, LetterState, RowState
from letterkit.deadlines.quarter import Quarter, quarter_of
from letterkit.office.cases import drafting, review, search
from letterkit.office.context import Office
from letterkit.office.people import accounts, passwords
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.tables import Appeal, Letter, Person, Version
from webui import create_app

BATCHES, ROWS = 60, 500
_QUARTERS = 4
_AT_ONCE = 500
_OPEN = (LetterState.DRAFT, LetterState.REVIEW, LetterState.RETURNED, LetterState.AGREED, LetterState.APPROVED)
_SUBMITTED = frozenset({LetterState.REVIEW, LetterState.AGREED, LetterState.APPROVED})
_PARAGRAPHS = 18
_OPENING = "Рассмотрев Ваше обращение, поступившее в министерство строительства Сахалинской области, сообщаем."


@dataclass(frozen=True, slots=True)
class PageRegister:
    """What the register has: the logins by duty, an open appeal and its draft, a letter that waits for its reviewer."""

    logins: Mapping[Duty, str]
    appeal: int
    draft: int
    handed_in: int
    letters: int


def fill_register(register: Register, appeals: int, batches: int = BATCHES, rows: int = ROWS) -> PageRegister:
    """``appeals`` over a year with as many letters, and ``batches`` of ``rows`` letters in the empty ``register``.

    Two letters are written by the steps of the service: one that waits for review as it was printed, one not ended.
    """
    engine = create_app(register.settings).extensions["letterkit"]
    office, database = engine.office, engine.database
    with engine.checker:
        database.upgrade()
        fill(database, appeals, _quarters(), letters=1)
        with database.writing() as session:
            staff = _let_in(session)
            mine = accounts.by_login(database, staff[Duty.EXECUTOR]).actor
            unanswered = [each for each in _appeals_without_letter(session) if each.responsible_id == mine.id][-2:]
            for appeal in unanswered:  # whatever had become of it, it waits still
                appeal.due = clock.today() + timedelta(days=9)
            _answer_rest(session, {appeal.id for appeal in unanswered})
            _fill_batches(session, mine.id, batches, rows)
        written = [_write(office, mine, each.id) for each in unanswered]
        with suppress(ToolError):
            review.submit(office, mine, written[0].id, written[0].revision)
        search.complete(database)
        with database.writing() as session:
            session.execute(text("ANALYZE"))  # what either database does by itself within minutes
        with database.reading() as session:
            letters = session.scalar(select(func.count()).select_from(Letter)) or 0
        database.close()
    return PageRegister(staff, unanswered[1].id, written[1].id, written[0].id, letters)


def _quarters() -> Sequence[Quarter]:
    """The quarter that goes on and those before it, the first first."""
    quarters = [quarter_of(clock.today())]
    while len(quarters) < _QUARTERS:
        quarters.append(quarters[-1].previous)
    return quarters[::-1]


def _let_in(session: Session) -> Mapping[Duty, str]:
    """Gives those who answer in the register a password; the login of the first of each duty."""
    session.execute(update(Person).values(password=passwords.hash_of(PASSWORD)))
    people = session.scalars(select(Person).order_by(Person.id)).all()
    logins: dict[Duty, str] = {}
    for person in people:
        for duty in person.duty_set:
            logins.setdefault(duty, person.login)
    return logins


def _appeals_without_letter(session: Session) -> Sequence[Appeal]:
    """The appeals without a letter."""
    has_letter = exists().where(Letter.appeal_id == Appeal.id)
    return session.scalars(select(Appeal).where(~has_letter).order_by(Appeal.id)).unique().all()


def _answer_rest(session: Session, left: set[int]) -> None:
    """A letter in one of the open states, and its versions, to each appeal that has none, those ``left`` apart."""
    chance, now, text = random.Random(5), clock.now(), world().letter.strip()
    letters: list[dict[str, Any]] = []
    for appeal in _appeals_without_letter(session):
        if appeal.id in left:
            continue
        state = chance.choice(_OPEN)
        told = {"reply": "explained", "blank": "corner", "card": appeal.card, "title": appeal.subject, "text": text}
        whose = {"executor_id": appeal.responsible_id, "changed_by_id": appeal.responsible_id, "appeal_id": appeal.id}
        days = {"created": now, "changed": now, "submitted": now if state in _SUBMITTED else None, "due": appeal.due}
        letters.append({"body": appeal.body, "state": state, **told, **whose, **days})
    for start in range(0, len(letters), _AT_ONCE):
        some = letters[start : start + _AT_ONCE]
        ids = session.scalars(insert(Letter).returning(Letter.id, sort_by_parameter_order=True), some).all()
        kept = ("reply", "blank", "card", "title", "text")
        versions = [
            {**{name: row[name] for name in kept}, "letter_id": number, "number": place, "why": why, "at": now}
            | {"by_id": row["executor_id"]}
            for number, row in zip(ids, some, strict=True)
            for place, why in enumerate(("begun", "submitted") if row["submitted"] else ("begun",), 1)
        ]
        session.execute(insert(Version), versions)


def _write(office: Office, by: Actor, appeal_id: int) -> Letter:
    """A letter of two pages to the appeal, written by its executor; some things in it are to be mended."""
    with office.database.reading() as session:
        card = {**session.get_one(Appeal, appeal_id).card, "reply": {"outcome": "explained"}}
    begun = drafting.begin(office, by, card, "explained", appeal_id=appeal_id)
    more = [
        f"В доме № {number} по ул. Полевой подрядчик заменит {number + 20} окон." for number in range(1, _PARAGRAPHS)
    ]
    text = "\n".join((_OPENING, *SENTENCES, *more))
    return drafting.save(office, by, begun.id, begun.revision, begun.title, text, kept=True)


def _fill_batches(session: Session, by_id: int, batches: int, rows: int) -> None:
    """Batches that are done, each with ``rows`` letters, in every hundredth of which something was found."""
    now = clock.now()
    for number in range(1, batches + 1):
        made = {"name": f"ответы-{number}.xlsx", "source": "0" * 64, "plan": {}, "state": BatchState.DONE}
        days = {"created": now - timedelta(days=batches - number), "begun": now, "ended": now}
        told = {"reply": "redirect", "blank": "corner", "by_id": by_id, "rows": rows, "keyed": True}
        [batch] = session.scalars(insert(Batch).returning(Batch.id), [{**made, **days, **told}])
        row = {"batch_id": batch, "key": "0" * 64, "state": RowState.DONE, "card": {}, "pages": 1, "whole": True}
        session.execute(
            insert(BatchRow),
            [
                {
                    **row,
                    "number": place,
                    "who": "Иванова Мария Петровна",
                    "appeal_number": f"Р-{number}-{place}",
                    "verdict": "fix" if place % 100 == 0 else "ready",
                }
                for place in range(1, rows + 1)
            ],
        )
