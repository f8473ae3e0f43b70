"""The way an appeal came, against the law: since 30.03.2025 an electronic one does not come by e-mail."""

from letterkit.core.case import Appeal
from letterkit.core.errors import TableError
from letterkit.core.outcome import NO_EMAIL_SINCE, Channel
from letterkit.russian.dates import date_digits


def doubt_of_channel(appeal: Appeal) -> TableError | None:
    """``appeal.by-email`` for one entered as come by e-mail on a day when that was no way to appeal any more.

    The day is the citizen's own where it is known, else that of the registration. Nothing is refused by it.
    """
    day = appeal.sent or appeal.registered
    if appeal.channel is not Channel.EMAIL or day is None or day < NO_EMAIL_SINCE:
        return None
    return TableError("appeal.by-email", since=date_digits(NO_EMAIL_SINCE))
