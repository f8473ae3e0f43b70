from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReportFindingOthersItem")


@_attrs_define
class ReportFindingOthersItem:
    """
    Attributes:
        excerpt (str):
        start (int):
        end (int):
        page (int | None):
        box (list[float] | None):
        suggestions (list[str]):
        safe (bool):
    """

    excerpt: str
    start: int
    end: int
    page: int | None
    box: list[float] | None
    suggestions: list[str]
    safe: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        excerpt = self.excerpt

        start = self.start

        end = self.end

        page: int | None
        page = self.page

        box: list[float] | None
        if isinstance(self.box, list):
            box = self.box

        else:
            box = self.box

        suggestions = self.suggestions

        safe = self.safe

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "excerpt": excerpt,
                "start": start,
                "end": end,
                "page": page,
                "box": box,
                "suggestions": suggestions,
                "safe": safe,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        excerpt = d.pop("excerpt")

        start = d.pop("start")

        end = d.pop("end")

        def _parse_page(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        page = _parse_page(d.pop("page"))

        def _parse_box(data: object) -> list[float] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                box_type_0 = cast(list[float], data)

                return box_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[float] | None, data)

        box = _parse_box(d.pop("box"))

        suggestions = cast(list[str], d.pop("suggestions"))

        safe = d.pop("safe")

        report_finding_others_item = cls(
            excerpt=excerpt,
            start=start,
            end=end,
            page=page,
            box=box,
            suggestions=suggestions,
            safe=safe,
        )

        report_finding_others_item.additional_properties = d
        return report_finding_others_item

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
