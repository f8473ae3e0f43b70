"""What the interface for programs is told of by, to people and to programs."""

from collections.abc import Mapping

from letterkit.core.office import Scope
from letterkit.core.webhook import DeliveryState

SCOPES: Mapping[Scope, str] = {
    Scope.READ: "читать",
    Scope.CHECK: "проверять письма и пробовать тексты",
    Scope.APPEALS: "вносить и менять обращения",
    Scope.LETTERS: "вести письма",
    Scope.BATCHES: "вести рассылки",
    Scope.WEBHOOKS: "подписываться на изменения",
}
SCOPE_HINTS: Mapping[Scope, str] = {
    Scope.READ: "обращения, письма, рассылки, справочники, изменения",
    Scope.CHECK: "ничего не сохраняя",
    Scope.APPEALS: "с файлами; ответы, данные в другой системе",
    Scope.LETTERS: "начать, сдать на проверку, зарегистрировать, отметить отправленными; утверждает только человек",
    Scope.BATCHES: "начать по таблице, приостановить, отменить; утверждает только человек",
    Scope.WEBHOOKS: "служба сама сообщает программе, что изменилось",
}
DELIVERY_FAULTS: Mapping[str, str] = {
    "webhook.bad-address": "адрес не годится",
    "webhook.bad-certificate": "сертификат адреса не проходит проверку",
    "webhook.no-answer": "адрес не ответил",
    "webhook.no-host": "узел не найден",
    "webhook.not-https": "по http:// – только внутри своей сети",
    "webhook.private": "узел в своей сети, сообщать туда не разрешено",
}
"""Why an address could not be reached, by the code of the fault."""
DELIVERY_STATES: Mapping[DeliveryState, str] = {
    DeliveryState.QUEUED: "ждёт",
    DeliveryState.TRYING: "отправляется",
    DeliveryState.DELIVERED: "доставлено",
    DeliveryState.FAILED: "не доставлено",
}
