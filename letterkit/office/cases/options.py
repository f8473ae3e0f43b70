"""What somebody can do with a letter now, and what stands in the way of the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from letterkit.core import clock
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.report import Verdict
from letterkit.office import rights
from letterkit.office.cases import drafts
from letterkit.office.cases.folder import Folder


class Action(StrEnum):
    """The steps of a letter, in the order in which they are offered."""

    EDIT = "edit"
    RECALL = "recall"
    TAKE = "take"
    RELEASE = "release"
    MAKE = "make"
    NUMBER = "number"
    AGREE = "agree"
    APPROVE = "approve"
    REMARK = "remark"
    WAIVE = "waive"
    RETURN = "return"
    SEND = "send"
    EXPORT = "export"
    REVOKE = "revoke"
    REMOVE = "remove"
    BRING_BACK = "bring_back"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way: a code of ``reports.blockers`` and what its words name."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """An action that is ``by``'s to take, now or further on; with ``stands`` it is not possible yet."""

    action: Action
    stands: Sequence[Obstacle] = ()

    @property
    def is_open(self) -> bool:
        return not self.stands


_WAY = (LetterState.DRAFT, LetterState.REVIEW, LetterState.AGREED, LetterState.APPROVED, LetterState.SENT)
_STEPS: Mapping[Action, tuple[frozenset[Duty], frozenset[LetterState]]] = {
    Action.TAKE: (frozenset({Duty.REVIEWER, Duty.SIGNER}), rights.REVIEWED),
    Action.RELEASE: (frozenset({Duty.REVIEWER, Duty.SIGNER}), rights.REVIEWED),
    Action.NUMBER: (frozenset({Duty.REGISTRY, Duty.SIGNER, Duty.REVIEWER}), rights.REVIEWED),
    Action.AGREE: (frozenset({Duty.REVIEWER}), frozenset({LetterState.REVIEW})),
    Action.APPROVE: (frozenset({Duty.SIGNER}), rights.REVIEWED),
    Action.REMARK: (frozenset({Duty.REVIEWER, Duty.SIGNER}), rights.REVIEWED),
    Action.WAIVE: (frozenset({Duty.REVIEWER, Duty.SIGNER}), rights.REVIEWED),
    Action.RETURN: (frozenset({Duty.REVIEWER, Duty.SIGNER}), rights.REVIEWED),
    Action.SEND: (frozenset({Duty.REGISTRY}), frozenset({LetterState.APPROVED})),
    Action.EXPORT: (frozenset(Duty), rights.FROZEN),
    Action.REVOKE: (frozenset({Duty.SIGNER}), frozenset({LetterState.APPROVED})),
}
"""Whose duty an action is, and in which states of the letter."""
_ANNOUNCED = frozenset({Action.NUMBER, Action.AGREE, Action.APPROVE, Action.SEND})
"""The steps on the way of every letter: whoever is to take one sees that it is still to come."""


def options(by: Actor, folder: Folder) -> Mapping[Action, Option]:
    """What ``by`` can do with the letter, or will be able to on a later step; what is past is left out."""
    return {option.action: option for option in _options(by, folder)}


def _options(by: Actor, folder: Folder) -> Iterator[Option]:
    letter = folder.letter
    state = LetterState(letter.state)
    if state is LetterState.REMOVED:
        yield Option(Action.BRING_BACK)
        return
    if rights.may_write(by, letter):
        yield Option(Action.EDIT)
        if drafts.is_removable(letter):
            yield Option(Action.REMOVE)
        if state is LetterState.REVIEW and not folder.is_made:
            yield Option(Action.MAKE)
    if state is LetterState.REVIEW and rights.is_theirs(by, letter):
        yield Option(Action.RECALL)
    if folder.came_back and by.has(Duty.REGISTRY):
        yield Option(Action.SEND)
    for action, (duties, states) in _STEPS.items():
        if not by.has(*duties) or not _is_ahead(state, states):
            continue
        is_mine = letter.reviewer_id == by.id
        if action in (Action.TAKE, Action.RELEASE) and (action is Action.RELEASE) is not is_mine:
            continue
        if state in states:
            yield Option(action, tuple(_stands(action, by, folder)))
        elif action in _ANNOUNCED:
            yield Option(action, (Obstacle("step", {"state": min(states, key=_WAY.index)}),))


def _is_ahead(state: LetterState, states: frozenset[LetterState]) -> bool:
    here = LetterState.DRAFT if state is LetterState.RETURNED else state
    return _WAY.index(here) <= max(_WAY.index(each) for each in states)


def _stands(action: Action, by: Actor, folder: Folder) -> Iterator[Obstacle]:
    letter = folder.letter
    if action is Action.TAKE:
        if letter.reviewer is not None and letter.state == LetterState.REVIEW:
            yield Obstacle("taken", {"by": letter.reviewer.short_name})
    elif action is Action.WAIVE:
        if by.id in folder.wrote:
            yield Obstacle("author")
    elif action is Action.AGREE:
        yield from _not_ready(folder)
        yield from _waivers_over(folder)
        if by.id in folder.wrote:
            yield Obstacle("author")
    elif action is Action.APPROVE:
        yield from _not_ready(folder)
        yield from _waivers_over(folder)
        if by.id in folder.wrote and not folder.agreed_for:
            yield Obstacle("alone")
        yield from _not_numbered(folder)
    elif action in (Action.SEND, Action.REVOKE) and folder.is_on_its_way:
        yield Obstacle("in-mail")


def _not_ready(folder: Folder) -> Iterator[Obstacle]:
    if folder.open_remarks:
        yield Obstacle("open-remarks", {"remarks": len(folder.open_remarks)})
    shown = folder.shown
    if shown is None or not folder.is_made:
        yield Obstacle("not-made")
        return
    if shown.errors:
        yield Obstacle("errors", {"count": shown.errors})
    if shown.verdict == Verdict.INCOMPLETE or shown.pdf is None:
        left_out = (shown.report or {}).get("not_checked", ())
        yield Obstacle("not-checked", {"items": tuple((each["what"], each["code"]) for each in left_out)})


def _waivers_over(folder: Folder) -> Iterator[Obstacle]:
    """Findings come back when the day of their waiver is over, though the version was checked before it."""
    over = [waiver for waiver in folder.waivers if waiver.until < clock.today()]
    if over:
        yield Obstacle("waiver-over", {"until": max(waiver.until for waiver in over)})


def _not_numbered(folder: Folder) -> Iterator[Obstacle]:
    letter, shown = folder.letter, folder.shown
    if not letter.number:
        yield Obstacle("no-number")
    elif shown is not None and folder.is_made:
        dated = letter.dated.isoformat() if letter.dated else None
        made_of = shown.made_of or {}
        if (made_of.get("number"), made_of.get("dated")) != (letter.number, dated):
            yield Obstacle("number-not-printed")
