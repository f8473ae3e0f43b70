from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SentTold")


@_attrs_define
class SentTold:
    """How the letter went out.

    Attributes:
        at (datetime.datetime):
        channel (str):
        to (str):
        track (None | str):
        handed_to (None | str):
    """

    at: datetime.datetime
    channel: str
    to: str
    track: None | str
    handed_to: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        channel = self.channel

        to = self.to

        track: None | str
        track = self.track

        handed_to: None | str
        handed_to = self.handed_to

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "channel": channel,
                "to": to,
                "track": track,
                "handed_to": handed_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        channel = d.pop("channel")

        to = d.pop("to")

        def _parse_track(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        track = _parse_track(d.pop("track"))

        def _parse_handed_to(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        handed_to = _parse_handed_to(d.pop("handed_to"))

        sent_told = cls(
            at=at,
            channel=channel,
            to=to,
            track=track,
            handed_to=handed_to,
        )

        sent_told.additional_properties = d
        return sent_told

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
