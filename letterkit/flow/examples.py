"""Rules tried on their own examples: the wrong are found where brackets stand, the right leave all rules silent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import regex
from pydantic import BaseModel, ConfigDict

from letterkit.checks import run
from letterkit.checks.check import Check, Example, Need
from letterkit.checks.rulebook import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.box import Box
from letterkit.core.case import CaseCard
from letterkit.core.errors import RuleError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter, Paragraph, Part, Role, Source
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.core.profile import Profile
from letterkit.datafile import load_model
from letterkit.flow.card import parse_card
from letterkit.proofing.engine import Proofreader

_BRACKETS = regex.compile(r"(?<!\\)\[(?P<inside>(?:[^\[\]\\]|\\.)*)(?<!\\)\]", regex.DOTALL)
_KNOWN_CHANGES = frozenset(
    {"part", "without", "parts", "also", "letter", "card", "pages", "executor_at_mm", "executor_on_page"}
)
_PAGE_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an example of ``code``; ``what`` is a code of letterkit.reports.wording."""

    code: str
    file: str
    what: str
    example: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """A letter made from an example, and the spans that its brackets held (None: absence is expected)."""

    letter: Letter
    spans: tuple[tuple[int, int], ...]
    card: CaseCard | None
    facts: PageFacts | None


class _BasePart(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Role
    text: str


class _BaseLetter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    parts: list[_BasePart]


class Bench:
    """Tries the examples of a rule book; ``proofreader`` is used where a rule needs one and on right examples."""

    def __init__(self, book: RuleBook, profile: Profile, rules: Path, proofreader: Proofreader | None) -> None:
        self.book = book
        self.profile = profile
        self.proofreader = proofreader
        base = load_model(rules / "examples" / "letter.yml", _BaseLetter, RuleError)
        self._base = tuple((part.role, part.text) for part in base.parts)

    def faults(self, codes: Iterable[str] = ()) -> Iterator[Fault]:
        """Every fault of the examples of ``codes`` (all rules when empty)."""
        wanted = set(codes)
        for check in self.book.checks:
            if not wanted or check.code in wanted:
                yield from self.faults_of(check)

    def faults_of(self, check: Check) -> Iterator[Fault]:
        """The faults of one rule's examples."""
        for example in check.wrong:
            yield from self._wrong(check, example)
        for example in check.right:
            yield from self._right(check, example)

    def _wrong(self, check: Check, example: Example) -> Iterator[Fault]:
        made = self._made(check, example)
        hits = [check.finding(hit, self._subject(made)) for hit in check.run(self._subject(made))]
        shown = example.text or str(dict(example.changes))
        if not hits:
            yield Fault(check.code, check.file, "example.not-found", shown)
            return
        if made.spans:
            found = {(hit.start, hit.end) for hit in hits}
            for start, end in made.spans:
                if (start, end) not in found:
                    places = "; ".join(f"«{hit.excerpt}»" for hit in hits)
                    yield Fault(check.code, check.file, "example.other-place", shown, places)
        for hit in hits:
            yield from self._mended(check, made, hit, shown)

    def _mended(self, check: Check, made: _Made, hit: Finding, shown: str) -> Iterator[Fault]:
        if hit.start is None or hit.end is None or not hit.suggestions:
            return
        before = {finding.code for finding in self._errors(made)}
        for suggestion in hit.suggestions:
            text = made.letter.text[: hit.start] + suggestion + made.letter.text[hit.end :]
            shift = len(suggestion) - (hit.end - hit.start)
            after = replace(made, letter=_moved(made.letter, text, hit.end, shift))
            if any(True for again in check.run(self._subject(after)) if _near(again.start, hit.start, len(suggestion))):
                yield Fault(check.code, check.file, "example.mend-found-again", shown, suggestion)
            if new := [finding.code for finding in self._errors(after) if finding.code not in before]:
                yield Fault(check.code, check.file, "example.mend-breaks", shown, f"{suggestion}: {', '.join(new)}")

    def _right(self, check: Check, example: Example) -> Iterator[Fault]:
        made = self._made(check, example)
        shown = example.text or str(dict(example.changes))
        for finding in self._findings(made):
            if finding.level is not Level.ADVICE or finding.code == check.code:
                yield Fault(check.code, check.file, "example.alarm", shown, f"{finding.code} «{finding.excerpt}»")

    def _findings(self, made: _Made) -> tuple[Finding, ...]:
        report = run.check(
            made.letter,
            book=self.book,
            profile=self.profile,
            card=made.card,
            facts=made.facts,
            proofreader=self.proofreader,
        )
        return report.findings

    def _errors(self, made: _Made) -> list[Finding]:
        return [finding for finding in self._findings(made) if finding.level is Level.ERROR]

    def _subject(self, made: _Made) -> Subject:
        return Subject(made.letter, self.profile, card=made.card, facts=made.facts, proofreader=self.proofreader)

    def _made(self, check: Check, example: Example) -> _Made:
        changes = example.changes
        if unknown := set(changes) - _KNOWN_CHANGES:
            raise RuleError(
                "example.unknown-change", file=check.file, rule=check.code, change=", ".join(sorted(unknown))
            )
        blocks = _changed(self._base, example, check)
        text, parts, spans = _joined(blocks)
        card = parse_card(_mapping(changes["card"]), check.file) if "card" in changes else None
        letter = Letter(
            Source("example", "text", sha256(text.encode()).hexdigest()),
            text,
            tuple(Paragraph(part.start, part.end) for part in parts),
            parts,
        )
        return _Made(letter, spans, card, _facts(letter, changes) if _wants_pages(check, changes) else None)


def _wants_pages(check: Check, changes: Mapping[str, object]) -> bool:
    return check.needs is Need.PAGES or "pages" in changes or "executor_at_mm" in changes


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _changed(base: tuple[tuple[Role, str], ...], example: Example, check: Check) -> list[tuple[Role, str]]:
    changes, text = example.changes, example.text
    if "letter" in changes:
        return [(Role.BODY, str(changes["letter"]))]
    replaced = {Role(role): str(words) for role, words in _mapping(changes.get("parts")).items()}
    if text is not None and "part" in changes:
        replaced[Role(str(changes["part"]))] = text
    gone = changes.get("without", ())
    removed = {Role(role) for role in ([gone] if isinstance(gone, str) else gone if isinstance(gone, list) else [])}
    blocks = [(role, replaced.pop(role, words)) for role, words in base if role not in removed]
    if text is not None and "part" not in changes:
        last = max(index for index, (role, _) in enumerate(blocks) if role is Role.BODY)
        blocks.insert(last + 1, (Role.BODY, text))
    for role, words in _mapping(changes.get("also")).items():
        last = max(index for index, (each, _) in enumerate(blocks) if each is Role.BODY)
        blocks.insert(last + 1, (Role(role), str(words)))
    for role, words in replaced.items():
        blocks.insert(_seat(role, blocks), (role, words))
    return blocks


def _seat(role: Role, blocks: list[tuple[Role, str]]) -> int:
    """Where a part that the base letter lacks belongs: in the order in which Role names the parts."""
    order = list(Role)
    return next((at for at, (other, _) in enumerate(blocks) if order.index(other) > order.index(role)), len(blocks))


def _joined(blocks: list[tuple[Role, str]]) -> tuple[str, tuple[Part, ...], tuple[tuple[int, int], ...]]:
    text, parts, spans = "", [], []
    for role, words in blocks:
        joint = " " if role is Role.NUMBER else "\n" if role is Role.REFERENCE else "\n\n"
        text += joint if text else ""
        start = len(text)
        at = 0
        for found in _BRACKETS.finditer(words):
            text += _plain(words[at : found.start()])
            begin = len(text)
            text += _plain(found["inside"])
            spans.append((begin, len(text)))
            at = found.end()
        text += _plain(words[at:])
        parts.append(Part(role, start, len(text)))
    return text, tuple(parts), tuple(spans)


def _plain(words: str) -> str:
    return words.replace("\\[", "[").replace("\\]", "]")


def _near(start: int | None, place: int, length: int) -> bool:
    return start is not None and place <= start <= place + length


def _moved(letter: Letter, text: str, from_: int, shift: int) -> Letter:
    def moved(offset: int) -> int:
        return offset + shift if offset >= from_ else offset

    parts = tuple(replace(part, start=moved(part.start), end=moved(part.end)) for part in letter.parts)
    return replace(letter, text=text, parts=parts, paragraphs=tuple(Paragraph(part.start, part.end) for part in parts))


def _facts(letter: Letter, changes: Mapping[str, object]) -> PageFacts:
    """Pages that a made letter could have been printed on: words on the first, the executor where it is asked to be."""
    width_mm, height_mm = _PAGE_MM
    count = int(str(changes.get("pages", 1)))
    at = changes.get("executor_at_mm", [30, 262])
    x_mm, y_mm = (float(each) for each in at) if isinstance(at, list) else (30.0, 262.0)
    mark = letter.first(Role.EXECUTOR)
    head = letter.text[: mark.start] if mark else letter.text
    words: dict[int, list[PageWord]] = {number: [] for number in range(1, count + 1)}
    for place, word in enumerate(head.split()):
        words[1].append(PageWord(word, Box(30 + place % 8 * 20, 20 + place // 8 * 6, 18, 5)))
    if mark:
        page = int(str(changes.get("executor_on_page", count)))
        for row, line in enumerate(letter.text_of(mark).splitlines()):
            for place, word in enumerate(line.split()):
                words[page].append(PageWord(word, Box(x_mm + place * 15, y_mm + row * 5, 14, 4)))
    for each in words.values():  # a page without a word would be no page of the letter
        if not each:
            each.append(PageWord("справка", Box(30, 20, 18, 5)))
    return PageFacts(tuple(Page(number, width_mm, height_mm, tuple(each)) for number, each in words.items()))
