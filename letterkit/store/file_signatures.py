"""The signature in force of a PDF, found by its SHA-256."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.store.signature_tables import FileSignature


def signature_of(session: Session, pdf: str | None) -> FileSignature | None:
    """The signature of the PDF whose SHA-256 is ``pdf``, if it has one."""
    return signatures_of(session, [pdf] if pdf else []).get(pdf or "")


def signatures_of(session: Session, pdfs: Collection[str]) -> Mapping[str, FileSignature]:
    """Those of ``pdfs`` that are signed, by their SHA-256."""
    query = select(FileSignature).where(FileSignature.signed.in_(pdfs), FileSignature.withdrawn.is_(None))
    return {each.signed: each for each in session.scalars(query)}


def signature_json(held: FileSignature | None) -> dict[str, Any] | None:
    """``held`` as passports tell of it: who has put it there, who has signed, what of that was checked."""
    if held is None:
        return None
    told = {"sha256": held.content, "by": held.by.full_name, "at": held.at.isoformat(timespec="seconds")}
    return {**told, **held.facts}
