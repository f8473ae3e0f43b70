"""A blank on the desk: brought as a Word file, looked at, mended and brought again, kept when it will do."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.compose.catalogue import BlankHead
from letterkit.compose.vetting import demand_safe
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.content.blanks.head import measured_head
from letterkit.office.content.blanks.inspection import Inspection, inspect_blank
from letterkit.office.content.blanks.leftovers import without_comments
from letterkit.office.content.blanks.places import Places
from letterkit.store.desk import DeskStore

_MOST_KEPT = 16
"""Inspections in memory, each with the letters that were printed for it: some 2 MB."""
_UNNAMED = "blank"


@dataclass(frozen=True, slots=True)
class DeskBlank:
    """The file ``name`` in its ``version``; ``slug`` names the kept blank of which it shall be a new version, if any.

    ``before`` is the description of that blank; ``based_on`` its version at that time. ``comments``: how many comments
    of Word were taken out.
    """

    id: str
    name: str
    version: int
    by: int
    slug: str = ""
    based_on: int = 0
    before: dict[str, Any] | None = None
    comments: int = 0


class BlankDesk:
    """Blanks of ``store``, each seen by whoever has brought it, judged by ``checker``."""

    def __init__(self, store: DeskStore, checker: Checker) -> None:
        self.store = store
        self.checker = checker
        self._known: OrderedDict[tuple[str, int], Inspection] = OrderedDict()
        self._turn = threading.Lock()

    def begin(
        self, by: Actor, data: bytes, name: str, slug: str = "", based_on: int = 0, before: BlankHead | None = None
    ) -> DeskBlank:
        """Raises TemplateError with the codes of ``ooxml.guard`` for what is no safe Word file."""
        data, comments = _clean(data, name)
        said = None if before is None else before.model_dump(mode="json")
        desk = DeskBlank("", name, 1, by.id, slug, based_on, said, comments)
        return replace(desk, id=self.store.create(_state(desk), data))

    def again(self, by: Actor, desk_id: str, data: bytes, name: str) -> DeskBlank:
        """The same blank, mended; errors as ``begin`` and ``open``: then the file before stays."""
        desk = self.open(by, desk_id)
        data, comments = _clean(data, name)
        mended = replace(desk, name=name, version=desk.version + 1, comments=comments)
        self.store.save(desk_id, _state(mended), mended.version, data)
        return mended

    def open(self, by: Actor, desk_id: str) -> DeskBlank:
        """Raises RequestError ``blank.gone``: to anybody else it does not exist."""
        try:
            state = self.store.state(desk_id)
        except RequestError as fault:
            raise RequestError("blank.gone") from fault
        state.pop("created", None)
        desk = DeskBlank(desk_id, **state)
        if desk.by != by.id:
            raise RequestError("blank.gone")
        return desk

    def data(self, desk: DeskBlank) -> bytes:
        """The Word file, without comments."""
        try:
            return self.store.data(desk.id, desk.version)
        except RequestError as fault:
            raise RequestError("blank.gone") from fault

    def blank(self, desk: DeskBlank, slug: str = _UNNAMED, label: str = "") -> Blank:
        """The file with its description as measured; ``slug`` and ``label`` are its name and its title."""
        data = self.data(desk)
        before = None if desk.before is None else BlankHead.model_validate(desk.before)
        title = label or (before.label if before else desk.name)
        head = measured_head(Places.of(data, desk.name), self.checker.profile, desk.slug or slug, title, before)
        return Blank(head, data, desk.name)

    def inspection(self, desk: DeskBlank) -> Inspection:
        """All that is found in it, made once; raises ToolError for a LibreOffice that fails."""
        key = (desk.id, desk.version)
        with self._turn:
            known = self._known.get(key)
        if known is None:
            known = inspect_blank(self.blank(desk), self.checker)
            with self._turn:
                self._known[key] = known
                while len(self._known) > _MOST_KEPT:
                    self._known.popitem(last=False)
        return known

    def remove(self, by: Actor, desk_id: str) -> None:
        """Forgets it at once; errors as ``open``."""
        self.store.remove(self.open(by, desk_id).id)


def _clean(data: bytes, name: str) -> tuple[bytes, int]:
    demand_safe(data, name)
    return without_comments(data, name)


def _state(desk: DeskBlank) -> dict[str, Any]:
    return {
        "name": desk.name,
        "version": desk.version,
        "by": desk.by,
        "slug": desk.slug,
        "based_on": desk.based_on,
        "before": desk.before,
        "comments": desk.comments,
    }
