"""What several rules ask of one letter, worked out for the first of them and kept for the others."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from letterkit.checks.subject import Subject

Answer = TypeVar("Answer")


def once_a_letter(work: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """``work`` done once for each letter on the table, its answer kept as long as the letter lies there.

    The answer is shared: whoever asks for it must not change it.
    """

    @wraps(work)
    def worked(subject: Subject) -> Answer:
        kept = subject.worked_out
        if work in kept:
            return cast(Answer, kept[work])
        answer = kept[work] = work(subject)
        return answer

    return worked
