from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AppealGiven")


@_attrs_define
class AppealGiven:
    """Who is to answer.

    Attributes:
        responsible (str): Исполнитель: имя для входа или ФИО.
    """

    responsible: str

    def to_dict(self) -> dict[str, Any]:
        responsible = self.responsible

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "responsible": responsible,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        responsible = d.pop("responsible")

        appeal_given = cls(
            responsible=responsible,
        )

        return appeal_given
