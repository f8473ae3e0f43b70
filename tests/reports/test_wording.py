"""Every code the engine raises has a sentence, and every sentence a code."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

import letterkit
from letterkit.core import errors
from letterkit.core.errors import BadValue, CardError, LetterFileError, LetterkitError, ToolMissing
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.report import ClauseState, Verdict
from letterkit.datafile import parse_yaml, why_refused
from letterkit.reports import wording
from letterkit.reports.value_errors import russian_why

ENGINE = Path(letterkit.__file__).parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, LetterkitError)}
# Parameters that carry an error class: datafile and its callers name the class they want raised.
ERRORS |= {"error"}


def modules() -> Iterator[ast.Module]:
    for room in (ENGINE, ENGINE.parent / "webui", ENGINE.parent / "bench"):
        for path in sorted(room.rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def strings(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and CODE.fullmatch(inner.value):
            yield inner.value


def raised() -> set[str]:
    """Codes that stand as the first argument of an error."""
    found: set[str] = set()
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in ERRORS:
                    found |= set(strings(node.args[0]))
    return found


def told() -> set[str]:
    """Every string of the engine and of the web service that is written like a code."""
    return {text for module in modules() for text in strings(module)}


def test_every_code_raised_has_a_sentence() -> None:
    assert raised() - wording.codes() == set()


def test_every_sentence_has_a_code_in_the_engine() -> None:
    notes = {code for code in wording.codes() if code.startswith("note.")}
    assert wording.codes() - notes - told() == set()


def test_the_scan_sees_what_is_raised() -> None:
    assert {"docx.macro", "file.empty", "data.not-a-mapping", "text.binary", "text.encoding"} <= raised()


@pytest.mark.parametrize("code", sorted(wording.codes()))
def test_a_sentence_is_one_finished_russian_line(code: str) -> None:
    sentence = wording.reason(code)
    assert re.search("[а-яё]", sentence)
    assert sentence[-1] in ".!?…"
    assert sentence == " ".join(sentence.split())


def test_holes_are_filled_and_the_place_comes_first() -> None:
    fault = CardError("data.unknown-key", file="карта.yml", line=12, column=3, key="applicant.surnam")
    told = wording.sentence(fault)
    assert told.startswith("карта.yml, строка 12, столбец 3: ")
    assert "applicant.surnam" in told


def test_a_sentence_that_names_the_file_is_not_given_it_twice() -> None:
    assert wording.sentence(LetterFileError("file.not-found", file="нет.txt")).count("нет.txt") == 1


def test_a_code_without_a_sentence_still_says_all_that_is_known() -> None:
    told = wording.sentence(LetterkitError("new.fault", file="a.txt", page=3, day=date(2024, 5, 12)))
    assert told == "a.txt: непредвиденный отказ «new.fault» (page: 3, day: 12.05.2024)."


def test_a_sentence_is_one_line_whatever_the_details() -> None:
    assert "\n" not in wording.sentence(CardError("data.bad-value", key="date", value="31\n02", why="нет\nтакого"))


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def _refused(value: object) -> object:
    raise BadValue("filter.number")


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (str, 5, "нужно: строка (число возьмите в кавычки)"),
        (int, "пять", "нужно: целое число"),
        (int, 2.5, "нужно: целое число"),
        (float, "пять", "нужно: число"),
        (Decimal, "пять", "нужно: число"),
        (bool, "может быть", "нужно: true или false"),
        (date, "31.02", "нужно: дата вида 2024-05-14"),
        (datetime, "вчера", "нужно: дата вида 2024-05-14"),
        (list[str], "слово", "нужно: список"),
        (tuple[str, ...], "слово", "нужно: список"),
        (dict[str, str], "слово", "нужно: вложенные поля"),
        (Annotated[int, Field(ge=1)], 0, "нужно: число от 1"),
        (Annotated[int, Field(gt=1)], 0, "нужно: число больше 1"),
        (Annotated[int, Field(le=1)], 2, "нужно: число до 1"),
        (Annotated[int, Field(lt=1)], 2, "нужно: число меньше 1"),
        (Literal["post", "email", "site"], "pigeon", "допустимо: post, email, site"),
        (Colour, "blue", "допустимо: red, green"),
        (Annotated[str, Field(pattern="^a{2}$")], "б", "не подходит под образец '^a{2}$'"),
        (Annotated[str, Field(min_length=1)], "", "нужна непустая строка"),
        (Annotated[str, Field(min_length=8)], "б", "нужно не меньше 8 знаков"),
        (Annotated[str, Field(max_length=1)], "буква", "предел длины — 1"),
        (Annotated[list[int], Field(max_length=1)], [1, 2], "предел длины — 1"),
        (Annotated[list[int], Field(min_length=1)], [], "строк должно быть не меньше 1"),
        (Path, 5, "такой путь не годится"),
        (Annotated[str, BeforeValidator(_refused)], "", "нужно число"),
    ],
)
def test_what_pydantic_refuses_is_told_in_russian(kind: Any, value: object, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    assert russian_why(why_refused(refused.value.errors()[0])) == told


def test_every_name_of_a_report_has_russian_words() -> None:
    assert set(wording.VERDICTS) == set(Verdict)
    assert set(wording.LEVELS) == set(wording.LEVEL_FORMS) == set(Level)
    assert set(wording.CLAUSE_STATES) == set(ClauseState)
    assert set(wording.ROLES) == set(Role)


@pytest.mark.parametrize(
    ("grade", "told"),
    [(1.0, "1 кл. школы"), (9.4, "9 кл. школы"), (13.2, "высшее"), (17.0, "высшее образование, текст")],
)
def test_a_grade_is_told_as_people_tell_schooling(grade: float, told: str) -> None:
    assert wording.grade_words(grade).startswith(told)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("слово", "«слово»"),
        (", ", "«,␣»"),
        ("а  б", "«а␣␣б»"),
        ("1\u00a0250", "«1 250»"),
        ("«а»", "„«а»“"),
        ("а\r\nб", "«а⏎б»"),
    ],
)
def test_quoted_words_show_the_spaces_that_matter(words: str, shown: str) -> None:
    assert wording.quote(words) == shown


def bad_values() -> Iterator[tuple[str, int]]:
    """Every code by which letterkit refuses a value, and how many details come with it."""
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "BadValue":
                yield ast.literal_eval(node.args[0]), len(node.args) - 1


def test_every_bad_value_has_its_words() -> None:
    known = list(bad_values())
    assert len(known) > 40
    for code, count in known:
        told = russian_why(str(BadValue(code, *(f"деталь-{number}" for number in range(count)))))
        assert told != code
        assert "{" not in told.replace("{скобки}", "").replace("{n}", "").replace("{}", "")
        assert all(f"деталь-{number}" in told for number in range(count))


@pytest.mark.parametrize(
    "broken", ["a: b: c", "a: {b: 1", "a:\n\t- 1", "a: 'x", "a: *b", "a: [1, 2", "- a\nb: 1", "a: 1\n  b: 2"]
)
def test_a_broken_file_is_told_of_in_russian(broken: str) -> None:
    with pytest.raises(CardError) as refused:
        parse_yaml(broken, file="карта.yml", error=CardError)
    told = wording.sentence(refused.value)
    assert "карта.yml, строка" in told
    assert not re.search("[a-z]{3,}", told.removeprefix("карта.yml").replace("letterkit", ""))


@pytest.mark.parametrize("code", ["languagetool.failed", "libreoffice.time-out", "libreoffice.died"])
def test_a_reason_without_details_has_no_holes(code: str) -> None:
    assert not set("{}[]…") & set(wording.reason(code))


def test_what_the_network_says_is_said_in_russian() -> None:
    said = "HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded with url: /v2/langua…"
    error = ToolMissing("languagetool.no-answer", url="http://127.0.0.1:1", why=said)
    assert "никто не отвечает" in wording.sentence(error)
    assert "HTTPConnectionPool" not in wording.sentence(error)
