import json
from pathlib import Path

import pytest

from bench.accuracy.labelled import Label, load_labelled
from letterkit.core.errors import CardError, RequestError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Письмо с ошибкой", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Чистое письмо", encoding="utf-8")
    letters = [
        {"file": "b.txt", "clean": False, "expect": [{"family": "spelling|grammar", "fragment": "ошибкой"}]},
        {"file": "a.txt", "clean": True, "expect": []},
    ]
    (tmp_path / "expected.json").write_text(json.dumps(letters), encoding="utf-8")
    return tmp_path


def test_letters_come_by_name_with_their_labels(folder: Path) -> None:
    clean, faulty = load_labelled(folder)
    assert (clean.name, clean.clean, clean.labels, clean.card) == ("a.txt", True, (), None)
    assert (faulty.name, faulty.labels) == ("b.txt", (Label(("spelling", "grammar"), "ошибкой"),))
    assert faulty.data.decode() == "Письмо с ошибкой"


def test_a_card_beside_a_letter_is_its_card(folder: Path) -> None:
    (folder / "a.card.yml").write_text("appeal: {questions: [Когда?]}", encoding="utf-8")
    assert load_labelled(folder)[0].card.appeal.questions == ("Когда?",)  # type: ignore[union-attr]


def test_a_broken_card_names_its_key(folder: Path) -> None:
    (folder / "a.card.yml").write_text("appeal: {queries: [Когда?]}", encoding="utf-8")
    with pytest.raises(CardError, match="unknown-key"):
        load_labelled(folder)


@pytest.mark.parametrize("left", ["expected.json", "a.txt"])
def test_what_is_missing_is_named(folder: Path, left: str) -> None:
    (folder / left).unlink()
    with pytest.raises(RequestError) as fault:
        load_labelled(folder)
    assert str(fault.value.file).endswith(left)


def test_labels_that_are_no_list_are_refused(folder: Path) -> None:
    (folder / "expected.json").write_text('{"file": "a.txt"}', encoding="utf-8")
    with pytest.raises(RequestError):
        load_labelled(folder)
