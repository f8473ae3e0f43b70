from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.appeal_part import AppealPart
    from ..models.applicant_part import ApplicantPart
    from ..models.executor_part import ExecutorPart
    from ..models.reply_part import ReplyPart
    from ..models.signer_part import SignerPart


T = TypeVar("T", bound="Card")


@_attrs_define
class Card:
    """The whole card.

    Attributes:
        appeal (AppealPart | Unset):
        applicant (ApplicantPart | Unset):
        reply (ReplyPart | Unset):
        executor (ExecutorPart | Unset):
        signer (SignerPart | Unset):
        number (None | str | Unset): Номер ответа – если ответ уже зарегистрирован
        date (datetime.date | None | Unset): Дата ответа – если ответ уже зарегистрирован
    """

    appeal: AppealPart | Unset = UNSET
    applicant: ApplicantPart | Unset = UNSET
    reply: ReplyPart | Unset = UNSET
    executor: ExecutorPart | Unset = UNSET
    signer: SignerPart | Unset = UNSET
    number: None | str | Unset = UNSET
    date: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        appeal: dict[str, Any] | Unset = UNSET
        if not isinstance(self.appeal, Unset):
            appeal = self.appeal.to_dict()

        applicant: dict[str, Any] | Unset = UNSET
        if not isinstance(self.applicant, Unset):
            applicant = self.applicant.to_dict()

        reply: dict[str, Any] | Unset = UNSET
        if not isinstance(self.reply, Unset):
            reply = self.reply.to_dict()

        executor: dict[str, Any] | Unset = UNSET
        if not isinstance(self.executor, Unset):
            executor = self.executor.to_dict()

        signer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.signer, Unset):
            signer = self.signer.to_dict()

        number: None | str | Unset
        if isinstance(self.number, Unset):
            number = UNSET
        else:
            number = self.number

        date: None | str | Unset
        if isinstance(self.date, Unset):
            date = UNSET
        elif isinstance(self.date, datetime.date):
            date = self.date.isoformat()
        else:
            date = self.date

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if appeal is not UNSET:
            field_dict["appeal"] = appeal
        if applicant is not UNSET:
            field_dict["applicant"] = applicant
        if reply is not UNSET:
            field_dict["reply"] = reply
        if executor is not UNSET:
            field_dict["executor"] = executor
        if signer is not UNSET:
            field_dict["signer"] = signer
        if number is not UNSET:
            field_dict["number"] = number
        if date is not UNSET:
            field_dict["date"] = date

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.appeal_part import AppealPart  # noqa: PLC0415
        from ..models.applicant_part import ApplicantPart  # noqa: PLC0415
        from ..models.executor_part import ExecutorPart  # noqa: PLC0415
        from ..models.reply_part import ReplyPart  # noqa: PLC0415
        from ..models.signer_part import SignerPart  # noqa: PLC0415

        d = dict(src_dict)
        _appeal = d.pop("appeal", UNSET)
        appeal: AppealPart | Unset
        if isinstance(_appeal, Unset):
            appeal = UNSET
        else:
            appeal = AppealPart.from_dict(_appeal)

        _applicant = d.pop("applicant", UNSET)
        applicant: ApplicantPart | Unset
        if isinstance(_applicant, Unset):
            applicant = UNSET
        else:
            applicant = ApplicantPart.from_dict(_applicant)

        _reply = d.pop("reply", UNSET)
        reply: ReplyPart | Unset
        if isinstance(_reply, Unset):
            reply = UNSET
        else:
            reply = ReplyPart.from_dict(_reply)

        _executor = d.pop("executor", UNSET)
        executor: ExecutorPart | Unset
        if isinstance(_executor, Unset):
            executor = UNSET
        else:
            executor = ExecutorPart.from_dict(_executor)

        _signer = d.pop("signer", UNSET)
        signer: SignerPart | Unset
        if isinstance(_signer, Unset):
            signer = UNSET
        else:
            signer = SignerPart.from_dict(_signer)

        def _parse_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number = _parse_number(d.pop("number", UNSET))

        def _parse_date(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_type_0 = datetime.date.fromisoformat(data)

                return date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        date = _parse_date(d.pop("date", UNSET))

        card = cls(
            appeal=appeal,
            applicant=applicant,
            reply=reply,
            executor=executor,
            signer=signer,
            number=number,
            date=date,
        )

        return card
