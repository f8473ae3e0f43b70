"""A signature tells who has signed which bytes, and says plainly what nobody could check."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options

from letterkit.core.errors import RequestError
from letterkit.signatures import engine, reader
from letterkit.signatures.container import LARGEST_BYTES
from letterkit.signatures.facts import ADAPTER, Answer
from letterkit.signatures.reader import read_signature

from .signing import FILE, INN, SNILS, gost_signature, needs_gost, signer, stamped

NOW = datetime.now(UTC)


def refused(data: bytes, file: bytes = FILE) -> str:
    with pytest.raises(RequestError) as caught:
        read_signature(data, file, NOW)
    return caught.value.code


@pytest.mark.parametrize("key", [None, rsa.generate_private_key(65537, 2048)], ids=["ecdsa", "rsa"])
def test_a_signature_of_the_file_holds_and_tells_its_signer(key: rsa.RSAPrivateKey | None) -> None:
    facts = read_signature(signer(key=key).signs(FILE), FILE, NOW)
    (found,) = facts.signers
    assert (facts.same_bytes, found.value_holds, found.in_force) == (Answer.YES, Answer.YES, Answer.YES)
    assert (found.certificate.owner, found.certificate.post) == ("Фамильев Иван Олегович", "Министр")
    assert (found.certificate.serial, found.certificate.issuer) == ("C0FFEE0123456789", "Казначейство России")
    assert found.digest == "SHA-256"
    assert found.signed_at is not None


def test_numbers_that_identify_a_person_are_not_kept() -> None:
    told = ADAPTER.dump_json(read_signature(signer().signs(FILE), FILE, NOW)).decode()
    assert SNILS not in told
    assert INN not in told


def test_what_was_found_is_read_back_as_it_was() -> None:
    facts = read_signature(signer().signs(FILE), FILE, NOW)
    assert ADAPTER.validate_python(ADAPTER.dump_python(facts, mode="json")) == facts


def test_pem_and_bare_base64_are_signatures_too() -> None:
    pem = signer().signs(FILE, encoding=Encoding.PEM)
    bare = b"".join(pem.splitlines()[1:-1])
    for data in (pem, bare, b"\xef\xbb\xbf" + bare):
        assert read_signature(data, FILE, NOW).same_bytes is Answer.YES


def test_a_signature_of_another_file_is_refused() -> None:
    assert refused(signer().signs(FILE), FILE + b"\n") == "signature.other-file"


def test_a_signature_with_the_file_inside_is_refused_with_advice() -> None:
    assert refused(signer().signs(FILE, PKCS7Options.Binary)) == "signature.attached"


def test_a_signature_without_its_certificate_is_refused() -> None:
    data = signer().signs(FILE, PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoCerts)
    assert refused(data) == "signature.no-certificate"


def test_a_certificate_of_another_year_is_refused() -> None:
    assert refused(signer(begins=NOW - timedelta(days=800)).signs(FILE)) == "signature.not-in-force"


def test_an_altered_value_is_refused() -> None:
    data = bytearray(signer().signs(FILE))
    data[-1] ^= 1  # the value of the signature stands last
    assert refused(bytes(data)) == "signature.broken"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "signature.empty"),
        (b"\x30" * (LARGEST_BYTES + 1), "signature.too-large"),
        (b"%PDF-1.7", "signature.not-cms"),
        (b"0\x80" * 5000, "signature.not-cms"),
        (b"-----BEGIN CMS-----\n!\n-----END CMS-----", "signature.not-cms"),
        (b"0\x84\xff\xff\xff\xff", "signature.not-cms"),
    ],
    ids=["empty", "huge", "a PDF", "deep", "bad base64", "longer than itself"],
)
def test_what_is_no_signature_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_signature_cut_or_altered_anywhere_is_refused_or_read_but_never_fails() -> None:
    whole = signer().signs(FILE)
    for at in range(0, len(whole), 7):
        altered = bytearray(whole)
        altered[at] ^= 0x55
        for data in (whole[:at], bytes(altered)):
            with suppress(RequestError):
                read_signature(data, FILE, NOW)


def test_a_time_stamp_that_is_of_this_signature_tells_when(tmp_path: Path) -> None:
    (found,) = read_signature(stamped(tmp_path, signer().signs(FILE)), FILE, NOW).signers
    assert found.stamped_at is not None
    assert abs(found.stamped_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_time_stamp_of_another_signature_tells_nothing(tmp_path: Path) -> None:
    from asn1crypto import cms

    stolen = cms.ContentInfo.load(stamped(tmp_path, signer().signs(FILE)))
    other = cms.ContentInfo.load(signer().signs(FILE))
    of_signer = stolen["content"]["signer_infos"][0]["unsigned_attrs"]
    other["content"]["signer_infos"][0]["unsigned_attrs"] = of_signer
    (found,) = read_signature(other.dump(force=True), FILE, NOW).signers
    assert found.stamped_at is None


@needs_gost
def test_a_signature_by_gost_holds(tmp_path: Path) -> None:
    facts = read_signature(gost_signature(tmp_path, FILE), FILE, datetime.now(UTC))
    (found,) = facts.signers
    assert (facts.same_bytes, found.value_holds) == (Answer.YES, Answer.YES)
    assert (found.key, found.digest) == ("ГОСТ Р 34.10-2012, 256 бит", "ГОСТ Р 34.11-2012, 256 бит")


@needs_gost
def test_a_signature_by_gost_of_another_file_or_altered_is_refused(tmp_path: Path) -> None:
    data = bytearray(gost_signature(tmp_path, FILE))
    assert refused(bytes(data), b"another") == "signature.other-file"
    data[-1] ^= 1
    assert refused(bytes(data)) == "signature.broken"


@needs_gost
def test_without_the_program_a_signature_by_gost_is_read_and_not_called_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = gost_signature(tmp_path, FILE)
    monkeypatch.setattr(engine, "has_gost", lambda: False)
    facts = read_signature(data, b"another file", datetime.now(UTC))
    (found,) = facts.signers
    assert (facts.same_bytes, found.value_holds) == (Answer.UNKNOWN, Answer.UNKNOWN)
    assert found.certificate.owner == "Фамильев Иван Олегович"


def test_which_file_is_signed_is_known_before_it_is_at_hand() -> None:
    algorithm, said = reader.digest_in(signer().signs(FILE))
    assert reader.digest(algorithm, FILE) == said
