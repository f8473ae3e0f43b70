from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.blank_told import BlankTold


T = TypeVar("T", bound="BlanksTold")


@_attrs_define
class BlanksTold:
    """All that are in use.

    Attributes:
        blanks (list[BlankTold]):
    """

    blanks: list[BlankTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        blanks = []
        for blanks_item_data in self.blanks:
            blanks_item = blanks_item_data.to_dict()
            blanks.append(blanks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "blanks": blanks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.blank_told import BlankTold  # noqa: PLC0415

        d = dict(src_dict)
        blanks = []
        _blanks = d.pop("blanks")
        for blanks_item_data in _blanks:
            blanks_item = BlankTold.from_dict(blanks_item_data)

            blanks.append(blanks_item)

        blanks_told = cls(
            blanks=blanks,
        )

        blanks_told.additional_properties = d
        return blanks_told

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
