"""What each rule of language says of sentences nobody here wrote: how often it is right, and what nobody else finds.

Sentences come with what they should be (``wrong``, ``right``), or right as they are (``text``): these are read as they
are, for false alarms, and once more with one slip of a kind that anybody makes put in.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from bench.accuracy.misspellings import misspellings
from letterkit.checking.checker import Checker
from letterkit.checking.text_alone import line_letter
from letterkit.checks.mend_odds import weigh_findings
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.language.joints import Joint
from letterkit.language.tokens import read_paragraph
from letterkit.russian import morph

FAMILIES = frozenset({"spelling", "grammar", "punctuation", "typography"})
LEVELS = ((0.98, Level.ERROR), (0.90, Level.WARNING), (0.60, Level.ADVICE))
"""The share of findings that must be right, for each level."""
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_PORTION = 64  # texts that are read together
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

Ask = Callable[[Sequence[str]], list[list[Finding]]]
"""What is said of each of some texts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as written and as it should be; ``kind`` is the rule that it breaks, or the slip put in."""

    wrong: str
    right: str
    kind: str


@dataclass(slots=True)
class Tally:
    """What one rule said at one level: findings, those about a real fault, mends that were exactly right."""

    said: int = 0
    right: int = 0
    mended: int = 0
    alone: int = 0
    """Faults that no other rule found."""
    vain: int = 0
    """Findings in right sentences."""
    samples: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of findings in sentences with faults, and of those in right ones, that are right."""
        return self.right / (self.said + self.vain) if self.said + self.vain else 0.0


def level_for(tally: Tally) -> Level | None:
    """The level that what was measured allows; None where it should be silent."""
    return next((level for share, level in LEVELS if tally.precision >= share), None)


def measure(
    ask: Ask, pairs: Sequence[Pair], right: Sequence[str], beside: Ask | None = None
) -> dict[tuple[str, Level], Tally]:
    """The tally by code and level of what ``ask`` says of ``pairs`` and of sentences ``right`` as they are.

    A fault that ``beside`` finds too is found by nobody alone.
    """
    tallies: dict[tuple[str, Level], Tally] = defaultdict(Tally)
    answers = ask([*(pair.wrong for pair in pairs), *right])
    found_once: list[tuple[Pair, tuple[int, int], tuple[str, Level]]] = []
    of_right = {
        text: {(finding.code, finding.excerpt) for finding in found}
        for text, found in zip(right, answers[len(pairs) :], strict=True)
    }
    for pair, every in zip(pairs, answers, strict=False):
        told = of_right.get(pair.right, set())  # what is said of the right sentence too is counted there, once
        found = [finding for finding in every if (finding.code, finding.excerpt) not in told]
        places = [reach(*edit, pair.wrong) for edit in edits(pair.wrong, pair.right)]
        touched: dict[int, set[str]] = defaultdict(set)
        for finding in found:
            tally = tallies[finding.code, finding.level]
            tally.said += 1
            met = [number for number, place in enumerate(places) if touches(finding, place)]
            for number in met:
                touched[number].add(finding.code)
            tally.right += bool(met)
            tally.mended += bool(met) and any(_mends(pair, finding, mend) for mend in finding.suggestions[:1])
            if not met and len(tally.samples) < 5:
                tally.samples.append(f"{pair.wrong[_begins(finding) : _ends(finding)]} | {pair.wrong}")
        for number, codes in touched.items():
            if len(codes) == 1:
                code = next(iter(codes))
                level = next(finding.level for finding in found if finding.code == code)
                found_once.append((pair, places[number], (code, level)))
    others = beside([pair.wrong for pair, *_ in found_once]) if beside else [[] for _ in found_once]
    for (_, place, key), said in zip(found_once, others, strict=True):
        tallies[key].alone += not any(touches(finding, place) for finding in said)
    for text, found in zip(right, answers[len(pairs) :], strict=True):
        for finding in found:
            tally = tallies[finding.code, finding.level]
            tally.vain += 1
            if len(tally.samples) < 5:
                tally.samples.append(f"{text[_begins(finding) : _ends(finding)]} | {text}")
    return tallies


def touches(finding: Finding, place: tuple[int, int]) -> bool:
    """Whether ``finding`` and ``place`` have a character in common."""
    return _begins(finding) < place[1] and _ends(finding) > place[0]


def in_portions(ask: Ask, watched: Callable[[Sequence[int], int], Iterable[int]]) -> Ask:
    """``ask`` of a few texts at a time; ``watched`` sees each portion done."""

    def asked(texts: Sequence[str]) -> list[list[Finding]]:
        starts = range(0, len(texts), _PORTION)
        return [found for at in watched(starts, len(starts)) for found in ask(texts[at : at + _PORTION])]

    return asked


def findings_of(checker: Checker, texts: Sequence[str]) -> list[list[Finding]]:
    """What every rule of language says of each of ``texts``, whoever else speaks of the same words."""
    letters = [line_letter(text, f"{number}") for number, text in enumerate(texts)]
    checker.proofread_together(letters)()
    found = []
    for letter in letters:
        subject = Subject(
            letter, checker.book.complete(checker.profile), proofreader=checker.proofreader, memory=checker.memory,
            cues=checker.book.cues,
        )  # fmt: skip
        rules = [rule for rule in checker.book.checks_for(subject.awake) if rule.family in FAMILIES]
        hits = [rule.finding(hit, subject) for rule in rules for hit in rule.run(subject)]
        found.append([finding for finding in weigh_findings(hits, letter, checker.book) if finding.start is not None])
    return found


def read_pairs(path: Path) -> tuple[list[Pair], list[str]]:
    """(the pairs, the right sentences) of a JSONL file with ``wrong`` and ``right`` or ``text`` in its lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [Pair(row["wrong"], row["right"], row.get("rule", "")) for row in rows if "wrong" in row]
    return pairs, [row["text"] for row in rows if "text" in row]


def plant_slips(texts: Sequence[str], seed: int = 3) -> Iterator[Pair]:
    """Each of ``texts`` with one slip of each kind that it has room for."""
    dice = random.Random(seed)
    for text in texts:
        for kind, slip in _SLIPS.items():
            wrong = slip(text, dice)
            if wrong and wrong != text:
                yield Pair(wrong, text, kind)


def _comma_lost(text: str, dice: random.Random) -> str:
    places = [found.start() for found in re.finditer(r"(?<=\w), (?=\w)", text)]
    return _without(text, dice.choice(places)) if places else ""


def _comma_put_in(text: str, dice: random.Random) -> str:
    places = [found.start() for found in re.finditer(r"(?<=[а-яё]) (?=(?:и|как|или|чем|в|на|с|по|при|для)\b)", text)]
    at = dice.choice(places) if places else 0
    return text[:at] + "," + text[at:] if at else ""


def _another_case(text: str, dice: random.Random) -> str:
    words = list(re.finditer(r"(?<![\w-])[а-яё]{5,}(?![\w-])", text))
    dice.shuffle(words)
    for word in words:
        parse = morph.parses(word.group())[0]
        if parse.tag.POS not in ("NOUN", "ADJF") or not parse.tag.case:
            continue
        forms = [
            form.word
            for case in dice.sample(_CASES, 6)
            if (form := parse.inflect({case})) and form.word != word.group()
        ]
        forms = [
            form
            for form in forms
            if not any((q.tag.case, q.tag.number) == (parse.tag.case, parse.tag.number) for q in morph.parses(form))
        ]
        if forms:
            return text[: word.start()] + forms[0] + text[word.end() :]
    return ""


def _misspelt(text: str, dice: random.Random) -> str:
    words = [word for word in re.finditer(r"(?<![\w-])[а-яё]{4,}(?![\w-])", text) if morph.is_known(word.group())]
    if not words:
        return ""
    word = dice.choice(words)
    slip = next(misspellings(word.group(), dice, 1), "")
    return text[: word.start()] + slip + text[word.end() :] if slip and not morph.is_known(slip) else ""


def _joint(text: str, dice: random.Random) -> str:
    read = read_paragraph(text)
    places = [number for number, ways in enumerate(read.ways) if len(ways) > 1]
    if not places:
        return ""
    at = dice.choice(places)
    way = dice.choice(sorted(read.ways[at] - {read.joints[at]}))
    between = {Joint.APART: " ", Joint.JOINED: "", Joint.HYPHEN: "-"}[way]
    return text[: read.tokens[at].end] + between + text[read.tokens[at + 1].start :]


_SLIPS: dict[str, Callable[[str, random.Random], str]] = {
    "comma lost": _comma_lost, "comma put in": _comma_put_in, "another case": _another_case, "misspelt": _misspelt,
    "joint": _joint,
}  # fmt: skip


def _without(text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


Edit = tuple[int, int, tuple[str, ...]]


def edits(source: str, target: str) -> list[tuple[Edit, list[re.Match[str]]]]:
    """What was changed between ``source`` and ``target``, word by word, each with the words of ``source``."""
    a, b = list(_TOKEN.finditer(source)), list(_TOKEN.finditer(target))
    words, others = [each.group() for each in a], [each.group() for each in b]
    out: list[Edit] = []
    for op, i, j, k, end in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if op == "replace" and j - i == end - k:
            out += [(i + n, i + n + 1, (others[k + n],)) for n in range(j - i)]
        elif op != "equal":
            out.append((i, j, tuple(others[k:end])))
    return [(each, a) for each in out]


def reach(edit: Edit, tokens: Sequence[re.Match[str]], text: str) -> tuple[int, int]:
    """The characters in which a finding is about ``edit``: the words replaced; for a mark the words on both sides."""
    i, j, _ = edit
    if i == j or all(not each.group()[0].isalnum() for each in tokens[i:j]):
        return tokens[i - 1].start() if i else 0, tokens[j].end() if j < len(tokens) else len(text)
    return tokens[i].start(), tokens[j - 1].end()


def _mends(pair: Pair, finding: Finding, mend: str) -> bool:
    """Whether ``mend`` changes nothing but what should be changed, as it should be."""
    made = pair.wrong[: _begins(finding)] + mend + pair.wrong[_ends(finding) :]
    wanted = {edit for edit, _ in edits(pair.wrong, pair.right)}
    return bool(made != pair.wrong) and {edit for edit, _ in edits(pair.wrong, made)} <= wanted


def _begins(finding: Finding) -> int:
    return finding.start or 0


def _ends(finding: Finding) -> int:
    return finding.end or 0
