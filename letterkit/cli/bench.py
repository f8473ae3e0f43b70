"""``letterkit bench``: the speed tables, rivals beside us, in one run."""

import json
from dataclasses import asdict

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, OneOf

_WORDS = {
    "fill.letterkit": "заполнить бланк: letterkit, с проверкой, что ни одно значение не потеряно",
    "fill.docxtpl": "docxtpl без проверок",
    "pdf.together": "PDF: письма вместе, одним запуском LibreOffice",
    "pdf.alone": "PDF: письма по одному",
    "check.rules": "проверить письмо: правила без проверки языка",
    "check.embedded": "правила и встроенная проверка языка, письмо новое",
    "check.edited": "проверить снова после правки одного предложения (встроенная проверка языка)",
    "check.server": "правила и сервер LanguageTool, письмо новое",
    "check.server-edited": "проверить снова после правки одного предложения (сервер LanguageTool)",
}


@click.command("bench", cls=Command, short_help="Измерить скорость.")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(form: str) -> None:
    """Измерить скорость на письме-образце: миллисекунды на письмо (медиана) и во сколько раз быстрее соседа.

    Оба способа измеряются по очереди в одном запуске: сравнивайте отношения, а не миллисекунды разных машин.
    """
    from letterkit.flow.speed import Paths, comparisons
    from letterkit.settings import load_settings

    settings = load_settings()
    paths = Paths(settings.rules_dir, settings.templates_dir, settings.profile_path, settings.languagetool_url)
    if form == "json":
        rows = [{**asdict(each), "ratio": round(each.ratio, 2)} for each in comparisons(paths)]
        write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", None)
        return
    for each in comparisons(paths):
        ours, rival = each.ours, each.rival
        write(
            f"{_WORDS[ours.code]}: {_ms(ours.median_ms)}\n"
            f"    против «{_WORDS[rival.code]}»: {_ms(rival.median_ms)}, отношение {each.ratio:.2f}".replace(".", ",")
            + "\n",
            None,
        )


def _ms(value: float) -> str:
    return f"{value:.1f} мс"
