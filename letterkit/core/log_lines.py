"""Lines of a log without personal data: what has happened and where in the code, and no word that somebody has sent.

Not even the message of an error is written, which may quote a letter, an address, a name of a file. Of other people's
libraries there is only the place in their code that had something to say.
"""

import json
import logging
import traceback
from datetime import datetime
from typing import Any

from letterkit.core.errors import LetterkitError

_OURS = ("letterkit", "webui")
_HOLE = "%s"


class LogLines(logging.Formatter):
    """One JSON object a line; ``words`` adds the messages of errors, for a developer's own machine."""

    def __init__(self, *, words: bool = False) -> None:
        super().__init__()
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] in _OURS:
            line["event"] = record.getMessage() if self._words else _event_of(record)
        else:
            line["at"] = f"{record.module}:{record.lineno} {record.funcName}"
        line |= self.asker() | getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["faults"] = self._chain(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)

    def asker(self) -> dict[str, Any]:
        """What a line says besides of whoever has asked; nothing where nobody asks."""
        return {}

    def _chain(self, fault: BaseException | None) -> list[dict[str, Any]]:
        """The error and what it came of: types and places, the innermost last."""
        found: list[dict[str, Any]] = []
        while fault is not None:
            frames = traceback.walk_tb(fault.__traceback__)
            places = [f"{frame.f_globals.get('__name__')}:{line} {frame.f_code.co_name}" for frame, line in frames]
            told: dict[str, Any] = {"type": type(fault).__name__, "at": places}
            told |= {"code": fault.code} if isinstance(fault, LetterkitError) else {}
            found.append(told | ({"said": str(fault)} if self._words else {}))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return found


def start(*, words: bool = False) -> None:
    """Has the logs of this process go to standard error, such lines alone; those that go elsewhere already stay so."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines(words=words))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def _event_of(record: logging.LogRecord) -> str:
    """What stands in the code, its holes filled with numbers and codes of errors alone."""
    said = str(record.msg)
    if not isinstance(record.args, tuple) or not record.args:
        return said
    try:
        return said % tuple(map(_without_words, record.args))
    except (TypeError, ValueError):
        return said


def _without_words(value: object) -> object:
    if isinstance(value, LetterkitError):
        return value.code
    return value if isinstance(value, int | float) else _HOLE
