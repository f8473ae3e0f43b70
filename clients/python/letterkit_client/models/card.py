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
        appeal (AppealPart | None | Unset):
        applicant (ApplicantPart | None | Unset):
        reply (None | ReplyPart | Unset):
        executor (ExecutorPart | None | Unset):
        signer (None | SignerPart | Unset):
        number (None | str | Unset): Номер ответа – если ответ уже зарегистрирован
        date (datetime.date | None | Unset): Дата ответа – если ответ уже зарегистрирован
    """

    appeal: AppealPart | None | Unset = UNSET
    applicant: ApplicantPart | None | Unset = UNSET
    reply: None | ReplyPart | Unset = UNSET
    executor: ExecutorPart | None | Unset = UNSET
    signer: None | SignerPart | Unset = UNSET
    number: None | str | Unset = UNSET
    date: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.appeal_part import AppealPart  # noqa: PLC0415
        from ..models.applicant_part import ApplicantPart  # noqa: PLC0415
        from ..models.executor_part import ExecutorPart  # noqa: PLC0415
        from ..models.reply_part import ReplyPart  # noqa: PLC0415
        from ..models.signer_part import SignerPart  # noqa: PLC0415

        appeal: dict[str, Any] | None | Unset
        if isinstance(self.appeal, Unset):
            appeal = UNSET
        elif isinstance(self.appeal, AppealPart):
            appeal = self.appeal.to_dict()
        else:
            appeal = self.appeal

        applicant: dict[str, Any] | None | Unset
        if isinstance(self.applicant, Unset):
            applicant = UNSET
        elif isinstance(self.applicant, ApplicantPart):
            applicant = self.applicant.to_dict()
        else:
            applicant = self.applicant

        reply: dict[str, Any] | None | Unset
        if isinstance(self.reply, Unset):
            reply = UNSET
        elif isinstance(self.reply, ReplyPart):
            reply = self.reply.to_dict()
        else:
            reply = self.reply

        executor: dict[str, Any] | None | Unset
        if isinstance(self.executor, Unset):
            executor = UNSET
        elif isinstance(self.executor, ExecutorPart):
            executor = self.executor.to_dict()
        else:
            executor = self.executor

        signer: dict[str, Any] | None | Unset
        if isinstance(self.signer, Unset):
            signer = UNSET
        elif isinstance(self.signer, SignerPart):
            signer = self.signer.to_dict()
        else:
            signer = self.signer

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

        def _parse_appeal(data: object) -> AppealPart | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                appeal_type_0 = AppealPart.from_dict(data)

                return appeal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AppealPart | None | Unset, data)

        appeal = _parse_appeal(d.pop("appeal", UNSET))

        def _parse_applicant(data: object) -> ApplicantPart | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                applicant_type_0 = ApplicantPart.from_dict(data)

                return applicant_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ApplicantPart | None | Unset, data)

        applicant = _parse_applicant(d.pop("applicant", UNSET))

        def _parse_reply(data: object) -> None | ReplyPart | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reply_type_0 = ReplyPart.from_dict(data)

                return reply_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReplyPart | Unset, data)

        reply = _parse_reply(d.pop("reply", UNSET))

        def _parse_executor(data: object) -> ExecutorPart | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                executor_type_0 = ExecutorPart.from_dict(data)

                return executor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExecutorPart | None | Unset, data)

        executor = _parse_executor(d.pop("executor", UNSET))

        def _parse_signer(data: object) -> None | SignerPart | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                signer_type_0 = SignerPart.from_dict(data)

                return signer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SignerPart | Unset, data)

        signer = _parse_signer(d.pop("signer", UNSET))

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
