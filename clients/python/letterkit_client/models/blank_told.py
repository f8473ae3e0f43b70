from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.blank_told_layout import BlankToldLayout

T = TypeVar("T", bound="BlankTold")


@_attrs_define
class BlankTold:
    """A blank that letters may be on.

    Attributes:
        id (str):
        label (str):
        layout (BlankToldLayout):
        own (bool): Бланк органа: им пользуются, если другой не назван.
    """

    id: str
    label: str
    layout: BlankToldLayout
    own: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        label = self.label

        layout = self.layout.value

        own = self.own

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "label": label,
                "layout": layout,
                "own": own,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        label = d.pop("label")

        layout = BlankToldLayout(d.pop("layout"))

        own = d.pop("own")

        blank_told = cls(
            id=id,
            label=label,
            layout=layout,
            own=own,
        )

        blank_told.additional_properties = d
        return blank_told

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
