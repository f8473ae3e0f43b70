"""Public sets of sentences that nobody here wrote: how much is found, mended and cried at in vain.

Each sentence is checked as one paragraph of text; findings of language alone count. Only figures are kept, and the
names of a set's own rules: no sentence of a set is.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from pathlib import Path
from typing import Any

from bench.accuracy.precision import FAMILIES, Ask, Pair, edits, plant_slips, reach, read_pairs, touches
from bench.accuracy.word_edits import spelling_scores
from letterkit.core.finding import Finding, Level

LOUD = frozenset({Level.ERROR, Level.WARNING})
ALL = frozenset(Level)


@dataclass(frozen=True, slots=True)
class PublicSet:
    """``file`` is a pattern of names in the folder of sets."""

    name: str
    title: str
    file: str
    about: str
    source: str


SETS = (
    PublicSet(
        "lorugec", "LORuGEC", "lorugec*.jsonl",
        "предложения на трудные правила русского письма, проверочная часть (validation)",
        "https://github.com/ReginaNasyrova/LORuGEC",
    ),
    PublicSet(
        "edited", "Отредактированная проза", "edited*.jsonl",
        "предложения из синтаксических корпусов UD Russian GSD и Taiga (dev)", "https://universaldependencies.org/ru",
    ),
    PublicSet(
        "rucola", "RuCoLA", "rucola*.jsonl",
        "предложения допустимые и недопустимые, по оценке лингвистов", "https://github.com/RussianNLP/RuCoLA",
    ),
    PublicSet(
        "ruspellru", "RUSpellRU", "ruspellru*.jsonl",
        "записи из блогов с описками, набор соревнования SpellRuEval",
        "https://huggingface.co/datasets/ai-forever/spellcheck_benchmark",
    ),
)  # fmt: skip


def figures_of(folder: Path, ask: Callable[[str, Sequence[str]], list[list[Finding]]]) -> dict[str, Any]:
    """The figures of each set that is in ``folder``, by its name; ``ask`` is told the title of the set too."""
    made = {}
    for each in SETS:
        files = sorted(folder.glob(each.file))
        if files:
            made[each.name] = _JUDGES[each.name](files[0], partial(ask, each.title))
    return made


def _judge_pairs(path: Path, ask: Ask) -> dict[str, Any]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs, _ = read_pairs(path)
    answers = ask([pair.wrong for pair in pairs])
    sections = {row["rule"]: row.get("section", "") for row in rows}
    judged = {"loud": _pair_scores(pairs, answers, LOUD), "all": _pair_scores(pairs, answers, ALL)}
    rules = [
        {
            "rule": rule, "section": section, "faults": faults,
            **{name: each["rules"][rule][0] for name, each in judged.items()},
        }
        for rule, section in sections.items()
        for faults in [judged["loud"]["rules"][rule][1]]
    ]  # fmt: skip
    faults = sum(rule["faults"] for rule in rules)
    scores = {name: {key: each[key] for key in ("found", "mended")} for name, each in judged.items()}
    return {"sentences": len(pairs), "faults": faults, **scores, "rules": rules}


def _pair_scores(
    pairs: Sequence[Pair], answers: Sequence[Sequence[Finding]], levels: frozenset[Level]
) -> dict[str, Any]:
    rules: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    said = right = made = exact = 0
    for pair, every in zip(pairs, answers, strict=True):
        found = [finding for finding in every if finding.level in levels]
        wanted = edits(pair.wrong, pair.right)
        places = [reach(*edit, pair.wrong) for edit in wanted]
        rules[pair.kind][0] += sum(any(touches(finding, place) for finding in found) for place in places)
        rules[pair.kind][1] += len(places)
        said += len(found)
        right += sum(any(touches(finding, place) for place in places) for finding in found)
        mends = {edit for edit, _ in edits(pair.wrong, apply_mends(pair.wrong, found))}
        made += len(mends)
        exact += len(mends & {edit for edit, _ in wanted})
    touched, faults = (sum(counts[at] for counts in rules.values()) for at in (0, 1))
    return {"found": _rates(right, said, touched, faults), "mended": _rates(exact, made, exact, faults), "rules": rules}


def _judge_prose(path: Path, ask: Ask) -> dict[str, Any]:
    _, texts = read_pairs(path)
    slips = list(plant_slips(texts))
    answers = ask([*texts, *(pair.wrong for pair in slips)])
    before = dict(zip(texts, answers, strict=False))
    words = sum(len(re.findall(r"[А-Яа-яЁё-]+", text)) for text in texts)
    made: dict[str, Any] = {"sentences": len(texts), "words": words}
    for name, levels in (("loud", LOUD), ("all", ALL)):
        vain = [[finding for finding in found if finding.level in levels] for found in before.values()]
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for pair, every in zip(slips, answers[len(texts) :], strict=True):
            known = {(finding.excerpt, finding.code) for finding in before[pair.right] if finding.level in levels}
            places = [reach(*edit, pair.wrong) for edit in edits(pair.wrong, pair.right)]
            found = [
                finding
                for finding in every
                if finding.level in levels
                and (finding.excerpt, finding.code) not in known
                and any(touches(finding, place) for place in places)
            ]
            kinds[pair.kind] += Counter(
                planted=1, found=bool(found), mended=apply_mends(pair.wrong, found) == pair.right
            )
        made[name] = {
            "alarms": sum(map(len, vain)),
            "touched": sum(map(bool, vain)),
            "slips": {kind: dict(counts) for kind, counts in kinds.items()},
        }
    return made


def _judge_acceptable(path: Path, ask: Ask) -> dict[str, Any]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answers = ask([row["text"] for row in rows])
    good = sum(bool(row["acceptable"]) for row in rows)
    made: dict[str, Any] = {"sentences": len(rows), "acceptable": good}
    for name, levels in (("loud", LOUD), ("all", ALL)):
        touched = Counter(
            bool(row["acceptable"])
            for row, found in zip(rows, answers, strict=True)
            if any(finding.level in levels for finding in found)
        )
        hits, alarms = touched[False], touched[True]
        misses, quiet = len(rows) - good - hits, good - alarms
        spread = sqrt((hits + alarms) * (hits + misses) * (quiet + alarms) * (quiet + misses))
        made[name] = {
            "hits": hits, "alarms": alarms,
            "mcc": round((hits * quiet - alarms * misses) / spread, 4) if spread else 0.0,
        }  # fmt: skip
    return made


def _judge_spelling(path: Path, ask: Ask) -> dict[str, Any]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    # A line break would make two paragraphs of one entry; the words are the same without it.
    sources = [" ".join(row["source"].split()) for row in rows]
    answers = ask(sources)
    made: dict[str, Any] = {"sentences": len(rows)}
    for name, levels in (("loud", LOUD), ("all", ALL)):
        scores = spelling_scores(
            (source, row["correction"], apply_mends(source, [each for each in found if each.level in levels]))
            for source, row, found in zip(sources, rows, answers, strict=True)
        )
        made["corrections"] = scores.pop("corrections")
        made[name] = {key: round(score, 4) for key, score in scores.items()}
    return made


_JUDGES: Mapping[str, Callable[[Path, Ask], dict[str, Any]]] = {
    "lorugec": _judge_pairs,
    "edited": _judge_prose,
    "rucola": _judge_acceptable,
    "ruspellru": _judge_spelling,
}


def of_language(findings: Iterable[Finding]) -> list[Finding]:
    """Those of ``findings`` that count: of language, at a place in the text."""
    return [finding for finding in findings if finding.start is not None and finding.family in FAMILIES]


def apply_mends(text: str, found: Iterable[Finding]) -> str:
    """``text`` with the first mend of each of ``found``; of those that overlap, of the gravest."""
    order = list(Level)
    taken: list[Finding] = []
    with_mends = (finding for finding in found if finding.suggestions)
    for finding in sorted(with_mends, key=lambda each: (order.index(each.level), each.start or 0, -(each.end or 0))):
        if not any(touches(finding, (one.start or 0, one.end or 0)) for one in taken):
            taken.append(finding)
    for finding in sorted(taken, key=lambda each: each.start or 0, reverse=True):
        text = text[: finding.start] + finding.suggestions[0] + text[finding.end :]
    return text


def _rates(right: int, said: int, found: int, faults: int) -> dict[str, float]:
    precision, recall = right / max(1, said), found / max(1, faults)
    f05 = 1.25 * precision * recall / (0.25 * precision + recall) if right and found else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f05": round(f05, 4)}
