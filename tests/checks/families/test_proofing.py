"""What the proofreader may say inside names of bodies, addresses and marks."""

from collections.abc import Callable

import pytest

from letterkit.checks.engine_findings import hits
from letterkit.checks.subject import Subject
from letterkit.core.profile import Profile
from letterkit.language.ports import Match
from letterkit.reading import read_text

SLIPS = {"тодела": True, "Сахалиннской": True, "музиципального": True, "Фамильеф": True, "Водокарал": False}


class Stub:
    """A proofreader that knows only ``SLIPS`` and whether each is certain."""

    engine = "embedded"
    version = "test"

    def matches(self, text: str) -> tuple[Match, ...]:
        return tuple(
            Match("R", "TYPOS", at, at + len(word), "слово", code="spelling.word", certain=certain)
            for word, certain in SLIPS.items()
            if (at := text.find(word)) >= 0
        )

    misspelt = matches


def _shown(text: str, profile: Profile) -> list[str]:
    subject = Subject(read_text(text.encode(), "letter.txt"), profile, proofreader=Stub())
    return [subject.text[hit.start : hit.end] for hit in hits(subject, "spelling.word")]


@pytest.mark.parametrize(
    ("part", "words", "expected"),
    [
        ("body", "Ответ даст правительство Сахалиннской области.", ["Сахалиннской"]),
        ("body", "Обратитесь в администрацию музиципального округа.", ["музиципального"]),
        ("body", "Воду подаёт МУП «Водокарал».", []),
        ("executor", "Петрова Анна Сергеевна,\nспециалист тодела,\n+7 (4242) 00-00-00", ["тодела"]),
        ("signature", "Министр строительства\nСахалинской области          И.О. Фамильеф", []),
    ],
)
def test_a_misspelt_common_word_is_shown_inside_names_and_a_name_is_not(
    part: str, words: str, expected: list[str], letter: Callable[..., str], profile: Profile
) -> None:
    assert _shown(letter(**{part: words}), profile) == expected
