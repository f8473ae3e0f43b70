"""``letterkit templates``: the blanks and the reply texts there are, and what each needs."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli.options import FilePath
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, CommandGroup, OneOf, Option
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.compose import Blank, Catalogue, ReplyText

_form = click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")

command = CommandGroup(
    "templates",
    lazy={
        "lint": ("letterkit.cli.templates_lint", "Проверить тексты ответов и бланки."),
        "try": ("letterkit.cli.templates_try", "Испытать текст или бланк на людях."),
        "diff": ("letterkit.cli.templates_diff", "Сравнить две редакции."),
        "export": ("letterkit.cli.templates_export", "Записать тексты и бланки службы в папку."),
        "import": ("letterkit.cli.templates_import", "Прочитать их из такой папки."),
    },
    no_args_is_help=True,
    help="Бланки и тексты ответов: те, что лежат в templates/; export и import пишут и читают то, что ведут в службе.",
)


def _catalogue() -> "Catalogue":
    from letterkit.compose import Catalogue
    from letterkit.settings import load_settings

    return Catalogue(load_settings().templates_dir)


@command.command("list", short_help="Какие есть бланки и тексты.")
@_form
def list_templates(form: str) -> None:
    """Показать тексты ответов и бланки."""
    catalogue = _catalogue()
    replies, blanks = catalogue.replies(), catalogue.blanks()
    if form == "json":
        told = {"replies": [_reply(reply) for reply in replies], "blanks": [_blank(blank) for blank in blanks]}
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
        return
    style = style_for(None)
    lines = [style.paint("Тексты ответов", "bold")]
    for reply in replies:
        clause = f" (п. {reply.head.clause})" if reply.head.clause else ""
        lines.append(f"  {reply.id:<12} {reply.head.purpose or reply.head.title}{clause}")
    lines += ["", style.paint("Бланки", "bold"), *(f"  {blank.id:<18} {blank.head.label}" for blank in blanks)]
    write("\n".join(lines) + "\n", None)


@command.command("show", short_help="Что нужно тексту или каков бланк.")
@click.argument("id", metavar="ИМЯ")
@_form
def show_template(id: str, form: str) -> None:
    """Показать текст ответа с полями, которые он просит, или описание бланка."""
    catalogue = _catalogue()
    try:
        reply = catalogue.reply(id)
    except RequestError as fault:
        if fault.code != "reply.unknown":
            raise
        _show_blank(id, catalogue, form)
        return
    if form == "json":
        write(json.dumps({**_reply(reply), "text": reply.source}, ensure_ascii=False, indent=2) + "\n", None)
        return
    style = style_for(None)
    lines = [style.paint(reply.id, "bold"), reply.head.title]
    if reply.head.purpose:
        lines.append(reply.head.purpose)
    if reply.fields:
        lines += ["", style.paint("Поля (reply.fields)", "bold")]
        for name, field in reply.fields.items():
            wanted = "обязательное" if field.required else "по желанию"
            lines.append(f"  {name:<16} {field.label} ({wanted}, {field.type})")
    lines += ["", style.paint("Текст", "bold"), reply.source.strip(), "", f"Файл: {reply.file}"]
    write("\n".join(lines) + "\n", None)


@command.command("table", cls=Command, short_help="Таблица-образец для рассылки.")
@click.argument("id", metavar="ТЕКСТ")
@click.option(
    "-o",
    "--out",
    cls=Option,
    type=FilePath,
    metavar="ФАЙЛ.xlsx",
    required=True,
    help="Куда записать таблицу (обязательно).",
)
def table_template(id: str, out: Path) -> None:
    """Записать таблицу-образец текста ответа: столбцы, подсказки к ним и строку-пример; её читает letterkit batch."""
    from letterkit.checking.profile import load_profile
    from letterkit.core.atomic_files import write_whole
    from letterkit.settings import load_settings
    from letterkit.tables import template_table

    profile = load_profile(load_settings().profile_path)
    write_whole(out, template_table(_catalogue().reply(id), profile))
    write(f"Записано: {out}\n", None)


def _show_blank(id: str, catalogue: "Catalogue", form: str) -> None:
    known = [blank.id for blank in catalogue.blanks()]
    if id not in known:
        raise RequestError("template.unknown", id=id, known=(*(reply.id for reply in catalogue.replies()), *known))
    blank = catalogue.blank(id)
    if form == "json":
        write(json.dumps(_blank(blank), ensure_ascii=False, indent=2) + "\n", None)
        return
    geometry = blank.head.geometry
    margins = " / ".join(f"{mm:g}" for mm in (geometry.left_mm, geometry.right_mm, geometry.top_mm, geometry.bottom_mm))
    lines = [
        style_for(None).paint(blank.id, "bold"),
        blank.head.label,
        f"Поля слева / справа / сверху / снизу: {margins} мм; текст {geometry.text_pt:g} пт",
        f"Файл: {blank.file}",
    ]
    write("\n".join(lines) + "\n", None)


def _reply(reply: "ReplyText") -> dict[str, Any]:
    return {**reply.head.model_dump(mode="json"), "file": reply.file}


def _blank(blank: "Blank") -> dict[str, Any]:
    return {**blank.head.model_dump(mode="json"), "file": blank.file}
