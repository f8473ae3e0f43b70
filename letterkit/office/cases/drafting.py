"""A reply is begun from a card and a reply text, written, saved again and again, and handed to its reviewer."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.checking.writing import Live, PrintedLetter
from letterkit.checks.waivers import Waiver
from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.written import starting_text
from letterkit.core import clock
from letterkit.core.case import BODY_LIMIT, CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.core.outcome import Ground, Outcome
from letterkit.office import rights
from letterkit.office.cases.earlier_replies import demand_first
from letterkit.office.context import Office
from letterkit.office.letter_cards import FILE, card_of
from letterkit.office.register.indexing import index_letter
from letterkit.office.rule_figures import counting
from letterkit.store import audit
from letterkit.store.tables import Appeal, Approval, Letter, LetterWaiver, Person, Version
from letterkit.tables.card import parse_card

KEPT_EVERY = timedelta(minutes=5)
"""While somebody types, a version is kept this often, besides those that they ask for."""
WRITES = frozenset({"begun", "saved", "card", "restored"})
"""Why a version was kept when somebody had changed the words; their names are on it."""
_TITLE_LIMIT = 500


def begin(
    office: Office,
    by: Actor,
    card: Mapping[str, Any],
    reply_id: str,
    blank_id: str | None = None,
    appeal_id: int | None = None,
    *,
    again: bool = False,
) -> Letter:
    """A new letter with the words of ``reply_id`` filled from ``card``; the executor's own data where it has none.

    What the reply text asks for and the card does not have yet is a marked gap. An appeal that has a reply, or for
    which one is being written, gets another only ``again``. Raises CardError, TemplateError, DeniedError,
    RequestError (``reply.unknown``, ``blank.unknown``, ``appeal.gone``, ``appeal.other``, ``appeal.answered``,
    ``appeal.answering``).
    """
    rights.demand(by, Duty.EXECUTOR)
    profile = office.of(by.body).profile
    reply = office.catalogue.offered_reply(reply_id)
    blank = office.catalogue.offered_blank(blank_id or profile.blank)
    with office.database.reading() as session:
        me = session.get(Person, by.id)
    mapping = with_executor(card, me)
    read = parse_card(mapping, FILE)
    started = starting_text(read, reply, profile, gaps=True)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id) if appeal_id is not None else None
        _demand_same_appeal(read, appeal)
        if appeal is not None and not again:
            demand_first(session, appeal)
        now = clock.now()
        letter = Letter(
            body=by.body,
            appeal=appeal,
            executor_id=by.id,
            changed_by_id=by.id,
            reply=reply.id,
            blank=blank.id,
            card=_with_outcome(mapping, read, reply),
            title=started.title,
            text=started.text,
            due=(appeal.extended_to or appeal.due) if appeal else None,
            created=now,
            changed=now,
        )
        session.add(letter)
        index_letter(session, letter)
        if appeal is not None and appeal.state == AppealState.NEW:
            appeal.state = AppealState.WORK
            appeal.responsible_id = appeal.responsible_id or by.id
        keep(session, letter, by, "begun")
        details = {"reply": reply.id, "blank": blank.id, "appeal": appeal_id}
        audit.record(session, by, "letter.begun", _subject(letter), **details)
        session.refresh(letter)
        return letter


def save(
    office: Office,
    by: Actor,
    letter_id: int,
    revision: int,
    title: str,
    text: str,
    *,
    kept: bool = False,
    taken: Mapping[str, int] | None = None,
) -> Letter:
    """Keeps what has been written; ``revision`` is the one that the writer began from, ``kept`` asks for a version.

    ``taken``: how many mends of which rules are in it by a click since it was saved last, less than 0 if taken back.
    Raises RequestError ``letter.gone``, ``letter.changed``, ``letter.too-long``, DeniedError ``denied.not-writable``.
    """
    title, text = " ".join(title.split()), _lines(text)
    if len(text) > BODY_LIMIT or len(title) > _TITLE_LIMIT:
        raise RequestError("letter.too-long", limit=BODY_LIMIT)
    with office.database.writing() as session:
        letter = rights.lock_writable_letter(session, by, letter_id, revision)
        moved: dict[str, str] = {}
        if (letter.title, letter.text) != (title, text):
            if letter.changed_by_id != by.id:
                _keep_unkept(session, letter)
            letter.title, letter.text = title, text
            before = letter.state
            _mark_changed(session, letter, by)
            moved = {"state": letter.state} if letter.state != before else {}
            counting.mends_taken(session, letter, taken or {}, office.checker.book)
        last = last_version(session, letter)
        stale = last.by_id != by.id or last.why not in WRITES or last.at < clock.now() - KEPT_EVERY
        is_kept = (last.title, last.text) != (letter.title, letter.text) and (kept or stale)
        if is_kept:
            keep(session, letter, by, "saved")
        if is_kept or moved:
            audit.record(session, by, "letter.saved", _subject(letter), revision=letter.revision, **moved)
        return letter


def change_card(
    office: Office,
    by: Actor,
    letter_id: int,
    revision: int,
    card: Mapping[str, Any],
    blank_id: str | None = None,
    reply_id: str | None = None,
) -> Letter:
    """Puts another card under the letter; its words stay, unless ``reply_id`` asks to begin them anew.

    Raises as ``begin`` and ``save``.
    """
    with office.database.reading() as session:
        now = rights.readable_letter(session, by, letter_id)
        mapping = with_executor(card, now.executor)
    read = parse_card(mapping, FILE)
    blank, reply = _blank_and_reply(office, now, blank_id, reply_id)
    started = starting_text(read, reply, office.of(now.body).profile, gaps=True) if reply else None
    with office.database.writing() as session:
        letter = rights.lock_writable_letter(session, by, letter_id, revision)
        _demand_same_appeal(read, letter.appeal)
        _keep_unkept(session, letter)
        letter.card = _with_outcome(mapping, read, reply or office.catalogue.reply(letter.reply))
        letter.blank = blank.id if blank else letter.blank
        if reply and started:
            letter.reply, letter.title, letter.text = reply.id, started.title, started.text
        _mark_changed(session, letter, by)
        keep(session, letter, by, "card")
        audit.record(session, by, "letter.card-changed", _subject(letter), revision=letter.revision, state=letter.state)
        return letter


def restore(office: Office, by: Actor, letter_id: int, revision: int, number: int) -> Letter:
    """The words and the card of version ``number`` again, as a new version; what stands now is kept as one before it.

    Raises as ``save``, RequestError ``version.gone``.
    """
    with office.database.writing() as session:
        letter = rights.lock_writable_letter(session, by, letter_id, revision)
        old = session.scalar(select(Version).filter_by(letter_id=letter.id, number=number))
        if old is None:
            raise RequestError("version.gone", number=number)
        _keep_unkept(session, letter)
        letter.title, letter.text, letter.card = old.title, old.text, old.card
        letter.reply, letter.blank = old.reply, old.blank
        _mark_changed(session, letter, by)
        keep(session, letter, by, "restored")
        audit.record(session, by, "letter.restored", _subject(letter), version=number, state=letter.state)
        return letter


def link(office: Office, by: Actor, letter_id: int, appeal_id: int) -> Letter:
    """Links a letter begun without it to its appeal in the register (clause 4.1).

    Raises RequestError ``letter.gone``, ``appeal.gone``, ``appeal.other``, DeniedError ``denied.not-writable``.
    """
    with office.database.writing() as session:
        letter = rights.lock_writable_letter(session, by, letter_id)
        appeal = rights.appeal_held(session, by, appeal_id)
        _demand_same_appeal(card_of(letter), appeal)
        letter.appeal, letter.due = appeal, appeal.extended_to or appeal.due
        letter.keyed = None  # the number of the appeal is one of its keys
        if appeal.state == AppealState.NEW:
            appeal.state = AppealState.WORK
            appeal.responsible_id = appeal.responsible_id or letter.executor_id
        audit.record(session, by, "letter.linked", _subject(letter), appeal=appeal.id)
        return letter


def read_letter(office: Office, by: Actor, letter_id: int) -> Letter:
    """The letter as it is now; raises RequestError ``letter.gone``."""
    with office.database.reading() as session:
        return rights.readable_letter(session, by, letter_id)


def versions(office: Office, by: Actor, letter_id: int) -> Sequence[Version]:
    """The versions of the letter, newest first; raises RequestError ``letter.gone``."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        query = select(Version).filter_by(letter_id=letter.id).order_by(Version.number.desc())
        return list(session.scalars(query))


def live(office: Office, by: Actor, letter_id: int, title: str, text: str) -> Live:
    """What is found in ``text`` as it is being written; raises as ``read_letter``, CardError, TemplateError."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        waivers = waivers_of(session, letter)
    return office.of(letter.body).writing.live(card_of(letter), title, text, letter.blank, waivers)


def preview_letter(office: Office, by: Actor, letter_id: int, title: str, text: str) -> PrintedLetter:
    """``text`` as it would go out, with its pages, nothing kept; errors as in ``live``."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        waivers = waivers_of(session, letter)
    return office.of(letter.body).writing.print_letter(card_of(letter), title, text, letter.blank, waivers)


def waivers_of(session: Session, letter: Letter) -> tuple[Waiver, ...]:
    """What somebody answers for in the letter."""
    rows = session.scalars(
        select(LetterWaiver).filter_by(letter_id=letter.id, withdrawn=None).order_by(LetterWaiver.id)
    )
    return tuple(Waiver(row.code, row.reason, row.by.short_name, row.until, row.excerpt, shared=True) for row in rows)


def replies_for(office: Office, outcome: Outcome | None, ground: Ground | None) -> list[tuple[ReplyText, bool]]:
    """All reply texts, those that fit ``ground`` and ``outcome`` first; each with whether it fits."""

    def fits(reply: ReplyText) -> tuple[bool, bool]:
        head = reply.head
        by_ground = ground is not None and head.ground is ground
        by_outcome = outcome is not None and head.outcome is outcome and (head.ground is None or ground is None)
        return by_ground, by_outcome

    return [(reply, any(fits(reply))) for reply in sorted(office.catalogue.replies(), key=fits, reverse=True)]


def with_executor(card: Mapping[str, Any], person: Person | None) -> dict[str, Any]:
    """``card`` with the executor's own data where it says nothing of an executor (clause 6.2)."""
    mapping = {name: value for name, value in card.items() if value not in (None, {}, [], "")}
    if person is not None and not mapping.get("executor"):
        own = {
            "surname": person.surname,
            "name": person.name,
            "patronymic": person.patronymic,
            "phone": person.phone,
            "unit": person.unit,
            "email": person.email,
        }
        mapping["executor"] = {name: value for name, value in own.items() if value}
    return mapping


def _with_outcome(card: dict[str, Any], read: CaseCard, reply: ReplyText) -> dict[str, Any]:
    """``card`` with the outcome and the ground of the reply text where it names none: they tell what is done."""
    plan, head = read.reply, reply.head
    known = {"outcome": plan.outcome or head.outcome, "ground": plan.ground or head.ground}
    return {**card, "reply": {**card.get("reply", {}), **{name: str(value) for name, value in known.items() if value}}}


def keep(session: Session, letter: Letter, by: Actor, why: str) -> Version:
    """The letter as it is, as its next version; ``why``: begun, saved, card, restored, submitted, numbered, waived."""
    return _add_version(session, letter, by.id, clock.now(), why)


def withdraw(session: Session, letter: Letter) -> None:
    """Nobody answers for the letter any more: it will be another one."""
    for each in session.scalars(select(Approval).filter_by(letter_id=letter.id, withdrawn=None)):
        each.withdrawn = clock.now()


def _add_version(session: Session, letter: Letter, by_id: int, at: datetime, why: str) -> Version:
    newest = session.scalar(select(func.max(Version.number)).filter_by(letter_id=letter.id)) or 0
    version = Version(
        letter_id=letter.id,
        number=newest + 1,
        at=at,
        by_id=by_id,
        why=why,
        reply=letter.reply,
        blank=letter.blank,
        card=letter.card,
        title=letter.title,
        text=letter.text,
    )
    session.add(version)
    session.flush()
    return version


def last_version(session: Session, letter: Letter) -> Version:
    """The newest version; every letter has one from its beginning."""
    return session.scalars(
        select(Version).filter_by(letter_id=letter.id).order_by(Version.number.desc()).limit(1)
    ).one()


def _keep_unkept(session: Session, letter: Letter) -> None:
    """Words of which there is no version yet are kept before others take their place: nothing typed is lost."""
    last = last_version(session, letter)
    if (last.title, last.text) != (letter.title, letter.text):
        _add_version(session, letter, letter.changed_by_id, letter.changed, "saved")


def _mark_changed(session: Session, letter: Letter, by: Actor) -> None:
    """The letter is another one from now on: nothing is known of it, and whoever has agreed to it has not to this."""
    letter.revision += 1
    letter.changed, letter.changed_by_id = clock.now(), by.id
    letter.verdict, letter.errors = None, 0
    index_letter(session, letter)
    if letter.state == LetterState.AGREED:
        letter.state = LetterState.REVIEW
        withdraw(session, letter)


def _blank_and_reply(
    office: Office, letter: Letter, blank_id: str | None, reply_id: str | None
) -> tuple[Blank | None, ReplyText | None]:
    """The blank and the reply text asked for; those that the letter has already may be out of use by now."""
    catalogue = office.catalogue
    blank = (catalogue.blank if blank_id == letter.blank else catalogue.offered_blank)(blank_id) if blank_id else None
    reply = (catalogue.reply if reply_id == letter.reply else catalogue.offered_reply)(reply_id) if reply_id else None
    return blank, reply


def _demand_same_appeal(card: CaseCard, appeal: Appeal | None) -> None:
    """What a letter says it answers is what it is linked to (clause 4.1)."""
    if appeal is None:
        return
    said = card.appeal
    if (said.number or appeal.number, said.registered or appeal.registered) != (appeal.number, appeal.registered):
        raise RequestError("appeal.other", number=appeal.number, date=f"{appeal.registered:%d.%m.%Y}")


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip("\n")


def _subject(letter: Letter) -> str:
    return f"letter:{letter.id}"
