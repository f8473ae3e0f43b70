from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.report_length_cuts_item import ReportLengthCutsItem


T = TypeVar("T", bound="ReportLength")


@_attrs_define
class ReportLength:
    """Только у письма, которое не помещается на нужное число страниц: что убрать и сколько это сбережёт. least — номера
    (rank) наименьшего набора, left — сколько страниц останется; measured — посчитано по отпечатанным страницам, иначе
    оценка.

        Attributes:
            pages (float):
            wanted (int):
            measured (bool):
            over_lines (int):
            lines_a_page (int):
            cuts (list[ReportLengthCutsItem]):
            least (list[int]):
            left (float):
    """

    pages: float
    wanted: int
    measured: bool
    over_lines: int
    lines_a_page: int
    cuts: list[ReportLengthCutsItem]
    least: list[int]
    left: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        pages = self.pages

        wanted = self.wanted

        measured = self.measured

        over_lines = self.over_lines

        lines_a_page = self.lines_a_page

        cuts = []
        for cuts_item_data in self.cuts:
            cuts_item = cuts_item_data.to_dict()
            cuts.append(cuts_item)

        least = self.least

        left = self.left

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pages": pages,
                "wanted": wanted,
                "measured": measured,
                "over_lines": over_lines,
                "lines_a_page": lines_a_page,
                "cuts": cuts,
                "least": least,
                "left": left,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_length_cuts_item import ReportLengthCutsItem  # noqa: PLC0415

        d = dict(src_dict)
        pages = d.pop("pages")

        wanted = d.pop("wanted")

        measured = d.pop("measured")

        over_lines = d.pop("over_lines")

        lines_a_page = d.pop("lines_a_page")

        cuts = []
        _cuts = d.pop("cuts")
        for cuts_item_data in _cuts:
            cuts_item = ReportLengthCutsItem.from_dict(cuts_item_data)

            cuts.append(cuts_item)

        least = cast(list[int], d.pop("least"))

        left = d.pop("left")

        report_length = cls(
            pages=pages,
            wanted=wanted,
            measured=measured,
            over_lines=over_lines,
            lines_a_page=lines_a_page,
            cuts=cuts,
            least=least,
            left=left,
        )

        report_length.additional_properties = d
        return report_length

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
