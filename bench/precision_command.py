"""``letterkit bench precision``: each rule of language on sentences nobody here wrote, and the level it has earned."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli.options import FilePath
from letterkit.cli.terminal import with_progress, write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.finding import Level

if TYPE_CHECKING:
    from bench.accuracy.precision import Ask, Tally

_LEVELS = {Level.ERROR: "ошибка", Level.WARNING: "предупреждение", Level.ADVICE: "совет", None: "молчать"}
_HEADS = ("правило", "сейчас", "сказано", "верно", "точность", "замена верна", "только оно", "тревог", "заслужило")


@click.command("precision", cls=Command, short_help="Измерить точность каждого правила языка.")
@click.argument("files", type=FilePath, metavar="ФАЙЛ…", nargs=-1, required=True)
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
@click.option("--planted/--no-planted", default=True, help="Вносить ли в верные предложения по одной ошибке.")
@click.option("--samples", is_flag=True, help="Показать ложные тревоги.")
@click.option("--engine-rules", is_flag=True, help="Каждое правило сервера LanguageTool отдельно, и отказанные тоже.")
@click.option("-o", "--out", type=FilePath, metavar="ФАЙЛ", help="Записать ответ в файл.")
def command(
    files: tuple[Path, ...],
    form: str,
    planted: bool,
    samples: bool,
    engine_rules: bool,
    out: Path | None,
) -> None:
    """Измерить, как часто право каждое правило языка, на предложениях, которых его авторы не видели.

    ФАЙЛ – JSONL: в строке wrong и right (как написано и как надо) или text (верное предложение). Верные читаются как
    есть и ещё раз – с одной ошибкой из тех, что делает каждый: потерянная или лишняя запятая, другой падеж, описка,
    слитно или раздельно. Правило заслуживает уровень: ошибка – когда право в 98 случаях из 100, предупреждение – в 90,
    совет – в 60; ниже ему лучше молчать.

    --engine-rules измеряет правила сервера LanguageTool (LETTERKIT_LANGUAGETOOL_URL), по которым составлен
    rules/proofing/allowed.yml: «только оно» – ошибки, которых не находит больше ничто.
    """
    from bench.accuracy.precision import findings_of, in_portions, measure, plant_slips, read_pairs
    from letterkit.checking.checker import Checker
    from letterkit.cli.options import check_options

    read = [read_pairs(file) for file in files]
    right = [text for _, texts in read for text in texts]
    pairs = [pair for some, _ in read for pair in some]
    correct = [*right, *(pair.right for pair in pairs)]
    made = list(plant_slips(right)) if planted else []
    options = replace(check_options(None, "embedded", no_pages=True), text_only=True)
    with Checker(options) as checker:
        ask: Ask = partial(findings_of, checker)
        beside: Ask | None = None
        if engine_rules:
            from bench.accuracy.engine_rules import open_engine_rules

            each = open_engine_rules(checker)
            ask, beside = each.findings, each.findings_without
        tallies = measure(
            in_portions(ask, lambda texts, count: with_progress(texts, count, "Точность")),
            [*pairs, *made],
            correct,
            beside and in_portions(beside, lambda texts, count: with_progress(texts, count, "Без сервера")),
        )
    words = sum(len(re.findall(r"[А-Яа-яЁё-]+", text)) for text in correct)
    ordered = sorted(tallies.items(), key=lambda each: (-each[1].right, each[0]))
    if form == "json":
        write(json.dumps([_as_object(*each) for each in ordered], ensure_ascii=False, indent=1) + "\n", out)
    else:
        write("\n".join(_lines(dict(ordered), words, with_samples=samples)) + "\n", out)


def _lines(tallies: "Mapping[tuple[str, Level], Tally]", words: int, *, with_samples: bool) -> Iterator[str]:
    from bench.accuracy.precision import level_for

    rows: list[Iterable[str]] = [_HEADS]
    samples: list[list[str]] = [[]]
    for (code, level), tally in tallies.items():
        numbers = (
            tally.said + tally.vain,
            tally.right,
            f"{tally.precision:.1%}",
            tally.mended,
            tally.alone,
            tally.vain,
        )
        rows.append([code, _LEVELS[level], *map(str, numbers), _LEVELS[level_for(tally)]])
        samples.append(tally.samples if with_samples else [])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, shown in zip(rows, samples, strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield from (f"    {sample}" for sample in shown)
    loud = sum(tally.vain for (_, level), tally in tallies.items() if level is not Level.ADVICE)
    yield f"Верных слов {words}, ошибок и предупреждений на них {loud}: {1000 * loud / max(1, words):.2f} на 1000 слов."


def _as_object(key: tuple[str, Level], tally: "Tally") -> dict[str, object]:
    from bench.accuracy.precision import level_for

    code, level = key
    return {
        "code": code, "level": level.value, "said": tally.said + tally.vain, "right": tally.right,
        "mended": tally.mended, "alone": tally.alone, "vain": tally.vain, "precision": round(tally.precision, 4),
        "earned": getattr(level_for(tally), "value", None),
    }  # fmt: skip
