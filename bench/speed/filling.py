"""Filling a blank, each way beside docxtpl as most people use it: the file opened anew for every letter."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from typing import Any

from bench.speed.demo import Demo
from bench.speed.timing import Comparison, Work, compare_times
from letterkit.core.case import CaseCard

LETTERS = 300
"""Letters of a batch, no two alike."""
# A call of the fast way is too short for the clock's liking; the sides take about as long.
_FAST_LETTERS, _SLOW_LETTERS = 150, 10
_ROUNDS = 15


def filling(demo: Demo) -> Iterator[Comparison]:
    """A letter from its card, and filling alone by a compiled blank, against docxtpl; the two ways of ours."""
    from letterkit.compose.fast import compile_blank
    from letterkit.compose.fill import fill
    from letterkit.compose.letter import compose

    letters = batch(demo)
    known = compile_blank(demo.blank)
    slow = ("fill.docxtpl", _by_turns(lambda context: bare(demo.blank.data, context), letters, _SLOW_LETTERS))
    whole = ("fill.whole", _by_turns(lambda context: fill(demo.blank, context), letters, _SLOW_LETTERS))
    fast = ("fill.compiled", _by_turns(known.fill, letters, _FAST_LETTERS))
    ours = ("fill.letterkit", lambda: compose(demo.card, demo.reply, demo.blank, demo.profile))
    yield compare_times(ours, slow, rounds=_ROUNDS, letters=(1, _SLOW_LETTERS))
    for rival in (slow, whole):
        yield compare_times(fast, rival, rounds=_ROUNDS, letters=(_FAST_LETTERS, _SLOW_LETTERS))


def batch(demo: Demo, letters: int = LETTERS) -> Sequence[Mapping[str, Any]]:
    """What the blank prints in each of ``letters`` replies: other numbers, days, addresses and names in each."""
    from letterkit.compose.context import reply_context
    from letterkit.compose.letter import letter_context, with_defaults
    from letterkit.compose.reply import words_of

    made = []
    for number in range(1, letters + 1):
        card = with_defaults(_card(demo.card, number), demo.profile, demo.reply)
        context = reply_context(card, demo.reply, demo.profile)
        words = words_of(demo.reply, context, title=card.reply.title, several=False)
        made.append(letter_context(card, words.title, words.rows, demo.profile))
    return made


def bare(data: bytes, context: Mapping[str, Any]) -> bytes:
    """The .docx that docxtpl makes of the blank ``data``, with nothing proved."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _card(card: CaseCard, number: int) -> CaseCard:
    person = card.applicant.person
    assert person is not None
    surname = f"{person.surname}-{'АБВГДЕЖЗИК'[number % 10]}{'аеиоуыэюя'[number % 9]}нская"
    appeal = replace(card.appeal, number=f"И-{number}", subject=f"{card.appeal.subject}, квартира {number}")
    address = f"{card.applicant.address}, кв. {number}"
    applicant = replace(card.applicant, person=replace(person, surname=surname), address=address)
    return replace(card, number=f"3.08-{number}", appeal=appeal, applicant=applicant)


def _by_turns(fill: Callable[[Mapping[str, Any]], object], letters: Sequence[Mapping[str, Any]], count: int) -> Work:
    """``count`` letters at each call, the next ones at the next."""
    ahead = cycle(letters)
    return lambda: [fill(next(ahead)) for _ in range(count)]
