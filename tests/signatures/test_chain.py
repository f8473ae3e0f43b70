"""By whom a certificate was issued and whether it was revoked: known from what lies in a folder, from nowhere else."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from letterkit.core.errors import RequestError
from letterkit.reports.signature_words import check_words
from letterkit.signatures.chain import read_trusted
from letterkit.signatures.facts import ADAPTER, Answer, ChainFacts, SignatureFacts
from letterkit.signatures.reader import read_signature

from .signing import FILE, Signer, centre, gost_signature, needs_gost, signer, stamped

NOW = datetime.now(UTC)
ROOT = centre("Минцифры России")
CENTRE = centre("Казначейство России", ROOT)
MINISTER = signer(by=CENTRE)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def seen(folder: Path, who: Signer = MINISTER, data: bytes = b"", **files: bytes) -> SignatureFacts:
    """What is found of a signature of ``who`` with these files in the folder («root_cer» is root.cer)."""
    folder = folder / "trusted"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return read_signature(data or who.signs(FILE), FILE, NOW, read_trusted(folder))


def chain(facts: SignatureFacts) -> tuple[Answer, Answer]:
    (found,) = facts.signers
    assert isinstance(found.chain, ChainFacts)
    return found.chain.issued, found.chain.revoked


def words(facts: SignatureFacts) -> str:
    return "\n".join(f"{check.mood}: {check.words}" for check in check_words(facts, "И.О. Фамильев"))


def test_a_path_over_the_centre_to_a_trusted_root_is_found(tmp_path: Path) -> None:
    facts = seen(tmp_path, root_cer=ROOT.file, centre_crt=CENTRE.file, list_crl=CENTRE.lists())
    assert chain(facts) == (YES, NO)
    assert "good: Сертификат выдан доверенным удостоверяющим центром" in words(facts)
    assert "good: В списке отозванных сертификата нет (список до " in words(facts)
    assert "Не проверено" not in words(facts)
    assert ADAPTER.validate_python(ADAPTER.dump_python(facts, mode="json")) == facts


def test_a_centre_alone_is_trusted_as_well_as_its_root(tmp_path: Path) -> None:
    assert chain(seen(tmp_path, centre_cer=CENTRE.file)) == (YES, UNKNOWN)


def test_without_a_list_it_is_said_that_nobody_knows_whether_it_was_revoked(tmp_path: Path) -> None:
    facts = seen(tmp_path, centre_cer=CENTRE.file, other_crl=ROOT.lists())
    assert chain(facts) == (YES, UNKNOWN)
    assert "none: Не проверено здесь: не отозван ли он." in words(facts)


def test_a_list_that_is_too_old_says_nothing(tmp_path: Path) -> None:
    facts = seen(tmp_path, centre_cer=CENTRE.file, list_crl=CENTRE.lists(begins=NOW - timedelta(days=60)))
    assert chain(facts) == (YES, UNKNOWN)
    assert f"(список отозванных устарел {NOW - timedelta(days=30):%d.%m.%Y})" in words(facts)


def test_a_revoked_certificate_is_refused_with_the_day(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        seen(tmp_path, centre_cer=CENTRE.file, list_crl=CENTRE.lists(MINISTER))
    assert caught.value.code == "signature.revoked"
    assert caught.value.details["day"] == f"{NOW - timedelta(days=1):%d.%m.%Y}"


def test_one_revoked_after_the_time_stamp_holds_and_it_is_told(tmp_path: Path) -> None:
    later = CENTRE.lists(MINISTER, begins=NOW + timedelta(hours=1))
    data = stamped(tmp_path, MINISTER.signs(FILE))
    folder = tmp_path / "trusted"
    folder.mkdir()
    (folder / "centre.cer").write_bytes(CENTRE.file)
    (folder / "list.crl").write_bytes(later)
    facts = read_signature(data, FILE, NOW + timedelta(hours=2), read_trusted(folder))
    assert chain(facts) == (YES, YES)
    assert "warning: Сертификат отозван, но подписано раньше" in words(facts)


def test_a_list_that_the_centre_has_not_signed_counts_for_nothing(tmp_path: Path) -> None:
    forger = centre("Казначейство России")
    assert chain(seen(tmp_path, centre_cer=CENTRE.file, list_crl=forger.lists(MINISTER))) == (YES, UNKNOWN)


def test_a_certificate_of_a_centre_that_was_revoked_itself_is_of_nobody(tmp_path: Path) -> None:
    files = {"root_cer": ROOT.file, "own_crl": CENTRE.lists(), "roots_crl": ROOT.lists(CENTRE)}
    assert chain(seen(tmp_path, centre_cer=CENTRE.file, **files)) == (NO, UNKNOWN)


def test_a_foreign_root_and_an_expired_centre_are_told(tmp_path: Path) -> None:
    facts = seen(tmp_path, root_cer=centre("Минцифры России").file)
    assert chain(facts) == (NO, UNKNOWN)
    assert "warning: Сертификат не выдан ни одним из доверенных центров" in words(facts)
    shutil.rmtree(tmp_path / "trusted")
    old = centre("Старый центр", ROOT, begins=NOW - timedelta(days=400), days=300)
    assert chain(seen(tmp_path, signer(by=old), root_cer=ROOT.file, old_cer=old.file)) == (NO, UNKNOWN)


def test_a_certificate_that_names_a_trusted_centre_without_its_key_is_of_nobody(tmp_path: Path) -> None:
    forged = signer(by=centre("Казначейство России"))
    assert chain(seen(tmp_path, forged, centre_cer=CENTRE.file)) == (NO, UNKNOWN)


def test_an_official_is_no_centre(tmp_path: Path) -> None:
    assert chain(seen(tmp_path, signer("Подделкин", by=MINISTER), minister_cer=MINISTER.file)) == (NO, UNKNOWN)


def test_what_is_no_certificate_is_left_out(tmp_path: Path) -> None:
    facts = seen(tmp_path, centre_cer=CENTRE.file, bad_cer=b"nothing", bad_crl=CENTRE.file, readme_txt=b"x")
    assert chain(facts) == (YES, UNKNOWN)


def test_without_a_folder_nothing_is_said_of_the_centre() -> None:
    facts = read_signature(MINISTER.signs(FILE), FILE, NOW)
    assert facts.signers[0].chain is None
    assert "выдан ли сертификат аккредитованным центром и не отозван ли он" in words(facts)


@needs_gost
def test_a_path_by_gost_is_found_where_its_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gost_signature(tmp_path, FILE)
    own = (tmp_path / "cert").read_bytes()
    assert chain(seen(tmp_path, data=data, root_pem=own)) == (YES, UNKNOWN)
    monkeypatch.setattr("letterkit.signatures.chain.has_gost", lambda: False)
    assert chain(seen(tmp_path, data=data)) == (UNKNOWN, UNKNOWN)
