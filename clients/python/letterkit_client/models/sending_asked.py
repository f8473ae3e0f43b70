from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.channel import Channel
from ..models.result import Result
from ..types import UNSET, Unset

T = TypeVar("T", bound="SendingAsked")


@_attrs_define
class SendingAsked:
    """How an approved letter has gone out.

    Attributes:
        channel (Channel): How an appeal came, or how a reply goes (clauses 2.3, 6.10).
        to (str | Unset): Куда; без него – по карточке.
        track (str | Unset): Номер отправления.
        handed_to (str | Unset): Кому вручено (п. 2.5).
        result (None | Result | Unset): Чем кончилась жалоба.
    """

    channel: Channel
    to: str | Unset = UNSET
    track: str | Unset = UNSET
    handed_to: str | Unset = UNSET
    result: None | Result | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel.value

        to = self.to

        track = self.track

        handed_to = self.handed_to

        result: None | str | Unset
        if isinstance(self.result, Unset):
            result = UNSET
        elif isinstance(self.result, Result):
            result = self.result.value
        else:
            result = self.result

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "channel": channel,
            }
        )
        if to is not UNSET:
            field_dict["to"] = to
        if track is not UNSET:
            field_dict["track"] = track
        if handed_to is not UNSET:
            field_dict["handed_to"] = handed_to
        if result is not UNSET:
            field_dict["result"] = result

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        channel = Channel(d.pop("channel"))

        to = d.pop("to", UNSET)

        track = d.pop("track", UNSET)

        handed_to = d.pop("handed_to", UNSET)

        def _parse_result(data: object) -> None | Result | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                result_type_0 = Result(data)

                return result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Result | Unset, data)

        result = _parse_result(d.pop("result", UNSET))

        sending_asked = cls(
            channel=channel,
            to=to,
            track=track,
            handed_to=handed_to,
            result=result,
        )

        return sending_asked
