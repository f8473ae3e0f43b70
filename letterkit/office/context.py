"""What every step of a case works with, put together once a process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letterkit.checking.bodies import Bodies
from letterkit.checking.checker import Checker
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue
from letterkit.core.profile import Profile
from letterkit.core.report import Report
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.passport_keys import PassportKeys


@dataclass(frozen=True, slots=True)
class Office:
    """``report_json`` turns a report into CONTRACT's JSON: its words belong to a room above this one.

    ``bodies`` is None where the office serves one body alone, whatever its letters say. Without ``keys`` passports are
    not signed. ``certificates`` is the folder of those whose signatures are trusted, None where nobody has chosen any.
    """

    database: Database
    files: Files
    catalogue: Catalogue
    checker: Checker
    writing: Writing
    report_json: Callable[[Report], dict[str, Any]]
    bodies: Bodies | None = None
    keys: PassportKeys | None = None
    certificates: Path | None = None

    def of(self, body: str) -> "Office":
        """The same office with the profile, the checker and the editor of ``body``, as they are now.

        Raises RequestError ``body.unknown``, ProfileError, RuleError.
        """
        checker = self.bodies.of(body) if self.bodies is not None else self.checker
        if checker is self.checker:
            return self
        return replace(self, checker=checker, writing=Writing(checker, self.catalogue))

    @property
    def profile(self) -> Profile:
        return self.checker.profile
