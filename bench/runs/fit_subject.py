"""What names the subject of an appeal, learnt from labelled appeals: intake/data/subject.json, subject_net.json anew.

usage: python -m bench.runs.fit_subject [FOLDER ...]      some minutes

A logistic regression tells how likely each word is to stand in the subject, by its signs and by how often subjects had
it; a net looks again, at each word beside the others; a ridge regression tells what share of the label's subject an
offer said with a place has (F1 of its words). Each learns from what the one before says of appeals that it has not
seen. Appeals weigh the same however many offers they have. The line printed tells of how many subjects ten models are
right that have seen the other nine tenths alone.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.intake import SHARED, likeness
from bench.runs.fit import FOLDS, LabelledAppeal, labelled_appeals
from bench.runs.fit_net import fit_net
from bench.runs.fit_vectors import proper_names
from letterkit.intake import read_appeal, subject_words
from letterkit.intake.addresses import addresses
from letterkit.intake.fields import labelled_lines
from letterkit.intake.group_vectors import shipped_vectors
from letterkit.intake.named_subject import named_subject
from letterkit.intake.subject import signs_together, weigh, with_place
from letterkit.intake.subject_net import FARTHEST, SubjectNet, meanings_of, signs_together_with_others
from letterkit.intake.subject_offers import SubjectOffer, subject_offers
from letterkit.intake.subject_places import PlaceOffer, place_offers, told_places
from letterkit.intake.subject_words import SubjectModel, WordSigns, roots_of, signs_of_words
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import zones
from letterkit.office.register.classifier import classifier

_RIDGE, _OF_ONE_APPEAL = 3.0, 20.0
_WORD_RIDGE, _STEPS = 1.0, 15
_SMOOTHED = 6  # appeals that a word is taken to have been in besides, as often in the subject as any
_FEWEST = 2
_MEANINGS = 16
"""Numbers that are made of a word's vector."""
_EACH = 7  # word: so few tell as well as all how vectors differ
_NEVER_STILL = 1e-6
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class _Appeal:
    """The subject that the label has, what the reader chooses from, and what speaks for each word."""

    text: str
    wanted: str
    offers: Sequence[tuple[SubjectOffer, PlaceOffer]]
    words: Mapping[str, WordSigns]

    @property
    def offered(self) -> list[str]:
        return [subject.words for subject, _ in self.offers]

    @property
    def subject(self) -> frozenset[str]:
        return frozenset(roots_of(self.wanted))


def main(folders: Sequence[Path]) -> None:
    labelled = list(labelled_appeals(folders))
    rarity = _rarity([frozenset(roots_of(each.text)) for each in labelled])
    appeals = [found for each in labelled if (found := _offers_of(each, rarity))]
    unseen = [_words_model([each for at, each in enumerate(appeals) if at % FOLDS != fold]) for fold in range(FOLDS)]
    first = [SubjectModel(*unseen[at % FOLDS], rarity, {}).likelihoods(each.words) for at, each in enumerate(appeals)]
    inputs = _inputs_of(appeals, first)
    nets = [inputs.teach([at for at in range(len(appeals)) if at % FOLDS != fold]) for fold in range(FOLDS)]
    likely = [
        nets[at % FOLDS].likelihoods(each.words, first[at], each.text, each.offered) for at, each in enumerate(appeals)
    ]
    rows = [
        [signs_together(*offer, words) for offer in each.offers] for each, words in zip(appeals, likely, strict=True)
    ]
    worth = [[likeness(each.wanted, with_place(*offer)) for offer in each.offers] for each in appeals]
    right = 0
    for fold in range(FOLDS):
        others = [at for at in range(len(appeals)) if at % FOLDS != fold]
        weights = _ridge([rows[at] for at in others], [worth[at] for at in others])
        for at in range(fold, len(appeals), FOLDS):
            best = max(range(len(rows[at])), key=lambda number: weigh(rows[at][number], weights))
            right += worth[at][best] >= SHARED
    print(f"{right} of {len(appeals)}")
    words, leanings = _words_model(appeals)
    names = {roots_of(name)[0] for name in proper_names(labelled) if roots_of(name)}
    rarity = {root: value for root, value in rarity.items() if root not in names}
    told = {
        "words": _round_all(words, 2),
        "leanings": _round_all({word: value for word, value in leanings.items() if not word or word in rarity}, 2),
        "rarity": _round_all(rarity, 2),
        "offers": _round_all(_ridge(rows, worth), 3),
    }
    folder = Path(subject_words.__file__).parent / "data"
    (folder / "subject.json").write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    net = {
        name: np.round(value, 4).tolist() if isinstance(value, np.ndarray) else value
        for name, value in asdict(inputs.teach(range(len(appeals)))).items()
    }
    (folder / "subject_net.json").write_text(json.dumps(net, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class _Inputs:
    """What the net sees of each word of each appeal: ``signs`` by name, then what ``meanings`` make of its vector.

    ``appeals`` says whose a row is.
    """

    signs: list[str]
    meanings: Floats
    rows: Floats
    meant: Floats
    appeals: Floats

    def teach(self, appeals: Iterable[int]) -> SubjectNet:
        """The net that has seen ``appeals`` alone."""
        seen = np.isin(self.appeals, list(appeals))
        usual, spread = self.rows[seen].mean(0), self.rows[seen].std(0) + _NEVER_STILL
        rows = np.clip((self.rows[seen] - usual) / spread, -FARTHEST, FARTHEST)
        net = fit_net(rows, self.meant[seen])
        return SubjectNet(
            self.signs,
            usual,
            spread,
            self.meanings,
            net.hidden,
            net.hidden_bias,
            net.last[:, 0],
            float(net.last_bias[0]),
        )


def _inputs_of(appeals: Sequence[_Appeal], first: Sequence[Mapping[str, float]]) -> _Inputs:
    meant = [meanings_of(each.words, each.text, each.offered) for each in appeals]
    seen = [
        signs_together_with_others(each.words, likely, each.text, each.offered, rows)
        for each, likely, rows in zip(appeals, first, meant, strict=True)
    ]
    vectors = np.vstack(meant)
    known = vectors[vectors.any(axis=1)][::_EACH]
    meanings = np.linalg.svd(known - known.mean(0), full_matrices=False)[2][:_MEANINGS].T
    signs = sorted({sign for words in seen for told in words.values() for sign in told})
    told = np.array([[each.get(sign, 0.0) for sign in signs] for words in seen for each in words.values()])
    return _Inputs(
        signs,
        meanings,
        np.hstack([told, vectors @ meanings]),
        np.array([float(root in each.subject) for each in appeals for root in each.words]),
        np.repeat(np.arange(len(appeals)), [len(each.words) for each in appeals]),
    )


def _offers_of(appeal: LabelledAppeal, rarity: Mapping[str, float]) -> _Appeal | None:
    wanted = (appeal.label.get("appeal") or {}).get("subject")
    reading = read_appeal(appeal.text, classifier().group_words)
    if not wanted or "appeal.subject" not in reading.found:
        return None
    text, labelled = appeal.text, labelled_lines(appeal.text)
    zone, homes = zones(text, labelled), addresses(text)
    asked = [FoundValue(words) for words in reading.card.appeal.questions]
    named = named_subject(text, labelled, zone)
    own = reading.found.get("applicant.address")
    subjects = subject_offers(text, asked, reading.groups, named, shipped_vectors(), zone.story)
    told = told_places(text, asked, zone, homes, own)
    offers = [(subject, place) for subject in subjects for place in place_offers(subject.words, told)]
    questions, offered = [each.value for each in asked], [each.words for each in subjects]
    words = signs_of_words(text, zone.story, questions, reading.groups, offered, rarity)
    return _Appeal(text, wanted, offers, words)


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    counted = Counter(root for text in texts for root in text)
    most = math.log(len(texts))
    kept = {root: math.log(len(texts) / (1 + count)) / most for root, count in sorted(counted.items())}
    return {"": 1.0} | {root: value for root, value in kept.items() if counted[root] >= _FEWEST}


def _words_model(appeals: Sequence[_Appeal]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of signs, and of each word by how often subjects had it where it was offered."""
    meant = [(root, signs, root in each.subject) for each in appeals for root, signs in each.words.items()]
    offered, had = Counter(root for root, _, _ in meant), Counter(root for root, _, is_meant in meant if is_meant)
    usual = sum(had.values()) / len(meant)

    def leaning(root: str, *, but: bool | None = None) -> float:
        """``but``: without one appeal that had the word in its subject or not, as whoever has not seen it would say."""
        times, there = offered[root] - (but is not None), had[root] - (but is True)
        return math.log((there + _SMOOTHED * usual) / (times + _SMOOTHED) / usual)

    names = list(dict.fromkeys(sign for _, signs, _ in meant for sign in signs))
    rows = np.array(
        [
            [*(signs.get(name, 0.0) for name in names), leaning(root, but=is_meant), 1.0]
            for root, signs, is_meant in meant
        ]
    )
    weights = _logistic(rows, np.array([float(is_meant) for _, _, is_meant in meant]))
    *of_signs, of_leaning, bias = map(float, weights)
    leanings = {root: of_leaning * leaning(root) for root in sorted(offered)}
    return {"": bias, **dict(zip(names, of_signs, strict=True))}, {"": of_leaning * leaning(""), **leanings}


def _logistic(rows: Floats, meant: Floats) -> Floats:
    weights: Floats = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (meant - likely) - _WORD_RIDGE * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + _WORD_RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _ridge(appeals: Sequence[Sequence[Mapping[str, float]]], worth: Sequence[Sequence[float]]) -> dict[str, float]:
    signs = list(dict.fromkeys(sign for rows in appeals for row in rows for sign in row))
    told = np.array([[row.get(sign, 0.0) for sign in signs] for rows in appeals for row in rows])
    weighs = np.array([_OF_ONE_APPEAL / len(rows) for rows in appeals for _ in rows])
    weighted = told * weighs[:, None]
    wanted = np.array([value for values in worth for value in values])
    fitted = np.linalg.solve(told.T @ weighted + _RIDGE * np.eye(len(signs)), weighted.T @ wanted)
    return dict(zip(signs, map(float, fitted), strict=True))


def _round_all(weights: Mapping[str, float], digits: int) -> dict[str, float]:
    return {name: round(value, digits) for name, value in weights.items()}


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or [Path("tests/appeals")])
