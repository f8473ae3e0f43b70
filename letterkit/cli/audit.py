"""``letterkit audit``: the journal of changes, proved whole and shown."""

import json
import re
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from letterkit.cli.opened import body_in, newest_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import CommandGroup, Count, OneOf
from letterkit.core import clock
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from letterkit.office.integrity.inspection import Inspection
    from letterkit.store.audit import Verification
    from letterkit.store.database import Database
    from letterkit.store.tables import AuditEntry

_TIME = "%d.%m.%Y %H:%M:%S"
_TOLD = 20

command = CommandGroup(
    "audit", no_args_is_help=True, help="Журнал изменений: проверить, что он цел, и показать записи."
)
form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")


@command.command("verify", short_help="Проверить, что журнал цел.")
@click.option(
    "--head",
    metavar="СУММА",
    help="Контрольная сумма, которую эта команда напечатала раньше или которая стоит в паспорте письма: "
    "проверить, что та запись всё ещё в журнале.",
)
@click.option("--files", "with_files", is_flag=True, help="Прочитать и файлы утверждённых писем: это дольше.")
@form
def verify(head: str | None, with_files: bool, form: str) -> int:
    """Проверить, что ни одна запись журнала не изменена, не удалена и не вписана, а база говорит то же, что журнал.

    Каждая запись скреплена с предыдущей контрольной суммой (HMAC-SHA-256) с ключом, которого в базе нет: файл audit.key
    рабочих данных или LETTERKIT_AUDIT_KEY. Отрезан ли конец, видно по суммам, сохранённым отдельно: в файле
    journal-heads.jsonl (LETTERKIT_AUDIT_HEADS) и в ежедневном письме; сумму из письма дайте ключом --head. Состояния
    писем, обращений и рассылок, их номера, утверждения и отправки, обязанности людей сверяются с записями.

    Если журнал цел, его последняя сумма добавляется к сохранённым.

    Код завершения: 0 — журнал цел, и база ему не противоречит, 1 — нет.
    """
    from letterkit.office.integrity.inspection import inspect
    from letterkit.settings import load_settings
    from letterkit.store.files import open_files
    from letterkit.store.journal_heads import kept_heads

    if head is not None and not re.fullmatch("[0-9a-f]{64}", head):
        raise RequestError("audit.bad-head", value=head)
    checked, settings = clock.now(), load_settings()
    heads = kept_heads(settings)
    with newest_database() as database:
        inspection = inspect(database, heads, head, open_files(settings) if with_files else None)
    found = inspection.verified
    holds = inspection.holds and (head is None or found.known_at is not None)
    if holds:
        heads.keep(found.count, found.head)
    if form == "json":
        answer = {
            "holds": holds,
            "count": found.count,
            "head": found.head,
            "broken": found.broken,
            "why": found.why,
            "known_at": found.known_at,
            "kept": inspection.kept,
            "mismatches": [asdict(each) for each in inspection.mismatches],
            "checked": checked.isoformat(timespec="seconds"),
        }
        write(json.dumps(answer, ensure_ascii=False) + "\n", None)
    else:
        lines = [*_journal_lines(found, head), *_inspection_lines(inspection), f"Проверено: {checked:{_TIME}}"]
        write("\n".join(lines) + "\n", None)
    return int(not holds)


@command.command("list", short_help="Показать записи журнала.")
@click.option("--subject", metavar="ПРЕДМЕТ", help="Только о нём, например letter:3 или person:2.")
@click.option("--body", metavar="ОРГАН", help="Только этого органа, по имени его профиля; без ключа — всех органов.")
@click.option("--last", type=Count(), default=50, help="Сколько последних записей показать; по умолчанию 50.")
@form
def entries(subject: str | None, body: str | None, last: int, form: str) -> None:
    """Показать записи журнала: номер, время, кто, что сделал, с чем и подробности."""
    from letterkit.store import audit
    from letterkit.store.tables import AuditEntry

    with newest_database() as database, database.reading() as session:
        conditions = [AuditEntry.subject == subject] if subject else []
        found = audit.last_entries(session, last, *conditions, *_of_body(database, body))
    if form == "json":
        write(json.dumps([_object(entry) for entry in found], ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{_line(entry)}\n" for entry in found) or "Записей нет.\n", None)


def _of_body(database: "Database", slug: str | None) -> "list[ColumnElement[bool]]":
    """The condition for the body with that profile; none where no body is named. Raises ``body.unknown``."""
    from letterkit.store.audit_bodies import of_body

    return [of_body(body_in(database, slug), slug)] if slug else []


def _journal_lines(found: "Verification", head: str | None) -> list[str]:
    from letterkit.reports.inspection_words import broken_words, entries_words

    if said := broken_words(found):
        return [
            f"Журнал нарушен. {said}",
            f"До неё всё цело: {entries_words(found.count)}, контрольная сумма последней {found.head}.",
        ]
    lines = [f"Журнал цел: {entries_words(found.count)}.", f"Контрольная сумма последней: {found.head}"]
    if found.known_at == 0:
        return [*lines, "С суммы из одних нулей начинается любой журнал: она ничего не доказывает."]
    if head is not None and found.known_at is None:
        lines[0] = f"Записи скреплены ({entries_words(found.count)}), но журнал не тот."
        lines.append(f"Записи с суммой {head} в нём нет: конец журнала отрезан или журнал написан заново.")
    elif head is not None:
        lines.append(f"Сумма {head} на месте: это запись № {found.known_at}.")
    return lines


def _inspection_lines(inspection: "Inspection") -> list[str]:
    """What the rows say beside the journal."""
    from letterkit.office.integrity.inspection import MOST
    from letterkit.reports.inspection_words import mismatch_words

    wrong = inspection.mismatches
    if not wrong:
        return [f"Сохранённых отдельно сумм сверено: {inspection.kept}. База данных журналу не противоречит."]
    count = f"{MOST} или больше" if len(wrong) >= MOST else str(len(wrong))
    lines = [f"База данных противоречит журналу: её меняли не через letterkit. Расхождений: {count}."]
    lines += [f"  {mismatch_words(each)}" for each in wrong[:_TOLD]]
    return lines if len(wrong) <= _TOLD else [*lines, "  … остальные – с ключом --format json."]


def _line(entry: "AuditEntry") -> str:
    at = datetime.fromisoformat(entry.at).astimezone()
    details = json.dumps(entry.details, ensure_ascii=False) if entry.details else ""
    return f"{entry.id}  {at:{_TIME}}  {entry.by}  {entry.action}  {entry.subject}  {details}".rstrip()


def _object(entry: "AuditEntry") -> dict[str, object]:
    names = ("id", "at", "by_id", "by", "action", "subject", "details", "previous", "hash")
    return {name: getattr(entry, name) for name in names}
