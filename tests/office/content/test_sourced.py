"""A finding in a letter leads to the words of the reply text that have made it, or to the field."""

import re

import pytest

from letterkit.compose import Blank, Catalogue, compose
from letterkit.core.profile import Profile
from letterkit.office.content.samples import SAMPLE_PEOPLE, sample_card
from letterkit.office.content.source_places import SourcePlaces
from letterkit.settings import Settings

IDS = sorted(path.stem for path in (Settings(_env_file=None).templates_dir / "replies").glob("*.md"))
SOURCE = """\
{{ opening }}

{% if why %}{{ why | sentence }}{% else %}Мы не вправе решать этот вопрос.{% endif %} Поэтому мы направили его
{{ to_body | into }}. Ответ придёт оттуда.
"""
LETTER = """\
Уважаемая Мария Петровна!
Рассмотрев Ваше обращение о ремонте, сообщаем.
Домами управляет инспекция. Поэтому мы направили его в инспекцию. Ответ придёт оттуда.
С уважением,
"""


BODY = LETTER.index("!") + 2, LETTER.index("С уважением")


def place(words: str, letter: str = LETTER) -> tuple[int, int]:
    start = letter.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("words", ["Поэтому мы направили", "Ответ придёт оттуда", "направили его"])
def test_words_of_the_text_lead_to_themselves(words: str) -> None:
    found = SourcePlaces(LETTER, SOURCE, *BODY).span(*place(words))
    assert found is not None
    assert SOURCE[found.start : found.end] == words
    assert found.fields == ()


@pytest.mark.parametrize(
    ("words", "tag", "field"),
    [
        ("в инспекцию", "{{ to_body | into }}", "to_body"),
        ("инспекцию", "{{ to_body | into }}", "to_body"),
    ],
)
def test_words_of_a_field_lead_to_its_tag(words: str, tag: str, field: str) -> None:
    found = SourcePlaces(LETTER, SOURCE, *BODY).span(*place(words))
    assert found is not None
    assert SOURCE[found.start : found.end] == tag
    assert found.fields == (field,)


@pytest.mark.parametrize("words", ["Уважаемая Мария", "С уважением"])
def test_what_the_blank_and_the_card_print_leads_nowhere(words: str) -> None:
    assert SourcePlaces(LETTER, SOURCE, *BODY).span(*place(words)) is None


@pytest.mark.parametrize("who", SAMPLE_PEOPLE)
@pytest.mark.parametrize("id", IDS)
def test_every_sentence_of_our_own_texts_is_found(
    id: str, who: str, catalogue: Catalogue, blank: Blank, profile: Profile
) -> None:
    """Words of the text lead to themselves, and nearly all words of the body lead somewhere."""
    reply = catalogue.reply(id)
    letter = compose(sample_card(reply, profile, who), reply, blank, profile).text
    shown = letter.replace("\u00a0", " ")
    begin, end = shown.index("!", shown.index("Уважаем")) + 1, shown.index("С уважением")
    places = SourcePlaces(letter, reply.source, begin, end)
    words = [match.span() for match in re.finditer(r"\w{3,}", letter) if begin <= match.start() < end]
    found = [(letter[slice(*word)], span) for word in words if (span := places.span(*word)) is not None]
    assert len(found) >= 0.9 * len(words)
    for word, span in found:
        if not span.fields:
            assert folded(word) == folded(reply.source[span.start : span.end])


def folded(word: str) -> str:
    return word.casefold().replace("ё", "е")
