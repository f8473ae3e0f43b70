from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExecutorTold")


@_attrs_define
class ExecutorTold:
    """Somebody who may be given an appeal.

    Attributes:
        id (int):
        login (str):
        full_name (str):
        post (None | str):
        unit (None | str):
        phone (None | str):
    """

    id: int
    login: str
    full_name: str
    post: None | str
    unit: None | str
    phone: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        login = self.login

        full_name = self.full_name

        post: None | str
        post = self.post

        unit: None | str
        unit = self.unit

        phone: None | str
        phone = self.phone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "login": login,
                "full_name": full_name,
                "post": post,
                "unit": unit,
                "phone": phone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        login = d.pop("login")

        full_name = d.pop("full_name")

        def _parse_post(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        post = _parse_post(d.pop("post"))

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        executor_told = cls(
            id=id,
            login=login,
            full_name=full_name,
            post=post,
            unit=unit,
            phone=phone,
        )

        executor_told.additional_properties = d
        return executor_told

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
