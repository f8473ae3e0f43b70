from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.appeal_change_card import AppealChangeCard


T = TypeVar("T", bound="AppealChange")


@_attrs_define
class AppealChange:
    """What is to be put right; what is not said stays, null takes away (RFC 7396).

    Attributes:
        revision (None | str | Unset): Из какого состояния: revision обращения.
        card (AppealChangeCard | Unset): Разделы appeal и applicant: только изменения.
        reason (None | str | Unset):
        priority (bool | Unset):
        taken_down_with (None | str | Unset):
        representative (None | str | Unset):
    """

    revision: None | str | Unset = UNSET
    card: AppealChangeCard | Unset = UNSET
    reason: None | str | Unset = UNSET
    priority: bool | Unset = UNSET
    taken_down_with: None | str | Unset = UNSET
    representative: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        revision: None | str | Unset
        if isinstance(self.revision, Unset):
            revision = UNSET
        else:
            revision = self.revision

        card: dict[str, Any] | Unset = UNSET
        if not isinstance(self.card, Unset):
            card = self.card.to_dict()

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

        field_dict.update({})
        if revision is not UNSET:
            field_dict["revision"] = revision
        if card is not UNSET:
            field_dict["card"] = card
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
        from ..models.appeal_change_card import AppealChangeCard  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_revision(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        revision = _parse_revision(d.pop("revision", UNSET))

        _card = d.pop("card", UNSET)
        card: AppealChangeCard | Unset
        if isinstance(_card, Unset):
            card = UNSET
        else:
            card = AppealChangeCard.from_dict(_card)

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

        appeal_change = cls(
            revision=revision,
            card=card,
            reason=reason,
            priority=priority,
            taken_down_with=taken_down_with,
            representative=representative,
        )

        return appeal_change
