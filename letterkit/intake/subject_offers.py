"""What may name the subject of an appeal: its writer's words, typical subjects of its groups, phrases of questions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import regex

from letterkit.intake.group_vectors import GroupVectors
from letterkit.intake.named_subject import as_inside
from letterkit.intake.phrases import SubjectPhrase, subject_phrases
from letterkit.intake.thanks import thanks_of
from letterkit.intake.values import FoundValue, LikelyGroup, Span
from letterkit.russian.morph import lemma
from letterkit.russian.names_letters import without_yo
from letterkit.russian.sentences import sentences
from letterkit.russian.vectors import vectors

_WORDS = regex.compile(r"[\p{L}\d]+")
_PRONOUNS = regex.compile(
    r"(?i)(?<!\p{L})(?:я|мне|меня|он|она|его|её|им|ему|ней|нас|нам|нею|вы|вам|вас|чт[оу]|котор\p{L}+|как(?:ой|ая|ое|ие|ого|ую|ом)|"
    r"н[её]го|н[её]й)(?!\p{L})"
)
_THANKS = "благодарность"
_PROPOSES = regex.compile(
    r"(?i)\W*(?:\p{L}+\s+){0,2}?(?:предлага(?:ю|ем)|внос(?:им|ить|у)\s+предложение|предложить)(?!\p{L})"
)
_OBJECTS = ("obj", "nsubj", "nsubj:pass")
_MOST_SENTENCES = 12  # of a story whose phrases are offered
_ROOT = 5
"""So many letters of a word tell it: «расселят» and «расселение» begin alike."""
_NEAR = 6
"""Words no further from each other than this stand together."""
_OFTEN = 3
_SIZE = 300
"""Numbers of a word vector."""


@dataclass(frozen=True, slots=True)
class SubjectOffer:
    """Words that may name the subject, what speaks for them, and where they were found."""

    words: str
    signs: Mapping[str, float]
    places: tuple[Span, ...] = ()


def subject_offers(
    text: str,
    asked: Sequence[FoundValue[str]],
    groups: Sequence[LikelyGroup],
    named: FoundValue[str] | None,
    known: GroupVectors,
    story: Span,
) -> tuple[SubjectOffer, ...]:
    """Everything that may name the subject of ``text``; ``known`` tells how rare its words are.

    ``story`` is where its writer tells what it is about.
    """
    heard = _AppealWords(text, [each.value for each in asked], known)
    told: dict[str, float] = {}
    for group in groups:
        for word in set(_roots(" ".join(group.subjects))):
            told[word] = told.get(word, 0.0) + group.likelihood
    offers = [] if named is None else [SubjectOffer(named.value, _signs_of_named(named.value, heard), named.places)]
    proposes = any(_PROPOSES.match(each.value) for each in asked)
    offers += [
        SubjectOffer(words, _signs_of_typical(words, group, heard, proposes=proposes))
        for group in groups
        for words in group.subjects
    ]
    for at, (each, phrases) in enumerate(zip(asked, subject_phrases([each.value for each in asked]), strict=True)):
        offers += [
            SubjectOffer(
                as_inside(phrase.words),
                _signs_of_phrase(phrase, at, told, heard) | _signs_of_proposal(phrase, each.value),
                each.places,
            )
            for phrase in phrases
            if not _PRONOUNS.search(phrase.words)
        ]
    told_at = [(start, end) for start, end in sentences(text) if end > story[0] and start < story[1]][:_MOST_SENTENCES]
    for at, (place, phrases) in enumerate(
        zip(told_at, subject_phrases([text[slice(*each)] for each in told_at]), strict=True)
    ):
        offers += [
            SubjectOffer(as_inside(phrase.words), _signs_of_story(phrase, at), (place,))
            for phrase in phrases
            if not _PRONOUNS.search(phrase.words)
        ]
    offers += [
        SubjectOffer(words, _signs_of_thanks(words, at, asks=bool(asked)), (place,))
        for at, (words, place) in enumerate(thanks_of(text, story))
    ]
    thanks = [each for each in offers if each.words.startswith(_THANKS)]
    only_thanks = not asked or (_are_of_thanks(groups[:1]) and not proposes)
    return tuple(thanks if thanks and only_thanks else offers)


def _are_of_thanks(groups: Sequence[LikelyGroup]) -> bool:
    return any(words.startswith(_THANKS) for group in groups for words in group.subjects)


def _signs_of_thanks(words: str, number: int, *, asks: bool) -> dict[str, float]:
    return {
        "thanks": 1.0,
        "thanks, nothing asked": float(not asks),
        "thanks, first": float(number == 0),
        "thanks, for what": float(" за " in words),
    }


def _signs_of_story(phrase: SubjectPhrase, sentence: int) -> dict[str, float]:
    return {
        "of the story told": 1.0,
        "of the story told, deed": float(phrase.is_deed),
        "of the story told, first": float(sentence == 0),
        "of the story told, object": float(phrase.relation in _OBJECTS),
    }


def _signs_of_named(words: str, heard: "_AppealWords") -> dict[str, float]:
    roots = set(_roots(words))
    return {
        "named": 1.0,
        "named, words": float(min(10, len(words.split()))),
        "named, together": heard.together(roots),
        "named, heard again": heard.again(roots),
    }


def _signs_of_proposal(phrase: SubjectPhrase, question: str) -> dict[str, float]:
    """What speaks for a phrase of «предлагаю …»: that is what the appeal is about, whatever its group."""
    proposed = float(_PROPOSES.match(question) is not None)
    is_object = float(phrase.relation in _OBJECTS)
    return {
        "proposed": proposed,
        "proposed, deed": proposed * phrase.is_deed,
        "proposed, object": proposed * is_object * (not phrase.is_deed),
        "proposed, words": proposed * min(10, len(phrase.words.split())),
    }


def _signs_of_typical(words: str, group: LikelyGroup, heard: "_AppealWords", *, proposes: bool) -> dict[str, float]:
    roots = set(_roots(words))
    return {
        "typical": 1.0,
        "typical, another thing proposed": float(proposes),
        "likelihood": group.likelihood,
        "likelihood, general": group.likelihood * (words == group.subjects[0]),
        "words": float(min(10, len(words.split()))),
        "together": heard.together(roots),
        "heard again": heard.again(roots),
        "like the appeal": heard.likeness(words),
        "in one question": heard.in_one_question(words),
    }


def _signs_of_phrase(
    phrase: SubjectPhrase, question: int, told: Mapping[str, float], heard: "_AppealWords"
) -> dict[str, float]:
    roots = set(_roots(phrase.words))
    return {
        "phrase": 1.0,
        "phrase, deed": float(phrase.is_deed),
        "phrase, first question": float(question == 0),
        "phrase, object": float(not phrase.is_deed and phrase.relation in _OBJECTS),
        "phrase, words": float(min(10, len(phrase.words.split()))),
        "phrase, told by groups": sum(told.get(root, 0.0) for root in roots) / max(1, len(roots)),
        "phrase, heard again": heard.again(roots),
    }


@dataclass
class _AppealWords:
    """What words an appeal has, where they stand, and what they mean together."""

    text: str
    questions: Sequence[str]
    known: GroupVectors
    _at: dict[str, list[int]] = field(init=False, default_factory=dict)
    _asked: list[frozenset[str]] = field(init=False)
    _meaning: "np.ndarray[tuple[int], np.dtype[np.float64]]" = field(init=False)

    def __post_init__(self) -> None:
        for at, root in enumerate(_roots(self.text)):
            self._at.setdefault(root, []).append(at)
        self._asked = [frozenset(_roots(each)) for each in self.questions]
        self._meaning = self._meaning_of(self.text)

    def again(self, roots: set[str]) -> float:
        """How often ``roots`` are heard, the mean; more than some times is no more."""
        return sum(min(_OFTEN, len(self._at.get(root, ()))) for root in roots) / max(1, len(roots))

    def together(self, roots: set[str]) -> float:
        """The share of the pairs of ``roots`` that stand together somewhere."""
        words = sorted(roots)
        pairs = [(one, other) for at, one in enumerate(words) for other in words[at + 1 :]]
        return sum(self._are_near(*pair) for pair in pairs) / max(1, len(pairs))

    def in_one_question(self, words: str) -> float:
        """The share of ``words`` that the question with most of them has, rare ones weighing more."""
        weights = {word[:_ROOT]: self.known.rarity(word) for word in _lemmas(words)}
        most = max((sum(weights[root] for root in weights.keys() & each) for each in self._asked), default=0.0)
        return most / (sum(weights.values()) or 1.0)

    def likeness(self, words: str) -> float:
        """How like the appeal ``words`` are in meaning: the cosine."""
        return float(self._meaning_of(words) @ self._meaning)

    def _are_near(self, one: str, other: str) -> bool:
        there = self._at.get(other, ())
        return any(abs(at - place) <= _NEAR for at in self._at.get(one, ()) for place in there)

    def _meaning_of(self, text: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        table = vectors()
        counted = Counter(_lemmas(text))
        found = [(table[word], self.known.rarity(word) * count) for word, count in counted.items() if word in table]
        if not found:
            return np.zeros(_SIZE)
        total: np.ndarray[tuple[int], np.dtype[np.float64]] = sum(
            (vector / np.linalg.norm(vector) * weight for vector, weight in found), start=np.zeros(_SIZE, np.float32)
        )
        return total / (float(np.linalg.norm(total)) or 1.0)


def _lemmas(text: str) -> list[str]:
    return [without_yo(lemma(word)) for word in _WORDS.findall(text.lower()) if len(word) > 2]


def _roots(text: str) -> list[str]:
    return [word[:_ROOT] for word in _lemmas(text)]
