"""Checks made elsewhere: what a checker is asked for becomes an order, which another process may carry out.

Whoever serves many people has letters of strangers checked where a check can be ended (webui.checkroom); what is known
without reading a letter (the rules, the profile) is answered here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from letterkit.checking.bodies import Bodies
from letterkit.checking.checker import CheckedLetter, Checker
from letterkit.checks.waivers import Waiver
from letterkit.core.budget import Budget
from letterkit.core.case import CaseCard
from letterkit.core.letter import Letter
from letterkit.core.profile import Profile
from letterkit.core.report import Report


class Work(Protocol):
    """A function of a module (it is known elsewhere by its name): what it gives for ``checker`` within ``budget``."""

    def __call__(self, checker: Checker, budget: Budget | None, *given: Any, **named: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Order:
    """``work`` to be done with the checker of ``body``, or with that checker without its grammar engine."""

    work: Work
    body: str
    given: tuple[Any, ...]
    named: Mapping[str, Any] = field(default_factory=dict)
    with_language: bool = True


Ask = Callable[[Order], Any]
"""Has an order carried out, wherever that is; raises what its work raises, ToolFailed ``check.*`` when it was ended."""


def answer(order: Order, bodies: Bodies, budget: Budget | None) -> Any:
    """What the work of ``order`` gives, done here."""
    checker = bodies.of(order.body)
    if not order.with_language:
        checker = checker.without_language()
    return order.work(checker, budget, *order.given, **order.named)


def check_bytes(checker: Checker, budget: Budget | None, *given: Any, **named: Any) -> CheckedLetter:
    """``Checker.check_bytes`` as an order."""
    return checker.check_bytes(*given, **named, budget=budget)


def check_letter(checker: Checker, budget: Budget | None, *given: Any, **named: Any) -> Report:
    """``Checker.check_letter`` as an order."""
    return checker.check_letter(*given, **named, budget=budget)


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
        text_only: bool | None = False,
    ) -> CheckedLetter:
        named = {"card": card, "registered": registered, "text_only": text_only}
        order = self._order(check_bytes, data, name, tuple(waivers), **named)
        return cast(CheckedLetter, self._ask(order))

    def check_letter(
        self,
        letter: Letter,
        waivers: Sequence[Waiver] = (),
        *,
        card: CaseCard | None = None,
        registered: bool = True,
        budget: Budget | None = None,
        text_only: bool = False,
    ) -> Report:
        named = {"card": card, "registered": registered, "text_only": text_only}
        order = self._order(check_letter, letter, tuple(waivers), **named)
        return cast(Report, self._ask(order))

    def _order(self, work: Work, *given: Any, **named: Any) -> Order:
        return Order(work, self._body, given, named, with_language=self.proofreader is self._inner.proofreader)


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
