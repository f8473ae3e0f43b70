"""The sections of the service, in one place: what each is called, where it begins, who sees it."""

from dataclasses import dataclass

from flask import request, url_for

from letterkit.core.office import Duty
from webui.engine import engine
from webui.metrics.blueprint import READERS as METRICS_READERS
from webui.people.account import Account


@dataclass(frozen=True, slots=True)
class Section:
    """``duties``: who sees the link, one of them; none: whoever has signed in. ``open_by``: a setting that opens it."""

    label: str
    endpoint: str
    duties: frozenset[Duty] = frozenset()
    open_by: str | None = None

    def is_for(self, account: Account | None) -> bool:
        """Whether ``account``, or a stranger (None), sees the link."""
        if self.open_by is not None and getattr(engine().settings, self.open_by):
            return True
        return account is not None and (not self.duties or account.actor.has(*self.duties))

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
_WORK = frozenset({Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})
SECTIONS = (
    Section("Сегодня", "home.page"),
    Section("Обращения", "appeals.list", _WORK),
    Section("Контроль", "control.show", _WORK),
    Section("Письма", "letters.list", _WORK),
    Section("Рассылки", "batches.list", _WORK),
    Section("Звонки", "calls.list", _WORK),
    Section("Приём", "receptions.list", _WORK),
    Section("Обратная связь", "feedback.list"),
    Section("Очередь", "review.queue", frozenset({Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})),
    Section("Показатели", "metrics.appeals", frozenset(METRICS_READERS)),
    Section("Тексты и бланки", "texts.list", _KEEPING),
    Section("Проверка письма", "check.start", open_by="open_check"),
    Section("Правила", "rules.list", frozenset({Duty.CLERK, Duty.ADMINISTRATOR})),
    Section("Органы", "bodies.list", frozenset({Duty.CLERK, Duty.SIGNER, Duty.ADMINISTRATOR})),
    Section("Люди", "people.everybody", frozenset({Duty.ADMINISTRATOR})),
    Section("Программы", "programs.everything", frozenset({Duty.ADMINISTRATOR})),
    Section("Журнал", "journal.show", frozenset({Duty.ADMINISTRATOR})),
)


def sections_for(account: Account | None) -> list[Section]:
    """What ``account`` sees in the line of sections, in its order."""
    return [section for section in SECTIONS if section.is_for(account)]


def home(account: Account | None) -> str:
    """Where ``account`` begins the day."""
    if account is not None:
        return url_for("home.page")
    seen = sections_for(account)
    return seen[0].href if seen else url_for("sign_in.page")
