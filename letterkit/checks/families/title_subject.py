"""A title about something else than the letter: a blank or an old letter was taken and the title left."""

from collections.abc import Iterator, Sequence

from letterkit.checks.families.opening_topic import names_question
from letterkit.checks.families.questions_asked import Wanted
from letterkit.checks.families.questions_words import spoken
from letterkit.checks.families.typical_kind import kinds
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role

_STEM = 4
_SHORTEST = 3
_TAIL = 5
_LEAST_TOLD = 2
"""Sentences of the body from which a letter tells enough to be compared with its title."""
# Words of titles that tell nothing of the subject.
_GENERAL = frozenset(
    """
    рассмотрение обращение ответ направление вопрос информация предоставление результат заявление письмо жалоба запрос
    разъяснение уведомление продление срок переадресация перенаправление возврат принятие мера решение проведение
    организация назначение прекращение переписка работа оказание содействие помощь гражданин год город область район
    мероприятие порядок уточнение
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    """.split()
)


@function_check("title.another-subject")
def another_subject(subject: Subject) -> Iterator[Hit]:
    """«О ремонте лифта» over a letter in which no word is about a lift or its repair.

    A standard reply tells of its ground, not of the matter, and is left alone; so is a letter of a sentence or two,
    which may name the matter in no word that is near the title's.
    """
    part, opening = subject.first(Role.TITLE), subject.first(Role.OPENING)
    if part is None or opening is None or not names_question(subject, opening) or kinds(subject):
        return
    if sum(start >= opening.end for start, _ in subject.sentences) < _LEAST_TOLD:
        return
    themes = [token for token in subject.tokens_of(part) if is_theme(token)]
    below = [token for prose in subject.parts_of(*PROSE) for token in subject.tokens_of(prose)]
    if themes and not told(below, themes):
        text = subject.text_of(part)
        yield Hit(part.start + len(text) - len(text.lstrip()), part.start + len(text.rstrip()))


def told(text: Sequence[Token], themes: Sequence[Token]) -> bool:
    """Whether a word of ``themes``, its kin, a synonym or a word of like use stands in ``text``."""
    tokens = [token for token in text if token.is_word]
    forms = {token.form for token in tokens}
    stems = {_stem(form) for form in forms}
    if any(_stem(lemma) in stems for theme in themes for lemma in (*theme.lemmas, theme.form)):
        return True
    spoken_of = frozenset(forms).union(*(token.lemmas for token in tokens if is_theme(token)))
    if any(
        lemma.endswith(word) for theme in themes for lemma in theme.lemmas for word in spoken_of if len(word) >= _TAIL
    ):
        return True  # «квартплата» and «плата»
    wanted = [Wanted(lemma, theme.lemmas, 1.0) for theme in themes for lemma in sorted(theme.lemmas)]
    return any(spoken(each, spoken_of, similar=similar) for similar in (False, True) for each in wanted)


def is_theme(token: Token) -> bool:
    """Whether a word says what a letter is about."""
    if not token.is_word or len(token.text) < _SHORTEST or token.lemmas & _GENERAL:
        return False
    return token.has("NOUN") or token.has("ADJF")


def _stem(word: str) -> str:
    return word[:_STEM]
