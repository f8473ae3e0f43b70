from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.letter_asked_card import LetterAskedCard


T = TypeVar("T", bound="LetterAsked")


@_attrs_define
class LetterAsked:
    """A letter to be begun: from which appeal, with which text; ``card`` is what the appeal does not say.

    Attributes:
        appeal (int): id обращения.
        reply (str): Текст ответа: id из /texts.
        blank (None | str | Unset): Бланк; без него – бланк органа.
        card (LetterAskedCard | Unset): Разделы reply, executor, signer карточки.
        again (bool | Unset): И тогда, когда ответ уже есть или готовится.
    """

    appeal: int
    reply: str
    blank: None | str | Unset = UNSET
    card: LetterAskedCard | Unset = UNSET
    again: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        appeal = self.appeal

        reply = self.reply

        blank: None | str | Unset
        if isinstance(self.blank, Unset):
            blank = UNSET
        else:
            blank = self.blank

        card: dict[str, Any] | Unset = UNSET
        if not isinstance(self.card, Unset):
            card = self.card.to_dict()

        again = self.again

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "appeal": appeal,
                "reply": reply,
            }
        )
        if blank is not UNSET:
            field_dict["blank"] = blank
        if card is not UNSET:
            field_dict["card"] = card
        if again is not UNSET:
            field_dict["again"] = again

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.letter_asked_card import LetterAskedCard  # noqa: PLC0415

        d = dict(src_dict)
        appeal = d.pop("appeal")

        reply = d.pop("reply")

        def _parse_blank(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        blank = _parse_blank(d.pop("blank", UNSET))

        _card = d.pop("card", UNSET)
        card: LetterAskedCard | Unset
        if isinstance(_card, Unset):
            card = UNSET
        else:
            card = LetterAskedCard.from_dict(_card)

        again = d.pop("again", UNSET)

        letter_asked = cls(
            appeal=appeal,
            reply=reply,
            blank=blank,
            card=card,
            again=again,
        )

        return letter_asked
