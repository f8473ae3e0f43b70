"""What is typed into the card of a call, and what the card of a known call shows."""

import re
from typing import Self

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.register import CallEnd
from letterkit.office.contacts.calls import CallCard
from letterkit.reports.contact_words import clock_length
from letterkit.store.register_tables import Call
from webui.calls.form import ContactForm, MomentField
from webui.inputs import LineField, PhoneField, ProseField
from webui.numbers import whole_or_none

FIELDS = ("at", "length", "caller", "phone", "told", "end", "forwarded_to", "appeal", "words", "opened")
_LENGTH = re.compile(r"(?:(\d{1,3})\s*[:.,\s]\s*)?(\d{1,3})\s*")
_MINUTES = re.compile(r"(\d{1,3})\s*м\w*\.?\s*(?:(\d{1,2})\s*с\w*\.?)?\s*")


class CallForm(ContactForm):
    """The card of a call; ``opened`` is when an empty one was shown, in seconds of the clock."""

    caller = LineField("Фамилия, имя, отчество", hint="Если назвались. Спрашивать не обязательно.")
    phone = PhoneField("Телефон для обратного звонка")
    told = ProseField("Что спросили и что ответили", width="")
    end = LineField("Итог")
    forwarded_to = LineField("Кому перевели или какой номер назвали", width="")
    at = MomentField("Начало", width="")
    length = LineField("Длительность, мин:с", hint="Пусто – считается от открытия карточки до сохранения.", width="")
    opened = LineField("")

    @classmethod
    def of(cls, call: Call) -> Self:
        """The card of a call that is known."""
        names = ("at", "caller", "phone", "told", "end", "forwarded_to")
        known = {name: getattr(call, name) for name in names}
        return cls(known={**known, "length": clock_length(call.seconds), "appeal": call.appeal_id})

    def card(self) -> CallCard:
        """The card that was typed.

        Raises RequestError with ``key``: ``call.bad-time``, ``call.bad-length``, ``call.no-end``.
        """
        is_sent_on = self.end.value in (CallEnd.FORWARDED, CallEnd.NUMBER_TOLD)
        return CallCard(
            at=self.at.value,
            seconds=_seconds(self.length.value) if self.length.value else _since(self.opened.value),
            end=_end(self.end.value),
            caller=self.caller.value,
            phone=self.phone.value,
            told=self.told.value,
            forwarded_to=self.forwarded_to.value if is_sent_on else "",
            appeal_id=whole_or_none(self.appeal.value),
        )


def _seconds(typed: str) -> int:
    """«4:50», «4 мин 50 с»; a number alone is minutes."""
    if found := _MINUTES.fullmatch(typed):
        return 60 * int(found[1]) + int(found[2] or 0)
    found = _LENGTH.fullmatch(typed)
    if found is None or (found[1] and int(found[2]) > 59):
        raise RequestError("call.bad-length", key="length", value=typed[:20])
    return 60 * int(found[1]) + int(found[2]) if found[1] else 60 * int(found[2])


def _since(opened: str) -> int:
    """The seconds since the card was opened, one at least: without a script nobody stops a clock. 0: not known."""
    try:
        passed = clock.now().timestamp() - int(opened)
    except ValueError:
        return 0
    return max(1, round(passed)) if passed >= 0 else 0


def _end(typed: str) -> CallEnd:
    try:
        return CallEnd(typed)
    except ValueError:
        raise RequestError("call.no-end", key="end") from None
