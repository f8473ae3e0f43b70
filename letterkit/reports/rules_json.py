"""A rule as JSON tells it: the same for the command line and for other programs."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letterkit.checks.check import Check, Example


def rule_object(check: "Check") -> dict[str, Any]:
    """``check`` as JSON tells it; a rule without a clause has null."""
    return {
        "code": check.code,
        "family": check.family,
        "kind": check.kind,
        "clause": check.clause,
        "level": check.level.value,
        "message": check.message,
        "advice": check.advice,
        "why": check.why,
        "safe": check.safe,
        "needs": check.needs,
        "wrong": [example_line(example) for example in check.wrong],
        "right": [example_line(example) for example in check.right],
        "file": check.file,
        "pack": check.own or None,
    }


def example_line(example: "Example") -> str:
    """``example`` on one line."""
    told = [example.text] if example.text else []
    told += [f"{key}: {value}" for key, value in example.changes.items()]
    return "; ".join(" ⏎ ".join(each.splitlines()) for each in told)
