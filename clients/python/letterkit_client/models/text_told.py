from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ground import Ground
from ..models.outcome import Outcome

if TYPE_CHECKING:
    from ..models.text_told_fields import TextToldFields


T = TypeVar("T", bound="TextTold")


@_attrs_define
class TextTold:
    """A reply text that letters may begin with.

    Attributes:
        id (str):
        name (str):
        title (str):
        clause (None | str):
        outcome (None | Outcome):
        ground (Ground | None):
        due_days (int | None):
        fields (TextToldFields):
    """

    id: str
    name: str
    title: str
    clause: None | str
    outcome: None | Outcome
    ground: Ground | None
    due_days: int | None
    fields: TextToldFields
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        title = self.title

        clause: None | str
        clause = self.clause

        outcome: None | str
        if isinstance(self.outcome, Outcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        ground: None | str
        if isinstance(self.ground, Ground):
            ground = self.ground.value
        else:
            ground = self.ground

        due_days: int | None
        due_days = self.due_days

        fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "title": title,
                "clause": clause,
                "outcome": outcome,
                "ground": ground,
                "due_days": due_days,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.text_told_fields import TextToldFields  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        title = d.pop("title")

        def _parse_clause(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clause = _parse_clause(d.pop("clause"))

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

        def _parse_ground(data: object) -> Ground | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ground_type_0 = Ground(data)

                return ground_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Ground | None, data)

        ground = _parse_ground(d.pop("ground"))

        def _parse_due_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        due_days = _parse_due_days(d.pop("due_days"))

        fields = TextToldFields.from_dict(d.pop("fields"))

        text_told = cls(
            id=id,
            name=name,
            title=title,
            clause=clause,
            outcome=outcome,
            ground=ground,
            due_days=due_days,
            fields=fields,
        )

        text_told.additional_properties = d
        return text_told

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
