"""Words of quarterly figures: quarters, numbers with their units, and what each figure counts (clause 6.12)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter
from letterkit.office.figures.sent_days import Step
from letterkit.russian.numbers import plural

NO_DATA = "нет данных"
NO_NUMBER = "–"
"""The same in a cell of a table, where there is no room for words."""
NOT_SAID = "не указано"
_ROMAN = ("I", "II", "III", "IV")
_NARROW = "\N{NO-BREAK SPACE}"
_DAY_H, _MINUTE_S = 24, 60
_DAY_FORMS = ("день", "дня", "дней")
RESULTS: Mapping[str | None, str] = {
    Result.SATISFIED: "удовлетворена",
    Result.REFUSED: "отказано",
    Result.EXPLAINED: "даны разъяснения",
    Result.REDIRECTED: "направлена в другой орган",
    Result.NO_ANSWER: "оставлена без ответа",
    None: "решения ещё нет",
}
STEPS: Mapping[Step, str] = {
    Step.DRAFT: "у исполнителя",
    Step.REVIEW: "на проверке",
    Step.SIGNATURE: "на подписи",
    Step.SENDING: "ждёт отправки",
}
_BY_REGISTRATION = "Обращение относится к тому кварталу, в котором зарегистрировано"
_FILE = "metrics_definitions.tsv"


def quarter_words(quarter: Quarter) -> str:
    """«III квартал 2026 года»."""
    return f"{_ROMAN[quarter.number - 1]} квартал {quarter.year} года"


def short_quarter(quarter: Quarter) -> str:
    """«III кв. 2026»."""
    return f"{_ROMAN[quarter.number - 1]}{_NARROW}кв. {quarter.year}"


def count_words(number: int) -> str:
    """«10 000»."""
    return f"{number:,}".replace(",", _NARROW)


def count_with_noun(number: int, forms: tuple[str, str, str]) -> str:
    """«1 814 жалоб»."""
    return f"{count_words(number)}{_NARROW}{plural(number, *forms)}"


def number_words(number: float, places: int = 1) -> str:
    """«18,5», and «18» without a fraction of nought."""
    told = f"{number:,.{places}f}".rstrip("0").rstrip(".") if places else f"{number:,.0f}"
    return told.replace(",", _NARROW).replace(".", ",")


def share_words(share: float) -> str:
    """«31,3 %»; something that is not nought is never told as nought."""
    percent = 100 * share
    told = "меньше 0,1" if 0 < percent < 0.1 else number_words(percent)
    return f"{told}{_NARROW}%"


def days_words(days: float) -> str:
    """«7 дней», «20,6 дня»."""
    days = round(days, 1)
    return f"{number_words(days)}{_NARROW}{plural(days, *_DAY_FORMS)}"


def hours_words(hours: float) -> str:
    """«2 дн. 5 ч»."""
    days, rest = divmod(round(hours), _DAY_H)
    return " ".join(
        part
        for part in (f"{days}{_NARROW}дн." if days else "", f"{rest}{_NARROW}ч" if rest or not days else "")
        if part
    )


def seconds_words(seconds: float) -> str:
    """«6 мин 49 с»."""
    minutes, rest = divmod(round(seconds), _MINUTE_S)
    return f"{minutes}{_NARROW}мин {rest}{_NARROW}с"


@cache
def definitions() -> Mapping[str, str]:
    """What is counted, which day decides the quarter, and the source, by the key of a section."""
    lines = (files("letterkit.reports") / _FILE).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return {key: words.replace("{квартал}", _BY_REGISTRATION) for key, words in pairs}
