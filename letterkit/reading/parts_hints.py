"""What a line is by the line above it: a greeting, a reference or a stamp that takes two lines.

Typists break such lines by hand, and narrow columns break them in print.
"""

from collections.abc import Sequence
from dataclasses import replace

from letterkit.core.letter import Role
from letterkit.reading import parts_marks as marks
from letterkit.reading.parts_lines import TextLine

_LONGEST_GREETING = 60
_WIDEST_STAMP = 45


def with_hints(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines in their order, with the role that the line above gives them where their own form does not."""
    found: list[TextLine] = []
    for line in lines:
        if line.hint is None and _is_bare_reference(line, found[-3:]):
            line = replace(line, hint=Role.REFERENCE)
        elif found and ends_salutation(line, found[-1]):
            line = replace(line, hint=Role.SALUTATION)
        elif found and _goes_on_stamp(line, found[-1]):
            line = replace(line, hint=Role.ESIGN)
        found.append(line)
    return _without_numbers_of_names(found)


def _without_numbers_of_names(lines: list[TextLine]) -> list[TextLine]:
    """«№ 9» below «Средняя школа» is the name's own number, where another stands beside the day of the letter."""
    numbers = [index for index, line in enumerate(lines) if line.hint is Role.NUMBER]
    if len(numbers) < 2:
        return lines
    beside = {index: {one.hint for one in lines[max(0, index - 1) : index + 2]} for index in numbers}
    if not any(Role.DATE in hints for hints in beside.values()):
        return lines
    alone = {index for index in numbers if not lines[index].gap and beside[index] == {None, Role.NUMBER}}
    return [replace(line, hint=None) if index in alone else line for index, line in enumerate(lines)]


def _is_bare_reference(line: TextLine, near: Sequence[TextLine]) -> bool:
    """«И-345 от 14.05.2024» below the number of the letter: a reference without its words."""
    if not marks.BARE_REFERENCE.match(line.text):
        return False
    hints = [one.hint for one in near]
    return Role.NUMBER in hints and Role.REFERENCE not in hints


def ends_salutation(line: TextLine, above: TextLine) -> bool:
    """«Иван Иванович!» below «Уважаемый»: a greeting of two lines."""
    if line.gap or line.zone is not above.zone or len(line.text) > _LONGEST_GREETING or line.text[-1] not in "!,":
        return False
    begun = marks.SALUTATION.fullmatch(above.text)
    if begun is None or begun["stop"]:
        return begun is not None and begun["stop"] == "," and line.text.startswith("уважаем")
    return " " not in line.text or marks.SALUTATION.fullmatch(f"{above.text} {line.text}") is not None


def _goes_on_stamp(line: TextLine, above: TextLine) -> bool:
    """Whether a narrow stamp has its owner, a day or the number of its certificate below the words for it."""
    if line.gap or line.group != above.group or len(above.text) > _WIDEST_STAMP:
        return False
    pairs = (*marks.ESIGN_GOES_ON, *(marks.ESIGN_REST if above.hint is Role.ESIGN else ()))
    return any(first.match(above.text) and second.fullmatch(line.text) for first, second in pairs)
