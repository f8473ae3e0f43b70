"""One engine for all requests of a process: the rules, the language and LibreOffice are loaded once."""

from datetime import timedelta
from functools import cached_property
from typing import cast

from flask import current_app

from letterkit.flow.check import Checker, CheckOptions
from letterkit.flow.desk import Desk
from letterkit.settings import Settings
from letterkit.store.desk import DeskStore

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
            )
        )

    @cached_property
    def desk(self) -> Desk:
        """The letters that are being checked."""
        return Desk(DeskStore(self.settings.data_dir / "desk", KEPT_FOR), self.checker)


def engine() -> Engine:
    """The engine of the application that serves the request."""
    return cast(Engine, current_app.extensions["letterkit"])
