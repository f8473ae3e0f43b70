"""``letterkit bench``: the speed tables, rivals beside us, in one run."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from letterkit.cli.terminal import write
from letterkit.cli.usage import CommandGroup, OneOf

if TYPE_CHECKING:
    from bench.speed import Comparison, Timing

_WORDS = {
    "fill.letterkit": "заполнить бланк: letterkit, с проверкой, что ни одно значение не потеряно",
    "fill.docxtpl": "docxtpl без проверок, файл открывается для каждого письма",
    "fill.compiled": "заполнить подготовленный бланк, как в пакете писем, с теми же проверками",
    "fill.whole": "letterkit, бланк не подготовлен",
    "pdf.joined": "PDF: письма одного бланка общими файлами, с проверкой, что каждому достались его страницы",
    "pdf.together": "PDF: письма вместе, одним запуском LibreOffice",
    "pdf.alone": "PDF: письма по одному",
    "check.rules": "проверить новое письмо: правила без проверки языка",
    "check.rules-edited": "проверить снова после правки одного предложения (правила без проверки языка)",
    "check.embedded": "правила и встроенная проверка языка, письмо новое",
    "check.edited": "проверить снова после правки одного предложения (встроенная проверка языка)",
    "check.server": "правила и сервер LanguageTool, письмо новое",
    "check.server-edited": "проверить снова после правки одного предложения (сервер LanguageTool)",
    "folder.all": "папка новых писем: все ядра вместе с запуском процессов, встроенная проверка языка",
    "folder.one": "одно ядро",
}
_COMMON = "общее для всех правил"
_COMMON_RULES = {
    "common.words": "слова",
    "common.cues": "приметы правил",
    "common.sentences": "предложения",
    "common.protected": "неприкосновенное",
    "common.engine": "встроенный движок языка",
}


_MORE = {
    "accuracy": ("bench.accuracy_command", "Измерить точность проверки."),
    "precision": ("bench.precision_command", "Измерить точность каждого правила языка."),
    "intake": ("bench.intake_command", "Измерить, как читаются обращения."),
}


@click.group(
    "bench", cls=CommandGroup, lazy=_MORE, invoke_without_command=True, short_help="Измерить скорость и точность."
)
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Измерить скорость на письме-образце: миллисекунды на письмо (медиана и лучшее) и во сколько раз быстрее соседа.

    Оба способа измеряются по очереди в одном запуске: сравнивайте отношения, а не миллисекунды разных машин.
    """
    if ctx.invoked_subcommand is not None:
        return
    from bench.speed import Paths, comparisons, endurance, shares
    from letterkit.settings import load_settings

    settings = load_settings()
    paths = Paths(
        settings.rules_dir,
        settings.templates_dir,
        settings.profile_path,
        settings.data_dir / "languagetool",
        settings.languagetool_url,
    )
    if form == "json":
        rows = [{**asdict(each), "ratio": round(each.ratio, 2)} for each in comparisons(paths)]
        lasting = endurance(paths)
        tables = {
            "comparisons": rows,
            "shares": [asdict(each) for each in shares(paths)],
            "endurance": asdict(lasting) if lasting else None,
        }
        write(json.dumps(tables, ensure_ascii=False, indent=2) + "\n", None)
        return
    for comparison in comparisons(paths):
        write(_format_comparison(comparison), None)
    write("\nИз чего складывается проверка нового письма (семейство: мс; самое долгое правило):\n", None)
    for share in shares(paths):
        family = _COMMON if share.family == "common" else share.family
        slowest = _COMMON_RULES.get(share.slowest, share.slowest)
        write(f"    {family}: {_ms(share.mean_ms)}; {slowest} {_ms(share.slowest_ms)}\n", None)
    lasting = endurance(paths)
    if lasting:
        write(
            f"\nПамять процесса: {lasting.settled_mb:.0f} МБ после {lasting.settled} разных писем, "
            f"{lasting.end_mb:.0f} МБ после {lasting.letters}.\n",
            None,
        )


def _format_comparison(each: "Comparison") -> str:
    ours, rival = each.ours, each.rival
    ratio = f"{each.ratio:.2f}".replace(".", ",")
    lead = f"{_WORDS[ours.code]}: {_format_timing(ours)}\n"
    return f"{lead}    против «{_WORDS[rival.code]}»: {_format_timing(rival)}, отношение {ratio}\n"


def _format_timing(timing: "Timing") -> str:
    return _ms(timing.median_ms) + (f" (лучшее {_ms(timing.best_ms)})" if timing.rounds > 1 else "")


def _ms(value: float) -> str:
    return f"{value:.1f} мс".replace(".", ",")
