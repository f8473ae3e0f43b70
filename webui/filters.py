"""What a list is narrowed by, as the bar above it shows it (shared/toolbar.html), and the address of the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from flask import request, url_for

_ASKED_ONCE = frozenset({"page", "removed", "form"})
"""Links within the list do not carry these on."""
_BESIDE = 40
"""Letters of pills that stand in one line with the field of search on a desk; more have a line of their own."""


class Shape(StrEnum):
    """How a filter is chosen: by pills, always in sight; in a list; by a day, a tick, typed words. One that is TOLD has
    no field: links of other pages ask for it.
    """

    PILLS = "pills"
    LIST = "list"
    DAY = "day"
    TICK = "tick"
    TYPED = "typed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: as the address has it, in words, how many rows it leaves, under which heading it stands."""

    value: str
    words: str
    count: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """``name`` and ``value`` are those of the address; ``anything`` are the words of a list that asks nothing,
    ``trouble`` says what is wrong with ``value``, ``hint`` how it is written.
    """

    name: str
    label: str
    value: str
    choices: Sequence[Choice] = ()
    shape: Shape = Shape.LIST
    anything: str = "все"
    trouble: str = ""
    hint: str = ""

    @property
    def is_among_choices(self) -> bool:
        """Whether one of the choices is the value asked for."""
        return any(choice.value == self.value for choice in self.choices)

    @property
    def told(self) -> str:
        """What is asked, in words: «исполнитель: Петрова А.С.»."""
        label = self.label[:1].lower() + self.label[1:]
        if self.shape is Shape.TICK:
            return label
        words = next((choice.words for choice in self.choices if choice.value == self.value), self.value)
        if self.shape is Shape.DAY:
            words = _day_words(self.value)
        return f"{label}: {words}"


@dataclass(frozen=True, slots=True)
class ListAddress:
    """Where a list is (``path``, ``anchor``) and what is asked of it."""

    path: str
    asked: Mapping[str, str]
    anchor: str = ""

    def __call__(self, **changed: object) -> str:
        """The address of the first page of the list with some of it asked otherwise; None asks nothing."""
        asked = {name: value for name, value in {**self.asked, **changed}.items() if value not in (None, "")}
        query = f"?{urlencode(asked)}" if asked else ""
        return f"{self.path}{query}{'#' if self.anchor else ''}{self.anchor}"


def list_address(endpoint: str, anchor: str = "", **values: object) -> ListAddress:
    """The address of the list at ``endpoint`` as the request asks for it."""
    asked = {name: value for name, value in request.args.items() if name not in _ASKED_ONCE}
    return ListAddress(url_for(endpoint, **values), asked, anchor)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar above a list: ``name`` is what its views are kept under (nothing: it has none), ``words`` what is looked
    for (None: nothing can be), ``hint`` says what words may be.
    """

    name: str
    href: ListAddress
    words: str | None = None
    hint: str = ""
    filters: Sequence[Filter] = ()

    @property
    def pills(self) -> Sequence[Filter]:
        """The filters that are always in sight: those with something to choose between, «все» not counted."""
        return [each for each in self.filters if each.shape is Shape.PILLS and (len(each.choices) > 2 or each.value)]

    @property
    def has_many_pills(self) -> bool:
        """Whether they need a line of their own."""
        letters = sum(len(choice.words) for each in self.pills for choice in each.choices)
        return self.words is not None and letters > _BESIDE

    @property
    def fields(self) -> Sequence[Filter]:
        """The filters that stand under «Отбор»."""
        return [each for each in self.filters if each.shape not in (Shape.PILLS, Shape.TOLD)]

    @property
    def chosen(self) -> Sequence[Filter]:
        """The filters in force that no pill shows."""
        shown = {each.name for each in self.filters if each.shape is Shape.PILLS and each.is_among_choices}
        return [each for each in self.filters if each.value and each.name not in shown]

    @property
    def kept(self) -> Mapping[str, str]:
        """What the form leaves as it was asked."""
        own = {each.name for each in self.fields} | {"words"}
        return {name: value for name, value in self.href.asked.items() if name not in own}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.words) or any(each.value for each in self.filters)

    @property
    def everything(self) -> str:
        """The address of the list with nothing left out."""
        return self.href(words=None, **{each.name: None for each in self.filters})


def _day_words(value: str) -> str:
    try:
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    except ValueError:
        return value
