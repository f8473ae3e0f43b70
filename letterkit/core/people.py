"""People as letters name them, and the grammar their names are put into."""

from dataclasses import dataclass
from enum import StrEnum


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Case(StrEnum):
    """The six grammatical cases of Russian."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in the nominative; a patronymic only where there is one (59-FZ art. 7: «при наличии»).

    ``gender`` is None when nothing says it: it is never guessed.
    """

    surname: str | None = None
    name: str | None = None
    patronymic: str | None = None
    gender: Gender | None = None

    @property
    def full(self) -> str:
        """«Фамилия Имя Отчество», whichever of them are known."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)
