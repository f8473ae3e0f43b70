"""How an appeal ended (6.12), as the reply that goes says it."""

import datetime

from letterkit.core.outcome import LEAVES_OPEN, Kind, Outcome
from letterkit.core.register import Result
from letterkit.store.tables import Appeal

NUMBER_LIMIT = 60
_RESULTS = {
    Outcome.SOLVED: Result.SATISFIED,
    Outcome.BY_DATE: Result.SATISFIED,
    Outcome.NO_DATE: Result.EXPLAINED,
    Outcome.CANNOT: Result.REFUSED,
    Outcome.EXPLAINED: Result.EXPLAINED,
    Outcome.REDIRECTED: Result.REDIRECTED,
    Outcome.NO_ANSWER: Result.NO_ANSWER,
}
CHOSEN = (Result.SATISFIED, Result.REFUSED, Result.EXPLAINED)
"""What somebody may say of an answer on the substance."""


def result_of(outcome: Outcome | None) -> Result | None:
    """What a reply of ``outcome`` is counted as; None for one that leaves the appeal open (7.4, 7.12).

    A reply that names no outcome explains.
    """
    if outcome in LEAVES_OPEN:
        return None
    return _RESULTS[outcome] if outcome is not None else Result.EXPLAINED


def is_to_be_asked(appeal: Appeal) -> bool:
    """Whether nobody has said yet if a complaint was satisfied or refused: its reply says neither."""
    return appeal.kind == Kind.COMPLAINT and appeal.answered is not None and appeal.result in (None, Result.EXPLAINED)


def record(
    appeal: Appeal,
    outcome: Outcome | None,
    on: datetime.date,
    number: str | None = None,
    result: Result | None = None,
) -> None:
    """Notes in ``appeal`` that it was answered ``on`` by the letter ``number``; ``result`` is over what it says itself.

    A reply that leaves it open is no answer. What redirects it, or is no answer on the substance, stays that whatever
    ``result`` says. An appeal that has been answered keeps the day on which it was (waiting time, 6.12).
    """
    found = result_of(outcome)
    if found is None:
        return
    appeal.result = result if result is not None and found in CHOSEN else found
    appeal.answered = appeal.answered or on
    appeal.reply_number = (number or appeal.reply_number or "")[:NUMBER_LIMIT] or None
