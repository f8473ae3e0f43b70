"""The profile of a body, from rules/profile.yml."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from letterkit.core.errors import BadValue, ProfileError
from letterkit.core.people import Case
from letterkit.core.profile import Body, Profile, ProfileSigner
from letterkit.core.reader import OF_THE_ORDER, Reader
from letterkit.datafile import parse_model, read_text

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]*$")
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


class _ProfileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamesPart(_ProfileModel):
    """The name in all six cases."""

    nominative: Line
    genitive: Line
    dative: Line
    accusative: Line
    instrumental: Line
    prepositional: Line


class BodyPart(_ProfileModel):
    names: NamesPart
    letterhead_lines: list[Line] = Field(min_length=1)
    address_lines: list[Line] = Field(min_length=1)
    phone: Line
    email: Line
    site: Line
    short_name: Line | None = None
    superior: Line | None = None
    fax: Line | None = None
    okpo: Line | None = None
    ogrn: Line | None = None
    inn_kpp: Line | None = None


class SignerPart(_ProfileModel):
    id: Slug
    post_lines: list[Line] = Field(min_length=1)
    name: Line


Age = Annotated[int, Field(ge=6, le=120)]


class ReaderPart(_ProfileModel):
    """Whom letters are written for: ``age`` from and to, ``schooling`` in years."""

    age: Annotated[list[Age], Field(min_length=2, max_length=2)]
    schooling: Annotated[int, Field(ge=1, le=17)]

    @field_validator("age")
    @classmethod
    def _in_order(cls, age: list[int]) -> list[int]:
        if age[0] > age[1]:
            raise BadValue("profile.ages")
        return age

    def reader(self) -> Reader:
        return Reader(self.age[0], self.age[1], self.schooling)


class ProfilePart(_ProfileModel):
    """The whole file."""

    id: Slug
    body: BodyPart
    signers: list[SignerPart] = Field(min_length=1)
    packs: list[Slug] = Field(min_length=1)
    limits: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")], float]
    blank: Slug
    weekend: Literal["preceding", "following", "same"] = "preceding"
    known_bodies: list[Line] = []
    texts: dict[str, Line] = {}
    reader: ReaderPart | None = None

    @field_validator("texts")
    @classmethod
    def _demand_number(cls, texts: dict[str, str]) -> dict[str, str]:
        if "{n}" not in texts.get("number", "{n}"):
            raise BadValue("profile.mask")
        return texts


def load_profile(path: Path) -> Profile:
    """The profile in the YAML file at ``path``.

    Raises ProfileError: ``file.*``, ``yaml.syntax``, ``data.unknown-key``, ``data.missing-key``, ``data.bad-value``
    (with ``key`` and the place), ``profile.signer-twice``.
    """
    return parse_profile(read_text(path, ProfileError), str(path))


def parse_profile(text: str, file: str) -> Profile:
    """The profile in the YAML ``text`` of ``file``; raises as ``load_profile``."""
    return profile_of(parse_model(text, ProfilePart, file=file, error=ProfileError), file)


def profile_of(part: ProfilePart, file: str) -> Profile:
    """The profile that ``part`` tells; raises ProfileError ``profile.signer-twice``."""
    ids = [signer.id for signer in part.signers]
    for twice in ids:
        if ids.count(twice) > 1:
            raise ProfileError("profile.signer-twice", file=file, id=twice)
    reader = part.reader.reader() if part.reader else OF_THE_ORDER
    return Profile(
        id=part.id,
        body=_body(part.body),
        signers=tuple(ProfileSigner(one.id, tuple(one.post_lines), one.name) for one in part.signers),
        packs=tuple(part.packs),
        limits={**reader.limits(), **part.limits},
        blank=part.blank,
        weekend=part.weekend,
        known_bodies=tuple(part.known_bodies),
        texts=part.texts,
        reader=reader,
    )


def _body(part: BodyPart) -> Body:
    given = part.model_dump(exclude={"names", "letterhead_lines", "address_lines"})
    return Body(
        names={case: getattr(part.names, case.value) for case in Case},
        letterhead_lines=tuple(part.letterhead_lines),
        address_lines=tuple(part.address_lines),
        **given,
    )
