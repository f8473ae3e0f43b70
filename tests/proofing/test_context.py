import numpy as np
import pytest

from letterkit.proofing.context import Surroundings, fitness, place_of
from letterkit.proofing.tags import Forms
from letterkit.russian import morph
from letterkit.russian.vectors import vectors

SENTENCE = "С собой возьмите паспорт и документы на квартиру."


def test_a_hidden_word_gets_the_forms_that_the_model_itself_would_give() -> None:
    """The model run whole, the word replaced by the unknown one, is the measure of the short cut."""
    from natasha import NewsMorphTagger

    words = "После составления смет будут выделены денежные средства .".split()
    infer = NewsMorphTagger(vectors()).infer
    hidden = words.index("выделены")
    given = next(iter(infer.encoder([words])))
    given.word_id[0, hidden] = infer.encoder.words_vocab.unk_id
    scores = infer.model(given.word_id, given.shape_id, given.pad_mask)[0, hidden]
    expected = np.exp(scores - scores.max())
    expected /= expected.sum()
    text = " ".join(words)
    place = text.index("выделены")
    assert Surroundings(text).forms([place])[place] == pytest.approx(expected, abs=1e-5)


def test_each_of_several_hidden_words_sees_the_others() -> None:
    places = [SENTENCE.index(word) for word in ("паспорт", "документы")]
    together = Surroundings(SENTENCE).forms(places)
    for place in places:
        assert together[place] == pytest.approx(Surroundings(SENTENCE).forms([place])[place], abs=1e-6)


def test_the_form_that_the_neighbours_ask_for_fits_better() -> None:
    place = SENTENCE.index("документы")
    shares = Surroundings(SENTENCE).forms([place])[place]
    assert fitness("документы", shares) > fitness("документе", shares) + 2


def test_meaning_tells_between_words_of_one_form() -> None:
    unit = "Порядок приёма размещён на официальном чайте министерства."
    fits = place_of(unit, unit.index("чайте"))
    assert fits("сайте") > fits("чае")


def test_sentences_do_not_lean_on_each_other() -> None:
    first = "Крыша отремонтирована полностью."
    place = first.index("отремонтирована")
    alone = Surroundings(first).forms([place])[place]
    followed = Surroundings(f"{first} Подвал сырой.").forms([place])[place]
    assert followed == pytest.approx(alone, abs=1e-6)


def test_a_place_where_no_word_begins_is_left_out() -> None:
    assert Surroundings(SENTENCE).forms([1]) == {}
    assert place_of(SENTENCE, 1)("паспорт") == 0.0


@pytest.mark.parametrize(
    ("word", "form", "fits"),
    [
        ("дому", "NOUN|Animacy=Inan|Case=Dat|Gender=Masc|Number=Sing", True),
        ("дому", "NOUN|Animacy=Inan|Case=Ins|Gender=Masc|Number=Sing", False),
        ("жилого", "ADJ|Case=Gen|Degree=Pos|Gender=Neut|Number=Sing", True),
        ("жилого", "ADJ|Degree=Pos|Gender=Neut|Number=Sing|Variant=Short", False),
        (
            "построен",
            "VERB|Aspect=Perf|Gender=Masc|Number=Sing|Variant=Short|VerbForm=Part|Voice=Pass",
            True,
        ),
        ("построит", "VERB|Aspect=Perf|Mood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin|Voice=Act", True),
        ("построит", "VERB|Aspect=Perf|VerbForm=Inf|Voice=Act", False),
        ("вскоре", "ADV|Degree=Pos", True),
    ],
)
def test_the_two_ways_to_name_a_form_are_matched(word: str, form: str, fits: bool) -> None:
    forms = Forms([form])
    assert bool(any(forms.of(parse.tag)[0] for parse in morph.parses(word) if parse.is_known)) is fits
