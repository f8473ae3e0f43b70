import pytest

from letterkit.core.errors import ToolMissing
from letterkit.proofing.bare import Bare, bare
from letterkit.proofing.server import Server


@pytest.fixture(scope="module")
def embedded() -> Bare:
    return bare("embedded")


def test_spans_are_those_of_the_words(embedded: Bare) -> None:
    text = "Здесь ошипка."
    assert [text[start:end] for start, end in embedded(text)] == ["ошипка"]


@pytest.mark.long
def test_a_server_with_its_own_defaults_says_the_same(server: Server, embedded: Bare) -> None:
    text = "Здесь ошипка, и две  пробелы."
    assert bare("languagetool", server.url)(text) == embedded(text)


def test_no_server_is_a_missing_tool() -> None:
    with pytest.raises(ToolMissing):
        bare("languagetool", None)
