"""What an appeal is about, in the words that will stand after «по вопросу» (clause 3.6): in the nominative."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.phrases import SubjectPhrase, subject_phrases
from letterkit.intake.places import OF_HOUSE
from letterkit.intake.values import FoundValue, LikelyGroup, Span
from letterkit.intake.zones import Zones
from letterkit.russian.morph import lemma
from letterkit.russian.names_letters import without_yo
from letterkit.russian.phrase_nominative import phrase_nominative

_TITLE = regex.compile(
    r"(?m)^[^\S\n]*(?i:(?:жалоба|обращение|заявление|предложение|претензия|запрос)\s+)?(?P<what>(?:О|Об|Обо|о|об|на|по)\s+\p{L}[^\n]{5,140}?)[.\s]*$"
)
_NAMED = regex.compile(
    r"(?i)(?<!\p{L})(?:по\s+(?:вопрос(?:у|ам)|поводу)|касательно|относительно|насч[её]т)\s+(?P<what>\p{L}[^.!?;:\n]{5,120}(?:\n[^.!?;:\n]{3,80})?)"
)
_MOST_WORDS = 14
_WORDS = regex.compile(r"[\p{L}\d]+")
_DIGIT = regex.compile(r"\d")
_PRONOUNS = regex.compile(
    r"(?i)(?<!\p{L})(?:я|мне|меня|он|она|его|её|им|ему|ней|нас|нам|нею|вы|вам|вас|чт[оу]|котор\p{L}+|как(?:ой|ая|ое|ие|ого|ую|ом)|"
    r"н[её]го|н[её]й)(?!\p{L})"
)
_BIAS = -0.27
WEIGHTS = {
    "deed": 0.16, "first question": 0.13, "object": 0.07, "words": 0.03, "group": 0.31,
    "told by groups": 0.25, "heard again": 0.16,
}  # fmt: skip
"""Of a ridge regression over labelled appeals (bench/runs/fit_subject.py): what share of the subject an offer says."""
_EMPTY_SUBJECTS = regex.compile(
    r"(?i)\W*(?:жкх|прочее|другое|обращение|жалоба|заявление|вопрос|без темы|re|"
    r"fwd?|срочно|помогите|вопросы?|просьба|здравствуйте)?\W*$"
)


def named_subject(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    """The subject as the writer calls it: in a title, after «Тема:», after «по вопросу»."""
    title = _title(text, zones)
    if title is not None:
        return title
    said = _NAMED.search(text, 0, zones.story[1])
    if said is not None and (made := _from(said["what"], ("gent", "accs"))) is not None and len(made.split()) > 1:
        return FoundValue(made, (said.span("what"),), 0.8)
    for line in labelled:
        if line.label is Label.SUBJECT:
            given = regex.sub(r"^(?i:(?:re|fwd?)\s*:\s*)+", "", text[line.at : line.end]).strip(" .!?)")
            if len(given.split()) > 2 and not _EMPTY_SUBJECTS.match(given):
                made = _from(given, ("loct",)) if given.lower().startswith(("о ", "об ")) else given
                return FoundValue(_small(made or given), ((line.at, line.end),), 0.75)
    return None


@dataclass(frozen=True, slots=True)
class SubjectOffer:
    """Words that may name the subject, what speaks for them, and where they were found."""

    words: str
    signs: Mapping[str, float]
    places: tuple[Span, ...] = ()


def likely_subject(
    text: str, asked: Sequence[FoundValue[str]], groups: Sequence[LikelyGroup], place: str | None
) -> FoundValue[str] | None:
    """The subject of an appeal that calls it nothing: the deed asked for, a phrase of a question, that of its group.

    ``place`` is said with it where it is about a house.
    """
    best = max(subject_offers(text, asked, groups), key=_score, default=None)
    if best is None:
        return None
    confidence = round(min(0.7, max(0.2, _score(best))), 2)
    return FoundValue(with_place(best.words, place), best.places, confidence)


def subject_offers(
    text: str, asked: Sequence[FoundValue[str]], groups: Sequence[LikelyGroup]
) -> tuple[SubjectOffer, ...]:
    """What ``likely_subject`` chooses from."""
    heard = Counter(_lemmas(text))
    told: dict[str, float] = {}
    for group in groups:
        for word in set(_lemmas(group.subject or "")):
            told[word] = told.get(word, 0.0) + group.likelihood
    phrases = subject_phrases([each.value for each in asked])
    said = [
        (phrase.words, _signs_of(phrase, at), each.places)
        for at, (each, found) in enumerate(zip(asked, phrases, strict=True))
        for phrase in found
        if not _PRONOUNS.search(phrase.words)
    ]
    said += [(group.subject, {"group": 1.0}, ()) for group in groups if group.subject]
    offers = []
    for words, signs, places in said:
        lemmas = set(_lemmas(words))
        signs["told by groups"] = sum(told.get(word, 0.0) for word in lemmas) / max(1, len(lemmas))
        signs["heard again"] = sum(min(3, heard[word]) for word in lemmas) / max(1, len(lemmas))
        offers.append(SubjectOffer(_small(_lower_shouting(words)), signs, places))
    return tuple(offers)


def with_place(words: str, place: str | None) -> str:
    """``words`` and where the house is that they speak of."""
    return f"{words} по адресу: {place}" if place and OF_HOUSE.search(words) and not _DIGIT.search(words) else words


def _score(offer: SubjectOffer) -> float:
    return _BIAS + sum(WEIGHTS[sign] * value for sign, value in offer.signs.items())


def _signs_of(phrase: SubjectPhrase, question: int) -> dict[str, float]:
    return {
        "deed": float(phrase.is_deed),
        "first question": float(question == 0),
        "object": float(not phrase.is_deed and phrase.relation in ("obj", "nsubj", "nsubj:pass")),
        "words": float(min(10, len(phrase.words.split()))),
    }


def _lemmas(text: str) -> list[str]:
    return [without_yo(lemma(word)) for word in _WORDS.findall(text.lower()) if len(word) > 2]


def _title(text: str, zones: Zones) -> FoundValue[str] | None:
    for match in _TITLE.finditer(text, 0, max(zones.story[0], 1) + 250):
        what = match["what"]
        preposition = what.split()[0].lower()
        if preposition in ("на", "по") and not match[0].strip().lower().startswith(
            ("жалоба", "обращение", "претензия", "заявление", "запрос")
        ):
            continue
        if regex.search(r"[.!?]\s", what) or match.start() > zones.story[0] + 200:
            continue
        made = _from(" ".join(what.split()[1:]), {"на": ("accs",), "по": ("datv",)}.get(preposition, ("loct",)))
        if made is not None:
            return FoundValue(_small(_lower_shouting(made)), (match.span("what"),), 0.92)
    return None


def _from(what: str, cases: tuple[str, ...]) -> str | None:
    words = " ".join(what.split())
    cut = regex.split(r"[;:]|,\s+(?:котор|поступ|напр|прошу|прос)|\s+(?:прошу|сообщаю|пишу|обращаюсь)\s", words)[0]
    made = phrase_nominative(" ".join(cut.split()[:_MOST_WORDS]), cases)
    return _small(made.rstrip(" ,.")) if made else None


def _lower_shouting(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    return text.lower() if letters and sum(map(str.isupper, letters)) > 0.8 * len(letters) else text


def _small(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
