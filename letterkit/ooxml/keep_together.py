"""The paragraphs at the end of a letter that are kept on one page: its last words, the signature, the executor mark."""

from lxml import etree

from letterkit.ooxml.joinable import Joinable
from letterkit.ooxml.names import local
from letterkit.ooxml.styles import child, switched_on, value


def kept_at_end(letter: Joinable) -> list[etree._Element]:
    """The last paragraph and those before it that are to stay with the next one (17.3.1.15), the last first."""
    styles = _Keeping(letter)
    *before, _ = letter.body
    kept = [before.pop()]
    while before and local(before[-1].tag) == "p" and (_is_frame(before[-1]) or styles.keeps(before[-1])):
        kept.append(before.pop())
    return kept


class _Keeping:
    """Which styles keep a paragraph with the next one."""

    def __init__(self, letter: Joinable) -> None:
        part = letter.package.related_part(letter.package.main, "styles")
        root = letter.package.xml(part) if part else ()
        self._styles = {value(node, "styleId"): node for node in root if local(node.tag) == "style"}
        self._default = next((name for name, node in self._styles.items() if _is_default(node)), None)

    def keeps(self, paragraph: etree._Element) -> bool:
        properties = child(paragraph, "pPr")
        own = child(properties, "keepNext")
        if own is not None:
            return switched_on(own)
        name, seen = value(child(properties, "pStyle")) or self._default, set()
        while name in self._styles and name not in seen:
            seen.add(name)
            said = child(child(self._styles[name], "pPr"), "keepNext")
            if said is not None:
                return switched_on(said)
            name = value(child(self._styles[name], "basedOn"))
        return False


def _is_default(style: etree._Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")


def _is_frame(paragraph: etree._Element) -> bool:
    return child(child(paragraph, "pPr"), "framePr") is not None
