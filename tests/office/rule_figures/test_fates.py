"""Two reports on one letter: what has been mended between them, what is new, what stands in other words."""

from typing import Any

import pytest

from letterkit.office.rule_figures.outcomes import ComparedReport, Fate, fates

CODE = "tone.x"


def seen(
    text: str, *excerpts: str | None, waived: int = 0, words: str | None = None, rules: str = "1"
) -> ComparedReport:
    """The report on ``text`` that finds ``excerpts`` in it (None: something missing), written as ``words``."""
    findings: list[dict[str, Any]] = []
    for excerpt in excerpts:
        start = None if excerpt is None else text.index(excerpt)
        findings.append({"code": CODE, "clause": "1.5", "level": "warning", "start": start, "excerpt": excerpt or ""})
    report = {
        "text": text,
        "findings": findings,
        "waived": [{"code": CODE}] * waived,
        "versions": {"rules": rules},
    }
    return ComparedReport(report, (text if words is None else words,))


def fate(before: ComparedReport | None, after: ComparedReport) -> Fate:
    return fates(before, after)[CODE]


def short(before: ComparedReport | None, after: ComparedReport) -> tuple[int, int, int, int]:
    found = fate(before, after)
    return found.new, found.gone, found.standing, found.waived


def test_of_a_first_report_all_is_new() -> None:
    assert fate(None, seen("Дай это и то", "Дай", "то")) == Fate("1.5", "warning", standing=2, new=2)


def test_what_stands_is_neither_new_nor_gone() -> None:
    assert short(seen("Дай\nСлово", "Дай"), seen("Дай\nДело", "Дай")) == (0, 0, 1, 0)


def test_what_went_when_its_paragraph_was_rewritten_is_mended() -> None:
    assert short(seen("Раз\nДай это", "Дай"), seen("Раз\nДадим это")) == (0, 1, 0, 0)


def test_what_went_with_its_paragraph_is_mended() -> None:
    assert short(seen("Раз\nДай это\nДва", "Дай"), seen("Раз\nДва")) == (0, 1, 0, 0)


def test_a_paragraph_put_before_it_changes_nothing_for_it() -> None:
    before = seen("Раз\nДай это", "Дай")
    assert short(before, seen("Ноль\nРаз\nДай это", "Дай")) == (0, 0, 1, 0)
    assert short(before, seen("Ноль\nРаз\nДай это", rules="2")) == (0, 0, 0, 0)


def test_a_sentence_rewritten_and_still_wrong_is_the_same_finding() -> None:
    before = seen("Раз\nОчень длинное предложение", "Очень длинное предложение")
    after = seen("Раз\nВсё ещё длинное предложение", "Всё ещё длинное предложение")
    assert short(before, after) == (0, 0, 1, 0)


def test_of_two_in_one_paragraph_one_can_be_mended() -> None:
    assert short(seen("Дай это и то", "Дай", "то"), seen("Дадим это и то", "то")) == (0, 1, 1, 0)


def test_in_words_that_nobody_has_changed_nothing_is_mended() -> None:
    """A number was given, or rules were changed."""
    assert short(seen("Номер\nДай", "Номер", words="а"), seen("Номер 7\nДай", words="а")) == (0, 0, 0, 0)


def test_a_change_elsewhere_mends_what_contradicted_it() -> None:
    assert short(seen("Срок 1 мая\nИли 2 мая", "2 мая"), seen("Срок 2 мая\nИли 2 мая")) == (0, 1, 0, 0)


def test_a_change_elsewhere_proves_nothing_when_the_rules_are_others() -> None:
    assert short(seen("Срок 1 мая\nИли 2 мая", "2 мая"), seen("Срок 2 мая\nИли 2 мая", rules="2")) == (0, 0, 0, 0)


@pytest.mark.parametrize(("words", "gone"), [("другие", 1), ("те", 0)])
def test_what_was_missing_is_mended_by_words_alone(words: str, gone: int) -> None:
    assert short(seen("Текст", None, words="те"), seen("Текст с подписью", words=words)) == (0, gone, 0, 0)


def test_what_is_waived_is_not_gone_and_comes_back_as_it_was() -> None:
    before, waived = seen("Дай", "Дай"), seen("Дай", waived=1)
    assert short(before, waived) == (0, 0, 0, 1)
    assert short(waived, before) == (0, 0, 1, 0)


def test_what_is_waived_and_then_rewritten_is_mended() -> None:
    assert short(seen("Дай", waived=1), seen("Дадим")) == (0, 1, 0, 0)


def test_a_second_place_that_the_same_waiver_answers_for_is_new() -> None:
    assert short(seen("Дай", waived=1), seen("Дай\nДай", waived=2)) == (1, 0, 0, 2)
