"""The checkers of several bodies in one service: each by its own profile, all with one LibreOffice and one engine."""

import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from letterkit.checking.checker import Checker
from letterkit.checks.own.format import FOLDER as PACKS
from letterkit.checks.own.format import pack_files
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.profile import Profile
from letterkit.office.content.published import LiveFolder

_Stamp = tuple[Path, int, int]
_Stamps = tuple[_Stamp, ...]


PROFILES = "profiles"
"""Where profiles lie in a folder of things in force."""


class Checkers:
    """``first`` is the checker of the settings: what there is only one of is shared with it, and closed with it.

    The body of the settings is called by an empty name, so that its letters stay its own when its profile takes
    another id. Where ``live`` has a profile of that id, approved by somebody, it counts before the file of the
    settings; the other bodies are those that ``live`` has. Threads may share it.
    """

    def __init__(self, first: Checker, live: LiveFolder | None = None) -> None:
        self.first = first
        self._live = live
        self._made: dict[str, tuple[tuple[_Stamp | None, _Stamps], Checker]] = {}
        self._first_packs = _stamps(first.options.own or ())
        self._turn = threading.Lock()

    def of(self, body: str = "") -> Checker:
        """The checker of ``body`` as its profile in force says; made when it is first asked for and when that changes.

        Letters that the one before has in its hands are finished by it. Raises RequestError ``body.unknown``,
        ProfileError, RuleError, for other bodies than the first what ``LiveFolder.follow`` raises.
        """
        found = self._find(body)
        packs = self._packs()
        own = _stamps(packs)
        if found is None and own == self._first_packs:
            return self.first
        stamp = (found[1] if found else None, own)
        with self._turn:
            known = self._made.get(body)
            if known is None or known[0] != stamp:
                profile = found[0] if found else self.first.options.profile
                options = replace(self.first.options, profile=profile, own=packs)
                known = self._made[body] = (stamp, Checker(options, beside=self.first))
            return known[1]

    def ids(self) -> tuple[str, ...]:
        """The bodies that there are: the empty name of the first one, then the others by their ids."""
        if self._live is None:
            return ("",)
        self._live.follow()
        others = {place.stem for place in (self._live.root / PROFILES).glob("*.yml")}
        return ("", *sorted(others - {self.first.profile.id}))

    def profiles(self) -> Mapping[str, Profile]:
        """The profiles of all bodies by their names here; one that cannot be read by this release is left out."""
        found: dict[str, Profile] = {}
        for body in self.ids():
            try:
                found[body] = self.of(body).profile
            except LetterkitError:
                continue
        return found

    def _find(self, body: str) -> tuple[Path, _Stamp] | None:
        """The file of the profile, and another stamp whenever it is another one; None for the settings' own file."""
        try:
            if self._live is not None:
                self._live.follow()
        except LetterkitError:
            # Letters are checked for whoever comes also while the database is away.
            if body:
                raise
        for folder in self._folders():
            place = folder / PROFILES / f"{body or self.first.profile.id}.yml"
            with suppress(FileNotFoundError):
                state = place.stat()
                return place, (place, state.st_mtime_ns, state.st_size)
        if body:
            raise RequestError("body.unknown", id=body)
        return None

    def _packs(self) -> tuple[Path, ...]:
        """The body's own packs of rules in force (``checks.own``): what goes live holds for the next letter."""
        if self._live is None:
            return self.first.options.own or ()
        return pack_files(self._live.root / PACKS)

    def _folders(self) -> tuple[Path, ...]:
        """Also what is retired: letters that were begun by it go on."""
        return () if self._live is None else (self._live.root, self._live.aside)


def _stamps(files: Iterable[Path]) -> _Stamps:
    """Others whenever one of ``files`` is another one; a file that has just gone is left out."""
    found = []
    for file in files:
        with suppress(FileNotFoundError):
            state = file.stat()
            found.append((file, state.st_mtime_ns, state.st_size))
    return tuple(found)
