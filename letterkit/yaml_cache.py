"""What YAML texts mean, kept between runs: reading some 300 rule files takes a second as YAML and 10 ms as JSON."""

import json
import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from letterkit import __version__
from letterkit.core.errors import InputError
from letterkit.datafile import parse_yaml


class YamlMemory:
    """Texts and their meanings in the JSON file at ``path``; with None nothing is remembered.

    A text that changed is another text, so nothing here is ever stale. A file that cannot be read or written costs
    time, never an error.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _read(path) if path else {}
        self._used: dict[str, Any] = {}

    def parse(self, text: str, *, file: str, error: type[InputError]) -> Any:
        """As ``datafile.parse_yaml``."""
        key = blake2b(text.encode("utf-8"), digest_size=16).hexdigest()
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else parse_yaml(text, file=file, error=error)
        return self._used[key]

    def keep(self) -> None:
        """Write down what this run has read, when it is not what the last one left."""
        if self._path is None or self._used.keys() == self._known.keys():
            return
        written = json.dumps(
            {"version": __version__, "texts": self._used}, ensure_ascii=False, default=_type_placeholder
        )
        if json.loads(written)["texts"] != self._used:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "w", encoding="utf-8") as made:
                made.write(written)
            os.replace(name, self._path)


def _type_placeholder(value: object) -> str:
    """Something that JSON cannot say is written so that it does not come back equal, and then is not kept."""
    return f"<{type(value).__name__}>"


def _read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    same = isinstance(kept, dict) and kept.get("version") == __version__ and isinstance(kept.get("texts"), dict)
    return kept["texts"] if same else {}
