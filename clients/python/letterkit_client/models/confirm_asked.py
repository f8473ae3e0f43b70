from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConfirmAsked")


@_attrs_define
class ConfirmAsked:
    """Which letters are to be made.

    Attributes:
        again (bool | Unset): И по строкам, на обращения которых уже отвечали.
    """

    again: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        again = self.again

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if again is not UNSET:
            field_dict["again"] = again

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        again = d.pop("again", UNSET)

        confirm_asked = cls(
            again=again,
        )

        return confirm_asked
