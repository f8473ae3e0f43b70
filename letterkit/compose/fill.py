"""A blank filled by docxtpl behind a fence: nothing of a value is read as template, and no value is lost."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from lxml import etree

from letterkit.compose.catalogue import Blank
from letterkit.compose.ledger import CLOSE, MARK, OPEN, Ledger, opened_ledger
from letterkit.compose.letter_properties import as_letter
from letterkit.compose.pictures import describe_pictures
from letterkit.compose.sandbox import sandbox, template_error
from letterkit.compose.typography import plain
from letterkit.compose.vetting import vet_blank
from letterkit.core.errors import LetterFileError, TemplateError
from letterkit.ooxml.guard_parts import is_xml
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAY_LACK = ("organisation.", "feedback.")
"""What a blank may leave out: the body's own data, and the invitation to the survey."""
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\b(?:None|Undefined|undefined|nan|NaN)\b")
# The earliest moment a zip can hold: the same card gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
# What may keep words of the main document or of a style from a reader; without it a look at the elements will do.
_HIDES = re.compile(
    rb"[:<]vanish|[:<]hidden|delText|[:<]del[ >/]|moveFrom|instr|AlternateContent|vMerge", re.IGNORECASE
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_PIECES: Mapping[Any, Callable[[etree._Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}tab": lambda _: "\t",
    f"{W}br": lambda _: "\n",
}


@dataclass(frozen=True, slots=True)
class FilledBlank:
    """A filled blank and the words in its body, a line a paragraph."""

    docx: bytes
    text: str


@cache
def _template_class() -> Any:
    """docxtpl, with its rewriting of the blank's XML remembered between letters; imported when first needed."""
    from docxtpl import DocxTemplate

    @lru_cache(maxsize=64)
    def patched(source: str) -> str:
        return str(DocxTemplate(io.BytesIO()).patch_xml(source))

    class Template(DocxTemplate):
        def patch_xml(self, src_xml: str) -> str:
            return patched(src_xml)

    return Template


def fill(blank: Blank, context: Mapping[str, Any]) -> FilledBlank:
    """``blank`` filled with ``context`` (names of ``inspect.REQUIRED``): text, lists, mappings, True or False.

    The same context gives the same bytes. Raises TemplateError as ``vet_blank`` and ``sandbox.template_error``;
    ``template.leftover`` with ``mark`` and ``part``; ``blank.value-outside-text``; ``blank.value-lost`` and
    ``blank.value-unseen`` with ``key``: a value that was given is not in the letter, or not where anybody sees it. The
    organisation's own data and the invitation to the survey may be left out by a blank, nothing else.
    """
    vet_blank(blank)
    with opened_ledger() as ledger:
        docx, text, seen = unseal(fill_sealed(blank, context, sandbox()), ledger, blank.file)
    all_there(context, ledger, seen, blank.file)
    return FilledBlank(docx, text)


def fill_sealed(blank: Blank, context: Mapping[str, Any], environment: Any) -> bytes:
    """``blank`` as docxtpl fills it by the Jinja ``environment``, with marks of the ledger in force instead of values.

    The letter has its own title, author and language, and none of the blank's.

    Raises TemplateError as ``sandbox.template_error``; ``blank.not-filled`` with ``why``.
    """
    try:
        template = _template_class()(io.BytesIO(as_letter(blank.data)))
        template.render(dict(context), environment, autoescape=True)
    except Exception as fault:
        told = template_error(fault, file=blank.file)
        if told.code == "template.failed":  # docxtpl has met what Word would not write
            told = TemplateError("blank.not-filled", file=blank.file, why=str(told.details["problem"]))
        raise told from fault
    describe_pictures(part._element for part in template.docx.part.package.iter_parts() if hasattr(part, "_element"))
    saved = io.BytesIO()
    template.docx.save(saved)
    return saved.getvalue()


def unseal(saved: bytes, ledger: Ledger, file: str) -> tuple[bytes, str, frozenset[int]]:
    """``saved`` with values in the place of marks, its words, and which marks a reader of the letter will see.

    Raises TemplateError ``template.leftover``, ``blank.value-outside-text``.
    """
    out, words, plain_marks = io.BytesIO(), "", frozenset[int]()
    looked_at = False
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            data = given.read(name)
            if is_xml(name, data):
                main = name == "word/document.xml"
                looked_at |= bool(_HIDES.search(data)) or (
                    name.startswith("word/") and not main and OPEN.encode() in data
                )
                plain_marks |= _plain_marks(data, ledger) if main else frozenset()
                data = _opened_part(data, name, ledger, file)
                words = _words(etree.fromstring(data, _PARSER)) if main else words
            made.writestr(_entry(name), data, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue(), words, _visible_marks(saved, ledger, file) if looked_at else plain_marks


def _plain_marks(data: bytes, ledger: Ledger) -> frozenset[int]:
    """The marks in the words of the main document, when nothing in the file hides words."""
    texts = etree.fromstring(data, _PARSER).iter(f"{W}t")
    return frozenset(mark for text in texts if text.text for mark in ledger.marks_in(text.text))


def _visible_marks(saved: bytes, ledger: Ledger, file: str) -> frozenset[int]:
    """The marks that stand where a reader of the letter sees them: not in hidden or deleted text, in a field's code,
    in a header that no page has.
    """
    try:
        read = text_map(Package.open(saved, file))
    except LetterFileError as fault:
        raise TemplateError("blank.unreadable", file=file, why=fault.code) from fault
    return frozenset(ledger.marks_in(read.text))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.external_attr = 0o600 << 16
    return entry


def _opened_part(data: bytes, name: str, ledger: Ledger, file: str) -> bytes:
    """One part: searched for what the template left, then its marks replaced."""
    if OPEN.encode() not in data and b"{" not in data and b"None" not in data and b"ndefined" not in data:
        return data
    root = etree.fromstring(data, _PARSER)
    _no_leftovers(root, name, file)
    for element in root.iter("{*}*"):  # elements only: a value in a comment is not in the letter
        if isinstance(element.text, str) and OPEN in element.text:
            element.text = ledger.open_marks(element.text)
            if element.tag == f"{W}t":
                element.set(_XML_SPACE, "preserve")
    whole = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if OPEN.encode() in whole or CLOSE.encode() in whole:
        raise TemplateError("blank.value-outside-text", file=file, part=name)
    return whole


def _no_leftovers(root: etree._Element, name: str, file: str) -> None:
    """Values are still sealed here, so braces in the text can only be the template's own."""
    paragraphs = list(root.iter(f"{W}p")) if name.startswith("word/") else [root]
    for paragraph in paragraphs:
        text = "".join(paragraph.itertext())
        left = _LEFTOVER.search(MARK.sub("", text))
        if left:
            raise TemplateError("template.leftover", file=file, part=name, mark=left[0], text=MARK.sub("…", text)[:80])


def _words(root: etree._Element) -> str:
    lines: list[str] = []
    for paragraph in root.iter(f"{W}p"):
        pieces: list[str] = []
        for run in paragraph.iter(f"{W}r"):
            pieces.extend(_PIECES[element.tag](element) for element in run if element.tag in _PIECES)
        lines.append("".join(pieces))
    return "\n".join(lines).strip()


def all_there(context: Mapping[str, Any], ledger: Ledger, seen: frozenset[int], file: str) -> None:
    """Pass a letter in which a reader sees every value of ``context``, by the marks ``seen``.

    Raises TemplateError with ``key`` and ``value``: ``blank.value-unseen`` for one that stands where nobody looks,
    ``blank.value-lost`` for one that stands nowhere.
    """
    printed = {plain(ledger.values[index]) for index in seen}
    for key, value in leaves(context):
        if key.startswith(MAY_LACK):
            continue
        wanted = plain(value)
        if wanted in printed or not wanted:
            continue
        whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        if not any(whole.search(text) for text in printed):
            if any(whole.search(plain(text)) for text in ledger.values):
                raise TemplateError("blank.value-unseen", file=file, key=key, value=value[:80])
            raise TemplateError("blank.value-lost", file=file, key=key, value=value[:80])


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of ``value`` by its dotted path; a row of the letter counts by its ``text`` alone."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        if not value.get("restricted", True):
            value = {name: one for name, one in value.items() if name not in ("restriction", "copy_number")}
        names = ["text"] if "text" in value else list(value)
        for name in names:
            yield from leaves(value[name], f"{path}.{name}" if path else str(name))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}.{index}")
