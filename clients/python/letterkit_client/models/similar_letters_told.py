from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.similar_letter_told import SimilarLetterTold


T = TypeVar("T", bound="SimilarLettersTold")


@_attrs_define
class SimilarLettersTold:
    """The likest first.

    Attributes:
        letters (list[SimilarLetterTold]):
    """

    letters: list[SimilarLetterTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        letters = []
        for letters_item_data in self.letters:
            letters_item = letters_item_data.to_dict()
            letters.append(letters_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "letters": letters,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.similar_letter_told import SimilarLetterTold  # noqa: PLC0415

        d = dict(src_dict)
        letters = []
        _letters = d.pop("letters")
        for letters_item_data in _letters:
            letters_item = SimilarLetterTold.from_dict(letters_item_data)

            letters.append(letters_item)

        similar_letters_told = cls(
            letters=letters,
        )

        similar_letters_told.additional_properties = d
        return similar_letters_told

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
