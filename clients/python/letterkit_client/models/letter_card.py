from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.letter_card_card import LetterCardCard


T = TypeVar("T", bound="LetterCard")


@_attrs_define
class LetterCard:
    """Another card of a letter; with ``reply`` its words begin anew.

    Attributes:
        revision (int): Из какого состояния: revision письма.
        card (LetterCardCard | Unset): Карточка: только изменения, null убирает.
        blank (None | str | Unset): Другой бланк.
        reply (None | str | Unset): Другой текст ответа.
    """

    revision: int
    card: LetterCardCard | Unset = UNSET
    blank: None | str | Unset = UNSET
    reply: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        revision = self.revision

        card: dict[str, Any] | Unset = UNSET
        if not isinstance(self.card, Unset):
            card = self.card.to_dict()

        blank: None | str | Unset
        if isinstance(self.blank, Unset):
            blank = UNSET
        else:
            blank = self.blank

        reply: None | str | Unset
        if isinstance(self.reply, Unset):
            reply = UNSET
        else:
            reply = self.reply

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "revision": revision,
            }
        )
        if card is not UNSET:
            field_dict["card"] = card
        if blank is not UNSET:
            field_dict["blank"] = blank
        if reply is not UNSET:
            field_dict["reply"] = reply

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.letter_card_card import LetterCardCard  # noqa: PLC0415

        d = dict(src_dict)
        revision = d.pop("revision")

        _card = d.pop("card", UNSET)
        card: LetterCardCard | Unset
        if isinstance(_card, Unset):
            card = UNSET
        else:
            card = LetterCardCard.from_dict(_card)

        def _parse_blank(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        blank = _parse_blank(d.pop("blank", UNSET))

        def _parse_reply(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reply = _parse_reply(d.pop("reply", UNSET))

        letter_card = cls(
            revision=revision,
            card=card,
            blank=blank,
            reply=reply,
        )

        return letter_card
