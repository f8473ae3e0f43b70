from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_state import DeliveryState

T = TypeVar("T", bound="DeliveryTold")


@_attrs_define
class DeliveryTold:
    """One message: what it tells, what came of it.

    Attributes:
        id (int):
        event (str):
        change (int): Номер изменения в /changes.
        state (DeliveryState): QUEUED waits for its time, TRYING is in somebody's hands, FAILED is tried no more unless
            somebody asks for it.
        attempts (int):
        at (datetime.datetime):
        due (datetime.datetime):
        delivered (datetime.datetime | None):
        status (int | None): Что ответил адрес.
        failed (None | str): Код, почему адрес не ответил.
    """

    id: int
    event: str
    change: int
    state: DeliveryState
    attempts: int
    at: datetime.datetime
    due: datetime.datetime
    delivered: datetime.datetime | None
    status: int | None
    failed: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        event = self.event

        change = self.change

        state = self.state.value

        attempts = self.attempts

        at = self.at.isoformat()

        due = self.due.isoformat()

        delivered: None | str
        if isinstance(self.delivered, datetime.datetime):
            delivered = self.delivered.isoformat()
        else:
            delivered = self.delivered

        status: int | None
        status = self.status

        failed: None | str
        failed = self.failed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "event": event,
                "change": change,
                "state": state,
                "attempts": attempts,
                "at": at,
                "due": due,
                "delivered": delivered,
                "status": status,
                "failed": failed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        event = d.pop("event")

        change = d.pop("change")

        state = DeliveryState(d.pop("state"))

        attempts = d.pop("attempts")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        due = datetime.datetime.fromisoformat(d.pop("due"))

        def _parse_delivered(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivered_type_0 = datetime.datetime.fromisoformat(data)

                return delivered_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        delivered = _parse_delivered(d.pop("delivered"))

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        def _parse_failed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failed = _parse_failed(d.pop("failed"))

        delivery_told = cls(
            id=id,
            event=event,
            change=change,
            state=state,
            attempts=attempts,
            at=at,
            due=due,
            delivered=delivered,
            status=status,
            failed=failed,
        )

        delivery_told.additional_properties = d
        return delivery_told

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
