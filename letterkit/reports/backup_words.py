"""How it stands with backups, in sentences."""

from datetime import timedelta

from letterkit.core import clock
from letterkit.reports.spans import ago_words
from letterkit.reports.wording import sentence
from letterkit.store.backup_turns import BackupStanding

LATE, UNTRIED = timedelta(days=2), timedelta(days=15)
"""A backup, and a trial of one, that is older is told of."""
LATE_BY_HAND = timedelta(days=7)
"""The same where backups are made by hand."""


def backup_trouble(standing: BackupStanding, *, by_schedule: bool) -> tuple[str, str] | None:
    """What is wrong with backups, and what is known of it; None when all is well."""
    if standing.fault is not None and standing.failed is not None:
        what = "Копия не сделана" if standing.failed.fault else "Копия не восстанавливается"
        return what, sentence(standing.fault)
    now = clock.now()
    if standing.last is None or now - standing.last >= (LATE if by_schedule else LATE_BY_HAND):
        told = f"последняя – {ago_words(now - standing.last)}" if standing.last else "её ещё не делали"
        return "Нет свежей резервной копии", told
    if by_schedule and standing.newest is not None:
        if standing.newest.missing:
            return "Копия не полная", f"нет файлов: {standing.newest.missing}; их нет и в хранилище, или они изменены"
        if standing.tried is None or now - standing.tried >= UNTRIED:
            told = (
                f"последний раз – {ago_words(now - standing.tried)}" if standing.tried else "ни одной ещё не пробовали"
            )
            return "Копию давно не восстанавливали пробно", told
    return None


def backup_words(standing: BackupStanding) -> str:
    """«Копия – 5 часов назад, 12,0 МБ, зашифрована; пробно восстановлена день назад»."""
    if standing.last is None:
        return "Копий ещё нет"
    now, newest = clock.now(), standing.newest
    told = [f"Копия – {ago_words(now - standing.last)}"]
    if newest is not None and newest.size is not None:
        told.append(f"{newest.size / 1e6:.1f} МБ".replace(".", ","))
        told.append("зашифрована" if newest.encrypted else "не зашифрована")
    tried = f"; пробно восстановлена {ago_words(now - standing.tried)}" if standing.tried else ""
    return ", ".join(told) + tried


def failure_mail(standing: BackupStanding, address: str) -> tuple[str, str]:
    """The subject and the words of the message to administrators when a backup was not made or cannot be restored."""
    trouble = backup_trouble(standing, by_schedule=True)
    what, why = trouble or ("Копия не сделана", "")
    last = f"Последняя целая копия: {standing.last:%d.%m.%Y %H:%M}.\n" if standing.last else "Целых копий ещё нет.\n"
    where = f"Служба: {address}\n" if address else ""
    more = "Проверьте: letterkit doctor. Сделать копию сейчас: letterkit backup.\n"
    return f"letterkit: {what.lower()}", f"{where}{what}. {why}\n{last}{more}"
