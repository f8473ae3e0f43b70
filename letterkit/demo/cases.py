"""The made-up people and cases of the demo register, from templates/demo; their days are counted from today."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from letterkit.core.errors import TemplateError
from letterkit.core.office import Duty
from letterkit.core.outcome import Channel
from letterkit.datafile import parse_yaml, read_text, validate

Model = TypeVar("Model", bound=BaseModel)
PEOPLE = "people.yml"
Do = Literal[
    "enter",
    "assign",
    "begin",
    "write",
    "submit",
    "take",
    "remark",
    "return",
    "register",
    "agree",
    "approve",
    "send",
    "oral",
]
_DAY = re.compile(r"\bD([+-]\d+)\b")
_SATURDAY = 5


class _CaseModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonPart(_CaseModel):
    """Somebody of the demo office; ``name`` is «Фамилия Имя Отчество»."""

    login: str
    name: str
    duties: Annotated[list[Duty], Field(min_length=1)]
    post: str
    phone: str
    unit: str | None = None
    email: str | None = None


class PeopleFile(_CaseModel):
    people: list[PersonPart]


class StepPart(_CaseModel):
    """What ``by`` did ``day`` days from today; the rest is what some steps need to know."""

    day: Annotated[int, Field(lt=0)]
    by: str
    do: Do
    to: str = ""
    words: str = ""
    excerpt: str = ""
    told: str = ""
    channel: Channel = Channel.POST


class CaseFile(_CaseModel):
    """An appeal, the reply to it (``text`` is a reply text, ``write`` the words written over it), and what was done."""

    appeal: dict[str, Any]
    applicant: dict[str, Any]
    steps: Annotated[list[StepPart], Field(min_length=1)]
    text: str = ""
    reply: Annotated[dict[str, Any], BeforeValidator(lambda value: value or {})] = {}
    write: str = ""

    @property
    def card(self) -> dict[str, Any]:
        """The case card as people write it."""
        return {"appeal": self.appeal, "applicant": self.applicant, "reply": self.reply}


def load_people(folder: Path) -> list[PersonPart]:
    """The people in ``folder``; raises TemplateError."""
    return _load(folder / PEOPLE, PeopleFile).people


def load_cases(folder: Path, today: date) -> list[CaseFile]:
    """The cases in ``folder`` in the order of their names; «D-3» stands for three days ago. Raises TemplateError."""
    files = (path for path in sorted(folder.glob("*.yml")) if path.name != PEOPLE)
    return [_load(path, CaseFile, today) for path in files]


def dated_text(path: Path, today: date) -> str:
    """The text of a file of the demo with its days counted from ``today``; raises TemplateError."""
    return _DAY.sub(lambda found: _format_day(int(found[1]), today), read_text(path, TemplateError))


def working(day: date) -> date:
    """``day``, or the Friday before it: an office is closed at the weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def _load(path: Path, model: type[Model], today: date | None = None) -> Model:
    text = read_text(path, TemplateError) if today is None else dated_text(path, today)
    return validate(parse_yaml(text, file=str(path), error=TemplateError), model, file=str(path), error=TemplateError)


def _format_day(days: int, today: date) -> str:
    return f"{working(today + timedelta(days=days)):%d.%m.%Y}"
