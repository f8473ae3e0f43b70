from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.term_told_start_type_1 import TermToldStartType1
from ..models.term_told_start_type_2_type_1 import TermToldStartType2Type1
from ..models.term_told_start_type_3_type_1 import TermToldStartType3Type1

T = TypeVar("T", bound="TermTold")


@_attrs_define
class TermTold:
    """A term of so many calendar days: from an event, after another term, or before the end of another.

    Attributes:
        id (str):
        title (str):
        days (int):
        source (str):
        start (None | TermToldStartType1 | TermToldStartType2Type1 | TermToldStartType3Type1):
        after (None | str):
        before (None | str):
    """

    id: str
    title: str
    days: int
    source: str
    start: None | TermToldStartType1 | TermToldStartType2Type1 | TermToldStartType3Type1
    after: None | str
    before: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        days = self.days

        source = self.source

        start: None | str
        if isinstance(self.start, TermToldStartType1):
            start = self.start.value
        elif isinstance(self.start, TermToldStartType2Type1):
            start = self.start.value
        elif isinstance(self.start, TermToldStartType3Type1):
            start = self.start.value
        else:
            start = self.start

        after: None | str
        after = self.after

        before: None | str
        before = self.before

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "days": days,
                "source": source,
                "start": start,
                "after": after,
                "before": before,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        days = d.pop("days")

        source = d.pop("source")

        def _parse_start(
            data: object,
        ) -> None | TermToldStartType1 | TermToldStartType2Type1 | TermToldStartType3Type1:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                start_type_1 = TermToldStartType1(data)

                return start_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                start_type_2_type_1 = TermToldStartType2Type1(data)

                return start_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                start_type_3_type_1 = TermToldStartType3Type1(data)

                return start_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TermToldStartType1 | TermToldStartType2Type1 | TermToldStartType3Type1, data)

        start = _parse_start(d.pop("start"))

        def _parse_after(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        after = _parse_after(d.pop("after"))

        def _parse_before(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        before = _parse_before(d.pop("before"))

        term_told = cls(
            id=id,
            title=title,
            days=days,
            source=source,
            start=start,
            after=after,
            before=before,
        )

        term_told.additional_properties = d
        return term_told

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
