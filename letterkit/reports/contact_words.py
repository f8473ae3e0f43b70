"""Words about calls and receptions: how long a call was, what is said when it is taken."""

from letterkit.core.people import Case
from letterkit.core.profile import Body


def length_words(seconds: float) -> str:
    """«4 мин 50 с», «50 с», «1 ч 5 мин»."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    parts = [(hours, "ч"), (minutes, "мин"), (0 if hours else rest, "с")]
    return " ".join(f"{count}\u00a0{unit}" for count, unit in parts if count) or "0\u00a0с"


def clock_length(seconds: int) -> str:
    """«4:50», as the card has it."""
    return f"{seconds // 60}:{seconds % 60:02}"


def greeting(body: Body, full_name: str) -> str:
    """What clause 6.6 has said when a call is taken: the name of the body and one's own full name."""
    name = body.names[Case.NOMINATIVE]
    return f"«{name[:1].upper()}{name[1:]}, {full_name}. Здравствуйте, слушаю Вас»"
