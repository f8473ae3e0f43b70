"""What appeals of each group are like in a register: learnt from those that its people have put to a group."""

from threading import Lock

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from letterkit.intake.group_vectors import GroupExample, GroupVectors, shipped_vectors, taught_vectors, words_of
from letterkit.office.register.classifier import Classifier, classifier
from letterkit.store.database import Database
from letterkit.store.incoming_tables import AppealText
from letterkit.store.tables import Appeal

_MOST = 2_000
"""Appeals that are learnt from, the last ones: older ones use other words."""
_GROWTH = 0.05
"""Learnt anew when there are so many more, as a share of those there were."""


class TaughtGroups:
    """The vectors of each body's register, kept until it has grown."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = Lock()
        self._known: dict[str, tuple[int, Classifier, GroupVectors]] = {}

    def of(self, body: str) -> GroupVectors:
        """What ``body`` has taught, on top of what is shipped."""
        with self._turn, self._database.reading() as session:
            count = session.scalar(select(func.count()).select_from(Appeal).where(_in_a_group(body))) or 0
            known = self._known.get(body)
            if known is None or known[1] is not classifier() or count > known[0] * (1 + _GROWTH) or count < known[0]:
                known = count, classifier(), _learn(session, body, classifier())
                self._known[body] = known
            return known[2]


def _in_a_group(body: str) -> ColumnElement[bool]:
    return (Appeal.body == body) & Appeal.group.is_not(None)


def _learn(session: Session, body: str, groups: Classifier) -> GroupVectors:
    """Raises nothing: what names no group of the classifier teaches nothing."""
    query = (
        select(Appeal.group, Appeal.subject, Appeal.card, AppealText.text)
        .outerjoin(AppealText, AppealText.appeal_id == Appeal.id)
        .where(_in_a_group(body))
        .order_by(Appeal.id.desc())
        .limit(_MOST)
    )
    examples = []
    for name, subject, card, text in session.execute(query):
        group = groups.find(name or "")
        if group is not None and not group.is_section:
            questions = (card.get("appeal") or {}).get("questions") or []
            asked = words_of(" ".join([subject or "", *map(str, questions)]))
            examples.append(GroupExample(group.code, words_of(text or ""), asked))
    return taught_vectors(examples, shipped_vectors()) if examples else shipped_vectors()
