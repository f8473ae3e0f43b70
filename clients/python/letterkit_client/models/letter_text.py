from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LetterText")


@_attrs_define
class LetterText:
    """Other words of a letter.

    Attributes:
        revision (int): Из какого состояния: revision письма.
        title (str): Заголовок: «О …».
        text (str): Текст, абзац в строке.
    """

    revision: int
    title: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        revision = self.revision

        title = self.title

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "revision": revision,
                "title": title,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        revision = d.pop("revision")

        title = d.pop("title")

        text = d.pop("text")

        letter_text = cls(
            revision=revision,
            title=title,
            text=text,
        )

        return letter_text
