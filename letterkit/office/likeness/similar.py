"""Answered letters on the like of an appeal: found by the words that tell most, ordered by words and vectors.

At a hundred thousand letters each word gives its newest letters alone, so that the time does not grow with the number.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import nlargest

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.outcome import Outcome
from letterkit.intake.group_vectors import shipped_vectors
from letterkit.intake.groups import likely_groups
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.letter_cards import FILE, card_of
from letterkit.office.likeness.about import About, about, mix, nearness, overlaps
from letterkit.office.likeness.indexing import (
    MOST_WORDS,
    group_key,
    house_keys,
    matter,
    programme_keys,
    word_keys,
)
from letterkit.office.likeness.places import houses, programmes
from letterkit.office.register.classifier import classifier
from letterkit.store.likeness_tables import LetterLikeness, LikenessKey
from letterkit.store.register_tables import AppealLink
from letterkit.store.tables import Appeal, AuditEntry, Letter, Person
from letterkit.tables.card import parse_card

MOST = 5
_OF_KEY = 400
"""So many of the newest letters that have a word are looked at."""
_SEEN = 4000
"""And of so many the executor is asked after, where somebody may see only some: a word of more tells little."""
_COMPARED = 300
_READ = 40
OF_GROUP = 0.1
"""What the same group adds to a likeness; a group that is only likely adds as much less as it is less likely."""
_OF_HOUSE, _OF_PROGRAMME = 0.08, 0.08
"""What the same house and programme add."""
_LEAST = 0.2
"""Less than this is another matter: of the appeals with labels 95 of 100 pairs of different groups are below."""
_RETURNED = ("letter.returned", "letter.approval-revoked")
_OWN_WORDS = re.compile(r"\[[^\]]*\]|[A-ZА-ЯЁ][\w-]*|\d+|\W+")


class Nearness(StrEnum):
    """How like a letter's appeal is, in steps that people can tell apart."""

    SAME = "same"
    CLOSE = "close"
    LIKE = "like"
    FAR = "far"


_STEPS = ((0.7, Nearness.SAME), (0.45, Nearness.CLOSE), (0.28, Nearness.LIKE), (0.0, Nearness.FAR))


@dataclass(frozen=True, slots=True)
class SimilarLetter:
    """A letter that answered the like; ``others`` are letters that say the same and are not shown apart.

    ``returned`` counts how often it came back before it was approved, ``wrote_again``: an appeal repeats its own.
    """

    letter: Letter
    subject: str
    outcome: Outcome | None
    on: date | None
    likeness: float
    nearness: Nearness
    returned: int
    wrote_again: bool
    others: int = 0


@dataclass(frozen=True, slots=True)
class SimilarLetters:
    """The likest letters first, and the reply texts that they were begun with by how many of them were."""

    letters: Sequence[SimilarLetter]
    replies: Sequence[tuple[str, int]]


def similar_letters(office: Office, by: Actor, appeal_id: int, most: int = MOST) -> SimilarLetters:
    """Letters that ``by`` may see and that answered the like of the appeal, those to itself left out.

    Raises RequestError ``appeal.gone``.
    """
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        card = read_card(appeal)
        if card is None:
            return SimilarLetters((), ())
        said = about(matter(card))
        rated = _likest(session, by, appeal, card, said)
        ids = [letter_id for letter_id, _ in rated[:_READ]]
        letters = _letters(session, by, appeal, ids)
        shown = list(_without_copies([(letters[each], score) for each, score in rated[:_READ] if each in letters]))
        returned, again = _returns(session, ids), _appeals_repeated(session, letters.values())
        found = [
            _similar_letter(letter, score, returned[letter.id], letter.appeal_id in again, others)
            for letter, score, others in shown[:most]
        ]
        used = Counter(letter.reply for letter, _, _ in shown[: 2 * most])
        return SimilarLetters(found, used.most_common())


def read_card(appeal: Appeal) -> CaseCard | None:
    """The card of the appeal as the register has it; None for one that this letterkit does not read."""
    try:
        return parse_card(appeal.card, FILE)
    except CardError:
        return None


def letters_under(session: Session, key: int, of: Collection[int] | None, most: int = _OF_KEY) -> list[int]:
    """The newest letters that have ``key``: of the executors ``of``, of all for None."""
    asked = select(LikenessKey.letter_id, LikenessKey.executor_id).where(LikenessKey.key == key)
    newest = asked.order_by(LikenessKey.letter_id.desc()).limit(most if of is None else _SEEN).subquery()
    theirs = true() if of is None else newest.c.executor_id.in_(of)
    wanted = select(newest.c.letter_id).where(theirs).order_by(newest.c.letter_id.desc())
    return list(session.scalars(wanted.limit(most)))


def executors_seen(session: Session, by: Actor) -> Collection[int] | None:
    """Whose letters ``by`` may see at all, None for those of everybody: others' need not be read."""
    if by.has(Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY):
        return None
    whose = Person.unit == by.unit if by.unit else Person.id == by.id
    return session.scalars(select(Person.id).where(whose, Person.body == by.body)).all()


def _likest(session: Session, by: Actor, appeal: Appeal, card: CaseCard, said: About) -> list[tuple[int, float]]:
    """Letters with their likeness, the likest first, the newer of two that are as like."""
    words = word_keys(appeal.body, said)
    more = dict(_more_keys(appeal, card))
    met: defaultdict[int, float] = defaultdict(float)
    added: defaultdict[int, float] = defaultdict(float)
    scale = math.hypot(*words.values()) or 1.0
    seen = executors_seen(session, by)
    for key in list(words)[:MOST_WORDS]:
        found = letters_under(session, key, seen)
        for letter_id in found:
            # A word of few letters tells more than one that all have.
            met[letter_id] += words[key] / scale / math.log2(2 + len(found))
    for key, bonus in more.items():
        for letter_id in letters_under(session, key, seen):
            added[letter_id] += bonus
            met[letter_id] += bonus
    likely = nlargest(_COMPARED, met, key=lambda each: (met[each], each))
    kept = session.execute(
        select(LetterLikeness.letter_id, LetterLikeness.vector, LetterLikeness.words).where(
            LetterLikeness.letter_id.in_(likely)
        )
    ).all()
    near = nearness(said.vector, [row.vector for row in kept])
    overlap = overlaps(words, [row.words for row in kept])
    scores = {
        row.letter_id: mix(one, other) + added[row.letter_id]
        for row, one, other in zip(kept, near, overlap, strict=True)
    }
    above = [each for each in scores.items() if each[1] >= _LEAST]
    return sorted(above, key=lambda each: (-round(each[1], 2), -each[0]))


def groups_of(card: CaseCard, group: str | None = None) -> dict[str, float]:
    """The groups of an appeal with their likelihood: its own, or those that its words say."""
    if known := group or card.appeal.group:
        return {known: 1.0}
    likely = likely_groups(classifier().group_words, "", matter(card), shipped_vectors())
    return {each.code: each.likelihood for each in likely}


def _more_keys(appeal: Appeal, card: CaseCard) -> Iterator[tuple[int, float]]:
    for group, likelihood in groups_of(card, appeal.group).items():
        yield group_key(appeal.body, group), OF_GROUP * likelihood
    told = "\n".join(filter(None, (card.applicant.address, *matter(card))))
    for each in house_keys(appeal.body, houses(told)):
        yield each, _OF_HOUSE
    for each in programme_keys(appeal.body, programmes(told)):
        yield each, _OF_PROGRAMME


def _letters(session: Session, by: Actor, appeal: Appeal, ids: Collection[int]) -> dict[int, Letter]:
    """Those of ``ids`` that ``by`` may see and that stand, by id."""
    wanted = select(Letter).where(
        Letter.id.in_(ids),
        rights.visible(by),
        Letter.state.in_((LetterState.APPROVED, LetterState.SENT)),
        (Letter.appeal_id != appeal.id) | Letter.appeal_id.is_(None),
    )
    return {letter.id: letter for letter in session.scalars(wanted).unique() if rights.may_see(by, letter)}


def _without_copies(rated: Sequence[tuple[Letter, float]]) -> Iterator[tuple[Letter, float, int]]:
    """Each letter once, with how many others say the same but for names and figures."""
    plain = [_OWN_WORDS.sub(" ", letter.text) for letter, _ in rated]
    counted, seen = Counter(plain), set()
    for (letter, score), text in zip(rated, plain, strict=True):
        if text not in seen:
            seen.add(text)
            yield letter, score, counted[text] - 1


def _returns(session: Session, ids: Sequence[int]) -> Counter[int]:
    subjects = {f"letter:{each}": each for each in ids}
    asked = select(AuditEntry.subject, func.count()).where(
        AuditEntry.subject.in_(subjects), AuditEntry.action.in_(_RETURNED)
    )
    return Counter({subjects[subject]: count for subject, count in session.execute(asked.group_by(AuditEntry.subject))})


def _appeals_repeated(session: Session, letters: Iterable[Letter]) -> frozenset[int]:
    ids = [letter.appeal_id for letter in letters if letter.appeal_id is not None]
    return frozenset(session.scalars(select(AppealLink.earlier_id).where(AppealLink.earlier_id.in_(ids))))


def _similar_letter(letter: Letter, score: float, returned: int, wrote_again: bool, others: int) -> SimilarLetter:
    card = card_of(letter)
    return SimilarLetter(
        letter=letter,
        subject=card.appeal.subject or letter.title,
        outcome=card.reply.outcome,
        on=letter.dated,
        likeness=score,
        nearness=next(step for least, step in _STEPS if score >= least),
        returned=returned,
        wrote_again=wrote_again,
        others=others,
    )
