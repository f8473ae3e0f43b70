"""``letterkit templates diff``: two versions of a reply text or a blank."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.compose import Blank, Catalogue, ReplyText
    from letterkit.office.content.difference import Difference


@click.command("diff", cls=Command, short_help="Сравнить две редакции.")
@click.argument("old", metavar="ПРЕЖНЯЯ")
@click.argument("new", metavar="НОВАЯ")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(old: str, new: str, form: str) -> int:
    """Сравнить две редакции текста ответа или бланка: имена из «templates list» или файлы.

    Сначала то, что заметят карточки и таблицы (поля, исход, основание), затем слова: в [скобках] – что изменилось.
    Код завершения 1 – изменения могут сломать прежние карточки и таблицы, 0 – не могут.
    """
    from letterkit.compose import Catalogue, ReplyText
    from letterkit.office.content.difference import blank_difference, reply_difference
    from letterkit.settings import load_settings

    catalogue = Catalogue(load_settings().templates_dir)
    before, after = _read(old, catalogue), _read(new, catalogue)
    if isinstance(before, ReplyText) and isinstance(after, ReplyText):
        found = reply_difference(before, after)
    elif not isinstance(before, ReplyText) and not isinstance(after, ReplyText):
        found = blank_difference(before, after)
    else:
        raise RequestError("template.unlike", old=old, new=new)
    if form == "json":
        write(json.dumps(_object(found), ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{line}\n" for line in _lines(found)), None)
    return int(found.is_breaking)


def _read(given: str, catalogue: "Catalogue") -> "ReplyText | Blank":
    """A file, or a reply text or a blank of the catalogue by its name."""
    from letterkit.compose.catalogue import load_blank, parse_reply
    from letterkit.core.errors import TemplateError
    from letterkit.datafile import read_text

    path = Path(given)
    if path.suffix == ".md":
        return parse_reply(read_text(path, TemplateError), str(path))
    if path.suffix in (".yml", ".docx"):
        return load_blank(path.with_suffix(".yml"))
    replies = {reply.id: reply for reply in catalogue.replies()}
    blanks = {blank.id: blank for blank in catalogue.blanks()}
    if found := replies.get(given) or blanks.get(given):
        return found
    raise RequestError("template.unknown", id=given, known=(*replies, *blanks))


def _lines(found: "Difference") -> Iterator[str]:
    from letterkit.reports.template_words import change_words, row_lines

    style = style_for(None)
    if found.is_none:
        yield "Различий нет."
        return
    for title, breaking in (("Ломающие изменения", True), ("Другие изменения", False)):
        if changes := [change for change in found.changes if change.breaking is breaking]:
            yield style.paint(title, "bold")
            yield from (f"  {change_words(change)}" for change in changes)
    if lines := list(row_lines(found.rows)):
        yield style.paint("Текст", "bold")
        yield from (f"  {line}" for line in lines)


def _object(found: "Difference") -> dict[str, Any]:
    from letterkit.reports.template_words import change_words

    return {
        "breaking": found.is_breaking,
        "changes": [
            {**asdict(change), "breaking": change.breaking, "message": change_words(change)} for change in found.changes
        ],
        "text": [
            {
                "kind": row.kind,
                "before": "".join(piece.text for piece in row.before),
                "after": "".join(piece.text for piece in row.after),
            }
            for row in found.rows
            if row.kind != "same"
        ],
    }
