"""Words of the register of appeals: how appeals, calls and receptions end, and the steps of control."""

from enum import StrEnum


class Result(StrEnum):
    """What the applicant got (6.12): a complaint SATISFIED or REFUSED, a question EXPLAINED.

    REDIRECTED (7.7) and NO_ANSWER (4.3, 7.8) are no answers on the substance.
    """

    SATISFIED = "satisfied"
    REFUSED = "refused"
    EXPLAINED = "explained"
    REDIRECTED = "redirected"
    NO_ANSWER = "no_answer"


class CallEnd(StrEnum):
    """How a call ended (6.6, 6.8): answered at once, put through to somebody, a number told, or asked to write."""

    ANSWERED = "answered"
    FORWARDED = "forwarded"
    NUMBER_TOLD = "number_told"
    ASKED_TO_WRITE = "asked_to_write"


class ReceptionEnd(StrEnum):
    """How a reception ended: answered there with the citizen's consent (3.9), or a written answer is to be given."""

    ORAL = "oral"
    WRITTEN = "written"


class Control(StrEnum):
    """The two steps of control (7.1): WARNING of the week ahead (7.2), FINAL of what is overdue (7.3).

    REPORT is what the head is told of the overdue (7.3).
    """

    WARNING = "warning"
    FINAL = "final"
    REPORT = "report"
