"""What a worker works with, put together once a process."""

from dataclasses import dataclass
from typing import Any, Self

from letterkit.compose import Catalogue
from letterkit.core.report import Report
from letterkit.flow.batches.maker import Maker
from letterkit.flow.cases.office import Office
from letterkit.flow.check import Checker
from letterkit.flow.writing import Writing
from letterkit.store.database import Database
from letterkit.store.files import Files


@dataclass(frozen=True, slots=True)
class Bench:
    """Closed with all that it has opened."""

    database: Database
    files: Files
    catalogue: Catalogue
    checker: Checker

    def maker(self, reply_id: str, blank_id: str, print: bool) -> Maker:
        """Makes letters of one kind; raises RequestError for an unknown id, TemplateError."""
        return Maker(self.checker, self.catalogue.reply(reply_id), self.catalogue.blank(blank_id), print=print)

    @property
    def office(self) -> Office:
        """The office in whose name a worker takes a step that somebody has asked for beforehand."""
        writing = Writing(self.checker, self.catalogue)
        return Office(self.database, self.files, self.catalogue, self.checker, writing, _unasked)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.checker.close()
        self.database.close()


def _unasked(report: Report) -> dict[str, Any]:
    raise RuntimeError("a step of a batch keeps no report")
