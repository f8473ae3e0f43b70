from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.row_state import RowState
from ..models.row_way import RowWay
from ..models.verdict import Verdict

if TYPE_CHECKING:
    from ..models.fault_told import FaultTold


T = TypeVar("T", bound="RowTold")


@_attrs_define
class RowTold:
    """A row of the table and its letter.

    Attributes:
        number (int): Номер строки в таблице.
        state (RowState): FAULTY: something in its cells is wrong, no letter is made. Every other row ends as DONE,
            FAILED or CANCELLED.
        who (str):
        appeal_number (None | str):
        letter_number (None | str):
        dated (datetime.date | None):
        verdict (None | Verdict):
        errors (int):
        warnings (int):
        pages (int | None):
        way (None | RowWay):
        approved (bool):
        sent (bool):
        answered_before (None | str): Какой ответ на это обращение уже был: без again такой строки не составляют.
        reason (None | str): Почему письма нет.
        faults (list[FaultTold]):
        docx (None | str): Где взять письмо.
        pdf (None | str):
    """

    number: int
    state: RowState
    who: str
    appeal_number: None | str
    letter_number: None | str
    dated: datetime.date | None
    verdict: None | Verdict
    errors: int
    warnings: int
    pages: int | None
    way: None | RowWay
    approved: bool
    sent: bool
    answered_before: None | str
    reason: None | str
    faults: list[FaultTold]
    docx: None | str
    pdf: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        state = self.state.value

        who = self.who

        appeal_number: None | str
        appeal_number = self.appeal_number

        letter_number: None | str
        letter_number = self.letter_number

        dated: None | str
        if isinstance(self.dated, datetime.date):
            dated = self.dated.isoformat()
        else:
            dated = self.dated

        verdict: None | str
        if isinstance(self.verdict, Verdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        errors = self.errors

        warnings = self.warnings

        pages: int | None
        pages = self.pages

        way: None | str
        if isinstance(self.way, RowWay):
            way = self.way.value
        else:
            way = self.way

        approved = self.approved

        sent = self.sent

        answered_before: None | str
        answered_before = self.answered_before

        reason: None | str
        reason = self.reason

        faults = []
        for faults_item_data in self.faults:
            faults_item = faults_item_data.to_dict()
            faults.append(faults_item)

        docx: None | str
        docx = self.docx

        pdf: None | str
        pdf = self.pdf

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "state": state,
                "who": who,
                "appeal_number": appeal_number,
                "letter_number": letter_number,
                "dated": dated,
                "verdict": verdict,
                "errors": errors,
                "warnings": warnings,
                "pages": pages,
                "way": way,
                "approved": approved,
                "sent": sent,
                "answered_before": answered_before,
                "reason": reason,
                "faults": faults,
                "docx": docx,
                "pdf": pdf,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.fault_told import FaultTold  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        state = RowState(d.pop("state"))

        who = d.pop("who")

        def _parse_appeal_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        appeal_number = _parse_appeal_number(d.pop("appeal_number"))

        def _parse_letter_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        letter_number = _parse_letter_number(d.pop("letter_number"))

        def _parse_dated(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dated_type_0 = datetime.date.fromisoformat(data)

                return dated_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        dated = _parse_dated(d.pop("dated"))

        def _parse_verdict(data: object) -> None | Verdict:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = Verdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Verdict, data)

        verdict = _parse_verdict(d.pop("verdict"))

        errors = d.pop("errors")

        warnings = d.pop("warnings")

        def _parse_pages(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        pages = _parse_pages(d.pop("pages"))

        def _parse_way(data: object) -> None | RowWay:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                way_type_0 = RowWay(data)

                return way_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RowWay, data)

        way = _parse_way(d.pop("way"))

        approved = d.pop("approved")

        sent = d.pop("sent")

        def _parse_answered_before(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        answered_before = _parse_answered_before(d.pop("answered_before"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        faults = []
        _faults = d.pop("faults")
        for faults_item_data in _faults:
            faults_item = FaultTold.from_dict(faults_item_data)

            faults.append(faults_item)

        def _parse_docx(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        docx = _parse_docx(d.pop("docx"))

        def _parse_pdf(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        pdf = _parse_pdf(d.pop("pdf"))

        row_told = cls(
            number=number,
            state=state,
            who=who,
            appeal_number=appeal_number,
            letter_number=letter_number,
            dated=dated,
            verdict=verdict,
            errors=errors,
            warnings=warnings,
            pages=pages,
            way=way,
            approved=approved,
            sent=sent,
            answered_before=answered_before,
            reason=reason,
            faults=faults,
            docx=docx,
            pdf=pdf,
        )

        row_told.additional_properties = d
        return row_told

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
