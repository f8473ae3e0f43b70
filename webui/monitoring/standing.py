"""What has been counted, and how things stand at this moment, as Prometheus reads it: what waits, what works.

The latter is asked of the database by indexes alone: it is read each few seconds, of registers with millions of rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from letterkit import __version__
from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import BatchState, ChunkState
from letterkit.office.batches import heartbeats
from letterkit.store.api_tables import WebhookDelivery
from letterkit.store.backup_turns import read_standing
from letterkit.store.batch_tables import Batch, BatchChunk
from letterkit.store.mail_tables import QUEUED, SEEN, Mailbox, Mailing, MailMessage
from letterkit.worker.counters import read_counters
from letterkit.worker.metrics import disk_figures
from webui.engine import Engine
from webui.health.proof import ProofResult

_NOT_YET = "health.not-yet"
_AT_WORK = (BatchState.READING, BatchState.RUNNING)


class Standing(Collector):
    """Reads it when it is collected; a part that does not answer is left out, and told of as one that does not work."""

    def __init__(self, engine: Engine, proved: Mapping[str, ProofResult]) -> None:
        self._engine, self._proved = engine, proved

    def collect(self) -> Iterable[Metric]:
        yield from read_counters(self._engine.settings)
        yield InfoMetricFamily(
            "letterkit",
            "Выпуск letterkit",
            {"version": __version__, "database": "sqlite" if self._engine.database.file else "postgresql"},
        )
        works = GaugeMetricFamily("letterkit_part_works", "Часть службы работает (1) или нет (0)", labels=["part"])
        for name, result in self._proved.items():
            if result.fault is None or result.fault.code != _NOT_YET:
                works.add_metric([name], result.fault is None)
        yield works
        parts: tuple[Callable[[Engine], Iterable[Metric]], ...] = (_disk, _database, _queue, _batches, _mail, _backups)
        for part in parts:
            try:
                yield from list(part(self._engine))
            except LetterkitError:
                continue


def _disk(engine: Engine) -> Iterable[Metric]:
    return disk_figures(engine.settings)


def _database(engine: Engine) -> Iterator[Metric]:
    yield _gauge("letterkit_database_size_bytes", "Размер базы данных", engine.database.size_bytes())
    yield _gauge(
        "letterkit_database_connections_limit", "Сколько соединений может занять один процесс", engine.database.most
    )


def _queue(engine: Engine) -> Iterator[Metric]:
    yield _gauge("letterkit_workers", "Сколько обработчиков работает", heartbeats.count(engine.database))
    yield _gauge("letterkit_queue_messages", "Сколько заданий ждёт в очереди", engine.queue.waiting())


def _batches(engine: Engine) -> Iterator[Metric]:
    by_state = GaugeMetricFamily("letterkit_batches", "Рассылки по состояниям", labels=["state"])
    chunks = GaugeMetricFamily("letterkit_batch_chunks", "Части рассылок, которые ждут или готовятся", labels=["state"])
    with engine.database.reading() as session:
        counted = session.execute(select(Batch.state, func.count()).group_by(Batch.state))
        counts = {row[0]: row[1] for row in counted}
        oldest = session.scalar(select(func.min(Batch.created)).where(Batch.state.in_(_AT_WORK)))
        for state in (ChunkState.WAITING, ChunkState.TAKEN):
            of_state = select(func.count()).select_from(BatchChunk).where(BatchChunk.state == state)
            chunks.add_metric([state.value], session.scalar(of_state) or 0)
    for each in BatchState:
        by_state.add_metric([each.value], counts.get(each, 0))
    yield by_state
    yield chunks
    yield _age("letterkit_batch_oldest_seconds", "Сколько готовится самая старая из рассылок, что не готовы", oldest)


def _mail(engine: Engine) -> Iterator[Metric]:
    with engine.database.reading() as session:
        queued = _count(session, Mailing.id, QUEUED)
        oldest = session.scalar(select(func.min(Mailing.at)).where(QUEUED))
        unread = _count(session, MailMessage.id, SEEN)
        boxes = session.scalar(select(func.count(Mailbox.name))) or 0
        failing = session.scalar(select(func.count(Mailbox.name)).where(Mailbox.failing.is_not(None))) or 0
        open_deliveries = _count(session, WebhookDelivery.id, text("state IN ('queued', 'trying')"))
    yield _gauge("letterkit_mail_queued_messages", "Письма заявителям, которые ждут отправки", queued)
    yield _age("letterkit_mail_oldest_queued_seconds", "Сколько ждёт самое старое из них", oldest)
    yield _gauge("letterkit_mail_unread_messages", "Письма из ящиков, которые ещё не прочитаны", unread)
    yield _gauge("letterkit_mailboxes", "Ящики, которые читает служба", boxes)
    yield _gauge("letterkit_mailboxes_failing", "Из них не читаются", failing)
    yield _gauge(
        "letterkit_webhook_deliveries_waiting", "Уведомления программам, которые ждут доставки", open_deliveries
    )


def _backups(engine: Engine) -> Iterator[Metric]:
    standing = read_standing(engine.database)
    is_scheduled = engine.settings.backup_to is not None
    yield _gauge("letterkit_backup_scheduled", "Копии делаются по расписанию (1) или нет (0)", is_scheduled)
    yield _gauge("letterkit_backup_failed", "Последняя копия не сделана или не восстанавливается", bool(standing.fault))
    for name, help_words, moment in (
        ("letterkit_backup_last_timestamp_seconds", "Когда сделана последняя целая копия", standing.last),
        ("letterkit_backup_trial_timestamp_seconds", "Когда копию пробно восстановили", standing.tried),
    ):
        if moment is not None:
            yield _gauge(name, help_words, moment.timestamp())
    if standing.newest is not None and standing.newest.size is not None:
        yield _gauge("letterkit_backup_size_bytes", "Размер последней копии по расписанию", standing.newest.size)


def _gauge(name: str, help_words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_words, value)


def _age(name: str, help_words: str, since: datetime | None) -> Metric:
    return _gauge(name, help_words, (clock.now() - since).total_seconds() if since else 0)


def _count(session: Session, column: object, where: object) -> int:
    return session.scalar(select(func.count(column)).where(where)) or 0  # type: ignore[arg-type]
