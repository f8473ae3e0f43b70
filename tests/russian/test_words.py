"""What counts as one word of a letter."""

import pytest

from letterkit.russian.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ваш дом снесут.", ["Ваш", "дом", "снесут"]),
        ("в Южно-Сахалинске кто-нибудь", ["в", "Южно-Сахалинске", "кто-нибудь"]),
        ("IT-отдел, д'Арк и О’Нил", ["IT-отдел", "д'Арк", "и", "О’Нил"]),
        ("30-дневный, 10-ти, 59-ФЗ, 12а", ["30-дневный", "10-ти", "59-ФЗ", "12а"]),
        ("12.05.2024 и 1,5", ["12.05.2024", "и", "1,5"]),
        ("т.е. в т. ч. И.О. Фамильев", ["т.е.", "в", "т", "ч", "И.О.", "Фамильев"]),
        ("ул. Ленина, д. 10", ["ул", "Ленина", "д", "10"]),
        ("MP4 и h2o", ["MP4", "и", "h2o"]),
        ("пишите a.petrova@sakhalin.gov.ru.", ["пишите", "a.petrova@sakhalin.gov.ru"]),
        ("на https://minstroy.sakhalin.gov.ru/doc?id=5, и", ["на", "https://minstroy.sakhalin.gov.ru/doc?id=5", "и"]),
        ("на minstroy.sakhalin.gov.ru", ["на", "minstroy.sakhalin.gov.ru"]),
        ("слово–слово", ["слово", "слово"]),
        ("20-22 и 20–22", ["20", "22", "и", "20", "22"]),
        ("«Госуслуги»!", ["Госуслуги"]),
        ("", []),
        ("… – № !", []),
    ],
)
def test_words_are_what_people_take_for_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("дом", "word"),
        ("59-ФЗ", "word"),
        ("59", "number"),
        ("12.05.2024", "number"),
        ("т.е.", "abbreviation"),
        ("a@b.ru", "address"),
        ("www.site.ru", "address"),
    ],
)
def test_a_word_knows_its_kind(text: str, kind: str) -> None:
    assert [word.kind for word in words(text)] == [kind]


def test_offsets_are_exact() -> None:
    text = "Ваш дом\u00a0№ 10 по ул. Ленина, т.е. 59-ФЗ."
    assert all(text[word.start : word.end] == word.text for word in words(text))
