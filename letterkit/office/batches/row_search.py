"""How a row is looked for: by the beginnings of words and numbers, in any order, however they are typed."""

import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from letterkit.core.search_input import sought_words
from letterkit.store.batch_tables import BatchRow

_RUN = re.compile(r"[^\W_]+")
_LIMIT, _NUMBER_LIMIT = 500, 60


def words_of(who: str, letter_number: str | None, appeal_number: str | None) -> str:
    """The column ``words``: each run of letters and figures after a space, in small letters, «ё» as «е»."""
    return _fold_text(" ".join(filter(None, (who, letter_number, appeal_number))))[:_LIMIT]


def with_number(words: str, letter_number: str) -> str:
    """``words`` of a row whose letter has been given its number."""
    return f"{words[: _LIMIT - _NUMBER_LIMIT - 1]}{_fold_text(letter_number)}"[:_LIMIT]


def is_about(batch_id: int, asked: str) -> Iterator[ColumnElement[bool]]:
    """Whether a row of the batch has every word of ``asked``; «3.08-12» is found in «3.08-1201/24», and so is «1201».

    The index of words alone is read: the rows themselves hold cards and are a hundred times as large.
    """
    phrases = [folded for word in sought_words(asked) if (folded := _fold_text(word))]
    if phrases:
        row = aliased(BatchRow)
        found = select(row.number).where(row.batch_id == batch_id)
        yield BatchRow.number.in_(found.where(*(row.words.contains(phrase, autoescape=True) for phrase in phrases)))


def _fold_text(text: str) -> str:
    return "".join(f" {run}" for run in _RUN.findall(text.casefold().replace("ё", "е")))
