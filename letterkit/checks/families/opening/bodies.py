"""Clause 3.6: which body the first paragraph names, beside the blank it stands on and the card of the case."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.opening_topic import APPEAL
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.checks.tokens import tokens as tokens_of
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.russian import entities
from letterkit.russian.entity import Entity

_CAME_TO = regex.compile(
    r"(?i)\b(?:поступи|направ|адресова|обрати|получен|зарегистрир)\p{L}*\s+(?:\d[\d.\s]*(?:\p{L}+\s+)?(?:\d{4}\s+)?(?:года\s+|г\.\s+)?)?(?:в\s+адрес|в|во|на\s+имя)\s+$"
)
_CONSIDERED_AFTER = regex.compile(
    r"(?i)(?:\s+(?-i:\p{Lu}\p{L}+)){0,2}(?:\s*\([^()]*\))?\s+(?:(?:внимательно|тщательно)\s+)?рассмотр\p{L}+"
)
_CONSIDERED_BEFORE = regex.compile(r"(?i)рассмотрен[оаы]?\s+$")
_FORWARDED = regex.compile(r"(?i)\b(?:пере(?:направ|адрес|да|сла)|компетенци|подведомств|из\s+которого|оттуда)\p{L}*")
# Institutions that natasha does not tell by a name in small letters: «поступившее в городскую больницу № 3».
_HOUSES = (
    r"(?P<house>больниц|поликлиник|школ|гимнази|лице[йе]|университет|институт|колледж|техникум|библиотек|музе[йе]"
    r"|театр|водоканал|диспансер|аптек|комбинат|лесничеств)\p{L}*"
)
_CAME_TO_HOUSE = regex.compile(
    rf"(?i){_CAME_TO.pattern.removeprefix('(?i)').removesuffix('$')}(?:\p{{L}}+\s+){{0,3}}?{_HOUSES}"
)
_HOUSE = regex.compile(rf"(?i)\b{_HOUSES}")
_PLACES = frozenset("город область край район округ республика поселение поселок село федерация".split())
_SHORTEST = 4


@function_check("opening.other-body")
def other_body(subject: Subject) -> Iterator[Hit]:
    """«Министерством культуры … рассмотрено» on the blank of the ministry of construction; a mark of another letter.

    Advice where the appeal only came to another body: it may have been forwarded, but then the letter should say so.
    """
    opening = subject.first(Role.OPENING)
    own = _own_words(subject)
    if opening is None or not own:
        return
    text = subject.text_of(opening)
    named = [body for body in entities.bodies(text) if not body.text.isupper()]
    if not APPEAL.search(text) or any(_is_own(body, own) and body.text[:1] != "«" for body in named):
        return
    yield from _other_house(subject, opening, text)
    for body in named:
        if not _is_rival(body, own):
            continue
        place = (opening.start + body.start, opening.start + body.end)
        if _CONSIDERED_AFTER.match(text, body.end) or _CONSIDERED_BEFORE.search(text, 0, body.start):
            yield Hit(*place)
        elif _CAME_TO.search(text, 0, body.start) and not _FORWARDED.search(text):
            yield Hit(*place, level=Level.ADVICE)


@function_check("opening.card-body")
def card_body(subject: Subject) -> Iterator[Hit]:
    """The card knows whom the citizen wrote to, and the first paragraph names somebody else."""
    wanted = subject.card.appeal.addressed_to if subject.card else None
    opening = subject.first(Role.OPENING)
    if not wanted or opening is None:
        return
    head = next((token.lemmas for token in tokens_of(wanted) if token.has("NOUN")), None)
    text = subject.text_of(opening)
    if head is None or any(token.lemmas & head for token in subject.tokens_of(opening)):
        return
    for body in entities.bodies(text):
        if _CAME_TO.search(text, 0, body.start):
            yield Hit(opening.start + body.start, opening.start + body.end, {"card": wanted})
            return


def _other_house(subject: Subject, opening: Part, text: str) -> Iterator[Hit]:
    """A school, a clinic of another kind than the one whose blank this is."""
    heads = " ".join(subject.text_of(part) for part in subject.parts_of(Role.LETTERHEAD))
    mine = {found["house"].lower() for found in _HOUSE.finditer(heads)}
    came = _CAME_TO_HOUSE.search(text)
    if mine and came and came["house"].lower() not in mine and not _FORWARDED.search(text):
        yield Hit(opening.start + came.start("house"), opening.start + came.end(), level=Level.ADVICE)


def _own_words(subject: Subject) -> frozenset[str]:
    """The lemmas of the blank."""
    parts: list[Part] = list(subject.parts_of(Role.LETTERHEAD))
    return frozenset().union(*(token.lemmas for part in parts for token in subject.tokens_of(part)))


def _tells(token: Token) -> bool:
    return len(token.text) >= _SHORTEST and (token.has("NOUN") or token.has("ADJF"))


def _strange(body: Entity, own: frozenset[str]) -> list[Token]:
    """The words of the body's name that the blank does not have."""
    return [token for token in tokens_of(body.text) if _tells(token) and not token.lemmas & own]


def _is_own(body: Entity, own: frozenset[str]) -> bool:
    return not _strange(body, own)


def _is_rival(body: Entity, own: frozenset[str]) -> bool:
    """Whether it is a body of the same kind, or of another place of the same kind, as the one that writes.

    A district's administration or the prosecutor may well have had the appeal before the ministry.
    """
    words = [token for token in tokens_of(body.text) if _tells(token)]
    strange = _strange(body, own)
    if not words or not strange:
        return False
    head = next((token for token in words if token.has("NOUN")), words[0])
    if head.lemmas & own and head not in strange:
        return True
    kinds = {lemma for token in words for lemma in token.lemmas} & _PLACES & own
    return bool(kinds) and any(token.text[0].isupper() and token.start > 0 for token in strange)
