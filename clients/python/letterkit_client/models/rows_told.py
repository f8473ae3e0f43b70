from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RowsTold")


@_attrs_define
class RowsTold:
    """How many rows there are, and what has become of them.

    Attributes:
        total (int):
        good (int): Без ошибок в ячейках.
        faulty (int):
        waiting (int):
        answered_before (int): Из ожидающих: на эти обращения, похоже, уже отвечали.
        done (int):
        failed (int):
        cancelled (int):
    """

    total: int
    good: int
    faulty: int
    waiting: int
    answered_before: int
    done: int
    failed: int
    cancelled: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total = self.total

        good = self.good

        faulty = self.faulty

        waiting = self.waiting

        answered_before = self.answered_before

        done = self.done

        failed = self.failed

        cancelled = self.cancelled

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "good": good,
                "faulty": faulty,
                "waiting": waiting,
                "answered_before": answered_before,
                "done": done,
                "failed": failed,
                "cancelled": cancelled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        total = d.pop("total")

        good = d.pop("good")

        faulty = d.pop("faulty")

        waiting = d.pop("waiting")

        answered_before = d.pop("answered_before")

        done = d.pop("done")

        failed = d.pop("failed")

        cancelled = d.pop("cancelled")

        rows_told = cls(
            total=total,
            good=good,
            faulty=faulty,
            waiting=waiting,
            answered_before=answered_before,
            done=done,
            failed=failed,
            cancelled=cancelled,
        )

        rows_told.additional_properties = d
        return rows_told

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
