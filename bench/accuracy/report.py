"""The figures of the accuracy benchmark: as JSON, and as lines for a terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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
ENGINES: Mapping[str, str] = {"embedded": "своя проверка", "languagetool": "своя проверка с LanguageTool"}
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


def as_object(halves: Iterable[Half]) -> dict[str, Any]:
    """The figures for JSON; shares are fractions of one, no words of any letter."""
    return {half.name: _half_object(half) for half in halves}


def as_lines(half: Half) -> list[str]:
    """The figures of one half for a terminal."""
    made = _half_object(half)
    lines = [
        f"{half.title.capitalize()}: {plural(made['letters'], ('письмо', 'письма', 'писем'))}, "
        f"{plural(made['defects'], ('дефект', 'дефекта', 'дефектов'))}",
        "",
        f"{'':32}{'дефектов':>9}{'полнота':>10}{'любое':>9}{'точность':>10}{'F':>9}",
        *(_line(name, row) for name, row in made["families"].items()),
        _line("всего", made | {"touched": half.figures.total.touched}),
        "",
        *(f"{name}: {value} (цель {goal})" for name, value, goal in against_goals(made)),
    ]
    by_hand = made["hand_made"]
    lines += [f"Размечено вручную: найдено {by_hand['right']} из {by_hand['defects']}"] if by_hand["defects"] else []
    lines += [f"Верные двойники: {made['controls']}, тревог {made['control_alarms']}"]
    for name, engine in made["engines"].items():
        found = ", ".join(f"{FAMILIES[family]} {percent(row['recall'])}" for family, row in engine["families"].items())
        lines.append(
            f"{engine_title(name)}: {found}; тревог на чистое письмо {point(engine['alarms_a_clean_letter'], 1)}"
        )
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


def _line(name: str, row: Mapping[str, Any]) -> str:
    shares = (row["recall"], row["touched"] / max(1, row["defects"]), row["precision"], row["f"])
    cells = "".join(f"{percent(share):>{width}}" for share, width in zip(shares, (10, 9, 10, 9), strict=True))
    return f"{FAMILIES.get(name, name):32}{row['defects']:>9}{cells}"


def _half_object(half: Half) -> dict[str, Any]:
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
        "false_alarms": figures.alarms.total(),
        "controls": figures.controls,
        "control_alarms": len(figures.control_alarms),
        "families": {
            family: _tally_object(figures.families[family])
            | {
                "precision": _round_share(figures.precision(family)),
                "f": _round_share(balance(figures.precision(family), figures.families[family].recall)),
                "false_alarms": figures.alarms[family],
            }
            for family in _families(figures)
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


def against_goals(half: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What was asked of the benchmark: name, figure, goal."""
    typos = half["kinds"].get(_TYPO, {"recall": 0.0})
    alarms = half["alarms_a_clean_letter"]
    words = str(half["words_a_false_alarm"]) if alarms else f"{half['words']}, тревог нет"
    return [
        ("Дефектов найдено в нужном семействе", percent(half["recall"]), f"≥ {percent(_GOALS['right'], 0)}"),
        ("Опечаток найдено", percent(typos["recall"]), f"≥ {percent(_GOALS['typos'], 0)}"),
        ("Ошибок и предупреждений на чистое письмо", point(alarms, 2), f"≤ {point(_GOALS['alarms'], 1)}"),
        ("Слов на одну ложную тревогу", words, f"≥ {_GOALS['words']:.0f}"),
    ]


def engine_title(name: str) -> str:
    """How an engine by itself is called on the page."""
    return f"{ENGINES[name]}, правила по умолчанию"


def percent(share: float | None, digits: int = 1) -> str:
    """``share`` in hundredths; a dash for what was not to be measured."""
    return "–" if share is None else f"{point(share * 100, digits)} %"


def point(value: float, digits: int) -> str:
    """``value`` with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def _families(figures: HalfFigures) -> list[str]:
    """Families in the order of their names' table."""
    order = list(FAMILIES)
    return sorted(figures.families, key=lambda family: order.index(family) if family in order else len(order))


def _kinds(figures: HalfFigures) -> list[str]:
    return [kind for kind in KINDS if kind in figures.kinds]


def _language_families(engine: EngineFigures) -> list[str]:
    return [name for name in LANGUAGE if name in engine.families]


def _round_share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _quote_words(words: str) -> str:
    shown = " ".join(words.split())
    return f"«{shown[:80]}…»" if len(shown) > 80 else f"«{shown}»"
