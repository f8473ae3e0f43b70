from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_state import BatchState

if TYPE_CHECKING:
    from ..models.batch_told_verdicts import BatchToldVerdicts
    from ..models.fault_told import FaultTold
    from ..models.group_told import GroupTold
    from ..models.rows_told import RowsTold


T = TypeVar("T", bound="BatchTold")


@_attrs_define
class BatchTold:
    """A batch as it stands.

    Attributes:
        id (int):
        state (BatchState): A table of standard replies on its way to letters.

            READING: its rows are being looked at. REFUSED: no letter can be made of it. CHECKED: it waits for somebody to
            say
            that it may begin. DONE: every row has ended, each in its own way.
        state_words (str):
        rows (RowsTold): How many rows there are, and what has become of them.
        verdicts (BatchToldVerdicts):
        approved (int):
        sent (int): Сколько утверждённых писем отмечено отправленными.
        a_second (float | None): Писем в секунду за последнюю минуту.
        left_s (float | None): Сколько секунд осталось.
        faults (list[FaultTold]): Первые 1000 ошибок таблицы.
        findings (list[GroupTold]):
    """

    id: int
    state: BatchState
    state_words: str
    rows: RowsTold
    verdicts: BatchToldVerdicts
    approved: int
    sent: int
    a_second: float | None
    left_s: float | None
    faults: list[FaultTold]
    findings: list[GroupTold]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        state = self.state.value

        state_words = self.state_words

        rows = self.rows.to_dict()

        verdicts = self.verdicts.to_dict()

        approved = self.approved

        sent = self.sent

        a_second: float | None
        a_second = self.a_second

        left_s: float | None
        left_s = self.left_s

        faults = []
        for faults_item_data in self.faults:
            faults_item = faults_item_data.to_dict()
            faults.append(faults_item)

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "state_words": state_words,
                "rows": rows,
                "verdicts": verdicts,
                "approved": approved,
                "sent": sent,
                "a_second": a_second,
                "left_s": left_s,
                "faults": faults,
                "findings": findings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_told_verdicts import BatchToldVerdicts  # noqa: PLC0415
        from ..models.fault_told import FaultTold  # noqa: PLC0415
        from ..models.group_told import GroupTold  # noqa: PLC0415
        from ..models.rows_told import RowsTold  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        state = BatchState(d.pop("state"))

        state_words = d.pop("state_words")

        rows = RowsTold.from_dict(d.pop("rows"))

        verdicts = BatchToldVerdicts.from_dict(d.pop("verdicts"))

        approved = d.pop("approved")

        sent = d.pop("sent")

        def _parse_a_second(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        a_second = _parse_a_second(d.pop("a_second"))

        def _parse_left_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        left_s = _parse_left_s(d.pop("left_s"))

        faults = []
        _faults = d.pop("faults")
        for faults_item_data in _faults:
            faults_item = FaultTold.from_dict(faults_item_data)

            faults.append(faults_item)

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = GroupTold.from_dict(findings_item_data)

            findings.append(findings_item)

        batch_told = cls(
            id=id,
            state=state,
            state_words=state_words,
            rows=rows,
            verdicts=verdicts,
            approved=approved,
            sent=sent,
            a_second=a_second,
            left_s=left_s,
            faults=faults,
            findings=findings,
        )

        batch_told.additional_properties = d
        return batch_told

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
