"""The way of a letter as a line of steps, with who made each and when, by the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from letterkit.core.office import LetterState
from letterkit.office.cases.folder import Folder
from letterkit.store.tables import AuditEntry

State = Literal["done", "here", "skipped", "next"]
_LINE: tuple[tuple[LetterState, str, str], ...] = (
    (LetterState.DRAFT, "Черновик", "letter.begun"),
    (LetterState.REVIEW, "На проверке", "letter.submitted"),
    (LetterState.AGREED, "Согласовано", "letter.agreed"),
    (LetterState.APPROVED, "Утверждено", "letter.approved"),
    (LetterState.SENT, "Отправлено", "letter.sent"),
)
_ORDER = [state for state, _, _ in _LINE]
_BEGINS_AS = {LetterState.RETURNED: "Возвращено", LetterState.REMOVED: "Удалено"}
_BACK = frozenset({"letter.returned", "letter.recalled", "letter.approval-revoked", "letter.removed"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``who`` and ``at`` when it has been made, ``state`` where the letter stands towards it."""

    words: str
    state: State
    who: str = ""
    at: datetime | None = None


def steps(folder: Folder) -> Sequence[Step]:
    """The steps from a draft to a letter sent; a letter that came back stands at the first again."""
    state = LetterState(folder.letter.state)
    here = _ORDER.index(state) if state in _ORDER else 0
    return [_step(index, here, folder.steps, state) for index in range(len(_LINE))]


def _step(index: int, here: int, entries: Sequence[AuditEntry], state: LetterState) -> Step:
    _, words, action = _LINE[index]
    if index > here:
        return Step(words, "next")
    if index == 0 and here == 0:
        back = next((entry for entry in reversed(entries) if entry.action in _BACK), None)
        if back is not None:
            words = _BEGINS_AS.get(state, words)
            return Step(words, "here", back.by, datetime.fromisoformat(back.at).astimezone())
    made = next((entry for entry in reversed(_since_back(entries, index)) if entry.action == action), None)
    if made is None:
        return Step(words, "here" if index == here else "skipped")
    return Step(words, "here" if index == here else "done", made.by, datetime.fromisoformat(made.at).astimezone())


def _since_back(entries: Sequence[AuditEntry], index: int) -> Sequence[AuditEntry]:
    """Steps made before the letter came back for the last time count no more, but for its beginning."""
    if index == 0:
        return entries
    last = max((i for i, entry in enumerate(entries) if entry.action in _BACK), default=-1)
    return entries[last + 1 :]
