"""Webhooks of the program that asks: its subscriptions, what was told by them, what is to be told again."""

from datetime import datetime
from typing import Annotated

from flask import Response, g, jsonify, request, url_for
from pydantic import BaseModel, Field

from letterkit.core.errors import DeniedError
from letterkit.core.office import Actor, Scope
from letterkit.core.webhook import DeliveryState
from letterkit.office.programs import webhooks
from letterkit.office.programs.changes import EVENTS
from letterkit.office.programs.outside import Reach, reach_of
from letterkit.store.api_tables import Webhook, WebhookDelivery
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.asked import Model, parse_body
from webui.api.blueprint import blueprint
from webui.api.operations import Query, operation, parse_query
from webui.api.paging import PageTold, send_page
from webui.engine import engine

_ADDRESS = {"format": "uri", "pattern": "^https?://"}
_Url = Annotated[str, Field(min_length=1, max_length=1000, description="Адрес, https://…", json_schema_extra=_ADDRESS)]
_Events = Annotated[
    list[Annotated[str, Field(json_schema_extra={"enum": list(EVENTS)})]],
    Field(max_length=100, description="События; пусто – все."),
]


class WebhookAsked(Model):
    """A subscription: where to, of what."""

    url: _Url
    events: Annotated[_Events, Field(default_factory=list)]


class WebhookChange(Model):
    """What is to be another; what is not said stays."""

    url: _Url | None = None
    events: _Events | None = None
    active: Annotated[bool | None, Field(description="false – не сообщать, пока не включат.")] = None


class WebhookTold(BaseModel):
    """A subscription."""

    id: int
    url: str
    events: list[str]
    active: bool
    failures: Annotated[int, Field(description="Сколько раз подряд адрес не ответил.")]
    at: datetime
    href: str


class WebhookMade(WebhookTold):
    """A subscription with its secret, which is told this once."""

    secret: Annotated[str, Field(description="Чем подписаны сообщения (HMAC-SHA256); больше не показывается.")]


class WebhooksTold(BaseModel):
    """Those of the program."""

    webhooks: list[WebhookTold]


class DeliveryTold(BaseModel):
    """One message: what it tells, what came of it."""

    id: int
    event: str
    change: Annotated[int, Field(description="Номер изменения в /changes.")]
    state: DeliveryState
    attempts: int
    at: datetime
    due: datetime
    delivered: datetime | None
    status: Annotated[int | None, Field(description="Что ответил адрес.")]
    failed: Annotated[str | None, Field(description="Код, почему адрес не ответил.")]


class DeliveriesTold(PageTold):
    """A page of messages, the newest first; ``next`` is the number of the next page."""

    total: int
    deliveries: list[DeliveryTold]


class DeliveriesAsked(Query):
    """Which page."""

    cursor: Annotated[int, Field(ge=1, le=1_000_000, description="Какая страница: next прежнего ответа.")] = 1


@blueprint.get("/webhooks")
@needs()
@operation("webhooks", "Подписки программы", Scope.WEBHOOKS, WebhooksTold)
def list_webhooks() -> Response:
    """The webhooks of the program that asks."""
    by = _program()
    found = webhooks.of_program(engine().database, by, by.id)
    return jsonify(WebhooksTold(webhooks=[_webhook_object(each) for each in found]).model_dump(mode="json"))


@blueprint.post("/webhooks")
@needs()
@operation("addWebhook", "Подписаться на изменения", Scope.WEBHOOKS, WebhookMade, status=201, body=WebhookAsked)
def add_webhook() -> Response:
    """Subscribes the program that asks."""
    by, given = _program(), parse_body(WebhookAsked, request)
    made = webhooks.add(engine().database, by, by.id, given.url, given.events, allowed_reach())
    told = WebhookMade(**_webhook_object(made).model_dump(), secret=made.secret)
    return with_location(jsonify(told.model_dump(mode="json")), told.href)


@blueprint.get("/webhooks/<int:webhook_id>")
@needs()
@operation("webhook", "Одна подписка", Scope.WEBHOOKS, WebhookTold)
def webhook(webhook_id: int) -> Response:
    """One subscription of the program that asks."""
    found = webhooks.read_webhook(engine().database, _program(), webhook_id)
    return jsonify(_webhook_object(found).model_dump(mode="json"))


@blueprint.patch("/webhooks/<int:webhook_id>")
@needs()
@operation("changeWebhook", "Изменить подписку", Scope.WEBHOOKS, WebhookTold, body=WebhookChange)
def change_webhook(webhook_id: int) -> Response:
    """Another address, other events, a rest."""
    by, given = _program(), parse_body(WebhookChange, request)
    told = {"url": given.url, "events": given.events, "active": given.active}
    changed = webhooks.change(engine().database, by, webhook_id, allowed=allowed_reach(), **told)  # type: ignore[arg-type]
    return jsonify(_webhook_object(changed).model_dump(mode="json"))


@blueprint.delete("/webhooks/<int:webhook_id>")
@needs()
@operation("removeWebhook", "Снять подписку", Scope.WEBHOOKS, None, status=204)
def remove_webhook(webhook_id: int) -> tuple[str, int]:
    """Tells the program of nothing more at that address."""
    webhooks.remove(engine().database, _program(), webhook_id)
    return "", 204


@blueprint.get("/webhooks/<int:webhook_id>/deliveries")
@needs()
@operation("deliveries", "Что сообщено по подписке", Scope.WEBHOOKS, DeliveriesTold, query=DeliveriesAsked)
def list_deliveries(webhook_id: int) -> Response:
    """What was told, the newest first."""
    number = parse_query(DeliveriesAsked).cursor
    found = webhooks.deliveries(engine().database, _program(), webhook_id, number)
    following = number + 1 if number < found.pages else None
    rows = [_delivery_object(each) for each in found.rows] if number <= found.pages else []
    return send_page(DeliveriesTold(next=following, total=found.total, deliveries=rows), following)


@blueprint.post("/webhooks/<int:webhook_id>/deliveries/<int:delivery_id>/retry")
@needs()
@operation("tellAgain", "Сообщить ещё раз", Scope.WEBHOOKS, DeliveryTold)
def tell_again(webhook_id: int, delivery_id: int) -> Response:
    """Has a message sent once more."""
    again = webhooks.tell_again(engine().database, _program(), webhook_id, delivery_id)
    return jsonify(_delivery_object(again).model_dump(mode="json"))


def allowed_reach() -> Reach:
    """How far messages may go; raises RequestError as ``reach_of``."""
    return reach_of(engine().settings)


def _program() -> Actor:
    """The program that asks; raises DeniedError ``api.programs-only`` for a person, whose page has all of them."""
    if not g.get("by_token"):
        raise DeniedError("api.programs-only")
    return actor()


def _webhook_object(it: Webhook) -> WebhookTold:
    return WebhookTold(
        id=it.id,
        url=it.url,
        events=it.events.split(),
        active=it.active,
        failures=it.failures,
        at=it.at,
        href=url_for("api.webhook", webhook_id=it.id),
    )


def _delivery_object(it: WebhookDelivery) -> DeliveryTold:
    return DeliveryTold(
        id=it.id,
        event=it.action,
        change=it.entry,
        state=DeliveryState(it.state),
        attempts=it.attempts,
        at=it.at,
        due=it.due,
        delivered=it.delivered,
        status=it.status,
        failed=it.failed,
    )
