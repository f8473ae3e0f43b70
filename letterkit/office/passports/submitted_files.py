"""What somebody has given to be compared: files of letters, their passports, archives with both."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from letterkit.core.errors import RequestError
from letterkit.office.passports.signing import SCHEMA

_MOST_FILES, _MOST_BYTES = 200, 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file as it was given, by its name."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


class _PassportPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PassportLetter(_PassportPart):
    """The letter of a passport."""

    number: str | None = None
    date: str | None = None


class PassportApproval(_PassportPart):
    """Who answers for it."""

    kind: str
    at: str
    by: str
    post: str | None = None


class BodyNamed(_PassportPart):
    """Whose letter it is."""

    id: str
    name: str


class Hashes(_PassportPart):
    """SHA-256 of what was approved."""

    docx: str
    pdf: str | None = None


class PassportContents(_PassportPart):
    """What a passport says, as far as it is compared."""

    letter: PassportLetter
    files: Hashes
    approvals: list[PassportApproval]
    body: BodyNamed | None = None

    @property
    def approved(self) -> PassportApproval | None:
        return next((each for each in reversed(self.approvals) if each.kind == "approved"), None)


@dataclass(frozen=True, slots=True)
class Passport:
    """A passport found in the file ``name``: ``whole`` as it was signed, ``said`` as it is read."""

    name: str
    whole: dict[str, Any]
    said: PassportContents


def split_passports(given: Iterable[SubmittedFile]) -> tuple[list[Passport], list[SubmittedFile]]:
    """The passports and the other files, those of archives among them.

    Raises RequestError ``passport.bad-archive``, ``passport.too-much``, ``passport.damaged``.
    """
    passports: list[Passport] = []
    others: list[SubmittedFile] = []
    for each in _unpack_archives(given):
        found = _passport(each)
        if found is None:
            others.append(each)
        else:
            passports.append(found)
    return passports, others


def _unpack_archives(given: Iterable[SubmittedFile]) -> Iterator[SubmittedFile]:
    left = _MOST_BYTES
    for each in given:
        if not each.name.lower().endswith(".zip"):
            yield each
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(each.data)) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                left -= sum(member.file_size for member in members)
                if left < 0 or len(members) > _MOST_FILES:
                    raise RequestError("passport.too-much", file=each.name)
                for member in members:
                    yield SubmittedFile(member.filename.rpartition("/")[2], archive.read(member))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
            raise RequestError("passport.bad-archive", file=each.name) from fault


def _passport(given: SubmittedFile) -> Passport | None:
    """None for what is no passport at all; one whose parts are missing is damaged."""
    if not given.name.lower().endswith(".json"):
        return None
    try:
        whole = json.loads(given.data, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        return None
    try:
        return Passport(given.name, whole, PassportContents.model_validate(whole))
    except ValidationError as fault:
        raise RequestError("passport.damaged", file=given.name) from fault


def _refuse(constant: str) -> None:
    raise ValueError("в JSON нет такого числа")
