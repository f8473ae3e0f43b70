"""How an appeal of the register came in: its words, and what of its card a program read and a person put."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store.incoming_tables import AppealText, Incoming
from letterkit.store.tables import AuditEntry

ENTERED = "incoming.entered"
"""What the journal calls it when what came in becomes an appeal."""
_OWN_LINE = (
    r"\S+@\S",
    r"\+?[78][\s(-]*\d{3}[\s)-]*\d",
    r"(?:тел|моб|e-?mail|эл\.)",
    r"«?\d{1,2}(?:[»\s]+[а-яё]+\s+|\.\d{1,2}\.)\d{2,4}[\s\w.]{0,8}(?:\n|\Z)",
    r"(?-i:[А-ЯЁ])[\w .-]{1,30}:\s",
)
"""How lines begin that stand by themselves however long the one before is: an address or number to write or call to, a
day alone, a label."""
_BROKEN_LINE = re.compile(rf"(?i)(?<=[^\n]{{45}})[^\S\n]*\n[^\S\n]*(?=\S)(?!{'|'.join(_OWN_LINE)})")


@dataclass(frozen=True, slots=True)
class Origin:
    """``text`` is that of the appeal as it came; ``told`` has paths of values by what the journal says was done."""

    text: str
    incoming_id: int | None
    told: Mapping[str, Sequence[str]]

    @property
    def flowing(self) -> str:
        """``text`` with its paragraphs whole: lines that were broken to fit a sheet go on."""
        return _BROKEN_LINE.sub(" ", self.text)


def origin_of(office: Office, by: Actor, appeal_id: int) -> Origin | None:
    """How the appeal came in, None where it was typed into the register; raises RequestError ``appeal.gone``."""
    with office.database.reading() as session:
        rights.appeal_seen(session, by, appeal_id)
        text = session.get(AppealText, appeal_id)
        came = session.scalar(select(Incoming.id).filter_by(appeal_id=appeal_id))
        if text is None and came is None:
            return None
        entry = select(AuditEntry.details).filter_by(subject=f"appeal:{appeal_id}", action=ENTERED)
        told = session.scalars(entry.order_by(AuditEntry.id.desc()).limit(1)).first() or {}
        paths = {name: value for name, value in told.items() if isinstance(value, list)}
        return Origin(text.text if text else "", came, paths)
