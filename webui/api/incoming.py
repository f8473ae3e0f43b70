"""POST incoming, GET incoming/ID, POST incoming/ID/enter: an appeal as it came in, its proposed card out."""

from datetime import datetime
from typing import Annotated, Any

from flask import Response, jsonify, request, url_for
from pydantic import BaseModel, Field

from letterkit.core.office import IncomingSource, IncomingState, Scope
from letterkit.core.outcome import Channel
from letterkit.intake.documents import MAX_CHARACTERS
from letterkit.office.incoming import deciding, listing
from letterkit.office.register.attached import AttachedFile
from letterkit.store.incoming_tables import Incoming
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.appeals import AppealAsked, AppealWhole, answer_entered, details_of, executor_named
from webui.api.asked import Model, parse_body
from webui.api.blueprint import blueprint
from webui.api.form_fields import MULTIPART
from webui.api.operations import operation
from webui.appeals.blueprint import ENTERERS
from webui.appeals.incoming import take
from webui.engine import engine
from webui.uploads import uploaded_files


class IncomingAsked(Model):
    """An appeal as text."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS, description="Текст обращения целиком.")]


class IncomingTold(BaseModel):
    """What came in and what became of it."""

    id: int
    state: Annotated[
        IncomingState, Field(description="waiting – ждёт разбора, entered – внесено, set-aside – отложено.")
    ]
    at: datetime
    channel: Channel | None
    failed: Annotated[str | None, Field(description="Почему карточка не предложена.")]
    proposal: Annotated[
        dict[str, Any] | None,
        Field(description="Предложенная карточка: card, places, confidence и прочее, как у letterkit intake."),
    ]
    appeal: Annotated[int | None, Field(description="Обращение реестра, которым это стало.")]
    href: Annotated[str, Field(description="Где спрашивать об этом.")]


@blueprint.post("/incoming")
@needs(*ENTERERS)
@operation(
    "takeInAppeal",
    "Прочитать обращение и предложить карточку: текст",
    Scope.APPEALS,
    IncomingTold,
    status=201,
    body=IncomingAsked,
    old_form="IncomingForm",
)
def take_in_appeal() -> Response:
    """Takes in an appeal as text, proposes its card; files in a form too, as programs before asked."""
    if request.mimetype == MULTIPART:
        return take_in_files()
    return _take([], parse_body(IncomingAsked, request).text)


@blueprint.post("/incoming/files")
@needs(*ENTERERS)
@operation(
    "takeInFiles",
    "Прочитать обращение и предложить карточку: файлы",
    Scope.APPEALS,
    IncomingTold,
    status=201,
    form="IncomingForm",
)
def take_in_files() -> Response:
    """Takes in an appeal as files, a text or both; proposes its card."""
    return _take(uploaded_files(), request.form.get("text", ""))


def _take(files: list[AttachedFile], text: str) -> Response:
    it = take(files, text, IncomingSource.API, engine().appeal_reader(actor().body))
    told = _answer(it)
    return with_location(jsonify(told), told["href"])


@blueprint.get("/incoming/<int:incoming_id>")
@needs(*ENTERERS)
@operation("incomingAppeal", "Присланное и его карточка", Scope.READ, IncomingTold)
def incoming_appeal(incoming_id: int) -> Response:
    """What came in, with its proposed card."""
    return jsonify(_answer(listing.read_incoming(engine().office, actor(), incoming_id)))


@blueprint.post("/incoming/<int:incoming_id>/enter")
@needs(*ENTERERS)
@operation(
    "enterIncoming",
    "Внести присланное в реестр по подтверждённой карточке",
    Scope.APPEALS,
    AppealWhole,
    status=201,
    body=AppealAsked,
)
def enter_incoming(incoming_id: int) -> Response:
    """Makes an appeal of it by the card that somebody has settled."""
    given, by = parse_body(AppealAsked, request), actor()
    whose = executor_named(by, given.responsible)
    entered = deciding.enter(engine().office, by, incoming_id, given.card, whose, details_of(given))
    return answer_entered(entered)


def _answer(it: Incoming) -> dict[str, Any]:
    told = IncomingTold(
        id=it.id,
        state=IncomingState(it.state),
        at=it.at,
        channel=Channel(it.channel) if it.channel else None,
        failed=it.failed,
        proposal=it.reading,
        appeal=it.appeal_id,
        href=url_for("api.incoming_appeal", incoming_id=it.id),
    )
    return told.model_dump(mode="json")
