from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.answer_asked_result import AnswerAskedResult
from ..types import UNSET, Unset

T = TypeVar("T", bound="AnswerAsked")


@_attrs_define
class AnswerAsked:
    """An answer that was given elsewhere.

    Attributes:
        answered (datetime.date): День ответа: 2026-09-30.
        result (AnswerAskedResult): Решение по обращению.
        reply_number (str | Unset): Исходящий номер.
    """

    answered: datetime.date
    result: AnswerAskedResult
    reply_number: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        answered = self.answered.isoformat()

        result = self.result.value

        reply_number = self.reply_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answered": answered,
                "result": result,
            }
        )
        if reply_number is not UNSET:
            field_dict["reply_number"] = reply_number

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        answered = datetime.date.fromisoformat(d.pop("answered"))

        result = AnswerAskedResult(d.pop("result"))

        reply_number = d.pop("reply_number", UNSET)

        answer_asked = cls(
            answered=answered,
            result=result,
            reply_number=reply_number,
        )

        return answer_asked
