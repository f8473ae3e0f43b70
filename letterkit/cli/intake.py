"""``letterkit intake``: an appeal in, a proposed card out."""

import sys
from pathlib import Path

import click

from letterkit.cli.options import FilePath
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import RequestError

_TYPED = "ввод.txt"


@click.command("intake", cls=Command, short_help="Прочитать обращение и предложить карточку.")
@click.argument("paths", nargs=-1, required=True, type=FilePath, metavar="ФАЙЛ...")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(paths: tuple[Path, ...], form: str) -> None:
    """Прочитать обращение и предложить карточку: кто, о чём и что спрашивает, где в тексте это сказано.

    ФАЙЛ — .docx, .pdf, .txt, .eml, .msg, .html (.doc, .odt, .rtf — через LibreOffice), фотография или скан (.jpg, .png,
    .tiff, .heic, .pdf — через tesseract с русским языком); «-» — текст из стандартного ввода. Несколько файлов — одно
    обращение: какой из них оно само, а какие приложены, определяется по тексту. Решает человек: ничего не
    сохраняется.
    """
    from letterkit.pages.convert import Converter
    from letterkit.reports.intake_reading import read_files
    from letterkit.settings import load_settings

    files = [_read(path) for path in paths]
    soffice = load_settings().soffice
    with Converter(soffice=None if soffice is None else str(soffice)) as converter:
        reading, document = read_files(files, converter)
    if form == "json":
        import json

        from letterkit.reports.intake_json import as_mapping

        write(json.dumps(as_mapping(reading, document), ensure_ascii=False, indent=2) + "\n", None)
        return
    from letterkit.reports import intake_text

    write(intake_text.document(reading, document, style_for(None)), None)


def _read(path: Path) -> tuple[str, bytes]:
    from letterkit.intake.documents import MAX_BYTES, read_bytes

    if str(path) == "-":
        return _TYPED, sys.stdin.buffer.read(MAX_BYTES + 1)
    if path.is_dir():
        raise RequestError("intake.folder", folder=str(path))
    return path.name, read_bytes(path)
