"""A letter written in the editor: every finding stands where it was typed, and its mend can be typed there."""

import random
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.checking.checker import NOT_REGISTERED, Checker
from letterkit.checking.press import Press
from letterkit.checking.typed_text import TypedPlaces
from letterkit.checking.writing import Live, Remark, Writing
from letterkit.checks.paragraph_cache import Memory
from letterkit.checks.waivers import Waiver
from letterkit.compose import Catalogue, StartingText, compose_written
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, RequestError
from letterkit.core.letter import Role
from letterkit.core.report import ClauseState, Verdict
from letterkit.language.proofreader import open_proofreader
from letterkit.reading import read_docx
from letterkit.settings import Settings
from letterkit.tables.card import load_card

Like = Callable[..., Checker]
Look = Callable[..., Live]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(Settings(_env_file=None).templates_dir)


@pytest.fixture(scope="module")
def like(checker: Checker) -> Like:
    """The checker with other options and nothing remembered; its rules are not read again."""

    def made(**changes: object) -> Checker:
        other = copy(checker)
        other.options = replace(checker.options, **changes)  # type: ignore[arg-type]
        other.memory = Memory()
        other.press = Press(other.options.soffice)
        return other

    return made


@pytest.fixture(scope="module")
def writing(checker: Checker, catalogue: Catalogue) -> Writing:
    return Writing(checker, catalogue)


@pytest.fixture(scope="module")
def card(catalogue: Catalogue) -> CaseCard:
    return load_card(catalogue.root / "samples" / "demo.yml")


@pytest.fixture(scope="module")
def started(writing: Writing, card: CaseCard) -> StartingText:
    return writing.start(card, "by_date")


@pytest.fixture(scope="module")
def look(writing: Writing, started: StartingText) -> Look:
    """The demo letter with other words, seen live."""

    def look_(text: str, title: str = started.title) -> Live:
        return writing.live(started.card, title, text, None)

    return look_


@pytest.fixture(scope="module")
def amid(started: StartingText) -> Callable[[str], str]:
    """The demo text with these lines after its second paragraph."""
    lines = started.text.split("\n")
    return lambda words: "\n".join([*lines[:2], words, *lines[2:]])


def of(live: Live, code: str) -> Remark:
    (remark,) = [remark for remark in live.remarks if remark.finding.code == code]
    return remark


def words_at(text: str, remark: Remark) -> str:
    return text[remark.start : remark.end]


def taken(text: str, remark: Remark) -> str:
    """``text`` with the first mend of ``remark`` made."""
    assert remark.start is not None
    assert remark.end is not None
    return text[: remark.start] + remark.suggestions[0] + text[remark.end :]


# --- findings in the text


def test_a_finding_stands_on_the_words_typed_and_its_mend_removes_it(look: Look, amid: Callable[[str], str]) -> None:
    text = amid("Согласно приказа министерства от 12.05.2024 № 5 плата пересчитана.")
    live = look(text)
    remark = of(live, "grammar.soglasno-dative")
    assert live.verdict is Verdict.FIX
    assert words_at(text, remark) == "Согласно приказа"
    assert remark.suggestions == ("Согласно приказу",)
    assert remark.where is Role.BODY
    assert not look(taken(text, remark)).remarks


def test_each_place_of_a_word_stands_on_the_words_typed(look: Look, amid: Callable[[str], str]) -> None:
    text = amid("Данный дом стоит у реки. Жители данной улицы получили письма.")
    remark = of(look(text), "officialese.this")
    assert [words_at(text, place) for place in (remark, *remark.others)] == ["Данный дом", "данной улицы"]
    assert remark.others[0].suggestions == ("этой улицы",)


@pytest.mark.parametrize(
    ("words", "code", "typed"),
    [
        ("-  Согласно приказа № 5 плата пересчитана.", "grammar.soglasno-dative", "Согласно приказа"),
        ("> Согласно приказа № 5 плата пересчитана?", "grammar.soglasno-dative", "Согласно приказа"),
        ("  \n\nПлата  пересчитана. ", "typography.double-space", "  "),
        ("Кто: И. О. Фамильев.\t Плата пересчитана согласно приказа.", "grammar.soglasno-dative", "согласно приказа"),
        ("Дом №  5.\r\nСоглас\u200bно приказа плата пересчитана.", "grammar.soglasno-dative", "Соглас\u200bно приказа"),
    ],
)
def test_marks_and_spaces_do_not_move_a_finding(
    words: str, code: str, typed: str, look: Look, amid: Callable[[str], str]
) -> None:
    text = amid(words)
    remark = of(look(text), code)
    assert words_at(text, remark) == typed
    assert code not in {other.finding.code for other in look(taken(text, remark)).remarks}


def test_number_and_date_are_not_asked_of_a_letter_before_registration(
    writing: Writing, card: CaseCard, started: StartingText
) -> None:
    bare = replace(card, number=None, date=None)
    live = writing.live(bare, started.title, started.text, None)
    assert live.remarks == ()
    assert NOT_REGISTERED not in {item.why for item in live.not_checked}
    assert live.report.clauses["4.1"] is ClauseState.NOT_CHECKED
    waiting = {item.what for item in live.report.not_checked if item.why == NOT_REGISTERED}
    assert waiting == {"reference.own-blank", "reference.own-date-missing", "reference.own-number-missing"}


@pytest.mark.parametrize(("lost", "told"), [({"date": None}, "дата письма"), ({"number": ""}, "номер письма")])
def test_what_is_empty_on_a_registered_letter_is_a_warning_again(
    lost: dict[str, Any], told: str, writing: Writing, card: CaseCard, started: StartingText
) -> None:
    live = writing.live(replace(card, **lost), started.title, started.text, None)
    assert [each.finding.message for each in live.remarks] == [f"Не заполнено – {told}"]
    assert live.report.clauses["4.1"] is ClauseState.BROKEN


def test_a_file_without_number_and_date_is_told_of_them_whoever_made_it(
    checker: Checker, writing: Writing, card: CaseCard, started: StartingText
) -> None:
    written = writing.live(replace(card, number=None, date=None), started.title, started.text, None).written
    codes = {finding.code for finding in checker.check_letter(read_docx(written.docx, "a.docx")).findings}
    assert "reference.own-blank" in codes


def test_a_gap_left_in_the_text_is_an_error_at_its_place(writing: Writing, card: CaseCard) -> None:
    started = writing.start(replace(card, reply=replace(card.reply, fields={}, due_date=None)), "by_date")
    live = writing.live(started.card, started.title, started.text, None)
    gaps = [words_at(started.text, each) for each in live.remarks if each.finding.code == "placeholder.bracket"]
    assert gaps == re.findall(r"\[[^]]*]", started.text)
    assert live.verdict is Verdict.FIX


def test_braces_are_found_and_break_nothing(look: Look, amid: Callable[[str], str]) -> None:
    text = amid("Ремонт начнут {{ date }} в мае.")
    assert words_at(text, of(look(text), "placeholder.mark")) == "{{ date }}"


# --- findings elsewhere


def test_a_finding_in_the_title_has_its_part_and_no_place(look: Look, started: StartingText) -> None:
    remark = of(look(started.text, "О переселении из аварийного дома."), "title.full-stop")
    assert (remark.start, remark.end, remark.suggestions, remark.where) == (None, None, (), Role.TITLE)


def test_what_is_missing_has_neither(look: Look) -> None:
    remark = of(look(""), "opening.missing")
    assert (remark.start, remark.end, remark.where) == (None, None, None)


def test_a_title_typed_again_in_the_text_is_found_in_the_text(look: Look, started: StartingText) -> None:
    title = "О переселении  семьи"
    text = f"{started.text}\n{title}."
    live = look(text, title)
    assert [words_at(text, each) for each in live.remarks if each.finding.code == "typography.double-space"] == ["  "]


# --- the whole


def test_the_text_of_the_reply_has_nothing_to_mend(look: Look, started: StartingText) -> None:
    live = look(started.text)
    assert not live.remarks
    assert live.salutation == "Уважаемая Мария Петровна!"
    assert live.addressee[0].replace("\u00a0", " ") == "Ивановой М.П."
    assert live.facts["words"]


def test_pages_that_are_not_printed_are_no_trouble(look: Look, started: StartingText, checker: Checker) -> None:
    live = look(started.text)
    whys = {item.why for item in live.not_checked}
    assert "pages.off" in {item.why for item in live.report.not_checked}
    assert "pages.off" not in whys
    # This checker has no grammar engine, and that is a trouble.
    assert (whys, live.verdict) == ({"proofreader.off"}, Verdict.INCOMPLETE)


def test_a_clean_letter_is_ready_before_it_is_printed(like: Like, catalogue: Catalogue, started: StartingText) -> None:
    checker = like()
    checker.proofreader = open_proofreader("embedded", None, rules=checker.options.rules)
    live = Writing(checker, catalogue).live(started.card, started.title, started.text, None)
    assert (live.verdict, live.report.verdict) == (Verdict.READY, Verdict.INCOMPLETE)


def test_waivers_count(writing: Writing, started: StartingText) -> None:
    text = f"{started.text}\nПлата  пересчитана."
    waiver = Waiver("typography.double-space", "так в приказе", "Петрова А.С.", date(2999, 1, 1))
    live = writing.live(started.card, started.title, text, None, [waiver])
    assert [item.code for item in live.report.waived] == ["typography.double-space"]
    assert not live.remarks


def test_remarks_keep_the_order_of_the_report(look: Look, amid: Callable[[str], str]) -> None:
    live = look(amid("Согласно приказа  плата  пересчитана {{ x }}."), "О ремонте.")
    assert [remark.finding for remark in live.remarks] == list(live.report.findings)
    placed = [remark.start for remark in live.remarks if remark.start is not None]
    assert placed == sorted(placed)


def test_a_plan_of_cuts_stands_in_the_text_typed(look: Look, started: StartingText) -> None:
    long = "В соответствии с тем обстоятельством, что дом признан аварийным, его жителей переселят в новый дом. "
    text = "\n".join([started.text, *[long * 6] * 9])
    live = look(text)
    assert live.report.cuts is not None
    assert [passage.cut for passage in live.cuts] == list(live.report.cuts.cuts)
    for passage in live.cuts:
        shown = live.report.text[passage.cut.start : passage.cut.end]
        assert bare(text[passage.start : passage.end]) == bare(shown)


def test_errors_of_the_card_and_the_blank_come_through(writing: Writing, card: CaseCard) -> None:
    with pytest.raises(RequestError, match=r"blank\.unknown"):
        writing.live(card, "О ремонте", "Да.", "нет")
    with pytest.raises(RequestError, match=r"reply\.unknown"):
        writing.start(card, "нет")
    with pytest.raises(CardError, match=r"card\.missing"):
        writing.start(replace(card, appeal=replace(card.appeal, subject=None)), "by_date")


def test_eight_threads_see_what_one_sees(like: Like, catalogue: Catalogue, started: StartingText) -> None:
    texts = [
        f"{started.text}\nСогласно приказа № {n} плата  пересчитана {{{{ x{n % 5} }}}} в доме № {n}." for n in range(24)
    ]
    alone, together = Writing(like(), catalogue), Writing(like(), catalogue)

    def seen(writing: Writing, text: str) -> tuple[object, ...]:
        live = writing.live(started.card, started.title, text, None)
        return (live.written.docx, live.verdict, live.remarks, live.report.clauses)

    expected = [seen(alone, text) for text in texts]
    order = list(range(len(texts))) * 2
    random.Random(7).shuffle(order)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: seen(together, texts[n]), order))
    assert found == [expected[n] for n in order]


# --- with pages


@pytest.fixture(scope="module")
def press(like: Like, catalogue: Catalogue) -> Iterator[Writing]:
    with like(pages=True, printed=True) as checker:
        yield Writing(checker, catalogue)


@pytest.mark.office
def test_a_printed_letter_has_its_files_and_the_same_places(
    press: Writing, started: StartingText, amid: Callable[[str], str]
) -> None:
    text = amid("Согласно приказа № 5 плата пересчитана.")
    printed = press.print_letter(started.card, started.title, text, "longitudinal")
    assert printed.stem == "3.08-1201-24_Иванова"
    assert printed.checked.pdf is not None
    assert printed.checked.pdf.startswith(b"%PDF")
    assert printed.pages == len(printed.checked.pictures) == 2
    assert printed.docx == press.live(started.card, started.title, text, "longitudinal").written.docx
    remark = of(printed.live, "grammar.soglasno-dative")
    assert words_at(text, remark) == "Согласно приказа"
    assert remark.finding.page == 1
    assert "pages.off" not in {item.why for item in printed.report.not_checked}


def test_a_letter_that_cannot_be_printed_has_no_pages(like: Like, catalogue: Catalogue, started: StartingText) -> None:
    with like(pages=True, printed=True, soffice="нет-такой-программы") as checker:
        printed = Writing(checker, catalogue).print_letter(started.card, started.title, started.text, None)
    assert (printed.pages, printed.checked.pdf) == (None, None)
    assert "pages.no-libreoffice" in {item.why for item in printed.live.not_checked}


# --- places


def bare(words: str) -> str:
    """``words`` without spaces, signs of questions and what no reader sees; all dashes are one."""
    kept = re.sub(r"[\s\u200b\u0306>]", "", words.replace("й", "и").replace("Й", "И"))
    return re.sub("[–—•*\u2011-]", "-", kept)


PIECES = st.sampled_from((
    "согласно приказа", "Дом", "№", "5", "И. О. Фамильев", "12 мая 2024 г.", "–", "-", "—", "(4242) 00-00-00",
    "{{ x }}", "в", "течении", "месяца", ",", ".", ";", "ул.", "Ленина", "мои\u0306", "до\u200bм", "[указать дату]",
    "руб.", ">",
))  # fmt: skip
SPACES = st.sampled_from([" ", " ", " ", "  ", "\u00a0", "\t", " \u00a0 ", ""])
MARKS = st.sampled_from(["", "", "- ", "*  ", "–\u00a0", "1. ", "> ", ">", "   "])
PARAGRAPHS = st.builds(
    lambda mark, pieces: mark + "".join(piece + space for piece, space in pieces),
    MARKS,
    st.lists(st.tuples(PIECES, SPACES), max_size=8),
)
TEXTS = st.builds(str.join, st.sampled_from(["\n", "\r\n", "\n\n", "\n \n"]), st.lists(PARAGRAPHS, max_size=5))


@given(words=TEXTS)
def test_every_place_holds_the_words_of_its_finding(words: str, look: Look, amid: Callable[[str], str]) -> None:
    text = amid(words)
    live = look(text)
    assert live.places.span(len(live.report.text) - 1, len(live.report.text)) is None
    for remark in live.remarks:
        finding = remark.finding
        if finding.start is None or finding.end is None:
            assert remark.start is remark.end is None
        elif remark.start is not None:
            shown = live.report.text[finding.start : finding.end]
            assert bare(words_at(text, remark)) == bare(shown)
            assert len(remark.suggestions) <= len(finding.suggestions)


@given(words=TEXTS, data=st.data())
def test_any_span_of_the_typed_paragraphs_leads_to_its_words(
    words: str, data: st.DataObject, card: CaseCard, writing: Writing, catalogue: Catalogue, checker: Checker
) -> None:
    written = compose_written(card, "О ремонте", words, catalogue.blank("corner"), checker.profile)
    text = read_docx(written.docx, "письмо.docx").text
    places = TypedPlaces(text, words, written)
    printed = "\n".join(line.printed for line in written.lines)
    if not printed:
        assert places.span(0, 1) is None
        return
    first = text.index(f"{written.salutation}\n") + len(written.salutation) + 1
    assert text[first : first + len(printed)] == printed
    start, end = sorted(data.draw(st.integers(first, first + len(printed))) for _ in range(2))
    span = places.span(start, end)
    assert span is not None
    if start < end:
        assert bare(words[slice(*span)]) == bare(text[start:end])
        assert places.mend(text[start:end], start, end) is not None
    assert places.span(first - 1, end) is None
    assert places.span(start, first + len(printed) + 1) is None


def test_a_mend_over_two_paragraphs_keeps_what_stands_between_them(
    card: CaseCard, catalogue: Catalogue, checker: Checker
) -> None:
    typed = "Первый;\n\n> Второй?\n-  третий"
    written = compose_written(card, "О ремонте", typed, catalogue.blank("corner"), checker.profile)
    text = read_docx(written.docx, "письмо.docx").text
    places = TypedPlaces(text, typed, written)
    start, end = text.index(";\nВторой"), text.index("Второй") + len("Второй")
    assert places.span(start, end) == (typed.index(";"), typed.index("?"))
    assert places.mend(".\nВторая", start, end) == ".\n\n> Вторая"
    assert places.mend(", второй", start, end) == ", второй"
    assert places.mend(".\nВ\nт", start, end) is None
    dash = text.index("– третий")
    assert places.span(dash, dash + 3) == (typed.index("-"), typed.index("т", typed.index("-")) + 1)
    assert places.span(dash, dash) == (typed.index("-"),) * 2
    assert places.span(dash + 8, dash + 8) == (len(typed),) * 2
    assert places.span(None, None) is None
