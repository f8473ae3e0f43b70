"""One engine for all requests of a process: the rules, the language and LibreOffice are loaded once."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import cached_property, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from flask import current_app

from letterkit.checking.check_orders import ConfinedCheckers, Order, answer
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.desk import Desk
from letterkit.checking.warm_up import warm
from letterkit.checking.writing import Writing
from letterkit.checks.rule_book import RuleBook
from letterkit.compose import Catalogue
from letterkit.core.errors import ToolFailed
from letterkit.office.batches.workbench import Bench
from letterkit.office.content.blanks.desk import BlankDesk
from letterkit.office.content.bodies import body_of
from letterkit.office.content.body_checkers import Checkers
from letterkit.office.content.folders import take_in_shipped
from letterkit.office.content.published import LiveCatalogue, LiveFolder, live_folder, one_page
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Proposal, Reader
from letterkit.office.journal.access import Looks
from letterkit.office.people.code_app import KEY_FILE, CodeApps
from letterkit.office.people.door import Doors
from letterkit.office.programs.calls import Calls
from letterkit.office.register.taught_groups import TaughtGroups
from letterkit.reports.as_json import report_object
from letterkit.reports.intake_reading import read_in_room, unread_proposal
from letterkit.settings import Settings
from letterkit.store.antivirus import Antivirus, antivirus_of
from letterkit.store.database import Database
from letterkit.store.desk import DeskStore
from letterkit.store.files import Files, open_files
from letterkit.store.opened import open_database
from letterkit.store.passport_keys import PassportKeys, passport_keys
from letterkit.store.secret_file import kept_secret
from letterkit.worker.queue import Queue
from webui.checkroom import CheckRoom

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

P = ParamSpec("P")
T = TypeVar("T")
KEPT_FOR = timedelta(days=1)
"""How long a letter that somebody has checked is kept."""


class Engine:
    """What pages ask for work."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def checker(self) -> Checker:
        """Checks letters with their pages printed and drawn."""
        settings = self.settings
        return Checker(
            CheckOptions(
                settings.profile_path,
                settings.rules_dir,
                memory=settings.rules_memory,
                languagetool_url=settings.languagetool_url,
                soffice=str(settings.soffice) if settings.soffice else None,
                printed=True,
                word=True,
                own=(),
            )
        )

    @cached_property
    def checkers(self) -> Checkers:
        """The checkers of all bodies that the service works for."""
        return Checkers(self.checker, self.live)

    @cached_property
    def room(self) -> CheckRoom:
        """Where the letters of requests are checked."""
        return CheckRoom(
            lambda order, budget: answer(order, self.checkers, budget), self.settings.data_dir / "cache" / "strangers"
        )

    @cached_property
    def taught_groups(self) -> TaughtGroups:
        """What the appeals of each body's register have taught."""
        return TaughtGroups(self.database)

    def appeal_reader(self, body: str) -> Reader:
        """Reads the files of an appeal to ``body`` in the room; raises ToolFailed ``check.left``."""

        def read(files: Sequence[tuple[str, bytes]]) -> Proposal:
            vectors = self.taught_groups.of(body)
            try:
                proposal: Proposal = self.room.ask_reader(Order(read_in_room, body, (tuple(files), vectors)))
            except ToolFailed as fault:
                return unread_proposal(fault)
            return proposal

        return read

    @cached_property
    def confined_checkers(self) -> ConfinedCheckers:
        """The checkers of all bodies, as requests may use them: their letters are checked in the room."""
        return ConfinedCheckers(self.checkers, self.room.ask)

    @property
    def book(self) -> RuleBook:
        """The rules in force for the body of the settings, with what its clerks have changed."""
        return self.checkers.of().book

    @cached_property
    def live(self) -> LiveFolder:
        """What clerks keep, as it is in force on this machine."""
        return live_folder(self.settings, self.database, self.files)

    def warm(self) -> None:
        """Reads what the first letter would wait for: the rules, the dictionaries, the models, the blank."""
        warm(self.office.writing)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Blanks and reply texts in force: whatever goes live is seen by whoever asks next."""
        return LiveCatalogue(self.settings.templates_dir, self.live)

    @cached_property
    def files(self) -> Files:
        """Where the files of letters, texts and blanks lie."""
        return open_files(self.settings)

    def take_in_shipped(self) -> None:
        """The texts and blanks that come with letterkit, and the settings' profile, become versions.

        What is known already stays as it is.
        """
        take_in_shipped(self.database, self.files, self.settings.templates_dir, self.settings.profile_path)

    @cached_property
    def office(self) -> Office:
        """The letters on their way from an appeal to the post."""
        checker = self.confined_checkers.of()
        return Office(
            self.database,
            self.files,
            self.catalogue,
            checker,
            Writing(checker, self.catalogue),
            report_object,
            self.confined_checkers,
            self.passport_keys,
            self.settings.certificates_dir,
        )

    @cached_property
    def passport_keys(self) -> PassportKeys:
        """What passports of letters are signed with."""
        return passport_keys(self.settings)

    @cached_property
    def database(self) -> Database:
        """People, appeals, letters; nothing is asked of it before the first request that needs it."""
        return open_database(self.settings)

    @cached_property
    def antivirus(self) -> Antivirus | None:
        """Looks at every file that comes in; None where the settings name none."""
        return antivirus_of(self.settings, self.database)

    @cached_property
    def code_apps(self) -> CodeApps:
        """The applications whose codes people sign in by; raises RequestError as ``kept_secret``."""
        return CodeApps(kept_secret(self.settings.data_dir / KEY_FILE, lambda: secrets.token_urlsafe(48)))

    @cached_property
    def doors(self) -> Doors:
        """By what people sign in."""
        return Doors(self.settings, self.database, lambda slug: body_of(self.database, self.checker.profile.id, slug))

    @cached_property
    def calls(self) -> Calls:
        """Notes what programs ask."""
        return Calls(self.database)

    @cached_property
    def looks(self) -> Looks:
        """Notes who looks at what."""
        return Looks(self.database)

    @property
    def bench(self) -> Bench:
        """What workers beside the pages work with."""
        return Bench(self.database, self.files, self.catalogue, self.checker, self.checkers)

    @cached_property
    def queue(self) -> Queue:
        """What wakes the workers that make batches."""
        return Queue(self.settings)

    @cached_property
    def blank_desk(self) -> BlankDesk:
        """The blanks that are being looked at before they are kept."""
        store = DeskStore(self.settings.data_dir / "blanks", KEPT_FOR)
        return BlankDesk(store, self.confined_checkers.of().without_language())

    @cached_property
    def desk(self) -> Desk:
        """The letters that are being checked; each body's people have theirs checked by its own profile."""
        return Desk(DeskStore(self.settings.data_dir / "desk", KEPT_FOR), self.confined_checkers, self.room.ask)


def engine() -> Engine:
    """The engine of the application that serves the request."""
    return cast(Engine, current_app.extensions["letterkit"])


def reads_once(view: Callable[P, T]) -> Callable[P, T]:
    """A view that only shows: whatever its parts ask of the database comes in one session, each row once."""

    @wraps(view)
    def shown(*args: P.args, **kwargs: P.kwargs) -> T:
        with engine().database.reading_once():
            return view(*args, **kwargs)

    return shown


def of_one_moment(application: "WSGIApplication") -> "WSGIApplication":
    """``application``, which asks once a page whether other texts are in force; what may change them asks each time."""

    def served(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return application(environ, start)
        with one_page():
            return application(environ, start)

    return served
