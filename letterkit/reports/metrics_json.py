"""Quarterly figures as the JSON of the CONTRACT; shares are fractions of one, None where there is nothing to divide."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from letterkit.office.figures.appeals import AppealFigures, Complaints, share
from letterkit.office.figures.sent_days import Step
from letterkit.office.figures.spread import Spread
from letterkit.office.figures.work import Work
from letterkit.reports.metrics_words import definitions


def metrics_object(figures: Sequence[AppealFigures], works: Sequence[Work]) -> dict[str, Any]:
    """``figures`` and ``works``: of the quarter and of those before it, newest first."""
    now = figures[0]
    return {
        **_quarter(now),
        "period": {"from": now.quarter.first.isoformat(), "to": now.quarter.last.isoformat()},
        "is_going_on": now.quarter.is_going_on,
        "work": _work(works[0], now),
        "earlier": [
            {**_quarter(each), "work": _work(work, each)} for each, work in zip(figures[1:], works[1:], strict=True)
        ],
        "definitions": dict(definitions()),
    }


def metrics_json(figures: Sequence[AppealFigures], works: Sequence[Work]) -> str:
    return json.dumps(metrics_object(figures, works), ensure_ascii=False, indent=2) + "\n"


def _quarter(each: AppealFigures) -> dict[str, Any]:
    waiting = each.waiting
    return {
        "quarter": str(each.quarter),
        "received": each.received,
        "channels": [
            {
                **told,
                "share": share(told["count"], each.received),
                "complaints": each.complaint_channels[told["channel"]],
            }
            for told in _count_objects("channel", each.channels)
        ],
        "reasons": _count_objects("reason", each.reasons),
        "groups": _count_objects("group", each.groups),
        "waiting": {
            **_days(waiting.all),
            "not_answered": each.not_answered,
            "late": waiting.late,
            "groups": [
                {
                    "group": group,
                    **_days(waiting.of_groups[group]),
                    "not_answered": count - waiting.of_groups[group].count,
                }
                if group in waiting.of_groups
                else {"group": group, **_days(Spread()), "not_answered": count}
                for group, count in _sort_by_count(each.groups)
            ],
        },
        "complaints": _complaints(each.complaints),
    }


def _count_objects(name: str, counts: Mapping[str | None, int]) -> list[dict[str, Any]]:
    return [{name: value, "count": count} for value, count in _sort_by_count(counts)]


def _sort_by_count(counts: Mapping[str | None, int]) -> list[tuple[str | None, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0] or ""))


def _days(spread: Spread) -> dict[str, Any]:
    return {
        "median_days": spread.median,
        "p90_days": spread.p90,
        "mean_days": spread.mean,
        "answered": spread.count,
    }


def _complaints(complaints: Complaints) -> dict[str, Any]:
    return {
        "received": complaints.received,
        "satisfied": complaints.satisfied,
        "satisfied_share": complaints.satisfied_share,
        "refused": complaints.refused,
        "refused_share": complaints.refused_share,
        "results": _count_objects("result", complaints.results),
    }


def _work(work: Work, appeals: AppealFigures) -> dict[str, Any]:
    return {
        "letters_checked": work.checked,
        "findings": [
            {"clause": clause, "count": count, "per_hundred_letters": work.per_hundred(clause)}
            for clause, count in sorted(work.findings.items(), key=lambda each: (each[0] is None, each[0] or ""))
        ],
        "letters_sent": work.sent,
        "returned": work.returned,
        "returned_share": work.returned_share,
        "steps": [
            {"step": step.value, "letters": of.count, "median_hours": of.median, "p90_hours": of.p90}
            for step in Step
            if (of := work.steps.get(step)) is not None
        ],
        "repeats": appeals.repeats,
        "repeats_share": appeals.repeats_share,
        "calls": {"count": work.calls.count, "mean_seconds": work.calls.mean_s, "longer_than_limit": work.calls.longer},
        "opinions": {
            "count": work.opinions.count,
            "clear": work.opinions.clear,
            "polite": work.opinions.polite,
            "in_time_share": work.opinions.in_time_share,
            "solved_share": work.opinions.solved_share,
        },
    }
