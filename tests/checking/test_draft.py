"""A case card becomes a letter, and the letter is checked before anyone reads it."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.draft import draft, file_stem
from letterkit.compose import Catalogue
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.errors import CardError, RequestError
from letterkit.core.finding import Level
from letterkit.core.people import Person
from letterkit.settings import Settings
from letterkit.tables.card import load_card

Options = Callable[..., CheckOptions]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(Settings(_env_file=None).templates_dir)


@pytest.fixture
def card(catalogue: Catalogue) -> CaseCard:
    return load_card(catalogue.root / "samples" / "demo.yml")


@pytest.mark.office
@pytest.mark.parametrize("blank", [None, "longitudinal"])
def test_a_drafted_letter_has_a_pdf_and_nothing_to_mend(
    options: Options, catalogue: Catalogue, card: CaseCard, blank: str | None
) -> None:
    with Checker(options(pages=True, printed=True)) as checker:
        drafted = draft(card, "by_date", blank, catalogue, checker)
    assert drafted.stem == "3.08-1201-24_Иванова"
    assert drafted.pdf is not None
    assert drafted.pdf.startswith(b"%PDF")
    loud = [finding for finding in drafted.checked.report.findings if finding.level is not Level.ADVICE]
    assert loud == []
    assert len(drafted.checked.pictures) == drafted.checked.report.facts["pages"]


def test_the_letter_is_compared_with_its_own_card(checker: Checker, catalogue: Catalogue, card: CaseCard) -> None:
    drafted = draft(card, "by_date", None, catalogue, checker)
    assert "card.none" not in {item.why for item in drafted.checked.report.not_checked}


def test_the_letter_says_what_the_card_says(checker: Checker, catalogue: Catalogue, card: CaseCard) -> None:
    drafted = draft(card, "by_date", None, catalogue, checker)
    words = " ".join(drafted.checked.report.text.replace("\u00a0", " ").split())
    for given in (
        "Уважаемая Мария Петровна!",
        "Ивановой М.П.",
        "И-345",
        "14.05.2024",
        "Петрова Анна Сергеевна",
        "И.О. Фамильев",
    ):
        assert given in words
    Document(io.BytesIO(drafted.docx))


def test_an_unknown_reply_or_blank_is_refused(checker: Checker, catalogue: Catalogue, card: CaseCard) -> None:
    with pytest.raises(RequestError, match=r"reply\.unknown"):
        draft(card, "нет", None, catalogue, checker)
    with pytest.raises(RequestError, match=r"blank\.unknown"):
        draft(card, "by_date", "нет", catalogue, checker)


def test_a_card_without_what_the_reply_needs_is_refused(checker: Checker, catalogue: Catalogue, card: CaseCard) -> None:
    with pytest.raises(CardError, match=r"card\.missing"):
        draft(replace(card, applicant=Applicant()), "by_date", None, catalogue, checker)


@pytest.mark.parametrize(
    ("number", "surname", "stem"),
    [
        ("3.08-1201/24", "Иванова", "3.08-1201-24_Иванова"),
        ("../../etc/passwd", "Иванова", "etc-passwd_Иванова"),
        (None, "Петров-Водкин", "Петров-Водкин"),
        ("№ 5", None, "5"),
        ('a:b*c?"<>|', "О\u2019Нил\n", "a-b-c_О-Нил"),
        (None, None, ""),
        ("1", "я" * 300, "1_" + "я" * 78),
    ],
)
def test_the_files_have_a_name_that_any_disk_takes(number: str | None, surname: str | None, stem: str) -> None:
    card = CaseCard(number=number, applicant=Applicant(person=Person(surname=surname)))
    assert file_stem(card) == stem
    assert Path(stem).name == stem


def test_a_standard_reply_without_its_ground_is_refused_before_anything_is_made(
    checker: Checker, catalogue: Catalogue, card: CaseCard
) -> None:
    fields = {"to_body": "соответствующий орган"}
    plan = replace(card.reply, outcome=None, fields=fields)
    with pytest.raises(CardError, match=r"standard\.sent-to-nobody"):
        draft(replace(card, reply=plan), "redirect", None, catalogue, checker)
