"""Clause 3.6: the comma that closes what stands between «Ваше обращение» and «сообщаем»."""

from collections.abc import Iterator

import regex

from letterkit.checks.commas import put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role

_WE_SAY = frozenset("сообщаем информируем уведомляем разъясняем поясняем отвечаем сообщаю информирую отвечаю".split())
_GERUND = regex.compile(r"(?i)^\s*(?:рассмотрев|изучив|получив|проверив|проанализировав)\b")
_PREPOSITIONS = frozenset("в во на о об по с со к из для при".split())
_INSIDE = 12
"""Words between the comma and the verb from which more than one clause may stand there."""


@function_check("opening.clause-comma")
def clause_comma(subject: Subject) -> Iterator[Hit]:
    """«На обращение, поступившее в министерство сообщаем»: one comma opens the clause, none closes it."""
    part = subject.first(Role.OPENING)
    if part is None or _GERUND.match(subject.text_of(part)):
        return  # opening.gerund-comma looks at those
    end = next((end for start, end in subject.sentences if start >= part.start), part.end)
    tokens = [token for token in subject.tokens_of(part) if token.end <= end]
    says = next((n for n, token in enumerate(tokens) if n and token.form in _WE_SAY), None)
    if says is None or tokens[says - 1].text in ",–—:" or not tokens[says - 1].is_word:
        return
    commas = [n for n, token in enumerate(tokens[:says]) if token.text == ","]
    if len(commas) == 1 and says - commas[0] <= _INSIDE and _opens_clause(tokens, commas[0]):
        yield put_in(tokens, says, {"word": tokens[says].text})


def _opens_clause(tokens: list[Token], comma: int) -> bool:
    """Whether a participle or «в котором» follows the comma."""
    following = tokens[comma + 1]
    if following.form in _PREPOSITIONS and comma + 2 < len(tokens):
        following = tokens[comma + 2]
        return following.form.startswith("котор")
    return following.form.startswith("котор") or (following.has("PRTF") and not following.has("NOUN"))
