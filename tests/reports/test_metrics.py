"""Figures as people read them: numbers with their units, charts that keep to their sheet, one set of words for all."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter, quarter_of
from letterkit.office.figures.appeals import AppealFigures, Complaints, Waiting
from letterkit.office.figures.appeals_behind import Behind, Figure
from letterkit.office.figures.sent_days import Step
from letterkit.office.figures.spread import Spread
from letterkit.office.figures.work import Work
from letterkit.reports.metrics_appeals import appeals_document
from letterkit.reports.metrics_behind import behind_words
from letterkit.reports.metrics_chart import Bar, Dot, Label, Stroke, height, shapes, spark, svg
from letterkit.reports.metrics_comparison import change
from letterkit.reports.metrics_document import Cell, Chart, Document, Mood, Series, Unit, trend
from letterkit.reports.metrics_html import metrics_html
from letterkit.reports.metrics_pdf import metrics_pdf
from letterkit.reports.metrics_words import (
    RESULTS,
    STEPS,
    definitions,
    hours_words,
    number_words,
    seconds_words,
    share_words,
)
from letterkit.reports.metrics_work import work_document
from letterkit.reports.metrics_xlsx import metrics_xlsx

QUARTER = Quarter(2026, 3)
NUMBERS = st.one_of(st.none(), st.floats(0, 1e7, allow_nan=False))
HOSTILE = '<b onclick="x">=1+1 & „причина“</b>'


def documents(figures: list[AppealFigures] | None = None) -> list[Document]:
    some = figures or [AppealFigures(quarter) for quarter in QUARTER.with_earlier(4)]
    return [appeals_document(some), work_document([Work(each.quarter) for each in some])]


@pytest.fixture
def hostile() -> list[Document]:
    """A quarter whose only appeal says what would be a tag or a formula."""
    now = AppealFigures(
        QUARTER,
        1,
        {None: 1},
        {None: 1},
        {HOSTILE: 1},
        {HOSTILE: 1},
        Waiting(Spread(1, 3.0, 3.0, 3.0), {HOSTILE: Spread(1, 3.0, 3.0, 3.0)}),
        Complaints(1, {Result.REFUSED: 1}),
    )
    return documents([now, AppealFigures(QUARTER.previous)])


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (share_words(1), "100 %"),
        (share_words(0.3128), "31,3 %"),
        (share_words(0.00004), "меньше 0,1 %"),
        (share_words(0), "0 %"),
        (number_words(18.0), "18"),
        (number_words(28.1), "28,1"),
        (number_words(1200.55), "1 200,5"),
        (hours_words(0), "0 ч"),
        (hours_words(53), "2 дн. 5 ч"),
        (seconds_words(409.4), "6 мин 49 с"),
    ],
)
def test_numbers_are_told_as_people_read_them(told: str, words: str) -> None:
    assert told.replace("\N{NO-BREAK SPACE}", " ") == words


def test_every_section_has_a_definition_and_every_definition_a_section() -> None:
    keys = [section.key for document in documents() for section in document.sections]
    assert sorted(keys) == sorted(definitions())
    assert all("{" not in words for words in definitions().values())


def test_every_result_step_and_number_has_words() -> None:
    assert set(RESULTS) == {*Result, None}
    assert set(STEPS) == set(Step)
    for what in Figure:
        assert behind_words(Behind(QUARTER, what, "refused" if what is Figure.RESULT else "post"))


def test_every_row_of_a_table_is_as_wide_as_its_head(hostile: list[Document]) -> None:
    for document in [*hostile, *documents()]:
        for section in document.sections:
            for line in section.lines:
                assert len(line.cells) == len(section.head) - 1, section.key


@given(
    st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12),
    st.booleans(),
)
def test_a_chart_keeps_to_its_sheet_and_to_its_proportions(
    pairs: list[tuple[float | None, float | None]], is_trend: bool
) -> None:
    series = tuple(Series(str(number), tuple(pair[number] for pair in pairs)) for number in (0, 1))
    chart = Chart("Дни", tuple(map(str, range(len(pairs)))), series, is_trend=is_trend)
    drawn = shapes(chart)
    for shape in drawn:
        across = [shape.width] if isinstance(shape, Bar) else [] if isinstance(shape, Label) else [shape.x]
        assert all(0 <= each <= 1 for each in across)
        assert 0 <= shape.y <= height(chart)
    numbers = [value for pair in pairs for value in pair if value is not None]
    if is_trend:
        assert sum(isinstance(shape, Dot) for shape in drawn) == len(numbers)
    elif any(pair[0] for pair in pairs):
        widest = max(shape.width for shape in drawn if isinstance(shape, Bar))
        assert widest == pytest.approx(max(pair[0] or 0 for pair in pairs) / max(numbers))


def test_a_quarter_without_data_is_a_gap_in_a_line() -> None:
    drawn = spark([3.0, 4.0, None, 5.0, 6.0])
    lines = [shape for shape in drawn if isinstance(shape, Stroke)]
    assert [(line.x, line.to_x) for line in lines] == [(0, 0.25), (0.75, 1)]
    assert spark([None, 5.0]) == []
    assert not trend("Доля", [QUARTER, QUARTER.previous], [Series("доля", (0.5, None))], Unit.SHARE).is_worth_drawing


def test_quarters_before_the_first_appeal_are_not_told() -> None:
    quarters = QUARTER.with_earlier(4)
    figures = [AppealFigures(quarter, received) for quarter, received in zip(quarters, (5, 0, 4, 0, 0), strict=True)]
    document = appeals_document(figures)
    assert document.quarters == quarters[:3]
    assert [cell.value for cell in document.keys[0].cells] == [5, None, 4]


@pytest.mark.parametrize(
    ("values", "unit", "told"),
    [
        ((112, 100), Unit.COUNT, "↑ на 12 % больше"),
        ((1003, 1000), Unit.COUNT, "↑ чуть больше"),
        ((230, 100), Unit.COUNT, "↑ в 2,3 раза больше"),
        ((3, 4), Unit.COUNT, "↓ на 1 меньше"),
        ((0, 4), Unit.COUNT, "↓ меньше, было 4"),
        ((4, 4), Unit.COUNT, "= столько же"),
        ((0, 0), Unit.COUNT, "столько же"),
        ((4, 0, 0), Unit.COUNT, "впервые"),
        ((4, None, 3), Unit.COUNT, "кварталом раньше нет данных"),
        ((4, None, None), Unit.COUNT, ""),
        ((18,), Unit.DAYS, ""),
        ((None, 3), Unit.COUNT, ""),
        ((18, 20.5), Unit.DAYS, "↓ на 2,5 дня меньше"),
        ((0.31, 0.25), Unit.SHARE, "↑ больше, было 25 %"),
    ],
)
def test_a_change_is_told_in_words_and_sign(values: tuple[float | None, ...], unit: Unit, told: str) -> None:
    assert (
        str(change([Cell(value, unit) for value in values], is_going_on=False)).replace("\N{NO-BREAK SPACE}", " ")
        == told
    )


def test_a_change_is_good_or_bad_only_where_more_is() -> None:
    more, less = [Cell(12), Cell(10)], [Cell(10), Cell(12)]
    assert change(more, False, Mood.BAD).mood is change(less, False, Mood.GOOD).mood is Mood.BAD
    assert change(less, False, Mood.BAD).mood is Mood.GOOD
    assert change(more, False).mood is Mood.NEITHER
    going_on = change(more, True, Mood.BAD)
    assert (str(going_on), going_on.mood) == ("кварталом раньше – 10", Mood.NEITHER)


def test_words_of_appeals_are_never_tags_or_formulas(hostile: list[Document]) -> None:
    html = metrics_html(hostile)
    assert "<b onclick" not in html
    assert "&lt;b onclick" in html
    assert metrics_xlsx(hostile).startswith(b"PK")
    assert metrics_pdf(hostile).startswith(b"%PDF")


def test_the_description_of_a_chart_tells_all_its_numbers() -> None:
    chart = Chart("Дни", ("май", "июнь"), (Series("медиана", (3.0, None)),))
    assert chart.description == "май: медиана – 3; июнь: медиана – нет данных."
    assert "<desc" in svg(chart, "days")
    assert sorted(re.findall('id="(days-[a-z]+)"', svg(chart, "days"))) == ["days-desc", "days-title"]


def test_an_empty_quarter_is_written_in_every_form() -> None:
    empty = documents()
    assert empty[0].is_empty
    assert "нет данных" in metrics_html(empty).lower()
    assert metrics_xlsx(empty)
    assert metrics_pdf(empty)
    assert quarter_of(date(2026, 7, 1)) == QUARTER
