from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.appeal_told import AppealTold


T = TypeVar("T", bound="AppealsTold")


@_attrs_define
class AppealsTold:
    """A piece of the register, by id.

    Attributes:
        next_ (int | None): cursor следующих; null – это конец.
        total (int):
        page (int | None): Какая страница, если спрошено по страницам.
        pages (int | None):
        appeals (list[AppealTold]):
    """

    next_: int | None
    total: int
    page: int | None
    pages: int | None
    appeals: list[AppealTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        next_: int | None
        next_ = self.next_

        total = self.total

        page: int | None
        page = self.page

        pages: int | None
        pages = self.pages

        appeals = []
        for appeals_item_data in self.appeals:
            appeals_item = appeals_item_data.to_dict()
            appeals.append(appeals_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "next": next_,
                "total": total,
                "page": page,
                "pages": pages,
                "appeals": appeals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.appeal_told import AppealTold  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_next_(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        next_ = _parse_next_(d.pop("next"))

        total = d.pop("total")

        def _parse_page(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        page = _parse_page(d.pop("page"))

        def _parse_pages(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        pages = _parse_pages(d.pop("pages"))

        appeals = []
        _appeals = d.pop("appeals")
        for appeals_item_data in _appeals:
            appeals_item = AppealTold.from_dict(appeals_item_data)

            appeals.append(appeals_item)

        appeals_told = cls(
            next_=next_,
            total=total,
            page=page,
            pages=pages,
            appeals=appeals,
        )

        appeals_told.additional_properties = d
        return appeals_told

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
