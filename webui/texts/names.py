"""What reply texts and blanks are called on pages."""

from letterkit.compose import Blank, ReplyText
from letterkit.flow.keeping.content import KeptKind
from letterkit.flow.keeping.listing import Item
from webui.letters.replies import name_of

KIND_WORDS = {KeptKind.REPLY: "текст ответа", KeptKind.BLANK: "бланк"}


def title_of(thing: ReplyText | Blank | None, slug: str) -> str:
    """«Направлено в другой орган», «Угловой бланк, ГОСТ Р 7.0.97-2025»; what cannot be read is called by its id."""
    if isinstance(thing, ReplyText):
        return name_of(thing)
    return thing.head.label if isinstance(thing, Blank) else slug


def name(item: Item) -> str:
    return title_of(item.thing, item.kept.slug)
