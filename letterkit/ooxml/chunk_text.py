"""The words of an RTF that is laid whole into a Word file: its main text and notes, without looks and running lines.

striprtf 0.0.35 would do it, but takes half a minute for 26 KB of hyperlinks within one another (a cube of their
number), puts addresses and strokes among the words, loses notes and Cyrillic in a default font, and stops at a bare
``\\uc``.
"""

import io
import re
from dataclasses import dataclass, replace

_SIGN = re.compile(r"\\([a-z]+)(-?\d{1,9})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.I)
_CODEPAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_CYRILLIC_FONT, _CYRILLIC, _WESTERN = rb"\fcharset204", "cp1251", "cp1252"
_UNREAD = frozenset(
    """fonttbl colortbl stylesheet info pict fldinst header headerl headerr headerf footer footerl footerr footerf
    listtable listoverridetable themedata nonshppict shprslt nonesttables xe tc rxe""".split()
)
_BOX, _NOTE = "shptxt", "footnote"
_HIDING, _LOOKS_ANEW = frozenset({"v", "deleted"}), "plain"
_ENDS = dict.fromkeys("par line sect page column row cell nestrow nestcell shptxt footnote".split(), "\n") | {
    "tab": " "
}
_CHARACTERS = {"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“"}
_CHARACTERS |= {"rdblquote": "”", "~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CHARACTERS |= dict.fromkeys("emspace enspace qmspace".split(), " ")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the brace that closes: ``spare`` signs stand for a character of Unicode where none are known."""

    unread: bool = False
    noted: bool = False
    hiding: frozenset[str] = frozenset()
    spare: int = 1


def words_of_rtf(content: bytes) -> str:
    """The words of the RTF, a line for each paragraph; notes stand last."""
    encoding, text = _encoding(content), content.decode("latin-1")
    found, notes = io.StringIO(), io.StringIO()
    group, outer = _Group(), list[_Group]()
    at = to_skip = 0
    while sign := _SIGN.match(text, at):
        at = sign.end()
        word, number, code, symbol, brace, plain = sign.groups()
        shown = ""
        if brace == "{":
            outer.append(group)
        elif brace == "}":
            group, to_skip = outer.pop() if outer else group, 0
        elif word == "bin":
            at += max(int(number or 0), 0)
        elif word == "u" and number:
            shown, to_skip = chr(int(number) % 65536), group.spare
        elif code or plain:
            said = bytes.fromhex(code).decode(encoding, "replace") if code else plain
            shown, to_skip = said[to_skip:], max(0, to_skip - len(said))
        else:
            group = _group_after(group, word or symbol or "", number)
            shown = _ENDS.get(word or "") or _CHARACTERS.get(word or symbol or "", "")
        if not group.unread and not group.hiding:
            (notes if group.noted else found).write(shown)
    whole = f"{found.getvalue()}\n{notes.getvalue()}"
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _group_after(group: _Group, word: str, number: str | None) -> _Group:
    """The ``group`` after a word that says what it holds or how it looks."""
    if word == "*" or word in _UNREAD:
        return replace(group, unread=True)
    if word == _BOX:
        return replace(group, unread=False)
    if word == _NOTE:
        return replace(group, noted=True)
    if word == "uc":
        return replace(group, spare=int(number or 1))
    if word == _LOOKS_ANEW:
        return replace(group, hiding=frozenset())
    if word in _HIDING:
        return replace(group, hiding=group.hiding - {word} if number == "0" else group.hiding | {word})
    return group


def _encoding(content: bytes) -> str:
    said = _CODEPAGE.search(content)
    known = f"cp{int(said[1])}" if said else _WESTERN
    if known == _WESTERN and _CYRILLIC_FONT in content:
        return _CYRILLIC
    try:
        b"".decode(known)
    except LookupError:
        return _CYRILLIC
    return known
