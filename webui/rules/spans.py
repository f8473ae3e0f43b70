"""The period that figures of a page are told over, chosen in its address."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from letterkit.office.rule_figures.period import Period, Span, period_of
from letterkit.reports.rule_words import SPANS


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period to choose: its name in the address, its words, whether it is the one chosen."""

    name: str
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class ChosenPeriod:
    """The period chosen, and all there are to choose; ``name`` is None for the usual one."""

    span: Span
    period: Period
    choices: Sequence[PeriodChoice]

    @property
    def name(self) -> str | None:
        return None if self.span is Span.QUARTER else self.span.value

    @property
    def words(self) -> str:
        return SPANS[self.span]


def choose_span() -> ChosenPeriod:
    """What the address asks for; a quarter when it asks for nothing that there is."""
    asked = request.args.get("span", "")
    span = Span(asked) if asked in set(Span) else Span.QUARTER
    return ChosenPeriod(span, period_of(span), [PeriodChoice(each.value, SPANS[each], each is span) for each in Span])
