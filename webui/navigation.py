"""The sections of the service, in one place: what each is called, where it begins, who sees it."""

from dataclasses import dataclass

from flask import request, url_for

from letterkit.core.office import Duty
from webui.account import Account
from webui.engine import engine
from webui.metrics.blueprint import READERS as METRICS_READERS


@dataclass(frozen=True, slots=True)
class Section:
    """``duties``: who sees the link, one of them; none: whoever has signed in. ``open_by``: a setting that opens it.

    ``daily``: of these, who needs it every day; None: all of them.
    """

    label: str
    endpoint: str
    duties: frozenset[Duty] = frozenset()
    open_by: str | None = None
    daily: frozenset[Duty] | None = None

    def is_for(self, account: Account | None) -> bool:
        """Whether ``account``, or a stranger (None), sees the link."""
        if self.open_by is not None and getattr(engine().settings, self.open_by):
            return True
        return account is not None and (not self.duties or account.actor.has(*self.duties))

    def is_daily_for(self, account: Account | None) -> bool:
        return account is None or self.daily is None or account.actor.has(*self.daily)

    @property
    def href(self) -> str:
        return url_for(self.endpoint)

    @property
    def current(self) -> str | None:
        """The value of aria-current: «page» on its first page, «true» on its others."""
        if request.endpoint == self.endpoint:
            return "page"
        return "true" if request.blueprint == self.endpoint.split(".")[0] else None


_KEEPING = frozenset({Duty.CLERK, Duty.SIGNER, Duty.ADMINISTRATOR})
_KEPT_BY = frozenset({Duty.CLERK, Duty.ADMINISTRATOR})
_WORK = frozenset({Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})
_ASKED_FOR = frozenset({Duty.EXECUTOR, Duty.REGISTRY})
_CHECKING = frozenset(Duty) - {Duty.REGISTRY, Duty.ADMINISTRATOR}
_ADMINISTER = frozenset({Duty.ADMINISTRATOR})
_NOBODY: frozenset[Duty] = frozenset()
SECTIONS = (
    Section("Сегодня", "home.page"),
    Section("Обращения", "appeals.list", _WORK),
    Section("Контроль", "control.show", _WORK, daily=_WORK - {Duty.REVIEWER}),
    Section("Письма", "letters.list", _WORK),
    Section("Рассылки", "batches.list", _WORK, daily=_ASKED_FOR),
    Section("Звонки", "calls.list", _WORK, daily=_ASKED_FOR),
    Section("Приём", "receptions.list", _WORK, daily=frozenset({Duty.REGISTRY})),
    Section("Очередь", "review.queue", frozenset({Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})),
    Section("Тексты и бланки", "texts.list", _KEEPING, daily=_KEPT_BY),
    Section("Проверка письма", "check.start", open_by="open_check", daily=_CHECKING),
    Section("Правила", "rules.list", _KEPT_BY),
    Section("Органы", "bodies.list", _KEEPING, daily=_KEPT_BY),
    Section("Показатели", "metrics.appeals", frozenset(METRICS_READERS), daily=frozenset({Duty.SIGNER})),
    Section("Обратная связь", "feedback.list", daily=_NOBODY),
    Section("Люди", "people.everybody", _ADMINISTER),
    Section("Программы", "programs.everything", _ADMINISTER),
    Section("Журнал", "journal.show", _ADMINISTER),
)


@dataclass(frozen=True, slots=True)
class Sections:
    """What somebody sees: what they need every day in the line of sections, the rest of it under «Ещё»."""

    daily: tuple[Section, ...] = ()
    more: tuple[Section, ...] = ()

    @property
    def current_of_more(self) -> Section | None:
        """The section under «Ещё» that the page is of."""
        return next((section for section in self.more if section.current), None)


def sections_for(account: Account | None) -> Sections:
    """What ``account`` sees, in its order; a single section is not hidden under «Ещё»."""
    seen = [section for section in SECTIONS if section.is_for(account)]
    more = tuple(section for section in seen if not section.is_daily_for(account))
    if len(more) < 2:
        return Sections(tuple(seen))
    return Sections(tuple(section for section in seen if section not in more), more)


def home(account: Account | None) -> str:
    """Where ``account`` begins the day."""
    if account is not None:
        return url_for("home.page")
    seen = sections_for(account).daily
    return seen[0].href if seen else url_for("sign_in.page")
