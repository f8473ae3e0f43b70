"""An approved letter goes out by the channel that the Order allows (2.3–2.5), and the appeal is done (7.9, 7.12)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.email_address import is_email_address
from letterkit.core.errors import RequestError
from letterkit.core.mail import ON_ITS_WAY, MailingState
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.outcome import Channel
from letterkit.core.post import BARCODE_DIGITS, is_barcode, read_barcode
from letterkit.core.register import Result
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.control import closing
from letterkit.office.figures import sent_days
from letterkit.office.letter_cards import card_of
from letterkit.office.register import results
from letterkit.store import audit
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Appeal, Dispatch, Letter

_SEPARATORS = re.compile(r"[,;]\s*")
_PORTAL = frozenset({Channel.POS, Channel.GOSUSLUGI})


@dataclass(frozen=True, slots=True)
class Way:
    """A channel that a letter may take: where ``to`` is known from the card, and the clause that says so."""

    channel: Channel
    clause: str
    to: str = ""


def ways(card: CaseCard, *, came_back: bool = False) -> tuple[Way, ...]:
    """The channels open to the reply to ``card``, the proper one first.

    A restricted letter goes by registered post and nothing else (2.4); what came through the feedback portal is
    answered there (2.3); otherwise the addresses named in the appeal decide, and one that the card does not have is to
    be told: so is another one when the letter ``came_back``. Handing over in person is the applicant's wish (2.5), an
    exception to all but 2.4.
    """
    address, email = card.applicant.address or "", card.applicant.email or ""
    if card.reply.restricted:
        return (Way(Channel.POST, "2.4", address),)
    if card.appeal.channel in _PORTAL:
        return Way(Channel.POS, "2.3"), Way(Channel.VISIT, "2.5")
    written = {Channel.POST: address, Channel.EMAIL: email}
    known = [Way(channel, "2.3", to) for channel, to in written.items() if to or came_back or not any(written.values())]
    wanted = card.reply.delivery
    known.sort(key=lambda way: way.channel is not wanted)
    return (*known, Way(Channel.VISIT, "2.5"))


def read_channel(written: str) -> Channel:
    """The channel named in a form; raises RequestError ``dispatch.wrong-channel``."""
    try:
        return Channel(written)
    except ValueError:
        raise RequestError("dispatch.wrong-channel", channel=written) from None


def send(
    office: Office,
    by: Actor,
    letter_id: int,
    channel: Channel,
    *,
    to: str = "",
    track: str | None = None,
    handed_to: str | None = None,
    result: Result | None = None,
) -> Letter:
    """Records that the approved letter has gone out by ``channel``; ``control.closing`` says what its appeal becomes.

    A reply on the substance that leaves no question open closes it (7.9), one that extends the term moves its deadline
    to the day that it names (7.4). ``result`` is how a complaint ended, where the outcome of the reply does not say
    (6.12).

    A letter that came back from the address that it was mailed to goes once more. Raises RequestError
    ``dispatch.wrong-channel``, ``dispatch.no-track``, ``dispatch.no-copy-number``, ``dispatch.no-receiver``,
    ``dispatch.no-address``, ``dispatch.bad-email``, ``dispatch.too-long``, ``letter.wrong-step``,
    ``mailing.on-its-way``, ``extension.twice``, DeniedError.
    """
    with office.database.writing() as session:
        letter, card, gone = going(session, by, letter_id, channel, to=to, track=track, handed_to=handed_to)
        record(session, by, letter, card, gone, result)
        return letter


def going(
    session: Session,
    by: Actor,
    letter_id: int,
    channel: Channel,
    *,
    to: str = "",
    track: str | None = None,
    handed_to: str | None = None,
) -> tuple[Letter, CaseCard, Dispatch]:
    """The letter, locked, its card, and how it is to go by ``channel``, not recorded yet; raises as ``send``."""
    rights.demand(by, Duty.REGISTRY)
    said = clean({"to": to, "track": track, "handed_to": handed_to})
    letter = rights.lock_letter(session, by, letter_id)
    demand_not_on_its_way(session, letter.id)
    is_back = has_bounced(session, letter.id)
    states = (LetterState.APPROVED, LetterState.SENT) if is_back else (LetterState.APPROVED,)
    card = card_of(rights.in_state(letter, *states))
    way = next((way for way in ways(card, came_back=is_back) if way.channel is channel), None)
    if way is None:
        raise RequestError("dispatch.wrong-channel", channel=channel.value)
    demand_all(card, way, said)
    gone = Dispatch(
        letter_id=letter.id,
        channel=channel,
        to=said["to"] or way.to,
        track=said["track"] or None,
        copy_number=card.reply.copy_number,
        handed_to=said["handed_to"] or None,
        at=clock.now(),
        by_id=by.id,
    )
    return letter, card, gone


def record(
    session: Session, by: Actor, letter: Letter, card: CaseCard, gone: Dispatch, result: Result | None = None
) -> None:
    """The letter has gone in the way of ``gone``, for the first time or once more; raises ``extension.twice``."""
    went = session.scalar(select(Dispatch.at).where(Dispatch.letter_id == letter.id))
    session.execute(delete(Dispatch).where(Dispatch.letter_id == letter.id))
    session.add(gone)
    is_first, letter.state = letter.state != LetterState.SENT, LetterState.SENT
    appeal = rights.lock_row(session, Appeal, letter.appeal_id) if letter.appeal_id is not None and is_first else None
    if appeal is not None:
        closing.apply_reply(session, by, appeal, letter, card)
        results.record(appeal, card.reply.outcome, clock.today(), letter.number, result)
    if went is not None:
        sent_days.forget(session, letter.body, went)
    audit.record(session, by, "letter.sent", f"letter:{letter.id}", channel=gone.channel)


def demand_not_on_its_way(session: Session, letter_id: int) -> None:
    """Raises RequestError ``mailing.on-its-way`` while the letter is in the queue of the mail, or may be gone by it."""
    if session.scalar(select(Mailing.id).where(Mailing.letter_id == letter_id, Mailing.state.in_(ON_ITS_WAY))):
        raise RequestError("mailing.on-its-way")


def has_bounced(session: Session, letter_id: int) -> bool:
    """Whether the letter went by mail and came back."""
    last = select(Mailing.state).where(Mailing.letter_id == letter_id, Mailing.state != MailingState.CANCELLED)
    went = session.scalar(select(Dispatch.channel).where(Dispatch.letter_id == letter_id)) == Channel.EMAIL
    return went and session.scalar(last.order_by(Mailing.id.desc()).limit(1)) == MailingState.BOUNCED


def demand_all(card: CaseCard, way: Way, said: Mapping[str, str]) -> None:
    """Raises RequestError as ``send`` where ``said`` (to, track, handed_to) lacks what the way of the letter asks."""
    demand_short(said)
    _demand_length(card.reply.copy_number or "", 30)
    if card.reply.restricted:
        if not said["track"]:
            raise RequestError("dispatch.no-track")
        if not card.reply.copy_number:
            raise RequestError("dispatch.no-copy-number")
    if way.channel is Channel.VISIT:
        if not said["handed_to"]:
            raise RequestError("dispatch.no-receiver")
    elif way.channel in (Channel.POST, Channel.EMAIL) and not (said["to"] or way.to):
        raise RequestError("dispatch.no-address")
    elif way.channel is Channel.EMAIL and not all(map(is_email_address, _SEPARATORS.split(said["to"] or way.to))):
        raise RequestError("dispatch.bad-email", value=(said["to"] or way.to)[:100], field="to")


def demand_short(said: Mapping[str, str]) -> None:
    """Raises RequestError ``dispatch.too-long`` for what its column does not hold, ``post.bad-barcode``."""
    _demand_length(said["track"], 60)
    code = read_barcode(said["track"])
    if len(code) == BARCODE_DIGITS and code.isdigit() and not is_barcode(code):
        raise RequestError("post.bad-barcode", value=code)
    _demand_length(said["handed_to"], 300)


def _demand_length(value: str, limit: int) -> None:
    if len(value) > limit:
        raise RequestError("dispatch.too-long", value=f"{value[:40]}…", limit=limit)


def clean(said: Mapping[str, str | None]) -> dict[str, str]:
    """What was typed, without spaces too many."""
    return {name: " ".join((value or "").split()) for name, value in said.items()}
