"""What a rule thinks of a word wherever it stands, kept for the next time it is met: letters use few words often."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from letterkit.checks.tokens import Token

Answer = TypeVar("Answer")

_MOST = 20_000  # words; a body's letters have fewer


def of_word(ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """``ask``, which looks at the word of its token and nothing around it, with the answers for the last words kept.

    The answers are shared: whoever asks for one must not change it.
    """
    known: dict[str, Answer] = {}

    @wraps(ask)
    def answer(token: Token) -> Answer:
        try:
            return known[token.text]
        except KeyError:
            if len(known) >= _MOST:
                known.clear()
            found = known[token.text] = ask(token)
            return found

    return answer
