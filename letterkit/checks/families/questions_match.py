"""Where a letter answers a question: by lemmas and kindred words, by synonyms, at last by the vectors of natasha.

A passage is one sentence or two in a row. It answers when it names most of what the question is about (words that set
the question apart from the others count more) and says what was asked for: a term for «когда», a sum for «сколько».
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from letterkit.checks.families import outcome_words as words
from letterkit.checks.families.outcome_signs import Saying, Sign, has_term
from letterkit.checks.tokens import folded
from letterkit.checks.tokens import tokens as tokens_of
from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.russian import morph
from letterkit.settings import load_settings

if TYPE_CHECKING:
    from natasha import NewsEmbedding

ENOUGH = 0.5
"""The share of the question's words that a passage must name."""
_COVERS = 0.6
"""The share that a sentence retelling the question must name."""
_COMMON = 0.4
"""How much less a word counts that other questions of the appeal share, or that says little by itself."""
_WEIGHTS = {"NOUN": 1.0, "VERB": 0.7, "INFN": 0.7, "PRTS": 0.7, "PRTF": 0.6, "ADJF": 0.6, "ADJS": 0.6, "ADVB": 0.5}
_LITTLE = frozenset(
    """
    сделать делать получить получать дать давать работать ответить ответ указать стоить находиться иметь положить
    положенный нужный провести проводить принять житель управлять новый какой рядом время
    """.split()
)
_ALIKE = 0.53
"""Cosine of natasha's vectors from which two words are taken for one («забор» and «ограждение»: 0.54).

Words of one field stand as near («отопление» and «водоснабжение»: 0.67): vectors silence a finding, never make one.
"""
_KIN = 5
_EMPTY = frozenset(
    """
    быть мочь можно нужно ли какой который когда где куда кто что сколько почему как ваш мой наш свой этот тот весь
    просить хотеть вопрос обращение сообщить узнать каков другой год дом номер улица город область человек
    """.split()
)
_PREFIX = regex.compile(r"^(?:от|за|вы|по|пере|рас|раз|при|до|на|об|из|у|с)(?=\p{L}{5})")


class Asked(StrEnum):
    """What a question wants to hear."""

    WHEN = "when"
    HOW_MUCH = "how much"
    WHY = "why"
    WHETHER = "whether"
    OTHER = "other"


_ASKED = (
    (
        Asked.WHEN,
        regex.compile(r"(?i)\bкогда\b|\bв\s+как(?:ой|ие)\s+срок\p{L}*|\bк\s+какому\s+(?:сроку|числу)|\bдо\s+какого"),
    ),
    (
        Asked.HOW_MUCH,
        regex.compile(
            r"(?i)\bсколько\b|\bкако(?:й|ва|в)\s+(?:размер|сумма|стоимость)|\bкакая\s+(?:сумма|площадь|цена|плата)"
        ),
    ),
    (Asked.WHY, regex.compile(r"(?i)\bпочему\b|\bпо\s+какой\s+причине|\bна\s+каком\s+основании")),
    (Asked.WHETHER, regex.compile(r"(?i)\bли\b|^\W*(?:можно|будет|нужно|положен\p{L}*)\b")),
)
_AMOUNT = regex.compile(
    r"(?i)\d|\bбесплатн\p{L}*|\b(?:половин|треть|тысяч|миллион|процент)\p{L}*|\bне\s+нужно\s+платить"
)
_YES_OR_NO = regex.compile(
    r"(?i)(?:^|>|\s)(?:да|нет)\b|\b(?:мож\p{L}+|можно|нельзя|нужно|вправе|имеете|положен\p{L}*|разреш\p{L}+|не\s+\p{L}+|будет|будут|уже)\b"
)


@dataclass(frozen=True, slots=True)
class Matched:
    """How ``question`` is answered: the best passage and its share of the words, those found and those not.

    ``asked`` is what the passage must say, ``said`` whether it does; ``anchored`` marks an answer right after the
    question is retold («Вы спросили, …»).
    """

    question: str
    passage: tuple[Saying, ...]
    share: float
    found: tuple[str, ...]
    lost: tuple[str, ...]
    asked: Asked
    said: bool
    anchored: bool = False

    @property
    def answered(self) -> bool:
        return self.anchored or self.share >= ENOUGH


def matched(questions: Sequence[str], said: Sequence[Saying]) -> tuple[Matched, ...]:
    """The best answer to each of ``questions`` among the sentences ``said``."""
    sets = [_content(question) for question in questions]
    passages = _passages(said)
    alone = [saying for saying in said if _repeats(saying) and sum(_covers(saying, each) for each in sets) == 1]
    found = []
    for number, question in enumerate(questions):
        common = frozenset(lemma for other, each in enumerate(sets) if other != number for lemma in each)
        best = _best(question, sets[number], common, _anchored(sets[number], said, alone), passages, similar=False)
        if not best.answered:
            best = _best(question, sets[number], common, _anchored(sets[number], said, alone), passages, similar=True)
        found.append(best)
    return tuple(found)


def _best(
    question: str,
    wanted: frozenset[str],
    common: frozenset[str],
    anchor: tuple[Saying, ...],
    passages: Sequence[tuple[tuple[Saying, ...], frozenset[str]]],
    *,
    similar: bool,
) -> Matched:
    asked = next((kind for kind, pattern in _ASKED if pattern.search(question)), Asked.OTHER)
    best = Matched(question, (), 0.0, (), tuple(sorted(wanted)), asked, False)
    for passage, spoken in passages:
        hits = frozenset(lemma for lemma in wanted if _spoken(lemma, spoken, similar=similar))
        share = _share(wanted, hits, common)
        made = Matched(
            question, passage, share, tuple(sorted(hits)), tuple(sorted(wanted - hits)), asked, _says(passage, asked)
        )
        if (made.answered, made.said, made.share, -len(made.passage)) > (
            best.answered,
            best.said,
            best.share,
            -len(best.passage),
        ):
            best = made
    if anchor and not (best.answered and best.said):
        return Matched(question, anchor, 1.0, tuple(sorted(wanted)), (), asked, _says(anchor, asked), anchored=True)
    return best


def _passages(said: Sequence[Saying]) -> list[tuple[tuple[Saying, ...], frozenset[str]]]:
    """Sentences by one and by two with their lemmas; those that only retell the question answer nothing."""
    told = [saying for saying in said if not saying.of_appeal and not _repeats(saying)]
    lemmas = [frozenset().union(*(token.lemmas for token in saying.tokens if token.is_word)) for saying in told]
    single = [((saying,), each) for saying, each in zip(told, lemmas, strict=True)]
    double = [((told[n], told[n + 1]), lemmas[n] | lemmas[n + 1]) for n in range(len(told) - 1)]
    return [*single, *double]


def _repeats(saying: Saying) -> bool:
    return saying.text.rstrip().endswith("?") or saying.retells


def _anchored(wanted: frozenset[str], said: Sequence[Saying], alone: Sequence[Saying]) -> tuple[Saying, ...]:
    """The sentences after one that repeats this question and no other."""
    for number, saying in enumerate(said):
        if saying in alone and _covers(saying, wanted):
            after = [each for each in said[number + 1 : number + 4] if not _repeats(each)]
            return tuple(each for each in after if Sign.LATER not in each.signs)
    return ()


def _covers(saying: Saying, wanted: frozenset[str]) -> bool:
    spoken = frozenset().union(*(token.lemmas for token in saying.tokens if token.is_word))
    hits = frozenset(lemma for lemma in wanted if _spoken(lemma, spoken, similar=False))
    return bool(wanted) and _share(wanted, hits) >= _COVERS


def _says(passage: Iterable[Saying], asked: Asked) -> bool:
    """Whether the passage holds what was asked for."""
    for saying in passage:
        if asked is Asked.OTHER or (asked is Asked.WHEN and (has_term(saying.text) or Sign.NO_DATE in saying.signs)):
            return True
        if asked is Asked.HOW_MUCH and _AMOUNT.search(saying.text):
            return True
        if asked is Asked.WHY and words.REASON.search(saying.text):
            return True
        if asked is Asked.WHETHER and (_YES_OR_NO.search(saying.text) or saying.signs):
            return True
    return False


@lru_cache(maxsize=1024)
def _content(question: str) -> frozenset[str]:
    """The lemmas of what the question is about."""
    found = set()
    for token in tokens_of(question):
        if not token.is_word or len(token.text) < 3:
            continue
        best = morph.parses(token.text)[0]
        lemma = folded(str(best.normal_form))
        if str(best.tag.POS) in _WEIGHTS and lemma not in _EMPTY and "Apro" not in best.tag:
            found.add(lemma)
    return frozenset(found)


def _share(wanted: frozenset[str], hits: frozenset[str], common: frozenset[str] = frozenset()) -> float:
    """How much of ``wanted`` the ``hits`` are, by weight; 1 when nothing is wanted."""
    total = sum(_weight(lemma, common) for lemma in wanted)
    return sum(_weight(lemma, common) for lemma in hits) / total if total else 1.0


def _weight(lemma: str, common: frozenset[str]) -> float:
    weight = _WEIGHTS.get(str(morph.parses(lemma)[0].tag.POS), _COMMON)
    return weight * _COMMON if lemma in common or lemma in _LITTLE else weight


def _spoken(lemma: str, spoken: frozenset[str], *, similar: bool) -> bool:
    if lemma in spoken or any(_kin(lemma, other) for other in spoken):
        return True
    if spoken & _nest(lemma):
        return True
    return similar and any(_alike(lemma, other) for other in spoken)


@lru_cache(maxsize=65536)
def _kin(one: str, other: str) -> bool:
    """«ремонт» and «отремонтировать», «переселить» and «переселение»: one root, as far as spelling shows it."""
    if other.startswith(f"{one}о") and len(other) - len(one) > _KIN - 1:
        return True  # газ, газопровод
    if min(len(one), len(other)) < _KIN:
        return False
    for first in (one, _PREFIX.sub("", one)):
        for second in (other, _PREFIX.sub("", other)):
            alike = next(
                (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
            )
            if alike >= max(_KIN, min(len(first), len(second)) - 4):
                return True
    return False


def _nest(lemma: str) -> frozenset[str]:
    return _nests(load_settings().rules_dir / "words" / "synonyms.txt").get(lemma, frozenset())


@lru_cache(maxsize=4)
def _nests(file: Path) -> dict[str, frozenset[str]]:
    """Each word of the list with all the words that share a line with it."""
    nests: dict[str, frozenset[str]] = {}
    for line in read_text(file, RuleError).splitlines():
        if line.strip() and not line.startswith("#"):
            nest = frozenset(folded(morph.lemma(word.strip())) for word in line.split(","))
            for word in nest:
                nests[word] = nests.get(word, frozenset()) | nest
    return nests


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    """Whether the two words stand near each other in natasha's vectors; unknown words stand nowhere."""
    first, second = _vector(one), _vector(other)
    if first is None or second is None:
        return False
    return sum(a * b for a, b in zip(first, second, strict=True)) >= _ALIKE


@lru_cache(maxsize=4096)
def _vector(word: str) -> tuple[float, ...] | None:
    """The vector of ``word``, of length one."""
    embedding = _embedding()
    if len(word) < 4 or word not in embedding:
        return None
    values = [float(each) for each in embedding[word]]
    length = sum(each * each for each in values) ** 0.5
    return tuple(each / length for each in values) if length else None


@cache
def _embedding() -> "NewsEmbedding":
    """natasha's vectors of words: about a second once, and only for a question that nothing simpler answers."""
    from natasha import NewsEmbedding

    return NewsEmbedding()
