"""What every step of a case works with, put together once a process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from letterkit.compose import Catalogue
from letterkit.core.profile import Profile
from letterkit.core.report import Report
from letterkit.flow.check import Checker
from letterkit.flow.writing import Writing
from letterkit.store.database import Database
from letterkit.store.files import Files


@dataclass(frozen=True, slots=True)
class Office:
    """``report_json`` turns a report into CONTRACT's JSON: its words belong to a room above this one."""

    database: Database
    files: Files
    catalogue: Catalogue
    checker: Checker
    writing: Writing
    report_json: Callable[[Report], dict[str, Any]]

    @property
    def profile(self) -> Profile:
        return self.checker.profile
