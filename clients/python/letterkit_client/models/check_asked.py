from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="CheckAsked")


@_attrs_define
class CheckAsked:
    """A letter as text; ``card`` is the case card that it is held to.

    Attributes:
        text (str): Текст письма целиком.
        name (str | Unset): Как назвать письмо в отчёте; без .txt оно добавится.
        card (Card | None | Unset): Карточка обращения.
        text_only (bool | Unset): Дан только текст: не спрашивать о бланке, адресате, подписи и страницах.
    """

    text: str
    name: str | Unset = UNSET
    card: Card | None | Unset = UNSET
    text_only: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.card import Card  # noqa: PLC0415

        text = self.text

        name = self.name

        card: dict[str, Any] | None | Unset
        if isinstance(self.card, Unset):
            card = UNSET
        elif isinstance(self.card, Card):
            card = self.card.to_dict()
        else:
            card = self.card

        text_only = self.text_only

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if card is not UNSET:
            field_dict["card"] = card
        if text_only is not UNSET:
            field_dict["text_only"] = text_only

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        text = d.pop("text")

        name = d.pop("name", UNSET)

        def _parse_card(data: object) -> Card | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                card_type_0 = Card.from_dict(data)

                return card_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Card | None | Unset, data)

        card = _parse_card(d.pop("card", UNSET))

        text_only = d.pop("text_only", UNSET)

        check_asked = cls(
            text=text,
            name=name,
            card=card,
            text_only=text_only,
        )

        return check_asked
