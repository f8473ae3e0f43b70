"""Examples of rules as people read them: words of a letter, the wrong ones underlined, and what is said of them."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from letterkit.core.letter import Role
from letterkit.reports.mends import mends_of
from letterkit.reports.wording import ROLES, plural, visible

if TYPE_CHECKING:
    from letterkit.checks.check import Example
    from letterkit.core.finding import Finding

WIDTH = 92
LONGEST = 600
"""Characters of an example that are shown; one that fills pages is told apart by less."""
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for the brackets while lines are laid
_BRACKET = re.compile(f"([{_OPEN}{_CLOSE}])")
_PAGES = ("страница", "страницы", "страниц")


def wrong_lines(example: "Example", findings: "Sequence[Finding]") -> list[str]:
    """The example with its [brackets] as underlines, then what each finding says and what to put instead."""
    lines = list(_underline(_example_paragraphs(example)))
    said = []
    for finding in findings:
        words = [f"→ {finding.message}"]
        for mend in mends_of(finding)[:1]:
            words.append("  убрать" if mend.is_nothing else f"  написать: {mend if mend.is_unseen else mend.words}")
        said += [word for word in words if word not in said]
    return [*lines, *(line for words in said for line in _wrap(words))]


def right_lines(example: "Example") -> list[str]:
    """The example as it stands."""
    return [line for line, _ in _lay_out(_example_paragraphs(example))]


def marked_lines(example: "Example") -> list[list[tuple[str, bool]]]:
    """The lines of the example, each in pieces with whether the piece is wrong; one without words is only a place."""
    lines: list[list[tuple[str, bool]]] = []
    inside = False
    for row in "\n".join(_example_paragraphs(example)).splitlines():
        line: list[tuple[str, bool]] = []
        for piece in _BRACKET.split(row):
            if piece in (_OPEN, _CLOSE):
                inside = piece == _OPEN
                continue
            if piece or inside:
                line.append((visible(piece) if inside else piece, inside))
        lines.append(line)
    return lines


def apply_mend(example: "Example", finding: "Finding") -> str | None:
    """The paragraph of the example with the first mend in the place of the brackets, where that can be shown."""
    if example.text is None or not finding.suggestions or _brackets(example.text) != 1:
        return None
    before, rest = _mark_brackets(example.text).split(_OPEN, 1)
    return before + finding.suggestions[0] + rest.split(_CLOSE, 1)[1]


def _example_paragraphs(example: "Example") -> list[str]:
    """The paragraphs of the example, each with the name of its part where it is no plain text."""
    changes = example.changes
    told = []
    if example.text is not None:
        told.append(_part(changes.get("part"), example.text))
    for key in ("parts", "also"):
        told += [_part(role, words) for role, words in _mapping(changes.get(key)).items()]
    if isinstance(letter := changes.get("letter"), str):
        told.append(letter.strip())
    without = changes.get("without")
    for role in [without] if isinstance(without, str) else without if isinstance(without, list) else ():
        told.append(f"(в письме нет части «{ROLES[Role(str(role))]}»)")
    if isinstance(pages := changes.get("pages"), int):
        told.append(f"(в письме {plural(pages, _PAGES)})")
    told += [f"({about}: {_format_value(changes[key])})" for key, about in _BESIDES.items() if key in changes]
    if card := _mapping(changes.get("card")):
        told.append(f"(в карточке: {_format_value(card)})")
    return [_short(_mark_brackets(words)) for words in told]


_BESIDES = {
    "executor_at_mm": "отметка об исполнителе – в миллиметрах от левого и верхнего края",
    "executor_on_page": "отметка об исполнителе – на странице",
    "sheet": "лист",
    "field": "слова показывает поле Word",
    "taken": "в файле есть",
}


def _part(role: object, words: object) -> str:
    name = "" if role in (None, "body") else f"{ROLES[Role(str(role))]}: "
    return name + str(words).strip()


def _format_value(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(_flatten_keys(value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_format_value(each) for each in value)
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value)


def _flatten_keys(value: Mapping[object, object], before: str = "") -> Iterator[str]:
    """«applicant.name – Мария»: the keys of a card as a table names them."""
    for key, inner in value.items():
        path = f"{before}.{key}" if before else str(key)
        if isinstance(inner, Mapping):
            yield from _flatten_keys(inner, path)
        else:
            yield f"{path} – {_format_value(inner)}"


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _brackets(text: str) -> int:
    return _mark_brackets(text).count(_OPEN)


def _mark_brackets(text: str) -> str:
    """``text`` with its brackets told apart from those that are meant («\\[»)."""
    plain = text.replace("\\[", "\ue002").replace("\\]", "\ue003")
    return plain.replace("[", _OPEN).replace("]", _CLOSE).replace("\ue002", "[").replace("\ue003", "]")


def _short(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + " …"


def _underline(paragraphs: Sequence[str]) -> Iterator[str]:
    for line, marks in _lay_out(paragraphs):
        yield line
        if marks.strip():
            yield marks.rstrip()


def _lay_out(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(line, signs under it) of the paragraphs, wrapped; brackets are taken away and become signs."""
    inside = False
    for paragraph in paragraphs:
        for row in paragraph.splitlines():
            for piece in _wrap(row) or [""]:
                line, marks = "", ""
                for sign in piece:
                    if sign in (_OPEN, _CLOSE):
                        inside = sign == _OPEN
                        if inside and piece.partition(_OPEN)[2].startswith(_CLOSE):
                            marks += "^"
                        continue
                    line += visible(sign) if sign in "\t\u00a0" else sign
                    marks += ("~" if inside else " ") if len(marks) <= len(line) - 1 else ""
                yield line, marks


def _wrap(line: str) -> list[str]:
    return textwrap.wrap(
        line, WIDTH, break_long_words=False, break_on_hyphens=False, replace_whitespace=False, expand_tabs=False
    )
