"""The parts of the service, each with the little work that shows that it works."""

import io
import secrets
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import current_app

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, ToolFailed, ToolMissing
from letterkit.office.batches import heartbeats
from letterkit.office.mail import listing
from letterkit.reports.backup_words import backup_trouble
from letterkit.settings import Settings
from letterkit.store.backup_turns import read_standing
from letterkit.store.files import Files
from webui.engine import Engine, engine
from webui.health.proof import Proof, Proofs

_MB = 1 << 20
_MAIL_TROUBLE = timedelta(minutes=30)
"""A mailbox that cannot be read for so long is told of."""
_WRONG = "В течение {} дней дом отремонтиуют."
"""A sentence with a mistake that the grammar engine knows; another number each time, or it would only remember."""
_KNOWN = "spelling.word"


def proofs() -> Proofs:
    """The proofs of this process, by the name of the part as /health calls it."""
    made: Proofs = current_app.extensions.setdefault("letterkit.proofs", proofs_of(engine()))
    return made


def proofs_of(engine: Engine) -> Proofs:
    """Proofs that remember nothing yet, of the parts that the settings ask for."""
    return Proofs(
        {
            name: Proof(
                partial(part.prove, engine),
                timedelta(seconds=part.every_s),
                timedelta(seconds=part.limit_s),
                part.otherwise,
            )
            for name, part in parts_of(engine.settings).items()
        }
    )


def parts_of(settings: Settings) -> Mapping[str, "Part"]:
    """The parts that the settings ask for, by name."""
    return {name: part for name, part in PARTS.items() if part.is_wanted(settings)}


def disk(engine: Engine) -> None:
    folder, least = engine.settings.data_dir, engine.settings.disk_free_mb
    free = shutil.disk_usage(folder).free
    if free < least * _MB:
        raise ToolFailed("health.disk-low", folder=str(folder), free=free // _MB, least=least)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"letterkit")


def database(engine: Engine) -> None:
    engine.database.demand_newest()


def queue(engine: Engine) -> None:
    if not engine.queue.answers():
        raise ToolMissing("health.queue")


def workers(engine: Engine) -> None:
    if not heartbeats.count(engine.database):
        raise ToolMissing("health.no-workers")


def mail(engine: Engine) -> None:
    """Mailboxes were read of late, and what waits is being sent."""
    long_ago = clock.now() - _MAIL_TROUBLE
    failing = [box for box in listing.mailboxes(engine.database) if box.failing is not None and box.failing < long_ago]
    if failing or listing.stuck_since(engine.database) is not None:
        raise ToolMissing("health.mail")


def directory(engine: Engine) -> None:
    """The rules can be read, and whoever vouches for people answers."""
    try:
        engine.doors.prove()
    except LetterkitError as fault:
        raise ToolMissing("health.directory") from fault


def antivirus(engine: Engine) -> None:
    if engine.antivirus is None or not engine.antivirus.answers():
        raise ToolMissing("health.antivirus")


def files(engine: Engine) -> None:
    try:
        _write_and_read(engine.files)
    except LetterkitError as fault:
        raise fault if fault.code == "disk.full" else ToolMissing("health.files") from fault


def _write_and_read(files: Files) -> None:
    name = files.put(b"letterkit " + secrets.token_bytes(16))
    try:
        files.get(name)  # raises when it is not what was written
    finally:
        files.remove(name)


def grammar(engine: Engine) -> None:
    checker = engine.checker
    if checker.proofreader is None:
        raise ToolMissing(checker.why_no_language or "proofreader.off")
    found = checker.proofreader.matches(_WRONG.format(secrets.randbelow(1_000_000)))
    if not any(match.code == _KNOWN for match in found):
        raise ToolFailed("health.grammar")


def libreoffice(engine: Engine) -> None:
    from docx import Document

    from letterkit.pages.facts import page_facts

    document, file = Document(), io.BytesIO()
    document.add_paragraph("Проверка печати.")
    document.save(file)
    try:
        [pdf] = engine.checker.press.converter().pdfs([file.getvalue()])
    except ToolFailed as fault:  # what it says is for the author of a letter
        raise ToolFailed("health.libreoffice") from fault
    if len(page_facts(pdf).pages) != 1:
        raise ToolFailed("health.libreoffice")


def backups(engine: Engine) -> None:
    """The schedule is kept: there is a fresh backup, whole, and one was restored on trial of late."""
    if backup_trouble(read_standing(engine.database), by_schedule=True) is not None:
        raise ToolFailed("backup.late")


@dataclass(frozen=True, slots=True)
class Part:
    """``prove`` raises LetterkitError when the part does not work; it is asked as a ``Proof`` with the rest says."""

    prove: Callable[[Engine], None]
    every_s: int
    limit_s: int
    otherwise: str
    is_wanted: Callable[[Settings], bool] = lambda settings: True


PARTS: Mapping[str, Part] = {
    "disk": Part(disk, 10, 10, "health.disk-not-writable"),
    "database": Part(database, 1, 5, "health.database"),
    "queue": Part(queue, 1, 10, "health.queue"),
    "workers": Part(workers, 1, 10, "health.database"),
    "files": Part(files, 60, 15, "health.files"),
    "grammar": Part(grammar, 300, 60, "health.grammar"),
    "libreoffice": Part(libreoffice, 300, 180, "health.libreoffice"),
    "mail": Part(mail, 30, 10, "health.mail", lambda of: bool(of.imap_url or of.reply_smtp_url or of.smtp_url)),
    "directory": Part(directory, 60, 20, "health.directory", lambda of: bool(of.directory)),
    "antivirus": Part(antivirus, 10, 10, "health.antivirus", lambda of: bool(of.clamd)),
    "backups": Part(backups, 60, 10, "health.database", lambda of: bool(of.backup_to)),
}
"""All that the service needs: /health, ``letterkit doctor`` and /metrics ask these."""
