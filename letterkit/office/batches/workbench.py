"""What a worker works with, put together once a process."""

from dataclasses import dataclass
from typing import Any, Self

from letterkit.checking.bodies import Bodies
from letterkit.checking.checker import Checker
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue
from letterkit.compose.copies import copy_of, read_copy
from letterkit.core.report import Report
from letterkit.office.batches.letter_maker import Maker
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch
from letterkit.store.database import Database
from letterkit.store.files import Files


@dataclass(frozen=True, slots=True)
class Bench:
    """Closed with all that it has opened."""

    database: Database
    files: Files
    catalogue: Catalogue
    checker: Checker
    bodies: Bodies | None = None

    def checker_of(self, body: str) -> Checker:
        """The checker of ``body`` as its profile is now; raises as ``Office.of``."""
        return self.bodies.of(body) if self.bodies is not None else self.checker

    def copy_for(self, batch: Batch) -> bytes:
        """The reply text and the blank of ``batch``: as they were when it was let begin, as they are now before that.

        Raises RequestError ``file.gone`` and for an unknown id, ToolFailed ``file.altered``, TemplateError.
        """
        if batch.made_of is not None:
            return self.files.get(batch.made_of)
        return copy_of(self.catalogue, batch.reply, batch.blank)

    def maker_of(self, copy: bytes, print: bool, checker: Checker | None = None) -> Maker:
        """Makes letters of what ``copy_for`` has given, by ``checker``; raises TemplateError."""
        return Maker(checker or self.checker, *read_copy(copy), print=print)

    @property
    def office(self) -> Office:
        """The office in whose name a worker takes a step that somebody has asked for beforehand."""
        writing = Writing(self.checker, self.catalogue)
        return Office(self.database, self.files, self.catalogue, self.checker, writing, _refuse_report, self.bodies)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.checker.close()
        self.database.close()


def _refuse_report(report: Report) -> dict[str, Any]:
    raise RuntimeError("a step of a batch keeps no report")
