"""A pack changed one thing at a time, as forms do it: what else stands in its file stays, its comments too.

Each function takes the text of a pack and gives back another; none asks whether the rules like it.
"""

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

_WIDE = 4096  # a line of a list stays one line
_ORDER = ("id", "title", "levels", "words", "exceptions", "rules")


def new_pack(id: str, title: str) -> str:
    """A pack that changes nothing yet."""
    return _dump_pack(CommentedMap({"id": id, "title": title}))


def put_level(text: str, code: str, level: str, reason: str) -> str:
    """The rule ``code`` has ``level`` (or is «off») for ``reason``."""
    pack = _read(text)
    _section(pack, "levels")[code] = CommentedMap({"level": level, "reason": reason})
    return _dump_pack(pack)


def drop_level(text: str, code: str) -> str:
    """The rule ``code`` has the level that it came with."""
    pack = _read(text)
    _section(pack, "levels").pop(code, None)
    return _dump_pack(pack)


def add_line(text: str, name: str, line: str) -> str:
    """``line`` comes to the list ``name``; one that was taken out is there again."""
    return _with_line(text, name, line, "add")


def take_out(text: str, name: str, line: str) -> str:
    """``line`` is taken out of the list ``name``; one that the pack itself has added is just not added any more."""
    pack = _read(text)
    added = _section(pack, "words").get(name, {}).get("add", ())
    if line in added:
        return drop_line(text, name, line)
    return _with_line(text, name, line, "remove")


def drop_line(text: str, name: str, line: str) -> str:
    """The change of the list ``name`` by ``line`` is undone, whichever of the two it is."""
    pack = _read(text)
    changes = _section(pack, "words").get(name, {})
    for key in ("add", "remove"):
        _take(changes, key, lambda each: each.strip() == line.strip())
    if not changes:
        _section(pack, "words").pop(name, None)
    return _dump_pack(pack)


def add_exception(text: str, code: str, words: str, note: str, within: str = "phrase") -> str:
    """The rule ``code`` is silent at ``words``."""
    pack = _read(text)
    spared = CommentedMap({"words": words, "note": note})
    if within != "phrase":
        spared["within"] = within
    listed = _section(pack, "exceptions").setdefault(code, CommentedSeq())
    same = [at for at, each in enumerate(listed) if each.get("words") == words]
    for at in reversed(same):
        del listed[at]
    listed.append(spared)
    return _dump_pack(pack)


def drop_exception(text: str, code: str, words: str) -> str:
    """The rule ``code`` is not silent at ``words`` any more."""
    pack = _read(text)
    _take(_section(pack, "exceptions"), code, lambda each: each.get("words") == words)
    return _dump_pack(pack)


def put_rule(text: str, rule: Mapping[str, Any]) -> str:
    """``rule``, as a rule file has it, in the place of the one of its code, or behind all others."""
    pack = _read(text)
    listed = pack.setdefault("rules", CommentedSeq())
    at = next((at for at, each in enumerate(listed) if each.get("code") == rule.get("code")), len(listed))
    listed[at : at + 1] = [_style_value(rule)]
    return _dump_pack(pack)


def drop_rule(text: str, code: str) -> str:
    """The rule ``code`` of the pack is gone, and with it what the pack says of its level and exceptions."""
    pack = _read(text)
    _take(pack, "rules", lambda each: each.get("code") == code)
    for section in ("levels", "exceptions"):
        _section(pack, section).pop(code, None)
    return _dump_pack(pack)


def _with_line(text: str, name: str, line: str, key: str) -> str:
    pack = _read(drop_line(text, name, line))
    changes = _section(pack, "words").setdefault(name, CommentedMap())
    changes.setdefault(key, CommentedSeq()).append(_style_value(line))
    return _dump_pack(pack)


def _section(pack: CommentedMap, name: str) -> Any:
    """The section ``name``, made in its usual place when it is not there."""
    if not isinstance(pack.get(name), dict):
        pack.pop(name, None)
        before = _ORDER[: _ORDER.index(name)]
        pack.insert(sum(each in pack for each in before), name, CommentedMap())
    return pack[name]


def _take(holder: Any, key: str, wanted: Any) -> None:
    """Takes what is ``wanted`` out of the list ``holder[key]``, and the list when it is empty then."""
    listed: Any = holder.get(key) or []
    for at in [at for at, each in enumerate(listed) if wanted(each)][::-1]:
        del listed[at]
    if key in holder and not listed:
        del holder[key]


def _style_value(value: Any) -> Any:
    """``value`` as people would write it: texts of several lines as blocks."""
    if isinstance(value, Mapping):
        return CommentedMap({key: _style_value(each) for key, each in value.items()})
    if isinstance(value, (list, tuple)):
        return CommentedSeq([_style_value(each) for each in value])
    if isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value.rstrip("\n") + "\n")
    return value


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _WIDE
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _read(text: str) -> CommentedMap:
    read: CommentedMap = _yaml().load(text)
    return read


def _dump_pack(pack: CommentedMap) -> str:
    for name in ("levels", "words", "exceptions", "rules"):
        if name in pack and not pack[name]:
            del pack[name]
    out = io.StringIO()
    _yaml().dump(pack, out)
    return out.getvalue()
