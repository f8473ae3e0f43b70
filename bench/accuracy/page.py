"""docs/accuracy.md from the figures that were measured, and those that others printed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from bench.accuracy.engines_alone import LANGUAGE
from bench.accuracy.public import SETS, PublicSet
from bench.accuracy.report import ENGINES, HALVES, KINDS, against_goals, engine_title, percent, point
from letterkit.core.errors import RuleError
from letterkit.datafile import load_model
from letterkit.reports.wording import FAMILIES

MADE = "<!-- Страница создана программой: make docs. -->"
_PUBLISHED = Path(__file__).with_name("published.yml")
_SLIPS = {
    "comma lost": "потеряна запятая",
    "comma put in": "лишняя запятая",
    "another case": "другой падеж",
    "misspelt": "описка",
    "joint": "слитно, раздельно или через дефис",
}
_SECTIONS = {"Spelling": "правописание", "Punctuation": "пунктуация", "Grammar": "грамматика", "Semantics": "смысл"}
_MODES = ("loud", "all")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PrintedFigure(_Strict):
    set: str
    who: str
    what: str
    value: float
    source: str


class _PrintedFile(_Strict):
    figures: tuple[_PrintedFigure, ...]


def as_page(figures: Mapping[str, Any]) -> str:
    """The page of ``home`` (the halves of our own letters) and ``public`` (sets that nobody here wrote)."""
    lines = ["# Точность", "", MADE, ""]
    if "home" in figures:
        lines += _home_page(figures["home"])
    if "public" in figures:
        lines += ["", *_public_page(figures["public"])]
    return "\n".join(lines) + "\n"


def public_lines(public: Mapping[str, Any]) -> list[str]:
    """The figures of public sets for a terminal."""
    lines = []
    for each in SETS:
        measured = public["sets"].get(each.name)
        lines += [f"{each.title}:", *(_TABLES[each.name](measured) if measured else ["набора в папке нет"]), ""]
    return lines


def counts_line(title: str, letters: int, defects: int, controls: int) -> str:
    """The line of the page that says how much was measured; a test makes it anew."""
    return f"{title.capitalize()}: чистых писем {letters}, дефектов {defects}, верных двойников {controls}."


def _home_page(home: Mapping[str, Any]) -> list[str]:
    lines = [
        "Сколько ошибок находит проверка и как часто тревожит зря. Чистые письма на разные темы портит программа:",
        "каждый раз вносит один дефект, и известно, какие слова испорчены и к какому семейству замечаний относятся.",
        "Способы порчи придуманы по Порядку, стандарту и правилам языка, без оглядки на правила проверки. Правила",
        "пишут, глядя на открытую половину писем (`tests/letters`); отложенную (`tests/letters_apart`) не читают,",
        "по ней судят. Ниже – наборы предложений, которых здесь никто не писал, и цифры других на них.",
        "",
        "Повторить: `letterkit bench accuracy` (несколько минут на всех ядрах), обновить цифры и страницу:",
        "`make accuracy`, с открытыми наборами – `make accuracy PUBLIC=папка`.",
        f"Язык проверяла {ENGINES.get(home['engine'], home['engine'])}. {_when(home)}".rstrip(),
        "",
        "- **Полнота** – доля дефектов, которых коснулось замечание нужного семейства; **любое** – любого семейства.",
        "- **Точность** – доля ошибок и предупреждений, которые объясняет внесённый дефект; совет – не тревога.",
        "- **F** – среднее гармоническое точности и полноты.",
        "- **Верный двойник** – то же письмо с той же вставкой, но написанной правильно: замечаний быть не должно.",
        "",
        "Оформление проверено на письмах, свёрстанных в Word и напечатанных LibreOffice, остальное – на тексте.",
    ]
    for name, half in home["halves"].items():
        lines += ["", *_half_page(HALVES.get(name, name), half)]
    return lines


def _when(measured: Mapping[str, Any]) -> str:
    """When it was measured and with what rules, as far as that was kept."""
    told = [f"Измерено {measured['date']}"] if measured.get("date") else []
    told += [f"letterkit {measured['letterkit']}, правила {measured['rules']}"] if measured.get("rules") else []
    return f"{': '.join(told)}." if told else ""


def _half_page(title: str, half: Mapping[str, Any]) -> list[str]:
    lines = [
        f"## {title.capitalize()}",
        "",
        counts_line(title, half["letters"], half["defects"], half["controls"]),
        "",
        "| что | получено | цель |",
        "| --- | --- | --- |",
        *(f"| {name} | {value} | {goal} |" for name, value, goal in against_goals(half)),
        "",
        "| семейство | дефектов | полнота | любое | точность | F | ложных тревог |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    whole = dict(half) | {"touched": half["touched"] * half["defects"]}
    for name, row in (*half["families"].items(), ("**всего**", whole)):
        lines.append(
            f"| {FAMILIES.get(name, name)} | {row['defects']} | {percent(row['recall'])} "
            f"| {percent(row['touched'] / max(1, row['defects']))} | {percent(row['precision'])} "
            f"| {percent(row['f'])} | {row['false_alarms']} |"
        )
    lines += [
        "",
        "| вид дефекта | дефектов | найдено |",
        "| --- | ---: | ---: |",
        *(f"| {KINDS[kind]} | {row['defects']} | {percent(row['recall'])} |" for kind, row in half["kinds"].items()),
    ]
    by_hand = half["hand_made"]
    if by_hand["letters"]:
        lines += [
            "",
            f"Письма, испорченные вручную ({by_hand['letters']}): найдено {by_hand['right']} из {by_hand['defects']}, "
            f"лишних ошибок и предупреждений {by_hand['alarms']}.",
        ]
    if half["engines"]:
        lines += ["", *_engines_page(half)]
    return lines


def _engines_page(half: Mapping[str, Any]) -> list[str]:
    """Ours beside engines with their own default rules, on defects of language alone."""
    names = [name for name in LANGUAGE if name in half["families"]]
    rows = [("letterkit", [half["families"][name]["touched"] / half["families"][name]["defects"] for name in names])]
    rows += [
        (engine_title(name), [engine["families"][family]["recall"] for family in names])
        for name, engine in half["engines"].items()
    ]
    alarms = [each["alarms_a_clean_letter"] for each in (half, *half["engines"].values())]
    return [
        "Движки языка сами по себе, со своими правилами (дефект найден, если его коснулось что угодно):",
        "",
        "| | " + " | ".join(FAMILIES[name] for name in names) + " | тревог на чистое письмо |",
        "| --- |" + " ---: |" * (len(names) + 1),
        *(
            f"| {name} | {' | '.join(map(percent, shares))} | {point(alarm, 2)} |"
            for (name, shares), alarm in zip(rows, alarms, strict=True)
        ),
    ]


def _public_page(public: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Открытые наборы",
        "",
        "Предложения, которых здесь никто не писал: каждое проверено как один абзац текста, считаются замечания",
        "о правописании, грамматике, пунктуации и типографике. Тексты наборов в проект не входят.",
        _when(public),
        "",
        "- **Найдено** – доля ошибок, которых коснулось замечание; **точность** – доля замечаний об ошибке.",
        "- **Исправлено** – то же о заменах: первая замена каждого замечания внесена, слово должно стать тем самым.",
        "- **F0,5** – точность и полнота вместе, точность вдвое важнее; **F1** – поровну.",
    ]
    for each in SETS:
        lines += ["", f"### {each.title}", "", f"Набор: {each.about}. Источник: <{each.source}>.", ""]
        measured = public["sets"].get(each.name)
        lines += _TABLES[each.name](measured) if measured else ["Набора при измерении не было."]
    return [*lines, "", *_published_page()]


def _pairs_table(made: Mapping[str, Any]) -> Iterator[str]:
    yield f"Предложений {made['sentences']}, ошибок {made['faults']}."
    yield ""
    yield from _head("что", "ошибки и предупреждения", "вместе с советами")
    for name, title in (("found", "найдено"), ("mended", "исправлено")):
        for key, of in (("precision", "точность"), ("recall", "полнота"), ("f05", "F0,5")):
            yield _row(f"{title}: {of}", *(percent(made[mode][name][key]) for mode in _MODES))
    yield ""
    yield from _head("правило", "ошибок", "найдено", "с советами")
    for section, title in _SECTIONS.items():
        rules = [rule for rule in made["rules"] if rule["section"] == section]
        yield _row(f"**{title}**", *_counts(rules))
        for rule in rules:
            yield _row(rule["rule"], *_counts([rule]))


def _counts(rules: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(sum(rule[key] for rule in rules)) for key in ("faults", *_MODES)]


def _prose_table(made: Mapping[str, Any]) -> Iterator[str]:
    counts = f"Предложений {made['sentences']}, слов {made['words']}."
    yield f"{counts} Предложения верны; прочитаны как есть и с одной внесённой ошибкой."
    yield ""
    yield from _head("что", "ошибки и предупреждения", "вместе с советами")
    alarms = (point(1000 * made[mode]["alarms"] / made["words"], 2) for mode in _MODES)
    yield _row("ложных тревог на 1000 слов", *alarms)
    yield _row("верных предложений с замечанием", *(str(made[mode]["touched"]) for mode in _MODES))
    for kind, title in _SLIPS.items():
        slips = [made[mode]["slips"].get(kind) for mode in _MODES]
        if all(slips):
            planted = slips[0]["planted"]
            yield _row(f"{title}: найдено из {planted}", *(percent(each["found"] / planted) for each in slips))
            yield _row(f"{title}: исправлено как было", *(percent(each["mended"] / planted) for each in slips))


def _acceptable_table(made: Mapping[str, Any]) -> Iterator[str]:
    bad = made["sentences"] - made["acceptable"]
    yield f"Предложений {made['sentences']}, из них недопустимых {bad}."
    yield ""
    yield from _head("что", "ошибки и предупреждения", "вместе с советами")
    yield _row("недопустимых с замечанием", *(percent(made[mode]["hits"] / max(1, bad)) for mode in _MODES))
    alarms = (percent(made[mode]["alarms"] / max(1, made["acceptable"])) for mode in _MODES)
    yield _row("допустимых с замечанием", *alarms)
    yield _row("MCC (доля единицы)", *(point(made[mode]["mcc"], 3) for mode in _MODES))


def _spelling_table(made: Mapping[str, Any]) -> Iterator[str]:
    counts = f"Записей {made['sentences']}, исправлений {made['corrections']}"
    yield f"{counts}; счёт SpellRuEval: слова без знаков и прописных."
    yield ""
    yield from _head("что", "ошибки и предупреждения", "вместе с советами")
    for key, title in (("precision", "точность"), ("recall", "полнота"), ("f1", "F1")):
        yield _row(title, *(percent(made[mode][key]) for mode in _MODES))


_TABLES = {
    "lorugec": _pairs_table, "edited": _prose_table, "rucola": _acceptable_table, "ruspellru": _spelling_table,
}  # fmt: skip


def _published_page() -> Iterator[str]:
    names: dict[str, PublicSet] = {each.name: each for each in SETS}
    yield "### Цифры других"
    yield ""
    yield "Напечатанное другими о тех же наборах; часть набора и способ счёта у них свои. Наши цифры LORuGEC – на"
    yield "проверочной части, у других – на тестовой."
    yield ""
    yield "| набор | программа | что измерено | значение | где напечатано |"
    yield "| --- | --- | --- | ---: | --- |"
    for each in load_model(_PUBLISHED, _PrintedFile, RuleError).figures:
        value = f"{each.value:g}".replace(".", ",")
        yield f"| {names[each.set].title} | {each.who} | {each.what} | {value} | <{each.source}> |"


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield "| --- |" + " ---: |" * (len(names) - 1)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
