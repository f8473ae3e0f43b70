"""A title about something else than the letter: a blank or an old letter was taken and the title left."""

from collections.abc import Iterator, Sequence

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.opening_topic import names_question
from letterkit.checks.question_nests import is_mentioned
from letterkit.checks.questions_asked import TopicWord
from letterkit.checks.reply_kind import kinds
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.russian.abbreviations import MONTHS

_STEM = 4
_SHORTEST = 3
_TAIL = 5
_LEAST_TOLD = 2
"""Sentences of the body from which a letter tells enough to be compared with its title."""
_NOUNS = 2
"""Nouns of a title of which at least one has kin in the letter."""
# Words of titles that tell nothing of the subject.
_GENERAL = frozenset(MONTHS) | frozenset(
    """
    рассмотрение обращение ответ направление вопрос информация предоставление результат заявление письмо жалоба запрос
    разъяснение уведомление продление срок переадресация перенаправление возврат принятие мера решение проведение
    организация назначение прекращение переписка работа оказание содействие помощь гражданин год город область район
    мероприятие порядок уточнение сведение сведения компетенция принадлежность подведомственность ведомство орган адрес
    копия ход недопустимость оставление передача сообщение извинение разрешение отказ
    """.split()
)


@function_check("title.another-subject")
def another_subject(subject: Subject) -> Iterator[Hit]:
    """«О ремонте лифта» over a letter in which no word is about a lift or its repair.

    A letter of a sentence or two is left alone: it may name the matter in no word that is near the title's. Advice
    where the title may only look strange: a standard reply tells of its ground more than of the matter, and an
    adjective of the title («детский») may have kin in the letter while none of its nouns has.
    """
    part, opening = subject.first(Role.TITLE), subject.first(Role.OPENING)
    if part is None or opening is None or not names_question(subject, opening):
        return
    if sum(start >= opening.end for start, _ in subject.sentences) < _LEAST_TOLD:
        return
    themes = [token for token in subject.tokens_of(part) if is_theme(token)]
    nouns = [token for token in themes if token.has("NOUN") and not token.has("ADJF")]
    below = [token for prose in subject.parts_of(*PROSE) for token in subject.tokens_of(prose)]
    strange = bool(themes) and not has_theme(below, themes)
    if strange or (len(nouns) >= _NOUNS and not has_theme(below, nouns)):
        text = subject.text_of(part)
        sure = strange and len(themes) > 1 and not kinds(subject)
        start = part.start + len(text) - len(text.lstrip())
        yield Hit(start, part.start + len(text.rstrip()), level=None if sure else Level.ADVICE)


def has_theme(text: Sequence[Token], themes: Sequence[Token]) -> bool:
    """Whether a word of ``themes``, its kin, a synonym or a word of like use stands in ``text``."""
    tokens = [token for token in text if token.is_word]
    forms = {token.form for token in tokens}
    stems = {_stem(form) for form in forms}
    if any(_stem(lemma) in stems for theme in themes for lemma in (*theme.lemmas, theme.form)):
        return True
    spoken_of = frozenset(forms).union(*(token.lemmas for token in tokens if is_theme(token)))
    if any(
        lemma[at:] in spoken_of for theme in themes for lemma in theme.lemmas for at in range(len(lemma) - _TAIL + 1)
    ):
        return True  # «квартплата» and «плата»
    wanted = [TopicWord(lemma, theme.lemmas, 1.0) for theme in themes for lemma in sorted(theme.lemmas)]
    return any(is_mentioned(each, spoken_of, similar=similar) for similar in (False, True) for each in wanted)


def is_theme(token: Token) -> bool:
    """Whether a word says what a letter is about."""
    if not token.is_word or len(token.text) < _SHORTEST or token.lemmas & _GENERAL:
        return False
    return token.has("NOUN") or (token.has("ADJF") and not token.has("ADJF", "Apro"))


def _stem(word: str) -> str:
    return word[:_STEM]
