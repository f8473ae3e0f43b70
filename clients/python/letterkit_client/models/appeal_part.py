from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.channel import Channel
from ..models.kind import Kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="AppealPart")


@_attrs_define
class AppealPart:
    """
    Attributes:
        number (None | str | Unset): Номер обращения – регистрационный, как в журнале: И-345
        registered (datetime.date | None | Unset): Дата регистрации
        sent (datetime.date | None | Unset): Дата обращения – когда заявитель его написал
        channel (Channel | None | Unset): Как поступило
        subject (None | str | Unset): О чём обращение – продолжение слов «вопрос: …», с маленькой буквы: переселение из
            аварийного дома № 10 по ул. Ленина
        questions (list[str] | None | Unset): Вопросы обращения – каждый вопрос с новой строки, словами заявителя:
            ответить нужно на все
        addressed_to (None | str | Unset): Кому адресовано – как в обращении, в именительном падеже
        kind (Kind | None | Unset): Вид обращения
        group (None | str | Unset): Тематическая группа – для отчёта: Переселение из аварийного жилья
        repeat_of (list[str] | None | Unset): Повторное к обращениям – номера прежних обращений, по одному в строке
        attachments (None | str | Unset): Приложения к обращению – что приложил заявитель: копия договора на 3 л.
    """

    number: None | str | Unset = UNSET
    registered: datetime.date | None | Unset = UNSET
    sent: datetime.date | None | Unset = UNSET
    channel: Channel | None | Unset = UNSET
    subject: None | str | Unset = UNSET
    questions: list[str] | None | Unset = UNSET
    addressed_to: None | str | Unset = UNSET
    kind: Kind | None | Unset = UNSET
    group: None | str | Unset = UNSET
    repeat_of: list[str] | None | Unset = UNSET
    attachments: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        number: None | str | Unset
        if isinstance(self.number, Unset):
            number = UNSET
        else:
            number = self.number

        registered: None | str | Unset
        if isinstance(self.registered, Unset):
            registered = UNSET
        elif isinstance(self.registered, datetime.date):
            registered = self.registered.isoformat()
        else:
            registered = self.registered

        sent: None | str | Unset
        if isinstance(self.sent, Unset):
            sent = UNSET
        elif isinstance(self.sent, datetime.date):
            sent = self.sent.isoformat()
        else:
            sent = self.sent

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        subject: None | str | Unset
        if isinstance(self.subject, Unset):
            subject = UNSET
        else:
            subject = self.subject

        questions: list[str] | None | Unset
        if isinstance(self.questions, Unset):
            questions = UNSET
        elif isinstance(self.questions, list):
            questions = self.questions

        else:
            questions = self.questions

        addressed_to: None | str | Unset
        if isinstance(self.addressed_to, Unset):
            addressed_to = UNSET
        else:
            addressed_to = self.addressed_to

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, Kind):
            kind = self.kind.value
        else:
            kind = self.kind

        group: None | str | Unset
        if isinstance(self.group, Unset):
            group = UNSET
        else:
            group = self.group

        repeat_of: list[str] | None | Unset
        if isinstance(self.repeat_of, Unset):
            repeat_of = UNSET
        elif isinstance(self.repeat_of, list):
            repeat_of = self.repeat_of

        else:
            repeat_of = self.repeat_of

        attachments: None | str | Unset
        if isinstance(self.attachments, Unset):
            attachments = UNSET
        else:
            attachments = self.attachments

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if number is not UNSET:
            field_dict["number"] = number
        if registered is not UNSET:
            field_dict["registered"] = registered
        if sent is not UNSET:
            field_dict["sent"] = sent
        if channel is not UNSET:
            field_dict["channel"] = channel
        if subject is not UNSET:
            field_dict["subject"] = subject
        if questions is not UNSET:
            field_dict["questions"] = questions
        if addressed_to is not UNSET:
            field_dict["addressed_to"] = addressed_to
        if kind is not UNSET:
            field_dict["kind"] = kind
        if group is not UNSET:
            field_dict["group"] = group
        if repeat_of is not UNSET:
            field_dict["repeat_of"] = repeat_of
        if attachments is not UNSET:
            field_dict["attachments"] = attachments

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number = _parse_number(d.pop("number", UNSET))

        def _parse_registered(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                registered_type_0 = datetime.date.fromisoformat(data)

                return registered_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        registered = _parse_registered(d.pop("registered", UNSET))

        def _parse_sent(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_type_0 = datetime.date.fromisoformat(data)

                return sent_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        sent = _parse_sent(d.pop("sent", UNSET))

        def _parse_channel(data: object) -> Channel | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_subject(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subject = _parse_subject(d.pop("subject", UNSET))

        def _parse_questions(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                questions_type_0 = cast(list[str], data)

                return questions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        questions = _parse_questions(d.pop("questions", UNSET))

        def _parse_addressed_to(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        addressed_to = _parse_addressed_to(d.pop("addressed_to", UNSET))

        def _parse_kind(data: object) -> Kind | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = Kind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Kind | None | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        group = _parse_group(d.pop("group", UNSET))

        def _parse_repeat_of(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                repeat_of_type_0 = cast(list[str], data)

                return repeat_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        repeat_of = _parse_repeat_of(d.pop("repeat_of", UNSET))

        def _parse_attachments(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        attachments = _parse_attachments(d.pop("attachments", UNSET))

        appeal_part = cls(
            number=number,
            registered=registered,
            sent=sent,
            channel=channel,
            subject=subject,
            questions=questions,
            addressed_to=addressed_to,
            kind=kind,
            group=group,
            repeat_of=repeat_of,
            attachments=attachments,
        )

        return appeal_part
