"""The executor mark (clauses 6.2, 6.3): full name, then post and unit, then phone and e-mail."""

from letterkit.core.case import Executor


def mark_lines(executor: Executor) -> tuple[str, ...]:
    """The lines of the mark, with commas between its parts; none when no executor is named."""
    parts = (
        executor.person.full,
        executor.post or "",
        executor.unit or "",
        ", ".join(part for part in (executor.phone, executor.email) if part),
    )
    lines = [part for part in parts if part]
    return tuple(line + ("," if index < len(lines) - 1 else "") for index, line in enumerate(lines))
