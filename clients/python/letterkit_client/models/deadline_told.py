from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DeadlineTold")


@_attrs_define
class DeadlineTold:
    """The last day, as ``letterkit deadline`` counts it.

    Attributes:
        start (datetime.date):
        term (str):
        due (datetime.date):
        explained (str):
    """

    start: datetime.date
    term: str
    due: datetime.date
    explained: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start = self.start.isoformat()

        term = self.term

        due = self.due.isoformat()

        explained = self.explained

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "start": start,
                "term": term,
                "due": due,
                "explained": explained,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        start = datetime.date.fromisoformat(d.pop("start"))

        term = d.pop("term")

        due = datetime.date.fromisoformat(d.pop("due"))

        explained = d.pop("explained")

        deadline_told = cls(
            start=start,
            term=term,
            due=due,
            explained=explained,
        )

        deadline_told.additional_properties = d
        return deadline_told

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
