"""What earlier letters say of the same house or programme, the newest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex
from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.office import Actor, LetterState
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.office.likeness.holes import whose, with_holes
from letterkit.office.likeness.indexing import house_keys, matter, programme_keys
from letterkit.office.likeness.passages import holes_apart
from letterkit.office.likeness.places import House, houses, programmes, towns
from letterkit.office.likeness.similar import executors_seen, letters_under, read_card
from letterkit.russian.sentences import sentences
from letterkit.store.tables import Appeal, Letter

MOST = 5
_READ = 20
_OF_HOUSE = regex.compile(r"(?i)(?<!\p{L})ваш\p{Ll}{0,3}\s+(?:\p{L}+\s+){0,2}дом\p{Ll}{0,3}(?!\p{L})")


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A sentence of ``letter``: ``text`` as it may be taken, with holes for all but the place that it speaks of."""

    letter: Letter
    text: str

    @property
    def pieces(self) -> Sequence[tuple[str, bool]]:
        return holes_apart(self.text)


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Sentences about the house and about the programmes that an appeal names."""

    of_house: Sequence[KnownFact]
    of_programmes: Sequence[KnownFact]


_Speaks = Callable[[Letter, CaseCard], Callable[[str], bool]]
"""Of a letter with its card: which of its sentences speak of a place."""


def known_facts(office: Office, by: Actor, appeal_id: int) -> KnownFacts:
    """Of the letters that ``by`` may see, answered here and not restricted; raises RequestError ``appeal.gone``."""
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        own = read_card(appeal)
        if own is None:
            return KnownFacts((), ())
        told = "\n".join(filter(None, (own.applicant.address, *matter(own))))
        there = frozenset(house for house in houses(told) if house.number)
        named = programmes(told)

        def found(keys: frozenset[int], speaks: _Speaks) -> Sequence[KnownFact]:
            letters = _letters(session, by, appeal, keys) if keys else ()
            return list(islice(_facts(office, letters, own, speaks), MOST))

        return KnownFacts(
            found(
                house_keys(appeal.body, there),
                lambda letter, other: _of_house(letter, other, there, towns(told)),
            ),
            found(programme_keys(appeal.body, named), lambda *_: lambda said: not named.isdisjoint(programmes(said))),
        )


def _letters(session: Session, by: Actor, appeal: Appeal, keys: frozenset[int]) -> Sequence[Letter]:
    seen = executors_seen(session, by)
    ids = sorted({each for key in keys for each in letters_under(session, key, seen, _READ)}, reverse=True)[:_READ]
    wanted = select(Letter).where(
        Letter.id.in_(ids),
        rights.visible(by),
        Letter.state.in_((LetterState.APPROVED, LetterState.SENT)),
        (Letter.appeal_id != appeal.id) | Letter.appeal_id.is_(None),
    )
    return session.scalars(wanted.order_by(Letter.dated.desc(), Letter.id.desc())).unique().all()


def _facts(office: Office, letters: Sequence[Letter], own: CaseCard, speaks: _Speaks) -> Iterator[KnownFact]:
    """The sentences that speak of the place, each once."""
    seen = set()
    for letter in letters:
        try:
            other = card_of(letter)
        except CardError:
            continue
        if other.reply.restricted:
            continue
        speaks_of_it = speaks(letter, other)
        for said in filter(speaks_of_it, _sentences(letter.text)):
            text = with_holes(said, whose(other, own), office.of(letter.body).profile.body)
            if text not in seen:
                seen.add(text)
                yield KnownFact(letter, text)


def _of_house(
    letter: Letter, other: CaseCard, there: frozenset[House], own_towns: frozenset[str]
) -> Callable[[str], bool]:
    """By its street and number; «Ваш дом» too where the letter is to somebody who lives there. In the same town."""
    lives = other.applicant.address or ""
    elsewhere = towns(f"{letter.text}\n{lives}")
    if own_towns and elsewhere and own_towns.isdisjoint(elsewhere):
        return lambda _: False
    is_theirs = not there.isdisjoint(houses(f"{lives}\n{' '.join(matter(other))}"))

    def speaks(said: str) -> bool:
        named = houses(said)
        return not there.isdisjoint(named) or (is_theirs and not named and _OF_HOUSE.search(said) is not None)

    return speaks


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not line.startswith(">"):
            yield from (line[start:end] for start, end in sentences(line))
