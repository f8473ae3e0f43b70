"""Clause 3.7 on whole letters: abbreviations are expanded at first use, in the case that the sentence asks for."""

from pathlib import Path

import pytest

from letterkit.checks.families.abbreviation.checks import abbreviations
from letterkit.core.errors import RuleError

from .conftest import Letter, Look


@pytest.mark.parametrize(
    ("body", "mend"),
    [
        ("Порядок утверждён постановлением Правительства РФ в мае.", "Российской Федерации"),
        ("Согласно ФЗ плату пересчитают.", "Федеральному закону"),
        ("Это требование ЖК РФ к собственникам.", "Жилищного кодекса Российской Федерации"),
        ("Специалисты УК осмотрели подъезд.", "управляющей компании"),
        ("МКД отремонтируют в мае.", "Многоквартирный дом"),
        ("Обратитесь в МФЦ на улице Мира.", "многофункциональный центр"),
    ],
)
def test_the_expansion_stands_in_the_right_case(letter: Letter, look: Look, body: str, mend: str) -> None:
    (finding,) = look(letter(body=body), "abbreviation")
    assert mend in finding.suggestions


@pytest.mark.parametrize(
    "body",
    [
        "Договор записывают в Единый государственный реестр недвижимости (далее – ЕГРН). Выписку из ЕГРН дают за день.",
        "Многоквартирный дом (МКД) осмотрели. Двор МКД убрали.",
        "Закон «О Фонде содействия реформированию ЖКХ» действует.",
        "Двор убирает ООО «Мир» по приказу № 59-ФЗ.",
    ],
)
def test_expanded_quoted_common_ones_and_numbers_pass(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "abbreviation") == []


def test_an_expansion_that_comes_too_late_does_not_count(letter: Letter, look: Look) -> None:
    body = "Двор МКД убрали. Многоквартирный дом (далее – МКД) осмотрели."
    assert [each.excerpt for each in look(letter(body=body), "abbreviation")] == ["МКД"]


def test_the_first_of_several_uses_introduces_the_abbreviation(letter: Letter, look: Look) -> None:
    findings = look(letter(body="Двор МКД убрали. Крышу МКД чинят."), "abbreviation")
    assert [(each.level, each.suggestions) for each in findings] == [
        ("warning", ("многоквартирного дома (далее – МКД)",)),
        ("advice", ("многоквартирного дома",)),
    ]


def test_a_line_of_the_list_that_means_nothing_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "abbreviations.txt"
    path.write_text("МКД = многоквартирный дом\nЖКХ\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        abbreviations(path)
    assert (caught.value.code, caught.value.line) == ("words.line", 2)
