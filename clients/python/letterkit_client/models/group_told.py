from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="GroupTold")


@_attrs_define
class GroupTold:
    """A finding that many letters have.

    Attributes:
        code (str):
        clause (None | str):
        level (str):
        message (str):
        advice (str):
        letters (int):
        excerpts (list[str]):
        rows (list[int]): Первые из строк, где это нашлось.
        waived (bool): Принято под ответственность.
    """

    code: str
    clause: None | str
    level: str
    message: str
    advice: str
    letters: int
    excerpts: list[str]
    rows: list[int]
    waived: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        clause: None | str
        clause = self.clause

        level = self.level

        message = self.message

        advice = self.advice

        letters = self.letters

        excerpts = self.excerpts

        rows = self.rows

        waived = self.waived

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "clause": clause,
                "level": level,
                "message": message,
                "advice": advice,
                "letters": letters,
                "excerpts": excerpts,
                "rows": rows,
                "waived": waived,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        def _parse_clause(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clause = _parse_clause(d.pop("clause"))

        level = d.pop("level")

        message = d.pop("message")

        advice = d.pop("advice")

        letters = d.pop("letters")

        excerpts = cast(list[str], d.pop("excerpts"))

        rows = cast(list[int], d.pop("rows"))

        waived = d.pop("waived")

        group_told = cls(
            code=code,
            clause=clause,
            level=level,
            message=message,
            advice=advice,
            letters=letters,
            excerpts=excerpts,
            rows=rows,
            waived=waived,
        )

        group_told.additional_properties = d
        return group_told

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
