"""The figures of the accuracy benchmark: as JSON, as lines for a terminal, and as the page docs/accuracy.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.accuracy.engines_alone import LANGUAGE, EngineFigures
from bench.accuracy.figures import HalfFigures, Tally, balance
from letterkit.reports.wording import FAMILIES, plural

HALVES: Mapping[str, str] = {"open": "открытая половина", "apart": "отложенная половина"}
KINDS: Mapping[str, str] = {
    "typo": "опечатка: такого слова нет",
    "real-word": "опечатка: получилось другое слово или другая форма",
    "orthography": "орфографическая ошибка",
    "grammar": "ошибка управления или согласования",
    "punctuation": "знак препинания потерян или лишний",
    "typography": "знак, пробел, дата или сумма не по форме",
    "wording": "слово или оборот",
    "form": "часть письма не по форме",
    "absence": "часть письма отсутствует",
    "fact": "сведения неверны или спорят друг с другом",
    "card": "письмо не отвечает карточке",
    "layout": "оформление на бумаге",
}
ENGINES: Mapping[str, str] = {"embedded": "встроенный движок", "languagetool": "LanguageTool"}
_TYPO, _GOALS = "typo", {"right": 0.97, "typos": 0.95, "alarms": 0.2, "words": 1000}


@dataclass(frozen=True, slots=True)
class Half:
    """The figures of one half, and of engines by themselves on the same letters; ``name`` is a key of HALVES."""

    name: str
    figures: HalfFigures
    beside: tuple[EngineFigures, ...] = ()

    @property
    def title(self) -> str:
        return HALVES.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table of families."""

    family: str
    tally: Tally
    precision: float | None

    @property
    def touched(self) -> float:
        return self.tally.touched / max(1, self.tally.planted)

    @property
    def balance(self) -> float | None:
        return balance(self.precision, self.tally.recall)


def as_object(halves: Iterable[Half]) -> dict[str, object]:
    """The figures for JSON; shares are fractions of one, no words of any letter."""
    return {half.name: _half_object(half) for half in halves}


def as_lines(half: Half) -> list[str]:
    """The figures of one half for a terminal."""
    figures = half.figures
    total = figures.total
    lines = [
        f"{half.title.capitalize()}: {plural(figures.letters, ('письмо', 'письма', 'писем'))}, "
        f"{plural(total.planted, ('дефект', 'дефекта', 'дефектов'))}",
        "",
        f"{'':32}{'дефектов':>9}{'полнота':>10}{'любое':>9}{'точность':>10}{'F':>9}",
    ]
    lines += [_line(row) for row in _rows(figures)]
    lines += [_line(_Row("всего", total, figures.total_precision)), ""]
    lines += [f"{name}: {value} (цель {goal})" for name, value, goal in _against_goals(figures)]
    lines += [f"Размечено вручную: найдено {_of(figures.total_handmade)}"] if figures.handmade else []
    lines += [f"Верные двойники: {figures.controls}, тревог {len(figures.control_alarms)}"]
    for engine in half.beside:
        found = ", ".join(
            f"{FAMILIES[name]} {_share(engine.families[name].recall)}" for name in _language_families(engine)
        )
        lines.append(f"{_engine(engine)}: {found}; тревог на чистое письмо {_number(engine.alarms_a_letter, 1)}")
    return lines


def details(half: Half, *, with_text: bool) -> list[str]:
    """The misses by planter; without ``with_text`` only names and counts: nobody reads the letters set apart."""
    figures = half.figures
    lines = [f"Пропущено ({half.title}):"]
    for name, tally in sorted(figures.planters.items(), key=lambda pair: pair[1].right - pair[1].planted):
        if tally.right < tally.planted:
            lines.append(f"  {name}: {tally.planted - tally.right} из {tally.planted}")
            if with_text:
                lines += [
                    f"    {defect.letter}: {_quote_words(defect.wrong or defect.way)} "
                    f"{' '.join(judged.touching)}".rstrip()
                    for defect, judged in figures.missed
                    if defect.planter == name
                ]
    alarms = [(defect.letter, defect.planter, alarm) for defect, alarm in figures.alarming + figures.control_alarms]
    alarms += [(letter, "", alarm) for letter, alarm in figures.clean_alarms + figures.handmade_alarms]
    lines.append(f"Ложных тревог: {len(alarms)}")
    for letter, planter, alarm in alarms:
        place = f"{letter} {planter}".strip() if with_text else planter
        lines.append(f"  {alarm.code} {_quote_words(alarm.excerpt) if with_text else ''} {place}".rstrip())
    if with_text:
        lines += [f"  {letter}: {family} {_quote_words(words)}" for letter, family, words in figures.handmade_missed]
    return lines


def as_page(halves: Sequence[Half], engine: str) -> str:
    """docs/accuracy.md; ``engine`` is the one that our own checks were run with."""
    lines = [
        "# Точность",
        "",
        "<!-- Страница создана программой: make accuracy. -->",
        "",
        "Сколько ошибок находит проверка и как часто тревожит зря. Чистые письма на разные темы портит программа:",
        "каждый раз вносит один дефект, и известно, какие слова испорчены и к какому семейству замечаний относятся.",
        "Способы порчи придуманы по Порядку, стандарту и правилам языка, без оглядки на правила проверки. Правила",
        "пишут, глядя на открытую половину писем (`tests/letters`); отложенную (`tests/letters_apart`) не читают,",
        "по ней судят.",
        "",
        "Повторить: `letterkit bench accuracy` (несколько минут на всех ядрах), обновить страницу: `make accuracy`.",
        f"Язык проверял {ENGINES.get(engine, engine)}.",
        "",
        "- **Полнота** – доля дефектов, которых коснулось замечание нужного семейства; **любое** – любого семейства.",
        "- **Точность** – доля ошибок и предупреждений, которые объясняет внесённый дефект; совет – не тревога.",
        "- **F** – среднее гармоническое точности и полноты.",
        "- **Верный двойник** – то же письмо с той же вставкой, но написанной правильно: замечаний быть не должно.",
        "",
        "Оформление проверено на письмах, свёрстанных в Word и напечатанных LibreOffice, остальное – на тексте.",
    ]
    for half in halves:
        lines += ["", *_half_page(half)]
    return "\n".join(lines) + "\n"


def counts_line(title: str, letters: int, defects: int, controls: int) -> str:
    """The line of the page that says how much was measured; a test makes it anew."""
    return f"{title.capitalize()}: чистых писем {letters}, дефектов {defects}, верных двойников {controls}."


def _half_page(half: Half) -> list[str]:
    figures, total = half.figures, half.figures.total
    lines = [
        f"## {half.title.capitalize()}",
        "",
        counts_line(half.title, figures.letters, total.planted, figures.controls),
        "",
        "| что | получено | цель |",
        "| --- | --- | --- |",
        *(f"| {name} | {value} | {goal} |" for name, value, goal in _against_goals(figures)),
        "",
        "| семейство | дефектов | полнота | любое | точность | F | ложных тревог |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in _rows(figures):
        lines.append(
            f"| {_family(row.family)} | {row.tally.planted} | {_share(row.tally.recall)} "
            f"| {_share(row.tally.touched / row.tally.planted)} | {_share(row.precision)} | {_share(row.balance)} "
            f"| {figures.alarms[row.family]} |"
        )
    precision = figures.total_precision
    lines += [
        f"| **всего** | {total.planted} | {_share(total.recall)} | {_share(total.touched / max(1, total.planted))} "
        f"| {_share(precision)} | {_share(balance(precision, total.recall))} | {figures.alarms.total()} |",
        "",
        "| вид дефекта | дефектов | найдено |",
        "| --- | ---: | ---: |",
        *(
            f"| {KINDS[kind]} | {figures.kinds[kind].planted} | {_share(figures.kinds[kind].recall)} |"
            for kind in _kinds(figures)
        ),
    ]
    if figures.handmade:
        lines += [
            "",
            f"Письма, испорченные вручную ({figures.faulty_letters}): найдено {_of(figures.total_handmade)}, "
            f"лишних ошибок и предупреждений {len(figures.handmade_alarms)}.",
        ]
    if half.beside:
        lines += ["", *_engines_page(half)]
    return lines


def _engines_page(half: Half) -> list[str]:
    """Ours beside engines with their own default rules, on defects of language alone."""
    names = [name for name in LANGUAGE if name in half.figures.families]
    head = "| | " + " | ".join(FAMILIES[name] for name in names) + " | тревог на чистое письмо |"
    ours = [_share(half.figures.families[name].touched / half.figures.families[name].planted) for name in names]
    lines = ["Движки языка сами по себе, со своими правилами (дефект найден, если его коснулось что угодно):", "", head]
    lines.append("| --- |" + " ---: |" * (len(names) + 1))
    lines.append(f"| letterkit | {' | '.join(ours)} | {_number(half.figures.alarms_a_letter, 2)} |")
    for engine in half.beside:
        cells = [_share(engine.families[name].recall) for name in names]
        lines.append(f"| {_engine(engine)} | {' | '.join(cells)} | {_number(engine.alarms_a_letter, 2)} |")
    return lines


def _line(row: _Row) -> str:
    shares = (row.tally.recall, row.touched, row.precision, row.balance)
    cells = "".join(f"{_share(share):>{width}}" for share, width in zip(shares, (10, 9, 10, 9), strict=True))
    return f"{_family(row.family):32}{row.tally.planted:>9}{cells}"


def _half_object(half: Half) -> dict[str, object]:
    figures, total = half.figures, half.figures.total
    return {
        "letters": figures.letters,
        "words": figures.words,
        "defects": total.planted,
        "recall": round(total.recall, 4),
        "touched": round(total.touched / max(1, total.planted), 4),
        "precision": _round_share(figures.total_precision),
        "f": _round_share(balance(figures.total_precision, total.recall)),
        "alarms_a_clean_letter": round(figures.alarms_a_letter, 4),
        "words_a_false_alarm": round(figures.words_an_alarm),
        "controls": figures.controls,
        "control_alarms": len(figures.control_alarms),
        "families": {
            row.family: _tally_object(row.tally)
            | {
                "precision": _round_share(row.precision),
                "f": _round_share(row.balance),
                "false_alarms": figures.alarms[row.family],
            }
            for row in _rows(figures)
        },
        "kinds": {kind: _tally_object(figures.kinds[kind]) for kind in _kinds(figures)},
        "planters": {name: _tally_object(tally) for name, tally in sorted(figures.planters.items())},
        "hand_made": {
            "letters": figures.faulty_letters,
            "alarms": len(figures.handmade_alarms),
            **_tally_object(figures.total_handmade),
        },
        "engines": {
            engine.engine: {
                "alarms_a_clean_letter": round(engine.alarms_a_letter, 4),
                "families": {name: _tally_object(engine.families[name]) for name in _language_families(engine)},
            }
            for engine in half.beside
        },
    }


def _tally_object(tally: Tally) -> dict[str, object]:
    return {"defects": tally.planted, "right": tally.right, "touched": tally.touched, "recall": round(tally.recall, 4)}


def _against_goals(figures: HalfFigures) -> list[tuple[str, str, str]]:
    """What was asked of the benchmark: name, figure, goal."""
    typos = figures.kinds.get(_TYPO, Tally())
    return [
        ("Дефектов найдено в нужном семействе", _share(figures.total.recall), f"≥ {_share(_GOALS['right'], 0)}"),
        ("Опечаток найдено", _share(typos.recall), f"≥ {_share(_GOALS['typos'], 0)}"),
        (
            "Ошибок и предупреждений на чистое письмо",
            _number(figures.alarms_a_letter, 2),
            f"≤ {_number(_GOALS['alarms'], 1)}",
        ),
        ("Слов на одну ложную тревогу", _words(figures), f"≥ {_GOALS['words']:.0f}"),
    ]


def _words(figures: HalfFigures) -> str:
    return str(round(figures.words_an_alarm)) if figures.clean_alarms else f"{figures.words}, тревог нет"


def _rows(figures: HalfFigures) -> list[_Row]:
    """Families in the order of their names' table."""
    order = list(FAMILIES)
    known = sorted(figures.families, key=lambda family: order.index(family) if family in order else len(order))
    return [_Row(family, figures.families[family], figures.precision(family)) for family in known]


def _kinds(figures: HalfFigures) -> list[str]:
    return [kind for kind in KINDS if kind in figures.kinds]


def _language_families(engine: EngineFigures) -> list[str]:
    return [name for name in LANGUAGE if name in engine.families]


def _engine(engine: EngineFigures) -> str:
    return f"{ENGINES[engine.engine]}, правила по умолчанию"


def _family(family: str) -> str:
    return FAMILIES.get(family, family)


def _of(tally: Tally) -> str:
    return f"{tally.right} из {tally.planted}"


def _share(share: float | None, digits: int = 1) -> str:
    return "–" if share is None else f"{_number(share * 100, digits)} %"


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _round_share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _quote_words(words: str) -> str:
    shown = " ".join(words.split())
    return f"«{shown[:80]}…»" if len(shown) > 80 else f"«{shown}»"
