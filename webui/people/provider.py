"""What the door offers beside passwords kept here: the directory of the office, a provider that vouches for people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, request, url_for

from letterkit.core.errors import RequestError
from letterkit.office.people.directory_grants import grant_of
from letterkit.office.people.directory_people import of_directory
from letterkit.store.directory_tables import DirectoryPerson
from webui.account import Account
from webui.engine import engine

if TYPE_CHECKING:
    from letterkit.directory.oidc import OidcProvider


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page of the door shows: ``name`` is the directory's, ``button`` leads to its provider.

    ``form``: a login and a password are asked for; ``of_directory``: those of the directory too.
    """

    name: str
    button: bool
    form: bool
    of_directory: bool
    few: bool
    """Whether only administrators have a password of letterkit itself."""


def offer() -> Offer:
    """By what one signs in here; with a directory whose rules cannot be read there is the form alone."""
    settings = engine().settings
    try:
        name = engine().doors.rules().name
    except RequestError:
        return Offer("", False, True, False, False)
    has_ldap, local = bool(settings.ldap_url), settings.local_passwords
    return Offer(name, bool(settings.oidc_issuer), has_ldap or local != "nobody", has_ldap, local == "administrators")


def way_out(known: Account) -> str | None:
    """Where the browser signs out of the provider that has vouched for its session; None where there is no place."""
    if known.sign_in is None or not engine().settings.oidc_issuer or engine().settings.directory is None:
        return None
    with engine().database.reading() as opened:
        grant = grant_of(opened, str(current_app.secret_key), known.sign_in.id)
    return provider().logout_url(grant, address_of("sign_in.page")) if grant is not None else None


def directory_person(person_id: int) -> DirectoryPerson | None:
    """Who the person is in the directory; None for one that letterkit alone knows."""
    return of_directory(engine().database, person_id)


def provider() -> "OidcProvider":
    """The provider of the settings; raises RequestError ``directory.off`` where there is none."""
    found = engine().doors.provider
    if found is None:
        raise RequestError("directory.off")
    return found


def address_of(endpoint: str) -> str:
    """Where the browser finds ``endpoint``: by the address of the settings, else by the one that was asked for."""
    address = engine().settings.address
    if not address:
        return url_for(endpoint, _external=True)
    return address.rstrip("/") + url_for(endpoint).removeprefix(request.script_root)
