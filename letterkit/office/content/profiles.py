"""The profile of a body as a thing that is kept: read, compared value by value, put into its file again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letterkit.checking.profile import ProfilePart, profile_of
from letterkit.checking.text_comparison import compare
from letterkit.compose.changes import Change, ChangeKind
from letterkit.core.errors import ProfileError
from letterkit.core.profile import Profile
from letterkit.datafile import parse_model, validate
from letterkit.office.content.difference import Difference
from letterkit.office.content.profile_text import profile_mapping, rewritten


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """``source`` is its file as it is kept, ``part`` what the file says, ``profile`` what letters are made by."""

    source: str
    part: ProfilePart
    profile: Profile

    @property
    def values(self) -> dict[str, Any]:
        """What the file says, as plain lists, mappings and texts."""
        return profile_mapping(self.part)

    def with_values(self, values: Mapping[str, Any]) -> str:
        """The file with ``values`` instead, its comments kept; raises ProfileError as ``read_profile``."""
        part = validate(dict(values), ProfilePart, file=f"{values.get('id', '')}.yml", error=ProfileError)
        profile_of(part, f"{part.id}.yml")
        return rewritten(self.source, profile_mapping(part))


def read_profile(content: bytes, slug: str) -> KeptProfile:
    """The profile ``content`` of the body ``slug``.

    Raises ProfileError as ``load_profile``, ``profile.wrong-id``, ``file.encoding``.
    """
    file = f"{slug}.yml"
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ProfileError("file.encoding", file=file) from fault
    part = parse_model(source, ProfilePart, file=file, error=ProfileError)
    if part.id != slug:
        raise ProfileError("profile.wrong-id", file=file, id=part.id, name=slug)
    return KeptProfile(source, part, profile_of(part, file))


def profile_difference(old: KeptProfile, new: KeptProfile) -> Difference:
    """Every value that is another one, by its name in the file, and the lines of both files."""
    before, after = dict(_flat(old.values)), dict(_flat(new.values))
    names = [*after, *(name for name in before if name not in after)]
    changes = [
        Change(ChangeKind.VALUE, name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
    return Difference(tuple(changes), compare(old.source.strip(), new.source.strip()))


@dataclass(frozen=True, slots=True)
class ValuePair:
    """A value of two profiles by its place in the file; None where a profile does not have it."""

    name: str
    one: str | None
    other: str | None

    @property
    def differs(self) -> bool:
        return self.one != self.other


def profiles_beside(one: KeptProfile, other: KeptProfile) -> tuple[ValuePair, ...]:
    """Every value of either, in the order of the file; signers are told apart by their turn, not by their names.

    What one profile lacks stands among its likes.
    """
    left, right = (dict(_flat(_number_signers(each.values))) for each in (one, other))
    every = [*left, *(name for name in right if name not in left)]
    sections = list(dict.fromkeys(map(_section, every)))
    names = sorted(every, key=lambda name: sections.index(_section(name)))
    return tuple(ValuePair(name, left.get(name), right.get(name)) for name in names if name != "signers.order")


def _section(name: str) -> str:
    """«limits», «signers.2»."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "signers" else parts[0]


def _number_signers(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**values, "signers": [{**each, "id": str(at)} for at, each in enumerate(values["signers"], 1)]}


def _flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Names like «body.names.genitive», «signers.minister.name»; lines of an address as one text."""
    for name, value in values.items():
        here = f"{path}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{here}.")
        elif name == "signers":
            for each in value:
                rest = {key: told for key, told in each.items() if key != "id"}
                yield from _flat(rest, f"{here}.{each['id']}.")
            yield f"{here}.order", ", ".join(each["id"] for each in value)
        elif isinstance(value, (list, tuple)):
            yield here, _join_list(name, value)
        else:
            yield here, f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _join_list(name: str, value: list[Any] | tuple[Any, ...]) -> str:
    if name == "age":
        return "–".join(map(str, value))
    return ("; " if name == "known_bodies" else ", " if name == "packs" else " / ").join(map(str, value))
