"""Tags of a PDF of many letters, cut up with its pages: what each letter's words are, for who cannot see them.

The tags of a letter are made anew: of a tag of the whole only names and words go over, never the thing itself, so
nothing of another letter can come along with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Of an element: what it is, the words for what is not words, its language.
_WORDS = ("/Alt", "/ActualText", "/E", "/Lang", "/T", "/ID")
# Attributes of other owners say where on the page the element stands, which the page itself shows.
_OWNERS = frozenset({"/Table", "/List"})
_OF_TABLES = frozenset({"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD"})


@dataclass(slots=True)
class _Element:
    """``page`` counts from 0; children are elements, marked pieces (page, number) and annotations (page, place)."""

    role: str
    page: int
    said: dict[str, str]
    attributes: bytes | None
    below: "list[_Element | _Piece | _Note]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    page: int
    number: int


@dataclass(frozen=True, slots=True)
class _Note:
    page: int
    place: int


class Tags:
    """The tags of a whole PDF, read once."""

    def __init__(self, whole: Any, pages: Sequence[Any]) -> None:
        """Raises KeyError, TypeError and the like for tags that are not as they should be."""
        root = whole.Root.StructTreeRoot
        self._pages = {page.objgen: number for number, page in enumerate(pages)}
        self._notes = {
            note.objgen: _Note(number, place)
            for number, page in enumerate(pages)
            for place, note in enumerate(page.get("/Annots", ()))
            if note.is_indirect
        }
        self._roles = {str(role): str(meant) for role, meant in root.get("/RoleMap", {}).items()}
        self._roots = [self._read(each, 0) for each in _below(root) if _is_element(each)]

    def put(self, letter: Any, first: int, last: int) -> None:
        """Gives ``letter``, whose pages are those from ``first`` to ``last``, the tags of them."""
        kept = [cut for each in self._roots if (cut := _cut(each, first, last)) is not None]
        _Writer(letter, first, self._roles).write(kept)

    def _read(self, thing: Any, page: int) -> _Element:
        page = self._pages[thing["/Pg"].objgen] if "/Pg" in thing else page
        said = {name: str(thing[name]) for name in _WORDS if name in thing}
        read = _Element(str(thing["/S"]), page, said, _attributes(thing))
        for each in _below(thing):
            if isinstance(each, int):
                read.below.append(_Piece(page, each))
            elif _is_element(each):
                read.below.append(self._read(each, page))
            elif str(each.get("/Type")) == "/OBJR":
                read.below.append(self._notes[each["/Obj"].objgen])
            else:
                at = self._pages[each["/Pg"].objgen] if "/Pg" in each else page
                read.below.append(_Piece(at, int(each["/MCID"])))
        return read


def _below(thing: Any) -> Iterator[Any]:
    import pikepdf

    kids = thing.get("/K")
    if kids is not None:
        yield from kids if isinstance(kids, pikepdf.Array) else (kids,)


def _is_element(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary) and "/S" in thing


def _attributes(thing: Any) -> bytes | None:
    """Attributes that a reader aloud needs, as they are written, unless they lead elsewhere."""
    import pikepdf

    found = thing.get("/A")
    each = found if isinstance(found, pikepdf.Array) else (found,)
    for one in each:
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/O")) in _OWNERS:
            written: bytes = one.unparse(resolved=True)
            return None if b" R" in written else written
    return None


def _cut(element: _Element, first: int, last: int) -> _Element | None:
    """``element`` with what of it is on the pages; None where nothing is, save for cells that hold a table together."""
    below = [
        cut
        for each in element.below
        if (
            cut := _cut(each, first, last)
            if isinstance(each, _Element)
            else each
            if first <= each.page <= last
            else None
        )
    ]
    if not below and not (element.role in _OF_TABLES and first <= element.page <= last):
        return None
    return _Element(element.role, element.page, element.said, element.attributes, below)


class _Writer:
    def __init__(self, letter: Any, first: int, roles: Mapping[str, str]) -> None:
        self._letter = letter
        self._first = first
        self._roles = roles
        self._used: set[str] = set()
        self._pages = [page.obj for page in letter.pages]
        self._marked: list[dict[int, Any]] = [{} for _ in self._pages]
        self._notes: list[Any] = []

    def write(self, elements: Sequence[_Element]) -> None:
        import pikepdf

        make, root = self._letter.make_indirect, pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        root = make(root)
        root["/K"] = pikepdf.Array([self._element(each, root) for each in elements])
        numbers: list[Any] = []
        for number, marked in enumerate(self._marked):
            owners = [marked.get(each) for each in range(max(marked, default=-1) + 1)]
            numbers += [number, make(pikepdf.Array(owners))]
        for number, owner in enumerate(self._notes, len(self._pages)):
            numbers += [number, owner]
        root["/ParentTree"] = make(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
        root["/ParentTreeNextKey"] = len(self._pages) + len(self._notes)
        if mapped := self._role_map():
            root["/RoleMap"] = pikepdf.Dictionary({role: pikepdf.Name(meant) for role, meant in mapped.items()})
        self._letter.Root["/StructTreeRoot"] = root
        self._letter.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)

    def _role_map(self) -> dict[str, str]:
        mapped: dict[str, str] = {}
        waiting = list(self._used)
        while waiting:
            role = waiting.pop()
            if role in self._roles and role not in mapped:
                mapped[role] = self._roles[role]
                waiting.append(self._roles[role])
        return dict(sorted(mapped.items()))

    def _element(self, element: _Element, above: Any) -> Any:
        import pikepdf

        self._used.add(element.role)
        made = self._letter.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name(element.role), P=above, Pg=self._page(element.page)
            )
        )
        for name, words in element.said.items():
            made[name] = pikepdf.String(words)
        if element.attributes is not None:
            made["/A"] = pikepdf.Object.parse(element.attributes)
        made["/K"] = pikepdf.Array([self._child(each, element, made) for each in element.below])
        return made

    def _child(self, child: "_Element | _Piece | _Note", element: _Element, made: Any) -> Any:
        import pikepdf

        if isinstance(child, _Element):
            return self._element(child, made)
        page = self._page(child.page)
        if isinstance(child, _Note):
            note = page["/Annots"][child.place]
            note["/StructParent"] = len(self._pages) + len(self._notes)
            self._notes.append(made)
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note, Pg=page)
        self._marked[child.page - self._first][child.number] = made
        if child.page == element.page:
            return child.number
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, MCID=child.number)

    def _page(self, number: int) -> Any:
        return self._pages[min(max(number - self._first, 0), len(self._pages) - 1)]


def tag_words(pdf: Any, page: Any, words: str) -> None:
    """Says that what was laid over ``page`` of the tagged ``pdf``, or all on it, are ``words``; none without tags."""
    import pikepdf

    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    owners = pikepdf.NumberTree(root["/ParentTree"])
    if "/StructParents" not in page.obj:
        page.obj["/StructParents"] = max(owners, default=-1) + 1
    key = int(page.obj["/StructParents"])
    if key not in owners:
        owners[key] = pikepdf.Array()
    number = len(owners[key])
    drawn = _drawing(page.obj)
    over = drawn.rfind(b" Do")
    at = drawn.rfind(b"q\n", 0, over) if over >= 0 else 0
    page.obj["/Contents"] = pdf.make_stream(drawn[:at] + b"/P <</MCID %d>> BDC\n" % number + drawn[at:] + b"\nEMC\n")
    above = next(_below(root))
    tag = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=above, Pg=page.obj, K=number, ActualText=words
        )
    )
    above["/K"] = pikepdf.Array([*_below(above), tag])
    owners[key] = pikepdf.Array([*owners[key], tag])
    root["/ParentTreeNextKey"] = max(owners) + 1


def _drawing(page: Any) -> bytes:
    import pikepdf

    contents = page["/Contents"]
    return b"\n".join(each.read_bytes() for each in (contents if isinstance(contents, pikepdf.Array) else (contents,)))
