"""What needs somebody today: how much of each, and the first few, soonest due first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, and_, case, func, or_, select, union

from letterkit.core import clock
from letterkit.core.mail import ON_ITS_WAY, MailingState
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.core.outcome import Channel
from letterkit.office import rights
from letterkit.office.cases.queue import Waiting, waiting
from letterkit.office.context import Office
from letterkit.office.control.weekly_lists import due_of, whose_of
from letterkit.store.mail_tables import Mailing
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Appeal, Approval, Dispatch, Letter, Person

MOST = 6
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FirstRows(Generic[Row]):
    """``rows`` are the first of ``count``."""

    count: int
    rows: Sequence[Row]


def own_letters(office: Office, by: Actor, state: LetterState) -> FirstRows[Waiting]:
    """The letters in ``state`` that ``by`` drafts themselves."""
    return _letters(office, Letter.executor_id == by.id, Letter.body == by.body, Letter.state == state)


def for_review(office: Office, by: Actor) -> FirstRows[Waiting]:
    """Letters handed in for review, those of nobody and of ``by`` before those that others have taken."""
    taken = case((or_(Letter.reviewer_id.is_(None), Letter.reviewer_id == by.id), 0), else_=1)
    return _letters(office, rights.visible(by), Letter.state == LetterState.REVIEW, first=taken)


def for_signature(office: Office, by: Actor) -> FirstRows[Waiting]:
    """Letters that a reviewer has agreed to."""
    return _letters(office, rights.visible(by), Letter.state == LetterState.AGREED)


def to_number(office: Office, by: Actor) -> FirstRows[Waiting]:
    """Agreed letters that have no number yet (4.1)."""
    return _letters(office, rights.visible(by), Letter.state == LetterState.AGREED, Letter.number.is_(None))


def to_send(office: Office, by: Actor) -> FirstRows[Waiting]:
    """Approved letters that have not gone and do not wait for the mail."""
    return _letters(office, rights.visible(by), *_still_here())


def unsigned_letters(office: Office, by: Actor) -> FirstRows[Waiting]:
    """Letters that ``by`` has approved and nobody has signed, where files of the body have ever been signed."""
    signed = select(FileSignature.id).where(FileSignature.signed == Approval.pdf, FileSignature.withdrawn.is_(None))
    approved = select(Approval.id).where(
        Approval.letter_id == Letter.id,
        Approval.kind == "approved",
        Approval.withdrawn.is_(None),
        Approval.by_id == by.id,
        Approval.pdf.is_not(None),
        ~signed.exists(),
    )
    ever = select(FileSignature.id).join(Person, Person.id == FileSignature.by_id).where(Person.body == by.body)
    return _letters(office, rights.visible(by), *_still_here(), ever.exists(), approved.exists())


def undelivered_letters(office: Office, by: Actor) -> FirstRows[Waiting]:
    """Letters that went by mail, came back, and have gone no other way since."""
    return _letters(office, rights.visible(by), *_came_back())


def unanswered_appeals(office: Office, by: Actor) -> FirstRows[Appeal]:
    """Appeals of ``by`` or of nobody for which no reply has been begun, their own first."""
    whose = or_(Appeal.responsible_id == by.id, Appeal.responsible_id.is_(None))
    asked = and_(Appeal.body == by.body, Appeal.state == AppealState.NEW, whose)
    return _appeals(office, asked, first=case((Appeal.responsible_id == by.id, 0), else_=1))


def in_work(office: Office, by: Actor) -> FirstRows[Appeal]:
    """Appeals of ``by`` to which a reply is on its way, but which are not done.

    Where ``overdue`` and ``ending`` are the person's own already, only those that are due later.
    """
    mine = and_(Appeal.responsible_id == by.id, Appeal.body == by.body, Appeal.state == AppealState.WORK)
    told = whose_of(by) is not None
    return _appeals(office, and_(mine, due_of() > clock.today()) if told else mine)


def unassigned_appeals(office: Office, by: Actor) -> FirstRows[Appeal]:
    """Appeals that nobody has been given."""
    asked = and_(Appeal.body == by.body, Appeal.state == AppealState.NEW, Appeal.responsible_id.is_(None))
    return _appeals(office, asked)


def count_letters(office: Office, by: Actor) -> int:
    """Letters that wait for ``by`` to do something with them, by duty; of a reviewer's those that nobody else has."""
    asked: list[ColumnElement[bool]] = []
    if by.has(Duty.EXECUTOR):
        asked.append(and_(Letter.executor_id == by.id, Letter.state == LetterState.RETURNED))
    if by.has(Duty.REVIEWER):
        mine = or_(Letter.reviewer_id.is_(None), Letter.reviewer_id == by.id)
        asked.append(and_(Letter.state == LetterState.REVIEW, mine))
    if by.has(Duty.SIGNER):
        asked.append(Letter.state == LetterState.AGREED)
    if by.has(Duty.REGISTRY):
        asked.append(and_(Letter.state == LetterState.AGREED, Letter.number.is_(None)))
        asked.append(and_(*_still_here()))
        asked.append(and_(*_came_back()))
    if not asked:
        return 0
    with office.database.reading() as session:
        # One list of ids and no OR: each part is found by an index, and no letter that is long gone is looked at.
        ids = union(*(select(Letter.id).where(Letter.body == by.body, each, rights.visible(by)) for each in asked))
        return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def count_appeals(office: Office, by: Actor) -> int:
    """New appeals that wait for ``by``: given to an executor, or for the registry to be given to somebody."""
    asked: list[ColumnElement[bool]] = []
    if by.has(Duty.EXECUTOR):
        asked.append(Appeal.responsible_id == by.id)
    if by.has(Duty.REGISTRY):
        asked.append(Appeal.responsible_id.is_(None))
    if not asked:
        return 0
    with office.database.reading() as session:
        query = select(func.count(Appeal.id)).where(
            Appeal.body == by.body, Appeal.state == AppealState.NEW, or_(*asked)
        )
        return session.scalar(query) or 0


def overdue(office: Office, by: Actor) -> FirstRows[Appeal]:
    """Appeals whose term is over (7.3): an executor's own, everybody's for who controls."""
    return _appeals(office, and_(_is_on_control(by), due_of() < clock.today()))


def ending(office: Office, by: Actor) -> FirstRows[Appeal]:
    """Appeals that are due today."""
    return _appeals(office, and_(_is_on_control(by), due_of() == clock.today()))


def _still_here() -> tuple[ColumnElement[bool], ...]:
    mailed = select(Mailing.id).where(Mailing.letter_id == Letter.id, Mailing.state.in_(ON_ITS_WAY))
    return Letter.state == LetterState.APPROVED, ~mailed.exists()


def _came_back() -> tuple[ColumnElement[bool], ...]:
    """As ``Folder.came_back``; letters that never came back are told by one look into an index."""
    bounced = select(Mailing.letter_id).where(Mailing.batch_id.is_(None), Mailing.state == MailingState.BOUNCED)
    tried = select(Mailing.state).where(Mailing.letter_id == Letter.id, Mailing.batch_id.is_(None))
    sent = tried.where(Mailing.state != MailingState.CANCELLED)
    last = sent.order_by(Mailing.id.desc()).limit(1).scalar_subquery()
    went = select(Dispatch.channel).where(Dispatch.letter_id == Letter.id).scalar_subquery()
    return Letter.id.in_(bounced), went == Channel.EMAIL, last == MailingState.BOUNCED


def _is_on_control(by: Actor) -> ColumnElement[bool]:
    whose = whose_of(by)
    of_body = and_(Appeal.body == by.body, rights.not_done())
    return of_body if whose is None else and_(of_body, Appeal.responsible_id == whose)


def _letters(
    office: Office, *asked: ColumnElement[bool], first: ColumnElement[int] | None = None
) -> FirstRows[Waiting]:
    order = (Letter.due.is_(None), Letter.due, Letter.id)
    ordered = order if first is None else (first, *order)
    with office.database.reading() as session:
        counted = select(Letter.id, func.count().over()).where(*asked).order_by(*ordered).limit(MOST)
        found = session.execute(counted).all()
        ids = [number for number, _ in found]
        letters = {each.id: each for each in session.scalars(select(Letter).where(Letter.id.in_(ids))).unique()}
        return FirstRows(found[0][1] if found else 0, [waiting(letters[each]) for each in ids])


def _appeals(office: Office, asked: ColumnElement[bool], first: ColumnElement[int] | None = None) -> FirstRows[Appeal]:
    order = (due_of(), Appeal.id)
    ordered = order if first is None else (first, *order)
    with office.database.reading() as session:
        count = session.scalar(select(func.count(Appeal.id)).where(asked)) or 0
        rows = session.scalars(select(Appeal).where(asked).order_by(*ordered).limit(MOST)).all() if count else ()
        return FirstRows(count, rows)
