"""The letters that answer some of the made-up appeals: when each step was taken, and by whom."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bench.made_up.appeals import MadeUpAppeal
from letterkit.core.outcome import Channel, Outcome
from letterkit.core.register import Result

_BY = {Channel.EMAIL: Channel.EMAIL, Channel.POST: Channel.POST, Channel.SITE: Channel.EMAIL}
_USUALLY = Channel.POS
_RETURNED, _BETTER = 0.27, 0.85  # each quarter so much of the share of the one before
_AGAIN = 0.2
_OPENS, _CLOSES = 9 * 60, 18 * 60  # minutes of a working day
_REPLIES = {
    Result.SATISFIED: ("solved", Outcome.SOLVED),
    Result.REFUSED: ("cannot", Outcome.CANNOT),
    Result.EXPLAINED: ("explained", Outcome.EXPLAINED),
    Result.REDIRECTED: ("redirect", Outcome.REDIRECTED),
    Result.NO_ANSWER: ("unclear", Outcome.NO_ANSWER),
}


@dataclass(frozen=True, slots=True)
class Step:
    """``who`` (executor, reviewer, signer or registry) did ``action`` of the journal at the moment ``at``."""

    at: datetime
    who: str
    action: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an appeal was answered by a letter: the reply text, how it went, all steps in order of time."""

    reply: str
    outcome: Outcome
    channel: Channel
    steps: tuple[Step, ...]

    @property
    def returns(self) -> int:
        return sum(step.action == "letter.returned" for step in self.steps)

    def at(self, action: str, last: bool = False) -> datetime:
        """When ``action`` was done first, or the ``last`` time."""
        moments = [step.at for step in self.steps if step.action == action]
        return moments[-1 if last else 0]


def answer(made: MadeUpAppeal, chance: random.Random, reasons: Sequence[str]) -> Answer:
    """The letter that answered ``made``, which was answered and has a result."""
    assert made.answered is not None
    assert made.result is not None
    actions = [("executor", "letter.begun"), ("executor", "letter.submitted")]
    share = _RETURNED * _BETTER**made.quarter
    while chance.random() < share:
        actions += [("reviewer", "letter.returned"), ("executor", "letter.submitted")]
        share = _AGAIN
    actions += [("reviewer", "letter.agreed"), ("signer", "letter.approved"), ("registry", "letter.sent")]
    moments = _moments(made.registered, made.answered, len(actions), chance)
    steps = tuple(
        Step(at, who, action, chance.choice(reasons) if action == "letter.returned" else "")
        for at, (who, action) in zip(moments, actions, strict=True)
    )
    reply, outcome = _REPLIES[made.result]
    return Answer(reply, outcome, _BY.get(made.channel, _USUALLY), steps)


def _moments(first: date, last: date, count: int, chance: random.Random) -> list[datetime]:
    """So many moments in order; the last lies on the day ``last``, the others spread over the days before, in hours.

    Most of the time goes by before the letter is begun, and it is sent soon after it is signed.
    """
    days = (last - first).days
    places = sorted(chance.betavariate(2.2, 1.1) for _ in range(count - 1))
    on = [first + timedelta(days=round(days * place)) for place in places] + [last]
    minutes = [chance.randrange(_OPENS, _CLOSES) for _ in on]
    moments = sorted(
        datetime.combine(day, time(minute // 60, minute % 60)).astimezone()
        for day, minute in zip(on, minutes, strict=True)
    )
    return [moment + timedelta(seconds=number) for number, moment in enumerate(moments)]
