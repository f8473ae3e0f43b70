"""Clause 2.3 on whole letters: who signs, the closing formula, the electronic signature's mark."""

import pytest

from .conftest import Letter, Look

POST = "Министр строительства\nСахалинской области                                        "


@pytest.mark.parametrize(
    "signature",
    [
        POST + "И.О. Фамильев",
        POST + "И. О. Фамильев",
        "Исполняющий обязанности\nминистра строительства                                     И.О. Фамильев",
        "И.о. министра строительства                                     И.О. Фамильев",
        "Первый заместитель министра\nстроительства Сахалинской области                 И.О. Заместителев",
    ],
)
def test_right_signatures_pass(letter: Letter, look: Look, signature: str) -> None:
    assert look(letter(signature=signature), "signature", "closing") == []


@pytest.mark.parametrize("signature", [None, "Министерство строительства и архитектуры"])
def test_nobodys_signature_is_a_missing_one(letter: Letter, look: Look, signature: str | None) -> None:
    findings = look(letter(signature=signature), "signature")
    assert [(each.code, each.start) for each in findings] == [("signature.missing", None)]


def test_initials_after_the_surname_are_put_first(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(signature=POST + "Фамильев И.О."), "signature")
    assert (finding.code, finding.suggestions, finding.safe) == ("signature.initials-last", ("И.О. Фамильев",), True)


def test_nobody_signs_for_another(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(signature="За министра строительства                         И.О. Фамильев"), "signature")
    assert (finding.code, finding.excerpt) == ("signature.for-another", "За")


def test_the_profile_knows_who_may_sign(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(signature=POST + "А.Б. Другов"), "signature")
    assert (finding.code, finding.level) == ("signature.signer-unknown", "advice")


def test_the_card_knows_who_signs(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {"signer": {"post": "Министр", "name": "А.Б. Другов"}}
    (finding,) = look(letter(), "signature", card=card)
    assert (finding.code, finding.suggestions) == ("signature.signer-differs", ("А.Б. Другов",))


def test_a_salutation_asks_for_a_closing_formula(letter: Letter, look: Look) -> None:
    assert [each.code for each in look(letter(closing=None), "closing")] == ["closing.missing"]


def test_a_closing_formula_asks_for_a_salutation(letter: Letter, look: Look) -> None:
    assert [each.code for each in look(letter(salutation=None), "closing")] == ["closing.without-salutation"]


@pytest.mark.parametrize(("closing", "safe"), [("С уважением!", True), ("С наилучшими пожеланиями,", False)])
def test_other_formulas_are_replaced(letter: Letter, look: Look, closing: str, safe: bool) -> None:
    (finding,) = look(letter(closing=closing), "closing")
    assert (finding.suggestions, finding.safe) == (("С уважением,",), safe)


STAMP = (
    "Министр строительства          Документ подписан электронной подписью\n"
    "Сахалинской области            Сертификат 00A1B2C3D4E5F6A7B8C9          И.О. Фамильев\n"
    "                               Владелец Фамильев Иван Олегович\n"
    "                               Действителен с 10.01.2024 по 10.04.2025"
)


def test_a_whole_stamp_beside_the_signature_passes(letter: Letter, look: Look) -> None:
    assert look(letter(signature=STAMP), "esign", "signature") == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Документ подписан электронной подписью", "ПОДПИСАНО ЭП", "esign.phrase"),
        ("Сертификат 00A1B2C3D4E5F6A7B8C9", "                               ", "esign.certificate"),
        ("Фамильев Иван Олегович", "Фамильев И.О.", "esign.owner"),
        ("Владелец Фамильев Иван Олегович", "Владелец Другов Андрей Борисович", "esign.owner-differs"),
        ("с 10.01.2024 по 10.04.2025", "с 10.01.2022 по 10.04.2023", "esign.period"),
        ("с 10.01.2024 по 10.04.2025", "с 10.06.2024 по 10.09.2025", "esign.period"),
        ("с 10.01.2024 по 10.04.2025", "", "esign.validity"),
    ],
)
def test_each_element_of_the_stamp_is_watched(letter: Letter, look: Look, old: str, new: str, code: str) -> None:
    assert [each.code for each in look(letter(signature=STAMP.replace(old, new)), "esign")] == [code]


def test_a_letter_without_a_stamp_is_not_asked_for_one(letter: Letter, look: Look) -> None:
    assert look(letter(), "esign") == []


def test_initials_without_full_stops_are_mended(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(signature=POST + "ИО Фамильев"), "signature")
    assert (finding.code, finding.suggestions) == ("signature.initials-dots", ("И.О. Фамильев",))


def test_a_personal_blank_names_the_post_itself(letter: Letter, look: Look) -> None:
    text = letter(letterhead="ДЕПУТАТ ОБЛАСТНОЙ ДУМЫ\nН.Н. ЗАХАРЧУК\nтел. (4242) 00-00-01", signature="Н.Н. Захарчук")
    assert look(text, "signature") == []
