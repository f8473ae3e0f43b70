"""Letters by which a blank is tried: to all kinds of people, from a few lines to two pages, restricted ones too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from letterkit.compose import Blank, ComposedLetter, ReplyText, compose
from letterkit.compose.catalogue import parse_reply
from letterkit.core.case import CaseCard
from letterkit.core.profile import Profile
from letterkit.office.content.samples import sample_card

_ROOM = "letterkit.office.content.blanks"
SHORT, LONG = 0, 9
"""Paragraphs beside the answers: a letter of one page, one of two."""
_JUDGED = (
    ("woman", SHORT), ("several", LONG), ("organisation", SHORT),
    ("woman", 2), ("woman", 3), ("woman", 4), ("woman", 5), ("woman", 6),
)  # fmt: skip
"""Somewhere between the lengths of one page and two the text comes down to the executor's mark and goes over."""


@dataclass(frozen=True, slots=True)
class SampleLetter:
    """A letter to somebody of the kind ``person`` (``samples.SAMPLE_PEOPLE``); ``paragraphs`` tell its length."""

    person: str
    paragraphs: int
    card: CaseCard
    composed: ComposedLetter

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.person}-{self.paragraphs}.docx"


@cache
def sample_reply() -> ReplyText:
    """The reply text of the samples: it has questions, prose and attachments, and nothing in it is wrong."""
    return parse_reply(_file("sample.txt"), "sample.md")


def letter_on(blank: Blank, profile: Profile, person: str, paragraphs: int) -> SampleLetter:
    """Raises TemplateError for a blank of which no letter can be made."""
    card = sample_card(sample_reply(), profile, person)
    words = _words()
    body = "\n\n".join(words[number % len(words)] for number in range(paragraphs)) or None
    restricted = person == "organisation"
    plan = replace(
        card.reply,
        body=body,
        due_date=None,
        attachments=("копия акта осмотра на 2 л. в 1 экз.",),
        restricted=restricted,
        copy_number="1" if restricted else None,
    )
    card = replace(card, reply=plan)
    return SampleLetter(person, paragraphs, card, compose(card, sample_reply(), blank, profile))


def letters_on(blank: Blank, profile: Profile) -> Sequence[SampleLetter]:
    """The letters after which a blank is judged; errors as ``letter_on``."""
    return [letter_on(blank, profile, person, count) for person, count in _JUDGED]


@cache
def _words() -> tuple[str, ...]:
    return tuple(_file("sample_words.txt").splitlines())


def _file(name: str) -> str:
    return files(_ROOM).joinpath(name).read_text(encoding="utf-8")
