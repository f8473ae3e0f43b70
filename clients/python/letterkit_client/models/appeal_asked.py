from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="AppealAsked")


@_attrs_define
class AppealAsked:
    """An appeal to be entered: the sections ``appeal`` and ``applicant`` of a card, and what the register adds.

    Attributes:
        card (Card): The whole card.
        responsible (None | str | Unset): Исполнитель: имя для входа или ФИО.
        reason (None | str | Unset): Причина обращения.
        priority (bool | Unset): Без очереди (п. 5.2).
        taken_down_with (None | str | Unset): Кто помог записать (п. 5.5).
        representative (None | str | Unset): Кто передал за заявителя (п. 5.4).
    """

    card: Card
    responsible: None | str | Unset = UNSET
    reason: None | str | Unset = UNSET
    priority: bool | Unset = UNSET
    taken_down_with: None | str | Unset = UNSET
    representative: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        card = self.card.to_dict()

        responsible: None | str | Unset
        if isinstance(self.responsible, Unset):
            responsible = UNSET
        else:
            responsible = self.responsible

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        priority = self.priority

        taken_down_with: None | str | Unset
        if isinstance(self.taken_down_with, Unset):
            taken_down_with = UNSET
        else:
            taken_down_with = self.taken_down_with

        representative: None | str | Unset
        if isinstance(self.representative, Unset):
            representative = UNSET
        else:
            representative = self.representative

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "card": card,
            }
        )
        if responsible is not UNSET:
            field_dict["responsible"] = responsible
        if reason is not UNSET:
            field_dict["reason"] = reason
        if priority is not UNSET:
            field_dict["priority"] = priority
        if taken_down_with is not UNSET:
            field_dict["taken_down_with"] = taken_down_with
        if representative is not UNSET:
            field_dict["representative"] = representative

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        card = Card.from_dict(d.pop("card"))

        def _parse_responsible(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        responsible = _parse_responsible(d.pop("responsible", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        priority = d.pop("priority", UNSET)

        def _parse_taken_down_with(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        taken_down_with = _parse_taken_down_with(d.pop("taken_down_with", UNSET))

        def _parse_representative(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        representative = _parse_representative(d.pop("representative", UNSET))

        appeal_asked = cls(
            card=card,
            responsible=responsible,
            reason=reason,
            priority=priority,
            taken_down_with=taken_down_with,
            representative=representative,
        )

        return appeal_asked
