"""What an appeal is about, in the words that will stand after «по вопросу» (clause 3.6): in the nominative."""

from collections.abc import Mapping, Sequence

from letterkit.intake.addresses import Address
from letterkit.intake.group_vectors import GroupVectors
from letterkit.intake.subject_net import subject_net
from letterkit.intake.subject_offers import SubjectOffer, subject_offers
from letterkit.intake.subject_places import PlaceOffer, place_offers, told_places, words_in_common
from letterkit.intake.subject_words import expected_likeness, signs_of_words, subject_model
from letterkit.intake.values import FoundValue, LikelyGroup
from letterkit.intake.zones import Zones


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
    model = subject_model()
    subjects = subject_offers(text, asked, groups, named, known, zones.story)
    questions = [each.value for each in asked]
    words = signs_of_words(text, zones.story, questions, groups, [each.words for each in subjects], model.rarity)
    first, told = model.likelihoods(words), told_places(text, asked, zones, places, own)
    likely = subject_net().likelihoods(words, first, text, [each.words for each in subjects])
    offers = (
        (weigh(signs_together(subject, place, likely), model.offers), with_place(subject, place), subject.places)
        for subject in subjects
        for place in place_offers(subject.words, told)
    )
    score, best, found_at = max(offers, key=lambda each: each[0], default=(0.0, "", ()))
    return FoundValue(best, found_at, round(min(0.9, max(0.2, score)), 2)) if best else None


def signs_together(subject: SubjectOffer, place: PlaceOffer, likely: Mapping[str, float]) -> dict[str, float]:
    """What speaks for ``subject`` said with ``place``, where words of the subject are as ``likely`` as that."""
    alone = expected_likeness(subject.words, likely)
    together = expected_likeness(with_place(subject, place), likely)
    found = {
        "": 1.0,
        "expected": together,
        "expected, alone": alone,
        "expected by the place": together - alone,
        "placed": float(bool(place.words)),
    }
    found |= {f"expected, {kind}": together for kind in ("phrase", "named") if kind in subject.signs}
    return {**subject.signs, **place.signs, **found}


def with_place(subject: SubjectOffer, place: PlaceOffer) -> str:
    """The words of both; what the place begins with and the subject has ended with is said once."""
    said = subject.words.split()
    return " ".join((*said[: len(said) - words_in_common(subject.words, place.words)], *place.words.split()))


def weigh(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of ``signs`` by their ``weights``; a sign that was never seen weighs nothing."""
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
