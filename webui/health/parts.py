"""The parts of the service, each with the little work that shows that it works."""

import io
import secrets
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from flask import current_app

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, ToolFailed, ToolMissing
from letterkit.office.batches import heartbeats
from letterkit.office.mail import listing
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
    """Proofs that remember nothing yet."""

    def proof(prove: Callable[[Engine], None], every_s: int, limit_s: int, otherwise: str) -> Proof:
        return Proof(partial(prove, engine), timedelta(seconds=every_s), timedelta(seconds=limit_s), otherwise)

    settings = engine.settings
    has_mail = settings.imap_url or settings.reply_smtp_url or settings.smtp_url
    return Proofs(
        ({"mail": proof(mail, 30, 10, "health.mail")} if has_mail else {})
        | {
            "disk": proof(disk, 10, 10, "health.disk-not-writable"),
            "database": proof(database, 1, 5, "health.database"),
            "queue": proof(queue, 1, 10, "health.queue"),
            "workers": proof(workers, 1, 10, "health.database"),
            "files": proof(files, 60, 15, "health.files"),
            "grammar": proof(grammar, 300, 60, "health.grammar"),
            "libreoffice": proof(libreoffice, 300, 180, "health.libreoffice"),
        }
    )


def disk(engine: Engine) -> None:
    folder, least = engine.settings.data_dir, engine.settings.disk_free_mb
    if shutil.disk_usage(folder).free < least * _MB:
        raise ToolFailed("health.disk-low")
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"letterkit")


def database(engine: Engine) -> None:
    if not engine.database.answers():
        raise ToolMissing("health.database")


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
    [pdf] = engine.checker.press.converter().pdfs([file.getvalue()])
    if len(page_facts(pdf).pages) != 1:
        raise ToolFailed("health.libreoffice")
