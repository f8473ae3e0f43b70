"""Who answers for a letter: a reviewer's agreement, and the signer's approval that freezes its bytes."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.report import Verdict
from letterkit.office import rights
from letterkit.office.cases import snapshots
from letterkit.office.cases.dispatch import demand_not_on_its_way
from letterkit.office.cases.drafting import WRITES, last_version, withdraw
from letterkit.office.context import Office
from letterkit.office.likeness import indexing
from letterkit.office.notices.letters import tell_agreement, tell_return
from letterkit.store import audit
from letterkit.store.tables import Approval, Letter, LetterWaiver, Remark, Version


def agree(office: Office, by: Actor, letter_id: int, docx: str) -> Letter:
    """A reviewer has nothing against the letter whose file has the SHA-256 ``docx``: it goes on to its signer.

    Raises as ``approve``.
    """
    rights.demand(by, Duty.REVIEWER)
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), LetterState.REVIEW)
        version = _ready(session, letter, docx)
        demand_other(session, by, letter)
        letter.state = LetterState.AGREED
        letter.reviewer_id = by.id
        _answered_for(session, by, letter, version, "agreed")
        tell_agreement(session, by, letter)
        return letter


def approve(office: Office, by: Actor, letter_id: int, docx: str) -> Letter:
    """The signer approves the very bytes whose SHA-256 is ``docx``; from now on nothing but them goes out.

    Raises DeniedError ``denied.duty``, ``denied.alone`` (who has written it needs another's agreement), RequestError
    ``letter.changed``, ``approve.not-made``, ``approve.open-remarks``, ``approve.errors``, ``approve.incomplete``,
    ``approve.waiver-over``, ``approve.no-number``.
    """
    rights.demand(by, Duty.SIGNER)
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), *rights.REVIEWED)
        version = _ready(session, letter, docx)
        if by.id in authors(session, letter) and not is_agreed_by_another(session, by, letter, version):
            raise DeniedError("denied.alone")
        made_of = version.made_of or {}
        dated = letter.dated.isoformat() if letter.dated else None
        if not letter.number or (made_of.get("number"), made_of.get("dated")) != (letter.number, dated):
            raise RequestError("approve.no-number")
        for file in (version.docx, version.pdf):
            if file is not None:
                office.files.get(file)
        letter.state = LetterState.APPROVED
        _answered_for(session, by, letter, version, "approved")
        indexing.index(session, letter)
        return letter


def revoke(office: Office, by: Actor, letter_id: int, reason: str) -> Letter:
    """Takes an approval back before the letter is sent: it returns to its executor.

    Raises as ``give_back``, RequestError ``mailing.on-its-way``.
    """
    rights.demand(by, Duty.SIGNER)
    if not reason.strip():
        raise RequestError("return.no-reason")
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), LetterState.APPROVED)
        demand_not_on_its_way(session, letter.id)
        letter.state = LetterState.RETURNED
        letter.returned = {"by": by.name, "at": clock.now().isoformat(timespec="minutes"), "words": reason.strip()}
        withdraw(session, letter)
        indexing.forget(session, letter)
        audit.record(session, by, "letter.approval-revoked", f"letter:{letter.id}")
        tell_return(session, by, letter, reason.strip())
        return letter


def approval_of(session: Session, letter: Letter) -> Approval | None:
    """The approval in force, if there is one."""
    query = (
        select(Approval).filter_by(letter_id=letter.id, kind="approved", withdrawn=None).order_by(Approval.id.desc())
    )
    return session.scalars(query).first()


def authors(session: Session, letter: Letter) -> set[int]:
    """Everybody who has written in the letter."""
    query = select(Version.by_id).filter_by(letter_id=letter.id).where(Version.why.in_(WRITES)).distinct()
    return {letter.executor_id, letter.changed_by_id, *session.scalars(query)}


def demand_other(session: Session, by: Actor, letter: Letter) -> None:
    """Raises DeniedError ``denied.author`` when ``by`` has written in the letter."""
    if by.id in authors(session, letter):
        raise DeniedError("denied.author")


def _ready(session: Session, letter: Letter, docx: str) -> Version:
    """The newest version, if it is the one that was seen and nothing stands against it."""
    version = last_version(session, letter)
    if version.docx is None or snapshots.words_hash(version) != snapshots.words_hash(letter):
        raise RequestError("approve.not-made")
    if version.docx != docx:
        by, at = version.by.short_name, f"{version.at:%d.%m.%Y %H:%M}"
        raise RequestError("letter.changed", by=by, at=at, revision=letter.revision)
    open_remarks = select(func.count()).select_from(Remark).filter_by(letter_id=letter.id, resolved=None)
    if count := session.scalar(open_remarks):
        raise RequestError("approve.open-remarks", count=count)
    if version.errors:
        raise RequestError("approve.errors", count=version.errors)
    if version.verdict != Verdict.READY or version.pdf is None:
        raise RequestError("approve.incomplete")
    over = select(LetterWaiver).filter_by(letter_id=letter.id, withdrawn=None).where(LetterWaiver.until < clock.today())
    if (waiver := session.scalars(over.limit(1)).first()) is not None:
        raise RequestError("approve.waiver-over", rule=waiver.code, until=f"{waiver.until:%d.%m.%Y}")
    return version


def _answered_for(session: Session, by: Actor, letter: Letter, version: Version, kind: str) -> None:
    assert version.docx is not None
    session.add(
        Approval(
            letter_id=letter.id,
            version_id=version.id,
            kind=kind,
            by_id=by.id,
            at=clock.now(),
            docx=version.docx,
            pdf=version.pdf,
        )
    )
    details = {"version": version.number, "docx": version.docx, "pdf": version.pdf, "state": letter.state}
    audit.record(session, by, f"letter.{kind}", f"letter:{letter.id}", **details)


def is_agreed_by_another(session: Session, by: Actor, letter: Letter, version: Version) -> bool:
    """Whether somebody who has not written the letter has agreed to these very words."""
    query = select(Approval).filter_by(letter_id=letter.id, kind="agreed", withdrawn=None)
    words, wrote = snapshots.words_hash(version), authors(session, letter)
    return any(
        each.by_id not in wrote and snapshots.words_hash(each.version) == words for each in session.scalars(query)
    )
