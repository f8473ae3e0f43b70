"""The words of batches: their states, what is wrong in a cell, how far they are."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from letterkit.core.office import BatchState, RowState, RowWay
from letterkit.office.batches.approval_state import Stage
from letterkit.office.batches.marked_table import fault_from
from letterkit.office.batches.progress import Progress
from letterkit.office.batches.results import fault_of
from letterkit.reports.sheet_words import fault_line
from letterkit.reports.wording import plural, sentence

BATCH_STATES: Mapping[str, str] = {
    BatchState.READING: "таблица читается",
    BatchState.REFUSED: "таблица не подошла",
    BatchState.CHECKED: "ждёт подтверждения",
    BatchState.RUNNING: "письма готовятся",
    BatchState.PAUSED: "приостановлена",
    BatchState.CANCELLED: "отменена",
    BatchState.DONE: "готова",
}
STAGES: Mapping[str, str] = {
    Stage.TO_SIGN: "ждёт подписи",
    Stage.APPROVED: "утверждена",
    Stage.SENT: "отправлена",
    Stage.TO_MEND: "есть что исправить",
}
ROW_STATES: Mapping[str, str] = {
    RowState.FAULTY: "ошибка в таблице",
    RowState.WAITING: "ждёт очереди",
    RowState.DONE: "письмо готово",
    RowState.FAILED: "письма нет",
    RowState.CANCELLED: "отменено",
}
VERDICT_WORDS: Mapping[str, str] = {
    "ready": "без ошибок",
    "fix": "нужно исправить",
    "incomplete": "проверено не полностью",
}
APPROVAL_BARS: Mapping[str, str] = {
    "with_errors": "с ошибками",
    "not_whole": "проверены не полностью",
    "without_number": "без номера",
}
"""Why a letter cannot be approved (``office.batches.approval_state.Standing``)."""
WAYS: Mapping[str, str] = {
    RowWay.POST: "почтой",
    RowWay.EMAIL: "электронной почтой",
    RowWay.POS: "через платформу обратной связи",
    RowWay.REGISTERED: "заказным, с пометкой «Для служебного пользования»",
    RowWay.UNKNOWN: "без адреса",
}
"""How letters of rows are to go."""
TO_SEND, SENT = "ждут отправки", "отправлены"
UPLOAD_TOO_LARGE = "Таблица больше {limit} МБ: разделите её на несколько и загрузите их по очереди."
NO_HANDS = (
    "Сейчас никто не готовит письма: служба рассылок не запущена. Таблица не пропадёт: её прочтут и письма составят, "
    "как только администратор запустит на сервере команду «letterkit worker»."
)
IDLE = "Сейчас письма не готовятся: {why} Рассылка не пропадёт: она пойдёт дальше сама, когда это исправят."
ROW_FORMS = ("строка", "строки", "строк")
LETTER_FORMS = ("письмо", "письма", "писем")
BATCH_FORMS = ("рассылка", "рассылки", "рассылок")


def fault_told(stored: Mapping[str, Any], row: int | None = None) -> str:
    """«Строка 5, столбец C «Дата регистрации»: …» of a fault as ``office.batches.intake`` keeps it."""
    return fault_line(fault_from(stored, row))


def reason_words(reason: Mapping[str, Any] | None) -> str:
    """Why the letter of a row was not made."""
    return sentence(fault_of(reason)) if reason else ""


def progress_words(progress: Progress) -> str:
    """«Готово 120 из 1 000 писем»."""
    done, total = (f"{count:,}".replace(",", "\u00a0") for count in (progress.ended, progress.total))
    return f"Готово {done} из {total}"


def earlier_words(earlier: Mapping[str, Any]) -> str:
    """What seems to have answered a row already."""
    if "code" in earlier:
        return sentence(fault_of(earlier))
    if "appeal" in earlier:
        return f"в реестре обращение № {earlier['number']} отмечено как отвеченное"
    number = f" № {earlier['letter']}" if earlier.get("letter") else ""
    done = "отправлено из рассылки" if earlier.get("sent") else "составлено в рассылке"
    return f"такое же письмо{number} {done} {earlier['batch']}, строка {earlier['row']}"


def pace_words(progress: Progress) -> str:
    """«12 писем в секунду, осталось 3 минуты»; nothing while nothing can be said."""
    if progress.a_second is None or progress.left is None:
        return ""
    quick = progress.a_second
    rate = f"{quick:.0f} в секунду" if quick >= 2 else f"{quick * 60:.0f} в минуту"
    return f"{rate}, осталось {time_words(progress.left)}"


def time_words(left: timedelta) -> str:
    """«меньше минуты», «3 минуты», «2 часа 5 минут»."""
    minutes = round(left.total_seconds() / 60)
    if minutes < 1:
        return "меньше минуты"
    hours, minutes = divmod(minutes, 60)
    parts = [plural(hours, ("час", "часа", "часов"))] if hours else []
    if minutes:
        parts.append(plural(minutes, ("минута", "минуты", "минут")))
    return " ".join(parts)
