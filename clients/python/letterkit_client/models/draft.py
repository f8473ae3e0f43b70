from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.report import Report


T = TypeVar("T", bound="Draft")


@_attrs_define
class Draft:
    """
    Attributes:
        name (str): Имя файлов без расширения.
        docx (str):
        pdf (None | str):
        report (Report): Смещения start и end считаются в символах Юникода (code points) поля text; прямоугольники — в
            миллиметрах от левого верхнего угла страницы. К объектам могут добавляться новые поля.
    """

    name: str
    docx: str
    pdf: None | str
    report: Report
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        docx = self.docx

        pdf: None | str
        pdf = self.pdf

        report = self.report.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "docx": docx,
                "pdf": pdf,
                "report": report,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report import Report  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        docx = d.pop("docx")

        def _parse_pdf(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        pdf = _parse_pdf(d.pop("pdf"))

        report = Report.from_dict(d.pop("report"))

        draft = cls(
            name=name,
            docx=docx,
            pdf=pdf,
            report=report,
        )

        draft.additional_properties = d
        return draft

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
