"""Spans of time in words: how long ago, how many days are left. Forms are those that follow «через» and «назад»."""

from datetime import timedelta

from letterkit.reports.wording import plural

_MINUTES = ("минуту", "минуты", "минут")
_HOURS = ("час", "часа", "часов")
_DAYS = ("день", "дня", "дней")


def ago_words(span: timedelta) -> str:
    """«5 минут назад», «день назад»: the largest unit alone, rounded down; less than a minute is «только что»."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "только что"
    count, forms = minutes, _MINUTES
    if minutes >= 24 * 60:
        count, forms = minutes // (24 * 60), _DAYS
    elif minutes >= 60:
        count, forms = minutes // 60, _HOURS
    return f"{forms[0] if count == 1 else plural(count, forms)} назад"


def left_words(days: int) -> str:
    """«осталось 3 дня», «остался 21 день», «сегодня», «просрочено на 2 дня»."""
    if days == 0:
        return "сегодня"
    if days == 1:
        return "завтра"
    told = plural(abs(days), _DAYS)
    if days < 0:
        return f"просрочено на {told}"
    return f"{'остался' if told.endswith('день') else 'осталось'} {told}"
