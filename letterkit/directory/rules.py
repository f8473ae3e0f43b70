"""What the groups of a directory mean here, as an administrator writes it down: LETTERKIT_DIRECTORY."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from letterkit.core.errors import BadValue, RequestError
from letterkit.core.office import Duty
from letterkit.datafile import load_model
from letterkit.directory.entry import group_name

Line = Annotated[str, Field(min_length=1, max_length=300)]
Known = Literal["surname", "name", "patronymic", "full_name", "post", "unit", "phone", "email"]
"""What may be known of a person; ``full_name`` fills the parts of the name that nothing else does."""
Kind = Literal["active-directory", "freeipa", "openldap"]


class _RulesModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GroupPart(_RulesModel):
    """Who is in ``group`` has ``duties``, and works for ``body`` (the name of its profile) where one is named."""

    group: Line
    duties: frozenset[Duty] = frozenset()
    body: Annotated[str | None, Field(max_length=60)] = None

    @model_validator(mode="after")
    def _of_use(self) -> "GroupPart":
        if not self.duties and self.body is None:
            raise BadValue("directory.idle-group", self.group)
        return self


class LdapPart(_RulesModel):
    """``people`` names the attributes that are not those usual for ``kind``."""

    kind: Kind
    people: dict[Known, Line] = {}


class OidcPart(_RulesModel):
    """``groups`` and ``people`` name claims, dots leading into them: ``realm_access.roles``."""

    groups: Line = "groups"
    people: dict[Known, Line] = {}


class DirectoryRules(_RulesModel):
    """The whole file; ``name`` is how the button goes on that leads to a provider: «Войти через …»."""

    name: Annotated[str, Field(min_length=1, max_length=60)] = "учётную запись организации"
    groups: Annotated[tuple[GroupPart, ...], Field(min_length=1)]
    ldap: LdapPart | None = None
    oidc: OidcPart = OidcPart()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the groups of somebody come to; ``body`` None where no group names one: that of the settings."""

    duties: frozenset[Duty]
    body: str | None
    parts: tuple[GroupPart, ...]


def load_rules(path: Path) -> DirectoryRules:
    """The file at ``path``; raises RequestError as ``load_model``."""
    return load_model(path, DirectoryRules, RequestError)


def meaning_of(rules: DirectoryRules, groups: Iterable[str]) -> Meaning:
    """What ``groups`` give by ``rules``.

    Somebody works for one body: the first that the file names for their groups. Groups of other bodies give nothing.
    """
    held = frozenset(groups)
    parts = [part for part in rules.groups if group_name(part.group) in held]
    body = next((part.body for part in parts if part.body is not None), None)
    of_use = tuple(part for part in parts if part.body in (None, body))
    return Meaning(frozenset(duty for part in of_use for duty in part.duties), body, of_use)


def values_of(told: Mapping[str, str]) -> dict[str, str]:
    """``told`` by the columns of a person: a name written whole, the surname first, fills what is not told alone."""
    values = {name: line for name, value in told.items() if (line := " ".join(value.split()))}
    whole = values.pop("full_name", "").split(None, 2)
    if whole and values.get("surname", whole[0]) == whole[0]:
        for name, part in zip(("surname", "name", "patronymic"), whole, strict=False):
            values.setdefault(name, part)
    given = values.get("name", "").split(None, 1)
    if len(given) == 2 and "patronymic" not in values:
        values["name"], values["patronymic"] = given  # «Иван Петрович» as a given name, as many domains keep it
    return values
