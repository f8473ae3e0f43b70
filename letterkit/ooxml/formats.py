"""How paragraphs and runs are set, once styles, their ancestors and the document's defaults have had their say.

Order of ISO/IEC 29500-1, 17.7.2: defaults, paragraph style from its oldest ancestor on, run style, then what is written
on the paragraph or the run itself. What tables and list levels add is left out: neither sets the text of a letter.
"""

from dataclasses import dataclass, replace

from lxml import etree

from letterkit.core.lru_cache import Shelf
from letterkit.core.paper import Align
from letterkit.ooxml.measures import millimetres, points
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import align_of, child, value, xml_of

# Distance of lines in the type that letters are set in, in ems: Times New Roman and Arial have 1.15.
EM_PER_LINE = 1.15
# What Word does where a file says nothing (17.3.2.38).
_UNSAID_SIZE_PT = 10.0
_DEEPEST = 20
_MOST_WRITTEN = 512


@dataclass(frozen=True, slots=True)
class Type:
    """Size and font of a run; ``font`` is a name, or a theme's own («minorHAnsi») where ``themed``."""

    size_pt: float = _UNSAID_SIZE_PT
    font: str | None = None
    themed: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """``line`` is the distance of lines: multiples of one line by the rule «auto», else points."""

    type: Type = Type()
    line: float = 1.0
    rule: str = "auto"
    indent_mm: float = 0.0
    align: Align = "left"

    @property
    def lines(self) -> float:
        """The distance of lines in lines of this type."""
        if self.rule == "auto":
            return self.line
        lines = self.line / (EM_PER_LINE * self.type.size_pt)
        return max(lines, 1.0) if self.rule == "atLeast" else lines


class Formats:
    """Formats of one document, from the roots of its styles and its theme. May be shared between threads."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        nodes = [node for node in styles if local(node.tag) == "style"] if styles is not None else []
        self._nodes = {value(node, "styleId"): node for node in nodes}
        self._paragraph_style = next(
            (
                value(node, "styleId")
                for node in nodes
                if value(node, "type") == "paragraph" and value(node, "default") in ("1", "true", "on")
            ),
            None,
        )
        defaults = child(styles, "docDefaults")
        self._base = _set(
            Format(),
            child(child(defaults, "pPrDefault"), "pPr"),
            child(child(defaults, "rPrDefault"), "rPr"),
        )
        self._themes = _theme_fonts(theme)
        self._known: dict[str | None, Format] = {}
        self._paragraphs: Shelf[bytes, Format] = Shelf(_MOST_WRITTEN)
        self._runs: Shelf[tuple[bytes, Type], Type] = Shelf(_MOST_WRITTEN)

    @classmethod
    def of(cls, package: Package) -> "Formats":
        """Those of ``package``, kept for the next with the same; raises LetterFileError ``docx.xml``."""
        parts = [package.related_part(package.main, kind) for kind in ("styles", "theme")]

        def read() -> Formats:
            return cls(*(None if part is None else package.xml(part) for part in parts))

        if not all(part is None or package.is_as_read(part) for part in parts):
            return read()
        return _FORMATS.of(tuple(None if part is None else package.content(part) for part in parts), read)

    def paragraph(self, properties: etree._Element | None) -> Format:
        """The format of a paragraph with these ``w:pPr``; its type is that of runs that say nothing themselves."""
        if properties is None:
            return self._paragraph(None)
        return self._paragraphs.of(xml_of(properties), lambda: self._paragraph(properties))

    def _paragraph(self, properties: etree._Element | None) -> Format:
        return _set(self._style(value(child(properties, "pStyle")) or self._paragraph_style), properties, None)

    def run(self, properties: etree._Element | None, paragraph: Format) -> Type:
        """The type of a run with these ``w:rPr`` in such a paragraph."""
        if properties is None:
            return paragraph.type
        return self._runs.of((xml_of(properties), paragraph.type), lambda: self._run(properties, paragraph))

    def _run(self, properties: etree._Element, paragraph: Format) -> Type:
        made = paragraph.type
        for style in self._line_of(value(child(properties, "rStyle"))):
            made = _type_of(made, child(style, "rPr"))
        return _type_of(made, properties)

    def font(self, type_: Type) -> str | None:
        """The family that ``type_`` names, a theme's font looked up; None when nothing tells."""
        return self._themes.get((type_.font or "")[:5]) if type_.themed else type_.font

    def _style(self, name: str | None) -> Format:
        if name not in self._known:
            made = self._base
            for style in self._line_of(name):
                made = _set(made, child(style, "pPr"), child(style, "rPr"))
            self._known[name] = made
        return self._known[name]

    def _line_of(self, name: str | None) -> list[etree._Element]:
        """The style and its ancestors, the oldest first."""
        line: list[etree._Element] = []
        while name is not None and name in self._nodes and len(line) < _DEEPEST:
            line.insert(0, self._nodes[name])
            name = value(child(line[0], "basedOn"))
        return line


_FORMATS: Shelf[tuple[bytes | None, ...], Formats] = Shelf(8)


def _set(before: Format, paragraph: etree._Element | None, run: etree._Element | None) -> Format:
    made = replace(before, type=_type_of(before.type, run), align=align_of(paragraph) or before.align)
    spacing = child(paragraph, "spacing")
    said, rule = value(spacing, "line"), value(spacing, "lineRule")
    if said is not None or rule is not None:
        rule = rule or ("auto" if said is not None else before.rule)
        length = points(said, 240 if rule == "auto" else 20)
        made = replace(made, rule=rule, line=before.line if length is None or length <= 0 else length)
    return replace(made, indent_mm=_indent(child(paragraph, "ind"), before.indent_mm))


def _indent(element: etree._Element | None, before_mm: float) -> float:
    hanging, first = millimetres(value(element, "hanging")), millimetres(value(element, "firstLine"))
    if hanging is not None:
        return -hanging
    return before_mm if first is None else first


def _type_of(before: Type, properties: etree._Element | None) -> Type:
    made = before
    size = points(value(child(properties, "sz")), 2)
    if size is not None and size > 0:
        made = replace(made, size_pt=size)
    fonts = child(properties, "rFonts")
    # Cyrillic is set in the font for «high ANSI» letters; only files of other programs leave it out.
    for name in ("hAnsi", "ascii"):
        themed, plain = value(fonts, f"{name}Theme"), value(fonts, name)
        if themed or plain:
            return replace(made, font=themed or plain, themed=bool(themed))
    return made


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """The Latin fonts of a theme by «major» and «minor», which set Cyrillic as well."""
    found: dict[str, str] = {}
    for node in theme.iter() if theme is not None else ():
        kind = str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
        if kind in ("majorFont", "minorFont"):
            latin = next((one for one in node if str(one.tag).endswith("}latin")), None)
            name = latin.get("typeface") if latin is not None else None
            if name:
                found[kind[:5]] = str(name)
    return found
