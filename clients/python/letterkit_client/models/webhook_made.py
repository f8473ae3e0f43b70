from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WebhookMade")


@_attrs_define
class WebhookMade:
    """A subscription with its secret, which is told this once.

    Attributes:
        id (int):
        url (str):
        events (list[str]):
        active (bool):
        failures (int): Сколько раз подряд адрес не ответил.
        at (datetime.datetime):
        href (str):
        secret (str): Чем подписаны сообщения (HMAC-SHA256); больше не показывается.
    """

    id: int
    url: str
    events: list[str]
    active: bool
    failures: int
    at: datetime.datetime
    href: str
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        url = self.url

        events = self.events

        active = self.active

        failures = self.failures

        at = self.at.isoformat()

        href = self.href

        secret = self.secret

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
                "secret": secret,
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

        secret = d.pop("secret")

        webhook_made = cls(
            id=id,
            url=url,
            events=events,
            active=active,
            failures=failures,
            at=at,
            href=href,
            secret=secret,
        )

        webhook_made.additional_properties = d
        return webhook_made

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
