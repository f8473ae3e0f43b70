"""Rules tried on their own examples: the wrong are found where brackets stand, the right leave all rules silent."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

from letterkit.checking.examples.letters import ExampleLetter, as_list, clean_letter, make_letter, shift_parts
from letterkit.checks import run
from letterkit.checks.check import Check, Example, Need, holes
from letterkit.checks.engine_findings import OF_SERVER
from letterkit.checks.hit import Hit
from letterkit.checks.mend_trial import without_bad_mends
from letterkit.checks.paragraph_cache import Memory
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.errors import InputError, RuleError
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.datafile import place_of, read_text
from letterkit.language.ports import Proofreader

_HAVE_A_PLACE = frozenset({"existence", "replace", "pattern", "match", "government", "wordlist", "speech"})
_ALWAYS_THERE = frozenset({"excerpt", "mend"})
# Texts on which a pattern that goes over the same characters again and again never ends.
_ENDLESS = ("а" * 200, "1" * 200, "слово " * 400, "1 " * 400, ". " * 400, "А. " * 400)

SLOW_S = 1.0

Trial = Callable[[Check, Example, ExampleLetter, str], Iterator["Fault"]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the rule ``code`` or one of its examples; ``what`` is a code of letterkit.reports.wording.

    ``line`` and ``column`` (1-based) are of ``file``; ``details`` are what was found instead.
    """

    code: str
    file: str
    what: str
    example: str
    details: str = ""
    line: int | None = None
    column: int | None = None

    @property
    def error(self) -> RuleError:
        """The same as an error that letterkit.reports.wording can tell."""
        details = {"key": self.details, "found": self.details, "example": self.example}
        return RuleError(self.what, file=self.file, line=self.line, column=self.column, **details)


@dataclass(frozen=True, slots=True)
class TriedExample:
    """The letter that an example makes, the spans of its brackets and what its rule finds in it."""

    made: ExampleLetter
    findings: tuple[Finding, ...]


class Bench:
    """Tries the examples of a rule book; ``proofreader`` is used where a rule needs one and on right examples.

    Without one the rules that need it are not tried at all, nor those of a LanguageTool server without a server
    (``untried_codes``).
    """

    def __init__(self, book: RuleBook, profile: Profile, rules: Path, proofreader: Proofreader | None) -> None:
        self.book = book
        self.profile = book.complete(profile)
        self.proofreader = proofreader
        self._home = rules.parent
        self._base = clean_letter(rules)
        self._memory = Memory()
        self._sources = {pack.file: pack.source for pack in book.own}

    def faults(self, codes: Iterable[str] = ()) -> Iterator[Fault]:
        """Every fault of the examples of ``codes`` (all rules when empty)."""
        wanted = set(codes)
        for check in self.book.checks:
            if not wanted or check.code in wanted:
                yield from self.faults_of(check)

    def untried_codes(self, codes: Iterable[str] = ()) -> list[str]:
        """The rules among ``codes`` (all when empty) that cannot be tried without a proofreader or a server."""
        wanted = set(codes)
        engine = self.proofreader and self.proofreader.engine
        return [
            check.code
            for check in self.book.checks
            if check.needs is Need.PROOFREADER
            and (engine is None or (engine == "embedded" and check.code.endswith(OF_SERVER)))
            and (not wanted or check.code in wanted)
        ]

    def faults_of(self, check: Check) -> Iterator[Fault]:
        """The faults of one rule: of each of its examples, of its message, of its patterns."""
        if self.untried_codes([check.code]):
            return
        for number, example in enumerate(check.wrong):
            for fault in self._catch(check, example, self._wrong):
                of_message = fault.what == "rule.unknown-hole"
                yield self._place(fault, check, ("message",) if of_message else ("examples", "wrong", number))
        for number, example in enumerate(check.right):
            for fault in self._catch(check, example, self._right):
                yield self._place(fault, check, ("examples", "right", number))

    def slow(self, codes: Iterable[str] = ()) -> Iterator[Fault]:
        """Rules among ``codes`` (all when empty) whose patterns lose themselves in a long line.

        Apart from ``faults``, for this is measured in time: on the author's machine, not in tests.
        """
        wanted = set(codes)
        for check in self.book.checks:
            if check.kind == "pattern" and (not wanted or check.code in wanted) and self._is_slow(check):
                yield self._place(Fault(check.code, check.file, "rule.slow", ""), check, ("find",))

    def try_example(self, check: Check, example: Example) -> TriedExample:
        """``example`` made into a letter, and what ``check`` finds in it; raises as ``example_letters.made``."""
        letter = make_letter(self._base, check, example)
        return TriedExample(
            letter, tuple(check.finding(hit, self._subject(letter)) for hit in self._hits(check, letter))
        )

    def _catch(self, check: Check, example: Example, trial: Trial) -> Iterator[Fault]:
        """The faults that ``trial`` finds; what breaks it is a fault too."""
        shown = _example_text(example)
        try:
            yield from trial(check, example, make_letter(self._base, check, example), shown)
        except InputError as fault:
            key = fault.details.get("key")
            yield Fault(check.code, check.file, fault.code, shown, str(key) if key else "")
        except TimeoutError:
            yield Fault(check.code, check.file, "rule.slow", shown)

    def _place(self, fault: Fault, check: Check, path: tuple[int | str, ...]) -> Fault:
        try:
            text = self._sources.get(fault.file) or read_text(self._home / fault.file, RuleError)
            line, column = place_of(text, (*check.at, *path))
        except RuleError:  # a rule that is in no file, such as one that a test has made
            return fault
        return replace(fault, line=line, column=column)

    def _wrong(self, check: Check, example: Example, letter: ExampleLetter, shown: str) -> Iterator[Fault]:
        if example.text and not letter.spans and check.kind in _HAVE_A_PLACE:
            yield Fault(check.code, check.file, "example.no-brackets", shown)
        hits = self._hits(check, letter)
        if not hits:
            yield Fault(check.code, check.file, "example.not-found", shown)
            return
        findings = [check.finding(hit, self._subject(letter)) for hit in hits]
        yield from _find_unfilled(check, hits)
        found = {(finding.start, finding.end) for finding in findings}
        if any(span not in found for span in letter.spans):
            yield Fault(check.code, check.file, "example.other-place", shown, _excerpts(findings))
        yield from self._mend_faults(check, letter, findings, shown)

    def _mend_faults(
        self, check: Check, letter: ExampleLetter, findings: Sequence[Finding], shown: str
    ) -> Iterator[Fault]:
        """Faults of the mends that are offered first; a person chooses among the others by reading them."""
        before: set[str] | None = None
        for finding in without_bad_mends(findings, self._subject(letter), self.book):
            start, end = finding.start, finding.end
            if start is None or end is None or not finding.suggestions:
                continue
            for words in finding.suggestions[:1]:
                text = letter.letter.text[:start] + words + letter.letter.text[end:]
                after = replace(letter, letter=shift_parts(letter.letter, text, end, len(words) - (end - start)))
                if any(_near(again.start, start, len(words)) for again in self._hits(check, after)):
                    yield Fault(check.code, check.file, "example.mend-found-again", shown, f"«{words}»")
                errors = self._errors(after)
                if errors and before is None:
                    before = {error.code for error in self._errors(letter)}
                if new := [error for error in errors if error.code not in (before or ())]:
                    yield Fault(check.code, check.file, "example.mend-breaks", shown, f"«{words}»: {_alarms(new)}")

    def _right(self, check: Check, example: Example, letter: ExampleLetter, shown: str) -> Iterator[Fault]:
        expected = as_list(example.changes.get("besides"))
        for finding in self._findings(letter):
            if finding.code in expected:
                continue
            if finding.code == "internal.check-slow":
                yield Fault(check.code, check.file, "rule.slow", shown)
            elif finding.level is not Level.ADVICE or finding.code == check.code:
                yield Fault(check.code, check.file, "example.alarm", shown, _alarms([finding]))

    def _hits(self, check: Check, letter: ExampleLetter) -> list[Hit]:
        return list(check.run(self._subject(letter)))

    def _findings(self, letter: ExampleLetter) -> tuple[Finding, ...]:
        report = run.check(
            letter.letter,
            book=self.book,
            profile=self.profile,
            card=letter.card,
            facts=letter.facts,
            proofreader=self.proofreader,
            memory=self._memory,
        )
        return report.findings

    def _errors(self, letter: ExampleLetter) -> list[Finding]:
        return [finding for finding in self._findings(letter) if finding.level is Level.ERROR]

    def _subject(self, letter: ExampleLetter) -> Subject:
        return Subject(letter.letter, self.profile, card=letter.card, facts=letter.facts, proofreader=self.proofreader)

    def _is_slow(self, check: Check) -> bool:
        """Whether a long line that the patterns do not match takes them more than a second of work.

        The words of an example follow it: where they are not ahead, a search is given up before it begins.
        """
        words = next((example.text for example in check.wrong if example.text), "")
        for line in _ENDLESS:
            subject = self._subject(make_letter(self._base, check, Example(f"{line}§ {words}")))
            began = process_time()
            try:
                for _ in check.run(subject):
                    pass
            except TimeoutError:
                return True
            if process_time() - began > SLOW_S:
                return True
        return False


def _find_unfilled(check: Check, hits: Sequence[Hit]) -> Iterator[Fault]:
    """Holes of the message and the advice that no hit fills: most often a slip of the pen."""
    filled = _ALWAYS_THERE.union(*(hit.details for hit in hits))
    for hole in sorted((holes(check.message) | holes(check.advice)) - filled):
        known = ", ".join(f"{{{name}}}" for name in sorted(filled))
        yield Fault(check.code, check.file, "rule.unknown-hole", f"{{{hole}}}", known)


def _example_text(example: Example) -> str:
    return example.text or str(dict(example.changes))


def _excerpts(findings: Sequence[Finding]) -> str:
    return "; ".join(f"«{finding.excerpt}»" if finding.excerpt else finding.message for finding in findings)


def _alarms(findings: Sequence[Finding]) -> str:
    return "; ".join(f"{finding.code} «{finding.excerpt}» – {finding.message}" for finding in findings)


def _near(start: int | None, place: int, length: int) -> bool:
    return start is not None and place <= start <= place + length
