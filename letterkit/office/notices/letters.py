"""What a review tells: a letter returned, remarked on, agreed to; a remark dealt with; a colleague mentioned."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.mentions import mentioned_people
from letterkit.office.notices.telling import holders_of, tell
from letterkit.office.register import helpers
from letterkit.store.tables import Letter, Remark

_WORDS_SHOWN = 400


def tell_return(session: Session, by: Actor, letter: Letter, reason: str) -> None:
    """Those who answer are told why the letter came back, and whoever is mentioned there that they are."""
    told = _tell_answering(session, by, letter, NoticeKind.RETURNED, reason)
    _tell_mentioned(session, by, letter, reason, but=told)


def tell_remark(session: Session, by: Actor, letter: Letter, remark: Remark) -> None:
    """Those who answer are told of a remark in their letter, and whoever is mentioned there that they are."""
    told = _tell_answering(session, by, letter, NoticeKind.REMARKED, remark.words)
    _tell_mentioned(session, by, letter, remark.words, but=told)


def tell_resolution(session: Session, by: Actor, letter: Letter, remark: Remark) -> None:
    """Whoever made the remark is told that it has been dealt with."""
    tell(session, by, remark.by_id, NoticeKind.RESOLVED, _subject(letter), _facts(by, letter, remark.words))


def tell_agreement(session: Session, by: Actor, letter: Letter) -> None:
    """Signers who have asked for it are told that the letter waits for them."""
    for person_id in holders_of(session, letter.body, Duty.SIGNER):
        tell(session, by, person_id, NoticeKind.LETTER_WAITS, _subject(letter), _facts(by, letter))


def _tell_answering(session: Session, by: Actor, letter: Letter, kind: NoticeKind, words: str) -> Collection[int]:
    """Tells the executor and who answers with them (6.3); whom it has told.

    Of a letter that a helper may not see they learn what happened without its words, and by the appeal.
    """
    subject, facts = _subject(letter), _facts(by, letter, words)
    told = [letter.executor_id] if tell(session, by, letter.executor_id, kind, subject, facts) else []
    for person in helpers.people_of(session, letter.appeal_id):
        if person.id == letter.executor_id:
            continue
        sees = rights.may_see(person.actor, letter)
        known = facts if sees else {"by": facts["by"], "appeal": facts["appeal"]}
        where = subject if sees else f"appeal:{letter.appeal_id}"
        if tell(session, by, person.id, kind, where, {**known, "helps": True}):
            told.append(person.id)
    return told


def _tell_mentioned(session: Session, by: Actor, letter: Letter, words: str, but: Collection[int]) -> None:
    """Nobody is told of a letter that they may not see."""
    for person in mentioned_people(session, letter.body, words):
        if person.id not in but and rights.may_see(person.actor, letter):
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
