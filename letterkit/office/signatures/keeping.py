"""A signature is put beside an approved letter, another one in its place, or taken away until the letter has gone."""

from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy.orm import Session

from letterkit.checking.draft import file_stem
from letterkit.compose.letter import with_defaults
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office import rights
from letterkit.office.cases.approval import approval_of
from letterkit.office.cases.dispatch import demand_not_on_its_way
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.signatures.chain import TrustedCertificates, read_trusted
from letterkit.signatures.checking_note import checking_note
from letterkit.signatures.facts import ADAPTER, SignatureFacts
from letterkit.signatures.mark import marked_copy
from letterkit.signatures.reader import read_signature
from letterkit.store import audit
from letterkit.store.file_signatures import signature_of
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Letter

KEEPERS = (Duty.SIGNER, Duty.REGISTRY)
"""Who puts signatures beside letters: who has signed, and who sends them."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FileToSign:
    """An approved PDF: its SHA-256, its name without an ending, how its signature names who signs."""

    pdf: str
    stem: str
    signer: str


def attach(office: Office, by: Actor, letter_id: int, name: str, data: bytes) -> SignatureFacts:
    """Keeps the signature in the .sig file ``data`` with the approved letter; it takes the place of one before.

    What is signed is the PDF that was approved. Raises as ``signatures.reader.read_signature``, RequestError
    ``letter.gone``, ``letter.wrong-step``, ``mailing.on-its-way``, ``export.no-pdf``, DeniedError, ToolFailed
    ``file.altered``, ToolMissing ``pdf.no-font``.
    """
    rights.demand(by, *KEEPERS)
    with office.database.reading() as session:
        file = _to_sign(office, session, rights.readable_letter(session, by, letter_id))
    pdf = office.files.get(file.pdf)
    facts = read_signature(data, pdf, clock.now(), trusted_of(office))
    kept = files_kept(office, file, name, data, facts)
    kept.copy = office.files.put(marked_copy(pdf, facts.signers, file.signer))
    with office.database.writing() as session:
        if _to_sign(office, session, rights.lock_letter(session, by, letter_id)) != file:
            raise RequestError("signature.other-file")
        keep(session, by, kept)
        serials = ", ".join(signer.certificate.serial for signer in facts.signers)
        details = {"pdf": file.pdf, "signature": kept.content, "certificate": serials}
        audit.record(session, by, "letter.signed", f"letter:{letter_id}", **details)
    return facts


def withdraw(office: Office, by: Actor, letter_id: int) -> None:
    """Takes the signature from a letter that has not gone; raises as ``attach``, RequestError ``signature.none``."""
    rights.demand(by, *KEEPERS)
    with office.database.writing() as session:
        held = signature_of(session, _to_sign(office, session, rights.lock_letter(session, by, letter_id)).pdf)
        if held is None:
            raise RequestError("signature.none")
        held.withdrawn = clock.now()
        audit.record(session, by, "letter.signature-withdrawn", f"letter:{letter_id}", signature=held.content)


def trusted_of(office: Office) -> TrustedCertificates | None:
    """The certificates and lists that the office trusts, as they are now; None where nobody has chosen any."""
    return read_trusted(office.certificates) if office.certificates is not None else None


def files_kept(office: Office, file: FileToSign, name: str, data: bytes, facts: SignatureFacts) -> FileSignature:
    """A signature of ``file`` whose files are in the store; who has put it there is not said yet."""
    return FileSignature(
        signed=file.pdf,
        name=_tidy(name),
        content=office.files.put(data),
        note=office.files.put(checking_note(f"{file.stem}.pdf", f"{file.stem}.pdf.sig", facts)),
        facts=ADAPTER.dump_python(facts, mode="json"),
    )


def keep(session: Session, by: Actor, signature: FileSignature) -> None:
    """Puts ``signature`` in place of the one before, if there is one: one is in force at a time."""
    if (before := signature_of(session, signature.signed)) is not None:
        before.withdrawn = clock.now()
        session.flush()
    signature.at, signature.by_id = clock.now(), by.id
    session.add(signature)


def facts_of(held: FileSignature) -> SignatureFacts:
    """What was found when the signature was put there."""
    return ADAPTER.validate_python(held.facts)


def signer_named(office: Office, body: str, card: CaseCard) -> str:
    """How the signature of a letter of ``body`` names who signs it: «И.О. Фамилия»."""
    return with_defaults(card, office.of(body).profile).signer.name or ""


def stem_of(letter: Letter, card: CaseCard) -> str:
    """The name of the files of a letter, without an ending."""
    return file_stem(card) or f"letter-{letter.id}"


def _to_sign(office: Office, session: Session, letter: Letter) -> FileToSign:
    rights.in_state(letter, LetterState.APPROVED)
    demand_not_on_its_way(session, letter.id)
    approval = approval_of(session, letter)
    if approval is None or approval.pdf is None:
        raise RequestError("export.no-pdf")
    card = card_of(letter)
    return FileToSign(approval.pdf, stem_of(letter, card), signer_named(office, letter.body, card))


def _tidy(name: str) -> str:
    last = PurePath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable()).strip(" .")[:_LONGEST_NAME] or "подпись.sig"
