from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_state import BatchState

T = TypeVar("T", bound="BatchListed")


@_attrs_define
class BatchListed:
    """A batch as lists have it.

    Attributes:
        id (int):
        name (str):
        state (BatchState): A table of standard replies on its way to letters.

            READING: its rows are being looked at. REFUSED: no letter can be made of it. CHECKED: it waits for somebody to
            say
            that it may begin. DONE: every row has ended, each in its own way.
        state_words (str):
        reply (str):
        blank (str):
        rows (int):
        created (datetime.datetime):
        by (str):
        href (str):
    """

    id: int
    name: str
    state: BatchState
    state_words: str
    reply: str
    blank: str
    rows: int
    created: datetime.datetime
    by: str
    href: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        state = self.state.value

        state_words = self.state_words

        reply = self.reply

        blank = self.blank

        rows = self.rows

        created = self.created.isoformat()

        by = self.by

        href = self.href

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "state": state,
                "state_words": state_words,
                "reply": reply,
                "blank": blank,
                "rows": rows,
                "created": created,
                "by": by,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        state = BatchState(d.pop("state"))

        state_words = d.pop("state_words")

        reply = d.pop("reply")

        blank = d.pop("blank")

        rows = d.pop("rows")

        created = datetime.datetime.fromisoformat(d.pop("created"))

        by = d.pop("by")

        href = d.pop("href")

        batch_listed = cls(
            id=id,
            name=name,
            state=state,
            state_words=state_words,
            reply=reply,
            blank=blank,
            rows=rows,
            created=created,
            by=by,
            href=href,
        )

        batch_listed.additional_properties = d
        return batch_listed

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
