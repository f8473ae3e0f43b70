"""One value for everything that can be wrong with a letter, whichever check or engine saw it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from letterkit.core.box import Box

Engine = Literal["rules", "languagetool", "embedded"]


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """``text[start:end]`` of the letter breaks ``clause``; both are None when something is missing altogether.

    Each of ``suggestions`` can stand in the place of ``text[start:end]`` as it is; ``safe`` says that the first of them
    needs no person's judgement (``letterkit fix`` takes it). ``code`` is FAMILY.name (CONTRACT, "Codes").
    ``word`` is what of the words the rule asks about, where that is not all of them («данный» of «данный вопрос»);
    ``others`` are the other places of the same word, each with its own mends and none with others.
    """

    code: str
    clause: str | None
    level: Level
    message: str
    advice: str = ""
    excerpt: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None
    suggestions: tuple[str, ...] = ()
    safe: bool = False
    engine: Engine = "rules"
    word: str = field(default="", compare=False)
    others: "tuple[Finding, ...]" = ()

    @property
    def family(self) -> str:
        return self.code.split(".", 1)[0]

    @property
    def places(self) -> "tuple[Finding, ...]":
        """The finding at each place of its word, its own first."""
        return (self, *self.others)
