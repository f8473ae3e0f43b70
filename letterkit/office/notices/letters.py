"""What a review tells: a letter returned, remarked on, agreed to; a remark dealt with; a colleague mentioned."""

from typing import Any

from sqlalchemy.orm import Session

from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.mentions import mentioned_people
from letterkit.office.notices.telling import signers_of, tell
from letterkit.store.tables import Letter, Remark

_WORDS_SHOWN = 400


def tell_return(session: Session, by: Actor, letter: Letter, reason: str) -> None:
    """The executor is told why the letter came back, and whoever is mentioned there that they are."""
    facts = _facts(by, letter, reason)
    tell(session, by, letter.executor_id, NoticeKind.RETURNED, _subject(letter), facts)
    _tell_mentioned(session, by, letter, reason, but=letter.executor_id)


def tell_remark(session: Session, by: Actor, letter: Letter, remark: Remark) -> None:
    """The executor is told of a remark in their letter, and whoever is mentioned there that they are."""
    facts = _facts(by, letter, remark.words)
    told = tell(session, by, letter.executor_id, NoticeKind.REMARKED, _subject(letter), facts)
    _tell_mentioned(session, by, letter, remark.words, but=letter.executor_id if told else None)


def tell_resolution(session: Session, by: Actor, letter: Letter, remark: Remark) -> None:
    """Whoever made the remark is told that it has been dealt with."""
    tell(session, by, remark.by_id, NoticeKind.RESOLVED, _subject(letter), _facts(by, letter, remark.words))


def tell_agreement(session: Session, by: Actor, letter: Letter) -> None:
    """Signers who have asked for it are told that the letter waits for them."""
    for person_id in signers_of(session, letter.body):
        tell(session, by, person_id, NoticeKind.LETTER_WAITS, _subject(letter), _facts(by, letter))


def _tell_mentioned(session: Session, by: Actor, letter: Letter, words: str, but: int | None) -> None:
    """Nobody is told of a letter that they may not see."""
    for person in mentioned_people(session, letter.body, words):
        if person.id != but and rights.may_see(person.actor, letter):
            tell(session, by, person.id, NoticeKind.MENTIONED, _subject(letter), _facts(by, letter, words))


def _subject(letter: Letter) -> str:
    return f"letter:{letter.id}"


def _facts(by: Actor, letter: Letter, words: str = "") -> dict[str, Any]:
    return {
        "by": by.name,
        "appeal": letter.appeal.number if letter.appeal else None,
        "number": letter.number,
        "title": letter.title,
        "words": words if len(words) <= _WORDS_SHOWN else f"{words[:_WORDS_SHOWN].rstrip()}…",
    }
