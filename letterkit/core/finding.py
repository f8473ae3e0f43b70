"""One value for everything that can be wrong with a letter, whichever check or engine saw it."""

from dataclasses import dataclass
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

    @property
    def family(self) -> str:
        return self.code.split(".", 1)[0]
