"""What the register knows of an appeal beside its card: why it came, who helps to answer it, how it was taken down."""

from dataclasses import dataclass, replace
from typing import Any

from letterkit.core.errors import RequestError
from letterkit.russian.clean import control_free

_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Details:
    """``reason`` of the appeal (6.12); ``helpers``: ids of those who answer with the main executor (6.3).

    ``priority``: the applicant goes without the queue (5.2). ``with_employee`` helped to write it at a visit (5.5);
    ``representative`` brought it, of whom no power of attorney is asked (5.4).
    """

    reason: str | None = None
    helpers: tuple[int, ...] = ()
    priority: bool = False
    with_employee: str | None = None
    representative: str | None = None

    def tidy(self) -> "Details":
        """The same without spaces too many; raises RequestError ``appeal.too-long``."""
        said = {name: _tidy(name, getattr(self, name)) for name in ("reason", "with_employee", "representative")}
        return replace(self, **said)  # type: ignore[arg-type]

    @property
    def visit(self) -> dict[str, Any] | None:
        """How it was taken down, as the row keeps it."""
        told = {"with": self.with_employee, "representative": self.representative}
        return {name: words for name, words in told.items() if words} or None


def _tidy(name: str, words: str | None) -> str | None:
    said = " ".join(control_free(words or "").split())
    if len(said) > _LIMIT:
        raise RequestError("appeal.too-long", key=name, limit=_LIMIT)
    return said or None
