"""What PDF/UA-1 asks of tags and LibreOffice may leave wrong: mended where it can be, else the file claims nothing."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
# Structure elements that say nothing to who does not see them, unless in words beside (ISO 14289-1, 7.3 and 7.7).
_PICTURED = frozenset({"/Figure", "/Formula"})
_ROW_GROUPS = frozenset({"/THead", "/TBody", "/TFoot"})
_CELLS = frozenset({"/TH", "/TD"})


def mend_tags(pdf: Any) -> None:
    """Makes headings of ``pdf`` begin with the first level and skip none, and links be reached in the order of tags."""
    from pikepdf import Name

    for page in pdf.pages:
        if len(page.obj.get("/Annots", ())) and page.obj.get("/Tabs") != Name.S:
            page.obj["/Tabs"] = Name.S  # LibreOffice 7.4 writes a string there, which is no name (7.18.3)
    above: list[int] = []
    for element, role in _elements(pdf):
        level = _HEADINGS.get(role)
        if level is None:
            continue
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        if len(above) != level:
            element["/S"] = Name(f"/H{len(above)}")


def keeps_accessible(pdf: Any) -> bool:
    """Whether ``pdf`` has tags, words beside every picture, and tables with as many columns in every row."""
    if "/StructTreeRoot" not in pdf.Root:
        return False
    return all(
        ("/Alt" in element or "/ActualText" in element)
        if role in _PICTURED
        else role != "/Table" or _is_even(element, pdf)
        for element, role in _elements(pdf)
    )


def _elements(pdf: Any) -> Iterator[tuple[Any, str]]:
    """The structure elements in reading order, each with its role in the terms of the standard."""
    if "/StructTreeRoot" in pdf.Root:
        yield from _below(pdf.Root.StructTreeRoot, _meanings(pdf))


def _below(element: Any, meanings: dict[str, str]) -> Iterator[tuple[Any, str]]:
    for each, role in _children(element, meanings):
        yield each, role
        yield from _below(each, meanings)


def _children(element: Any, meanings: dict[str, str]) -> Iterator[tuple[Any, str]]:
    import pikepdf

    kids = element.get("/K")
    for each in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each, meanings.get(str(each.S), str(each.S))


def _meanings(pdf: Any) -> dict[str, str]:
    return {str(role): str(meant) for role, meant in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}


def _is_even(table: Any, pdf: Any) -> bool:
    """Whether all rows have the same columns, those that reach down from above counted (ISO 14289-1, 7.2).

    A row without cells of its own is none to a reader aloud, nor to veraPDF.
    """
    meanings = _meanings(pdf)
    rows = list(_rows(table, meanings))
    from_above: defaultdict[int, int] = defaultdict(int)
    widths = set()
    for number, row in enumerate(rows):
        width = from_above[number]
        cells = [cell for cell, role in _children(row, meanings) if role in _CELLS]
        for cell in cells:
            columns = _span(cell, "/ColSpan")
            width += columns
            for below in range(number + 1, number + _span(cell, "/RowSpan")):
                from_above[below] += columns
        widths.add(width if cells else 0)
    return len(widths) <= 1 and max(from_above, default=0) < max(len(rows), 1)


def _rows(table: Any, meanings: dict[str, str]) -> Iterator[Any]:
    for each, role in _children(table, meanings):
        if role == "/TR":
            yield each
        elif role in _ROW_GROUPS:
            yield from _rows(each, meanings)


def _span(cell: Any, name: str) -> int:
    import pikepdf

    said = cell.get("/A")
    for each in said if isinstance(said, pikepdf.Array) else (said,):
        if isinstance(each, pikepdf.Dictionary) and name in each:
            return int(each[name])
    return 1
