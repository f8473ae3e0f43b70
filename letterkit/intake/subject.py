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
    "named": 0.025, "named, words": 0.021, "named, together": 0.134, "named, heard again": 0.13, "typical": 0.017,
    "likelihood": 0.07, "likelihood, general": 0.049, "words": 0.018, "together": 0.177, "heard again": 0.108,
    "like the appeal": 0.041, "in one question": 0.097, "phrase": -0.133, "phrase, deed": 0.031,
    "phrase, first question": 0.127, "phrase, object": 0.022, "phrase, words": 0.037,
    "phrase, told by groups": 0.245, "phrase, heard again": 0.081,
}  # fmt: skip
PLACE_WEIGHTS = {
    "house": -0.011, "house, 1": 0.033, "house, house": 0.082, "house, said already": 0.013, "town": 0.042,
    "town, 1": 0.024, "town, house": 0.011, "town, said already": -0.016, "of the story": 0.082,
    "of the story, 1": -0.023, "of the story, house": 0.048, "of the story, said already": -0.094,
    "of a question": 0.116, "of a question, 1": -0.021, "of a question, house": 0.066,
    "of a question, said already": -0.137, "of a question, and town": 0.13, "of a question, and town, 1": 0.014,
    "of a question, and town, house": 0.111, "of a question, and town, said already": -0.082,
    "of the story, and town": 0.125, "of the story, and town, 1": -0.028, "of the story, and town, house": 0.076,
    "of the story, and town, said already": -0.077, "house, 8": -0.041, "town, 8": -0.039, "house, 2": -0.116,
    "town, 2": -0.067, "of a question, 2": -0.108, "of a question, and town, 2": -0.056, "of the story, 2": -0.107,
    "of the story, and town, 2": -0.045, "house, 3": 0.016, "town, 3": 0.019, "house, 6": 0.101, "house, 5": 0.021,
    "town, 5": 0.013, "of the story, 5": 0.029, "town, 4": 0.082, "of a question, 4": 0.068,
    "of the story, 4": 0.055, "of the story, 8": -0.051, "house, 4": 0.019, "town, 7": -0.039, "town, 6": 0.051,
    "of the story, 6": 0.042, "of the story, and town, 6": 0.014, "of a question, 6": 0.05,
    "of a question, and town, 6": -0.019, "house, 7": -0.042, "of the story, 7": 0.027, "of the story, 3": 0.112,
    "of the story, and town, 4": 0.139, "of the story, and town, 3": -0.038, "of a question, 5": 0.058,
    "of a question, and town, 4": 0.106, "of the story, and town, 7": 0.101, "of a question, 3": 0.06,
    "of a question, and town, 3": 0.104, "of a question, and town, 5": -0.019, "of the story, and town, 5": -0.018,
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
