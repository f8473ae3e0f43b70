"""The fields that a blank may print: what people call each, which clause asks for it, how it is put into Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ROW_FIELDS: Mapping[str, tuple[str, ...]] = {
    "paragraphs": ("text", "kind", "keep"),
    "attachments": ("text", "first"),
}
"""Fields that are rows, and what each row holds."""


@dataclass(frozen=True, slots=True)
class BlankField:
    """``mark`` is what stands in the blank, a paragraph a line; ``clause`` of the Order, where one asks for it."""

    name: str
    label: str
    clause: str | None
    sample: str
    mark: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        """Whether it prints as many paragraphs as there are lines."""
        return len(self.mark) > 1 and self.mark[0].startswith("{%p for")


@cache
def fields() -> Mapping[str, BlankField]:
    """All of them by their names, in the order of a letter (``blank_fields.tsv``)."""
    lines = files("letterkit.compose").joinpath("blank_fields.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        name: BlankField(name, label, clause or None, sample, tuple(mark.split("¶")))
        for name, label, clause, sample, mark in rows
    }


def known_names() -> frozenset[str]:
    """Every dotted name that a blank may ask for, whole («organisation») or to its end («paragraphs.text»)."""
    names = {*fields(), *(f"{field}.{part}" for field, parts in ROW_FIELDS.items() for part in parts)}
    return frozenset(names | {name.split(".")[0] for name in names})


def label_of(name: str) -> str:
    """What people call the field ``name``, or the nearest field around it: «addressee.0» is «адресат»."""
    known = fields()
    steps = name.split(".")
    for count in range(len(steps), 0, -1):
        found = known.get(".".join(steps[:count]))
        if found is not None:
            return found.label
    return name
