"""The inputs of our forms, by WTForms: what was typed stays in sight as it was typed.

A field stands under a dotted path; ``data`` is what its input holds, ``value`` what that says, ``shown`` how people
read it. Its hint and its error are told to who does not see them by their ids (``shared/fields.html``).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from flask import request
from markupsafe import Markup
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.fields.choices import Choice, SelectChoice
from wtforms.widgets import TextArea

from letterkit.russian.dates import parse_date
from webui.numbers import whole_or_none

Width = Literal["short", "half", "whole", ""]


def read_fields() -> Mapping[str, Any]:
    """The fields of a script's JSON or of a plain form; none in what is neither."""
    given = request.get_json(silent=True) if request.is_json else request.form
    return given if isinstance(given, Mapping) else {}


def read_number(name: str) -> int:
    """The number in that field; 0 where none is."""
    return whole_or_none(read_fields().get(name)) or 0


class _GridField(Field):
    """A field in the grid of a form; ``required`` only marks it."""

    def __init__(
        self, label: str, *, name: str = "", width: Width = "half", hint: str = "", required: bool = False, **given: Any
    ) -> None:
        super().__init__(label, name=name, id=name.replace(".", "-"), description=hint, default="", **given)
        self.width, self.required = width, required

    def __call__(self, **given: Any) -> Markup:
        told = [f"{self.id}-{kind}" for kind, words in (("error", self.errors), ("hint", self.description)) if words]
        spoken = {
            "aria_describedby": " ".join(told) or False,
            "aria_invalid": bool(self.errors) and "true",
            "data_required": self.required,
        }
        return super().__call__(**{**spoken, **given})

    @property
    def value(self) -> Any:
        return self.data.strip()

    @property
    def shown(self) -> str:
        return str(self.data).strip()

    @property
    def typed(self) -> str:
        """What a browser would send."""
        return str(self.data)


class _TextField(_GridField, StringField):
    def process_data(self, value: object) -> None:
        """Takes a value of a card, or what was typed before."""
        self.data = words_of(value)

    def process_formdata(self, given: Sequence[str]) -> None:
        """Takes what a browser has sent; blanks alone are nothing."""
        self.data = given[0].replace("\r\n", "\n") if given and given[0].strip() else ""


class LineField(_TextField):
    """One line; ``known`` is what it is often filled with."""

    input_type = "text"

    def __init__(self, label: str, *, known: Sequence[str] = (), **given: Any) -> None:
        super().__init__(label, **given)
        self.known = known

    def __call__(self, **given: Any) -> Markup:
        own = {"type": self.input_type, "autocomplete": "off", "list": bool(self.known) and f"{self.id}-known"}
        return super().__call__(**{**own, **given})


class EmailField(LineField):
    input_type = "email"


class PhoneField(LineField):
    input_type = "tel"


class NumberField(LineField):
    def __call__(self, **given: Any) -> Markup:
        return super().__call__(**{"inputmode": "numeric", **given})


class DateField(LineField):
    """A day however it is written; one that no calendar has stays in sight as text."""

    def __call__(self, **given: Any) -> Markup:
        return super().__call__(type="date" if not self.data or iso_day(self.data) else "text", **given)

    def _value(self) -> str:
        return iso_day(self.data) or self.data

    @property
    def value(self) -> str:
        return iso_day(self.data) or self.data.strip()

    @property
    def shown(self) -> str:
        day = iso_day(self.data)
        return ".".join(reversed(day.split("-"))) if day else self.data.strip()


class ProseField(_TextField):
    """Paragraphs."""

    widget = TextArea()

    def __call__(self, **given: Any) -> Markup:
        rows = max(self.data.count("\n") + 2, 3 if self.width == "whole" else 2)
        return super().__call__(**{"rows": rows, "spellcheck": "true", **given})


class LinesField(ProseField):
    """A list, an item a line."""

    @property
    def value(self) -> list[str]:
        return [line.strip() for line in self.data.split("\n") if line.strip()]


class ChoiceField(_GridField, SelectField):
    """One of ``words``, or nothing; what is none of them stays in sight."""

    def __init__(self, label: str, *, words: Mapping[str, str], **given: Any) -> None:
        choices = [SelectChoice("", "не указано"), *(SelectChoice(*each) for each in words.items())]
        super().__init__(label, choices=choices, validate_choice=False, **given)
        self.words = words

    def process_data(self, value: object) -> None:
        """Takes a value of a card."""
        self.data = words_of(value)

    def iter_choices(self) -> Any:
        """Those to choose from, and what was chosen where it is none of them."""
        if self.data and self.data not in self.words:
            return [*super().iter_choices(), Choice(self.data, self.data, selected=True, render_kw={})]
        return super().iter_choices()

    @property
    def shown(self) -> str:
        return self.words.get(self.data, self.data.strip())


class FlagField(_GridField, BooleanField):
    """Yes, or nothing."""

    def _value(self) -> str:
        return "1"

    def __call__(self, **given: Any) -> Markup:
        at = "error" if self.errors else "hint" if self.description else ""
        told = {"aria_describedby": bool(at) and f"{self.id}-{at}", "aria_invalid": False, "data_required": False}
        return super().__call__(**{**told, **given})

    @property
    def value(self) -> bool | None:
        return self.data or None

    @property
    def shown(self) -> str:
        return "да" if self.data else ""

    @property
    def typed(self) -> str:
        return "1" if self.data else ""


def words_of(value: object) -> str:
    """A value of a card as an input holds it."""
    if value is True:
        return "1"
    if isinstance(value, (list, tuple)):
        return "\n".join(" ".join(str(item).split()) for item in value)
    return "" if value is None or value is False else str(value)


def iso_day(typed: str) -> str | None:
    """A day as an input of dates wants it; None when no calendar has it: then it stays as it was written."""
    try:
        return parse_date(typed).isoformat()
    except ValueError:
        return None
