"""What a letter over its pages can do without is found, what answers the citizen is left alone."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from letterkit.checking.checker import Checker
from letterkit.checking.profile import load_profile
from letterkit.checks.families.length.coach import advised_cuts, plan
from letterkit.checks.families.length.measure import measure
from letterkit.checks.families.length.passages import Passage, passages
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.reading import read_text
from letterkit.reports import as_html, as_json, as_text, cuts

from .long_letter import NAMES, LongLetter, Marked, long_letter

ROOT = Path(__file__).resolve().parents[2]
PROFILE = load_profile(ROOT / "rules" / "profile.yml")
TOO_LONG = ["benefit", "gas", "heating", "resettlement", "water", "young_family"]


def subject_of(letter: LongLetter, **limits: float) -> Subject:
    profile: Profile = replace(PROFILE, limits={**PROFILE.limits, **limits})
    return Subject(read_text(letter.text.encode(), "letter.txt"), profile)


def shared(passage: Passage, mark: Marked) -> int:
    return sum(max(0, min(end, mark.end) - max(start, mark.start)) for start, end in passage.spans)


@pytest.mark.parametrize("name", NAMES)
def test_every_marked_passage_is_found_for_what_it_is(name: str) -> None:
    letter = long_letter(name)
    found = passages(subject_of(letter))
    missed = [
        letter.text[mark.start : mark.end]
        for mark in letter.marked
        if not any(
            passage.kind.value == mark.kind and shared(passage, mark) >= 0.7 * (mark.end - mark.start)
            for passage in found
        )
    ]
    assert missed == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_not_marked_is_named(name: str) -> None:
    letter = long_letter(name)
    wrong = [
        letter.text[passage.start : passage.end]
        for passage in passages(subject_of(letter))
        if sum(shared(passage, mark) for mark in letter.marked) < 0.9 * sum(end - start for start, end in passage.spans)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", TOO_LONG)
def test_passages_stand_by_what_they_save_and_apart(name: str) -> None:
    cuts = advised_cuts(subject_of(long_letter(name)))
    assert [cut.rank for cut in cuts] == list(range(1, len(cuts) + 1))
    assert [cut.lines for cut in cuts] == sorted((cut.lines for cut in cuts), reverse=True)
    spans = sorted(span for cut in cuts for span in cut.passage.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("name", ["gas", "heating", "resettlement", "water", "young_family"])
def test_the_least_cuts_suffice_and_none_of_them_is_to_spare(name: str) -> None:
    subject = subject_of(long_letter(name))
    made, cuts = plan(subject), {cut.rank: cut for cut in advised_cuts(subject)}
    assert made is not None
    assert made.enough

    def saved(ranks: list[int]) -> int:
        pieces = [
            (start, end, cuts[rank].passage.keep // len(cuts[rank].passage.spans))
            for rank in ranks
            for start, end in cuts[rank].passage.spans
        ]
        return measure(subject).saved_lines(pieces)

    assert saved(list(made.least)) >= made.over_lines
    for rank in made.least:
        assert saved([other for other in made.least if other != rank]) < made.over_lines


def test_when_all_cuts_are_too_few_what_is_left_is_told() -> None:
    made = plan(subject_of(long_letter("resettlement"), pages_wanted=1))
    assert made is not None
    assert not made.enough
    assert made.least == tuple(cut.rank for cut in made.cuts)
    assert 1 < made.left < made.pages


def test_a_letter_that_fits_gets_no_advice() -> None:
    assert plan(subject_of(long_letter("resettlement"), pages_wanted=3)) is None


def test_a_book_gets_no_advice() -> None:
    letter = long_letter("resettlement")
    subject = subject_of(replace(letter, text=letter.text * 6))
    assert measure(subject).pages > 10
    assert plan(subject) is None


def test_a_long_letter_of_answers_gets_no_advice() -> None:
    subject = subject_of(long_letter("answers_only"))
    assert measure(subject).pages > 2
    assert advised_cuts(subject) == ()


class TestReports:
    def test_each_passage_is_advice_and_only_what_says_nothing_is_offered_to_be_struck_out(
        self, checker: Checker
    ) -> None:
        letter = long_letter("gas")
        report = checker.check_bytes(letter.text.encode(), "газ.txt").report
        found = [finding for finding in report.findings if finding.code.startswith("length.")]
        coached = [finding for finding in found if finding.code not in ("length.estimate", "length.plan")]
        assert {finding.level for finding in coached} == {Level.ADVICE}
        assert not any(finding.safe for finding in found)
        struck = {finding.code for finding in coached if finding.suggestions == ("",)}
        assert struck == {"length.formula", "length.general", "length.repeat"}

    def test_without_a_struck_passage_the_sentences_about_it_stay_a_space_apart(self, checker: Checker) -> None:
        letter = long_letter("young_family")
        report = checker.check_bytes(letter.text.encode(), "семья.txt").report
        for finding in report.findings:
            if finding.suggestions == ("",) and finding.code.startswith("length."):
                rest = report.text[: finding.start] + report.text[finding.end :]
                assert rest.count("  ") == report.text.count("  ")
                assert not any(line.endswith(" ") for line in rest.splitlines())

    def test_the_cuts_are_told_in_every_form(self, checker: Checker) -> None:
        checked = checker.check_bytes(long_letter("heating").text.encode(), "тепло.txt")
        report = checked.report
        assert report.cuts is not None
        told = as_json.report_object(report)["facts"]["length"]
        assert told["least"] == list(report.cuts.least)
        assert [report.text[cut["start"] : cut["end"]] for cut in told["cuts"]] == [
            report.text[cut.start : cut.end] for cut in report.cuts.cuts
        ]
        text, page = as_text.document(checked, as_text.Style()), as_html.document([checked])
        assert "КАК СОКРАТИТЬ ДО 2 СТРАНИЦ" in text
        assert "Как сократить до 2 страниц" in page
        for row in cuts.rows(report):
            assert row.what in text
            assert row.what in page
        assert text.count("→") - 1 == len(report.cuts.least)  # one arrow more in the sentence below them

    def test_plainer_words_count_besides(self, checker: Checker) -> None:
        letter = long_letter("answers_only").text
        things = ("крыши", "подвала", "двора", "фасада", "лестниц", "освещения", "труб", "окон")
        turns = " ".join(f"Мастер участка осуществляет контроль за состоянием {thing}." for thing in things)
        formula = "Данный вопрос находится на контроле министерства."
        wordy = letter.replace("О ходе работ", f"{turns}\n\n{formula}\n\nО ходе работ")
        assert "канцелярита сберегут ещё" in _plan_of(checker, wordy)
        plain = wordy.replace("осуществляет контроль за состоянием", "проверяет состояние")
        assert "канцелярита" not in _plan_of(checker, plain)


def _plan_of(checker: Checker, text: str) -> str:
    report = checker.check_bytes(text.encode(), "письмо.txt").report
    return " ".join(finding.advice for finding in report.findings if finding.code == "length.plan")


def test_every_passage_has_a_name_in_the_reports() -> None:
    from letterkit.checks.families.length.passages import PassageKind

    assert set(cuts.NAMES) == {f"length.{kind}" for kind in PassageKind}
