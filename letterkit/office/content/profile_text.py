"""The file of a profile with other values in it: what is untouched stays as it was written, comments and all."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from letterkit.checking.profile import ProfilePart
from letterkit.core.errors import ProfileError
from letterkit.datafile import parse_yaml

_INLINE = frozenset({"packs", "age"})
"""Lists that are written on one line."""
_FILE = "profile.yml"
_MISSING = object()


@dataclass(frozen=True, slots=True)
class _Edit:
    """Lines ``start`` to ``end`` (0-based, without ``end``) become ``lines``."""

    start: int
    end: int
    lines: tuple[str, ...]


def profile_mapping(part: ProfilePart) -> dict[str, Any]:
    """``part`` as a file says it: what is not there is left out."""
    return {name: value for name, value in part.model_dump(exclude_none=True).items() if value not in ([], {})}


def rewritten(source: str, wanted: Mapping[str, Any]) -> str:
    """``source`` (YAML) with the values of ``wanted`` and no others.

    A comment beside a value and one above it stay; a line «# fax: …» that shows what may be written gives its place to
    what is. A file in which that cannot be done by lines, for it is laid out in another way, is written anew.
    """
    try:
        found = parse_yaml(source, file=_FILE, error=ProfileError)
        text = _edit_source(source, found, wanted) if isinstance(found, dict) else ""
        if text and _same(parse_yaml(text, file=_FILE, error=ProfileError), wanted):
            return text
    except (ProfileError, YAMLError, AttributeError, KeyError, TypeError, ValueError):
        pass
    return "".join(f"{line}\n" for line in _render_yaml(wanted, 0))


def _edit_source(source: str, found: dict[str, Any], wanted: Mapping[str, Any]) -> str:
    lines = source.splitlines()
    placed = YAML(typ="rt", pure=True).load(io.StringIO(source))
    edits = sorted(_edits(lines, placed, found, wanted, 0), key=lambda edit: (edit.start, edit.end), reverse=True)
    for edit in edits:
        lines[edit.start : edit.end] = edit.lines
    return "".join(f"{line}\n" for line in lines)


def _edits(
    lines: Sequence[str], placed: Any, found: Mapping[str, Any], wanted: Mapping[str, Any], indent: int
) -> Iterator[_Edit]:
    for key, value in found.items():
        now = wanted.get(key, _MISSING)
        start, column = placed.lc.key(key)
        if isinstance(value, dict) and isinstance(now, Mapping):
            inner = placed[key]
            yield from _edits(lines, inner, value, now, inner.lc.key(next(iter(inner)))[1])
        elif now is _MISSING:
            yield _Edit(start, _end(lines, start, column), ())
        elif not _same(value, now):
            yield _Edit(start, _end(lines, start, column), _rewritten_lines(lines[start], key, now, column))
    for key, value in wanted.items():
        if key not in found:
            yield _new(lines, placed, key, value, indent)


def _new(lines: Sequence[str], placed: Any, key: str, value: Any, indent: int) -> _Edit:
    """In the place of a comment that shows the key, else after the last key of its section."""
    last = max(placed, key=lambda each: placed.lc.key(each)[0])
    first = min(placed.lc.key(each)[0] for each in placed)
    start, column = placed.lc.key(last)
    end = _end(lines, start, column)
    after = next(
        (at for at in range(end, len(lines)) if lines[at].strip() and not lines[at].lstrip().startswith("#")),
        len(lines),
    )
    for at in range(first, after):
        words = lines[at].strip()
        if words.startswith(f"# {key}:") and len(lines[at]) - len(lines[at].lstrip()) == indent:
            shown = lines[at].replace("# ", "", 1)
            return _Edit(at, at + 1, _rewritten_lines(shown, key, value, indent))
    return _Edit(end, end, tuple(_render_yaml({key: value}, indent)))


def _end(lines: Sequence[str], start: int, column: int) -> int:
    """The line after the last one of the value whose key stands in line ``start`` at ``column``."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        words = lines[at].strip()
        if not words or words.startswith("#"):
            continue
        at_column = len(lines[at]) - len(lines[at].lstrip())
        if at_column < column or (at_column == column and not words.startswith("- ")):
            break
        end = at + 1
    return end


def _rewritten_lines(line: str, key: str, value: Any, indent: int) -> tuple[str, ...]:
    """The value anew, with the comment that stood beside the old one."""
    made = list(_render_yaml({key: value}, indent))
    comment = _comment(line)
    if comment and len(made) == 1:
        made[0] = f"{made[0]:<{max(line.rindex(comment), len(made[0]) + 2)}}{comment}"
    return tuple(made)


def _comment(line: str) -> str:
    """The comment at the end of ``line``; nothing where «#» is a part of a quoted value."""
    quote = ""
    for at, sign in enumerate(line):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "#" and at and line[at - 1].isspace():
            return line[at:].rstrip()
    return ""


def _render_yaml(values: Mapping[str, Any], indent: int) -> Iterator[str]:
    yaml = YAML()
    yaml.width, yaml.allow_unicode = 4096, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    for key, value in values.items():
        out = io.StringIO()
        if key in _INLINE:
            yield f"{' ' * indent}{key}: [{', '.join(map(str, value))}]"
            continue
        if isinstance(value, Mapping):
            yield f"{' ' * indent}{key}:"
            yield from _render_yaml(value, indent + 2)
            continue
        yaml.dump({key: _plain(value)}, out)
        for line in out.getvalue().splitlines():
            yield f"{' ' * indent}{line}" if line else line


def _plain(value: Any) -> Any:
    """Whole numbers without «.0», as people write them."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _same(one: Any, other: Any) -> bool:
    """Whether two values of YAML say the same; 2 and 2.0 do."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
