from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.appeal_state import AppealState
from ..models.result import Result

if TYPE_CHECKING:
    from ..models.appeal_whole_record import AppealWholeRecord


T = TypeVar("T", bound="AppealWhole")


@_attrs_define
class AppealWhole:
    """An appeal with all that the register has of it, by the keys of a table of the register.

    Attributes:
        id (int):
        number (str):
        registered (datetime.date):
        state (AppealState): NEW: nobody answers yet; WORK: a reply is on its way; DONE: answered (clause 7.9).
        applicant (str):
        subject (None | str):
        channel (None | str):
        kind (None | str):
        group (None | str):
        reason (None | str):
        responsible (None | str):
        due (datetime.date):
        extended_to (datetime.date | None):
        answered (datetime.date | None):
        result (None | Result):
        reply_number (None | str):
        priority (bool):
        href (str): Где спрашивать об этом обращении.
        revision (str): Нынешнее состояние – для PATCH.
        letters (list[int]): Письма с ответом.
        record (AppealWholeRecord): Всё обращение, как в выгрузке .json.
    """

    id: int
    number: str
    registered: datetime.date
    state: AppealState
    applicant: str
    subject: None | str
    channel: None | str
    kind: None | str
    group: None | str
    reason: None | str
    responsible: None | str
    due: datetime.date
    extended_to: datetime.date | None
    answered: datetime.date | None
    result: None | Result
    reply_number: None | str
    priority: bool
    href: str
    revision: str
    letters: list[int]
    record: AppealWholeRecord
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        number = self.number

        registered = self.registered.isoformat()

        state = self.state.value

        applicant = self.applicant

        subject: None | str
        subject = self.subject

        channel: None | str
        channel = self.channel

        kind: None | str
        kind = self.kind

        group: None | str
        group = self.group

        reason: None | str
        reason = self.reason

        responsible: None | str
        responsible = self.responsible

        due = self.due.isoformat()

        extended_to: None | str
        if isinstance(self.extended_to, datetime.date):
            extended_to = self.extended_to.isoformat()
        else:
            extended_to = self.extended_to

        answered: None | str
        if isinstance(self.answered, datetime.date):
            answered = self.answered.isoformat()
        else:
            answered = self.answered

        result: None | str
        if isinstance(self.result, Result):
            result = self.result.value
        else:
            result = self.result

        reply_number: None | str
        reply_number = self.reply_number

        priority = self.priority

        href = self.href

        revision = self.revision

        letters = self.letters

        record = self.record.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "registered": registered,
                "state": state,
                "applicant": applicant,
                "subject": subject,
                "channel": channel,
                "kind": kind,
                "group": group,
                "reason": reason,
                "responsible": responsible,
                "due": due,
                "extended_to": extended_to,
                "answered": answered,
                "result": result,
                "reply_number": reply_number,
                "priority": priority,
                "href": href,
                "revision": revision,
                "letters": letters,
                "record": record,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.appeal_whole_record import AppealWholeRecord  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        number = d.pop("number")

        registered = datetime.date.fromisoformat(d.pop("registered"))

        state = AppealState(d.pop("state"))

        applicant = d.pop("applicant")

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        group = _parse_group(d.pop("group"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_responsible(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        responsible = _parse_responsible(d.pop("responsible"))

        due = datetime.date.fromisoformat(d.pop("due"))

        def _parse_extended_to(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                extended_to_type_0 = datetime.date.fromisoformat(data)

                return extended_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        extended_to = _parse_extended_to(d.pop("extended_to"))

        def _parse_answered(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_type_0 = datetime.date.fromisoformat(data)

                return answered_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        answered = _parse_answered(d.pop("answered"))

        def _parse_result(data: object) -> None | Result:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                result_type_0 = Result(data)

                return result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Result, data)

        result = _parse_result(d.pop("result"))

        def _parse_reply_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reply_number = _parse_reply_number(d.pop("reply_number"))

        priority = d.pop("priority")

        href = d.pop("href")

        revision = d.pop("revision")

        letters = cast(list[int], d.pop("letters"))

        record = AppealWholeRecord.from_dict(d.pop("record"))

        appeal_whole = cls(
            id=id,
            number=number,
            registered=registered,
            state=state,
            applicant=applicant,
            subject=subject,
            channel=channel,
            kind=kind,
            group=group,
            reason=reason,
            responsible=responsible,
            due=due,
            extended_to=extended_to,
            answered=answered,
            result=result,
            reply_number=reply_number,
            priority=priority,
            href=href,
            revision=revision,
            letters=letters,
            record=record,
        )

        appeal_whole.additional_properties = d
        return appeal_whole

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
