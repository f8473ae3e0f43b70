from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.check_form_text_only import CheckFormTextOnly
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="CheckForm")


@_attrs_define
class CheckForm:
    """
    Attributes:
        letter (File): Файл письма.
        card (str | Unset): Карточка: JSON или YAML.
        text_only (CheckFormTextOnly | Unset): Проверить только текст, без частей письма и страниц.
    """

    letter: File
    card: str | Unset = UNSET
    text_only: CheckFormTextOnly | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        letter = self.letter.to_tuple()

        card = self.card

        text_only: str | Unset = UNSET
        if not isinstance(self.text_only, Unset):
            text_only = self.text_only.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "letter": letter,
            }
        )
        if card is not UNSET:
            field_dict["card"] = card
        if text_only is not UNSET:
            field_dict["text_only"] = text_only

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("letter", self.letter.to_tuple()))

        if not isinstance(self.card, Unset):
            files.append(("card", (None, str(self.card).encode(), "text/plain")))

        if not isinstance(self.text_only, Unset):
            files.append(("text_only", (None, str(self.text_only.value).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        letter = File(payload=BytesIO(d.pop("letter")))

        card = d.pop("card", UNSET)

        _text_only = d.pop("text_only", UNSET)
        text_only: CheckFormTextOnly | Unset
        if isinstance(_text_only, Unset):
            text_only = UNSET
        else:
            text_only = CheckFormTextOnly(_text_only)

        check_form = cls(
            letter=letter,
            card=card,
            text_only=text_only,
        )

        check_form.additional_properties = d
        return check_form

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
