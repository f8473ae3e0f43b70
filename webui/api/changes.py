"""What has changed, for programs that ask now and then: a cursor that nothing gets past."""

import re
from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import BaseModel, Field

from letterkit.core.office import Scope
from letterkit.office.programs.changes import EVENTS, changes_after
from letterkit.office.programs.deliveries import message_of
from webui.access import actor, needs
from webui.api.blueprint import blueprint
from webui.api.operations import Query, operation, parse_query
from webui.api.paging import Cursor, Limit, send_page
from webui.appeals.blueprint import READERS
from webui.engine import engine

_EVENT = f"({'|'.join(map(re.escape, EVENTS))})"
_EVENTS = rf"^\s*({_EVENT}\s*)?(,\s*({_EVENT}\s*)?)*$"


class ChangesAsked(Query):
    """Changes after which one, and which."""

    after: Cursor = 0
    limit: Limit = 50
    events: Annotated[
        str | None,
        Field(
            max_length=2000,
            description="Только эти события, через запятую; без него – все.",
            json_schema_extra={"pattern": _EVENTS},
        ),
    ] = None


class ChangeTold(BaseModel):
    """What has happened to which object; what it is now, ask ``href``."""

    id: Annotated[int, Field(description="Номер изменения; растёт.")]
    at: datetime
    event: Annotated[str, Field(json_schema_extra={"enum": list(EVENTS)})]
    object: Annotated[str, Field(json_schema_extra={"enum": ["appeal", "letter", "batch", "register"]})]
    object_id: Annotated[int | None, Field(description="null – весь реестр: в него загружена таблица.")]
    by: Annotated[int | None, Field(description="id человека или программы; null – служба сама.")]
    href: str


class ChangesTold(BaseModel):
    """In the order in which they happened."""

    changes: list[ChangeTold]
    next: Annotated[int, Field(description="after следующего запроса.")]
    more: Annotated[bool, Field(description="Следующие уже есть.")]


@blueprint.get("/changes")
@needs(*READERS)
@operation("changes", "Что изменилось", Scope.READ, ChangesTold, query=ChangesAsked)
def list_changes() -> Response:
    """The changes after a cursor, in what whoever asks may see."""
    asked = parse_query(ChangesAsked)
    events = [each.strip() for each in (asked.events or "").split(",") if each.strip()]
    found = changes_after(engine().database, actor(), asked.after, asked.limit, events)
    rows = [ChangeTold.model_validate(message_of(each)) for each in found.rows]
    told = ChangesTold(changes=rows, next=found.next, more=found.more)
    return send_page(told, found.next if found.more else None, "after")
