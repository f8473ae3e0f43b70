"""What a template would run stands in a letter as the plain words it is, when it comes in a value."""

import dataclasses

import pytest

from letterkit.compose import compose
from letterkit.compose.catalogue import parse_reply
from letterkit.core.case import CaseCard
from letterkit.core.profile import Profile
from letterkit.reading import read_docx

from .blanks import corner
from .test_escapes import HEAD, card, profile

__all__ = ["card", "profile"]

WORDS = (
    "{{ 7 * 7 }}",
    "{% for a in questions %}а{% endfor %}",
    "{{ title.__class__ }}",
    "{# тайна #}",
    "{0.__class__}",
)


@pytest.mark.parametrize("words", WORDS)
def test_as_a_value_they_stand_in_the_letter_as_the_words_they_are(
    words: str, profile: Profile, card: CaseCard
) -> None:
    head = HEAD.format(id="own").replace("outcome", "fields:\n  note: {label: Слова}\noutcome")
    reply = parse_reply(head + "{{ opening }}\n\nСлова {{ note }}. {{ body }}\n\n{{ contact }}\n", "own.md")
    given = dataclasses.replace(
        card,
        appeal=dataclasses.replace(card.appeal, subject=f"предмет {words}"),
        applicant=dataclasses.replace(card.applicant, address=f"ул. {words}"),
        reply=dataclasses.replace(
            card.reply, title=f"Заголовок {words}", fields={"note": f"поле {words}"},
            body=f"Слово {words} исполнителя.", attachments=(f"приложение {words}",),
        ),
        executor=dataclasses.replace(card.executor, phone=f"тел {words}"),
    )  # fmt: skip
    body = dataclasses.replace(profile.body, phone=f"орган {words}")
    composed = compose(given, reply, corner(), dataclasses.replace(profile, body=body))
    text = " ".join(read_docx(composed.docx, "письмо.docx").text.split())
    for before in ("ул.", "Заголовок", "поле", "Слово", "приложение", "тел", "орган"):
        assert f"{before} {words}" in text.replace("\u00a0", " "), before
