"""Marks for what the card does not say yet, so that an executor can begin the letter before all is known.

The rule placeholder.bracket finds every one of them, so that no letter leaves with a gap in it.
"""

import re

from letterkit.compose.catalogue import ReplyText
from letterkit.compose.context import is_given, items_of, paths_of, unmet
from letterkit.compose.filters import Gap, lower_first
from letterkit.core.case import CaseCard

# A label goes on with explanations of a form: the gap needs what is asked, no more.
_EXPLAINED = re.compile(r"[(\[\],;:]")
_LONGEST = 60
_ANSWERS = "reply.fields.answers"
_DUE = Gap("[указать дату]")
_BODY = Gap("[указать: ответ по существу]")

Gaps = dict[str, Gap | tuple[str, ...]]


def gaps_of(card: CaseCard, reply: ReplyText) -> Gaps:
    """Gaps by the dotted paths of what ``reply`` asks for and ``card`` does not have.

    Only what belongs to the reply itself can wait; an appeal without a subject, say, leaves no gap and is refused.
    """
    gaps: Gaps = {}
    for name, field in reply.fields.items():
        if field.required and not is_given(card.reply.fields.get(name)):
            gap = gap_for(field.label)
            gaps[f"reply.fields.{name}"] = (gap,) if field.type in ("list", "bodies") else gap
    for need in unmet(card, reply):
        paths = paths_of(need)
        if "reply.due_date" in paths:
            gaps["reply.due_date"] = _DUE
        elif _ANSWERS in paths and card.appeal.questions:
            gaps[_ANSWERS] = _answers(card)
        elif "reply.body" in paths:
            gaps["reply.body"] = _BODY
        elif paths[0] == "reply.attachments":
            gaps[paths[0]] = ()  # they are named below the text, and rules miss them there
    if "answers" in reply.fields and len(card.appeal.questions) > 1 and not card.reply.body:
        gaps[_ANSWERS] = _answers(card)
    return gaps


def gap_for(label: str) -> Gap:
    """«[указать: что будет сделано]» from the label of a field."""
    words = _EXPLAINED.split(label, maxsplit=1)[0].split()
    while len(" ".join(words)) > _LONGEST:
        words.pop()
    return Gap(f"[указать: {lower_first(' '.join(words))}]" if words else "[указать]")


def answer_gap(number: int) -> Gap:
    """Where the answer to the question ``number`` is to stand."""
    return Gap(f"[указать: ответ на вопрос {number}]")


def _answers(card: CaseCard) -> tuple[str, ...]:
    """The answers given so far, and a gap for each question that has none."""
    given = items_of(card.reply.fields.get("answers") or ()) or ()
    count = len(card.appeal.questions)
    return (*given, *(answer_gap(number) for number in range(len(given) + 1, count + 1)))
