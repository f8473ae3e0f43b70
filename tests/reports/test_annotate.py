"""Findings become comments in the words of the report; how comments hang in a Word file is tested in tests/ooxml."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from letterkit.core import clock
from letterkit.core.errors import LetterFileError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Source
from letterkit.core.report import Report, Verdict
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.reports.annotate import annotate

SAKHALIN = timezone(timedelta(hours=11))
BOX = (
    f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
    "<w:t>Киму А.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@pytest.fixture(scope="module")
def letter() -> bytes:
    document = Document()
    document.add_paragraph("Уважаемый Мария Петровна!")
    paragraph = document.add_paragraph("Оплата согласно ")
    paragraph.add_run("приказа").bold = True
    paragraph.add_run(" министерства.")
    paragraph._p.append(parse_xml(BOX))
    document.sections[0].footer.paragraphs[0].text = "Петрова А. С., 123"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def said(letter: bytes) -> Callable[..., list[list[str]]]:
    """The paragraphs of the comments for findings: (words or None, what else is known of the finding)."""

    def comments(*findings: tuple[str | None, dict[str, object]]) -> list[list[str]]:
        text = text_map(Package.open(letter, "a.docx")).text
        found = tuple(finding(text, words, more) for words, more in findings)
        with clock.stopped_at(datetime(2024, 5, 20, 10, 15, tzinfo=SAKHALIN)):
            data = annotate(letter, "a.docx", report(text, found))
        assert text_map(Package.open(data, "a.docx")).text == text
        shown = Document(io.BytesIO(data)).comments
        assert all((each.author, each.initials) == ("letterkit", "lk") for each in shown)
        assert all(f"{each.timestamp:%Y-%m-%d %H:%M}" == "2024-05-20 10:15" for each in shown if each.timestamp)
        return [[line.text for line in each.paragraphs] for each in shown]

    return comments


def finding(text: str, words: str | None, more: dict[str, object]) -> Finding:
    start = None if words is None else text.index(words)
    known: dict[str, object] = {
        "code": "grammar.soglasno-dative",
        "clause": "3.3",
        "level": Level.ERROR,
        "message": "После «согласно» нужен дательный падеж",
        "start": start,
        "end": None if start is None or words is None else start + len(words),
    }
    return Finding(**{**known, **more})  # type: ignore[arg-type]


def report(text: str, findings: tuple[Finding, ...]) -> Report:
    return Report(Source("a.docx", "docx", "0" * 64), Verdict.FIX, text, (), {}, findings, {})


def test_a_comment_has_the_message_the_mend_the_advice_and_the_clause(said: Callable[..., list[list[str]]]) -> None:
    more = {"suggestions": ("согласно приказу", "по приказу"), "advice": "Проверьте падеж"}
    assert said(("согласно приказа", more)) == [
        [
            "После «согласно» нужен дательный падеж.",
            "Заменить на «согласно приказу» или «по приказу».",
            "Проверьте падеж.",
            "Ошибка · п. 3.3 Порядка · grammar.soglasno-dative",
        ]
    ]


def test_words_to_be_dropped_are_said_to_be_dropped(said: Callable[..., list[list[str]]]) -> None:
    [lines] = said(("приказа", {"suggestions": ("",), "level": Level.ADVICE, "clause": None}))
    assert lines[1:] == ["Убрать.", "Совет · grammar.soglasno-dative"]


def test_a_message_that_ends_its_sentence_is_given_no_second_stop(said: Callable[..., list[list[str]]]) -> None:
    assert said(("приказа", {"message": "Верно ли это?"}))[0][0] == "Верно ли это?"


def test_every_finding_has_its_own_comment_in_the_order_of_the_report(said: Callable[..., list[list[str]]]) -> None:
    shown = said((None, {"message": "Нет подписи"}), *[("приказа", {"message": f"№ {n}"}) for n in range(40)])
    assert [lines[0] for lines in shown] == ["Нет подписи.", *(f"№ {n}." for n in range(40))]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Киму", "Место: в надписи (текстовом поле), «Киму»."),
        ("123", "Место: в нижнем колонтитуле, «123»."),
    ],
)
def test_where_word_lets_no_comment_stand_it_says_where_to_look(
    said: Callable[..., list[list[str]]], words: str, place: str
) -> None:
    assert said((words, {}))[0][1] == place


def test_what_is_missing_has_no_place(said: Callable[..., list[list[str]]]) -> None:
    assert said((None, {"message": "Нет подписи"})) == [
        ["Нет подписи.", "Ошибка · п. 3.3 Порядка · grammar.soglasno-dative"]
    ]


def test_a_report_on_another_letter_is_refused(letter: bytes) -> None:
    with pytest.raises(LetterFileError, match=r"annotate\.other-letter"):
        annotate(letter, "a.docx", report("Другое письмо.", ()))
