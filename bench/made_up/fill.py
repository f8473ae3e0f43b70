"""Fills a register with made-up appeals, their answers, letters, calls and opinions: for trying.

Letters have no Word files: they show how figures of the work are made, and cannot be downloaded.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.made_up.appeals import MadeUpAppeal, Maker
from bench.made_up.letters import Answer, answer
from bench.made_up.world import World, world
from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.core.register import CallEnd
from letterkit.deadlines.quarter import Quarter
from letterkit.demo.register import is_seeded
from letterkit.office.cases import search
from letterkit.office.likeness import indexing as likeness
from letterkit.office.people.details import details_of
from letterkit.office.register import indexing
from letterkit.russian.calendar import is_working
from letterkit.store import audit
from letterkit.store.audit import PastAct
from letterkit.store.database import Database
from letterkit.store.register_tables import AppealLink, Call, Opinion, Question
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Appeal, AuditEntry, Dispatch, Letter, Person, PersonDuty, Version

FILLED = "demo.filled"
MOST = 1_000_000
_LETTERS, _CALLS, _OPINIONS = 0.3, 0.35, 0.06  # of the appeals
_COMMENTS = 0.5  # of the opinions
_WHO = {"executor": Duty.EXECUTOR, "reviewer": Duty.REVIEWER, "signer": Duty.SIGNER, "registry": Duty.REGISTRY}
_FINDINGS_LEFT = 0.8  # each quarter so much of the findings of the one before
_BLANK = "corner"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FillCounts:
    """How much was made."""

    appeals: int
    letters: int
    calls: int
    opinions: int


def fill(
    database: Database, count: int, quarters: Sequence[Quarter], seed: int = 7, letters: float = _LETTERS
) -> FillCounts:
    """``count`` appeals over ``quarters``, in the body of the settings; the same again from the same ``seed``.

    ``letters`` is the share of the answered appeals whose letter was written here.
    Raises RequestError ``demo.not-demo`` when the register holds anything but a demo, ``demo.filled-before``,
    InputError ``calendar.unknown-year``.
    """
    _demand_demo(database)
    chance, given, today = random.Random(seed), world(), clock.today()
    made = Maker(given, seed, today).appeals(count, sorted(quarters))
    with database.writing() as session:
        staff = _staff(session, given)
        responsible = [chance.choice(staff[Duty.EXECUTOR]) for _ in made]
        ids = _appeals(session, made, responsible, chance)
        answered = [number for number, each in enumerate(made) if each.answered and chance.random() < letters]
        _letters(session, given, {ids[number]: made[number] for number in answered}, staff, chance)
        calls = _calls(session, made, staff[Duty.EXECUTOR], chance)
        opinions = _opinions(session, made, given, chance)
        named = ", ".join(str(quarter) for quarter in sorted(quarters))
        audit.record(session, None, FILLED, "demo", appeals=count, quarters=named, seed=seed)
    indexing.complete(database)
    search.complete(database)
    likeness.complete(database)
    return FillCounts(len(made), len(answered), calls, opinions)


def _demand_demo(database: Database) -> None:
    with database.reading() as session:
        if session.scalar(select(AuditEntry.id).filter_by(action=FILLED).limit(1)) is not None:
            raise RequestError("demo.filled-before")
        holds = any(session.scalar(select(table.id).limit(1)) is not None for table in (Person, Appeal, Letter))
    if holds and not is_seeded(database):
        raise RequestError("demo.not-demo")


def _staff(session: Session, given: World) -> Mapping[Duty, list[Actor]]:
    """Who is in the register by duty; where nobody has a duty, people of ``world.yml`` are added to it."""
    known = [
        person.actor for person in session.scalars(select(Person).filter_by(body="", active=True, is_program=False))
    ]
    staff = {duty: [actor for actor in known if actor.has(duty)] for duty in _WHO.values()}
    for part in given.staff:
        if any(actor.has(part.duty) for actor in known):
            continue
        details = details_of(part.name, unit=part.unit)
        person = Person(
            login=part.login,
            surname=details.surname,
            name=details.name,
            patronymic=details.patronymic,
            unit=part.unit,
            fs_uniquifier=part.login,
            created=clock.now(),
            duties=[PersonDuty(duty=part.duty)],
        )
        session.add(person)
        session.flush()
        staff[part.duty].append(person.actor)
    return staff


def _appeals(
    session: Session, made: Sequence[MadeUpAppeal], responsible: Sequence[Actor], chance: random.Random
) -> list[int]:
    now = clock.now()
    rows = [
        {
            "number": each.number,
            "registered": each.registered,
            "channel": each.channel,
            "kind": each.kind,
            "group": each.topic.group,
            "subject": each.subject,
            "applicant": each.applicant.full,
            "card": each.card,
            "due": each.due,
            "extended_to": each.extended_to,
            "reason": each.reason,
            "result": each.result,
            "answered": each.answered,
            "state": AppealState.DONE if each.answered else AppealState.WORK,
            "responsible_id": whose.id,
            "created": now,
        }
        for each, whose in zip(made, responsible, strict=True)
    ]
    ids = _insert_rows(session, Appeal, rows)
    asked = [
        {"appeal_id": number, "number": 1, "words": f"{each.subject}?", "answered": each.answered}
        for number, each in zip(ids, made, strict=True)
    ]
    session.execute(insert(Question), asked)
    links = [
        {"appeal_id": number, "earlier_id": ids[each.earlier], "at": _at(each.registered, 10, 0)}
        for number, each in zip(ids, made, strict=True)
        if each.earlier is not None
    ]
    _put(session, AppealLink, links)
    return ids


def _letters(
    session: Session,
    given: World,
    answered: Mapping[int, MadeUpAppeal],
    staff: Mapping[Duty, Sequence[Actor]],
    chance: random.Random,
) -> None:
    answers = [(appeal, made, answer(made, chance, given.returned)) for appeal, made in answered.items()]
    whose = [{name: chance.choice(staff[duty]) for name, duty in _WHO.items()} for _ in answers]
    rows = [_letter(appeal, made, by, who, given) for (appeal, made, by), who in zip(answers, whose, strict=True)]
    if not rows:
        return
    ids = _insert_rows(session, Letter, rows)
    versions: list[dict[str, Any]] = []
    dispatches: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    past: list[PastAct] = []
    for number, row, (_, made, by), who in zip(ids, rows, answers, whose, strict=True):
        kept = {name: row[name] for name in ("reply", "blank", "card", "title", "text")}
        for place, step in enumerate((each for each in by.steps if each.action in _VERSIONS), 1):
            told = {"letter_id": number, "number": place, "at": step.at, "by_id": who[step.who].id}
            versions.append({**kept, **told, "why": _VERSIONS[step.action]})
        sent = by.at("letter.sent")
        to = made.address if by.channel == "post" else ""
        dispatches.append(
            {"letter_id": number, "channel": by.channel, "to": to, "at": sent, "by_id": who["registry"].id}
        )
        past += [PastAct(step.at, who[step.who], step.action, f"letter:{number}", {}) for step in by.steps]
        counts += _findings(number, by.at("letter.submitted").date(), made.quarter, given, chance)
    _put(session, Version, versions)
    _put(session, Dispatch, dispatches)
    _put(session, RuleCount, counts)
    audit.record_past(session, sorted(past, key=lambda each: each.at))


_VERSIONS = {"letter.begun": "begun", "letter.submitted": "submitted"}
"""The steps at which a letter is kept, and why."""


def _letter(appeal: int, made: MadeUpAppeal, by: Answer, who: Mapping[str, Actor], given: World) -> dict[str, Any]:
    return {
        "appeal_id": appeal,
        "executor_id": who["executor"].id,
        "reviewer_id": who["reviewer"].id,
        "changed_by_id": who["executor"].id,
        "state": LetterState.SENT,
        "revision": len(by.steps),
        "reply": by.reply,
        "blank": _BLANK,
        "card": {**made.card, "reply": {"outcome": by.outcome.value}},
        "title": made.subject,
        "text": given.letter.strip(),
        "due": made.extended_to or made.due,
        "number": f"О-{made.number}",
        "dated": made.answered,
        "created": by.at("letter.begun"),
        "changed": by.at("letter.sent"),
        "submitted": by.at("letter.submitted", last=True),
        "keyed": len(by.steps),
    }


def _findings(letter: int, day: date, quarter: int, given: World, chance: random.Random) -> list[dict[str, Any]]:
    """What was found in one letter, rule by rule; most of it was mended."""
    counts = []
    for each in given.findings:
        found = sum(chance.random() < each.per_hundred / 200 * _FINDINGS_LEFT**quarter for _ in range(2))
        if found:
            taken = sum(chance.random() < 0.8 for _ in range(found))
            told = {"code": each.code, "day": day, "clause": each.clause, "level": each.level, "letter_id": letter}
            counts.append({**told, "found": found, "taken": taken, "rewritten": found - taken})
    return counts


def _calls(session: Session, made: Sequence[MadeUpAppeal], answering: Sequence[Actor], chance: random.Random) -> int:
    """Calls on working days, mostly of some minutes and now and then of half an hour."""
    rows = []
    days = [each.registered for each in made if is_working(each.registered)]
    for _ in range(int(len(days) * _CALLS)):
        end = chance.choices(list(CallEnd), [80, 10, 6, 4])[0]
        at = _at(chance.choice(days), 9 + chance.randrange(8), chance.randrange(60))
        seconds = int(min(3000, max(40, chance.lognormvariate(5.85, 0.6))))
        rows.append(
            {
                "at": at,
                "by_id": chance.choice(answering).id,
                "seconds": seconds,
                "told": "Разъяснён порядок.",
                "end": end,
            }
        )
    _put(session, Call, rows)
    return len(rows)


def _opinions(session: Session, made: Sequence[MadeUpAppeal], given: World, chance: random.Random) -> int:
    surveys, reasons = list(given.surveys), list(given.comments)
    rows: list[dict[str, Any]] = []
    for each in made:
        if each.answered is None or chance.random() > _OPINIONS:
            continue
        pleased = each.result is not None and each.result.value == "satisfied"
        day = min(clock.today(), each.answered + timedelta(days=chance.randint(1, 14)))
        reason = "thanks" if pleased else chance.choice(reasons)
        said = chance.choice(given.thanks if pleased else given.comments[reason])
        speaks = chance.random() < _COMMENTS
        rows.append(
            {
                "day": day,
                "channel": chance.choices(surveys, list(given.surveys.values()))[0].value,
                "comment": said if speaks else "",
                "reason": reason if speaks else None,
                "group": each.topic.group,
                "clear": chance.choices((1, 2, 3, 4, 5), (2, 5, 15, 35, 43) if pleased else (9, 15, 27, 31, 18))[0],
                "polite": chance.choices((2, 3, 4, 5), (3, 9, 33, 55))[0],
                "in_time": each.answered <= (each.extended_to or each.due),
                "solved": pleased,
            }
        )
    _put(session, Opinion, rows)
    return len(rows)


def _insert_rows(session: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Puts ``rows`` in; their ids. By pieces, for SQLAlchemy takes ever longer to put together what comes back."""
    ids: list[int] = []
    for start in range(0, len(rows), _AT_ONCE):
        query = insert(table).returning(table.id, sort_by_parameter_order=True)
        ids += session.scalars(query, rows[start : start + _AT_ONCE])
    return ids


def _put(session: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute)).astimezone()
