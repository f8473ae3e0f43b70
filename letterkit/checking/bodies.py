"""The bodies of one service: each has a profile and a checker of its own."""

from collections.abc import Mapping
from typing import Protocol

from letterkit.checking.checker import Checker
from letterkit.core.profile import Profile


class Bodies(Protocol):
    """Where the checkers of several bodies come from (``office.content.body_checkers.Checkers``)."""

    def of(self, body: str) -> Checker:
        """The checker of ``body`` as its profile is now."""
        ...

    def profiles(self) -> Mapping[str, Profile]:
        """The profiles of all bodies by their names here."""
        ...
