"""How likely each word is to stand in the subject of an appeal: by where it is said, what part of speech it is, and
how often subjects have it (data/subject.json, bench/runs/fit_subject.py).
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import regex

from letterkit.core.errors import RuleError
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.datafile import read_text
from letterkit.intake.deeds import noun_of_deed
from letterkit.intake.values import LikelyGroup, Span
from letterkit.russian.morph import lemma, parses
from letterkit.russian.names_letters import without_yo

_FILE = Path(__file__).parent / "data" / "subject.json"
_WORD = regex.compile(r"[\p{L}\d]+")
_STOP = regex.compile(r"[.!?\n]")
_ROOT = 7
"""So many letters of a dictionary form tell a word."""
_OFTEN = 3
_EARLY = 0.3  # of a question
_LIKELY = 0.3  # of the groups that call it typical
_OF_PEOPLE = frozenset(("Name", "Surn", "Patr"))
_KINDS = {"NOUN": "noun", "ADJF": "adjective", "PRTF": "adjective", "VERB": "verb", "INFN": "infinitive"}
LEAST = 0.002
"""How likely a word is that the appeal neither says nor suggests."""
WordSigns = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SubjectModel:
    """Weights: of the signs of ``words``, of what subjects have or seldom have (``leanings``), of ``offers``.

    ``rarity`` of words from 0 to 1; a word that it lacks is as rare as can be.
    """

    words: Mapping[str, float]
    leanings: Mapping[str, float]
    rarity: Mapping[str, float]
    offers: Mapping[str, float]

    def likelihoods(self, signs: Mapping[str, WordSigns]) -> dict[str, float]:
        """How likely each word is to stand in the subject, by its ``signs`` (``signs_of_words``)."""
        return {word: self._likelihood(word, told) for word, told in signs.items()}

    def _likelihood(self, word: str, signs: WordSigns) -> float:
        score = self.leanings.get(word, self.leanings[""]) + self.words[""]
        score += sum(self.words.get(sign, 0.0) * value for sign, value in signs.items())
        return 1 / (1 + math.exp(-score))


@cache
def subject_model() -> SubjectModel:
    """The shipped one."""
    return SubjectModel(**json.loads(read_text(_FILE, RuleError)))


def roots_of(text: str) -> list[str]:
    """The words and numbers of ``text`` in their order, by the beginnings of their dictionary forms."""
    return [_root(word) for word in _WORD.findall(text.lower()) if len(word) > 2 or word.isdigit()]


def lemmas_of_roots(texts: Iterable[str]) -> dict[str, str]:
    """The dictionary form that each root of ``texts`` begins, of several the first that is met."""
    found: dict[str, str] = {}
    for word in (word for text in texts for word in _WORD.findall(text.lower())):
        found.setdefault(_root(word), without_yo(lemma(word)))
    return found


def expected_likeness(words: str, likelihoods: Mapping[str, float]) -> float:
    """The share of words that ``words`` may be expected to have in common with the subject: F1, from 0 to 1."""
    said = frozenset(roots_of(words))
    common = sum(likelihoods.get(root, LEAST) for root in said)
    return 2 * common / (len(said) + sum(likelihoods.values())) if said else 0.0


def signs_of_words(
    text: str,
    story: Span,
    questions: Sequence[str],
    groups: Sequence[LikelyGroup],
    offered: Iterable[str],
    rarity: Mapping[str, float],
) -> dict[str, WordSigns]:
    """What speaks for each word of ``text``, of what is ``offered`` and of what is typical of its ``groups``."""
    places = {_root(match[0].lower()): match for match in reversed(list(_WORD.finditer(text))) if _counts(match[0])}
    heard = Counter(roots_of(text))
    asked = [roots_of(question) for question in questions]
    of_any, of_first = ({root for each in part for root in each} for part in (asked, asked[:1]))
    place_in_question: dict[str, float] = {}
    for question in asked:
        for at, root in enumerate(question):
            place_in_question.setdefault(root, at / len(question))
    typical: Counter[str] = Counter()
    for group in groups:
        for root in set(roots_of(" ".join(group.subjects))):
            typical[root] += group.likelihood  # type: ignore[assignment]  # a Counter adds up whatever numbers
    general = set(roots_of(groups[0].subjects[0])) if groups and groups[0].subjects else set()
    first = set(roots_of(_STOP.split(text[slice(*story)].strip(), maxsplit=1)[0]))
    deeds = [_deeds(part) for part in (questions[0] if questions else "", " ".join(questions), text)]
    found: dict[str, WordSigns] = {}
    for root in {*heard, *typical, *deeds[2], *(each for words in offered for each in roots_of(words))}:
        match, count = places.get(root), heard[root]
        kind = _kind(match[0].lower()) if match else ""
        is_likely = typical[root] > _LIKELY
        signs = {
            "asked": root in of_any,
            "asked first": root in of_first,
            "asked last": bool(asked) and root in asked[-1],
            "asked late": place_in_question.get(root, 0.0),
            "asked early": place_in_question.get(root, 1.0) < _EARLY,
            "often": min(_OFTEN, count) / _OFTEN,
            "often and asked": count > 1 and root in of_any,
            "rare": rarity.get(root, rarity[""]),
            "in the first sentence": root in first,
            "told": match is not None and story[0] <= match.start() < story[1],
            "capital": match is not None and match[0][0].isupper(),
            kind: bool(kind),
            "noun asked first": kind == "noun" and root in of_first,
            "verb asked first": kind in ("verb", "infinitive") and root in of_first,
            "typical": typical[root],
            "typical, general": root in general,
            "typical, not heard": not count and is_likely,
            "not heard": not count,
            **{
                f"deed {where}": root in part
                for where, part in zip(("asked first", "asked", "told"), deeds, strict=True)
            },
        }
        found[root] = {sign: float(value) for sign, value in signs.items() if value}
    return found


def _counts(word: str) -> bool:
    return len(word) > 2 or word.isdigit()


def _deeds(text: str) -> set[str]:
    """What the verbs of ``text`` are called as nouns: «отремонтируйте» is «ремонт»."""
    nouns = (noun_of_deed(word) for word in _WORD.findall(text))
    return {root for noun in nouns if noun for root in roots_of(noun)}


@lru_cache(maxsize=WORDS_KEPT)
def _root(word: str) -> str:
    return without_yo(lemma(word))[:_ROOT]


@lru_cache(maxsize=WORDS_KEPT)
def _kind(word: str) -> str:
    tag = parses(word)[0].tag
    if _OF_PEOPLE & tag.grammemes:
        return "name"
    if "Geox" in tag:
        return "place"
    return _KINDS.get(str(tag.POS), "" if tag.POS else "number")
