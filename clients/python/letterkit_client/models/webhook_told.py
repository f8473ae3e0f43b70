from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WebhookTold")


@_attrs_define
class WebhookTold:
    """A subscription.

    Attributes:
        id (int):
        url (str):
        events (list[str]):
        active (bool):
        failures (int): Сколько раз подряд адрес не ответил.
        at (datetime.datetime):
        href (str):
    """

    id: int
    url: str
    events: list[str]
    active: bool
    failures: int
    at: datetime.datetime
    href: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        url = self.url

        events = self.events

        active = self.active

        failures = self.failures

        at = self.at.isoformat()

        href = self.href

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "url": url,
                "events": events,
                "active": active,
                "failures": failures,
                "at": at,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        url = d.pop("url")

        events = cast(list[str], d.pop("events"))

        active = d.pop("active")

        failures = d.pop("failures")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        href = d.pop("href")

        webhook_told = cls(
            id=id,
            url=url,
            events=events,
            active=active,
            failures=failures,
            at=at,
            href=href,
        )

        webhook_told.additional_properties = d
        return webhook_told

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
