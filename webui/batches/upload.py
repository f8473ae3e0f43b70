"""A table that somebody sends: how large it may be, what is asked beside it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from flask import Request
from werkzeug.datastructures import MultiDict

from letterkit.core.errors import RequestError
from letterkit.office.batches.plan import Plan, plan_of
from letterkit.store.batch_tables import Batch

_UNNAMED = "таблица.xlsx"
_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class UploadFields:
    """How the letters are to be made, as it stands in the form; ``dated`` is as it was typed.

    ``confirm``: they begin by themselves when nothing is wrong with the table.
    """

    reply: str = ""
    blank: str = ""
    print: bool = True
    number: bool = True
    dated: str = ""
    confirm: bool = False

    @property
    def plan(self) -> Plan:
        """Raises RequestError ``batch.bad-date``."""
        return Plan(print=self.print, number=self.number, dated=self._day(), at_once=self.confirm)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.dated) if self.dated else None
        except ValueError:
            raise RequestError("batch.bad-date", value=self.dated) from None


def asked_in(form: MultiDict[str, str]) -> UploadFields:
    """What a form says; a box that is not ticked is not sent."""
    reply, blank, dated = (form.get(name, "").strip() for name in ("reply", "blank", "dated"))
    return UploadFields(reply, blank, "print" in form, "number" in form, dated)


def asked_before(batch: Batch) -> UploadFields:
    """What was asked of ``batch``: a mended table is made the same way."""
    plan = plan_of(batch.plan)
    asked = UploadFields(batch.reply, batch.blank, plan.print, plan.number)
    return replace(asked, dated=plan.dated.isoformat()) if plan.dated else asked


def table_of(request: Request) -> tuple[bytes, str]:
    """The table and the name of its file; raises RequestError ``batch.no-file``."""
    file = request.files.get("table")
    if file is None or not file.filename:
        raise RequestError("batch.no-file")
    name = PurePath(file.filename.replace("\\", "/")).name[-_NAME_LIMIT:] or _UNNAMED
    return file.read(), name
