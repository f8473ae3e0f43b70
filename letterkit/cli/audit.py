"""``letterkit audit``: the journal of changes, proved whole and shown."""

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

import click

from letterkit.cli.opened import opened_database
from letterkit.cli.terminal import write
from letterkit.cli.usage import Count, Group, OneOf
from letterkit.core import clock
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from letterkit.store.audit import Verified
    from letterkit.store.database import Database
    from letterkit.store.tables import AuditEntry

_TIME = "%d.%m.%Y %H:%M:%S"
ENTRIES = ("запись", "записи", "записей")
BROKEN = {
    "missing": "Записи № {number} нет: её удалили.",
    "extra": "Записи № {number} в журнале быть не должно: её вписали.",
    "altered": "Запись № {number} изменена: её контрольная сумма не сходится с тем, что в ней написано.",
    "unlinked": "Запись № {number} не продолжает запись № {before}: одну из них подменили целиком.",
}
"""What each ``letterkit.store.audit.Break`` means."""

command = Group("audit", no_args_is_help=True, help="Журнал изменений: проверить, что он цел, и показать записи.")
form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")


@command.command("verify", short_help="Проверить, что журнал цел.")
@click.option(
    "--head",
    metavar="СУММА",
    help="Контрольная сумма, которую эта команда напечатала раньше или которая стоит в паспорте письма: "
    "проверить, что та запись всё ещё в журнале.",
)
@form
def verify(head: str | None, form: str) -> int:
    """Проверить, что ни одна запись журнала не изменена, не удалена и не вписана.

    Каждая запись скреплена с предыдущей контрольной суммой (SHA-256). Чтобы доказать и то, что у журнала не отрезан
    конец, храните последнюю сумму отдельно и давайте её ключом --head.

    Код завершения: 0 — журнал цел, 1 — нет.
    """
    from letterkit.store import audit

    if head is not None and not re.fullmatch("[0-9a-f]{64}", head):
        raise RequestError("audit.bad-head", value=head)
    checked = clock.now()
    with opened_database() as database:
        database.demand_newest()
        with database.reading() as session:
            found = audit.verify(session, head)
    holds = found.broken is None and (head is None or found.known_at is not None)
    if form == "json":
        answer = {
            "holds": holds,
            "count": found.count,
            "head": found.head,
            "broken": found.broken,
            "why": found.why,
            "known_at": found.known_at,
            "checked": checked.isoformat(timespec="seconds"),
        }
        write(json.dumps(answer, ensure_ascii=False) + "\n", None)
    else:
        write("\n".join([*_told(found, head), f"Проверено: {checked:{_TIME}}"]) + "\n", None)
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

    with opened_database() as database:
        database.demand_newest()
        with database.reading() as session:
            conditions = [AuditEntry.subject == subject] if subject else []
            found = audit.listed(session, last, *conditions, *_of_body(database, body))
    if form == "json":
        write(json.dumps([_object(entry) for entry in found], ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{_line(entry)}\n" for entry in found) or "Записей нет.\n", None)


def _of_body(database: "Database", slug: str | None) -> "list[ColumnElement[bool]]":
    """The condition for the body with that profile; none where no body is named. Raises ``body.unknown``."""
    from letterkit.flow.keeping.bodies import body_of
    from letterkit.flow.profile import load_profile
    from letterkit.settings import load_settings
    from letterkit.store.audit_bodies import of_body

    if not slug:
        return []
    return [of_body(body_of(database, load_profile(load_settings().profile_path).id, slug), slug)]


def _told(found: "Verified", head: str | None) -> list[str]:
    from letterkit.reports.wording import plural

    if found.broken is not None and found.why is not None:
        said = BROKEN[found.why].format(number=found.broken, before=found.count)
        return [
            f"Журнал нарушен. {said}",
            f"До неё всё цело: {plural(found.count, ENTRIES)}, контрольная сумма последней {found.head}.",
        ]
    lines = [f"Журнал цел: {plural(found.count, ENTRIES)}.", f"Контрольная сумма последней: {found.head}"]
    if found.known_at == 0:
        return [*lines, "С суммы из одних нулей начинается любой журнал: она ничего не доказывает."]
    if head is not None and found.known_at is None:
        lines[0] = f"Записи скреплены ({plural(found.count, ENTRIES)}), но журнал не тот."
        lines.append(f"Записи с суммой {head} в нём нет: конец журнала отрезан или журнал написан заново.")
    elif head is not None:
        lines.append(f"Сумма {head} на месте: это запись № {found.known_at}.")
    return lines


def _line(entry: "AuditEntry") -> str:
    at = datetime.fromisoformat(entry.at).astimezone()
    details = json.dumps(entry.details, ensure_ascii=False) if entry.details else ""
    return f"{entry.id}  {at:{_TIME}}  {entry.by}  {entry.action}  {entry.subject}  {details}".rstrip()


def _object(entry: "AuditEntry") -> dict[str, object]:
    names = ("id", "at", "by_id", "by", "action", "subject", "details", "previous", "hash")
    return {name: getattr(entry, name) for name in names}
