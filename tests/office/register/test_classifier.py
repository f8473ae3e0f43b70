"""The classifier: codes and names find their groups, and a file with a mistake says where it stands."""

from pathlib import Path

import pytest

from letterkit.core.errors import RuleError
from letterkit.office.register.classifier import Classifier, classifier, load_classifier

GOOD = """
- code: "1"
  name: Жильё
  groups:
    - {code: "1.1", name: Очередь, was: [Очередь на жильё]}
    - {code: "1.2", name: Ремонт}
- {code: "2", name: Прочее}
"""


@pytest.fixture
def small(tmp_path: Path) -> Classifier:
    return load_classifier(written(tmp_path, GOOD))


def written(folder: Path, text: str) -> Path:
    path = folder / "classifier.yml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("said", ["1.1", "Очередь", "  очередь ", "1.1 Очередь", "1.1. Очередь", "очередь на жилье"])
def test_a_group_is_known_by_its_code_its_name_and_the_name_it_had(small: Classifier, said: str) -> None:
    found = small.find(said)
    assert found is not None
    assert (found.code, found.name, found.section) == ("1.1", "Очередь", "Жильё")


def test_what_no_group_is_called_is_not_guessed(small: Classifier) -> None:
    assert small.find("Очереди") is None
    assert small.find("1.10 Очередь") is None


def test_a_section_stands_for_all_of_its_groups(small: Classifier) -> None:
    assert small.under("Жильё") == ("Жильё", "Очередь", "Ремонт")
    assert small.under("1.2") == ("Ремонт",)
    assert small.under("Чужая группа") == ("Чужая группа",)


@pytest.mark.parametrize(
    ("broken", "code", "line"),
    [
        (GOOD.replace('"1.2"', '"1.1"'), "classifier.twice", 6),
        (GOOD.replace("Ремонт", "Очередь на жильё"), "classifier.twice", 6),
        (GOOD.replace('"1.2"', '"3.2"'), "classifier.stray", 6),
        (GOOD.replace('"2"', '"2.1"'), "classifier.stray", 7),
        (GOOD.replace("name: Ремонт", "nme: Ремонт"), "data.unknown-key", 6),
        (GOOD.replace('"1.2"', '"один"'), "data.bad-value", 6),
        ("groups: []", "classifier.not-list", 1),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, broken: str, code: str, line: int) -> None:
    with pytest.raises(RuleError) as caught:
        load_classifier(written(tmp_path, broken))
    assert (caught.value.code, caught.value.line) == (code, line)


def test_the_classifier_that_comes_with_letterkit_has_two_levels_and_no_mistake() -> None:
    found = classifier()
    assert all(len(groups) > 1 for groups in found.sections.values())
