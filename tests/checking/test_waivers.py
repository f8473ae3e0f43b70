"""A person answers for a finding in a file beside the letter: what became of it is told in every form of the report."""

import html
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions
from letterkit.checking.fix import fix
from letterkit.checking.waiver_files import waivers_of
from letterkit.core import clock
from letterkit.core.errors import RuleError
from letterkit.reports import as_html, as_json, as_sarif, as_text, wording

WRONG = "Уважаемый Мария Петровна"


@pytest.fixture
def given(letter: Path, clean: str) -> Callable[[str], Path]:
    """A letter with a wrong salutation and with waivers beside it."""

    def made(waivers: str) -> Path:
        letter.write_text(clean.replace("Уважаемая Мария Петровна", WRONG), encoding="utf-8")
        letter.with_name(letter.name + ".waivers.yml").write_text(waivers, encoding="utf-8")
        return letter

    return made


@pytest.fixture
def checked(checker: Checker, given: Callable[[str], Path]) -> Callable[[str], CheckedLetter]:
    """The letter checked on 20 May 2024 with these waivers beside it."""

    def outcome(waivers: str) -> CheckedLetter:
        path = given(waivers)
        with clock.stopped_at(datetime(2024, 5, 20, tzinfo=UTC)):
            return checker.check_file(path)

    return outcome


def entry(code: str = "salutation.gender", until: str = "2024-12-31", more: str = "") -> str:
    return f"  - code: {code}\n    reason: Так просил сам заявитель\n    by: Петрова А. С.\n    until: {until}\n" + (
        f"    {more}\n" if more else ""
    )


def waivers(*entries: str) -> str:
    return "waivers:\n" + "".join(entries)


def codes(outcome: CheckedLetter) -> set[str]:
    return {finding.code for finding in outcome.report.findings}


def told(outcome: CheckedLetter) -> dict[str, str]:
    """The report in the forms that people and programs read, on one line each."""
    page = html.unescape(re.sub(r"<[^>]+>", " ", as_html.document([outcome])))
    forms = {
        "text": as_text.document(outcome, as_text.Style()),
        "html": page,
        "json": as_json.document([outcome.report], single=True),
        "sarif": as_sarif.document([outcome]),
    }
    return {name: " ".join(form.split()) for name, form in forms.items()}


def test_a_waived_finding_is_told_with_its_reason_author_and_day(checked: Callable[[str], CheckedLetter]) -> None:
    outcome = checked(waivers(entry()))
    assert "salutation.gender" not in codes(outcome)
    shown = told(outcome)
    for form in ("text", "html"):
        assert "ринято под ответственность".casefold() in shown[form].casefold()
        assert "Так просил сам заявитель (Петрова А. С., до 31.12.2024)" in shown[form]
    assert json.loads(shown["json"])["waived"] == [
        {
            "code": "salutation.gender",
            "reason": "Так просил сам заявитель",
            "by": "Петрова А. С.",
            "until": "2024-12-31",
        }
    ]


def test_a_waiver_counts_until_its_day_is_over(checked: Callable[[str], CheckedLetter]) -> None:
    assert "salutation.gender" not in codes(checked(waivers(entry(until="2024-05-20"))))
    assert "salutation.gender" in codes(checked(waivers(entry(until="2024-05-19"))))


def test_an_expired_waiver_is_told_of_in_every_form(checked: Callable[[str], CheckedLetter]) -> None:
    outcome = checked(waivers(entry(until="2024-05-19")))
    assert {"salutation.gender", "internal.waiver-expired"} <= codes(outcome)
    for shown in told(outcome).values():
        assert "Срок исключения для salutation.gender истёк 19.05.2024 (автор: Петрова А. С.)" in shown


def test_an_unused_waiver_is_told_of_in_every_form(checked: Callable[[str], CheckedLetter]) -> None:
    outcome = checked(waivers(entry(), entry("tone.exclamation")))
    assert "internal.waiver-unused" in codes(outcome)
    for shown in told(outcome).values():
        assert "Исключение для tone.exclamation не пригодилось" in shown


def test_a_waiver_for_a_check_that_was_not_made_is_not_called_unused(
    checker: Checker, checked: Callable[[str], CheckedLetter]
) -> None:
    unmade = {item.what for item in checked(waivers(entry())).report.not_checked}
    assert unmade, "without pages and a card some checks are not made"
    outcome = checked(waivers(entry(), *map(entry, sorted(unmade))))
    assert "internal.waiver-unused" not in codes(outcome)


def test_a_place_narrows_a_waiver(checked: Callable[[str], CheckedLetter]) -> None:
    place = checked(waivers(entry(more="excerpt: Уважаемый  Мария Петровна")))
    assert "salutation.gender" not in codes(place)
    other = checked(waivers(entry(more="excerpt: Уважаемый Анна Сергеевна")))
    assert {"salutation.gender", "internal.waiver-unused"} <= codes(other)


def test_waivers_of_another_letter_do_not_count(checker: Checker, given: Callable[[str], Path]) -> None:
    path = given(waivers(entry(until="2099-01-01")))
    other = path.with_name("другое.txt")
    other.write_bytes(path.read_bytes())
    assert len(waivers_of(path)) == 1
    assert waivers_of(other) == ()
    outcomes = dict(checker.check_files([path, other]))
    found = {name.name: outcome for name, outcome in outcomes.items() if isinstance(outcome, CheckedLetter)}
    assert "salutation.gender" not in codes(found[path.name])
    assert "salutation.gender" in codes(found["другое.txt"])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("waivers:\n  - {code: tone.x, by: Петрова А. С., until: 2099-01-01}\n", 2, "reason"),
        ("waivers:\n  - {code: tone.x, reason: ок, by: Петрова А. С., until: 2099-01-01}\n", 2, "reason"),
        ("waivers:\n  - {code: tone.x, reason: Так просили, until: 2099-01-01}\n", 2, "by"),
        ("waivers:\n  - {code: tone.x, reason: Так просили, by: Петрова А. С.}\n", 2, "until"),
        ("waivers:\n  - {code: '*', reason: Всё хорошо, by: Петрова А. С., until: 2099-01-01}\n", 2, "code"),
        ("waivers:\n  - {code: tone, reason: Всё хорошо, by: Петрова А. С., until: 2099-01-01}\n", 2, "code"),
        ("waivers:\n  - {code: tone.x, reason: Так просили, by: Петрова А. С., until: скоро}\n", 2, "until"),
        (
            "waivers:\n  - {code: tone.x, reason: Так просили, by: Петрова А. С., until: 2099-01-01, line: 3}\n",
            2,
            "line",
        ),
        ("", None, "файл пустой"),
    ],
)
def test_a_waiver_without_an_answer_or_for_everything_is_refused(
    checker: Checker, given: Callable[[str], Path], text: str, line: int | None, says: str
) -> None:
    with pytest.raises(RuleError) as refused:
        checker.check_file(given(text))
    sentence = wording.sentence(refused.value)
    assert ".waivers.yml" in sentence
    assert says in sentence
    assert line is None or f"строка {line}" in sentence


def test_fixing_leaves_what_a_person_has_answered_for(checker: Checker, given: Callable[[str], Path]) -> None:
    path = given(waivers(entry(until="2099-01-01")))
    assert WRONG in fix(path.read_bytes(), path.name, checker, waivers_of(path)).data.decode()
    assert WRONG not in fix(path.read_bytes(), path.name, checker).data.decode()


def test_a_word_file_has_its_waivers_too(
    options: Callable[..., CheckOptions], docx_of: Callable[[str], bytes], clean: str, tmp_path: Path
) -> None:
    path = tmp_path / "письмо.docx"
    path.write_bytes(docx_of(clean.replace("Уважаемая Мария Петровна", WRONG)))
    (tmp_path / "письмо.docx.waivers.yml").write_text(waivers(entry(until="2099-01-01")), encoding="utf-8")
    with Checker(options(word=True)) as checker:
        outcome = checker.check_file(path)
    assert [item.code for item in outcome.report.waived] == ["salutation.gender"]
    assert outcome.docx is not None
    assert Document(io.BytesIO(outcome.docx)).paragraphs
