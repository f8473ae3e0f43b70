"""A real LDAP server (Debian's slapd) on loopback, with people and groups as FreeIPA or OpenLDAP keep them."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from ldap3 import MODIFY_ADD, MODIFY_DELETE, MODIFY_REPLACE, Connection, Server
from ldap3.core.exceptions import LDAPException

from bench.runs.register import free_port

BASE = "dc=example,dc=ru"
ADMIN, ADMIN_PASSWORD = f"cn=admin,{BASE}", "админ каталога"
SERVICE, SERVICE_PASSWORD = f"cn=letterkit,{BASE}", "служба letterkit"
PASSWORD = "пароль из каталога"
LOCKED_AFTER = 5
"""So many wrong passwords shut an account of the directory."""
_SCHEMAS = "/etc/ldap/schema"
_CONFIG = f"""
include {_SCHEMAS}/core.schema
include {_SCHEMAS}/cosine.schema
include {_SCHEMAS}/inetorgperson.schema
include {_SCHEMAS}/nis.schema
attributetype ( 1.3.6.1.4.1.55555.1.1 NAME 'ipaUniqueID' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.55555.1.2 NAME 'nsAccountLock' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.55555.1.3 NAME 'krbPrincipalExpiration' EQUALITY generalizedTimeMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.55555.1.4 NAME 'memberOf' EQUALITY distinguishedNameMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 )
attributetype ( 1.3.6.1.4.1.55555.1.5 NAME 'middleName' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.3.6.1.4.1.55555.2.1 NAME 'ipaPerson' SUP top AUXILIARY
  MAY ( ipaUniqueID $ nsAccountLock $ krbPrincipalExpiration $ memberOf $ middleName ) )
modulepath {{modules}}
moduleload back_mdb
moduleload ppolicy
TLSCACertificateFile {{folder}}/ca.pem
TLSCertificateFile {{folder}}/server.pem
TLSCertificateKeyFile {{folder}}/server.key
pidfile {{folder}}/slapd.pid
database mdb
suffix "{BASE}"
rootdn "{ADMIN}"
rootpw "{ADMIN_PASSWORD}"
directory {{folder}}/data
index uid,entryUUID eq
overlay ppolicy
ppolicy_default "cn=policy,{BASE}"
access to attrs=userPassword by anonymous auth by * none
access to * by dn="{SERVICE}" read by * none
"""


@dataclass
class Slapd:
    """A server: ``url`` is not encrypted, ``tls_url`` begins so and then is, ``ca`` is whom to trust."""

    url: str
    tls_url: str
    ldaps_url: str
    ca: Path
    process: "subprocess.Popen[bytes]"

    @contextmanager
    def open(self, dn: str = ADMIN, password: str = ADMIN_PASSWORD) -> Iterator[Connection]:
        server = Server(self.url.replace("ldap+plain", "ldap"))
        with Connection(server, dn, password, auto_bind=True, raise_exceptions=True) as connection:
            yield connection

    def add_person(self, uid: str, unit: str = "people", **told: str) -> str:
        """The name in full of a new person, who signs in by PASSWORD."""
        dn = f"uid={uid},ou={unit},{BASE}"
        usual = {"sn": "Петрова", "givenName": "Анна", "cn": uid, "uid": uid, "userPassword": PASSWORD}
        with self.open() as connection:
            connection.add(dn, ["inetOrgPerson", "ipaPerson"], usual | told)
        return dn

    def add_group(self, name: str, *members: str) -> str:
        """The name in full of a new group."""
        dn = f"cn={name},ou=groups,{BASE}"
        with self.open() as connection:
            connection.add(dn, ["groupOfNames"], {"member": list(members) or [ADMIN]})
        return dn

    def join(self, group: str, member: str) -> None:
        with self.open() as connection:
            connection.modify(f"cn={group},ou=groups,{BASE}", {"member": [(MODIFY_ADD, [member])]})

    def leave(self, group: str, member: str) -> None:
        with self.open() as connection:
            connection.modify(f"cn={group},ou=groups,{BASE}", {"member": [(MODIFY_DELETE, [member])]})

    def replace(self, dn: str, **attributes: str) -> None:
        with self.open() as connection:
            connection.modify(dn, {name: [(MODIFY_REPLACE, [value])] for name, value in attributes.items()})

    def lock(self, dn: str) -> None:
        """Shuts the account until somebody opens it."""
        with self.open() as connection:
            locked = {"pwdAccountLockedTime": [(MODIFY_REPLACE, ["000001010000Z"])]}
            connection.modify(dn, locked, controls=[("1.3.6.1.4.1.4203.666.5.12", True, None)])

    def remove(self, dn: str) -> None:
        with self.open() as connection:
            connection.delete(dn)

    def is_there(self, dn: str) -> bool:
        with self.open() as connection:
            return bool(connection.search(BASE, f"(entryDN={dn})"))

    def lets_in(self, dn: str, password: str = PASSWORD) -> bool:
        """Whether the directory itself takes that password."""
        try:
            with self.open(dn, password):
                return True
        except LDAPException:
            return False


@contextmanager
def slapd_running(folder: Path, *names: str, safe_port: int = 0) -> Iterator[Slapd]:
    """A server of our own, empty but for the account of the service; skips where slapd is not installed.

    Its certificate is for ``names`` too.
    """
    program, modules = shutil.which("slapd", path="/usr/sbin:/usr/libexec"), Path("/usr/lib/ldap")
    if program is None or not (modules / "back_mdb.la").exists():
        pytest.skip("slapd is not installed: apt-get install slapd")
    (folder / "data").mkdir()
    write_certificates(folder, *names)
    config = folder / "slapd.conf"
    config.write_text(_CONFIG.format(folder=folder, modules=modules))
    plain, safe = free_port(), safe_port or free_port()
    order = [program, "-f", str(config), "-d", "0", "-h", f"ldap://127.0.0.1:{plain}/ ldaps://127.0.0.1:{safe}/"]
    with (folder / "slapd.log").open("wb") as log:
        process = subprocess.Popen(order, stdout=log, stderr=log)
    server = Slapd(
        f"ldap+plain://127.0.0.1:{plain}", f"ldap://127.0.0.1:{plain}", f"ldaps://127.0.0.1:{safe}",
        folder / "ca.pem", process,
    )  # fmt: skip
    try:
        _wait(server)
        _fill(server)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _wait(server: Slapd) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert server.process.poll() is None, "slapd has ended"
        try:
            with server.open():
                return
        except LDAPException:
            time.sleep(0.05)
    raise AssertionError("slapd does not answer")


def _fill(server: Slapd) -> None:
    policy = {"pwdAttribute": "userPassword", "pwdLockout": "TRUE", "pwdMaxFailure": str(LOCKED_AFTER), "cn": "policy",
              "sn": "policy"}  # fmt: skip
    with server.open() as connection:
        connection.add(BASE, ["dcObject", "organization"], {"o": "example", "dc": "example"})
        for unit in ("people", "groups"):
            connection.add(f"ou={unit},{BASE}", ["organizationalUnit"])
        connection.add(f"cn=policy,{BASE}", ["person", "pwdPolicy"], policy)
        connection.add(SERVICE, ["organizationalRole", "simpleSecurityObject"], {"userPassword": SERVICE_PASSWORD})


def write_certificates(folder: Path, *hosts: str) -> None:
    """A centre of our own and a certificate for 127.0.0.1 and ``hosts`` by it."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "centre of tests")])
    now = datetime.now(UTC)

    def begin(name: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(name).issuer_name(ca_name).public_key(public)
        made = made.serial_number(x509.random_serial_number())
        return made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))

    ca = begin(ca_name, ca_key.public_key()).add_extension(x509.BasicConstraints(True, None), True)
    local = x509.IPAddress(ip_address("127.0.0.1"))
    names = x509.SubjectAlternativeName([local, *map(x509.DNSName, hosts)])
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    server = begin(own, key.public_key()).add_extension(names, False)
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(ca.sign(ca_key, hashes.SHA256()).public_bytes(pem))
    (folder / "server.pem").write_bytes(server.sign(ca_key, hashes.SHA256()).public_bytes(pem))
    (folder / "server.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
