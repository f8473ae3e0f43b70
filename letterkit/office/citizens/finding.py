"""Where something is said of a person: every table that letterkit keeps words of people in."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.answering_rows import answers
from letterkit.office.citizens.sought import SoughtPerson
from letterkit.office.holds import HoldKind, blocked_ids
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.database import Database
from letterkit.store.desk_tables import LetterFile
from letterkit.store.incoming_tables import AppealText, Incoming, IncomingFile
from letterkit.store.mail_tables import Mailing, MailMessage
from letterkit.store.register_tables import AppealFile, Call, Note, Opinion, Question, Reception, Reminder
from letterkit.store.tables import Appeal, Dispatch, Letter, LetterWaiver, Person, Remark, Version

MOST = 500
"""Things that a search tells of."""
_AT_ONCE = 500
_PERSON = ("surname", "name", "patronymic")
_ASIDE = " | "
"""Between words that do not belong together: a surname has no other's name beside it."""
SEEKERS = (Duty.REGISTRY,)
"""Who may see all that the body has of somebody."""

Key = tuple[HoldKind, int]


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A thing that tells of the person: which one it is, of what day, in what ``places`` of it it was found."""

    kind: HoldKind
    id: int
    named: str
    on: date
    places: Sequence[str]
    is_blocked: bool
    is_collective: bool = False

    @property
    def code(self) -> str:
        """How a form or a command names it: «cases-12»."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True, slots=True)
class FoundThings:
    """What was found, the newest first; ``is_more``: only so many are told of."""

    things: Sequence[FoundThing]
    is_more: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A table whose ``columns`` have words of people; ``owners`` are the things that its rows belong to, the first one
    that there is.
    """

    name: str
    owners: tuple[tuple[HoldKind, Any], ...]
    columns: tuple[Any, ...]


_MAILING_OWNERS = (
    (HoldKind.LETTERS, Mailing.letter_id),
    (HoldKind.ROWS, Mailing.row_id),
    (HoldKind.CASES, Mailing.appeal_id),
)
_INCOMING_OWNERS = ((HoldKind.CASES, Incoming.appeal_id), (HoldKind.INCOMING, Incoming.id))
_PLACES = (
    _Place(
        "appeal",
        ((HoldKind.CASES, Appeal.id),),
        (Appeal.applicant, Appeal.subject, Appeal.card, Appeal.visit, Appeal.extension, Appeal.closed, Appeal.oral),
    ),
    _Place("text", ((HoldKind.CASES, AppealText.appeal_id),), (AppealText.text,)),
    _Place("note", ((HoldKind.CASES, Note.appeal_id),), (Note.words,)),
    _Place("question", ((HoldKind.CASES, Question.appeal_id),), (Question.words, Question.how)),
    _Place("file", ((HoldKind.CASES, AppealFile.appeal_id),), (AppealFile.name,)),
    _Place("letter", ((HoldKind.LETTERS, Letter.id),), (Letter.card, Letter.title, Letter.text, Letter.returned)),
    _Place("version", ((HoldKind.LETTERS, Version.letter_id),), (Version.card, Version.title, Version.text)),
    _Place("remark", ((HoldKind.LETTERS, Remark.letter_id),), (Remark.words, Remark.excerpt)),
    _Place("waiver", ((HoldKind.LETTERS, LetterWaiver.letter_id),), (LetterWaiver.reason, LetterWaiver.excerpt)),
    _Place("dispatch", ((HoldKind.LETTERS, Dispatch.letter_id),), (Dispatch.to, Dispatch.handed_to)),
    _Place("letter_file", ((HoldKind.LETTERS, LetterFile.letter_id),), (LetterFile.name,)),
    _Place("mailing", _MAILING_OWNERS, (Mailing.to, Mailing.heading, Mailing.words)),
    _Place(
        "incoming",
        _INCOMING_OWNERS,
        (Incoming.text, Incoming.sender, Incoming.heading, Incoming.reading, Incoming.settled),
    ),
    _Place("incoming_file", ((HoldKind.INCOMING, IncomingFile.incoming_id),), (IncomingFile.name,)),
    _Place(
        "message",
        ((HoldKind.INCOMING, MailMessage.incoming_id), (HoldKind.MESSAGES, MailMessage.id)),
        (MailMessage.sender, MailMessage.heading),
    ),
    _Place("row", ((HoldKind.ROWS, BatchRow.id),), (BatchRow.who, BatchRow.words, BatchRow.card, BatchRow.faults)),
    _Place("call", ((HoldKind.CASES, Call.appeal_id), (HoldKind.CALLS, Call.id)), (Call.caller, Call.phone, Call.told)),
    _Place(
        "reception",
        ((HoldKind.CASES, Reception.appeal_id), (HoldKind.RECEPTIONS, Reception.id)),
        (Reception.visitor, Reception.subject, Reception.told),
    ),
    _Place("opinion", ((HoldKind.OPINIONS, Opinion.id),), (Opinion.comment,)),
    _Place("reminder", ((HoldKind.REMINDERS, Reminder.id),), (Reminder.appeals,)),
)


@dataclass(slots=True)
class _FoundPlaces:
    places: dict[Key, list[str]] = field(default_factory=dict)

    def add(self, key: Key, place: str) -> None:
        known = self.places.setdefault(key, [])
        if place not in known:
            known.append(place)


def find(database: Database, by: Actor | None, sought: SoughtPerson, body: str = "") -> FoundThings:
    """Everything that the body has of the person; ``by`` None is the command line, which names the ``body``.

    Raises DeniedError. The journal says that somebody was sought, not who.
    """
    if by is not None:
        rights.demand(by, *SEEKERS)
        body = by.body
    with database.reading() as session:
        gathered = _FoundPlaces()
        for place in _PLACES:
            _look(session, place, sought, gathered)
        if sought.number:
            _by_number(session, sought.number, gathered)
        whole = _of_cases(session, gathered.places)
        things = sorted(_tell(session, body, whole), key=lambda each: (each.on, each.id), reverse=True)
    with database.writing() as session:
        audit.record(session, by, "citizen.searched", "citizen", found=len(things))
    return FoundThings(things[:MOST], len(things) > MOST)


def things_of(session: Session, body: str, codes: Sequence[str]) -> Sequence[FoundThing]:
    """The things that ``codes`` name; raises RequestError ``citizen.nothing-chosen``, ``hold.gone``."""
    keys: set[Key] = set()
    for code in codes:
        kind, _, number = code.partition("-")
        if kind not in _OF_CITIZENS or not re.fullmatch("[0-9]{1,9}", number):
            raise RequestError("hold.gone")
        keys.add((HoldKind(kind), int(number)))
    if not keys:
        raise RequestError("citizen.nothing-chosen")
    found = tell_of(session, body, keys)
    if len(found) < len(keys):
        raise RequestError("hold.gone")
    return found


def tell_of(session: Session, body: str, keys: Collection[Key]) -> Sequence[FoundThing]:
    """Those of the things that are there, whatever they tell of."""
    return list(_tell(session, body, {key: [] for key in keys}))


def _look(session: Session, place: _Place, sought: SoughtPerson, gathered: _FoundPlaces) -> None:
    if not sought.signs:
        return
    owners = [column for _, column in place.owners]
    query = select(*owners, *place.columns).where(or_(*map(sought.likely, place.columns)))
    for row in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        said = _ASIDE.join(map(_words_of, row[len(owners) :]))
        if sought.is_in(said):
            kind, number = next(
                (kind, number) for (kind, _), number in zip(place.owners, row, strict=False) if number is not None
            )
            gathered.add((kind, number), place.name)


def _words_of(value: Any) -> str:
    """The words of ``value``, be it JSON: those of one person in their order, all else apart from each other."""
    if isinstance(value, Mapping):
        person = [_words_of(value[part]) for part in _PERSON if value.get(part)]
        others = (_words_of(of) for part, of in value.items() if part not in _PERSON)
        return _ASIDE.join((" ".join(person), *others))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _ASIDE.join(map(_words_of, value))
    return "" if value is None else str(value)


def _by_number(session: Session, number: str, gathered: _FoundPlaces) -> None:
    for kind, column, identity in (
        (HoldKind.CASES, Appeal.number, Appeal.id),
        (HoldKind.CASES, Appeal.reply_number, Appeal.id),
        (HoldKind.LETTERS, Letter.number, Letter.id),
        (HoldKind.ROWS, BatchRow.appeal_number, BatchRow.id),
        (HoldKind.ROWS, BatchRow.letter_number, BatchRow.id),
    ):
        for thing_id in session.scalars(select(identity).where(column == number)):
            gathered.add((kind, thing_id), "number")


def _of_cases(session: Session, places: dict[Key, list[str]]) -> dict[Key, list[str]]:
    """What belongs to a case is told of with it; a case that was found brings the rows of batches that answer it."""
    owners: dict[Key, Key] = {}
    for kind, thing_id, appeal_id in (
        (HoldKind.LETTERS, Letter.id, Letter.appeal_id),
        (HoldKind.INCOMING, Incoming.id, Incoming.appeal_id),
    ):
        for some in _portions([number for of, number in places if of is kind]):
            query = select(thing_id, appeal_id).where(thing_id.in_(some), appeal_id.is_not(None))
            owners |= {(kind, number): (HoldKind.CASES, case) for number, case in session.execute(query) if case}
    whole = _FoundPlaces()
    for key, names in places.items():
        for name in names:
            whole.add(owners.get(key, key), name)
    cases = [number for kind, number in whole.places if kind is HoldKind.CASES]
    for some in _portions(cases):
        for row_id in session.scalars(select(BatchRow.id).join(Appeal, answers()).where(Appeal.id.in_(some))):
            whole.add((HoldKind.ROWS, row_id), "row")
    return whole.places


def _tell(session: Session, body: str, places: dict[Key, list[str]]) -> Iterator[FoundThing]:
    for kind in HoldKind:
        ids = [number for of, number in places if of is kind]
        for some in _portions(ids):
            blocked = set(session.scalars(blocked_ids(kind)))
            query, naming = _SHOWN[kind]
            for thing_id, at, *shown in session.execute(_of_body(query, kind, body, some)):
                on = at.date() if isinstance(at, datetime) else at
                is_collective = kind is HoldKind.CASES and bool((shown[-1].get("applicant") or {}).get("collective"))
                found = places[kind, thing_id]
                yield FoundThing(kind, thing_id, naming(*shown), on, found, thing_id in blocked, is_collective)


def _of_body(query: Select[Any], kind: HoldKind, body: str, ids: Sequence[int]) -> Select[Any]:
    table = TABLES[kind]
    owner: Any = Batch.body if kind is HoldKind.ROWS else table.body
    query = query.where(table.id.in_(ids), owner == body)
    return query.where(table.removed_by.is_(None)) if hasattr(table, "removed_by") else query


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


TABLES: dict[HoldKind, Any] = {
    HoldKind.CASES: Appeal,
    HoldKind.LETTERS: Letter,
    HoldKind.BATCHES: Batch,
    HoldKind.ROWS: BatchRow,
    HoldKind.RECEPTIONS: Reception,
    HoldKind.CALLS: Call,
    HoldKind.INCOMING: Incoming,
    HoldKind.MESSAGES: MailMessage,
    HoldKind.OPINIONS: Opinion,
    HoldKind.REMINDERS: Reminder,
    HoldKind.PEOPLE: Person,
}
_OF_CITIZENS = frozenset(HoldKind) - {HoldKind.BATCHES, HoldKind.PEOPLE}
"""What is given out to a citizen and blocked: not batches, which are of many, and not accounts of officials."""
_SHOWN: dict[HoldKind, tuple[Any, Any]] = {
    HoldKind.CASES: (
        select(Appeal.id, Appeal.registered, Appeal.number, Appeal.applicant, Appeal.subject, Appeal.card),
        lambda number, applicant, subject, card: f"№ {number}: {applicant or 'заявитель не указан'}. {subject or ''}",
    ),
    HoldKind.LETTERS: (
        select(Letter.id, Letter.changed, Letter.number, Letter.title),
        lambda number, title: f"исх. № {number}: {title}" if number else title or "без заголовка",
    ),
    HoldKind.BATCHES: (select(Batch.id, Batch.created, Batch.name), lambda name: name),
    HoldKind.ROWS: (
        select(BatchRow.id, Batch.created, Batch.name, BatchRow.number, BatchRow.who).join(
            Batch, Batch.id == BatchRow.batch_id
        ),
        lambda name, number, who: f"{name}, строка {number}: {who}",
    ),
    HoldKind.RECEPTIONS: (
        select(Reception.id, Reception.at, Reception.visitor, Reception.official),
        lambda visitor, official: f"{visitor} у {official}",
    ),
    HoldKind.CALLS: (
        select(Call.id, Call.at, Call.caller, Call.phone),
        lambda caller, phone: ", ".join(filter(None, (caller, phone))) or "не назвался",
    ),
    HoldKind.INCOMING: (
        select(Incoming.id, Incoming.at, Incoming.sender, Incoming.heading),
        lambda sender, heading: ": ".join(filter(None, (sender, heading))) or "без темы",
    ),
    HoldKind.MESSAGES: (
        select(MailMessage.id, MailMessage.at, MailMessage.sender, MailMessage.heading),
        lambda sender, heading: f"{sender}: {heading}",
    ),
    HoldKind.OPINIONS: (select(Opinion.id, Opinion.day, Opinion.comment), lambda comment: comment[:100]),
    HoldKind.PEOPLE: (
        select(Person.id, Person.created, Person.surname, Person.name, Person.patronymic),
        lambda *names: " ".join(filter(None, names)),
    ),
    HoldKind.REMINDERS: (select(Reminder.id, Reminder.made, Reminder.week), lambda week: f"недели с {week:%d.%m.%Y}"),
}
