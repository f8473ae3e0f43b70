from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.executor_told import ExecutorTold


T = TypeVar("T", bound="ExecutorsTold")


@_attrs_define
class ExecutorsTold:
    """By surname.

    Attributes:
        executors (list[ExecutorTold]):
    """

    executors: list[ExecutorTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        executors = []
        for executors_item_data in self.executors:
            executors_item = executors_item_data.to_dict()
            executors.append(executors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "executors": executors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.executor_told import ExecutorTold  # noqa: PLC0415

        d = dict(src_dict)
        executors = []
        _executors = d.pop("executors")
        for executors_item_data in _executors:
            executors_item = ExecutorTold.from_dict(executors_item_data)

            executors.append(executors_item)

        executors_told = cls(
            executors=executors,
        )

        executors_told.additional_properties = d
        return executors_told

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
