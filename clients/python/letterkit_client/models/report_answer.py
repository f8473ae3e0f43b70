from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_answer_by_type_1 import ReportAnswerByType1
from ..models.report_answer_by_type_2_type_1 import ReportAnswerByType2Type1
from ..models.report_answer_by_type_3_type_1 import ReportAnswerByType3Type1
from ..models.report_answer_state import ReportAnswerState

T = TypeVar("T", bound="ReportAnswer")


@_attrs_define
class ReportAnswer:
    """
    Attributes:
        question (str):
        state (ReportAnswerState):
        start (int | None):
        end (int | None):
        by (None | ReportAnswerByType1 | ReportAnswerByType2Type1 | ReportAnswerByType3Type1):
        found (list[str]):
        lost (list[str]):
    """

    question: str
    state: ReportAnswerState
    start: int | None
    end: int | None
    by: None | ReportAnswerByType1 | ReportAnswerByType2Type1 | ReportAnswerByType3Type1
    found: list[str]
    lost: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        state = self.state.value

        start: int | None
        start = self.start

        end: int | None
        end = self.end

        by: None | str
        if isinstance(self.by, ReportAnswerByType1):
            by = self.by.value
        elif isinstance(self.by, ReportAnswerByType2Type1):
            by = self.by.value
        elif isinstance(self.by, ReportAnswerByType3Type1):
            by = self.by.value
        else:
            by = self.by

        found = self.found

        lost = self.lost

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "state": state,
                "start": start,
                "end": end,
                "by": by,
                "found": found,
                "lost": lost,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        question = d.pop("question")

        state = ReportAnswerState(d.pop("state"))

        def _parse_start(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        start = _parse_start(d.pop("start"))

        def _parse_end(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        end = _parse_end(d.pop("end"))

        def _parse_by(
            data: object,
        ) -> None | ReportAnswerByType1 | ReportAnswerByType2Type1 | ReportAnswerByType3Type1:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                by_type_1 = ReportAnswerByType1(data)

                return by_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                by_type_2_type_1 = ReportAnswerByType2Type1(data)

                return by_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                by_type_3_type_1 = ReportAnswerByType3Type1(data)

                return by_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None | ReportAnswerByType1 | ReportAnswerByType2Type1 | ReportAnswerByType3Type1, data
            )

        by = _parse_by(d.pop("by"))

        found = cast(list[str], d.pop("found"))

        lost = cast(list[str], d.pop("lost"))

        report_answer = cls(
            question=question,
            state=state,
            start=start,
            end=end,
            by=by,
            found=found,
            lost=lost,
        )

        report_answer.additional_properties = d
        return report_answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
