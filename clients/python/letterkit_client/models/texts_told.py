from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_told import TextTold


T = TypeVar("T", bound="TextsTold")


@_attrs_define
class TextsTold:
    """All that are in use.

    Attributes:
        texts (list[TextTold]):
    """

    texts: list[TextTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        texts = []
        for texts_item_data in self.texts:
            texts_item = texts_item_data.to_dict()
            texts.append(texts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "texts": texts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.text_told import TextTold  # noqa: PLC0415

        d = dict(src_dict)
        texts = []
        _texts = d.pop("texts")
        for texts_item_data in _texts:
            texts_item = TextTold.from_dict(texts_item_data)

            texts.append(texts_item)

        texts_told = cls(
            texts=texts,
        )

        texts_told.additional_properties = d
        return texts_told

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
