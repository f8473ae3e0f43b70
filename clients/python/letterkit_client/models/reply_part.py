from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.channel import Channel
from ..models.ground import Ground
from ..models.outcome import Outcome
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.reply_part_fields import ReplyPartFields


T = TypeVar("T", bound="ReplyPart")


@_attrs_define
class ReplyPart:
    """
    Attributes:
        outcome (None | Outcome | Unset): Исход – одно из четырёх по п. 2.2 или иной итог
        due_date (datetime.date | None | Unset): Срок в ответе – когда вопрос будет решён или до какого дня продлено
        ground (Ground | None | Unset): Основание типового ответа – только когда ответа по существу нет (п. 4.3)
        delivery (Channel | None | Unset): Как отправить – пусто – по адресу из обращения (п. 2.3)
        restricted (bool | Unset): Для служебного пользования – письмо пойдёт только заказным, с номером экземпляра (п.
            2.4)
        copy_number (None | str | Unset): Номер экземпляра
        attachments (list[str] | None | Unset): Приложения – по одному в строке: Копия ответа на 2 л. в 1 экз.
        title (None | str | Unset): Заголовок – начинается с «О»: О переселении из аварийного дома; пусто – возьмём из
            текста ответа
        fields (None | ReplyPartFields | Unset):
        body (None | str | Unset): Ответ по существу – встанет в текст на своё место; можно написать потом, в редакторе
    """

    outcome: None | Outcome | Unset = UNSET
    due_date: datetime.date | None | Unset = UNSET
    ground: Ground | None | Unset = UNSET
    delivery: Channel | None | Unset = UNSET
    restricted: bool | Unset = UNSET
    copy_number: None | str | Unset = UNSET
    attachments: list[str] | None | Unset = UNSET
    title: None | str | Unset = UNSET
    fields: None | ReplyPartFields | Unset = UNSET
    body: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.reply_part_fields import ReplyPartFields  # noqa: PLC0415

        outcome: None | str | Unset
        if isinstance(self.outcome, Unset):
            outcome = UNSET
        elif isinstance(self.outcome, Outcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        due_date: None | str | Unset
        if isinstance(self.due_date, Unset):
            due_date = UNSET
        elif isinstance(self.due_date, datetime.date):
            due_date = self.due_date.isoformat()
        else:
            due_date = self.due_date

        ground: None | str | Unset
        if isinstance(self.ground, Unset):
            ground = UNSET
        elif isinstance(self.ground, Ground):
            ground = self.ground.value
        else:
            ground = self.ground

        delivery: None | str | Unset
        if isinstance(self.delivery, Unset):
            delivery = UNSET
        elif isinstance(self.delivery, Channel):
            delivery = self.delivery.value
        else:
            delivery = self.delivery

        restricted = self.restricted

        copy_number: None | str | Unset
        if isinstance(self.copy_number, Unset):
            copy_number = UNSET
        else:
            copy_number = self.copy_number

        attachments: list[str] | None | Unset
        if isinstance(self.attachments, Unset):
            attachments = UNSET
        elif isinstance(self.attachments, list):
            attachments = self.attachments

        else:
            attachments = self.attachments

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        fields: dict[str, Any] | None | Unset
        if isinstance(self.fields, Unset):
            fields = UNSET
        elif isinstance(self.fields, ReplyPartFields):
            fields = self.fields.to_dict()
        else:
            fields = self.fields

        body: None | str | Unset
        if isinstance(self.body, Unset):
            body = UNSET
        else:
            body = self.body

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if outcome is not UNSET:
            field_dict["outcome"] = outcome
        if due_date is not UNSET:
            field_dict["due_date"] = due_date
        if ground is not UNSET:
            field_dict["ground"] = ground
        if delivery is not UNSET:
            field_dict["delivery"] = delivery
        if restricted is not UNSET:
            field_dict["restricted"] = restricted
        if copy_number is not UNSET:
            field_dict["copy_number"] = copy_number
        if attachments is not UNSET:
            field_dict["attachments"] = attachments
        if title is not UNSET:
            field_dict["title"] = title
        if fields is not UNSET:
            field_dict["fields"] = fields
        if body is not UNSET:
            field_dict["body"] = body

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.reply_part_fields import ReplyPartFields  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_outcome(data: object) -> None | Outcome | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = Outcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Outcome | Unset, data)

        outcome = _parse_outcome(d.pop("outcome", UNSET))

        def _parse_due_date(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_date_type_0 = datetime.date.fromisoformat(data)

                return due_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        due_date = _parse_due_date(d.pop("due_date", UNSET))

        def _parse_ground(data: object) -> Ground | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ground_type_0 = Ground(data)

                return ground_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Ground | None | Unset, data)

        ground = _parse_ground(d.pop("ground", UNSET))

        def _parse_delivery(data: object) -> Channel | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivery_type_0 = Channel(data)

                return delivery_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None | Unset, data)

        delivery = _parse_delivery(d.pop("delivery", UNSET))

        restricted = d.pop("restricted", UNSET)

        def _parse_copy_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        copy_number = _parse_copy_number(d.pop("copy_number", UNSET))

        def _parse_attachments(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                attachments_type_0 = cast(list[str], data)

                return attachments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        attachments = _parse_attachments(d.pop("attachments", UNSET))

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_fields(data: object) -> None | ReplyPartFields | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fields_type_0 = ReplyPartFields.from_dict(data)

                return fields_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReplyPartFields | Unset, data)

        fields = _parse_fields(d.pop("fields", UNSET))

        def _parse_body(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        body = _parse_body(d.pop("body", UNSET))

        reply_part = cls(
            outcome=outcome,
            due_date=due_date,
            ground=ground,
            delivery=delivery,
            restricted=restricted,
            copy_number=copy_number,
            attachments=attachments,
            title=title,
            fields=fields,
            body=body,
        )

        return reply_part
