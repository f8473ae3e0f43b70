"""A rule of paragraphs is asked where its cue is heard, and nowhere else."""

import pytest

from letterkit.checks.phrase import places_of
from letterkit.checks.prefilter import Cue, Cues, EveryCue, Paragraph
from letterkit.checks.tokens import tokens


def paragraph(text: str) -> Paragraph:
    return Paragraph(text.lower(), places_of(tokens(text)).words)


def heard(cue: Cue, text: str) -> bool:
    (found,) = Cues([cue]).hear([paragraph(text)])
    return cue in found


@pytest.mark.parametrize(
    ("cue", "text", "is_heard"),
    [
        (Cue("rule", words=frozenset({"~дорога"})), "Дорогу закрыли.", True),
        (Cue("rule", words=frozenset({"~дорога"})), "Дорожку закрыли.", False),
        (Cue("rule", letters=frozenset({"след."})), "В след. году.", True),
        (Cue("rule", letters=frozenset({"след."})), "В следующем году.", False),
        (Cue("rule", letters=frozenset({"№"})), "Дом № 5.", True),
        (Cue("rule", letters=frozenset({"и т.п."})), "Снег, лёд и т.п. уберут.", True),
        (Cue("rule", letters=frozenset({"и т.п."})), "Снег и лёд, т.п. и т.д.", False),
        (Cue("rule"), "Любой текст.", True),
    ],
)
def test_a_cue_is_heard_where_what_it_waits_for_stands(cue: Cue, text: str, is_heard: bool) -> None:
    assert heard(cue, text) is is_heard


def test_cues_are_listened_for_in_each_paragraph_by_itself() -> None:
    road, house = Cue("road", words=frozenset({"дорога"})), Cue("house", letters=frozenset({"дом"}))
    found = list(Cues([road, house]).hear([paragraph("Дорога цела."), paragraph("Дом цел."), paragraph("")]))
    assert found == [{road}, {house}, set()]


def test_where_nobody_has_listened_every_rule_is_asked() -> None:
    assert Cue("rule") in EveryCue()
