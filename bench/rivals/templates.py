"""Our blank in the words of other engines, and the values of a letter as plain JSON for all of them.

Every engine gets the same work. A condition is worked out beforehand and given as true or false, a row of a loop holds
what is printed in it, and each place of the blank has a name of its own: v1 for a value, c1 for a condition, l1 for a
list. Engines are spared the properties of the file, where docxtpl and letterkit print the title and the body's name.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment

_TAG = re.compile(r"\{%p? (?P<do>\w+)(?: (?P<what>[^%]+))? %\}|\{\{ (?P<value>.*?) \}\}")
# A choice between two texts inside a paragraph; docx-templates takes no condition inside a condition.
_CHOICE = re.compile(r"\{% if ([^%]+) %\}([^<{%]*|\{\{ [^}]+ \}\})\{% else %\}([^<{%]*)\{% endif %\}")
_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
_LOOP = re.compile(r"(\w+) in (.+)")


@dataclass
class Scope:
    """Places of the letter, or of one row of a list, by name."""

    values: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, str, "Scope"]] = field(default_factory=dict)

    def fill(self, names: Mapping[str, Any]) -> dict[str, Any]:
        """What stands in these places when the letter's context is ``names``."""
        made: dict[str, Any] = {name: str(_evaluate(source, names)) for name, source in self.values.items()}
        made |= {name: bool(_evaluate(source, names)) for name, source in self.conditions.items()}
        for name, (variable, source, rows) in self.lists.items():
            given = list(_evaluate(source, names))
            made[name] = [
                rows.fill({**names, variable: row, "loop": {"index0": at, "last": at == len(given) - 1}})
                for at, row in enumerate(given)
            ]
        return made


@dataclass(frozen=True)
class Dialect:
    """How an engine writes a value, a condition, a list; the second argument is the list they stand in, or None."""

    value: Callable[[str, str | None], str]
    begin: Callable[[str, str | None], str]
    end: Callable[[str, str | None], str]
    each: Callable[[str], str]
    after: Callable[[str, str], str]


def _mustache(mark: str) -> Callable[..., str]:
    return lambda name, *_: f"{{{mark}{name}}}"


def _js(name: str, row: str | None) -> str:
    return f"${row}.{name}" if row else name


def _carbone(name: str, row: str | None) -> str:
    return f"d.{row}[i].{name}" if row else f"d.{name}"


MUSTACHE = Dialect(_mustache(""), _mustache("#"), _mustache("/"), _mustache("#"), _mustache("/"))
DIALECTS: Mapping[str, Dialect] = {
    "docxtemplater": MUSTACHE,
    "easy-template-x": MUSTACHE,
    "docx-templates": Dialect(
        lambda name, row: f"+++= {_js(name, row)}+++",
        lambda name, row: f"+++IF {_js(name, row)}+++",
        lambda *_: "+++END-IF+++",
        lambda name: f"+++FOR {name} IN {name}+++",
        lambda name, _: f"+++END-FOR {name}+++",
    ),
    "carbone": Dialect(
        lambda name, row: f"{{{_carbone(name, row)}}}",
        lambda name, row: f"{{{_carbone(name, row)}:ifEQ(true):showBegin}}",
        lambda name, row: f"{{{_carbone(name, row)}:showEnd}}",
        lambda _: "",
        lambda name, inside: f"{{d.{name}[i+1].{inside}}}",
    ),
}


def template(blank: bytes, dialect: Dialect) -> tuple[bytes, Scope]:
    """The .docx ``blank`` with the tags of ``dialect``, and what its places hold."""
    out, letter = io.BytesIO(), Scope()
    with zipfile.ZipFile(io.BytesIO(blank)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            text = given.read(name).decode("utf-8")
            if name == "word/document.xml":
                text = _Translation(dialect, letter).of(text)
            made.writestr(name, _JINJA.sub("", text))
    return out.getvalue(), letter


class _Translation:
    """One walk through the tags of a blank."""

    def __init__(self, dialect: Dialect, letter: Scope) -> None:
        self.dialect = dialect
        self.scopes: list[tuple[str | None, Scope]] = [(None, letter)]
        self.branches: list[tuple[str, list[str]]] = []
        self.numbers: Iterator[int] = iter(range(1, 1000))

    def of(self, text: str) -> str:
        return _TAG.sub(self._tag, _CHOICE.sub(_as_value, text))

    def _tag(self, tag: re.Match[str]) -> str:
        if tag["value"]:
            name = f"v{next(self.numbers)}"
            self.scopes[-1][1].values[name] = tag["value"]
            return self.dialect.value(name, self.scopes[-1][0])
        return str(getattr(self, f"_{tag['do']}")(tag["what"] or ""))

    def _if(self, condition: str, *others: str) -> str:
        """A branch that is taken when ``condition`` holds and none of the ``others`` before it does."""
        name = f"c{next(self.numbers)}"
        row, scope = self.scopes[-1]
        scope.conditions[name] = " and ".join([*(f"not ({other})" for other in others), f"({condition})"])
        self.branches.append((name, [*others, condition]))
        return self.dialect.begin(name, row)

    def _elif(self, condition: str) -> str:
        others = self.branches[-1][1]
        return self._endif("") + self._if(condition, *others)

    def _else(self, _: str) -> str:
        return self._elif("true")

    def _endif(self, _: str) -> str:
        return self.dialect.end(self.branches.pop()[0], self.scopes[-1][0])

    def _for(self, what: str) -> str:
        name, parts = f"l{next(self.numbers)}", _LOOP.fullmatch(what)
        assert parts is not None, what
        rows = Scope()
        self.scopes[-1][1].lists[name] = (parts[1], parts[2], rows)
        self.scopes.append((name, rows))
        return self.dialect.each(name)

    def _endfor(self, _: str) -> str:
        name, rows = self.scopes.pop()
        assert name is not None
        return self.dialect.after(name, next(iter((*rows.conditions, *rows.values))))


def _as_value(choice: re.Match[str]) -> str:
    condition, first, second = choice.groups()
    first = first.removeprefix("{{ ").removesuffix(" }}") if first.startswith("{{") else repr(first)
    return f"{{{{ ({first}) if ({condition}) else {second!r} }}}}"


@cache
def _compile_expression(source: str) -> Callable[..., Any]:
    return Environment().compile_expression(source)


def _evaluate(source: str, names: Mapping[str, Any]) -> Any:
    return _compile_expression(source)(**names)
