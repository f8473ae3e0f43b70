"""A title about something else than the letter: a blank or an old letter was taken and the title left."""

from collections.abc import Iterator

from letterkit.checks.families.opening_topic import names_question
from letterkit.checks.families.questions_words import kin
from letterkit.checks.families.typical_kind import kinds
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role

_STEM = 4
_SHORTEST = 3
# Words of titles that tell nothing of the subject.
_GENERAL = frozenset(
    """
    рассмотрение обращение ответ направление вопрос информация предоставление результат заявление письмо жалоба запрос
    разъяснение уведомление продление срок переадресация перенаправление возврат принятие мера решение проведение
    организация назначение прекращение переписка работа оказание содействие помощь гражданин год город область район
    мероприятие порядок
    """.split()
)


@function_check("title.another-subject")
def another_subject(subject: Subject) -> Iterator[Hit]:
    """«О ремонте лифта» over a letter in which no word is about a lift or its repair.

    A standard reply tells of its ground, not of the matter, and is left alone.
    """
    part, opening = subject.first(Role.TITLE), subject.first(Role.OPENING)
    if part is None or opening is None or not names_question(subject, opening) or kinds(subject):
        return
    themes = [token for token in subject.tokens_of(part) if _is_theme(token)]
    if not themes:
        return
    told = {token.form for prose in subject.parts_of(*PROSE) for token in subject.tokens_of(prose) if token.is_word}
    stems = {_stem(word) for word in told}
    lemmas = {lemma for token in themes for lemma in (*token.lemmas, token.form)}
    if not any(_stem(lemma) in stems or any(kin(lemma, word) for word in told) for lemma in lemmas):
        text = subject.text_of(part)
        yield Hit(part.start + len(text) - len(text.lstrip()), part.start + len(text.rstrip()))


def _is_theme(token: Token) -> bool:
    if not token.is_word or len(token.text) < _SHORTEST or token.lemmas & _GENERAL:
        return False
    return token.has("NOUN") or token.has("ADJF")


def _stem(word: str) -> str:
    return word[:_STEM]
