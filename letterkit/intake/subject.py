"""What an appeal is about, in the words that will stand after «по вопросу» (clause 3.6): in the nominative."""

from collections.abc import Mapping, Sequence

from letterkit.intake.addresses import Address
from letterkit.intake.group_vectors import GroupVectors
from letterkit.intake.subject_offers import SubjectOffer, subject_offers
from letterkit.intake.subject_places import PlaceOffer, place_offers
from letterkit.intake.values import FoundValue, LikelyGroup
from letterkit.intake.zones import Zones

_BIAS = -0.08
WEIGHTS = {
    "named": 0.016, "named, words": 0.023, "named, together": 0.146, "named, heard again": 0.12, "typical": 0.015,
    "likelihood": 0.066, "likelihood, general": 0.048, "words": 0.017, "together": 0.174, "heard again": 0.11,
    "like the appeal": 0.051, "in one question": 0.108, "phrase": -0.116, "phrase, deed": 0.032,
    "phrase, first question": 0.135, "phrase, object": 0.032, "phrase, words": 0.039, "phrase, told by groups": 0.246,
    "phrase, heard again": 0.064,
}  # fmt: skip
PLACE_WEIGHTS = {
    "house": -0.007, "house, house": 0.123, "house, said already": -0.009, "town": 0.046, "town, house": 0.03,
    "town, said already": -0.013, "of the story": 0.086, "of the story, house": 0.037,
    "of the story, said already": -0.076, "of a question": 0.144, "of a question, house": 0.011,
    "of a question, said already": -0.11, "of a question, and town": 0.147, "of a question, and town, house": 0.096,
    "of a question, and town, said already": -0.078, "of the story, and town": 0.185,
    "of the story, and town, house": 0.013, "of the story, and town, said already": -0.061,
}  # fmt: skip
"""Of ridge regressions over labelled appeals (bench/runs/fit_subject.py): what share of the subject an offer says, and
how much more of it is said with a place."""


def likely_subject(
    text: str,
    asked: Sequence[FoundValue[str]],
    groups: Sequence[LikelyGroup],
    named: FoundValue[str] | None,
    known: GroupVectors,
    zones: Zones,
    places: Sequence[Address],
    own: FoundValue[object] | None,
) -> FoundValue[str] | None:
    """The likeliest of what an appeal may be about, with where it is; None where nothing is offered.

    ``named`` is what its writer calls it, ``own`` the address where the writer lives.
    """
    best = max(subject_offers(text, asked, groups, named, known), key=_score, default=None)
    if best is None:
        return None
    offers = place_offers(best.words, text, asked, zones, places, own)
    place = max(offers, key=lambda each: weigh(each.signs, PLACE_WEIGHTS))
    confidence = round(min(0.9, max(0.2, _score(best))), 2)
    return FoundValue(with_place(best, place), best.places, confidence)


def with_place(subject: SubjectOffer, place: PlaceOffer) -> str:
    """The words of both."""
    return f"{subject.words} {place.words}".strip()


def weigh(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of ``signs`` by their ``weights``; a sign that was never seen weighs nothing."""
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())


def _score(offer: SubjectOffer) -> float:
    return _BIAS + weigh(offer.signs, WEIGHTS)
