"""``letterkit bench intake``: how well appeals are read, on a labelled set."""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli.options import FilePath
from letterkit.cli.terminal import write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from bench.intake import IntakeFigures

_APART = Path("tests") / "appeals_apart"
_OTHER_FIELDS = {
    "other.other_body": "Вопрос другого органа",
    "other.delivery_wish": "Как просит ответить",
    "other.benefit": "Льгота",
    "other.representative": "Представитель",
    "other.people": "Ещё подписали",
}


@click.command("intake", cls=Command, short_help="Измерить, как читаются обращения.")
@click.argument("folder", required=False, type=FilePath, metavar="[ПАПКА]")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
@click.option("--faults", is_flag=True, help="Показать, где прочитано не то; об отложенной половине – только счёт.")
def command(folder: Path | None, form: str, faults: bool) -> None:
    """Измерить на размеченных обращениях, сколько полей, вопросов и групп прочитано верно и за сколько.

    Сказано и за сколько читается страница скана: несколько обращений печатаются картинкой и распознаются.

    ПАПКА – пары файлов: обращение .txt и карточка к нему .yml; без неё – отложенная половина набора. Верный вопрос
    совпадает с размеченным слово в слово, верная группа – среди трёх первых.
    """
    from bench.intake import measure
    from bench.scan import page_seconds
    from letterkit.settings import load_settings

    apart = load_settings().home / _APART
    chosen = folder or apart
    if not any(chosen.glob("*.txt")):
        raise RequestError("bench.no-appeals", folder=str(chosen))
    figures, pages_s = measure(chosen), page_seconds(chosen)
    shown = figures.faults if faults and chosen.resolve() != apart.resolve() else []
    if form == "json":
        made = _as_object(figures) | {"scan": _scan_object(pages_s)} | ({"faults": shown} if faults else {})
        write(json.dumps(made, ensure_ascii=False, indent=2) + "\n", None)
        return
    write("\n".join([*_lines(figures), _scan_line(pages_s), *([""] if shown else []), *shown]) + "\n", None)


def _lines(figures: "IntakeFigures") -> Iterator[str]:
    asked = figures.questions
    missed, added = asked["labelled"] - asked["right"], asked["read"] - asked["right"]
    yield f"Обращений: {figures.appeals}"
    yield ""
    for path in sorted(figures.said, key=lambda path: figures.right[path] / figures.said[path]):
        yield _row(_label(path), figures.right[path], figures.said[path])
    yield _row("Все поля", figures.right.total(), figures.said.total())
    yield ""
    yield f"{_row('Вопросы слово в слово', asked['right'], asked['labelled'])}, пропущено {missed}, лишних {added}"
    yield _row("Группа в первых трёх", figures.top_three, figures.grouped)
    yield _row("Группа первая", figures.first, figures.grouped)
    yield ""
    mean_ms = figures.total_ms / max(1, figures.appeals)
    yield f"На обращение {mean_ms:.0f} мс, дольше всего {figures.slowest_ms:.0f} мс."


def _scan_line(pages_s: list[float]) -> str:
    if not pages_s:
        return "Страница скана не измерена: нет tesseract с русским языком или обращений на одну страницу."
    told = f"На страницу скана {mean(pages_s):.1f} с, дольше всего {max(pages_s):.1f} с"
    return f"{told.replace('.', ',')} (страниц: {len(pages_s)})."


def _scan_object(pages_s: list[float]) -> dict[str, float] | None:
    if not pages_s:
        return None
    return {"pages": len(pages_s), "mean_s": round(mean(pages_s), 2), "slowest_s": round(max(pages_s), 2)}


def _row(label: str, right: int, said: int) -> str:
    share = f"{100 * right / max(1, said):.1f} %".replace(".", ",")
    return f"{label:<28}{right:>5} из {said:<5}{share:>9}"


def _as_object(figures: "IntakeFigures") -> dict[str, Any]:
    asked = figures.questions
    return {
        "appeals": figures.appeals,
        "fields": {path: {"right": figures.right[path], "said": said} for path, said in sorted(figures.said.items())},
        "fields_right": round(figures.fields_right, 4),
        "questions": {
            "labelled": asked["labelled"],
            "right": asked["right"],
            "missed": asked["labelled"] - asked["right"],
            "added": asked["read"] - asked["right"],
        },
        "questions_right": round(figures.questions_right, 4),
        "groups": {"labelled": figures.grouped, "top_three": figures.top_three, "first": figures.first},
        "mean_ms": round(figures.total_ms / max(1, figures.appeals), 1),
        "slowest_ms": round(figures.slowest_ms, 1),
    }


def _label(path: str) -> str:
    from letterkit.reports.intake_text import label_of

    return _OTHER_FIELDS.get(path) or label_of(path)
