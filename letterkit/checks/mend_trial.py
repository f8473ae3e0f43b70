"""Every mend is tried in its paragraph before it is offered: one that makes the paragraph worse is not.

A mend is right for the words that its rule looks at; what it does to the words around them shows when the paragraph
is read once more with the mend made. It falls where something is found there that is as grave as what was mended and
was not there before, and where it leaves a stump: letters grown together with what stood beside them, a word or a mark
twice, a bracket or a quotation mark alone.
"""

import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import exp
from typing import TYPE_CHECKING

import regex

from letterkit.checks.duplicates import GRAVITY, LANGUAGE
from letterkit.checks.engine_reading import JOINT, READ_BY_ENGINE
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter, Part, Role
from letterkit.russian.sentences import sentences

if TYPE_CHECKING:
    from letterkit.language.slips import TaggedText

Change = tuple[int, int, str]
"""Words put in the place of a stretch of text."""

log = logging.getLogger(__name__)

_ROUNDS = 2
"""How many mends of a finding are tried: what a third guess would be worth is less than its reading costs."""
_MOST_WEIGHED = 4
_LONGEST = 200  # characters: a longer stretch is a sentence moved or left out, not words mended
_PAIRS = (("«", "»"), ("(", ")"), ("“", "”"), ("[", "]"))
_TWICE = regex.compile(r"(?i)\b(\p{L}+)[^\S\n]+\1\b")
_MARKS_MET = regex.compile(
    r",\s*[,.;:!?]|[;:]\s*[,.;:]|(?<!\.)\.\s?\.(?!\.)|–\s*–|\(\s*\)|«\s*»|\(\s|\s[,;)»]|[^\S\n]{2}"
)
_BEGINS = regex.compile(r"(?:^|[!?…]\s+|\p{L}{4,}\.\s+)[«(\"]?\Z")
_BEGINS_BADLY = regex.compile(r"\s*[,;:.!?)»]")
_AROUND = 40  # characters beside a mend in which a stump may show
_READ_AROUND = 600  # and those that are read with it: no sentence of a letter is longer
_MOST_READ = 20_000  # characters; in a letter with more faults the mends of the rest are offered untried


@dataclass(frozen=True, slots=True)
class _MendTrial:
    """The finding ``number`` with its mend ``words`` made at ``start:end`` of the sentence that ``begins`` there."""

    number: int
    role: Role
    begins: int
    start: int
    end: int
    words: str
    text: str

    @property
    def shift(self) -> int:
        return len(self.words) - (self.end - self.start)


def without_bad_mends(findings: Sequence[Finding], subject: Subject, book: RuleBook) -> list[Finding]:
    """``findings``, each without the mends that would make its paragraph worse.

    A mend that was to be made unasked is left for a person to judge. A fault of grammar that cannot be mended without
    another one is doubtful itself, and no more than advice.
    """
    letter = subject.letter
    starts = [part.start for part in letter.parts]
    mended = [_without_stumps(finding, letter, starts, book) for finding in findings]
    if subject.proofreader is not None:
        mended = _with_likeliest_first(mended, letter, starts, book)
    asked: Sequence[int] = [number for number, finding in enumerate(mended) if finding.suggestions]
    hopeless: list[int] = []
    for _ in range(_ROUNDS):
        tried = _few_enough(each for number in asked for each in _tries(number, mended[number], letter, starts))
        worse = _worse(tried, mended, subject, book) if tried else []
        for number in worse:
            mended[number] = _without_first(mended[number], book)
        asked = [number for number in worse if mended[number].suggestions and not findings[number].safe]
        hopeless += [number for number in worse if not mended[number].suggestions]
    for number in (*hopeless, *asked):
        mended[number] = _without_any(mended[number], book)
    return mended


def _with_likeliest_first(
    findings: Sequence[Finding], letter: Letter, starts: Sequence[int], book: RuleBook
) -> list[Finding]:
    """Findings of grammar, of whose several mends the first is the one after which the tagger doubts the fewest words.

    A rule knows which forms agree; which of them was meant the rest of the sentence says.
    """
    from letterkit.language.slips import read_each

    several = {
        number: [finding, *(replace(finding, suggestions=(words,)) for words in finding.suggestions[1:_MOST_WEIGHED])]
        for number, finding in enumerate(findings)
        if finding.family == "grammar" and len(finding.suggestions) > 1 and not finding.safe
    }
    tried = [each for number, ways in several.items() for way in ways for each in _tries(number, way, letter, starts)]
    if not tried:
        return list(findings)
    doubts: dict[int, list[tuple[float, str]]] = {}
    for each, read in zip(tried, read_each([each.text for each in tried]), strict=True):
        doubts.setdefault(each.number, []).append((_doubts(read), each.words))
    ordered = list(findings)
    for number, weighed in doubts.items():
        first = min(weighed, key=lambda each: each[0])[1]
        finding = findings[number]
        rest = tuple(words for words in finding.suggestions if words != first)
        if first != finding.suggestions[0]:
            ordered[number] = _retell(finding, (first, *rest), book)
    return ordered


def _doubts(read: "TaggedText") -> float:
    """How many words of ``read`` are wrong, as the tagger has it."""
    return sum(1 / (1 + exp(-float(odds))) for odds in read.reading.doubts[: len(read.paragraph.tokens)])


def leaves_stump(text: str, start: int, end: int, words: str) -> bool:
    """Whether ``words`` in the place of ``text[start:end]`` leave something beside them that no one would write."""
    before, was, after = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    made = before + words + after
    if made == before + was + after:
        return True
    if _grows(before[-1:], (was + after)[:1], (words + after)[:1]):
        return True
    if _grows(after[:1], (before + was)[-1:], (before + words)[-1:]):
        return True
    if any(len(sign.findall(made)) > len(sign.findall(before + was + after)) for sign in (_TWICE, _MARKS_MET)):
        return True
    whole = text[:start] + words + text[end:]
    if any(abs(_excess(whole, pair)) > abs(_excess(text, pair)) for pair in _PAIRS):
        return True
    if _BEGINS.search(text[max(0, start - _AROUND) : start]) is None:
        return False
    first = (words + after).lstrip('«(" ')[:1]
    if _BEGINS_BADLY.match(words + after) and not _BEGINS_BADLY.match(was + after):
        return True
    return was.lstrip('«("')[:1].isupper() and first.islower()


def _grows(outer: str, was: str, now: str) -> bool:
    """Whether the letter or digit ``outer`` gets a neighbour of the other kind, which it had not."""
    if not (outer.isalnum() and now.isalnum()):
        return False
    return outer.isdigit() != now.isdigit() if not was.isalnum() else was.isdigit() != now.isdigit()


def _excess(text: str, pair: tuple[str, str]) -> int:
    return text.count(pair[0]) - text.count(pair[1])


def _without_stumps(finding: Finding, letter: Letter, starts: Sequence[int], book: RuleBook) -> Finding:
    part = part_of(finding, letter, starts)
    if part is None or not finding.suggestions or _settles_field(finding, letter):
        return finding
    assert finding.start is not None
    assert finding.end is not None
    text, start, end = letter.text[part.start : part.end], finding.start - part.start, finding.end - part.start
    while finding.suggestions and leaves_stump(text, start, end, finding.suggestions[0]):
        finding = _without_first(replace(finding, safe=False), book)
    sound = tuple(words for words in finding.suggestions if not leaves_stump(text, start, end, words))
    return finding if sound == finding.suggestions else replace(finding, suggestions=sound)


def _settles_field(finding: Finding, letter: Letter) -> bool:
    """Whether its mend leaves the words and makes a field that changes by itself plain text."""
    kept = finding.suggestions == (finding.excerpt,)
    return kept and any((each.start, each.end) == (finding.start, finding.end) for each in letter.fields)


def part_of(finding: Finding, letter: Letter, starts: Sequence[int]) -> Part | None:
    """The part of the letter in which all of ``finding`` stands."""
    if finding.start is None or finding.end is None:
        return None
    number = bisect_right(starts, finding.start) - 1
    part = letter.parts[number] if number >= 0 else None
    return part if part is not None and finding.end <= part.end else None


def _tries(number: int, finding: Finding, letter: Letter, starts: Sequence[int]) -> Iterator[_MendTrial]:
    """The first mend of ``finding`` made, where the part that it stands in is read for its language."""
    part = part_of(finding, letter, starts)
    if part is None or part.role not in READ_BY_ENGINE or not finding.suggestions:
        return
    assert finding.start is not None
    assert finding.end is not None
    if finding.end - finding.start > _LONGEST:
        return
    begins, text = _sentence(letter.text[part.start : part.end], finding.start - part.start, finding.end - part.start)
    begins += part.start
    start, end, words = finding.start - begins, finding.end - begins, finding.suggestions[0]
    yield _MendTrial(number, part.role, begins, start, end, words, text[:start] + words + text[end:])


def _few_enough(trials: Iterable[_MendTrial]) -> list[_MendTrial]:
    """The first of ``trials``, as many as can be read in their time."""
    listed = list(trials)
    lengths = accumulate(len(each.text) for each in listed)
    return [each for each, length in zip(listed, lengths, strict=True) if length <= _MOST_READ]


def _sentence(paragraph: str, start: int, end: int) -> tuple[int, str]:
    """Where the sentence that ``start:end`` stands in begins, and its text; of two sentences, if it goes over both."""
    spans = _sentences(paragraph)
    first = max(0, bisect_right(spans, (start, len(paragraph))) - 1)
    last = max(first, bisect_right(spans, (max(end - 1, start), len(paragraph))) - 1)
    begins, ends = (min(spans[first][0], start), max(spans[last][1], end)) if spans else (0, len(paragraph))
    begins, ends = max(begins, start - _READ_AROUND), min(ends, end + _READ_AROUND)
    return begins, paragraph[begins:ends]


@lru_cache(maxsize=64)
def _sentences(paragraph: str) -> tuple[tuple[int, int], ...]:
    return sentences(paragraph)


def _worse(
    tried: Sequence[_MendTrial], findings: Sequence[Finding], subject: Subject, book: RuleBook
) -> "Sequence[int]":
    """The numbers of the findings whose mend made its paragraph worse."""
    texts = list(dict.fromkeys((each.role, each.text) for each in tried))
    read = dict(zip(texts, _read(texts, subject, book), strict=True))
    return sorted(
        {
            each.number
            for each in tried
            if any(_is_new(one, each, findings[each.number], subject) for one in read[each.role, each.text])
        }
    )


def _is_new(found: Finding, tried: _MendTrial, mended: Finding, subject: Subject) -> bool:
    """Whether ``found`` in the mended sentence is as grave as what was mended, and nothing like it was there."""
    if GRAVITY[found.level] > min(GRAVITY[mended.level], GRAVITY[Level.WARNING]):
        return False
    span = place_before([(tried.start, tried.end, tried.words)], found)
    start, end = (offset + tried.begins for offset in span)
    others = (other for other in subject.found if (other.code, other.start) != (mended.code, mended.start))
    return not is_told(found, start, end, [mended], others)


def place_before(changes: Sequence[Change], found: Finding) -> tuple[int, int]:
    """Where ``found`` stood before ``changes`` were made, in their order; within new words, where they stand now."""
    assert found.start is not None
    assert found.end is not None
    start, end = _offset_before(changes, found.start), _offset_before(changes, found.end, is_end=True)
    return start, max(end, start + 1)


def _offset_before(changes: Iterable[Change], offset: int, *, is_end: bool = False) -> int:
    shift = 0
    for start, end, words in changes:
        now_start, now_end = start + shift, start + shift + len(words)
        if offset <= now_start:
            break
        if offset < now_end:
            return end if is_end else start
        shift = now_end - end
    return offset - shift


def is_told(found: Finding, start: int, end: int, mended: Iterable[Finding], others: Iterable[Finding]) -> bool:
    """Whether what ``found`` says of ``start:end`` had been told: by its own rule, or by one of its family.

    ``mended`` are the findings whose mends were made, ``others`` all the rest.
    """
    near = [each for each in others if _meets(each, start, end) and each.level is not Level.ADVICE]
    return any(each.code == found.code for each in mended if _meets(each, start, end)) or any(
        each.code == found.code or each.family == found.family for each in near
    )


def _meets(finding: Finding, start: int, end: int) -> bool:
    return finding.start is not None and finding.end is not None and finding.start < end and start < finding.end


def _read(texts: Sequence[tuple[Role, str]], subject: Subject, book: RuleBook) -> list[list[Finding]]:
    """What the rules of language find in each of ``texts``, errors and warnings, read together."""
    parts: list[Part] = []
    at = 0
    for role, text in texts:
        parts.append(Part(role, at, at + len(text)))
        at += len(text) + len(JOINT)
    letter = Letter(subject.letter.source, JOINT.join(text for _, text in texts), (), tuple(parts))
    trial = Subject(letter, subject.profile, memory=subject.memory, cues=book.cues)
    found: list[list[Finding]] = [[] for _ in texts]
    starts = [part.start for part in parts]
    for rule in book.checks_for(trial.awake):
        if rule.family not in LANGUAGE or rule.is_wide or rule.needs:
            continue
        try:
            findings = [rule.finding(hit, trial) for hit in rule.run(trial)]
        except Exception:
            log.exception("check %s failed at a mended paragraph", rule.code)
            continue
        for finding in findings:
            if finding.start is None or finding.end is None or finding.level is Level.ADVICE:
                continue
            number = bisect_right(starts, finding.start) - 1
            begins = starts[number]
            found[number].append(replace(finding, start=finding.start - begins, end=finding.end - begins))
    return found


def _without_first(finding: Finding, book: RuleBook) -> Finding:
    """``finding`` without its first mend, also in its words; a safe mend stays, and is not safe any more."""
    if finding.safe:
        return replace(finding, safe=False)
    return _retell(finding, finding.suggestions[1:], book)


def _without_any(finding: Finding, book: RuleBook) -> Finding:
    while finding.suggestions:
        finding = _without_first(finding, book)
    return replace(finding, level=Level.ADVICE) if finding.family == "grammar" else finding


def _retell(finding: Finding, suggestions: tuple[str, ...], book: RuleBook) -> Finding:
    """``finding`` with other ``suggestions``, also in its words."""
    rule = book.by_code.get(finding.code)
    named, first = f"«{finding.suggestions[0]}»", f"«{suggestions[0]}»" if suggestions else ""
    message, advice = finding.message, finding.advice
    if rule is not None and "{mend}" in rule.message:
        message = message.replace(named, first) if first else _without_words(message, named)
    if rule is not None and "{mend}" in rule.advice:
        bare = _without_words(advice, named)
        advice = advice.replace(named, first) if first else bare if named not in bare else ""
    return replace(finding, suggestions=suggestions, message=message, advice=advice)


def _without_words(told: str, named: str) -> str:
    """What is ``told`` without the mend ``named`` in it."""
    for words in (f" – {named} –", f" – {named}", f": {named}"):
        if words in told:
            return told.replace(words, "")
    return told.replace(f"пишут {named}", "пишут иначе")
