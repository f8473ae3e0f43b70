"""What one check may cost where many people share a machine."""

from dataclasses import dataclass
from time import perf_counter

from letterkit.core.errors import LetterFileError


@dataclass(frozen=True, slots=True)
class Budget:
    """So many ``characters`` of a letter are read at most, and nothing new is begun after ``seconds``.

    ``office_s`` is how long LibreOffice may take each time.
    """

    characters: int
    seconds: float
    office_s: float

    def until(self) -> float:
        """The moment (of ``perf_counter``) at which the time of a check that begins now is spent."""
        return perf_counter() + self.seconds

    def demand_room(self, characters: int) -> None:
        """Raises LetterFileError ``check.too-long`` (``characters``, ``limit``) for a letter of more."""
        if characters > self.characters:
            raise LetterFileError(
                "check.too-long", characters=_thousands(characters), limit=_thousands(self.characters)
            )


def _thousands(number: int) -> str:
    """As Russian writes large numbers: with blanks that do not break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
