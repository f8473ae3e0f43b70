"""Which rules want a look: answered for again and again, silent all the time, waivers that end soon.

A waiver is a decision, and a batch one case however many letters it has: a thousand letters of one table with the same
slip are one disagreement with the rule, not a thousand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from letterkit.checks.check import Check
from letterkit.checks.rule_book import RuleBook
from letterkit.core import clock
from letterkit.core.finding import Level
from letterkit.core.office import Actor
from letterkit.office.rule_figures.figures import by_rule, letters_checked, within
from letterkit.office.rule_figures.period import Period
from letterkit.office.rule_figures.places import RuleWaiver, answered_for
from letterkit.store.rule_tables import RuleCount

SHARE_WAIVED = 0.3
"""From this share of cases on a rule that is answered for is proposed for advice: …"""
CASES_WAIVED = 5
"""… when there were as many of them at least, so that two letters decide nothing."""
ENDS_WITHIN = timedelta(days=7)
_MOST_ENDING = 50
_MOST_WAIVED = 30


@dataclass(frozen=True, slots=True)
class DisputedRule:
    """A rule that somebody answers for: in ``waived`` of ``cases`` (letters, and batches as wholes) in which it fired.

    ``check`` is None when the rule is in force no more.
    """

    code: str
    check: Check | None
    cases: int
    waived: int

    @property
    def share(self) -> float:
        return self.waived / self.cases

    @property
    def is_proposed(self) -> bool:
        """Whether the rule is proposed for advice; advice itself, and rules that are gone, are not."""
        if self.check is None or self.check.level is Level.ADVICE:
            return False
        return self.share >= SHARE_WAIVED and self.waived >= CASES_WAIVED


@dataclass(frozen=True, slots=True)
class Health:
    """``disputed``: the greatest share first. ``silent``: rules in force that found nothing in ``letters``.

    ``ending``: waivers of letters not approved yet that end within ENDS_WITHIN or have ended, the first to end first.
    """

    letters: int
    fired: int
    disputed: tuple[DisputedRule, ...]
    silent: tuple[Check, ...]
    ending: tuple[RuleWaiver, ...]

    @property
    def proposed(self) -> tuple[DisputedRule, ...]:
        """Those to be made advice."""
        return tuple(one for one in self.disputed if one.is_proposed)


def health(session: Session, by: Actor | None, book: RuleBook, period: Period) -> Health:
    """The health of the rules of ``book`` over ``period``; ``by`` as in ``answered_for``."""
    fired = by_rule(session, period)
    return Health(
        letters=letters_checked(session, period),
        fired=len(fired.keys() & book.by_code.keys()),
        disputed=tuple(_disputed_rules(session, book.by_code, period)),
        silent=tuple(_silent(book.checks, fired)),
        ending=tuple(_ending(session, by)),
    )


def _disputed_rules(session: Session, checks: Mapping[str, Check], period: Period) -> list[DisputedRule]:
    is_waived = func.sum(case((RuleCount.waived > 0, 1), else_=0))
    letters = select(RuleCount.code, func.count(), is_waived).where(within(period), RuleCount.batch_id.is_(None))
    cases, waived = Counter[str](), Counter[str]()
    for code, count, answered in session.execute(letters.group_by(RuleCount.code)):
        cases[code], waived[code] = count, answered
    whole = select(RuleCount.code, is_waived).where(within(period), RuleCount.batch_id.is_not(None))
    for code, answered in session.execute(whole.group_by(RuleCount.batch_id, RuleCount.code)):
        cases[code] += 1
        waived[code] += answered > 0
    found = [DisputedRule(code, checks.get(code), cases[code], count) for code, count in waived.items() if count]
    return sorted(found, key=lambda each: (not each.is_proposed, -each.share, -each.waived, each.code))[:_MOST_WAIVED]


def _silent(checks: Iterable[Check], fired: Mapping[str, object]) -> list[Check]:
    return sorted(
        (check for check in checks if check.code not in fired and check.family != "internal"),
        key=lambda check: check.code,
    )


def _ending(session: Session, by: Actor | None) -> list[RuleWaiver]:
    found = answered_for(session, by, ends_by=clock.today() + ENDS_WITHIN, most=_MOST_ENDING)
    return found[::-1]
