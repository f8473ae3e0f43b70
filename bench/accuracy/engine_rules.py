"""What the rules of a LanguageTool server say one by one, allowed and refused alike, and what we say without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.accuracy.precision import findings_of
from letterkit.checking.checker import Checker
from letterkit.checking.text_alone import line_letter
from letterkit.checks.engine_findings import may_be_shown
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.language.judge import Judge, OwnProofreader, load_judge
from letterkit.language.languagetool.client import LanguageToolServer
from letterkit.language.ports import Match, UnitEngine


def open_engine_rules(checker: Checker) -> "EngineRules":
    """Every rule of the server that ``checker`` knows the address of; raises ToolMissing ``languagetool.no-answer``."""
    options, judge = checker.options, load_judge(checker.options.rules)
    # Apart: of two rules that speak of the same words the engine lets one speak.
    engines = (
        LanguageToolServer(options.languagetool_url, rules) for rules in (judge.allowed.rules, judge.allowed.refused)
    )
    return EngineRules(tuple(engines), judge, checker)


@dataclass(frozen=True, slots=True)
class EngineRules:
    """``engines`` with every rule between them, behind ``judge``; ``checker`` knows names and quotations."""

    engines: tuple[UnitEngine, ...]
    judge: Judge
    checker: Checker

    def findings(self, texts: Sequence[str]) -> list[list[Finding]]:
        """What each rule says of each of ``texts``, under the rule's own name."""
        found = []
        answers = [engine.matches_each(texts) for engine in self.engines]
        for text, *each in zip(texts, *answers, strict=True):
            subject = Subject(line_letter(text, ""), self.checker.book.complete(self.checker.profile))
            shown = (match for matches in each for match in matches if may_be_shown(subject, match))
            found.append([self._finding(text, match) for match in shown])
        return found

    def findings_without(self, texts: Sequence[str]) -> list[list[Finding]]:
        """What is said of ``texts`` without the server."""
        self.checker.proofreader = OwnProofreader(None, self.judge)
        return findings_of(self.checker, texts)

    def _finding(self, text: str, match: Match) -> Finding:
        shown = self.judge.without_yo(text, match)
        one = shown or match
        allowed = self.judge.allowed.by_rule.get(match.rule)
        return Finding(
            match.rule, None, allowed.level if allowed else Level.ADVICE, match.message,
            excerpt=text[one.start : one.end], start=one.start, end=one.end, suggestions=one.replacements,
        )  # fmt: skip
