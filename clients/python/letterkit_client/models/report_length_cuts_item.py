from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReportLengthCutsItem")


@_attrs_define
class ReportLengthCutsItem:
    """
    Attributes:
        rank (int):
        code (str):
        start (int):
        end (int):
        lines (int):
        pages (float):
    """

    rank: int
    code: str
    start: int
    end: int
    lines: int
    pages: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rank = self.rank

        code = self.code

        start = self.start

        end = self.end

        lines = self.lines

        pages = self.pages

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rank": rank,
                "code": code,
                "start": start,
                "end": end,
                "lines": lines,
                "pages": pages,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rank = d.pop("rank")

        code = d.pop("code")

        start = d.pop("start")

        end = d.pop("end")

        lines = d.pop("lines")

        pages = d.pop("pages")

        report_length_cuts_item = cls(
            rank=rank,
            code=code,
            start=start,
            end=end,
            lines=lines,
            pages=pages,
        )

        report_length_cuts_item.additional_properties = d
        return report_length_cuts_item

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
