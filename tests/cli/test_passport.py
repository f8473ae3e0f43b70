"""``letterkit passport verify``: a receiver has files, a passport and no database."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from letterkit.core.people import Case
from letterkit.office.context import Office
from letterkit.office.passports.signing import sign_passport
from letterkit.store.passport_keys import PassportKeys, public_pem

from .conftest import Letterkit

DOCX, PDF = b"PK the letter", b"%PDF the letter"
TOLD: Mapping[str, Any] = {
    "schema": "letterkit-passport/1",
    "letter": {"number": "3.08-1/24", "date": "2024-06-05", "title": "О переселении"},
    "files": {"docx": sha256(DOCX).hexdigest(), "pdf": sha256(PDF).hexdigest()},
    "approvals": [
        {"kind": "agreed", "by": "Новикова А.С.", "at": "2024-06-05T09:00:00+03:00"},
        {"kind": "approved", "by": "Фамильев А.С.", "post": "заместитель", "at": "2024-06-05T10:00:00+03:00"},
    ],
}


@pytest.fixture
def keys(tmp_path: Path) -> PassportKeys:
    return PassportKeys(tmp_path / "keys")


@pytest.fixture
def folder(tmp_path: Path, keys: PassportKeys) -> Path:
    """The files of a letter and its signed passport, as they were received."""
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "письмо.docx").write_bytes(DOCX)
    (folder / "письмо.pdf").write_bytes(PDF)
    profile = SimpleNamespace(id="city", body=SimpleNamespace(names={Case.NOMINATIVE: "администрация города"}))
    office = SimpleNamespace(keys=keys, of=lambda body: SimpleNamespace(profile=profile))
    write(folder, sign_passport(cast(Office, office), "", TOLD))
    return folder


def write(folder: Path, passport: Mapping[str, Any]) -> None:
    (folder / "passport.json").write_text(json.dumps(passport, ensure_ascii=False, indent=2), "utf-8")


def passport(folder: Path) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads((folder / "passport.json").read_text("utf-8")))


@pytest.mark.parametrize("names", [("письмо.pdf", "passport.json"), ("passport.json", "письмо.docx", "письмо.pdf")])
def test_the_very_files_are_told_with_their_number_day_and_signer(
    letterkit: Letterkit, folder: Path, names: tuple[str, ...]
) -> None:
    ran = letterkit("passport", "verify", *(folder / name for name in names))
    assert ran.code == 0, ran.out
    assert "Подпись паспорта верна" in ran.out
    assert "администрация города; письмо № 3.08-1/24 от 05.06.2024, утверждено" in ran.out
    assert "заместитель (Фамильев А.С.)" in ran.out
    assert "письмо.pdf: утверждён именно этот файл" in ran.out
    assert passport(folder)["signature"]["fingerprint"] in ran.out


def test_an_archive_is_enough_and_the_key_of_the_body_may_be_named(
    letterkit: Letterkit, folder: Path, keys: PassportKeys
) -> None:
    with zipfile.ZipFile(folder / "дело.zip", "w") as archive:
        for file in ("письмо.docx", "письмо.pdf", "passport.json"):
            archive.write(folder / file, f"дело/{file}")
    (folder / "key.pem").write_text(public_pem(keys.current("city").public_key()))
    ran = letterkit("passport", "verify", folder / "дело.zip", "--key", folder / "key.pem", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["holds"], told["passports"][0]["signature"]) == (0, True, "good")
    assert told["passports"][0]["same"] == ["письмо.docx", "письмо.pdf"]


@pytest.mark.parametrize(
    ("path", "value"), [("letter.number", "1"), ("files.pdf", "0" * 64), ("approvals.1.by", "Иванов И.И.")]
)
def test_a_passport_changed_since_is_found(letterkit: Letterkit, folder: Path, path: str, value: str) -> None:
    told = passport(folder)
    *way, last = path.split(".")
    place: Any = told
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    write(folder, told)
    ran = letterkit("passport", "verify", folder / "passport.json", folder / "письмо.docx")
    assert (ran.code, "НЕ верна" in ran.out) == (1, True)


def test_another_file_is_named_with_its_hash(letterkit: Letterkit, folder: Path) -> None:
    (folder / "письмо.docx").write_bytes(DOCX + b" ")
    ran = letterkit("passport", "verify", folder / "passport.json", folder / "письмо.docx", folder / "письмо.pdf")
    assert ran.code == 1
    assert f"письмо.docx: это НЕ утверждённый файл. Его SHA-256: {sha256(DOCX + b' ').hexdigest()}" in ran.out


def test_a_passport_of_a_stranger_does_not_hold_to_the_key_of_the_body(
    letterkit: Letterkit, folder: Path, tmp_path: Path
) -> None:
    (folder / "key.pem").write_text(public_pem(PassportKeys(tmp_path / "other").current("city").public_key()))
    ran = letterkit("passport", "verify", folder / "passport.json", folder / "письмо.pdf", "--key", folder / "key.pem")
    assert (ran.code, "другим ключом" in ran.out) == (1, True)


def test_a_passport_without_a_signature_proves_nothing(letterkit: Letterkit, folder: Path) -> None:
    write(folder, TOLD)
    ran = letterkit("passport", "verify", folder / "passport.json", folder / "письмо.pdf")
    assert (ran.code, "не подписан" in ran.out) == (1, True)


@pytest.mark.parametrize(
    ("names", "words"), [(("письмо.pdf",), "нет паспорта"), (("passport.json",), "паспорта ничего не дано")]
)
def test_what_cannot_be_compared_is_said(
    letterkit: Letterkit, folder: Path, names: tuple[str, ...], words: str
) -> None:
    ran = letterkit("passport", "verify", *(folder / name for name in names))
    assert (ran.code, words in ran.told) == (2, True)


def test_the_key_of_the_body_is_shown_and_stays_the_same(letterkit: Letterkit, tmp_path: Path) -> None:
    ran = letterkit("passport", "key")
    assert ran.code == 0
    assert ran.out.startswith("-----BEGIN PUBLIC KEY-----")
    assert "PRIVATE" not in ran.out
    assert letterkit("passport", "key").out == ran.out
    [file] = (tmp_path / "var").glob("passport-key-*.pem")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_of_before_is_known_when_another_signs(keys: PassportKeys, tmp_path: Path) -> None:
    before = keys.current("city").public_key()
    (tmp_path / "keys" / "passport-key-city.pem").rename(tmp_path / "keys" / "passport-key-city.2024.pem")
    known = [key.public_bytes_raw() for key in keys.known_keys("city")]
    assert known == [keys.current("city").public_key().public_bytes_raw(), before.public_bytes_raw()]
