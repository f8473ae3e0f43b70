"""The days by which a standard reply is to go, counted for one card (clauses 7.4–7.8; 59-FZ art. 8, 11, 12)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.finding import Level
from letterkit.core.outcome import Ground, Outcome
from letterkit.core.profile import Profile
from letterkit.deadlines.counting import Term, reckon_deadline
from letterkit.russian.calendar import Edition, Weekend, edition
from letterkit.standard_replies.evidence import GivenEvidence
from letterkit.standard_replies.refusal import Refusal

# 59-FZ: 8.3 and 11.2, 11.4, 11.4.1, 11.5.1 give seven days; 11.3, 11.5 and 11.6 name no term, so that of 12.1 holds.
_SHORT: dict[Ground | Outcome, Term] = {
    Outcome.REDIRECTED: "redirect",
    Ground.COURT: "court",
    Ground.UNREADABLE: "unreadable",
    Ground.UNCLEAR: "unclear",
    Ground.PUBLISHED: "published",
}


@dataclass(frozen=True, slots=True)
class Days:
    """The last days that hold for one card, by the body's own rule for days off.

    ``review_at_latest`` is the end of the first term by the kinder reading, which the law does not rule out (NORMS 0.2
    names the two): after it nobody can say that the term still runs. ``letter`` is the day of the letter.
    """

    registered: datetime.date
    letter: datetime.date
    review: datetime.date
    review_at_latest: datetime.date
    notice: datetime.date
    longest: datetime.date
    extended_to: datetime.date | None


def days_of(card: CaseCard, profile: Profile, extended_to: datetime.date | None) -> Days | None:
    """The days of ``card``; None without a day of registration. A letter without a date is of today."""
    registered = card.appeal.registered
    if registered is None:
        return None
    weekend: Weekend = profile.weekend  # type: ignore[assignment]
    longest = [_due(registered, "extension", each) for each in (weekend, "same")]
    return Days(
        registered=registered,
        letter=card.date or clock.today(),
        review=_due(registered, "review", weekend),
        review_at_latest=_due(registered, "review", "following"),
        notice=_due(registered, "notice", weekend),
        longest=max(longest),
        extended_to=extended_to,
    )


def of_terms(given: GivenEvidence, profile: Profile, days: Days) -> Iterator[Refusal]:
    """A letter before its appeal is a mistake; one that is late is still owed, so it is told and not stopped."""
    if days.letter < days.registered:
        yield given.refusal(
            "standard.before-appeal", "date", clause="4.1", date=days.letter, registered=days.registered
        )
        return
    if given.basis is Outcome.EXTENDED:
        return  # letterkit.standard_replies.course: after the term there is nothing to prolong
    term = _SHORT.get(given.basis)
    if term:
        weekend: Weekend = profile.weekend  # type: ignore[assignment]
        last, clause = _due(days.registered, term, weekend), None
    else:
        last, clause = days.extended_to or days.review, "7.4"
    if days.letter > last:
        yield given.refusal("standard.overdue", "date", Level.WARNING, clause, last=last, date=days.letter)


def _due(start: datetime.date, term: Term, weekend: Weekend) -> datetime.date:
    """The last day; where no calendar of the year is known, days off are not looked at, as in office.cases.appeals."""
    return _due_by(start, term, weekend, edition())


@lru_cache(maxsize=4096)  # appeals of one batch were registered on a few days
def _due_by(start: datetime.date, term: Term, weekend: Weekend, files: Edition) -> datetime.date:
    return reckon_deadline(start, term, weekend).deadline.due
