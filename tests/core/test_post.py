"""The number under which a letter travels is known by its check figure."""

import pytest

from letterkit.core.post import PostItem, is_barcode, read_barcode


@pytest.mark.parametrize("typed", ["69300095000019", "693000 95 00001 9", "693000-95-00001-9"])
def test_a_number_of_the_post_is_read_as_it_is_printed(typed: str) -> None:
    assert is_barcode(read_barcode(typed))


def test_one_wrong_figure_or_two_that_changed_places_are_seen() -> None:
    whole = "69300095000019"
    for at, figure in enumerate(whole):
        wrong = whole[:at] + str((int(figure) + 1) % 10) + whole[at + 1 :]
        assert not is_barcode(wrong)
    assert not is_barcode("96300095000019")


@pytest.mark.parametrize("code", ["", "6930009500001", "693000950000190", "RR123456785RU", "６9300095000019"])
def test_what_has_not_fourteen_figures_is_none(code: str) -> None:
    assert not is_barcode(code)


def test_the_post_code_is_the_last_six_figures_of_the_address() -> None:
    item = PostItem((), "", "693009, г. Южно-Сахалинск, ул. Мира, д. 1234567, 694240", (), "", None)
    assert item.post_code == "694240"
    assert PostItem((), "", "ул. Мира, д. 1", (), "", None).post_code is None
