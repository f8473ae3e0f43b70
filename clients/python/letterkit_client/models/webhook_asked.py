from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.event import Event
from ..types import UNSET, Unset

T = TypeVar("T", bound="WebhookAsked")


@_attrs_define
class WebhookAsked:
    """A subscription: where to, of what.

    Attributes:
        url (str): Адрес, https://…
        events (list[Event] | Unset): События; пусто – все.
    """

    url: str
    events: list[Event] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        events: list[str] | Unset = UNSET
        if not isinstance(self.events, Unset):
            events = []
            for events_item_data in self.events:
                events_item = events_item_data.value
                events.append(events_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )
        if events is not UNSET:
            field_dict["events"] = events

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        _events = d.pop("events", UNSET)
        events: list[Event] | Unset = UNSET
        if _events is not UNSET:
            events = []
            for events_item_data in _events:
                events_item = Event(events_item_data)

                events.append(events_item)

        webhook_asked = cls(
            url=url,
            events=events,
        )

        return webhook_asked
