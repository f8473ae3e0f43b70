"""The words of an officer's pages: what is to be confirmed, and how."""

from collections.abc import Mapping

from letterkit.core.office import Duty
from letterkit.office.people.held_changes import HeldKind
from letterkit.reports.journal_words import CHANGES
from letterkit.reports.wording import DUTIES
from letterkit.store.held_tables import HeldChange

PARTS: Mapping[str, str] = {
    "antivirus": "Антивирус",
    "mail": "Почта",
    "disk": "Место на диске",
    "database": "База данных",
    "queue": "Очередь рассылок",
    "workers": "Обработчики",
    "files": "Хранилище файлов",
    "grammar": "Движок языка",
    "libreoffice": "Печать страниц",
}
"""The parts of the service, as /health calls them."""
FAILURE_FORMS = ("попытка", "попытки", "попыток")


def change_words(change: HeldChange) -> str:
    """«дать обязанность «администратор»», «выдать временный пароль»."""
    if change.kind == HeldKind.EMAIL:
        return f"{CHANGES[change.kind]} на «{change.wanted.get('email') or 'никакую'}»"
    if change.kind != HeldKind.DUTIES:
        return CHANGES[change.kind]
    told = [
        f"{verb} обязанность «{DUTIES[Duty(name)]}»"
        for verb, key in (("дать", "give"), ("снять", "take"))
        for name in change.wanted.get(key, ())
    ]
    return ", ".join(told)
