"""Whom we tell of changes: a program's address, the events that it wants, the secret that messages are signed with.

An administrator subscribes any program, a program itself; an officer looks at webhooks and takes them away. What a
program may not see it is not told of.
"""

import base64
import secrets
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.webhook import DeliveryState
from letterkit.office.programs.changes import demand_events, last_entry
from letterkit.office.programs.outside import Reach, find_target
from letterkit.store import audit, paging
from letterkit.store.api_tables import Webhook, WebhookDelivery
from letterkit.store.database import Database
from letterkit.store.paging import Page
from letterkit.store.tables import Person

MOST = 20
"""Webhooks that one program may have."""
_PREFIX = "whsec_"
_SECRET_BYTES = 32


def add(database: Database, by: Actor, program_id: int, url: str, events: Collection[str], allowed: Reach) -> Webhook:
    """Has the program told of ``events`` (of all when empty) at ``url``, from the next change on.

    Raises RequestError as ``find_target`` and ``demand_events``, ``webhook.too-many``, ``person.gone``, DeniedError.
    """
    url = url.strip()
    demand_events(events)
    find_target(url, allowed)
    now = clock.now()
    with database.writing() as session:
        program = _program(session, by, program_id)
        if (session.scalar(select(func.count(Webhook.id)).filter_by(program_id=program_id)) or 0) >= MOST:
            raise RequestError("webhook.too-many", limit=MOST)
        made = Webhook(
            body=program.body,
            program_id=program_id,
            url=url,
            secret=_PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode(),
            events=" ".join(dict.fromkeys(events)),
            active=True,
            due=now,
            at=now,
            by_id=by.id,
        )
        session.add(made)
        session.flush()
        audit.record(session, by, "webhook.added", f"person:{program_id}", webhook=made.id)
        made.seen = last_entry(session)
        session.flush()
        session.refresh(made)
        return made


def change(
    database: Database,
    by: Actor,
    webhook_id: int,
    *,
    allowed: Reach,
    url: str | None = None,
    events: Collection[str] | None = None,
    active: bool | None = None,
) -> Webhook:
    """Another address, other events, a rest; raises as ``add``, RequestError ``webhook.gone``.

    While it rests nothing is gathered for it: it goes on with what changes afterwards.
    """
    if events is not None:
        demand_events(events)
    if url is not None:
        find_target(url.strip(), allowed)
    with database.writing() as session:
        it = _hold(session, by, webhook_id)
        if url is not None:
            it.url, it.failures, it.due = url.strip(), 0, clock.now()
        if events is not None:
            it.events = " ".join(dict.fromkeys(events))
        if active is not None and active is not it.active:
            it.active = active
        audit.record(session, by, "webhook.changed", f"person:{it.program_id}", webhook=it.id)
        if active:
            it.seen = max(it.seen, last_entry(session))
            it.failures, it.due = 0, clock.now()
        return it


def remove(database: Database, by: Actor, webhook_id: int) -> None:
    """Tells the program of nothing more; its deliveries are forgotten. Raises ``webhook.gone``, DeniedError."""
    with database.writing() as session:
        it = _hold(session, by, webhook_id, Duty.OFFICER)
        audit.record(session, by, "webhook.removed", f"person:{it.program_id}", webhook=it.id)
        session.delete(it)


def of_program(database: Database, by: Actor, program_id: int) -> Sequence[Webhook]:
    """The webhooks of a program; raises RequestError ``person.gone``, DeniedError."""
    with database.reading() as session:
        _program(session, by, program_id, Duty.OFFICER)
        return session.scalars(select(Webhook).filter_by(program_id=program_id).order_by(Webhook.id)).all()


def read_webhook(database: Database, by: Actor, webhook_id: int) -> Webhook:
    """One of them; raises RequestError ``webhook.gone``, DeniedError."""
    with database.reading() as session:
        return _hold(session, by, webhook_id, Duty.OFFICER)


def deliveries(database: Database, by: Actor, webhook_id: int, number: int = 1) -> Page[WebhookDelivery]:
    """Page ``number`` of what was told, the newest first; raises as ``read_webhook``."""
    with database.reading() as session:
        _hold(session, by, webhook_id, Duty.OFFICER)
        wanted = select(WebhookDelivery).filter_by(webhook_id=webhook_id).order_by(WebhookDelivery.id.desc())
        return paging.page(session, wanted, number)


def tell_again(database: Database, by: Actor, webhook_id: int, delivery_id: int) -> WebhookDelivery:
    """Has a delivery made once more, at once: one that has failed, waits, or has come already.

    Raises RequestError ``webhook.gone``, DeniedError.
    """
    with database.writing() as session:
        it = _hold(session, by, webhook_id)
        delivery = session.get(WebhookDelivery, delivery_id, with_for_update=True)
        if delivery is None or delivery.webhook_id != it.id:
            raise RequestError("webhook.gone")
        if delivery.state != DeliveryState.TRYING:
            delivery.state, delivery.attempts, delivery.failed = DeliveryState.QUEUED, 0, None
        delivery.due = it.due = clock.now()
        it.failures = 0
        return delivery


def _program(session: Session, by: Actor, program_id: int, *also: Duty) -> Person:
    """The program, if ``by`` may subscribe it; one of ``also`` may look."""
    if by.id != program_id and not by.has(Duty.ADMINISTRATOR, *also):
        raise DeniedError("denied.duty", duties=(Duty.ADMINISTRATOR, *also))
    program = session.get(Person, program_id)
    if program is None or not program.is_program:
        raise RequestError("person.gone")
    return program


def _hold(session: Session, by: Actor, webhook_id: int, *also: Duty) -> Webhook:
    it = session.get(Webhook, webhook_id, with_for_update={"of": Webhook})
    if it is None or (by.id != it.program_id and not by.has(Duty.ADMINISTRATOR, *also)):
        raise RequestError("webhook.gone")
    return it
