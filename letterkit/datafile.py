"""YAML and JSON files that people write: read into pydantic models, faults with file, line and column.

The fast safe loader reads; only when something is wrong is the text read again by the loader that knows places.
"""

import io
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from letterkit.core.errors import InputError

Model = TypeVar("Model", bound=BaseModel)


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


def parse_yaml(text: str, *, file: str, error: type[InputError], first_line: int = 1) -> Any:
    """``text`` as YAML 1.2 (JSON is YAML too); raises ``error`` with ``yaml.syntax`` and the place.

    ``first_line`` is the line of ``file`` on which ``text`` begins (front matter starts at 2).
    """
    try:
        return _reader().load(io.StringIO(text))
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + first_line if mark else None
        column = mark.column + 1 if mark else None
        raise error("yaml.syntax", file=file, line=line, column=column, problem=fault.problem or "") from fault
    except (YAMLError, ValueError, RecursionError) as fault:
        raise error("yaml.syntax", file=file, problem=str(fault).splitlines()[0]) from fault


def parse_model(text: str, model: type[Model], *, file: str, error: type[InputError], first_line: int = 1) -> Model:
    """``text`` as a ``model``; raises ``error`` with ``data.unknown-key``, ``data.missing-key`` or ``data.bad-value``.

    The error carries ``key`` (dotted path), ``value`` where there is one, and the place of the key in ``file``.
    """
    data = parse_yaml(text, file=file, error=error, first_line=first_line)
    return validate(data, model, file=file, error=error, text=text, first_line=first_line)


def validate(
    data: Any, model: type[Model], *, file: str, error: type[InputError], text: str | None = None, first_line: int = 1
) -> Model:
    """``data`` as a ``model``; errors as in ``parse_model``, with the place when ``text``, the YAML of it, is given."""
    if not isinstance(data, dict):
        raise error("data.not-a-mapping", file=file, line=first_line if text is not None else None)
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        path = first["loc"]
        line, column = (None, None) if text is None else _place(text, path)
        raise error(
            _code_of(first["type"]),
            file=file,
            line=line + first_line if line is not None else None,
            column=column,
            key=".".join(str(step) for step in path),
            value=None if first["type"] == "missing" else first.get("input"),
            why=first["msg"],
        ) from fault


def load_model(path: Path, model: type[Model], error: type[InputError]) -> Model:
    """The file at ``path`` as a ``model``; errors as in ``read_text`` and ``parse_model``."""
    return parse_model(read_text(path, error), model, file=str(path), error=error)


def _reader() -> YAML:
    """The safe reader, which leaves dates as text: 2024-02-31 is then refused where its key is known."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _DatesAsText
    return yaml


class _DatesAsText(SafeConstructor):
    pass


class _DatesAsTextPlaced(RoundTripConstructor):
    pass


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)
_DatesAsTextPlaced.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


def _code_of(kind: str) -> str:
    if kind == "extra_forbidden":
        return "data.unknown-key"
    if kind == "missing":
        return "data.missing-key"
    return "data.bad-value"


def _place(text: str, path: tuple[int | str, ...]) -> tuple[int | None, int | None]:
    """0-based line and 1-based column of the deepest step of ``path`` that stands in ``text``."""
    locating = YAML(typ="rt", pure=True)
    locating.Constructor = _DatesAsTextPlaced
    node = locating.load(io.StringIO(text))
    line: int | None = None
    column: int | None = None
    for step in path:
        marks: Any = getattr(node, "lc", None)
        try:
            if isinstance(node, dict):
                line, column = marks.key(step)
            elif isinstance(node, list):
                line, column = marks.item(step)
            else:
                break
            node = node[step]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return line, None if column is None else column + 1
