from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.batch_listed import BatchListed


T = TypeVar("T", bound="BatchesTold")


@_attrs_define
class BatchesTold:
    """A piece of the batches, by id.

    Attributes:
        next_ (int | None): cursor следующих; null – это конец.
        total (int):
        batches (list[BatchListed]):
    """

    next_: int | None
    total: int
    batches: list[BatchListed]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        next_: int | None
        next_ = self.next_

        total = self.total

        batches = []
        for batches_item_data in self.batches:
            batches_item = batches_item_data.to_dict()
            batches.append(batches_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "next": next_,
                "total": total,
                "batches": batches,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_listed import BatchListed  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_next_(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        next_ = _parse_next_(d.pop("next"))

        total = d.pop("total")

        batches = []
        _batches = d.pop("batches")
        for batches_item_data in _batches:
            batches_item = BatchListed.from_dict(batches_item_data)

            batches.append(batches_item)

        batches_told = cls(
            next_=next_,
            total=total,
            batches=batches,
        )

        batches_told.additional_properties = d
        return batches_told

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
