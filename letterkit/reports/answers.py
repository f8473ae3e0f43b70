"""Which questions of the appeal the letter answers, as readers see it: a row for each, the passage and the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from letterkit.core.answers import Answer, AnsweredBy, AnswerState
from letterkit.core.report import Report
from letterkit.reports.lines import Lines

HEADING = "Ответы на вопросы обращения"
STATES: Mapping[AnswerState, str] = {
    AnswerState.ANSWERED: "есть ответ",
    AnswerState.DOUBTFUL: "ответа не видно",
    AnswerState.UNANSWERED: "ответа нет",
}
_BY: Mapping[AnsweredBy, str] = {
    AnsweredBy.RETOLD: "стоит сразу после вопроса",
    AnsweredBy.NUMBER: "под тем же номером",
    AnsweredBy.PLACE: "по месту: на остальные вопросы отвечают другие абзацы",
}
_EXCERPT = 120


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its state, the passage (empty when there is none), the line where it begins, and the reason."""

    state: AnswerState
    state_words: str
    question: str
    excerpt: str
    line: int | None
    why: str


def rows(report: Report) -> list[AnswerRow]:
    """The questions of ``report`` in the order of the card."""
    return rows_of(report.answers, report.text)


def rows_of(answers: Iterable[Answer], text: str) -> list[AnswerRow]:
    """``answers``, whose places count in ``text``, as rows."""
    lines = Lines(text)
    return [_row(answer, text, lines) for answer in answers]


def _row(answer: Answer, text: str, lines: Lines) -> AnswerRow:
    found = answer.start is not None and answer.end is not None
    excerpt = " ".join(text[answer.start : answer.end].split()) if found else ""
    if len(excerpt) > _EXCERPT:
        excerpt = excerpt[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"
    return AnswerRow(
        state=answer.state,
        state_words=STATES[answer.state],
        question=" ".join(answer.question.split()),
        excerpt=excerpt,
        line=lines.at(answer.start)[0] if answer.start is not None else None,
        why=_why(answer),
    )


def _why(answer: Answer) -> str:
    if answer.by and answer.by in _BY:
        return _BY[answer.by]
    told = f"совпало: {', '.join(answer.found)}" if answer.found else ""
    lacking = f"не нашлось: {', '.join(answer.lost)}" if answer.lost and answer.by is None else ""
    return "; ".join(piece for piece in (told, lacking) if piece)
