"""What an inspection of the journal has found, in sentences."""

from collections.abc import Mapping

from letterkit.core.office import Duty
from letterkit.office.integrity.inspection import Inspection
from letterkit.office.integrity.mismatch import Mismatch, MismatchKind
from letterkit.reports.batch_words import BATCH_STATES
from letterkit.reports.office_words import APPEAL_STATES, LETTER_STATES
from letterkit.reports.wording import DUTIES, plural
from letterkit.store.audit import Verification

_MAILED = 20
ENTRIES = ("запись", "записи", "записей")
BROKEN: Mapping[str, str] = {
    "missing": "Записи № {number} нет: её удалили.",
    "extra": "Записи № {number} в журнале быть не должно: её вписали.",
    "altered": "Запись № {number} изменена: её контрольная сумма не сходится с тем, что в ней написано.",
    "unlinked": "Запись № {number} не продолжает запись № {before}: одну из них подменили целиком.",
    "other-key": "Начиная с № {number} записи скреплены другим ключом, его здесь нет: проверить их нельзя. "
    "Добавьте ключ той машины, где они сделаны, строкой выше своего в audit.key (или в LETTERKIT_AUDIT_KEY).",
    "unkeyed": "Ключ есть, а записи им не скреплены: журнал написан заново без ключа. "
    "Если letterkit только что обновлён, сначала выполните letterkit db upgrade.",
    "replaced": "Запись № {number} не та, что была: её контрольная сумма отличается от сохранённой отдельно.",
    "cut": "Конец журнала отрезан: отдельно сохранена сумма более поздней записи, а записи № {number} уже нет.",
}
"""What each ``letterkit.store.audit.Break`` means."""
_OF: Mapping[str, str] = {
    "letter": "Письмо № {}",
    "appeal": "Обращение № {}",
    "batch": "Рассылка № {}",
    "person": "Сотрудник № {}",
    "journal": "Журнал",
}
_SAID: Mapping[MismatchKind, str] = {
    MismatchKind.EMPTY: "в нём нет ни одной записи, а в базе есть люди, обращения или письма: записи удалены",
    MismatchKind.UNKNOWN: "в базе есть, а в журнале нет записи о том, кто и когда это завёл",
    MismatchKind.GONE: "по журналу заведено, а в базе его нет",
    MismatchKind.STATE: "в базе «{now}», а по журналу «{told}»",
    MismatchKind.NUMBER: "в базе номер или дата не те, с которыми оно зарегистрировано ({told})",
    MismatchKind.APPROVAL: "кто и какие файлы согласовал или утвердил, в базе записано не так, как в журнале",
    MismatchKind.SENDING: "отправка записана в базе не так, как в журнале",
    MismatchKind.LETTERS: "письма в базе не те, что утверждены или отправлены: их SHA-256 другие",
    MismatchKind.DUTIES: "в базе обязанности «{now}», а по журналу «{told}»",
    MismatchKind.ACTIVE: "вход открыт или закрыт не так, как записано в журнале",
    MismatchKind.FILE_GONE: "утверждённого файла нет в хранилище, SHA-256 {now}",
    MismatchKind.FILE_ALTERED: "утверждённый файл в хранилище изменён, SHA-256 был {now}",
}


def broken_words(found: Verification) -> str:
    """Where and how the chain does not hold; nothing when it does."""
    if found.broken is None or found.why is None:
        return ""
    return BROKEN[found.why].format(number=found.broken, before=found.count)


def entries_words(count: int) -> str:
    """«3 записи»."""
    return plural(count, ENTRIES)


def head_mail(found: Inspection, address: str) -> tuple[str, str]:
    """The subject and the words of the message that brings the last hash of the journal out of reach of its machine."""
    verified = found.verified
    where = f"Служба: {address}\n" if address else ""
    if not found.holds:
        told = [broken_words(verified), *map(mismatch_words, found.mismatches[:_MAILED])]
        said = "\n".join(each for each in told if each)
        more = "Подробно: letterkit audit verify. До выяснения ничего в базе не меняйте и сохраните её копию.\n"
        return (
            "letterkit: журнал изменений нарушен",
            f"{where}Журнал изменений или база данных изменены.\n{said}\n{more}",
        )
    words = (
        f"{where}Журнал изменений цел: {entries_words(verified.count)}, база данных ему не противоречит.\n"
        f"Контрольная сумма последней записи:\n{verified.head}\n\n"
        "Сохраните это письмо. Если возникнет сомнение, что журнал меняли, выполните:\n"
        f"letterkit audit verify --head {verified.head}\n"
    )
    return f"letterkit: журнал изменений, {entries_words(verified.count)}", words


def mismatch_words(found: Mismatch) -> str:
    """«Письмо № 3: в базе «черновик», а по журналу «отправлено».»"""
    kind, _, number = found.subject.partition(":")
    states = {"letter": LETTER_STATES, "appeal": APPEAL_STATES, "batch": BATCH_STATES}.get(kind, {})
    if found.kind is MismatchKind.DUTIES:
        now, told = _duties(found.now), _duties(found.told)
    else:
        now, told = str(states.get(found.now, found.now)), str(states.get(found.told, found.told))
    return f"{_OF[kind].format(number)}: {_SAID[found.kind].format(now=now, told=told)}."


def _duties(names: str) -> str:
    return ", ".join(DUTIES[Duty(name)] for name in names.split(", ")) if names else "нет"
