"""Clauses 2.3 and 2.4: how a reply goes."""

import pytest

from letterkit.core.finding import Finding

from .conftest import CLEAN, Letter, Look

MARK = "Для служебного пользования"
EMAIL = "Ивановой М.П.\nivanova@example.ru"


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def restricted(*lines: str) -> str:
    return "\n".join((MARK, *lines)) + "\n\n" + CLEAN["letterhead"]


def test_a_clean_letter_has_nothing(letter: Letter, look: Look) -> None:
    assert look(letter(), "delivery") == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Экз. № 1", "Заказным письмом"), []),
        (("Экз. № 1",), ["delivery.restricted-not-registered"]),
        (("Заказным письмом",), ["delivery.restricted-no-copy"]),
        ((), ["delivery.restricted-no-copy", "delivery.restricted-not-registered"]),
    ],
)
def test_a_restricted_reply_has_a_copy_number_and_goes_by_registered_post(
    letter: Letter, look: Look, lines: tuple[str, ...], found: list[str]
) -> None:
    assert codes(look(letter(letterhead=restricted(*lines)), "delivery")) == found


def test_a_restricted_reply_never_goes_by_email(letter: Letter, look: Look) -> None:
    head = restricted("Экз. № 1", "Заказным письмом")
    (finding,) = look(letter(letterhead=head, addressee=EMAIL), "delivery")
    assert (finding.code, finding.excerpt) == ("delivery.restricted-email", "ivanova@example.ru")


def test_words_about_restricted_papers_are_no_mark(letter: Letter, look: Look) -> None:
    body = "Документы с пометкой «Для служебного пользования» выдают в архиве."
    assert look(letter(body=body), "delivery") == []


@pytest.mark.parametrize(
    ("addressee", "body", "found"),
    [
        (None, "Ответ направляем Вам по электронной почте.", ["delivery.wording"]),
        (None, "Ответ направляем Вам по почте.", []),
        (EMAIL, "Ответ направляем Вам по почте.", ["delivery.wording"]),
        (EMAIL, "Ответ направляем Вам по электронной почте.", []),
        (None, "Заявление можно направить по электронной почте.", []),
    ],
)
def test_the_way_named_fits_the_address(
    letter: Letter, look: Look, addressee: str | None, body: str, found: list[str]
) -> None:
    text = letter(addressee=addressee or CLEAN["addressee"], body=body)
    assert codes(look(text, "delivery")) == found


@pytest.mark.parametrize(
    ("card", "found"),
    [
        ({"reply": {"delivery": "post"}}, []),
        ({"reply": {"delivery": "email"}}, ["delivery.card-channel"]),
        ({"appeal": {"channel": "pos"}, "reply": {"delivery": "post"}}, ["delivery.card-channel"]),
        ({"appeal": {"channel": "pos"}, "reply": {"delivery": "pos"}}, []),
        ({"reply": {"restricted": True}}, ["delivery.card-restricted"]),
    ],
)
def test_the_letter_can_go_as_the_card_says(
    letter: Letter, look: Look, card: dict[str, object], found: list[str]
) -> None:
    assert codes(look(letter(), "delivery", card=card)) == found
