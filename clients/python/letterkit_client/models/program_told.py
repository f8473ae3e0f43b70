from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.duty import Duty
from ..models.scope import Scope

T = TypeVar("T", bound="ProgramTold")


@_attrs_define
class ProgramTold:
    """Whoever asks, and what they may.

    Attributes:
        id (int):
        name (str):
        body (str):
        unit (None | str):
        duties (list[Duty]):
        scopes (list[Scope]):
    """

    id: int
    name: str
    body: str
    unit: None | str
    duties: list[Duty]
    scopes: list[Scope]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        body = self.body

        unit: None | str
        unit = self.unit

        duties = []
        for duties_item_data in self.duties:
            duties_item = duties_item_data.value
            duties.append(duties_item)

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item = scopes_item_data.value
            scopes.append(scopes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "body": body,
                "unit": unit,
                "duties": duties,
                "scopes": scopes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        body = d.pop("body")

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        duties = []
        _duties = d.pop("duties")
        for duties_item_data in _duties:
            duties_item = Duty(duties_item_data)

            duties.append(duties_item)

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = Scope(scopes_item_data)

            scopes.append(scopes_item)

        program_told = cls(
            id=id,
            name=name,
            body=body,
            unit=unit,
            duties=duties,
            scopes=scopes,
        )

        program_told.additional_properties = d
        return program_told

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
