"""Signatures as signers' programs make them: by keys of the tests, with certificates like those of officials."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

from letterkit.signatures.engine import has_gost

FILE = b"%PDF-1.7 the approved letter"
SNILS, INN = "11223344595", "650100000000"
_SNILS, _INN = x509.ObjectIdentifier("1.2.643.100.3"), x509.ObjectIdentifier("1.2.643.3.131.1.1")

needs_gost = pytest.mark.skipif(not has_gost(), reason="needs libengine-gost-openssl")


@dataclass(frozen=True)
class Signer:
    """Somebody with a key and a certificate."""

    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def signs(self, data: bytes, *options: PKCS7Options, encoding: Encoding = Encoding.DER) -> bytes:
        """A signature of ``data`` as a .sig file; beside it unless ``options`` say otherwise."""
        told = options or (PKCS7Options.DetachedSignature, PKCS7Options.Binary)
        builder = PKCS7SignatureBuilder().set_data(data)
        return builder.add_signer(self.certificate, self.key, hashes.SHA256()).sign(encoding, told)

    def lists(self, *revoked: "Signer", begins: datetime | None = None, days: int = 30) -> bytes:
        """The list of those whose certificates this centre has revoked, from ``begins`` until so many days later."""
        begins = begins or datetime.now(UTC) - timedelta(days=1)
        built = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject).last_update(begins)
        built = built.next_update(begins + timedelta(days=days))
        for each in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(each.certificate.serial_number)
            built = built.add_revoked_certificate(entry.revocation_date(begins).build())
        return built.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    @property
    def file(self) -> bytes:
        """The certificate as a file."""
        return self.certificate.public_bytes(Encoding.DER)


def centre(name: str, by: Signer | None = None, *, begins: datetime | None = None, days: int = 3650) -> Signer:
    """A centre that issues certificates, whose own one is issued ``by`` another or by itself."""
    key, subject = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = begins or datetime.now(UTC) - timedelta(days=100)
    issuer = by.certificate.subject if by else subject
    built = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    built = built.serial_number(x509.random_serial_number()).not_valid_before(begins)
    built = built.not_valid_after(begins + timedelta(days=days))
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return Signer(key, built.sign(by.key if by else key, hashes.SHA256()))


def signer(
    surname: str = "Фамильев",
    *,
    begins: datetime | None = None,
    key: rsa.RSAPrivateKey | None = None,
    years: int = 1,
    by: Signer | None = None,
) -> Signer:
    """An official whose certificate holds from ``begins`` for ``years``, issued ``by`` a centre."""
    begins = begins or datetime.now(UTC) - timedelta(days=30)
    private = key or ec.generate_private_key(ec.SECP256R1())
    told = {
        NameOID.COMMON_NAME: "Министерство строительства",
        NameOID.SURNAME: surname,
        NameOID.GIVEN_NAME: "Иван Олегович",
        NameOID.TITLE: "Министр",
        NameOID.ORGANIZATION_NAME: "Министерство строительства",
        _SNILS: SNILS,
        _INN: INN,
    }
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in told.items()])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Казначейство России")])
    issuer = by.certificate.subject if by else issuer
    built = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(private.public_key())
    built = built.serial_number(0xC0FFEE0123456789).not_valid_before(begins)
    certificate = built.not_valid_after(begins + timedelta(days=365 * years)).sign(
        by.key if by else private, hashes.SHA256()
    )
    return Signer(private, certificate)


def gost_signature(folder: Path, data: bytes, surname: str = "Фамильев") -> bytes:
    """A signature of ``data`` by a key of ГОСТ Р 34.10-2012, made by OpenSSL's engine."""
    (folder / "file").write_bytes(data)
    who = f"/SN={surname}/GN=Иван Олегович/CN={surname} Иван Олегович"
    new = ["req", "-x509", "-newkey", "gost2012_256", "-pkeyopt", "paramset:A", "-nodes", "-utf8", "-subj", who]
    _openssl(folder, *new, "-keyout", "key", "-out", "cert", "-engine", "gost", "-md_gost12_256")
    order = ["cms", "-sign", "-binary", "-in", "file", "-signer", "cert", "-inkey", "key", "-outform", "DER"]
    _openssl(folder, *order, "-out", "sig", "-engine", "gost", "-md", "md_gost12_256")
    return (folder / "sig").read_bytes()


def stamped(folder: Path, signature: bytes) -> bytes:
    """``signature`` with a time stamp of now, by OpenSSL's own authority."""
    from asn1crypto import cms

    read = cms.ContentInfo.load(signature)
    (folder / "value").write_bytes(read["content"]["signer_infos"][0]["signature"].native)
    new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa-key", "-out", "tsa", "-subj", "/CN=TSA"]
    _openssl(folder, *new, "-addext", "extendedKeyUsage=critical,timeStamping")
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=./serial\nsigner_cert=tsa\nsigner_key=tsa-key\nsigner_digest=sha256\n"
        "default_policy=1.2.3.4.1\ndigests=sha256\n"
    )
    _openssl(folder, "ts", "-query", "-data", "value", "-sha256", "-cert", "-out", "asked")
    _openssl(folder, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "asked", "-token_out", "-out", "token")
    token = cms.ContentInfo.load((folder / "token").read_bytes())
    read["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(
        [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})]
    )
    return read.dump(force=True)


def _openssl(folder: Path, *order: str) -> None:
    program = shutil.which("openssl")
    assert program is not None, "make test installs openssl"
    subprocess.run([program, *order], cwd=folder, check=True, capture_output=True, timeout=60)
