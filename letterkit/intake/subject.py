"""What an appeal is about, in the words that will stand after «по вопросу» (clause 3.6): in the nominative."""

from collections.abc import Mapping, Sequence

from letterkit.intake.addresses import Address
from letterkit.intake.group_vectors import GroupVectors
from letterkit.intake.subject_offers import SubjectOffer, subject_offers
from letterkit.intake.subject_places import PlaceOffer, place_offers
from letterkit.intake.values import FoundValue, LikelyGroup
from letterkit.intake.zones import Zones

_BIAS = -0.09
WEIGHTS = {
    "named": 0.022, "named, words": 0.011, "named, together": 0.143, "named, heard again": 0.147, "typical": 0.016,
    "likelihood": 0.074, "likelihood, general": 0.058, "words": 0.017, "together": 0.164, "heard again": 0.106,
    "like the appeal": 0.042, "in one question": 0.091, "phrase": -0.127, "phrase, deed": 0.039,
    "phrase, first question": 0.128, "phrase, object": 0.031, "phrase, words": 0.033,
    "phrase, told by groups": 0.231, "phrase, heard again": 0.079,
}  # fmt: skip
PLACE_WEIGHTS = {
    "house": -0.017, "house, 1": 0.048, "house, house": 0.085, "house, said already": 0.026, "town": 0.038,
    "town, 1": 0.03, "town, house": 0.01, "of the story": 0.067, "of the story, 1": -0.021,
    "of the story, house": 0.047, "of the story, said already": -0.061, "of the story, and town": 0.044,
    "of the story, and town, house": 0.079, "of the story, and town, said already": -0.04, "of a question": 0.105,
    "of a question, 1": -0.029, "of a question, house": 0.079, "of a question, said already": -0.123,
    "of a question, and town": 0.094, "of a question, and town, 1": -0.018, "of a question, and town, house": 0.078,
    "of a question, and town, said already": -0.006, "house, 8": -0.08, "town, 8": -0.053, "house, 2": -0.109,
    "town, 2": -0.067, "of a question, 2": -0.106, "of a question, and town, 2": -0.136, "of the story, 2": -0.107,
    "of the story, and town, 2": -0.139, "house, 3": 0.009, "town, 3": 0.018, "house, 6": 0.102, "house, 5": 0.022,
    "town, 5": 0.024, "of the story, 5": 0.038, "town, 4": 0.083, "of a question, 4": 0.084,
    "of the story, 4": 0.05, "of the story, 8": -0.051, "house, 4": 0.035, "of the story, and town, 4": 0.104,
    "town, 7": -0.033, "town, 6": 0.036, "of the story, 6": 0.06, "of the story, and town, 6": 0.041,
    "of a question, 6": 0.031, "house, 7": -0.044, "of a question, 7": -0.025, "of the story, 7": -0.015,
    "of the story, and town, 7": 0.041, "of the story, 3": 0.113, "of the story, and town, 3": 0.014,
    "of a question, 5": 0.082, "of a question, and town, 4": 0.139, "of the story, and town, 8": -0.027,
    "of the story, and town, 5": 0.009, "of a question, 3": 0.069, "of a question, and town, 3": 0.102,
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
    section = groups[0].code.partition(".")[0] if groups else ""
    offers = place_offers(best.words, section, text, asked, zones, places, own)
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
