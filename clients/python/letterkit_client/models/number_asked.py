from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NumberAsked")


@_attrs_define
class NumberAsked:
    """The number and the day of a letter; the next number of the register, and today, where they are not said.

    Attributes:
        number (None | str | Unset): Номер; без него – следующий по реестру.
        dated (datetime.date | None | Unset): Дата; без неё – сегодня.
    """

    number: None | str | Unset = UNSET
    dated: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        number: None | str | Unset
        if isinstance(self.number, Unset):
            number = UNSET
        else:
            number = self.number

        dated: None | str | Unset
        if isinstance(self.dated, Unset):
            dated = UNSET
        elif isinstance(self.dated, datetime.date):
            dated = self.dated.isoformat()
        else:
            dated = self.dated

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if number is not UNSET:
            field_dict["number"] = number
        if dated is not UNSET:
            field_dict["dated"] = dated

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number = _parse_number(d.pop("number", UNSET))

        def _parse_dated(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dated_type_0 = datetime.date.fromisoformat(data)

                return dated_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        dated = _parse_dated(d.pop("dated", UNSET))

        number_asked = cls(
            number=number,
            dated=dated,
        )

        return number_asked
