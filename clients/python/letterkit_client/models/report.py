from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_schema import ReportSchema
from ..models.report_verdict import ReportVerdict

if TYPE_CHECKING:
    from ..models.report_clauses_item import ReportClausesItem
    from ..models.report_facts import ReportFacts
    from ..models.report_finding import ReportFinding
    from ..models.report_not_checked_item import ReportNotCheckedItem
    from ..models.report_part import ReportPart
    from ..models.report_source import ReportSource
    from ..models.report_timing_ms import ReportTimingMs
    from ..models.report_versions import ReportVersions
    from ..models.report_waived_item import ReportWaivedItem


T = TypeVar("T", bound="Report")


@_attrs_define
class Report:
    """Смещения start и end считаются в символах Юникода (code points) поля text; прямоугольники — в миллиметрах от левого
    верхнего угла страницы. К объектам могут добавляться новые поля.

        Attributes:
            schema (ReportSchema):
            source (ReportSource):
            verdict (ReportVerdict):
            text (str):
            parts (list[ReportPart]):
            facts (ReportFacts):
            findings (list[ReportFinding]):
            clauses (list[ReportClausesItem]):
            not_checked (list[ReportNotCheckedItem]):
            waived (list[ReportWaivedItem]):
            versions (ReportVersions):
            timing_ms (ReportTimingMs):
    """

    schema: ReportSchema
    source: ReportSource
    verdict: ReportVerdict
    text: str
    parts: list[ReportPart]
    facts: ReportFacts
    findings: list[ReportFinding]
    clauses: list[ReportClausesItem]
    not_checked: list[ReportNotCheckedItem]
    waived: list[ReportWaivedItem]
    versions: ReportVersions
    timing_ms: ReportTimingMs
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        schema = self.schema.value

        source = self.source.to_dict()

        verdict = self.verdict.value

        text = self.text

        parts = []
        for parts_item_data in self.parts:
            parts_item = parts_item_data.to_dict()
            parts.append(parts_item)

        facts = self.facts.to_dict()

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        clauses = []
        for clauses_item_data in self.clauses:
            clauses_item = clauses_item_data.to_dict()
            clauses.append(clauses_item)

        not_checked = []
        for not_checked_item_data in self.not_checked:
            not_checked_item = not_checked_item_data.to_dict()
            not_checked.append(not_checked_item)

        waived = []
        for waived_item_data in self.waived:
            waived_item = waived_item_data.to_dict()
            waived.append(waived_item)

        versions = self.versions.to_dict()

        timing_ms = self.timing_ms.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "schema": schema,
                "source": source,
                "verdict": verdict,
                "text": text,
                "parts": parts,
                "facts": facts,
                "findings": findings,
                "clauses": clauses,
                "not_checked": not_checked,
                "waived": waived,
                "versions": versions,
                "timing_ms": timing_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_clauses_item import ReportClausesItem  # noqa: PLC0415
        from ..models.report_facts import ReportFacts  # noqa: PLC0415
        from ..models.report_finding import ReportFinding  # noqa: PLC0415
        from ..models.report_not_checked_item import ReportNotCheckedItem  # noqa: PLC0415
        from ..models.report_part import ReportPart  # noqa: PLC0415
        from ..models.report_source import ReportSource  # noqa: PLC0415
        from ..models.report_timing_ms import ReportTimingMs  # noqa: PLC0415
        from ..models.report_versions import ReportVersions  # noqa: PLC0415
        from ..models.report_waived_item import ReportWaivedItem  # noqa: PLC0415

        d = dict(src_dict)
        schema = ReportSchema(d.pop("schema"))

        source = ReportSource.from_dict(d.pop("source"))

        verdict = ReportVerdict(d.pop("verdict"))

        text = d.pop("text")

        parts = []
        _parts = d.pop("parts")
        for parts_item_data in _parts:
            parts_item = ReportPart.from_dict(parts_item_data)

            parts.append(parts_item)

        facts = ReportFacts.from_dict(d.pop("facts"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = ReportFinding.from_dict(findings_item_data)

            findings.append(findings_item)

        clauses = []
        _clauses = d.pop("clauses")
        for clauses_item_data in _clauses:
            clauses_item = ReportClausesItem.from_dict(clauses_item_data)

            clauses.append(clauses_item)

        not_checked = []
        _not_checked = d.pop("not_checked")
        for not_checked_item_data in _not_checked:
            not_checked_item = ReportNotCheckedItem.from_dict(not_checked_item_data)

            not_checked.append(not_checked_item)

        waived = []
        _waived = d.pop("waived")
        for waived_item_data in _waived:
            waived_item = ReportWaivedItem.from_dict(waived_item_data)

            waived.append(waived_item)

        versions = ReportVersions.from_dict(d.pop("versions"))

        timing_ms = ReportTimingMs.from_dict(d.pop("timing_ms"))

        report = cls(
            schema=schema,
            source=source,
            verdict=verdict,
            text=text,
            parts=parts,
            facts=facts,
            findings=findings,
            clauses=clauses,
            not_checked=not_checked,
            waived=waived,
            versions=versions,
            timing_ms=timing_ms,
        )

        report.additional_properties = d
        return report

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
