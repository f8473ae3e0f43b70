"""Whether each setting can be what it is meant to be: asked of all of them before the service or a worker begins.

Only what is written is looked at: a server that does not answer today is no fault of the settings.
"""

import shutil
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from urllib.parse import urlsplit

from letterkit.core.email_address import is_email_address
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.directory.rules import load_rules
from letterkit.office.control.mail import open_outbox
from letterkit.office.mail.addresses import mailbox_addresses, outbox_finder
from letterkit.office.programs.outside import reach_of
from letterkit.settings import PREFIX, Settings
from letterkit.store.antivirus import demand_clamd_address
from letterkit.store.audit_key import audit_key
from letterkit.store.backup_places import open_place, recipients
from letterkit.store.passport_keys import passport_keys
from letterkit.worker.metrics import LEAST_TOKEN, networks
from letterkit.worker.queue import demand_queue_address


def demand_sound(settings: Settings) -> None:
    """Raises the first of ``setting_faults``."""
    for fault in setting_faults(settings):
        raise fault


def setting_faults(settings: Settings) -> Iterator[LetterkitError]:
    """What cannot be meant so, an error for each check that finds something; each names its setting."""
    for check in _CHECKS:
        try:
            check(settings)
        except LetterkitError as fault:
            yield fault


def _addresses(settings: Settings) -> None:
    for name in ("address", "languagetool_url"):
        written = getattr(settings, name)
        if written is not None and not _is_of_web(written):
            raise _bad(name, written, "address.web")


def _mail_addresses(settings: Settings) -> None:
    for name in ("smtp_from", "audit_mail"):
        for each in (getattr(settings, name) or "").split(","):
            if each.strip() and not is_email_address(parseaddr(each)[1]):
                raise _bad(name, each.strip(), "address.mail")


def _metrics_token(settings: Settings) -> None:
    token = settings.metrics_token
    if token is not None and len(token.get_secret_value()) < LEAST_TOKEN:
        raise _bad("metrics_token", "…", f"key.short\t{LEAST_TOKEN}")


def _programs(settings: Settings) -> None:
    if settings.soffice is not None and shutil.which(str(settings.soffice)) is None:
        raise _bad("soffice", settings.soffice, "path.no-program")


def _files(settings: Settings) -> None:
    if settings.certificates_dir is not None and not settings.certificates_dir.is_dir():
        raise _bad("trusted_certificates", settings.certificates_dir, "path.no-folder")
    for name, file in (
        ("directory_ca", settings.directory_ca_file),
        ("mail_secrets", settings.base / settings.mail_secrets if settings.mail_secrets else None),
    ):
        if file is not None and not file.is_file():
            raise _bad(name, file, "path.no-file")


def _directory(settings: Settings) -> None:
    from letterkit.directory.ldap import ldap_directory
    from letterkit.directory.oidc import oidc_provider

    if settings.directory_file is None:
        return
    rules = load_rules(settings.directory_file)
    if settings.ldap_url:
        ldap_directory(settings, rules)
    if settings.oidc_issuer:
        oidc_provider(settings, lambda: rules)


def _mail(settings: Settings) -> None:
    open_outbox(settings)
    for told in ("", *(settings.reply_smtp_url or "").split()):
        outbox_finder(settings)(told.partition("#")[2])
    mailbox_addresses(settings)


def _keys(settings: Settings) -> None:
    if settings.audit_key is not None:
        audit_key(settings).known_keys()
    if settings.passport_key is not None:
        passport_keys(settings).current("")


def _backups(settings: Settings) -> None:
    recipients(settings)
    open_place(settings)
    trial = settings.backup_trial_url
    if trial is not None and not trial.startswith(("postgresql://", "postgres://")):
        raise _bad("backup_trial_url", "…", "address.postgresql")  # a password may stand in it


def _is_of_web(written: str) -> bool:
    try:
        parts = urlsplit(written)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is no number
        return False


def _bad(name: str, value: object, why: str) -> RequestError:
    return RequestError("settings.bad-value", name=PREFIX + name.upper(), value=str(value), why=why)


_CHECKS: tuple[Callable[[Settings], object], ...] = (
    _addresses,
    _programs,
    _files,
    _directory,
    _mail,
    _mail_addresses,
    _metrics_token,
    _keys,
    _backups,
    reach_of,
    networks,
    demand_clamd_address,
    demand_queue_address,
)
