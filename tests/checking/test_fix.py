"""Safe mends are made, and nothing else is touched."""

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from docx import Document

from letterkit.checking.checker import CheckedLetter, Checker
from letterkit.checking.fix import MAX_ROUNDS, fix, refuse_overwriting
from letterkit.core.errors import LetterFileError, RequestError
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Source
from letterkit.core.report import Report, Verdict

DocxOf = Callable[[str], bytes]


@pytest.fixture(scope="module")
def seeded(clean: str) -> str:
    return clean.replace("Крышу отремонтируют", "Крышу  отремонтируют")


class Scripted:
    """A checker that replaces words it was told of: how fixing goes is tried apart from the rules of letters."""

    def __init__(self, *pairs: tuple[str, str], safe: bool = True) -> None:
        self.pairs = pairs
        self.safe = safe
        self.calls = 0

    def check_bytes(self, data: bytes, name: str, waivers: object = (), *, text_only: bool = False) -> CheckedLetter:
        self.calls += 1
        text = data.removeprefix(b"\xef\xbb\xbf").decode(self._encoding(data))
        found = tuple(self._findings(text))
        return CheckedLetter(Report(Source(name, "text", ""), Verdict.READY, text, (), {}, found, {}), {})

    @staticmethod
    def _encoding(data: bytes) -> str:
        try:
            data.decode()
        except UnicodeDecodeError:
            return "cp1251"
        return "utf-8"

    def _findings(self, text: str) -> Iterable[Finding]:
        for was, now in self.pairs:
            start = text.find(was)
            if start >= 0:
                yield Finding(
                    f"a.{len(was)}",
                    None,
                    Level.WARNING,
                    "…",
                    start=start,
                    end=start + len(was),
                    suggestions=(now,),
                    safe=self.safe,
                )


def fixed(data: bytes, *pairs: tuple[str, str], safe: bool = True) -> tuple[bytes, int, int]:
    checker = Scripted(*pairs, safe=safe)
    outcome = fix(data, "a.txt", cast(Any, checker))
    return outcome.data, len(outcome.mends), checker.calls


def test_a_seeded_error_is_mended_and_nothing_else_changes(checker: Checker, clean: str, seeded: str) -> None:
    outcome = fix(seeded.encode(), "a.txt", checker)
    assert outcome.data.decode() == clean
    assert [mend.code for mend in outcome.mends] == ["typography.double-space"]
    assert outcome.after.report.text == clean


def test_a_clean_letter_stays_as_it_is(checker: Checker, clean: str) -> None:
    outcome = fix(clean.encode(), "a.txt", checker)
    assert (outcome.data, outcome.mends) == (clean.encode(), ())


def test_word_keeps_its_formatting(checker: Checker, seeded: str, docx_of: DocxOf) -> None:
    document = Document(io.BytesIO(docx_of(seeded)))
    paragraph = next(each for each in document.paragraphs if "отремонтируют" in each.text)
    paragraph.runs[0].bold = True
    stream = io.BytesIO()
    document.save(stream)
    outcome = fix(stream.getvalue(), "a.docx", checker)
    mended = Document(io.BytesIO(outcome.data))
    [again] = [each for each in mended.paragraphs if "отремонтируют" in each.text]
    assert again.text.startswith("Крышу отремонтируют")
    assert all(run.bold for run in again.runs)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_encoding_and_line_ends_stay(checker: Checker, encoding: str, clean: str, seeded: str) -> None:
    given = seeded.replace("\n", "\r\n").encode(encoding)
    assert fix(given, "a.txt", checker).data == clean.replace("\n", "\r\n").encode(encoding)


def test_unsafe_mends_are_left_to_a_person() -> None:
    assert fixed("раз два".encode(), ("раз", "три"), safe=False) == ("раз два".encode(), 0, 1)


@pytest.mark.parametrize(
    "words",
    [
        "Приём по программе 09.03.01 «Информатика» идёт до 20 августа.",
        "Вход откроют 05.07.24.",
        "Кол-во мест в подъезде прежнее, гос-во платит, пр-во знает.",
        "Срок-до пятницы.",
        "План крыши дома и подъезда в хорошем качестве сохранён под именем схема_крыши.png",
        "План крыши дома и подъезда размещён на нашем сайте minstroy.sakhalin.gov.ru",
        "Место получил ребёнок, 12.05.2015 года рождения.",
        "Место получил ребёнок, 12.05.2015 г. рождения.",
    ],
)
def test_what_only_a_person_can_judge_stays(checker: Checker, clean: str, words: str) -> None:
    letter = clean.replace("Крышу отремонтируют до 01.09.2024.", words).replace(f"{words} Работы", f"{words}\n\nРаботы")
    assert words in fix(letter.encode(), "a.txt", checker).data.decode()


def test_the_date_of_an_act_loses_its_g_and_no_full_stop_cuts_the_sentence(checker: Checker, clean: str) -> None:
    act = "Федеральный закон № 326-ФЗ от 29.11.2010г. «Об охране здоровья»"
    letter = clean.replace("Работы", f"Так велит {act}. Работы")
    outcome = fix(letter.encode(), "a.txt", checker)
    assert "закон от 29.11.2010 № 326-ФЗ «Об охране здоровья»." in outcome.data.decode()


def test_what_makes_the_letter_worse_is_undone_and_told_of() -> None:
    class Harmful(Scripted):
        def _findings(self, text: str) -> Iterable[Finding]:
            yield from super()._findings(text)
            at = text.find("нове")
            if at >= 0:
                yield Finding("grammar.x", None, Level.ERROR, "Так не пишут", start=at, end=at + 4)

    outcome = fix("раз, два, ново".encode(), "a.txt", cast(Any, Harmful(("раз", "три"), ("ново", "нове"))))
    assert outcome.data.decode() == "три, два, ново"
    assert [mend.now for mend in outcome.mends] == ["три"]
    assert [(undone.mend.now, undone.why) for undone in outcome.undone] == [("нове", "Так не пишут")]


def test_a_lone_surname_keeps_the_word_that_makes_it_the_executor(checker: Checker, clean: str) -> None:
    mark = clean[clean.rindex("\n\n") :]
    letter = clean.replace(mark, "\n\nИсполнитель: Котов\n")
    assert "Исполнитель: Котов" in fix(letter.encode(), "a.txt", checker).data.decode()


def test_mends_that_overlap_are_made_in_different_rounds() -> None:
    data, mends, calls = fixed("один два три".encode(), ("один два", "1 2"), ("два три", "2 3"), ("2 три", "2 3"))
    assert data.decode() == "1 2 3"
    assert mends == 2
    assert calls == 3


def test_a_mend_may_uncover_another() -> None:
    data, mends, _ = fixed("а".encode(), ("а", "б"), ("б", "в"))
    assert (data.decode(), mends) == ("в", 2)


def test_rules_at_war_end_after_a_few_rounds() -> None:
    _, mends, calls = fixed("а".encode(), ("а", "аа"))
    assert (mends, calls) == (MAX_ROUNDS, MAX_ROUNDS + 1)


def test_a_letter_that_the_encoding_lacks_is_not_put_in() -> None:
    given = "раз два три четыре пять шесть семь".encode("cp1251")
    data, mends, _ = fixed(given, ("раз", "1\u2212"), ("два", "2"))
    assert (data.decode("cp1251"), mends) == ("раз 2 три четыре пять шесть семь", 1)


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"%PDF-1.7"), ("a.rtf", b"{\\rtf1 x}")])
def test_what_cannot_be_changed_in_place_is_refused(checker: Checker, name: str, data: bytes) -> None:
    with pytest.raises(LetterFileError, match=r"fix\.form"):
        fix(data, name, checker)


def test_the_letter_itself_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("x")
    (tmp_path / "link.txt").symlink_to(source)
    for out in (source, tmp_path / "link.txt", tmp_path / "." / "a.txt"):
        with pytest.raises(RequestError, match=r"fix\.same-file"):
            refuse_overwriting(source, out)


def test_the_copy_is_of_the_same_kind(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("x")
    with pytest.raises(RequestError, match=r"fix\.other-suffix"):
        refuse_overwriting(source, tmp_path / "b.docx")
    refuse_overwriting(source, tmp_path / "b.TXT")


def test_a_safe_mend_is_made_wherever_its_word_stands() -> None:
    class EachTime(Scripted):
        def _findings(self, text: str) -> Iterable[Finding]:
            first, second = text.find("раз"), text.rfind("раза")
            if second > 0:
                (found,) = super()._findings(text)
                yield replace(found, others=(replace(found, start=second, end=second + 4, suggestions=("двух",)),))
                assert found.start == first

    outcome = fix("раз и раза".encode(), "a.txt", cast(Any, EachTime(("раз", "два"))))
    assert (outcome.data.decode(), [mend.was for mend in outcome.mends]) == ("два и двух", ["раз", "раза"])
