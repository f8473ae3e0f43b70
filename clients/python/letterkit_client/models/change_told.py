from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.change_told_object import ChangeToldObject
from ..models.event import Event

T = TypeVar("T", bound="ChangeTold")


@_attrs_define
class ChangeTold:
    """What has happened to which object; what it is now, ask ``href``.

    Attributes:
        id (int): Номер изменения; растёт.
        at (datetime.datetime):
        event (Event): Что произошло.
        object_ (ChangeToldObject):
        object_id (int | None): null – весь реестр: в него загружена таблица.
        by (int | None): id человека или программы; null – служба сама.
        href (str):
    """

    id: int
    at: datetime.datetime
    event: Event
    object_: ChangeToldObject
    object_id: int | None
    by: int | None
    href: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        at = self.at.isoformat()

        event = self.event.value

        object_ = self.object_.value

        object_id: int | None
        object_id = self.object_id

        by: int | None
        by = self.by

        href = self.href

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "at": at,
                "event": event,
                "object": object_,
                "object_id": object_id,
                "by": by,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        event = Event(d.pop("event"))

        object_ = ChangeToldObject(d.pop("object"))

        def _parse_object_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        object_id = _parse_object_id(d.pop("object_id"))

        def _parse_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        by = _parse_by(d.pop("by"))

        href = d.pop("href")

        change_told = cls(
            id=id,
            at=at,
            event=event,
            object_=object_,
            object_id=object_id,
            by=by,
            href=href,
        )

        change_told.additional_properties = d
        return change_told

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
