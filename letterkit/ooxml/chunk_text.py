"""The words of an RTF that is laid whole into a Word file: its main text, without looks, pictures and running lines."""

import io
import re

_SIGN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I)
_CODEPAGE = re.compile(rb"\\ansicpg(\d+)")
_CYRILLIC_FONT, _CYRILLIC, _WESTERN = rb"\fcharset204", "cp1251", "cp1252"
_UNREAD = frozenset(
    """fonttbl colortbl stylesheet info pict fldinst header headerl headerr headerf footer footerl footerr footerf
    listtable listoverridetable themedata nonshppict""".split()
)
_ENDS = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\n", "tab": " "}
_CHARACTERS = {"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“"}
_CHARACTERS |= {"rdblquote": "”", "~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}


def words_of_rtf(content: bytes) -> str:
    """The words of the RTF, a line for each paragraph."""
    encoding, found = _encoding(content), io.StringIO()
    unread, spare = False, 1
    outer: list[tuple[bool, int]] = []
    to_skip = 0
    for sign in _SIGN.finditer(content.decode("latin-1")):
        word, number, code, symbol, brace, plain = sign.groups()
        shown = ""
        if brace == "{":
            outer.append((unread, spare))
        elif brace == "}":
            unread, spare = outer.pop() if outer else (unread, spare)
            to_skip = 0
        elif symbol == "*" or word in _UNREAD:
            unread = True
        elif word == "uc":
            spare = int(number or 1)
        elif word == "u" and number:
            shown, to_skip = chr(int(number) % 65536), spare
        elif code or plain:
            text = bytes.fromhex(code).decode(encoding, "replace") if code else plain
            shown, to_skip = text[to_skip:], max(0, to_skip - len(text))
        else:
            shown = _ENDS.get(word or "") or _CHARACTERS.get(word or symbol or "", "")
        if not unread:
            found.write(shown)
    return found.getvalue().encode("utf-16", "surrogatepass").decode("utf-16", "replace")


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
