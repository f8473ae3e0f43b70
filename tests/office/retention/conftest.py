"""An office with a case of long ago in it, a citizen's name in every place that a case has."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from letterkit.core import clock
from letterkit.core.mail import MailingKind, MailingState, MessageState
from letterkit.core.office import (
    AppealState,
    BatchState,
    ChunkState,
    IncomingSource,
    IncomingState,
    LetterState,
    RowState,
)
from letterkit.office.register import copies, indexing
from letterkit.office.retention.rules import Terms, load_terms
from letterkit.store import audit
from letterkit.store.batch_tables import (
    Batch,
    BatchApproval,
    BatchChunk,
    BatchFinding,
    BatchRow,
    BatchSending,
    BatchWaiver,
    RowFinding,
)
from letterkit.store.desk_tables import LetterFile
from letterkit.store.incoming_tables import AppealText, Incoming, IncomingFile
from letterkit.store.key_tables import LetterKey, RowKey
from letterkit.store.likeness_tables import LetterLikeness, LikenessKey
from letterkit.store.mail_tables import Mailing, MailMessage
from letterkit.store.post_tables import RowBarcode
from letterkit.store.register_tables import AppealFile, Call, LetterWords, Note, Opinion, Question, Reception, Reminder
from letterkit.store.rule_tables import RuleCount
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Appeal, Approval, Dispatch, Letter, LetterWaiver, Remark, Version

from ..cases.conftest import (  # noqa: F401
    HOME,
    Day,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    sample,
    staff,
    typed,
    whole_checker,
)

NAME = "Сентинелова"
"""Of nobody else: where it is found, something of the citizen is left."""
THEN, NOW = datetime(2018, 3, 5, 10).astimezone(), datetime(2026, 2, 2, 10).astimezone()
TERMS = load_terms(HOME / "rules" / "retention.yml")


@pytest.fixture(autouse=True)
def stopped_clock() -> Any:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def terms() -> Terms:
    return TERMS


@pytest.fixture
def case(day: Day) -> Callable[..., int]:  # noqa: F811
    """A closed case whose every part names the citizen; the id of its appeal."""

    def made(number: str = "С-1", at: datetime = THEN) -> int:
        with clock.stopped_at(at):
            return _case(day, number, at)

    return made


@pytest.fixture
def batch(day: Day) -> Callable[..., int]:  # noqa: F811
    """A batch that went out, with one letter to the citizen; its id."""

    def made(at: datetime = THEN) -> int:
        with clock.stopped_at(at):
            return _batch(day, at)

    return made


def _case(day: Day, number: str, at: datetime) -> int:  # noqa: F811
    store, who = day.office.files.put, day.staff
    told: dict[str, dict[str, Any]] = {
        "appeal": {"number": number, "registered": at.date().isoformat(), "subject": f"О доме, где живёт {NAME}"},
        "applicant": {"surname": NAME, "address": f"ул. {NAME}, д. 1", "email": "sentinelova@example.ru"},
    }
    letter = day.at(LetterState.SENT, **told)
    appeal_id = letter.appeal_id
    assert appeal_id is not None
    with day.office.database.writing() as session:
        appeal = session.get_one(Appeal, appeal_id)
        appeal.state, appeal.answered, appeal.registered = AppealState.DONE, at.date(), at.date()
        appeal.closed = {"on": at.date().isoformat(), "by": "Сергеева А.С.", "why": f"ответили: {NAME}"}
        appeal.visit = {"representative": NAME}
        row = session.get_one(Letter, letter.id)
        row.text, row.title, row.returned = f"Уважаемая {NAME}!", f"О {NAME}", {"words": NAME}
        version = session.query(Version).filter_by(letter_id=letter.id).first()
        assert version is not None
        docx, pdf = store(f"docx {NAME} {number}".encode()), store(f"pdf {NAME} {number}".encode())
        version.docx, version.pdf, version.text, version.report = docx, pdf, NAME, {"text": NAME}
        common = {"letter_id": letter.id, "by_id": who.signer.id, "at": at}
        session.add_all(
            (
                Approval(**common, version_id=version.id, kind="approved", docx=docx, pdf=pdf),
                Remark(**common, version_id=version.id, words=NAME, excerpt=NAME),
                LetterWaiver(**common, code="x.y", reason=NAME, excerpt=NAME, until=at.date()),
                Dispatch(**common, channel="post", to=NAME, handed_to=NAME),
                LetterFile(**common, name=f"{NAME}.pdf", content=store(f"beside {NAME} {number}".encode()), size=1),
                FileSignature(
                    signed=pdf,
                    name=f"{NAME}.sig",
                    content=store(f"sig {NAME} {number}".encode()),
                    note=store(f"note {NAME} {number}".encode()),
                    copy=store(f"copy {NAME} {number}".encode()),
                    facts={},
                    at=at,
                    by_id=who.signer.id,
                ),
                LetterKey(key=1, letter_id=letter.id),
                LikenessKey(key=1, letter_id=letter.id, executor_id=row.executor_id),
                LetterLikeness(letter_id=letter.id, vector=b"", words=NAME.encode()),
                RuleCount(code="x.y", day=at.date(), level="error", letter_id=letter.id, found=2),
                AppealText(appeal_id=appeal_id, text=f"Я, {NAME}, прошу"),
                AppealFile(
                    appeal_id=appeal_id,
                    name=f"{NAME}.pdf",
                    content=store(f"scan {NAME} {number}".encode()),
                    size=1,
                    at=at,
                    by_id=who.registry.id,
                ),
                Note(appeal_id=appeal_id, at=at, by_id=who.executor.id, words=NAME),
                Question(appeal_id=appeal_id, number=9, words=NAME),
                Call(at=at, by_id=who.executor.id, seconds=300, caller=NAME, told=NAME, end="answered"),
                Reception(
                    at=at, visitor=NAME, official="Громов", subject=NAME, by_id=who.registry.id, created=at, end="oral"
                ),
                Opinion(day=at.date(), channel="site", clear=4, comment=NAME),
                Reminder(
                    kind="warning",
                    week=at.date() + timedelta(weeks=appeal_id),
                    person_id=who.executor.id,
                    appeals={"items": [{"applicant": NAME}]},
                    message_id=f"r{number}",
                    made=at,
                ),
            )
        )
        sent = Mailing(
            kind=MailingKind.REPLY,
            state=MailingState.ACCEPTED,
            letter_id=letter.id,
            to="sentinelova@example.ru",
            heading=NAME,
            words=NAME,
            files={"files": [{"name": f"{NAME}.pdf", "sha256": pdf}]},
            message_id=f"m{number}",
            at=at,
            due=at,
        )
        incoming = Incoming(
            source=IncomingSource.MAIL,
            state=IncomingState.ENTERED,
            at=at,
            text=NAME,
            reading={"applicant": NAME},
            settled={},
            sender=NAME,
            heading=NAME,
            appeal_id=appeal_id,
        )
        session.add_all((sent, incoming))
        session.flush()
        raw = store(f"mail {NAME} {number}".encode())
        session.add_all(
            (
                IncomingFile(incoming_id=incoming.id, name=NAME, content=raw, size=1),
                MailMessage(
                    mailbox="box",
                    uidvalidity=1,
                    uid=appeal_id,
                    sender=NAME,
                    heading=NAME,
                    at=at,
                    size=1,
                    content=raw,
                    state=MessageState.PROPOSED,
                    incoming_id=incoming.id,
                ),
            )
        )
        indexing.index(session, appeal)
        copies.index(session, appeal, NAME)
        words = session.get(LetterWords, letter.id)
        assert words is not None
        words.words = NAME.lower()
        told_of = {"version": version.number, "docx": docx, "pdf": pdf, "state": "sent"}
        audit.record(session, who.signer, "letter.approved", f"letter:{letter.id}", **told_of)
        audit.record(session, who.signer, "letter.sent", f"letter:{letter.id}", channel="post")
        closed = {"reason": "ответ дан", "state": AppealState.DONE}
        audit.record(session, who.registry, "appeal.closed", f"appeal:{appeal_id}", **closed)
    return appeal_id


def _batch(day: Day, at: datetime) -> int:  # noqa: F811
    store, who = day.office.files.put, day.staff
    docx, pdf = b"docx " + NAME.encode(), b"pdf " + NAME.encode()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("1.docx", docx)
        archive.writestr("1.pdf", pdf)
    with day.office.database.writing() as session:
        made = Batch(
            name=f"{NAME}.xlsx",
            source=store(f"table {NAME}".encode()),
            reply="by_date",
            blank="corner",
            plan={},
            state=BatchState.DONE,
            rows=1,
            by_id=who.executor.id,
            created=at,
            begun=at,
            ended=at,
        )
        session.add(made)
        session.flush()
        hashes = store(b"[]")
        beside = {"batch_id": made.id, "by_id": who.signer.id, "at": at}
        chunk = BatchChunk(batch_id=made.id, number=1, state=ChunkState.ENDED, pack=store(whole.getvalue()))
        approval = BatchApproval(**beside, count=1, letters=hashes)
        sending = BatchSending(**beside, channel="post", sent_on=at.date(), count=1, letters=hashes, to=NAME)
        finding = BatchFinding(batch_id=made.id, signature="0" * 64, code="x.y", level="error", message=NAME)
        waiver = BatchWaiver(**beside, code="x.y", message=NAME, reason=NAME, count=1, until=date(2030, 1, 1))
        session.add_all((chunk, approval, sending, finding, waiver))
        session.flush()
        row = BatchRow(
            batch_id=made.id,
            chunk_id=chunk.id,
            number=1,
            key="a" * 64,
            state=RowState.DONE,
            card={"applicant": {"surname": NAME}},
            who=NAME,
            words=NAME,
            stem=NAME,
            docx=hashlib.sha256(docx).hexdigest(),
            pdf=hashlib.sha256(pdf).hexdigest(),
            approval_id=approval.id,
            sending_id=sending.id,
            letter_number="1/18",
        )
        session.add(row)
        session.flush()
        session.add_all(
            (
                RowFinding(row_id=row.id, finding_id=finding.id),
                RowKey(key=1, row_id=row.id),
                RowBarcode(row_id=row.id, code="80001"),
            )
        )
        return made.id
