"""How a deadline was counted, in a sentence that names the clause."""

from collections.abc import Mapping

from letterkit.flow.deadline import Deadline, Term
from letterkit.russian.dates import date_digits

RULES: Mapping[Term, str] = {
    "review": "30 дней со дня регистрации на рассмотрение (пункт 7.4)",
    "extension": "30 дней на рассмотрение и не более 30 дней продления (пункт 7.4)",
    "notice": "не позднее чем за 3 дня до истечения срока рассмотрения (пункт 7.5)",
    "redirect": "7 дней со дня регистрации на перенаправление (пункт 7.7)",
    "unclear": "7 дней со дня регистрации на сообщение, что суть обращения не ясна (пункт 7.8)",
}


def deadline_words(counted: Deadline) -> str:
    """«Обращение зарегистрировано 14.05.2024; 30 дней …: 13.06.2024.», and the working day when that is a day off."""
    start, last = date_digits(counted.start), date_digits(counted.counted)
    told = f"Обращение зарегистрировано {start}; {RULES[counted.term]}: {last}."
    if counted.due != counted.counted:
        side = "предыдущий" if counted.due < counted.counted else "следующий"
        told += f" Это выходной день, поэтому срок — {side} рабочий день, {date_digits(counted.due)}."
    return told
