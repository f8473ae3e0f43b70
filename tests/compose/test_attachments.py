import pytest

from letterkit.compose.attachments import mark_rows


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), ()),
        (("на 2 л. в 1 экз.",), ("Приложение: на 2 л. в 1 экз.",)),
        (("Справка о составе семьи на 3 л. в 1 экз.;",), ("Приложение: Справка о составе семьи на 3 л. в 1 экз.",)),
        (
            ("Акт на 1 л. в 1 экз.", "Схема на 2 л. в 1 экз."),
            ("Приложение: 1. Акт на 1 л. в 1 экз.", "2. Схема на 2 л. в 1 экз."),
        ),
        (("в электронном виде, 1 файл",), ("Приложение: в электронном виде, 1 файл.",)),
    ],
)
def test_the_mark_has_the_forms_of_the_standard(given: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert expected == mark_rows(given)
