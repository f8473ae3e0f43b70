from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_state import BatchState

T = TypeVar("T", bound="BatchTaken")


@_attrs_define
class BatchTaken:
    """The table has been taken in.

    Attributes:
        id (int):
        state (BatchState): A table of standard replies on its way to letters.

            READING: its rows are being looked at. REFUSED: no letter can be made of it. CHECKED: it waits for somebody to
            say
            that it may begin. DONE: every row has ended, each in its own way.
        href (str): Где спрашивать, что с рассылкой.
    """

    id: int
    state: BatchState
    href: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        state = self.state.value

        href = self.href

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        state = BatchState(d.pop("state"))

        href = d.pop("href")

        batch_taken = cls(
            id=id,
            state=state,
            href=href,
        )

        batch_taken.additional_properties = d
        return batch_taken

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
