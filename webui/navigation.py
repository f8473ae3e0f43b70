"""The jobs of the service and their sections, in one place: what each is called, where it begins, who sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import request, url_for

from letterkit.core.office import Duty
from letterkit.office.cases.snippets import WRITERS as SNIPPET_WRITERS
from letterkit.office.citizens.finding import SEEKERS
from letterkit.office.retention.duties import READERS as RETENTION_READERS
from webui.account import Account
from webui.counters import NOTICES, Counters, Waits
from webui.engine import engine
from webui.metrics.blueprint import READERS as METRICS_READERS


@dataclass(frozen=True, slots=True)
class Section:
    """``duties``: who sees it, one of them; none: all signed in. ``open_by``: a setting that opens it to everybody.

    ``also`` is a blueprint whose pages belong to it besides, ``tab`` another list of its own.
    """

    label: str
    endpoint: str
    duties: frozenset[Duty] = frozenset()
    open_by: str | None = None
    also: str = ""
    tab: str = ""

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
        """The value of aria-current: «page» on its lists, «true» on its other pages."""
        if request.endpoint in (self.endpoint, self.tab):
            return "page"
        return "true" if request.blueprint in (self.endpoint.split(".")[0], self.also) else None


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody comes to do: its ``sections``, the first of them its own page; ``icon`` is its picture.

    ``of_things``: its further pages are of one appeal, letter or batch, which need the room of the line of sections.
    """

    label: str
    icon: str
    sections: Sequence[Section]
    of_things: bool = False

    @property
    def href(self) -> str:
        return self.sections[0].href

    @property
    def current(self) -> str | None:
        """As of its sections: «page» where its own page is shown."""
        if self.sections[0].current == "page":
            return "page"
        return "true" if any(section.current for section in self.sections) else None


_KEEPING = frozenset({Duty.CLERK, Duty.SIGNER, Duty.ADMINISTRATOR})
_KEPT_BY = frozenset({Duty.CLERK, Duty.ADMINISTRATOR})
_ENTERERS = frozenset({Duty.REGISTRY, Duty.EXECUTOR})
_WORK = frozenset({Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})
_ADMINISTER = frozenset({Duty.ADMINISTRATOR})
_WATCH = frozenset({Duty.OFFICER})
_KEPT_WATCH = _ADMINISTER | _WATCH
_RETAIN = frozenset(RETENTION_READERS)
_READERS = frozenset(METRICS_READERS)
JOBS = (
    Job("Сегодня", "house", (Section("Сегодня", "home.page"),)),
    Job(
        "Обращения",
        "inbox",
        (
            Section("Обращения", "appeals.list", _WORK),
            Section("Разобрать", "appeals.incoming", _ENTERERS),
            Section("Реестр ответов", "appeals.replies", _WORK),
            Section("Загрузить и выгрузить", "appeals.transfer", frozenset({Duty.REGISTRY})),
        ),
        of_things=True,
    ),
    Job(
        "Письма",
        "mail",
        (
            Section("Мои письма", "letters.list", _WORK),
            Section("Ждут Вас", "review.queue", frozenset({Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY})),
            Section("Электронная почта", "mail.sent", frozenset({Duty.REGISTRY}), tab="mail.received"),
            Section("Почта", "post.show", frozenset({Duty.REGISTRY})),
            Section("Фрагменты", "snippets.list", frozenset(SNIPPET_WRITERS)),
            Section("Проверить письмо", "check.start", open_by="open_check"),
        ),
        of_things=True,
    ),
    Job("Рассылки", "mails", (Section("Рассылки", "batches.list", _WORK),)),
    Job(
        "Контакты",
        "phone",
        (
            Section("Звонки", "calls.list", _WORK),
            Section("Личный приём", "receptions.list", _WORK),
            Section("Обратная связь", "feedback.list"),
        ),
    ),
    Job(
        "Контроль",
        "calendar-check",
        (
            Section("Сроки", "control.show", _WORK),
            Section("Показатели", "metrics.appeals", _READERS),
            Section("Сроки хранения", "retention.due", _RETAIN),
            Section("Данные о человеке", "citizens.start", frozenset(SEEKERS)),
        ),
    ),
    Job(
        "Настройка",
        "settings",
        (
            Section("Тексты и бланки", "texts.list", _KEEPING, also="blanks"),
            Section("Правила", "rules.list", _KEPT_BY),
            Section("Организации", "bodies.list", _KEEPING),
            Section("Безопасность", "officer.show", _WATCH),
            Section("Сеансы", "officer.all_sessions", _WATCH),
            Section("Сотрудники", "people.everybody", _KEPT_WATCH),
            Section("Права", "officer.rights", _WATCH),
            Section("Доступ для программ", "programs.everything", _KEPT_WATCH),
            Section("Журнал", "journal.show", _KEPT_WATCH),
            Section("Параметры", "officer.settings", _KEPT_WATCH),
        ),
    ),
)
CREATED = (
    Section("Ответ на обращение", "letters.new", frozenset({Duty.EXECUTOR})),
    Section("Обращение", "appeals.new", _ENTERERS),
    Section("Обращение из файла или текста", "appeals.incoming", _ENTERERS),
    Section("Звонок", "calls.new", _WORK),
    Section("Запись на приём", "receptions.new", frozenset({Duty.REGISTRY, Duty.EXECUTOR})),
    Section("Рассылка", "batches.new", frozenset({Duty.REGISTRY, Duty.EXECUTOR})),
    Section("Сотрудник", "people.new", _ADMINISTER),
)
"""What the button «Создать» begins."""


class Site:
    """What ``account`` sees around a page."""

    def __init__(self, account: Account | None, counters: Counters) -> None:
        self._account = account
        self._counters = counters

    @cached_property
    def jobs(self) -> Sequence[Job]:
        """The jobs that they have something to do in, with those sections alone."""
        seen = (replace(job, sections=self._visible(job.sections)) for job in JOBS)
        return [job for job in seen if job.sections]

    @cached_property
    def created(self) -> Sequence[Section]:
        """What they may begin."""
        return self._visible(CREATED) if self._account is not None else []

    def waits(self, job: Job) -> Waits | None:
        """What of ``job`` waits for them, if something does."""
        return self._waits.get(job.label)

    @property
    def unread(self) -> Waits | None:
        """The notices that they have not read, if there are any."""
        return self._waits.get(NOTICES)

    @cached_property
    def _waits(self) -> Mapping[str, Waits]:
        return self._counters.of(self._account.actor) if self._account is not None else {}

    @property
    def tabs(self) -> Sequence[Section]:
        """The sections of the job that is shown; one alone is no choice."""
        for job in self.jobs:
            currents = {section.current for section in job.sections} - {None}
            if len(job.sections) > 1 and currents and ("page" in currents or not job.of_things):
                return job.sections
        return ()

    def _visible(self, sections: Sequence[Section]) -> Sequence[Section]:
        return [section for section in sections if section.is_for(self._account)]


def home(account: Account | None) -> str:
    """Where ``account`` begins the day."""
    if account is not None:
        return url_for("home.page")
    opened = next((section for job in JOBS for section in job.sections if section.is_for(account)), None)
    return opened.href if opened else url_for("sign_in.page")
