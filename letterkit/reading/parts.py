"""Which part of a letter each piece of its text is: works on letters that no one here made.

The way: paragraphs are cut into lines (parts_lines), every line gets a weight for every role (parts_weights, signs in
parts_marks), the likeliest run of roles through the letter is taken (parts_path), and neighbours of one role join.
Headers, footers, text boxes and frames are judged apart from the main text, since they stand outside its order.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from letterkit.core.letter import Paragraph, Part, Role
from letterkit.core.paper import Zone
from letterkit.reading import parts_marks as marks
from letterkit.reading import parts_path, parts_weights
from letterkit.reading.parts_hints import ends_salutation, with_hints
from letterkit.reading.parts_lines import TextLine, cut

_MAIN = frozenset({Zone.BODY, Zone.TABLE})
# Roles whose blocks are one requisite even where a blank line stands between.
_LONGEST_ITEM = 200
_LONGEST_SIGNATURE = 10  # lines from «С уважением,» to the name, with the mark of an electronic signature
_JOINED_OVER_GAPS = frozenset({Role.LETTERHEAD, Role.SIGNATURE, Role.ESIGN, Role.EXECUTOR})


def assign(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    """The parts of a letter in the order of its text, not overlapping; offsets count in ``text``.

    One part a paragraph of running text (the first of them is the opening); one part a block of any other role.
    """
    lines = with_hints(cut(text, paragraphs))
    roles: list[tuple[TextLine, Role]] = []
    main = [line for line in lines if line.zone in _MAIN]
    roles += zip(main, _main_roles(main), strict=True)
    for _, group in groupby(
        (line for line in lines if line.zone not in _MAIN), key=lambda line: (line.zone, line.group)
    ):
        block = list(group)
        roles += zip(block, _block_roles(block, main), strict=True)
    return tuple(_with_opening(sorted(_join_lines(roles), key=lambda part: part.start)))


def _main_roles(lines: Sequence[TextLine]) -> list[Role]:
    if not lines:
        return []
    first_text, last_text = _core(lines)
    attached = _find_attachment_items(lines)
    contacts = _contacts(lines[:first_text])
    copied = _find_copy_items(lines)
    names = [i for i, line in enumerate(lines) if i > last_text and marks.NAME_WITH_INITIALS.search(line.text)]
    weights = [
        parts_weights.weigh(
            line,
            parts_weights.LinePlace(
                head=index < first_text,
                tail=index > last_text,
                first=index == 0,
                signed=bool(names) and names[0] < index,
                attached=index in attached,
                copied=index in copied,
                phone_next=index + 1 < len(lines) and bool(marks.PHONE_ONLY.match(lines[index + 1].text)),
                in_blank=_in_blank(lines, index),
                executor_next=index + 1 < len(lines) and _is_of_executor(lines[index + 1]),
                contacts=index in contacts,
            ),
        )
        for index, line in enumerate(lines)
    ]
    return _path(lines, weights)


def _contacts(head: Sequence[TextLine]) -> frozenset[int]:
    """Indexes of blocks with a telephone and no name in them, above all names of their column: they reach the body.

    Where nobody is named in the whole head, the address may be the citizen's, unless its column is in another language
    of the country.
    """
    named = [index for index, line in enumerate(head) if parts_weights.names_somebody(line.text)]
    others = {line.group for line in head if line.group and marks.OTHER_CYRILLIC.search(line.text)}
    first = {head[index].group: index for index in reversed(named)}
    found: set[int] = set()
    for block in _blocks(head):
        group = head[block[0]].group
        above = block[-1] < first.get(group, len(head)) and (named or group in others)
        if above and any(_has_phone(head[index]) for index in block):
            found.update(index for index in block if head[index].hint is None)
    return frozenset(found)


def _blocks(lines: Sequence[TextLine]) -> Iterable[list[int]]:
    """Indexes of lines that stand together."""
    block: list[int] = []
    for index, line in enumerate(lines):
        if block and (line.gap or line.group != lines[index - 1].group):
            yield block
            block = []
        block.append(index)
    if block:
        yield block


def _has_phone(line: TextLine) -> bool:
    return line.hint is None and bool(marks.PHONE_WORD.search(line.text) or marks.PHONE.search(line.text))


def _in_blank(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line before or after, with no blank line between, is a date, a number or a reference."""
    data = (Role.DATE, Role.NUMBER, Role.REFERENCE)
    before = index > 0 and lines[index].gap == 0 and lines[index - 1].hint in data
    after = index + 1 < len(lines) and lines[index + 1].gap == 0 and lines[index + 1].hint in data
    return before or after


def _is_of_executor(line: TextLine) -> bool:
    return line.gap == 0 and bool(marks.EXECUTOR_POST.match(line.text) or marks.PHONE.search(line.text))


def _core(lines: Sequence[TextLine]) -> tuple[int, int]:
    """Indexes of the first and the last line of running text; the salutation counts as the first."""
    aside = _find_attachment_items(lines) | _find_copy_items(lines)
    running = [index for index, line in enumerate(lines) if index not in aside and parts_weights.sentence_like(line)]
    saluted = next((i for i, line in enumerate(lines) if marks.SALUTATION_START.match(line.text)), None)
    first = min(running, default=len(lines) if saluted is None else saluted + 1)
    last = max(running, default=-1 if saluted is None else saluted)
    if saluted is not None and saluted <= last + 1:
        first = saluted
    return first, last


def _find_attachment_items(lines: Sequence[TextLine]) -> frozenset[int]:
    """Indexes of the items listed right under a mark of attachments («Приложение: 1. …», then «2. …»)."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        begins = (
            index > 0 and marks.ATTACHMENT.match(lines[index - 1].text) and marks.LISTS.search(lines[index - 1].text)
        )
        goes_on = (begins or index - 1 in found) and line.gap == 0
        if goes_on and marks.LIST_ITEM.match(line.text) and len(line.text) < _LONGEST_ITEM:
            found.add(index)
    return frozenset(found)


def _find_copy_items(lines: Sequence[TextLine]) -> frozenset[int]:
    """Indexes of the list below the signature of those who get a copy: «Копии: 1. …», then «2. …»."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if marks.COPIES.match(line.text) and _is_below_signature(lines, index):
            found.add(index)
        elif index - 1 in found and line.gap == 0 and len(line.text) < _LONGEST_ITEM:
            listed = marks.LIST_ITEM.match(line.text) or lines[index - 1].text.endswith((":", ";", ","))
            if listed and not marks.PHONE.search(line.text):
                found.add(index)
    return frozenset(found)


def _is_below_signature(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line before names somebody, or a closing formula stands not far above."""
    before = lines[max(0, index - _LONGEST_SIGNATURE) : index]
    signed = bool(before) and marks.NAME_WITH_INITIALS.search(before[-1].text) is not None
    return (signed and not parts_weights.sentence_like(before[-1])) or any(
        marks.CLOSING.match(line.text) for line in before
    )


def _block_roles(lines: Sequence[TextLine], main: Sequence[TextLine]) -> list[Role]:
    """Roles of a header, a footer, a text box, a frame or a note, judged by itself."""
    zone = lines[0].zone
    if zone is Zone.FOOTNOTE:
        return [Role.OTHER] * len(lines)
    early = zone is Zone.HEADER or (zone in (Zone.TEXTBOX, Zone.FRAME) and _stands_early(lines[0], main))
    place = parts_weights.LinePlace(head=early, tail=not early)
    return _path(lines, [parts_weights.weigh(line, place) for line in lines], free_order=True)


def _path(lines: Sequence[TextLine], weights: Sequence[dict[Role, float]], *, free_order: bool = False) -> list[Role]:
    entries = [parts_weights.entry(line) for line in lines]
    return parts_path.best(weights, [line.gap for line in lines], entries, free_order=free_order)


def _stands_early(line: TextLine, main: Sequence[TextLine]) -> bool:
    first_text, _ = _core(main)
    return first_text < len(main) and line.start <= main[first_text].start


def _join_lines(lines: Iterable[tuple[TextLine, Role]]) -> list[Part]:
    """Neighbours of one role as one part; running text stays one part a paragraph."""
    parts: list[Part] = []
    for (line, role), before in _with_previous(lines):
        if before is not None and parts and _same_part(before, (line, role)) and _nothing_between(parts[-1], line):
            last = parts[-1]
            parts[-1] = Part(role, min(last.start, line.start), max(last.end, line.end), last.page)
        else:
            parts.append(Part(role, line.start, line.end, line.page))
    return parts


def _with_previous(
    lines: Iterable[tuple[TextLine, Role]],
) -> Iterable[tuple[tuple[TextLine, Role], tuple[TextLine, Role] | None]]:
    before: tuple[TextLine, Role] | None = None
    for pair in sorted(lines, key=lambda pair: pair[0].start):
        yield pair, before
        before = pair


def _nothing_between(part: Part, line: TextLine) -> bool:
    return line.start >= part.end


def _same_part(before: tuple[TextLine, Role], after: tuple[TextLine, Role]) -> bool:
    (one, role), (two, other) = before, after
    if role is not other:
        return False
    if role is Role.BODY:
        return one.paragraph == two.paragraph
    if role is Role.SALUTATION:
        return ends_salutation(two, one)
    if role in (Role.DATE, Role.NUMBER, Role.REFERENCE, Role.PAGE_NUMBER):
        return False
    if (one.zone in _MAIN) != (two.zone in _MAIN) or (one.zone not in _MAIN and one.group != two.group):
        return False
    return role in _JOINED_OVER_GAPS or two.gap == 0


def _with_opening(parts: Sequence[Part]) -> Iterable[Part]:
    opened = False
    for part in parts:
        if part.role is Role.BODY and not opened:
            opened = True
            yield Part(Role.OPENING, part.start, part.end, part.page)
        else:
            yield part
