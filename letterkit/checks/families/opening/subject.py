"""Clause 3.6: a first paragraph left from another letter – its question is in neither the title nor the text below."""

from collections.abc import Iterator

from letterkit.checks.families.title.subject import has_theme, is_theme
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.opening_topic import APPEAL, BODY_NOUN, NO_MATTER, matter
from letterkit.checks.reply_kind import kinds
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role

_LEAST_TOLD = 2
"""Sentences of the body from which a letter tells enough to be compared with its first paragraph."""

_FEW = 2
"""Words of the matter that a letter may well tell in words of its own."""


@function_check("opening.another-subject")
def another_subject(subject: Subject) -> Iterator[Hit]:
    """«Рассмотрев Ваше обращение о замене люка» over a letter and under a title about a water pipe.

    A standard reply tells of its ground, not of the matter, and is left alone.
    """
    opening, title = subject.first(Role.OPENING), subject.first(Role.TITLE)
    if opening is None or title is None or kinds(subject):
        return
    first = next(((start, end) for start, end in subject.sentences if start >= opening.start), None)
    rest = [start for start, _ in subject.sentences if first and start >= first[1]]
    if first is None or len(rest) < _LEAST_TOLD or not APPEAL.search(subject.text[slice(*first)]):
        return
    writers = frozenset().union(
        *(token.lemmas for part in subject.parts_of(Role.ADDRESSEE) for token in subject.tokens_of(part))
    )
    themes = [token for token in matter(subject, *first) if is_theme(token) and not token.lemmas & writers]
    if len(themes) < 2:
        return
    if _named_in_title(subject, title, first):
        return
    below = [token for part in subject.parts_of(Role.OPENING, Role.BODY) for token in subject.tokens_of(part)]
    others = [token for token in (*subject.tokens_of(title), *below) if not first[0] <= token.start < first[1]]
    if not has_theme(others, themes):
        sure = len(themes) > _FEW  # «о судьбе деда» may be answered in other words
        yield Hit(themes[0].start, themes[-1].end, level=None if sure else Level.ADVICE)


def _named_in_title(subject: Subject, title: Part, first: tuple[int, int]) -> bool:
    """Whether a noun of the title is among several subjects of the first sentence, be it one of the formulas.

    «О приёме врача» over «… обращение о приёме, об анализах и о справке»: «приём» by itself tells nothing.
    """
    nouns = (token for token in subject.tokens_of(title) if token.has("NOUN") and token.text.islower())
    named = frozenset().union(*(token.lemmas for token in nouns if not token.lemmas & NO_MATTER))
    told = subject.tokens_of(Part(Role.OPENING, *first))
    return any(token.lemmas & named and not BODY_NOUN.fullmatch(token.text) for token in told)
