from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.batch_form_confirm import BatchFormConfirm
from ..models.batch_form_number import BatchFormNumber
from ..models.batch_form_print import BatchFormPrint
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="BatchForm")


@_attrs_define
class BatchForm:
    """
    Attributes:
        table (File): Таблица обращений: .xlsx или .csv, столбцы – как в таблице-образце.
        reply (str): Текст ответа: id из /texts.
        blank (str | Unset): Бланк; без него – бланк органа.
        dated (datetime.date | Unset): Дата писем, у которых её нет в таблице.
        print_ (BatchFormPrint | Unset): Делать ли PDF; по умолчанию true.
        number (BatchFormNumber | Unset): Дать номера по порядку письмам без номера; по умолчанию false.
        confirm (BatchFormConfirm | Unset): Начать сразу, если ни в одной строке нет ошибки и на её обращение ещё не
            отвечали; по умолчанию false.
    """

    table: File
    reply: str
    blank: str | Unset = UNSET
    dated: datetime.date | Unset = UNSET
    print_: BatchFormPrint | Unset = UNSET
    number: BatchFormNumber | Unset = UNSET
    confirm: BatchFormConfirm | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        table = self.table.to_tuple()

        reply = self.reply

        blank = self.blank

        dated: str | Unset = UNSET
        if not isinstance(self.dated, Unset):
            dated = self.dated.isoformat()

        print_: str | Unset = UNSET
        if not isinstance(self.print_, Unset):
            print_ = self.print_.value

        number: str | Unset = UNSET
        if not isinstance(self.number, Unset):
            number = self.number.value

        confirm: str | Unset = UNSET
        if not isinstance(self.confirm, Unset):
            confirm = self.confirm.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "table": table,
                "reply": reply,
            }
        )
        if blank is not UNSET:
            field_dict["blank"] = blank
        if dated is not UNSET:
            field_dict["dated"] = dated
        if print_ is not UNSET:
            field_dict["print"] = print_
        if number is not UNSET:
            field_dict["number"] = number
        if confirm is not UNSET:
            field_dict["confirm"] = confirm

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("table", self.table.to_tuple()))

        files.append(("reply", (None, str(self.reply).encode(), "text/plain")))

        if not isinstance(self.blank, Unset):
            files.append(("blank", (None, str(self.blank).encode(), "text/plain")))

        if not isinstance(self.dated, Unset):
            files.append(("dated", (None, self.dated.isoformat().encode(), "text/plain")))

        if not isinstance(self.print_, Unset):
            files.append(("print", (None, str(self.print_.value).encode(), "text/plain")))

        if not isinstance(self.number, Unset):
            files.append(("number", (None, str(self.number.value).encode(), "text/plain")))

        if not isinstance(self.confirm, Unset):
            files.append(("confirm", (None, str(self.confirm.value).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        table = File(payload=BytesIO(d.pop("table")))

        reply = d.pop("reply")

        blank = d.pop("blank", UNSET)

        _dated = d.pop("dated", UNSET)
        dated: datetime.date | Unset
        if isinstance(_dated, Unset):
            dated = UNSET
        else:
            dated = datetime.date.fromisoformat(_dated)

        _print_ = d.pop("print", UNSET)
        print_: BatchFormPrint | Unset
        if isinstance(_print_, Unset):
            print_ = UNSET
        else:
            print_ = BatchFormPrint(_print_)

        _number = d.pop("number", UNSET)
        number: BatchFormNumber | Unset
        if isinstance(_number, Unset):
            number = UNSET
        else:
            number = BatchFormNumber(_number)

        _confirm = d.pop("confirm", UNSET)
        confirm: BatchFormConfirm | Unset
        if isinstance(_confirm, Unset):
            confirm = UNSET
        else:
            confirm = BatchFormConfirm(_confirm)

        batch_form = cls(
            table=table,
            reply=reply,
            blank=blank,
            dated=dated,
            print_=print_,
            number=number,
            confirm=confirm,
        )

        batch_form.additional_properties = d
        return batch_form

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
