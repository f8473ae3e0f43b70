"""The likeliest run of roles through a sequence of lines: what each line shows, weighed against the order of a letter.

A letter goes head → salutation → text → tail → executor mark. Going on with the same role is cheap, changing it
inside a block is dear, going back to an earlier stage is dearest. The best path over all lines wins (Viterbi).
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from letterkit.core.letter import Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Stages of a letter in the order of GOST R 7.0.97; roles without one may stand anywhere.
_STAGE = {
    Role.LETTERHEAD: 0,
    Role.REFERENCE: 0,
    Role.ADDRESSEE: 0,
    Role.TITLE: 0,
    Role.SALUTATION: 1,
    Role.BODY: 2,
    Role.ATTACHMENT: 3,
    Role.CLOSING: 3,
    Role.SIGNATURE: 3,
    Role.ESIGN: 3,
    Role.EXECUTOR: 4,
}
_BACK = {0: -8.0, 1: -6.0, 2: -5.0, 3: -2.0}
# Roles that fill a block of lines by themselves, and lose sense when another role breaks into them.
_BLOCKS = frozenset(
    {Role.LETTERHEAD, Role.ADDRESSEE, Role.TITLE, Role.SIGNATURE, Role.EXECUTOR, Role.ATTACHMENT, Role.ESIGN}
)
# A blank ends with its date and number: what looks like a letterhead after them is more often an addressee.
_AFTER_LETTERHEAD = frozenset({Role.DATE, Role.NUMBER, Role.REFERENCE, Role.ADDRESSEE})
_BACK_TO_LETTERHEAD = -2.0
_GO_ON = 1.5
_CHANGE_INSIDE = -1.5
_FREE = frozenset(
    {Role.DATE, Role.NUMBER, Role.REFERENCE, Role.RESTRICTION, Role.PAGE_NUMBER, Role.SALUTATION, Role.CLOSING}
)


def best(
    weights: Sequence[dict[Role, float]],
    gaps: Sequence[int],
    entries: Sequence[dict[Role, float]],
    *,
    free_order: bool = False,
) -> list[Role]:
    """One role a line; ``gaps`` are blank lines before each.

    ``entries`` are prices of beginning a role with this line; ``free_order`` forgets the stages (text boxes, headers).
    """
    import numpy as np

    if not weights:
        return []
    roles = tuple(weights[0])
    shown = np.array([[weight[role] for role in roles] for weight in weights])
    totals = shown[0] + [entries[0].get(role, 0.0) for role in roles]
    came_from: list[list[int]] = []
    for weight, gap, entry in zip(shown[1:], gaps[1:], entries[1:], strict=True):
        candidates = totals + _steps(roles, gap > 0, free_order)
        for role, price in entry.items():
            index = roles.index(role)
            stays = candidates[index, index]
            candidates[index] += price
            candidates[index, index] = stays
        origin = candidates.argmax(axis=1)
        totals = candidates[np.arange(len(roles)), origin] + weight
        came_from.append(origin.tolist())
    index = int(totals.argmax())
    path = [index]
    for origin in reversed(came_from):
        index = origin[index]
        path.append(index)
    return [roles[index] for index in reversed(path)]


@cache
def _steps(roles: tuple[Role, ...], gap: bool, free_order: bool) -> "NDArray[np.float64]":
    """For each role the price of coming to it from each role."""
    import numpy as np

    return np.array([[_step(before, after, gap, free_order) for before in roles] for after in roles])


def _step(before: Role, after: Role, gap: bool, free_order: bool) -> float:
    if before is after:
        return (_GO_ON if not gap else 0.3) if after in _BLOCKS else 0.0
    price = 0.0
    if not gap and before in _BLOCKS and after not in _FREE:
        price += _CHANGE_INSIDE
    if before in _AFTER_LETTERHEAD and after is Role.LETTERHEAD:
        price += _BACK_TO_LETTERHEAD
    one, two = _STAGE.get(before), _STAGE.get(after)
    if not free_order and one is not None and two is not None and two < one:
        price += _BACK[two]
    return price
