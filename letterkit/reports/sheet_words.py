"""What is wrong with a table of cases, in the words that stand beside its cell or on a line of their own."""

from collections.abc import Mapping

from letterkit.core.card_values import CARD_VALUES
from letterkit.core.errors import CardError
from letterkit.reports.field_words import field_words
from letterkit.reports.office_words import CARD_WORDS
from letterkit.reports.register_words import RESULTS
from letterkit.reports.wording import sentence
from letterkit.tables.fault import Fault

_LISTS: Mapping[str, Mapping[str, str]] = {
    **{path: CARD_WORDS[value.words] for path, value in CARD_VALUES.items() if value.words},
    "result": RESULTS,
}


def fault_words(fault: Fault) -> str:
    """One or two sentences without the place: «Такого дня нет; нужна дата вида 14.05.2024»."""
    error = fault.error
    if not isinstance(error, CardError):
        return sentence(error)
    key = str(error.details.get("key", ""))
    if error.code == "data.bad-value" and key in _LISTS:
        words = ", ".join(f"«{word}»" if "«" not in word else word for word in _LISTS[key].values())
        return f"Такого значения в списке нет. Впишите одно из: {words}."
    if error.code == "card.missing" and key.startswith("applicant."):
        return "Не сказано, кому отвечать: впишите фамилию и имя или организацию."
    if error.code == "card.missing":
        return "Ячейка пустая, а без неё письмо не составить: заполните её."
    if error.code == "card.gender-unknown":
        return f"{field_words(error)[:-1]} в столбце «Пол», а если такого нет, добавьте его."
    return field_words(error)


def fault_line(fault: Fault) -> str:
    """The same with its place: «Строка 5, столбец B «Дата регистрации»: …»."""
    place = [f"строка {fault.row}"] if fault.row is not None else []
    if fault.place is not None:
        header = " ".join(fault.place.header.split())
        place.append(f"столбец {fault.place.letter}" + (f" «{header}»" if header else ""))
    if not place:
        return fault_words(fault)
    where, told = ", ".join(place), fault_words(fault)
    begin = told[:1] if told[:1].isascii() else told[:1].lower()
    return f"{where[:1].upper()}{where[1:]}: {begin}{told[1:]}"
