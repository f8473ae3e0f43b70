"""Hashes that once ended the journal, kept in a file beside the database: they show that its end was cut off.

A line a head, as JSON. What was restored from a backup ends what was kept of the entries after it.
"""

import json
import os
from pathlib import Path

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.settings import Settings

FILE = "journal-heads.jsonl"


class KeptHeads:
    """The heads in ``file``."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> dict[int, str]:
        """The hash of each entry that was the last one once, by its number; none where nothing was kept.

        Raises RequestError ``audit.bad-heads`` with ``line``, ``file.unreadable``.
        """
        try:
            lines = self.file.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return {}
        except OSError as fault:
            raise RequestError("file.unreadable", file=str(self.file), why=fault.strerror or str(fault)) from fault
        heads: dict[int, str] = {}
        for number, line in enumerate(lines, 1):
            try:
                told = json.loads(line)
                count, head, restored = int(told["count"]), str(told["head"]), bool(told.get("restored"))
            except (ValueError, TypeError, KeyError, AttributeError) as fault:
                raise RequestError("audit.bad-heads", file=self.file.name, line=number) from fault
            if restored:
                heads = {before: kept for before, kept in heads.items() if before < count}
            heads.setdefault(count, head)  # the first said of an entry: whoever adds a line later changes nothing
        return heads

    def keep(self, count: int, head: str, *, restored: bool = False) -> None:
        """Adds a head, once; ``restored``: the journal went back to ``count`` entries, as somebody wanted it.

        Raises RequestError ``file.not-writable`` and those of ``read``.
        """
        if count == 0 or (not restored and count in self.read()):
            return
        told = {"at": clock.now().isoformat(timespec="seconds"), "count": count, "head": head}
        line = json.dumps(told | ({"restored": True} if restored else {})) + "\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(line)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as fault:
            raise RequestError("file.not-writable", file=str(self.file), why=fault.strerror or str(fault)) from fault


def kept_heads(settings: Settings) -> KeptHeads:
    """Those of the settings: LETTERKIT_AUDIT_HEADS, or a file of the data folder."""
    return KeptHeads(settings.base / settings.audit_heads if settings.audit_heads else settings.data_dir / FILE)
