"""What keeps a standard reply from going: a code, its clause, the value of the card it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from letterkit.core.errors import CardError
from letterkit.core.finding import Level


@dataclass(frozen=True, slots=True)
class Refusal:
    """``key`` is the dotted path of the value that is wanted or wrong; ``details`` fill the holes of the sentence.

    An error stops the reply. A warning is told, and a person decides.
    """

    code: str
    clause: str
    key: str
    level: Level = Level.ERROR
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether the reply may not be sent as it is."""
        return self.level is Level.ERROR

    def error(self) -> CardError:
        """The same to be raised, or to be worded by letterkit.reports.wording."""
        details: dict[str, Any] = {"key": self.key, "clause": self.clause, **self.details}
        return CardError(self.code, **details)
