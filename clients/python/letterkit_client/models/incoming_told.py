from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel import Channel
from ..models.incoming_state import IncomingState

if TYPE_CHECKING:
    from ..models.incoming_told_proposal_type_0 import IncomingToldProposalType0


T = TypeVar("T", bound="IncomingTold")


@_attrs_define
class IncomingTold:
    """What came in and what became of it.

    Attributes:
        id (int):
        state (IncomingState): WAITING: somebody is to confirm it. SET_ASIDE: no appeal, or not for this register; it
            can be taken up again.
        at (datetime.datetime):
        channel (Channel | None):
        failed (None | str): Почему карточка не предложена.
        proposal (IncomingToldProposalType0 | None): Предложенная карточка: card, places, confidence и прочее, как у
            letterkit intake.
        appeal (int | None): Обращение реестра, которым это стало.
        href (str): Где спрашивать об этом.
    """

    id: int
    state: IncomingState
    at: datetime.datetime
    channel: Channel | None
    failed: None | str
    proposal: IncomingToldProposalType0 | None
    appeal: int | None
    href: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.incoming_told_proposal_type_0 import IncomingToldProposalType0  # noqa: PLC0415

        id = self.id

        state = self.state.value

        at = self.at.isoformat()

        channel: None | str
        if isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        failed: None | str
        failed = self.failed

        proposal: dict[str, Any] | None
        if isinstance(self.proposal, IncomingToldProposalType0):
            proposal = self.proposal.to_dict()
        else:
            proposal = self.proposal

        appeal: int | None
        appeal = self.appeal

        href = self.href

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "at": at,
                "channel": channel,
                "failed": failed,
                "proposal": proposal,
                "appeal": appeal,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.incoming_told_proposal_type_0 import IncomingToldProposalType0  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        state = IncomingState(d.pop("state"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_channel(data: object) -> Channel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_failed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failed = _parse_failed(d.pop("failed"))

        def _parse_proposal(data: object) -> IncomingToldProposalType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proposal_type_0 = IncomingToldProposalType0.from_dict(data)

                return proposal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IncomingToldProposalType0 | None, data)

        proposal = _parse_proposal(d.pop("proposal"))

        def _parse_appeal(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        appeal = _parse_appeal(d.pop("appeal"))

        href = d.pop("href")

        incoming_told = cls(
            id=id,
            state=state,
            at=at,
            channel=channel,
            failed=failed,
            proposal=proposal,
            appeal=appeal,
            href=href,
        )

        incoming_told.additional_properties = d
        return incoming_told

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
