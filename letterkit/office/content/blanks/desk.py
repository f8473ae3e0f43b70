"""A blank on the desk: brought as a Word file, looked at, mended and brought again, kept when it will do."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.compose.catalogue import BlankHead
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.content.blanks.given import GivenBlank, take
from letterkit.office.content.blanks.head import measured_head
from letterkit.office.content.blanks.inspection import Inspection, inspect_blank
from letterkit.office.content.blanks.old_blank import Decision, OldBlank, decision_of
from letterkit.office.content.blanks.places import Places
from letterkit.ooxml.clean import Removal
from letterkit.store.desk import DeskStore

_MOST_KEPT = 16
"""Inspections in memory, each with the letters that were printed for it: some 2 MB."""
_UNNAMED = "blank"


@dataclass(frozen=True, slots=True)
class DeskBlank:
    """The file ``name`` in its ``version``; ``slug`` names the kept blank of which it shall be a new version, if any.

    ``before`` is the description of that blank; ``based_on`` its version at that time. ``comments``: how many comments
    of Word were taken out; ``frames``: how many that LibreOffice had frozen were freed; ``taken``: what was taken out
    because it reached out of the file or could run. ``old`` is the version in which it had no marks yet (0: it came
    with them), ``decisions`` what was decided of those proposed for it.
    """

    id: str
    name: str
    version: int
    by: int
    slug: str = ""
    based_on: int = 0
    before: dict[str, Any] | None = None
    comments: int = 0
    frames: int = 0
    taken: tuple[Removal, ...] = ()
    old: int = 0
    decisions: tuple[Decision, ...] = ()

    @property
    def is_old(self) -> bool:
        """Whether it still waits for its marks."""
        return 0 < self.old == self.version


class BlankDesk:
    """Blanks of ``store``, each seen by whoever has brought it, judged by ``checker``."""

    def __init__(self, store: DeskStore, checker: Checker) -> None:
        self.store = store
        self.checker = checker
        self._known: OrderedDict[tuple[str, int], Inspection] = OrderedDict()
        self._olds: OrderedDict[tuple[str, int], OldBlank] = OrderedDict()
        self._turn = threading.Lock()

    def begin(
        self, by: Actor, data: bytes, name: str, slug: str = "", based_on: int = 0, before: BlankHead | None = None
    ) -> DeskBlank:
        """Errors as ``given.take``."""
        given = self._take(data, name)
        said = None if before is None else before.model_dump(mode="json")
        desk = DeskBlank("", given.name, 1, by.id, slug, based_on, said, given.comments, given.frames, given.taken)
        desk = replace(desk, old=1 if given.is_old else 0)
        return replace(desk, id=self.store.create(_state(desk), given.data))

    def again(self, by: Actor, desk_id: str, data: bytes, name: str) -> DeskBlank:
        """The same blank, mended; errors as ``begin`` and ``open``: then the file before stays."""
        desk = self.open(by, desk_id)
        given = self._take(data, name)
        mended = replace(desk, name=given.name, comments=given.comments, frames=given.frames, taken=given.taken)
        return self._save(mended, given.data, is_old=given.is_old)

    def decide(self, desk: DeskBlank, decisions: Sequence[Decision]) -> DeskBlank:
        """Keeps what was decided of the marks proposed for ``desk``."""
        decided = replace(desk, decisions=tuple(decisions))
        self.store.save(desk.id, _state(decided))
        return decided

    def put_marks(self, desk: DeskBlank) -> DeskBlank:
        """The next version of ``desk``, with the marks that were decided for; errors as ``OldBlank.put``."""
        return self._save(desk, self.old_blank(desk).put(desk.decisions))

    def old_blank(self, desk: DeskBlank) -> OldBlank:
        """The blank as it was without marks, and what is proposed for it; raises RequestError ``blank.gone``."""
        key = (desk.id, desk.old)
        with self._turn:
            known = self._olds.get(key)
        if known is None:
            data = self.data(replace(desk, version=desk.old))
            known = OldBlank(data, desk.name, self.checker.press.converter())
            with self._turn:
                self._olds[key] = known
                while len(self._olds) > _MOST_KEPT:
                    self._olds.popitem(last=False)
        return known

    def open(self, by: Actor, desk_id: str) -> DeskBlank:
        """Raises RequestError ``blank.gone``: to anybody else it does not exist."""
        try:
            state = self.store.state(desk_id)
        except RequestError as fault:
            raise RequestError("blank.gone") from fault
        state.pop("created", None)
        state["taken"] = tuple(Removal(**each) for each in state.get("taken", ()))
        state["decisions"] = tuple(map(decision_of, state.get("decisions", ())))
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
        return Blank(head, data, desk.name, desk.taken)

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

    def _take(self, data: bytes, name: str) -> GivenBlank:
        return take(data, name, self.checker.press.converter)

    def _save(self, desk: DeskBlank, data: bytes, *, is_old: bool = False) -> DeskBlank:
        """``data`` as the next version of ``desk``."""
        saved = replace(desk, version=desk.version + 1)
        if is_old:
            saved = replace(saved, old=saved.version, decisions=())
        self.store.save(desk.id, _state(saved), saved.version, data)
        return saved


def _state(desk: DeskBlank) -> dict[str, Any]:
    state = asdict(desk)
    del state["id"]
    return state
