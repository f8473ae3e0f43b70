"""A letter before its reviewer: handed in, taken, commented at a place, given back with a reason."""

import re
from collections.abc import Sequence

from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office import rights
from letterkit.office.cases import snapshots
from letterkit.office.cases.drafting import last_version, withdraw
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.office.notices.letters import tell_remark, tell_resolution, tell_return
from letterkit.standard_replies.single_letter import demand
from letterkit.store import audit
from letterkit.store.tables import Letter, Remark, Version

_WORDS_LIMIT = 2000
_DASHES = "[-‐‑–—]"


def submit(office: Office, by: Actor, letter_id: int, revision: int) -> Letter:
    """Hands the letter in for review, composed, printed and checked as it is.

    A reviewer who has changed a letter under review has it made anew in the same way. Raises CardError, also where a
    standard reply does not pass the gate of clause 4.3, TemplateError,
    RequestError (``letter.gone``, ``letter.changed``, ``letter.meanwhile``, ``letter.empty``), DeniedError.
    """
    with office.database.reading() as session:
        letter = rights.of_revision(rights.writable(by, rights.readable_letter(session, by, letter_id)), revision)
        begun = snapshots.basis(session, letter)
        extended_to = letter.appeal.extended_to if letter.appeal else None
    demand(
        card_of(letter), office.catalogue.reply(letter.reply), office.of(letter.body).profile, extended_to=extended_to
    )
    snapshot = snapshots.make(office, begun)
    with office.database.writing() as session:
        letter = rights.lock_writable_letter(session, by, letter_id, revision)
        begun.demand_same(session, letter)
        version = snapshots.keep_snapshot(office, session, letter, by, "submitted", snapshot)
        if letter.state in rights.DRAFTED:
            letter.submitted = clock.now()
            letter.returned = None
        letter.state = LetterState.REVIEW
        details = {"version": version.number, "docx": version.docx, "errors": version.errors}
        audit.record(session, by, "letter.submitted", f"letter:{letter.id}", **details)
        return letter


def recall(office: Office, by: Actor, letter_id: int) -> Letter:
    """The executor takes a letter back before anybody has agreed to it.

    Raises RequestError ``letter.gone``, ``letter.wrong-step``, DeniedError ``denied.not-writable``.
    """
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), LetterState.REVIEW)
        if not rights.is_theirs(by, letter):
            raise DeniedError("denied.not-writable", state=letter.state)
        letter.state = LetterState.DRAFT
        withdraw(session, letter)
        audit.record(session, by, "letter.recalled", f"letter:{letter.id}")
        return letter


def take(office: Office, by: Actor, letter_id: int) -> Letter:
    """Says that ``by`` reviews the letter; raises RequestError ``review.taken`` when another does."""
    rights.demand(by, Duty.REVIEWER, Duty.SIGNER)
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), *rights.REVIEWED)
        if letter.reviewer is not None and letter.reviewer_id != by.id and letter.state == LetterState.REVIEW:
            raise RequestError("review.taken", by=letter.reviewer.short_name)
        letter.reviewer_id = by.id
        audit.record(session, by, "letter.taken", f"letter:{letter.id}")
        return letter


def release(office: Office, by: Actor, letter_id: int) -> Letter:
    """Lets another review the letter."""
    with office.database.writing() as session:
        letter = rights.lock_letter(session, by, letter_id)
        if letter.reviewer_id != by.id:
            raise DeniedError("denied.not-yours")
        letter.reviewer_id = None
        audit.record(session, by, "letter.released", f"letter:{letter.id}")
        return letter


def remark(office: Office, by: Actor, letter_id: int, words: str, excerpt: str = "", line: int | None = None) -> Remark:
    """A comment at ``excerpt`` (in paragraph ``line``, from 1, when it says which), or of the whole letter.

    Raises RequestError ``remark.empty``, ``remark.no-place``, DeniedError.
    """
    rights.demand(by, Duty.REVIEWER, Duty.SIGNER)
    words = words.strip()[:_WORDS_LIMIT]
    if not words:
        raise RequestError("remark.empty")
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), *rights.REVIEWED)
        version = last_version(session, letter)
        start, end = _place(version.text, excerpt.strip(), line)
        made = Remark(
            letter_id=letter.id,
            version_id=version.id,
            by_id=by.id,
            at=clock.now(),
            words=words,
            start=start,
            end=end,
            excerpt="" if start is None else version.text[start:end],
        )
        session.add(made)
        session.flush()
        audit.record(session, by, "letter.remarked", f"letter:{letter.id}", remark=made.id)
        tell_remark(session, by, letter, made)
        return made


def resolve(office: Office, by: Actor, letter_id: int, remark_id: int) -> None:
    """The remark has been dealt with; raises RequestError ``remark.gone``."""
    with office.database.writing() as session:
        letter = rights.lock_letter(session, by, letter_id)
        found = session.get(Remark, remark_id)
        if found is None or found.letter_id != letter.id:
            raise RequestError("remark.gone")
        if not (rights.is_theirs(by, letter) or found.by_id == by.id):
            raise DeniedError("denied.not-yours")
        if found.resolved is None:
            tell_resolution(session, by, letter, found)
        found.resolved = found.resolved or clock.now()
        audit.record(session, by, "letter.remark-resolved", f"letter:{letter.id}", remark=found.id)


def give_back(office: Office, by: Actor, letter_id: int, reason: str) -> Letter:
    """Returns the letter to its executor; raises RequestError ``return.no-reason``, DeniedError."""
    rights.demand(by, Duty.REVIEWER, Duty.SIGNER)
    reason = reason.strip()[:_WORDS_LIMIT]
    if not reason:
        raise RequestError("return.no-reason")
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), *rights.REVIEWED)
        letter.state = LetterState.RETURNED
        letter.returned = {"by": by.name, "at": clock.now().isoformat(timespec="minutes"), "words": reason}
        withdraw(session, letter)
        audit.record(session, by, "letter.returned", f"letter:{letter.id}")
        tell_return(session, by, letter, reason)
        return letter


def remarks(office: Office, by: Actor, letter_id: int) -> Sequence[Remark]:
    """The remarks on the letter, first to last; raises RequestError ``letter.gone``."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        return list(session.scalars(select(Remark).filter_by(letter_id=letter.id).order_by(Remark.id)))


def submitted_versions(office: Office, by: Actor, letter_id: int) -> Sequence[Version]:
    """The versions that were composed and checked, newest first: what a reviewer compares."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        query = select(Version).filter_by(letter_id=letter.id).where(Version.docx.is_not(None))
        return list(session.scalars(query.order_by(Version.number.desc())))


def _place(text: str, excerpt: str, line: int | None) -> tuple[int | None, int | None]:
    lines = text.split("\n")
    if line is not None and not 1 <= line <= len(lines):
        raise RequestError("remark.no-place")
    begins = sum(len(each) + 1 for each in lines[: line - 1]) if line else 0
    within = lines[line - 1] if line else text
    if not excerpt:
        return (begins, begins + len(within)) if line else (None, None)
    # A page shows the words as they are printed: its spaces and dashes may be others than those that were typed.
    words = r"\s+".join(re.escape(word) for word in excerpt.split())
    found = re.search(re.sub(rf"\\?{_DASHES}", _DASHES, words), within)
    if found is None:
        raise RequestError("remark.no-place")
    return begins + found.start(), begins + found.end()
