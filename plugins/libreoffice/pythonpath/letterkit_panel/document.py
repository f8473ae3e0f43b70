"""A document of Writer: given out as .docx, its paragraphs, words selected in it and put in place of others."""

import tempfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from com.sun.star.beans import PropertyValue

_FILTER = "MS Word 2007 XML"
_SHAPE, _FRAME = "com.sun.star.drawing.Text", "com.sun.star.text.TextFrame"
_HEADS = ("HeaderText", "HeaderTextLeft", "HeaderTextFirst", "FooterText", "FooterTextLeft", "FooterTextFirst")


class Document:
    """The document ``model`` of Writer."""

    def __init__(self, model):
        self.model = model

    @property
    def name(self):
        """What the letter is called in reports."""
        stem = PurePosixPath(unquote(urlsplit(self.model.URL).path)).stem
        return f"{stem or 'письмо'}.docx"

    @property
    def url(self):
        """Where it is kept; empty while it has never been saved."""
        return self.model.URL

    @property
    def is_saved(self):
        """Whether its file says what the screen says."""
        return bool(self.model.URL) and not self.model.isModified()

    def docx(self):
        """The document as it is now: the very file where it is a .docx without changes, else as Writer saves one."""
        url = urlsplit(self.model.URL)
        if url.scheme == "file" and url.path.lower().endswith(".docx") and not self.model.isModified():
            return Path(url2pathname(url.path)).read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "letter.docx")
            self.model.storeToURL(path.as_uri(), (PropertyValue("FilterName", 0, _FILTER, 0),))
            return path.read_bytes()

    def lines(self):
        """The lines of its paragraphs and where each stands: (words, (paragraph, characters before it))."""
        return [line for paragraph in self._paragraphs() for line in _lines(paragraph)]

    def words_at(self, where, start, end):
        """The range of ``start:end`` of a line that ``lines`` has told the place ``where`` of."""
        paragraph, before = where
        begun = _cursor_at(paragraph, before + start)
        begun.gotoRange(_cursor_at(paragraph, before + end), True)
        return begun

    def select(self, found):
        """Shows the range ``found`` selected."""
        self.model.CurrentController.select(found)

    def replace(self, found, words, why):
        """Puts ``words`` in place of a range, as one step that is undone at once and called ``why``."""
        steps = self.model.UndoManager
        steps.enterUndoContext(why)
        try:
            found.setString(words)
        finally:
            steps.leaveUndoContext()

    def _paragraphs(self):
        yield from _of_text(self.model.Text)
        frames = self.model.TextFrames
        for number in range(frames.Count):
            yield from _of_text(frames.getByIndex(number))
        page = self.model.DrawPage
        for number in range(page.Count):
            shape = page.getByIndex(number)
            if shape.supportsService(_SHAPE) and not shape.supportsService(_FRAME):
                yield from _of_text(shape)
        styles = self.model.StyleFamilies.getByName("PageStyles")
        for name in styles.ElementNames:
            style = styles.getByName(name)
            if style.isInUse():
                for text in filter(None, (getattr(style, head) for head in _HEADS)):
                    yield from _of_text(text)


def _of_text(text):
    """The paragraphs of ``text``, those in cells of its tables too."""
    parts = text.createEnumeration()
    while parts.hasMoreElements():
        part = parts.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.CellNames:
                yield from _of_text(part.getCellByName(name))
        else:
            yield part


def _lines(paragraph):
    before = 0
    for line in paragraph.String.split("\n"):
        yield line, (paragraph, before)
        before += len(line) + 1


def _cursor_at(paragraph, characters):
    """A cursor after so many characters of the paragraph: a field is one step for it, however long its words are."""
    portions, left = paragraph.createEnumeration(), characters
    while portions.hasMoreElements():
        portion = portions.nextElement()
        words = portion.String
        if left <= len(words):
            cursor = paragraph.Text.createTextCursorByRange(portion.Start)
            if portion.TextPortionType == "Text":
                cursor.goRight(left, True)
                while len(cursor.String) > left:  # a letter with its accent is one step too
                    cursor.goLeft(1, True)
                cursor.collapseToEnd()
            elif left:
                cursor.gotoRange(portion.End, False)
            return cursor
        left -= len(words)
    return paragraph.Text.createTextCursorByRange(paragraph.End)


def model_in(frame):
    """The model of the document of Writer in ``frame``; None where there is another."""
    model = frame.Controller.Model if frame is not None and frame.Controller is not None else None
    return model if model is not None and model.supportsService("com.sun.star.text.TextDocument") else None
