"""What an old blank has of the letter itself: to whom, about what, a sample of its words, who signs."""

from collections.abc import Iterator, Sequence

from letterkit.core.paper import Zone
from letterkit.old_blanks.found import CONTEXT, PATTERN, PLACE, FoundMarks, neighbours
from letterkit.old_blanks.letterhead import is_foreign, is_name, other_alphabets
from letterkit.old_blanks.lines import Line
from letterkit.old_blanks.patterns import (
    ATTACHMENT,
    BESIDE,
    BRIEF_PERSON,
    CLOSING,
    COPY,
    EXECUTOR,
    FULL_NAME,
    LABELLED,
    NAME_ALONE,
    RESTRICTION,
    SALUTATION,
    SAMPLE,
    SIGNED,
    TITLE,
    TO,
)

_LONGEST_POST = 90
_SIGNATURE = ("signer.post_lines", "signer.name")


def find_signature(found: FoundMarks) -> None:
    """Adds post and name of the signer: the last line, or row of a table, with both."""
    body = [line for line in found.lines if line.zone not in (Zone.HEADER, Zone.FOOTER)]
    if found.has(*_SIGNATURE):
        _complete_signature(found, body)
    for line in reversed(body):
        said = SIGNED.match(line.masked)
        alone = NAME_ALONE.match(line.masked) if line.right or line.words.lstrip().startswith("___") else None
        before = body[: body.index(line)]
        before = before[:-1] if before and before[-1].is_empty else before
        if alone is not None and line.cell is None and (post := _post_above(found, before, line)):
            found.add("signer.name", line.start + alone.start("name"), line.start + alone.end("name"), CONTEXT)
            found.add_lines("signer.post_lines", post, CONTEXT)
            return
        if said is None or (line.cell is not None and line.cell.column) or found.has("signer.name"):
            continue
        if line.held and found.takes_line(line):
            continue
        at = body.index(line)
        above = _post_above(found, body[:at], line)
        start = above[0].start if above else line.start + said.start("post")
        if SALUTATION.match(line.words) or ATTACHMENT.match(line.words):
            continue
        found.add("signer.name", line.start + said.start("name"), line.start + said.end("name"), CONTEXT)
        found.add("signer.post_lines", start, line.start + said.end("post"), CONTEXT)
        return
    _find_signature_in_cells(found, body)


def _complete_signature(found: FoundMarks, body: Sequence[Line]) -> None:
    """The other half of a signature one half of which has a name in the blank."""
    for line in found.lines_of(*_SIGNATURE):
        said = SIGNED.match(line.masked)
        if said is not None:
            above = _post_above(found, body[: body.index(line)], line)
            start = above[0].start if above else line.start + said.start("post")
            found.add("signer.post_lines", start, line.start + said.end("post"), CONTEXT)
            found.add("signer.name", line.start + said.start("name"), line.start + said.end("name"), CONTEXT)
        elif line.cell is not None and found.has("signer.name"):
            _add_post_beside(found, body, line)


def _post_above(found: FoundMarks, before: Sequence[Line], name: Line) -> Sequence[Line]:
    """Lines of the post above that of the ``name``: short, no sentence, not apart from it, laid out like it."""
    taken: list[Line] = []
    for line in reversed(before):
        words = line.words.strip()
        sentence = words.endswith((".", ":", ";", "!", "?")) or len(words) > _LONGEST_POST
        other = CLOSING.match(words) or ATTACHMENT.match(words) or found.takes_line(line)
        text = line.justified > name.justified or SAMPLE.match(words) or names_executor(words)
        if not words or sentence or other or text or line.box != name.box or line.cell or len(taken) == 3:
            break
        taken.insert(0, line)
    return taken


def _find_signature_in_cells(found: FoundMarks, body: Sequence[Line]) -> None:
    for line in reversed(body):
        if line.cell is None or not line.cell.column or not NAME_ALONE.match(line.masked) or found.takes_line(line):
            continue
        if _add_post_beside(found, body, line):
            found.add_lines("signer.name", [line], CONTEXT)
            return


def _add_post_beside(found: FoundMarks, body: Sequence[Line], name: Line) -> bool:
    """Adds what stands in the first cell of the row that has the ``name``; whether there was anything free."""
    row = [
        each
        for each in body
        if each.cell and name.cell and (each.cell.table, each.cell.row, each.cell.column) == (*_row(name), 0)
    ]
    post = neighbours(row)
    if not post or not name.cell or not name.cell.column or any(found.takes_line(each) for each in post):
        return False
    found.add_lines("signer.post_lines", post, CONTEXT)
    return True


def _row(line: Line) -> tuple[int, int]:
    return (line.cell.table, line.cell.row) if line.cell else (-1, -1)


def names_executor(words: str) -> bool:
    """Whether a line under a letter says who has prepared it."""
    return any(sign.match(words) for sign in (EXECUTOR, FULL_NAME, BRIEF_PERSON))


def find_opening(found: FoundMarks) -> None:
    """Adds salutation and title."""
    until = found.index(*_SIGNATURE) or len(found.lines)
    for line in found.lines[:until]:
        if SALUTATION.match(line.words) and len(line.words) < _LONGEST_POST:
            found.add_lines("salutation", [line], PATTERN)
    until = found.index("salutation") or until
    for at, line in enumerate(found.lines[:until]):
        apart = not line.right and line.zone in (Zone.BODY, Zone.TABLE) and not found.takes_line(line)
        if apart and TITLE.match(line.words) and not line.words.rstrip().endswith("."):
            lines = [each for each in neighbours(found.lines[at:until]) if not found.takes_line(each)]
            found.add_lines("title", lines, PATTERN)


def find_addressee(found: FoundMarks) -> None:
    """Adds the right column above the letter, words in a frame, or «Кому:»; an empty cell there will do."""
    until = min(filter(None, (found.index(name) for name in ("title", "salutation", "paragraphs"))), default=None)
    until = until or found.index(*_SIGNATURE) or len(found.lines)
    above = [line for line in found.lines[:until] if line.zone not in (Zone.HEADER, Zone.FOOTER)]
    # A frame may stand anywhere in the file and yet be printed above.
    above += [line for line in found.lines[until:] if line.zone is Zone.FRAME and line not in above]
    places = list(_addressee_places(found, above))
    # A letterhead may stand at the right too, in another language or in a box of its own: the rest goes first.
    for lines in sorted(places, key=lambda lines: (not TO.match(lines[0].words), is_name(lines[0]))):
        found.add_lines("addressee", lines, CONTEXT)
        return
    for line in above:
        cell = [each for each in above if each.cell == line.cell]
        if line.cell and line.cell.right and line.cell.row == 0 and all(each.is_empty for each in cell):
            last = max((e.cell.column for e in above if e.cell and e.cell.table == line.cell.table), default=0)
            if line.cell.column == last and not found.takes_line(line):
                found.add("addressee", line.start, line.start, PLACE)
                return


def _addressee_places(found: FoundMarks, above: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Where the addressee may stand, in the order of ``above``."""
    others = other_alphabets(above)
    seen: list[Line] = []
    for at, line in enumerate(above):
        other = any(one.search(line.words) for one in (RESTRICTION, COPY, BESIDE)) or LABELLED.match(line.words)
        if line in seen or line.is_empty or other or found.takes_line(line) or line.box in others:
            continue
        if TO.match(line.words) or (line.right and not is_foreign(line.masked)):
            lines = _same_place(above[at:], line)
            seen += lines
            if not any(found.takes_line(each) for each in lines if not each.is_empty):
                yield lines


def _same_place(lines: Sequence[Line], first: Line) -> Sequence[Line]:
    """The rest of the cell or frame; outside of them the neighbours that stand as far right."""
    if first.cell is not None or first.zone is Zone.FRAME:
        rest = []
        for line in lines:
            if line.box != first.box:
                break
            rest.append(line)
        return rest
    rest = []
    for line in neighbours(lines):
        if line.right != first.right:
            break
        rest.append(line)
    return rest


def find_words(found: FoundMarks) -> None:
    """Adds the sample of the text, attachments and the closing formula: between the head and the signature."""
    head = [
        *found.lines_of("date", "number", "incoming.number", "incoming.date", "addressee", "title", "salutation"),
        *(line for line in found.lines if line.zone is Zone.HEADER),
    ]
    begun = max((found.lines.index(line) + 1 for line in head), default=0)
    until = found.index(*_SIGNATURE) or len(found.lines)
    body = [line for line in found.lines[begun:until] if line.zone is Zone.BODY and not found.takes_line(line)]
    for at, line in enumerate(body):
        if CLOSING.match(line.words):
            found.add_lines("closing", [line], PATTERN)
        elif ATTACHMENT.match(line.words):
            found.add_lines("attachments", neighbours(body[at:]), PATTERN)
    words = [line for line in body if not found.takes_line(line)]
    stop = found.index("attachments", "closing")
    words = [line for line in words if stop is None or found.lines.index(line) < stop]
    said = [line for line in words if not line.is_empty]
    if said:
        found.add_lines("paragraphs", words, CONTEXT if found.has("salutation") else PLACE)
    elif words:
        room = words[1] if len(words) > 2 else words[0]
        found.add("paragraphs", room.start, room.start, PLACE)
