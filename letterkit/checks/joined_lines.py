"""Text files broken at a fixed width: rules see a paragraph as one line, whatever word the break has come before."""

from bisect import bisect_left
from dataclasses import replace

from letterkit.core.letter import Letter
from letterkit.russian.clean import CleanText


def join_lines(cleaned: CleanText, letter: Letter) -> CleanText:
    """``cleaned`` text of ``letter`` with a blank for each line break inside a paragraph of a text file.

    In a Word file such a break is the writer's own, and lines of a PDF are joined when it is read.
    """
    if letter.source.kind != "text":
        return cleaned
    text = cleaned.text
    pieces: list[str] = []
    done = 0
    for each in letter.paragraphs:
        start, end = bisect_left(cleaned.origin, each.start), bisect_left(cleaned.origin, each.end)
        if "\n" in text[start:end]:
            pieces += [text[done:start], text[start:end].replace("\n", " ")]
            done = end
    return replace(cleaned, text="".join((*pieces, text[done:]))) if pieces else cleaned
