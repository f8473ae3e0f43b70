"""The one badge of a letter: what is true of it now, by its step, its remarks and its check."""

from typing import NamedTuple

from letterkit.core.office import LetterState
from letterkit.core.report import Report, Verdict
from letterkit.office.cases.folder import Folder
from letterkit.reports.wording import verdict_words

_DONE = {LetterState.APPROVED: "Утверждено", LetterState.SENT: "Отправлено"}


class Badge(NamedTuple):
    """``verdict`` gives the colour and the sign."""

    verdict: Verdict
    words: str


def badge_of(seen: Folder, report: Report) -> Badge:
    """The badge of the letter whose shown version has ``report``."""
    state = LetterState(seen.letter.state)
    if state in _DONE:
        return Badge(Verdict.READY, _DONE[state])
    if report.verdict is Verdict.READY and seen.open_remarks:
        return Badge(Verdict.INCOMPLETE, "Есть замечание проверяющего")
    return Badge(report.verdict, verdict_words(report, may_be_signed=state is LetterState.AGREED))
