from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_finding_engine import ReportFindingEngine
from ..models.report_finding_level import ReportFindingLevel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.report_finding_others_item import ReportFindingOthersItem


T = TypeVar("T", bound="ReportFinding")


@_attrs_define
class ReportFinding:
    """
    Attributes:
        code (str):
        clause (None | str):
        level (ReportFindingLevel):
        message (str):
        advice (str):
        excerpt (str):
        start (int | None):
        end (int | None):
        page (int | None):
        box (list[float] | None):
        suggestions (list[str]):
        safe (bool):
        engine (ReportFindingEngine):
        others (list[ReportFindingOthersItem] | Unset): Другие места того же слова в письме, по порядку; у каждого свои
            исправления.
    """

    code: str
    clause: None | str
    level: ReportFindingLevel
    message: str
    advice: str
    excerpt: str
    start: int | None
    end: int | None
    page: int | None
    box: list[float] | None
    suggestions: list[str]
    safe: bool
    engine: ReportFindingEngine
    others: list[ReportFindingOthersItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        clause: None | str
        clause = self.clause

        level = self.level.value

        message = self.message

        advice = self.advice

        excerpt = self.excerpt

        start: int | None
        start = self.start

        end: int | None
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

        engine = self.engine.value

        others: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.others, Unset):
            others = []
            for others_item_data in self.others:
                others_item = others_item_data.to_dict()
                others.append(others_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "clause": clause,
                "level": level,
                "message": message,
                "advice": advice,
                "excerpt": excerpt,
                "start": start,
                "end": end,
                "page": page,
                "box": box,
                "suggestions": suggestions,
                "safe": safe,
                "engine": engine,
            }
        )
        if others is not UNSET:
            field_dict["others"] = others

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_finding_others_item import ReportFindingOthersItem  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        def _parse_clause(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clause = _parse_clause(d.pop("clause"))

        level = ReportFindingLevel(d.pop("level"))

        message = d.pop("message")

        advice = d.pop("advice")

        excerpt = d.pop("excerpt")

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

        engine = ReportFindingEngine(d.pop("engine"))

        _others = d.pop("others", UNSET)
        others: list[ReportFindingOthersItem] | Unset = UNSET
        if _others is not UNSET:
            others = []
            for others_item_data in _others:
                others_item = ReportFindingOthersItem.from_dict(others_item_data)

                others.append(others_item)

        report_finding = cls(
            code=code,
            clause=clause,
            level=level,
            message=message,
            advice=advice,
            excerpt=excerpt,
            start=start,
            end=end,
            page=page,
            box=box,
            suggestions=suggestions,
            safe=safe,
            engine=engine,
            others=others,
        )

        report_finding.additional_properties = d
        return report_finding

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
