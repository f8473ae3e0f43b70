"""Letters that go by post: what waits for it, and the numbers that the post gives, typed or read from its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.compose.post import post_item
from letterkit.core import clock
from letterkit.core.errors import InputError, RequestError, TableError
from letterkit.core.mail import ON_ITS_WAY
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.outcome import Channel
from letterkit.core.post import PostItem, is_barcode, read_barcode
from letterkit.office import rights
from letterkit.office.cases import dispatch
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.store import audit
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Dispatch, Letter
from letterkit.tables.barcodes import BarcodeRow, BarcodeTable
from letterkit.tables.fault import Fault

MOST = 500
_REMEMBERED = timedelta(days=90)
"""So long a number may be added to what was sent."""


@dataclass(frozen=True, slots=True)
class PostLetter:
    """A letter for the post; ``is_sent``: it has gone."""

    id: int
    item: PostItem
    is_sent: bool


@dataclass(frozen=True, slots=True)
class BarcodesTaken:
    """How many letters were ``sent`` with their numbers, how many sent before have got theirs (``noted``)."""

    sent: int
    noted: int
    faults: Sequence[Fault]


def to_post(office: Office, by: Actor) -> Sequence[PostLetter]:
    """The approved letters that are to go by post, in the order of their numbers, and those that have and lack one.

    Raises DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    with office.database.reading() as session:
        return [*_waiting(session, by), *_numberless(session, by)]


def post_items(office: Office, by: Actor, ids: Sequence[int]) -> Sequence[PostItem]:
    """What the post is to know of the letters ``ids``, in the order of ``to_post``; of all that wait if none is named.

    Raises RequestError ``post.nothing``, DeniedError.
    """
    found = to_post(office, by)
    wanted = [each.item for each in found if (each.id in ids if ids else not each.is_sent)]
    if not wanted:
        raise RequestError("post.nothing")
    return wanted


def note_barcode(office: Office, by: Actor, letter_id: int, typed: str) -> None:
    """Notes the number under which a letter travels that has gone by post.

    Raises RequestError ``letter.gone``, ``letter.wrong-step``, ``post.bad-barcode``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    code = read_barcode(typed)
    if not is_barcode(code):
        raise RequestError("post.bad-barcode", value=code[:40])
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), LetterState.SENT)
        sent = session.scalar(select(Dispatch).filter_by(letter_id=letter.id, channel=Channel.POST))
        if sent is None:
            raise RequestError("letter.wrong-step", state=letter.state)
        _note(session, by, letter.id, sent, code)


def take_barcodes(office: Office, by: Actor, table: BarcodeTable) -> BarcodesTaken:
    """Gives the letters that ``table`` names their numbers; those that wait are recorded as sent by post.

    A letter is found by its number, else by its place in the list of what waits. What fits none is told by its cell.
    """
    found = to_post(office, by)
    faults, sent, noted = list(table.faults), 0, 0
    for row in table.rows:
        letter = _letter_of(found, row)
        if letter is None:
            faults.append(Fault(TableError("post.no-letter", value=row.letter or row.place), row.row, row.code_at))
            continue
        try:
            if letter.is_sent:
                note_barcode(office, by, letter.id, row.code)
                noted += 1
            else:
                dispatch.send(office, by, letter.id, Channel.POST, track=row.code)
                sent += 1
        except InputError as fault:
            faults.append(Fault(fault, row.row, row.code_at))
    return BarcodesTaken(sent, noted, sorted(faults, key=lambda each: each.row or 0))


def _letter_of(found: Sequence[PostLetter], row: BarcodeRow) -> PostLetter | None:
    if row.letter:
        return next((each for each in found if each.item.number == row.letter), None)
    waiting = [each for each in found if not each.is_sent]
    return waiting[row.place - 1] if row.place and row.place <= len(waiting) else None


def _note(session: Session, by: Actor, letter_id: int, sent: Dispatch, code: str) -> None:
    before, sent.track = sent.track, code
    details = {"track": code} | ({"track_before": before} if before else {})
    audit.record(session, by, "letter.barcode-noted", f"letter:{letter_id}", **details)


def _waiting(session: Session, by: Actor) -> Sequence[PostLetter]:
    mailed = select(Mailing.letter_id).where(Mailing.state.in_(ON_ITS_WAY), Mailing.letter_id.is_not(None))
    query = select(Letter).where(Letter.body == by.body, Letter.state == LetterState.APPROVED, Letter.id.not_in(mailed))
    found = []
    for letter in session.scalars(query.order_by(Letter.dated, Letter.id).limit(MOST)):
        card = card_of(letter)
        if dispatch.ways(card)[0].channel is Channel.POST:
            found.append(PostLetter(letter.id, post_item(card), is_sent=False))
    return found


def _numberless(session: Session, by: Actor) -> Sequence[PostLetter]:
    since = clock.now() - _REMEMBERED
    query = (
        select(Letter, Dispatch)
        .join(Dispatch, Dispatch.letter_id == Letter.id)
        .where(Letter.body == by.body, Dispatch.channel == Channel.POST, Dispatch.track.is_(None), Dispatch.at > since)
        .order_by(Dispatch.id.desc())
        .limit(MOST)
    )
    return [PostLetter(letter.id, post_item(card_of(letter)), is_sent=True) for letter, _ in session.execute(query)]
