"""What kept things and their changes are called on pages, and where the page of each thing is."""

from dataclasses import replace

from flask import url_for

from letterkit.checks.own.format import EVERYWHERE, OwnPack
from letterkit.compose import Blank, ReplyText
from letterkit.compose.changes import Change
from letterkit.core.people import Case
from letterkit.office.content.listing import Item
from letterkit.office.content.profiles import KeptProfile
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.template_words import change_words
from webui.errors import capital
from webui.letters.replies import name_of

KIND_WORDS = {KeptKind.REPLY: "текст ответа", KeptKind.BLANK: "бланк"}
"""Kinds with pages of this section."""
ALL_KIND_WORDS = {**KIND_WORDS, KeptKind.PROFILE: "профиль органа", KeptKind.PACK: "свои правила"}


def title_of(thing: object, slug: str) -> str:
    """«Направлено в другой орган», «Угловой бланк, ГОСТ Р 7.0.97-2025», the body of a profile, the title of a pack.

    What cannot be read is called by its id.
    """
    match thing:
        case ReplyText():
            return name_of(thing)
        case Blank():
            return thing.head.label
        case KeptProfile():
            return capital(thing.profile.body.names[Case.NOMINATIVE])
        case OwnPack():
            return thing.title
    return slug


def name(item: Item) -> str:
    return title_of(item.thing, item.kept.slug)


def labels_of(reply: ReplyText) -> dict[str, str]:
    """The labels of the fields of ``reply`` by their names."""
    return {name: field.label for name, field in reply.fields.items()}


def words_of(change: Change) -> str:
    """A change as people read it: a field is called by its label alone."""
    return capital(change_words(replace(change, name=change.label) if change.label else change))


def href_of(kind: KeptKind, slug: str) -> str:
    """The page where it is read and decided about; nothing for a pack that came with a folder and has none."""
    if kind is KeptKind.PROFILE:
        return url_for("bodies.versions", slug=slug)
    if kind is KeptKind.PACK:
        return url_for("rules.own") if slug == EVERYWHERE else ""
    return url_for("texts.show", kind=kind, slug=slug)
