"""An appeal's files in, a proposed card out, or the words for why there is none.

Files may be made to be hard to read: where others wait, they are read in processes with these limits.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from letterkit.checking.checker import Checker
from letterkit.core.budget import Budget
from letterkit.core.errors import LetterkitError, ToolFailed
from letterkit.intake import AppealReading, read_appeal
from letterkit.intake.documents import Document, read_documents
from letterkit.intake.group_vectors import GroupVectors
from letterkit.office.incoming.proposing import Proposal
from letterkit.office.register.classifier import classifier
from letterkit.reports.intake_json import as_mapping
from letterkit.reports.wording import sentence_of

if TYPE_CHECKING:
    from letterkit.pages.convert import Converter

READING_S, READING_BYTES = 75.0, 3 << 29
"""For the files of one appeal: thirty scanned pages take a minute."""
_NOT_READ = {
    "check.overstayed": "incoming.overstayed",
    "check.out-of-memory": "incoming.out-of-memory",
    "check.busy": "incoming.busy",
}
"""Why files of an appeal were not read, by why a process for it ended."""


def read_files(
    files: Sequence[tuple[str, bytes]], converter: "Converter", vectors: GroupVectors | None = None
) -> tuple[AppealReading, Document]:
    """What the ``files`` of one appeal say, by the groups of the classifier; raises as ``read_documents``.

    ``vectors`` are what the register's own appeals of each group are like.
    """
    document = read_documents(files, converter)
    return read_appeal(document.appeal, classifier().group_words, vectors), document


def proposal_of(
    files: Sequence[tuple[str, bytes]], converter: "Converter", vectors: GroupVectors | None = None
) -> Proposal:
    """The proposal that ``files`` make; a Reader of ``office.incoming`` once the converter is known."""
    try:
        return Proposal(as_mapping(*read_files(files, converter, vectors)))
    except LetterkitError as fault:
        return Proposal(None, sentence_of(fault))


def read_in_room(
    checker: Checker, budget: Budget | None, files: Sequence[tuple[str, bytes]], vectors: GroupVectors
) -> Proposal:
    """``proposal_of`` as the work of an order (``checking.check_orders``)."""
    return proposal_of(files, checker.press.converter(), vectors)


def unread_proposal(fault: ToolFailed) -> Proposal:
    """What is proposed where the process that read has ended; raises ``fault`` itself when nobody waits any more."""
    if fault.code == "check.left":
        raise fault
    why = _NOT_READ.get(fault.code, "incoming.died")
    return Proposal(None, sentence_of(ToolFailed(why, limit_s=fault.details.get("limit_s"))))
