"""Webhooks at work: changes become deliveries, each made until it is taken, at least once, in order for each object.

A delivery is noted as taken in hand before it is sent. Whoever dies in between leaves it to whoever finds it later: it
may come twice, under the same id. One about an object waits for the one before about the same object.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, delete, exists, insert, or_, select
from sqlalchemy.orm import aliased

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.webhook import OPEN, DeliveryState
from letterkit.office.programs.changes import Change, changes_after, last_entry
from letterkit.office.programs.outside import NOWHERE_INSIDE, Reach, find_target, post
from letterkit.store.api_tables import Webhook, WebhookDelivery
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry, table_of

API = "/api/v1"
PATHS = {"letter": "letters", "appeal": "appeals", "batch": "batches"}
_GAPS = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
"""How long after each try that was refused comes the next; after the last of them there is none."""
_LONGEST_REST = timedelta(hours=1)
"""An address that does not answer at all is tried as often as this."""
_GIVEN_UP = timedelta(days=3)
"""What could not be told for so long, for want of an answer, is told no more."""
_LEASE = timedelta(seconds=60)
"""What somebody has in hand for so long, nobody has: a talk lasts 20 seconds at most."""
_KEPT_FOR = timedelta(days=30)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sender:
    """What deliveries are made with: ``allowed`` is how far they may go, ``lease`` how long one may have one."""

    database: Database
    allowed: Reach = NOWHERE_INSIDE
    lease: timedelta = _LEASE


def gather(database: Database) -> int:
    """Makes deliveries of what has changed since each webhook was looked at; how many."""
    with database.reading() as session:
        behind = select(Webhook.id).where(Webhook.active, Webhook.seen < last_entry(session))
        waiting = session.scalars(behind.order_by(Webhook.id)).all()
    return sum(_gather_for(database, webhook_id) for webhook_id in waiting)


def deliver(sender: Sender) -> int:
    """Makes the deliveries whose time has come, one after another; how many have been taken."""
    count = 0
    while (taken := _take(sender)) is not None:
        webhook, delivery = taken
        count += _note(sender.database, delivery, *_send(sender, webhook, delivery))
    return count


def forget_old(database: Database) -> int:
    """Deletes deliveries that were made long ago; how many."""
    with database.writing() as session:
        before = clock.now() - _KEPT_FOR
        gone = session.execute(delete(WebhookDelivery).where(WebhookDelivery.delivered < before))
        return int(gone.rowcount)  # type: ignore[attr-defined]


def message_of(change: Change) -> dict[str, object]:
    """A change as programs are told of it."""
    place, number = PATHS.get(change.kind, "appeals"), change.object_id
    return {
        "id": change.id,
        "at": change.at.isoformat(timespec="milliseconds"),
        "event": change.action,
        "object": change.kind,
        "object_id": number,
        "by": change.by_id,
        "href": f"{API}/{place}" if number is None else f"{API}/{place}/{number}",
    }


def signature(secret: str, message_id: str, at: int, body: bytes) -> str:
    """How a message is signed: HMAC-SHA256 over its id, its time and its body (standardwebhooks.com)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    said = f"{message_id}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, said, hashlib.sha256)).decode()


def _gather_for(database: Database, webhook_id: int) -> int:
    with database.reading() as session:
        it = session.get(Webhook, webhook_id)
    if it is None or not it.active:
        return 0
    found = changes_after(database, it.program.actor, it.seen, _AT_ONCE, it.events.split())
    if not found.rows and found.next - it.seen < _AT_ONCE:
        return 0  # nothing but looks of people: no writer is kept waiting for that
    now = clock.now()
    with database.writing() as session:
        held = session.get(Webhook, webhook_id, with_for_update={"of": Webhook}, populate_existing=True)
        if held is None or not held.active or (held.seen, held.events) != (it.seen, it.events):
            return 0  # somebody else has done it, or it is another one by now
        held.seen = found.next
        if not held.program.active or not held.program.fs_token_uniquifier or not found.rows:
            return 0
        rows = [
            {
                "webhook_id": webhook_id,
                "entry": each.id,
                "action": each.action,
                "subject": each.subject,
                "at": each.at,
                "state": DeliveryState.QUEUED,
                "attempts": 0,
                "due": now,
            }
            for each in found.rows
        ]
        session.execute(insert(table_of(WebhookDelivery)), rows)
        return len(rows)


def _take(sender: Sender) -> tuple[Webhook, WebhookDelivery] | None:
    """The next delivery whose time has come, noted as in hand, with nothing open before it about its object."""
    with sender.database.reading() as session:
        if session.scalar(_ready(sender).with_only_columns(WebhookDelivery.id)) is None:
            return None
    with sender.database.writing() as session:
        found = session.scalars(_ready(sender).with_for_update(skip_locked=True, of=WebhookDelivery)).first()
        if found is None:
            return None
        found.state, found.attempts, found.tried = DeliveryState.TRYING, found.attempts + 1, clock.now()
        return session.get_one(Webhook, found.webhook_id), found


def _ready(sender: Sender) -> Select[WebhookDelivery]:
    now, before = clock.now(), aliased(WebhookDelivery)
    is_due = and_(WebhookDelivery.state == DeliveryState.QUEUED, WebhookDelivery.due <= now)
    is_lost = and_(WebhookDelivery.state == DeliveryState.TRYING, WebhookDelivery.tried < now - sender.lease)
    earlier = exists().where(
        before.webhook_id == WebhookDelivery.webhook_id,
        before.subject == WebhookDelivery.subject,
        before.id < WebhookDelivery.id,
        before.state.in_(OPEN),
    )
    wanted = select(WebhookDelivery).join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
    wanted = wanted.where(WebhookDelivery.state.in_(OPEN), Webhook.active, Webhook.due <= now, or_(is_due, is_lost))
    return wanted.where(~earlier).order_by(WebhookDelivery.id).limit(1)


def _send(sender: Sender, webhook: Webhook, delivery: WebhookDelivery) -> tuple[int | None, str | None]:
    """What was answered, or the code of why nothing was."""
    try:
        with sender.database.reading() as session:
            by_id = session.scalar(select(AuditEntry.by_id).where(AuditEntry.id == delivery.entry))
        change = Change(delivery.entry, delivery.at, delivery.action, delivery.subject, by_id)
        told = {"type": change.action, "timestamp": change.at.isoformat(timespec="milliseconds")}
        body = json.dumps({**told, "data": message_of(change)}, ensure_ascii=False).encode()
        message_id, at = f"msg_{webhook.id}_{delivery.entry}", int(clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "letterkit",
            "webhook-id": message_id,
            "webhook-timestamp": str(at),
            "webhook-signature": signature(webhook.secret, message_id, at, body),
        }
        return post(find_target(webhook.url, sender.allowed), body, headers), None
    except LetterkitError as fault:
        return None, fault.code


def _note(database: Database, made: WebhookDelivery, status: int | None, failed: str | None) -> bool:
    """Writes down what came of it, unless somebody else has it in hand by now; whether it was taken."""
    now = clock.now()
    with database.writing() as session:
        delivery = session.get(WebhookDelivery, made.id, with_for_update=True)
        if delivery is None or (delivery.attempts, delivery.state) != (made.attempts, DeliveryState.TRYING):
            return False
        webhook = session.get_one(Webhook, delivery.webhook_id, with_for_update={"of": Webhook})
        delivery.status, delivery.failed = status, failed
        if status is None:
            webhook.failures += 1
            delivery.attempts -= 1  # nobody has refused it
            webhook.due = now + min(_GAPS[min(webhook.failures, len(_GAPS)) - 1], _LONGEST_REST)
            _wait(delivery, None if now - delivery.at > _GIVEN_UP else now)
            return False
        webhook.failures = 0
        if 200 <= status < 300:
            delivery.state, delivery.delivered = DeliveryState.DELIVERED, now
            return True
        _wait(delivery, now + _GAPS[delivery.attempts - 1] if delivery.attempts <= len(_GAPS) else None)
        return False


def _wait(delivery: WebhookDelivery, until: datetime | None) -> None:
    """Another try at that moment, or none."""
    delivery.state = DeliveryState.FAILED if until is None else DeliveryState.QUEUED
    delivery.due = until or delivery.due
