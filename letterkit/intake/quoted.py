"""Earlier messages that an answer to them quotes: what they ask and whom they name is not the writer's."""

import regex

_OPENED = regex.compile(
    r"(?im)^[^\S\n]*[-—_=*\s]{0,12}(?:пересланное|пересылаемое|исходное|оригинальное|переадресованное|original|forwarded)"
    r"\s+(?:сообщение|письмо|message)[^\n]*$"
)
_WROTE = regex.compile(r"(?im)^[^\n]*(?:написал(?:\(а\)|а)?|пишет|писал(?:\(а\)|а)?|wrote)\s*:[^\S\n]*$(?=\n\s*>)")
_QUOTED_LINE = regex.compile(r"(?m)^[^\S\n]*(?:>[^\S\n]*)+[^\n]*")
_MARKS = regex.compile(r"(?m)^[^\S\n]*(?:>[^\S\n]*)+")
_WORD = regex.compile(r"\p{L}{2,}")
_FEW, _MANY = 3, 40
"""Fewer lines with «>» are items of a list; a message with so many words of its own is no mere forwarding."""


def without_quoted(text: str) -> str:
    """``text``, as long as it was, with blanks where it quotes; what is nothing but a quotation keeps its words."""
    opened = next((match.start() for match in _OPENED.finditer(text) if _says_much(text[: match.start()])), None)
    if opened is not None:
        text = text[:opened] + _blank(text[opened:])
    quoted = _QUOTED_LINE.findall(text)
    if len(quoted) < _FEW:
        return text
    own = _QUOTED_LINE.sub("", text)
    if _QUOTED_LINE.match(text.lstrip()) or (len(_WORD.findall(own)) < _FEW * len(quoted) and not _WROTE.search(text)):
        return _MARKS.sub(lambda marks: " " * len(marks[0]), text)
    return _QUOTED_LINE.sub(lambda line: _blank(line[0]), _WROTE.sub(lambda line: _blank(line[0]), text))


def _says_much(text: str) -> bool:
    return len(_WORD.findall(text)) >= _MANY


def _blank(text: str) -> str:
    return regex.sub(r"[^\n]", " ", text)
