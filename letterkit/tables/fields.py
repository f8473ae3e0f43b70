"""The words that people see for the values of a card: one file for tables, forms and the marks of reply texts."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict

from letterkit.compose.catalogue import FieldType
from letterkit.core.card_values import CARD_VALUES, ValueKind
from letterkit.core.errors import TableError
from letterkit.datafile import parse_yaml, validate

ColumnType = FieldType | Literal["choice", "name"]
_LINES = frozenset({ValueKind.NAME, ValueKind.EMAIL, ValueKind.PHONE})
"""What a table takes for plain text."""


class FieldWords(BaseModel):
    """A value in fields.yml, where each key is explained; where the card has the value, the card says its ``type``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    header: str
    label: str | None = None
    names: list[str] = []
    type: ColumnType = "text"
    hint: str
    form_hint: str | None = None
    example: str | list[str]
    width: int
    tag: str | None = None

    @property
    def form_label(self) -> str:
        return self.label or self.header

    @property
    def beside(self) -> str:
        """What stands beside its field in a form."""
        return self.hint if self.form_hint is None else self.form_hint


class _Fields(BaseModel):
    fields: dict[str, FieldWords]


@cache
def fields() -> Mapping[str, FieldWords]:
    """The values of the card by path (fields.yml), in the order of the table to fill in."""
    text = files("letterkit.tables").joinpath("fields.yml").read_text(encoding="utf-8")
    return {path: _with_type(path, words) for path, words in read_fields(text, "fields.yml").items()}


def read_fields(text: str, file: str) -> Mapping[str, FieldWords]:
    """Values by path as a file like fields.yml tells them; raises TableError as ``datafile.parse_model``."""
    data = parse_yaml(text, file=file, error=TableError)
    return validate({"fields": data}, _Fields, file=file, error=TableError).fields


def _with_type(path: str, words: FieldWords) -> FieldWords:
    if path not in CARD_VALUES:
        return words
    kind = CARD_VALUES[path].kind
    return words.model_copy(update={"type": "text" if kind in _LINES else cast(ColumnType, kind.value)})
