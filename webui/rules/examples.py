"""What a rule's page shows of it: its examples are tried once, as long as the rules stay the same."""

from functools import lru_cache

from letterkit.checking.checker import Checker
from letterkit.checking.examples.trial import Bench
from letterkit.core.errors import RequestError
from letterkit.reports.rule_view import RuleView, rule_view
from webui.engine import engine

_MOST = 256  # views of some tens of kilobytes at most


def view_of(code: str) -> RuleView:
    """The rule ``code`` in force; raises RequestError ``rule.gone``."""
    checker = engine().checkers.of()
    if code not in checker.book.by_code:
        raise RequestError("rule.gone", rule=code)
    return _view(checker, checker.book.version, code)


@lru_cache(maxsize=_MOST)
def _view(checker: Checker, version: str, code: str) -> RuleView:
    return rule_view(checker.book.by_code[code], _bench(checker, version))


@lru_cache(maxsize=2)
def _bench(checker: Checker, version: str) -> Bench:
    return Bench(checker.book, checker.profile, checker.options.rules, None)
