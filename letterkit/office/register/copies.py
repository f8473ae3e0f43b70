"""The texts of appeals kept in a form in which copies of one another meet (``russian.shingles``)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from letterkit.office.register.keys import key
from letterkit.russian.search_words import tokens
from letterkit.russian.shingles import bands, shingles
from letterkit.store.likeness_tables import AppealShingle
from letterkit.store.tables import Appeal, table_of


def index(session: Session, appeal: Appeal, text: str | None) -> None:
    """Has the appeal be found by ``text`` as it came, or by its subject and questions where that is not known."""
    session.execute(delete(AppealShingle).where(AppealShingle.appeal_id == appeal.id))
    session.execute(insert(table_of(AppealShingle)), rows(appeal.id, appeal.body, text or matter_of(appeal.card)))


def rows(appeal_id: int, body: str, said: str) -> list[dict[str, object]]:
    """What is kept of an appeal that says ``said``: one row at the least, which tells that it has been looked at."""
    found = shingle_keys(body, shingles(said)) or [key(body, "short", " ".join(tokens(said)))]
    return [{"key": each, "appeal_id": appeal_id} for each in found]


def shingle_keys(body: str, found: frozenset[int]) -> list[int]:
    """The keys that texts of ``body`` with many of the same shingles share."""
    return sorted({key(body, "text", band) for band in bands(found)})


def matter_of(card: Mapping[str, Any]) -> str:
    """The subject and the questions of a card, a line each."""
    section = card.get("appeal")
    if not isinstance(section, Mapping):
        return ""
    questions = section.get("questions")
    told = [section.get("subject"), *(questions if isinstance(questions, (list, tuple)) else ())]
    return "\n".join(str(each) for each in told if each)
