from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rule_level import RuleLevel

T = TypeVar("T", bound="Rule")


@_attrs_define
class Rule:
    """
    Attributes:
        code (str):
        family (str):
        kind (str):
        clause (None | str):
        level (RuleLevel):
        message (str):
        advice (str):
        why (str):
        safe (bool):
        wrong (list[str]):
        right (list[str]):
    """

    code: str
    family: str
    kind: str
    clause: None | str
    level: RuleLevel
    message: str
    advice: str
    why: str
    safe: bool
    wrong: list[str]
    right: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        family = self.family

        kind = self.kind

        clause: None | str
        clause = self.clause

        level = self.level.value

        message = self.message

        advice = self.advice

        why = self.why

        safe = self.safe

        wrong = self.wrong

        right = self.right

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "family": family,
                "kind": kind,
                "clause": clause,
                "level": level,
                "message": message,
                "advice": advice,
                "why": why,
                "safe": safe,
                "wrong": wrong,
                "right": right,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        family = d.pop("family")

        kind = d.pop("kind")

        def _parse_clause(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clause = _parse_clause(d.pop("clause"))

        level = RuleLevel(d.pop("level"))

        message = d.pop("message")

        advice = d.pop("advice")

        why = d.pop("why")

        safe = d.pop("safe")

        wrong = cast(list[str], d.pop("wrong"))

        right = cast(list[str], d.pop("right"))

        rule = cls(
            code=code,
            family=family,
            kind=kind,
            clause=clause,
            level=level,
            message=message,
            advice=advice,
            why=why,
            safe=safe,
            wrong=wrong,
            right=right,
        )

        rule.additional_properties = d
        return rule

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
