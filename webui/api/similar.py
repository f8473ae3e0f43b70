"""GET appeals/ID/similar: answered letters on the like of an appeal, for other programs."""

from datetime import date
from typing import Annotated

from flask import Response, jsonify, url_for
from pydantic import BaseModel, Field

from letterkit.core.office import Scope
from letterkit.core.outcome import Outcome
from letterkit.office.likeness.similar import Nearness, SimilarLetter, similar_letters
from webui.access import actor, needs
from webui.api.blueprint import blueprint
from webui.api.operations import operation
from webui.appeals.blueprint import READERS
from webui.engine import engine


class SimilarLetterTold(BaseModel):
    """A letter that answered the like."""

    id: int
    number: str | None
    dated: date | None
    subject: str
    outcome: Outcome | None
    nearness: Nearness
    likeness: Annotated[float, Field(description="Сходство, от 0.2: больше – ближе.")]
    returned: Annotated[int, Field(description="Сколько раз письмо возвращали исполнителю.")]
    wrote_again: Annotated[bool, Field(description="Есть ли повторное обращение к тому, на которое оно отвечает.")]
    href: Annotated[str, Field(description="Страница письма.")]


class SimilarLettersTold(BaseModel):
    """The likest first."""

    letters: list[SimilarLetterTold]


@blueprint.get("/appeals/<int:appeal_id>/similar")
@needs(*READERS)
@operation("similarLetters", "Похожие ответы", Scope.READ, SimilarLettersTold)
def similar_to_appeal(appeal_id: int) -> Response:
    """Letters that whoever asks may see and that answered the like of the appeal."""
    found = similar_letters(engine().office, actor(), appeal_id).letters
    return jsonify(SimilarLettersTold(letters=[_letter_object(each) for each in found]).model_dump(mode="json"))


def _letter_object(each: SimilarLetter) -> SimilarLetterTold:
    return SimilarLetterTold(
        id=each.letter.id,
        number=each.letter.number,
        dated=each.on,
        subject=each.subject,
        outcome=each.outcome,
        nearness=each.nearness,
        likeness=round(each.likeness, 2),
        returned=each.returned,
        wrote_again=each.wrote_again,
        href=url_for("letters.show", letter_id=each.letter.id),
    )
