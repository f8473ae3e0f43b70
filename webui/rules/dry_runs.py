"""Dry runs under way: each in a thread of its own, its progress and its outcome in a file that any process can read."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from letterkit.core.atomic_files import write_whole
from letterkit.office.content.dry_run import Outcome, Watch
from letterkit.reports.dry_run_words import outcome_object, outcome_of

_DEAD_S = 60.0
"""One that has told nothing for so long has died with its process, and may be begun again."""
_TOLD_EVERY_S = 0.5
_KEPT = 30
"""Outcomes that are kept: a draft has a few."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``outcome`` is None as long as it goes on; ``is_dead``: it will not go on by itself. ``failed``: it broke."""

    done: int
    total: int
    outcome: Outcome | None
    is_dead: bool = False
    failed: bool = False


class DryRuns:
    """``folder`` is made when the first one begins."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def name(self, *parts: object) -> str:
        """The name of the dry run that ``parts`` tell apart: the two rule books, which letters."""
        return sha256("|".join(map(str, parts)).encode()).hexdigest()[:20]

    def progress(self, name: str) -> Progress | None:
        """How far it is; None for one that was never begun."""
        try:
            told = json.loads(self._file(name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        outcome = outcome_of(told["outcome"]) if told["outcome"] else None
        dead = outcome is None and time.time() - told["at"] > _DEAD_S
        return Progress(told["done"], told["total"], outcome, dead, told["failed"])

    def begin(self, name: str, total: int, run: Callable[[Watch], Outcome]) -> None:
        """Has ``run`` work on; it is given whom to tell how far it is, and who says whether it is to go on."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._forget_old()
        self._stop(name).unlink(missing_ok=True)
        self._tell(name, 0, total)
        threading.Thread(target=self._work, args=(name, total, run), daemon=True).start()

    def stop(self, name: str) -> None:
        """What was found so far stays."""
        if self._file(name).is_file():
            self._stop(name).touch()

    def _work(self, name: str, total: int, run: Callable[[Watch], Outcome]) -> None:
        told = time.monotonic()
        seen = 0

        def watch(done: int, of: int) -> bool:
            nonlocal told, seen
            seen = done
            if time.monotonic() - told >= _TOLD_EVERY_S:
                told = time.monotonic()
                self._tell(name, done, of)
            return not self._stop(name).exists()

        try:
            self._tell(name, total, total, outcome_object(run(watch)))
        except Exception:
            self._tell(name, seen, total, failed=True)
            raise

    def _tell(
        self, name: str, done: int, total: int, outcome: Mapping[str, Any] | None = None, *, failed: bool = False
    ) -> None:
        told = {"done": done, "total": total, "at": time.time(), "outcome": outcome, "failed": failed}
        write_whole(self._file(name), json.dumps(told, ensure_ascii=False).encode())

    def _forget_old(self) -> None:
        files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            with suppress(OSError):
                file.unlink()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _stop(self, name: str) -> Path:
        return self._folder / f"{name}.stop"
