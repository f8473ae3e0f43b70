"""The words of terms of keeping, acts of removal and holds."""

from collections.abc import Mapping

from letterkit.office.holds import HoldReason
from letterkit.office.retention.acts import ActState
from letterkit.office.retention.rules import Then

START_WORDS: Mapping[str, str] = {
    "event": "со дня события",
    "next-year": "с 1 января года, следующего за окончанием",
}
THEN_WORDS: Mapping[str, str] = {
    Then.NAMES: "убрать всё о человеке, оставить цифры показателей",
    Then.WHOLE: "удалить целиком",
    Then.KEEP: "хранить",
}
STATE_WORDS: Mapping[str, str] = {
    ActState.PROPOSED: "ждёт утверждения",
    ActState.REFUSED: "отклонён",
    ActState.APPROVED: "уничтожается",
    ActState.REMOVED: "исполнен",
}
HOLD_WORDS: Mapping[str, str] = {
    HoldReason.ARCHIVE: "на постоянное хранение",
    HoldReason.COURT: "идёт суд",
    HoldReason.CHECK: "идёт проверка",
    HoldReason.OTHER: "другая причина",
    HoldReason.BLOCKED: "данные заблокированы",
}
