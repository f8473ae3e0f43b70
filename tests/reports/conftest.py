"""One report with everything in it: nested and overlapping findings, an absent thing, a waiver, a page."""

import struct
import zlib
from datetime import date

import pytest

from letterkit.checking.checker import CheckedLetter, Picture
from letterkit.core.box import Box
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Part, Role, Source
from letterkit.core.report import ClauseState, NotChecked, Report, Verdict, WaivedFinding

TEXT = (
    "Уважаемый Мария Петровна!\r\n\r\nРассмотрев Ваше обращение по вопросу выплаты ,поступившее <в> министерство, "
    "сообщаем.\r\n"
)


def finding(code: str, words: str | None, level: Level = Level.ERROR, **more: object) -> Finding:
    start = None if words is None else TEXT.index(words)
    end = None if start is None or words is None else start + len(words)
    known: dict[str, object] = {"clause": "3.3", "message": f"Неверно: {code}", "excerpt": words or ""}
    return Finding(code=code, level=level, start=start, end=end, **{**known, **more})  # type: ignore[arg-type]


@pytest.fixture
def checked() -> CheckedLetter:
    findings = (
        finding(
            "salutation.gender",
            "Уважаемый Мария",
            clause="3.5",
            message="Обращение не согласовано в роде",
            advice="Согласуйте слово «Уважаемый» с именем",
            suggestions=("Уважаемая Мария",),
            safe=True,
            page=1,
            box=Box(30, 100, 60, 5),
        ),
        finding("readability.long-sentence", TEXT[TEXT.index("Рассмотрев") :].rstrip(), Level.ADVICE, clause="3.7"),
        finding(
            "punctuation.unpaired", "выплаты ,поступившее", suggestions=("выплаты, поступившее", "выплаты; поступившее")
        ),
        finding("typography.space", " ,", Level.WARNING, suggestions=("",), engine="embedded"),
        finding("executor.missing", None, clause="6.2", message="Нет отметки об исполнителе"),
    )
    report = Report(
        source=Source("письмо №1.docx", "docx", "0" * 64),
        verdict=Verdict.FIX,
        text=TEXT,
        parts=(Part(Role.SALUTATION, 0, 25, 1), Part(Role.OPENING, 29, len(TEXT) - 2, 1)),
        facts={"pages": 1, "words": 12, "sentences": 2, "longest_sentence": 9, "flesch_oborneva": 16.2, "grade": 9.4}
        | {"notes": "changes-accepted"},
        findings=findings,
        clauses={"3.3": ClauseState.BROKEN, "3.5": ClauseState.BROKEN, "3.7": ClauseState.ADVICE}
        | {"3.8": ClauseState.MET, "4.1": ClauseState.NOT_CHECKED},
        not_checked=(NotChecked("reference.other-appeal", "card.none"), NotChecked("addressee.other", "card.none")),
        waived=(WaivedFinding("tone.exclamation", "Поздравление", "Петрова А.С.", date(2026, 12, 31)),),
        versions={"letterkit": "0.1.0", "rules": "abc", "engine": "off"},
        timing_ms={"total": 84.26},
    )
    titles = {"3.3": "Без ошибок", "3.5": "Уважительное обращение", "3.7": "Просто", "3.8": "Одна-две страницы"}
    return CheckedLetter(report, titles, (Picture(1, 210.0, 297.0, white_png()),), b"%PDF-")


def white_png() -> bytes:
    """The smallest picture there is: one white point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    )
