"""The settings as people read them: name, value, default and meaning; passwords are masked."""

import re
from dataclasses import dataclass

from pydantic import SecretStr

from letterkit.settings import PREFIX, Settings


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting for people: passwords inside addresses are masked; ``value`` and ``default`` are empty when unset."""

    name: str
    value: str
    default: str
    meaning: str


def setting_rows(settings: Settings) -> tuple[SettingRow, ...]:
    """Every setting, in the order of the class."""
    return tuple(
        SettingRow(
            PREFIX + name.upper(),
            _format_value(getattr(settings, name)),
            _format_value(field.default),
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    )


def _format_value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return "***"
    if isinstance(value, bool):
        return str(int(value))
    return re.sub(r"(://[^:/@\s]*):\S*@", r"\1:***@", str(value))
