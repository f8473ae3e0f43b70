from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.nearness import Nearness
from ..models.outcome import Outcome

T = TypeVar("T", bound="SimilarLetterTold")


@_attrs_define
class SimilarLetterTold:
    """A letter that answered the like.

    Attributes:
        id (int):
        number (None | str):
        dated (datetime.date | None):
        subject (str):
        outcome (None | Outcome):
        nearness (Nearness): How like a letter's appeal is, in steps that people can tell apart.
        likeness (float): Сходство, от 0.2: больше – ближе.
        returned (int): Сколько раз письмо возвращали исполнителю.
        wrote_again (bool): Есть ли повторное обращение к тому, на которое оно отвечает.
        href (str): Страница письма.
    """

    id: int
    number: None | str
    dated: datetime.date | None
    subject: str
    outcome: None | Outcome
    nearness: Nearness
    likeness: float
    returned: int
    wrote_again: bool
    href: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        number: None | str
        number = self.number

        dated: None | str
        if isinstance(self.dated, datetime.date):
            dated = self.dated.isoformat()
        else:
            dated = self.dated

        subject = self.subject

        outcome: None | str
        if isinstance(self.outcome, Outcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        nearness = self.nearness.value

        likeness = self.likeness

        returned = self.returned

        wrote_again = self.wrote_again

        href = self.href

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "dated": dated,
                "subject": subject,
                "outcome": outcome,
                "nearness": nearness,
                "likeness": likeness,
                "returned": returned,
                "wrote_again": wrote_again,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number = _parse_number(d.pop("number"))

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

        subject = d.pop("subject")

        def _parse_outcome(data: object) -> None | Outcome:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = Outcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Outcome, data)

        outcome = _parse_outcome(d.pop("outcome"))

        nearness = Nearness(d.pop("nearness"))

        likeness = d.pop("likeness")

        returned = d.pop("returned")

        wrote_again = d.pop("wrote_again")

        href = d.pop("href")

        similar_letter_told = cls(
            id=id,
            number=number,
            dated=dated,
            subject=subject,
            outcome=outcome,
            nearness=nearness,
            likeness=likeness,
            returned=returned,
            wrote_again=wrote_again,
            href=href,
        )

        similar_letter_told.additional_properties = d
        return similar_letter_told

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
