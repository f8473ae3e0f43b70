"""A full stop that is lost or made a comma between two sentences (clause 3.3): «… его убрали Вот ответ»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.hit import Hit
from letterkit.checks.mainclause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.registry import function_check
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token

# Written with a capital in the middle of a sentence these are no names, and begin a sentence.
_BEGINNERS = frozenset(
    "если когда поскольку чтобы для вот это эти этот эта эту этого этих его ее их он она они оно мы также поэтому "
    "однако теперь сейчас после при по в на с из к до за у от во со не но так там здесь тогда затем кроме каждый "
    "каждая каждую каждое каждые все всего нам нас кто что как где почему пока если хотя потом сначала ранее".split()
)
# Respect or the law may give these a capital.
_CEREMONIAL = frozenset(
    "министерство департамент управление администрация комитет правительство президент губернатор министр глава "
    "прокуратура суд фонд закон кодекс правила порядок положение устав конституция указ приказ дума собрание совет "
    "инспекция служба агентство учреждение центр отдел мэр мэрия портал договор программа заказчик подрядчик заявитель "
    "исполнитель сторона покупатель продавец поставщик арендатор арендодатель стандарт".split()
)


@function_check("punctuation.stop-lost")
def stop_lost(subject: Subject) -> Iterator[Hit]:
    """A capital in the middle of a sentence, a predicate on both sides of it, and no full stop before it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(2, len(tokens) - 1):
            token, before = tokens[at], tokens[at - 1]
            if not (token.is_word and token.text[0].isupper() and (len(token.text) == 1 or token.text[1:].islower())):
                continue
            word = at - 2 if before.text == "," else at - 1
            if not tokens[word].text.islower() or not tokens[word].is_word or len(tokens[word].text) < 3:
                continue
            if not subject.text[before.end : token.start].isspace() or not _begins(tokens, at):
                continue
            if _is_said(tokens, 0, word + 1) and _is_said(tokens, at, len(tokens)):
                mended = f"{tokens[word].text}. {token.text}"
                yield Hit(tokens[word].start, token.end, suggestions=(mended,))


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``tokens[at]`` begins a sentence: a small word, or a common noun at once with its predicate."""
    token = tokens[at]
    if token.form in _BEGINNERS:
        return tokens[at + 1].text.islower() or tokens[at + 1].text[0].isdigit() or len(token.text) > 2
    read = readings.of(token)
    if not read.known or read.name or not _CEREMONIAL.isdisjoint(token.lemmas) or not tokens[at + 1].text.islower():
        return False
    group = group_at(tokens, at)
    if group is None or "nomn" not in group.cases:
        return False
    verb = group.last
    if tokens[at - 1].text == "," and tokens[verb].form in PREPOSITIONS and verb + 2 < len(tokens):
        verb += 2  # «…, Деньги на это есть»
    while verb < len(tokens) - 1 and (
        (tokens[verb].form in BEFORE_VERB and readings.of(tokens[verb]).predicate is None)
        or (
            tokens[verb].is_word and "gent" in readings.of(tokens[verb]).cases and tokens[verb].form not in PREPOSITIONS
        )
    ):
        verb += 1
    one = readings.of(tokens[verb]).predicate if tokens[verb].is_word else None
    return one is not None and any(subject_form(form, one) for form in group.forms)


def _is_said(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words hold a predicate."""
    return any(
        readings.of(token).predicate is not None
        or readings.of(token).likely <= {"PRED", "VERB"}
        or token.form in ("нет", "есть", "можно", "нельзя", "нужно")
        for token in tokens[first:last]
        if token.is_word
    )
