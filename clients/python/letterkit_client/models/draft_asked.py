from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="DraftAsked")


@_attrs_define
class DraftAsked:
    """A reply to ``card`` by the reply text ``reply`` on the blank ``blank`` (that of the body when not given).

    Attributes:
        card (Card): The whole card.
        reply (str): Текст ответа: id из templates/replies.
        blank (None | str | Unset): Бланк; без него – бланк органа.
    """

    card: Card
    reply: str
    blank: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        card = self.card.to_dict()

        reply = self.reply

        blank: None | str | Unset
        if isinstance(self.blank, Unset):
            blank = UNSET
        else:
            blank = self.blank

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "card": card,
                "reply": reply,
            }
        )
        if blank is not UNSET:
            field_dict["blank"] = blank

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        card = Card.from_dict(d.pop("card"))

        reply = d.pop("reply")

        def _parse_blank(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        blank = _parse_blank(d.pop("blank", UNSET))

        draft_asked = cls(
            card=card,
            reply=reply,
            blank=blank,
        )

        return draft_asked
