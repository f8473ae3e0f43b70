"""Checks made elsewhere: what a checker is asked for becomes an order, which another process may answer.

Whoever serves many people has letters of strangers checked where a check can be ended (webui.checkroom); what is known
without reading a letter (the rules, the profile) is answered here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from letterkit.checks.waivers import Waiver
from letterkit.core.budget import Budget
from letterkit.core.case import CaseCard
from letterkit.core.letter import Letter
from letterkit.core.profile import Profile
from letterkit.core.report import Report
from letterkit.flow.cases.office import Bodies
from letterkit.flow.check import Checked, Checker


@dataclass(frozen=True, slots=True)
class Order:
    """One check: of the file ``data`` called ``name``, or of a ``letter`` that has been read, for ``body``."""

    body: str
    data: bytes = b""
    name: str = ""
    letter: Letter | None = None
    waivers: tuple[Waiver, ...] = ()
    card: CaseCard | None = None
    registered: bool = True
    with_language: bool = True


Ask = Callable[[Order], Checked | Report]
"""Has an order answered, wherever that is; raises what the check raises, ToolFailed ``check.*`` when it was ended."""


def answer(order: Order, bodies: Bodies, budget: Budget | None) -> Checked | Report:
    """The report on the letter of ``order``, with its pages where it is a file; errors as ``Checker.check_bytes``."""
    checker = bodies.of(order.body)
    if not order.with_language:
        checker = checker.without_language()
    given: dict[str, Any] = {"card": order.card, "registered": order.registered, "budget": budget}
    if order.letter is not None:
        return checker.check_letter(order.letter, order.waivers, **given)
    return checker.check_bytes(order.data, order.name, order.waivers, **given)


class ConfinedChecker(Checker):
    """``checker`` of ``body``, whose letters are checked by whoever answers ``ask``, within the budget of theirs."""

    def __init__(self, checker: Checker, body: str, ask: Ask) -> None:
        self.__dict__.update(checker.__dict__)
        self._inner, self._body, self._ask = checker, body, ask

    def close(self) -> None:
        self._inner.close()

    def check_bytes(
        self,
        data: bytes,
        name: str,
        waivers: Sequence[Waiver] = (),
        *,
        card: CaseCard | None = None,
        registered: bool = True,
        budget: Budget | None = None,
    ) -> Checked:
        order = self._order(waivers, card, registered)
        return cast(Checked, self._ask(replace(order, data=data, name=name)))

    def check_letter(
        self,
        letter: Letter,
        waivers: Sequence[Waiver] = (),
        *,
        card: CaseCard | None = None,
        registered: bool = True,
        budget: Budget | None = None,
    ) -> Report:
        return cast(Report, self._ask(replace(self._order(waivers, card, registered), letter=letter)))

    def _order(self, waivers: Sequence[Waiver], card: CaseCard | None, registered: bool) -> Order:
        with_language = self.proofreader is self._inner.proofreader
        return Order(self._body, waivers=tuple(waivers), card=card, registered=registered, with_language=with_language)


class ConfinedCheckers:
    """The checkers of ``bodies``, each of which has its letters checked by whoever answers ``ask``."""

    def __init__(self, bodies: Bodies, ask: Ask) -> None:
        self._bodies = bodies
        self._ask = ask
        self._made: dict[str, tuple[Checker, ConfinedChecker]] = {}

    def of(self, body: str = "") -> ConfinedChecker:
        """The checker of ``body`` as it is now: another one when its profile or its rules have changed."""
        checker = self._bodies.of(body)
        made = self._made.get(body)
        if made is None or made[0] is not checker:
            made = self._made[body] = (checker, ConfinedChecker(checker, body, self._ask))
        return made[1]

    def profiles(self) -> Mapping[str, Profile]:
        """The profiles of all bodies by their names here."""
        return self._bodies.profiles()
