"""YAML and JSON files that people write: read into pydantic models, faults with file, line and column.

The fast safe loader reads; only when something is wrong is the text read again by the loader that knows places.
"""

import io
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError, RoundTripConstructor, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

from letterkit.core.errors import InputError
from letterkit.yaml_bounds import WRITTEN, BeyondBounds, BoundedComposer, Bounds

Model = TypeVar("Model", bound=BaseModel)

_LONGEST_NUMBER = 18
_LONGEST_PROBLEM = 200
# What ruamel lets through for a value that is not of its tag: «!!bool maybe», «!!int ""».
# What pydantic's errors call what they would allow.
_ALLOWED = ("ge", "gt", "le", "lt", "expected", "pattern", "min_length", "max_length")
_MISREAD = (ValueError, IndexError, KeyError, TypeError, AttributeError)


def read_bytes(path: Path, error: type[InputError], name: str = "") -> bytes:
    """What is in ``path``; raises ``error`` with ``file.not-found`` or ``file.unreadable``, called ``name``."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise error("file.not-found", file=name or str(path)) from None
    except OSError as fault:
        raise error("file.unreadable", file=name or str(path), why=fault.strerror or str(fault)) from fault


def read_text(path: Path, error: type[InputError]) -> str:
    """The UTF-8 text of ``path``; raises ``error`` with ``file.not-found`` or ``file.encoding``."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise error("file.not-found", file=str(path)) from None
    except OSError as fault:
        raise error("file.unreadable", file=str(path), why=fault.strerror or str(fault)) from fault
    except UnicodeDecodeError:
        raise error("file.encoding", file=str(path)) from None


def parse_yaml(text: str, *, file: str, error: type[InputError], first_line: int = 1, bounds: Bounds = WRITTEN) -> Any:
    """``text`` as YAML 1.2 (JSON is YAML too); raises ``error`` with ``yaml.syntax`` and the place.

    ``first_line`` is the line of ``file`` on which ``text`` begins (front matter starts at 2). What is longer, deeper
    or holds more than ``bounds`` is refused before it takes time or memory: ``yaml.too-long``, ``yaml.too-deep``,
    ``yaml.too-many`` (``limit``).
    """
    if len(text) > bounds.signs:
        raise error("yaml.too-long", file=file, limit=bounds.signs)
    try:
        return _reader(bounds).load(io.StringIO(text))
    except BeyondBounds as fault:
        line, column = _at(fault.mark, first_line)
        raise error(fault.code, file=file, line=line, column=column, limit=fault.limit) from fault
    except MarkedYAMLError as fault:
        unclosed = "unexpected end of stream" in (fault.problem or "")
        line, column = _at(
            (fault.context_mark if unclosed else None) or fault.problem_mark or fault.context_mark, first_line
        )
        twice = isinstance(fault, DuplicateKeyError)  # quotes both values, however long
        problem = "found duplicate key" if twice else _short(fault.problem or "")
        raise error("yaml.syntax", file=file, line=line, column=column, problem=problem) from fault
    except YAMLError as fault:
        raise error("yaml.syntax", file=file, problem=_short(str(fault))) from fault
    except (RecursionError, *_MISREAD) as fault:
        raise error("yaml.syntax", file=file, problem="a value that is not of its tag") from fault


def _at(mark: Any, first_line: int) -> tuple[int | None, int | None]:
    return (mark.line + first_line, mark.column + 1) if mark else (None, None)


def _short(problem: str) -> str:
    return next(iter(problem.splitlines()), "")[:_LONGEST_PROBLEM]


def parse_model(
    text: str,
    model: type[Model],
    *,
    file: str,
    error: type[InputError],
    first_line: int = 1,
    bounds: Bounds = WRITTEN,
) -> Model:
    """``text`` as a ``model``; raises ``error`` with ``data.unknown-key``, ``data.missing-key`` or ``data.bad-value``.

    The error carries ``key`` (dotted path), ``value`` where there is one, and the place of the key in ``file``. Raises
    as ``parse_yaml`` too.
    """
    data = parse_yaml(text, file=file, error=error, first_line=first_line, bounds=bounds)
    return validate(data, model, file=file, error=error, text=text, first_line=first_line)


def validate(
    data: Any,
    model: type[Model],
    *,
    file: str,
    error: type[InputError],
    text: str | None = None,
    first_line: int = 1,
    at: tuple[int | str, ...] = (),
) -> Model:
    """``data`` as a ``model``; errors as in ``parse_model``, with the place when ``text``, the YAML of it, is given.

    ``at`` is where in ``text`` ``data`` stands, when it is a part of it.
    """
    if not isinstance(data, dict):
        nothing = data is None and text is not None and not text.strip()
        line = first_line if text is not None else None
        raise error("file.empty-data" if nothing else "data.not-a-mapping", file=file, line=line)
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        first = _telling(fault.errors(include_url=False))
        path, code = first["loc"], _code_of(first["type"])
        line, column = (None, None) if text is None else place_of(text, (*at, *path), first_line)
        raise error(
            code,
            file=file,
            line=line,
            column=column,
            key=".".join(str(step) for step in path),
            value=_scalar_value(first.get("input")) if code == "data.bad-value" else None,
            why=why_refused(first),
            near=_near(model, path) if code == "data.unknown-key" else "",
        ) from fault


def place_of(text: str, path: Sequence[int | str], first_line: int = 1) -> tuple[int, int]:
    """Line and column (1-based) of the key or item ``path`` in the YAML ``text``, of the deepest step that is there.

    A line of a text of several lines («find: |») is a step too.
    """
    locating = YAML(typ="rt", pure=True)
    locating.Constructor = _DatesAsTextPlaced
    try:
        node = locating.load(io.StringIO(text))
    except (YAMLError, RecursionError, *_MISREAD):
        return first_line, 1
    line, column = 0, 0
    for step in path:
        marks: Any = getattr(node, "lc", None)
        try:
            if isinstance(node, dict):
                line, column = marks.key(step)
            elif isinstance(node, list):
                line, column = marks.item(step)
            elif isinstance(node, LiteralScalarString) and isinstance(step, int):
                written = [at for at, words in enumerate(node.splitlines()) if words.strip()]
                line += 1 + written[step]
                break
            else:
                break
            node = node[step]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return line + first_line, column + 1


def load_model(path: Path, model: type[Model], error: type[InputError]) -> Model:
    """The file at ``path`` as a ``model``; errors as in ``read_text`` and ``parse_model``."""
    return parse_model(read_text(path, error), model, file=str(path), error=error)


def _reader(bounds: Bounds) -> YAML:
    """The safe reader, which leaves dates as text: 2024-02-31 is then refused where its key is known."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = partial(BoundedComposer, bounds=bounds)  # type: ignore[assignment]
    yaml.Constructor = _DatesAsText
    return yaml


class _DatesAsText(SafeConstructor):
    """Numbers of many digits are left as text too: they number documents, and nobody counts with them."""

    def construct_long_int(self, node: Any) -> Any:
        return self.construct_yaml_int(node) if len(node.value) <= _LONGEST_NUMBER else self.construct_scalar(node)


class _DatesAsTextPlaced(RoundTripConstructor):
    pass


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)
_DatesAsText.add_constructor("tag:yaml.org,2002:int", _DatesAsText.construct_long_int)
_DatesAsTextPlaced.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


def _code_of(kind: str) -> str:
    if kind == "extra_forbidden":
        return "data.unknown-key"
    if kind == "missing":
        return "data.missing-key"
    return "data.bad-value"


def _telling(errors: list[ErrorDetails]) -> ErrorDetails:
    """The error to tell: a key that is not known before one that is missing, for it may be that one misspelt."""
    return next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])


def why_refused(error: ErrorDetails) -> str:
    """What a validator of ours says, or the type of pydantic's error and what would be allowed: «greater_than 0»."""
    context = error.get("ctx", {})
    if error["type"] in ("value_error", "assertion_error"):
        return str(context["error"])
    allowed = next((context[name] for name in _ALLOWED if name in context), "")
    return f"{error['type']} {allowed}".strip()


def _scalar_value(value: Any) -> object:
    """``value`` as it stands in the file; nothing for a section or a list, whose place says enough."""
    if isinstance(value, (dict, list, tuple, BaseModel)):
        return ""
    return str(value) if isinstance(value, float) else value


def _near(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """The known key that the last of ``path`` may be meant for, if any."""
    at: type[BaseModel] | None = model
    for step in path[:-1]:
        if isinstance(step, str) and at is not None:
            at = _section(at.model_fields[step].annotation) if step in at.model_fields else None
    known = list(at.model_fields) if at is not None else []
    return next(iter(get_close_matches(str(path[-1]), known, n=1)), "")


def _section(kind: Any) -> type[BaseModel] | None:
    """The model that ``kind`` is or holds."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for inside in get_args(kind) if (found := _section(inside))), None)
