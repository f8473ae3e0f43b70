"""A letter from anywhere becomes a report."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from letterkit.checking import parallel
from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions, check_bytes, check_file
from letterkit.checking.parallel import check_many
from letterkit.core.errors import LetterFileError, LetterkitError, ProfileError, ToolMissing
from letterkit.core.finding import Level
from letterkit.core.report import Verdict

Options = Callable[..., CheckOptions]
DocxOf = Callable[[str], bytes]


@pytest.fixture(scope="module")
def wrong(clean: str) -> str:
    return clean.replace("Уважаемая", "Уважаемый")


def loud(checked: CheckedLetter) -> list[str]:
    return [finding.code for finding in checked.report.findings if finding.level is not Level.ADVICE]


def test_a_report_is_about_the_file_as_it_is(checker: Checker, letter: Path, clean: str) -> None:
    report = checker.check_file(letter).report
    assert report.text == clean
    assert report.source.name == "письмо.txt"
    assert report.source.sha256 == hashlib.sha256(letter.read_bytes()).hexdigest()


def test_a_clean_letter_has_no_errors_and_no_warnings(checker: Checker, letter: Path) -> None:
    assert loud(checker.check_file(letter)) == []


def test_a_seeded_error_is_found_at_its_place(checker: Checker, wrong: str) -> None:
    report = checker.check_bytes(wrong.encode(), "a.txt").report
    assert report.verdict is Verdict.FIX
    [finding] = [finding for finding in report.findings if finding.code == "salutation.gender"]
    assert finding.start is not None
    assert wrong[finding.start : finding.end].startswith("Уважаемый")


def test_text_and_word_give_the_same_findings(checker: Checker, wrong: str, docx_of: DocxOf) -> None:
    as_text = checker.check_bytes(wrong.encode(), "a.txt")
    as_word = checker.check_bytes(docx_of(wrong), "a.docx")
    assert loud(as_word) == loud(as_text) != []


def test_what_was_not_seen_is_never_green(checker: Checker, letter: Path) -> None:
    report = checker.check_file(letter).report
    assert report.verdict is not Verdict.READY
    assert {item.why for item in report.not_checked} >= {"pages.text", "proofreader.off"}


@pytest.mark.office
def test_word_is_printed_and_findings_lie_on_the_page(wrong: str, options: Options, docx_of: DocxOf) -> None:
    with Checker(options(pages=True, printed=True)) as checker:
        checked = checker.check_bytes(docx_of(wrong), "a.docx")
    report = checked.report
    assert report.facts["pages"] == 1
    [finding] = [finding for finding in report.findings if finding.code == "salutation.gender"]
    assert finding.page == 1
    assert finding.box is not None
    assert 0 < finding.box.x_mm < finding.box.right_mm < 216
    assert all(part.page == 1 for part in report.parts)
    assert [picture.page for picture in checked.pictures] == [1]
    assert checked.pictures[0].png.startswith(b"\x89PNG")
    assert checked.pdf is not None
    assert {"reading", "printing", "checks", "total"} <= set(report.timing_ms)


@pytest.mark.office
def test_old_formats_come_through_libreoffice(wrong: str, options: Options) -> None:
    rtf = r"{\rtf1\ansicpg1251 " + "".join(f"\\u{ord(char)}?" if char != "\n" else "\\par " for char in wrong) + "}"
    with Checker(options()) as checker:
        checked = checker.check_bytes(rtf.encode("ascii"), "a.rtf")
    assert "salutation.gender" in loud(checked)
    assert checked.report.source.sha256 == hashlib.sha256(rtf.encode("ascii")).hexdigest()


def test_without_libreoffice_pages_are_not_checked_and_the_report_says_why(
    clean: str, options: Options, docx_of: DocxOf
) -> None:
    with Checker(options(pages=True, soffice="/nowhere/soffice")) as checker:
        report = checker.check_bytes(docx_of(clean), "a.docx").report
    assert report.facts["pages"] is None
    assert report.verdict is not Verdict.READY
    assert "pages.no-libreoffice" in {item.why for item in report.not_checked}


def test_without_libreoffice_an_old_format_cannot_be_read(options: Options) -> None:
    with (
        Checker(options(soffice="/nowhere/soffice")) as checker,
        pytest.raises(ToolMissing, match=r"libreoffice\.missing"),
    ):
        checker.check_bytes(b"{\\rtf1 x}", "a.rtf")


def test_waivers_beside_the_letter_are_taken(checker: Checker, letter: Path, wrong: str) -> None:
    letter.write_text(wrong, encoding="utf-8")
    beside = letter.with_name(letter.name + ".waivers.yml")
    beside.write_text(
        "waivers:\n  - {code: salutation.gender, reason: Так просил заявитель, by: Петрова А.С., until: 2099-01-01}\n",
        encoding="utf-8",
    )
    report = checker.check_file(letter).report
    assert [item.code for item in report.waived] == ["salutation.gender"]
    assert "salutation.gender" not in {finding.code for finding in report.findings}


def test_an_encoding_is_noted(checker: Checker, clean: str) -> None:
    report = checker.check_bytes(clean.encode("cp1251"), "a.txt").report
    assert report.text == clean
    assert report.facts["notes"] == "encoding.cp1251"


def test_one_call_opens_and_closes_all_it_needs(letter: Path, options: Options) -> None:
    assert check_file(letter, options()).text == check_bytes(letter.read_bytes(), "a.txt", options()).text


def test_a_profile_that_is_not_there_is_no_fault_of_a_letter(letter: Path, tmp_path: Path, options: Options) -> None:
    with pytest.raises(ProfileError, match=r"file\.not-found"):
        list(check_many([letter], options(profile=tmp_path / "нет.yml")))


class TestManyLetters:
    @pytest.fixture
    def folder(self, tmp_path: Path, clean: str, wrong: str) -> list[Path]:
        paths = []
        for number in range(6):
            path = tmp_path / f"{number}.txt"
            path.write_text(wrong if number % 2 else clean, encoding="utf-8")
            paths.append(path)
        (tmp_path / "3.txt").write_bytes(b"")
        return paths

    def test_a_broken_letter_does_not_stop_the_others(self, folder: list[Path], options: Options) -> None:
        outcomes = dict(check_many(folder, options(), jobs=1))
        assert list(outcomes) == folder
        broken = outcomes.pop(folder[3])
        assert isinstance(broken, LetterFileError)
        assert broken.code == "file.empty"
        assert all(isinstance(outcome, CheckedLetter) for outcome in outcomes.values())

    @pytest.mark.long
    def test_processes_give_what_one_process_gives(self, folder: list[Path], options: Options) -> None:
        def plain(outcome: CheckedLetter | LetterkitError) -> object:
            if isinstance(outcome, LetterkitError):
                return outcome.code, outcome.file
            return replace(outcome.report, timing_ms={})

        alone = [(path, plain(outcome)) for path, outcome in check_many(folder, options(), jobs=1)]
        together = [(path, plain(outcome)) for path, outcome in check_many(folder, options(), jobs=2)]
        assert together == alone

    def test_a_slip_in_the_name_of_a_file_is_told_before_any_rule_is_loaded(
        self, tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parallel, "Checker", None)
        wanted = [tmp_path / "нет.txt", tmp_path / "картинка.png"]
        faults = [fault for _, fault in check_many(wanted, options())]
        assert [fault.code for fault in faults if isinstance(fault, LetterFileError)] == [
            "file.not-found",
            "letter.suffix",
        ]

    def test_a_fault_of_the_profile_crosses_from_a_process(
        self, folder: list[Path], tmp_path: Path, options: Options
    ) -> None:
        with pytest.raises(ProfileError, match=r"file\.not-found"):
            list(check_many(folder, options(profile=tmp_path / "нет.yml"), jobs=2))
