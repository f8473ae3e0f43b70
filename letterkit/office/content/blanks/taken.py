"""What was taken out of the file of a blank because it reached out of it or could run: told, for letters go without."""

from collections.abc import Iterator, Mapping

from letterkit.compose import Blank
from letterkit.core.errors import TemplateError
from letterkit.core.finding import Level
from letterkit.core.letter import TakenKind
from letterkit.office.content.remark import Remark

_SENTENCES: Mapping[TakenKind, str] = {
    "macro": "blank.taken-macro",
    "object": "blank.taken-object",
    "text": "blank.taken-text",
    "picture": "blank.taken-picture",
    "template": "blank.taken-template",
    "source": "blank.taken-source",
    "field": "blank.taken-field",
}


def taken_remarks(blank: Blank) -> Iterator[Remark]:
    """A warning for each thing that was taken out of ``blank``."""
    for each in blank.taken:
        what = each.what.removeprefix("file:///")
        yield Remark(TemplateError(_SENTENCES[each.kind], file=blank.file, what=what), Level.WARNING)
