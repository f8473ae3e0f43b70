"""People of a provider of OpenID Connect: the code flow with PKCE, what it tells of them, whether it still does."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OAuthError, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.claims import JWTClaims
from joserfc.errors import InvalidClaimError, JoseError, MissingClaimError
from requests.exceptions import HTTPError, RequestException

from letterkit.core.errors import DeniedError, RequestError, ToolFailed, ToolMissing
from letterkit.directory.entry import Entry, Grant, Logout, Source, Start, group_name
from letterkit.directory.rules import DirectoryRules, values_of
from letterkit.settings import Settings

log = logging.getLogger(__name__)

_ANSWER_S = 15
_CLOCKS_APART_S = 60
_SILENT_S = 5.0
_KNOWN_FOR_S = 3600.0
"""How long what the provider says of itself is believed, keys included; an unknown key is asked for at once."""
_SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Signatures that the provider alone can make: not those by the secret that we have too, and not none."""
_CLAIMS = {
    "surname": "family_name",
    "name": "given_name",
    "patronymic": "middle_name",
    "full_name": "name",
    "email": "email",
    "phone": "phone_number",
}
_LOGINS = ("preferred_username", "upn")
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_WITHIN_S = 300
"""How old a logout token may be, besides clocks that are apart: so long it is remembered that it was used."""


class _Client(OAuth2Mixin, OpenIDMixin, BaseApp):
    client_cls = OAuth2Session

    def _on_update_token(
        self, token: object, refresh_token: str | None = None, access_token: str | None = None
    ) -> None:
        """Whoever has asked for another token keeps it."""


class _LogoutClaims(JWTClaims):
    """A logout token as OpenID Connect Back-Channel Logout 1.0 wants it (2.4, 2.6): never one of another purpose."""

    def validate(self, now: float | None = None, leeway: float = 0) -> None:
        for name in ("iss", "aud", "iat", "jti", "events"):
            if not self.get(name):
                raise MissingClaimError(name)
        super().validate(now, leeway)
        events = self["events"]
        if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT), dict):
            raise InvalidClaimError("events")
        if "nonce" in self:  # an ID token
            raise InvalidClaimError("nonce")
        if not self.get("sub") and not self.get("sid"):
            raise MissingClaimError("sub")
        if self["iat"] < time.time() - LOGOUT_WITHIN_S - leeway:
            raise InvalidClaimError("iat")


class OidcProvider:
    """A provider by its ``issuer``, https or on this very machine: else RequestError ``directory.bad-oidc``.

    Every method but ``logout_url`` raises ToolMissing ``directory.no-answer``, ToolFailed ``directory.bad-provider``.
    """

    def __init__(self, settings: Settings, rules: Callable[[], DirectoryRules]) -> None:
        assert settings.oidc_issuer is not None
        assert settings.oidc_client is not None
        self.issuer = settings.oidc_issuer
        if not _is_safe(self.issuer):
            raise RequestError("directory.bad-oidc")
        self._client_id = settings.oidc_client
        self._secret = settings.oidc_secret.get_secret_value() if settings.oidc_secret else None
        self._verify: bool | str = str(settings.directory_ca_file) if settings.directory_ca_file else True
        self._rules = rules
        self._trusted = frozenset((settings.oidc_trusted or "").split())
        self._known: tuple[float, _Client] | None = None
        self._silent_until = 0.0

    def begin(self, back: str, *, anew: bool = False) -> Start:
        """Sends a browser to sign in, ``anew`` even if it is in there; it comes back to ``back``."""
        # Whoever sits before the browser can take these words out: what counts is the answer (``_demand_anew``).
        asked = {"prompt": "login", "max_age": "0"} if anew else {}
        with _told_faults():
            told = self._client().create_authorization_url(back, **asked)
        return Start(told["url"], told["state"], told["nonce"], told["code_verifier"])

    def finish(self, code: str, start: Start, back: str) -> tuple[Entry, Grant]:
        """Who has come back with ``code``.

        Raises DeniedError ``sign-in.provider-refused`` when it is worth nothing, ``sign-in.provider-not-anew``.
        """
        with _told_faults():
            client = self._client()
            try:
                token = client.fetch_access_token(back, code=code, code_verifier=start.verifier)
            except OAuthError as fault:
                log.warning("the provider refuses the code: %s", fault)
                raise DeniedError("sign-in.provider-refused") from fault
            if "id_token" not in token:
                raise ToolFailed("directory.bad-provider")
            claims = self._claims(client, token, start.nonce)
            if start.since is not None:
                _demand_anew(claims, start.since)
            session = self._hash("sid", claims["sid"]) if claims.get("sid") else None
            return self._entry(client, token, claims), Grant(token.get("refresh_token"), token["id_token"], session)

    def again(self, grant: Grant, key: str) -> tuple[Entry, Grant] | None:
        """The person of ``key`` as the provider knows them now; None when it stands by them no more."""
        with _told_faults():
            client = self._client()
            try:
                with client._get_oauth_client(**client.load_server_metadata()) as session:
                    token = session.refresh_token(session.metadata["token_endpoint"], refresh_token=grant.refresh)
            except OAuthError as fault:
                if fault.error == "invalid_grant":
                    return None
                raise
            # The standard lets a provider leave the token out here (OpenID Connect Core, 12.2); then userinfo tells.
            claims = self._claims(client, token, None) if "id_token" in token else {}
            entry = self._entry(client, token, claims)
            if entry.key != key:
                raise ToolFailed("directory.bad-provider")
            kept = replace(
                grant,
                refresh=token.get("refresh_token") or grant.refresh,
                id_token=token.get("id_token") or grant.id_token,
            )
            return entry, kept

    def logout_url(self, grant: Grant, back: str) -> str | None:
        """Where a browser signs out of the provider too; None where it offers no such place, or does not answer."""
        try:
            with _told_faults():
                client = self._client()
                if not client.load_server_metadata().get("end_session_endpoint"):
                    return None
                told = client.create_logout_url(back, grant.id_token, client_id=self._client_id)
                return str(told["url"])
        except (ToolMissing, ToolFailed):
            return None

    def read_logout(self, token: str) -> Logout:
        """Whom the provider has signed out; raises DeniedError ``sign-in.bad-logout`` where it has not said so."""
        try:
            with _told_faults():
                told = self._believe(self._client(), {"id_token": token}, None, claims_cls=_LogoutClaims)
        except ToolFailed as fault:
            raise DeniedError("sign-in.bad-logout") from fault
        key = self._key(told["sub"]) if told.get("sub") else None
        session = self._hash("sid", told["sid"]) if told.get("sid") else None
        return Logout(self._hash("jti", told["jti"]), key, session)

    def prove(self) -> None:
        """The provider tells of itself, and has keys."""
        self._known = None
        with _told_faults():
            self._client().fetch_jwk_set()

    def _client(self) -> _Client:
        """What talks to the provider, which has told of itself of late.

        One that has just not answered is not waited for by all who come after.
        """
        now, known = time.monotonic(), self._known
        if known is not None and now - known[0] <= _KNOWN_FOR_S:
            return known[1]
        if now < self._silent_until:
            raise ToolMissing("directory.no-answer")
        try:
            client = self._begin_client()
        except RequestException:
            self._silent_until = time.monotonic() + _SILENT_S
            raise
        self._known = now, client
        return client

    def _begin_client(self) -> _Client:
        client = _Client(
            None,
            client_id=self._client_id,
            client_secret=self._secret,
            server_metadata_url=f"{self.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": _ANSWER_S,
                "verify": self._verify,
            },
        )
        told = client.load_server_metadata()
        places = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if told.get("issuer") != self.issuer or not all(_is_safe(str(told.get(name, ""))) for name in places):
            log.warning("the provider calls itself %s, or names no safe places", told.get("issuer"))
            raise ToolFailed("directory.bad-provider")
        algorithms = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        told["id_token_signing_alg_values_supported"] = sorted(_SIGNED_BY.intersection(algorithms))
        if not told["id_token_signing_alg_values_supported"]:
            raise ToolFailed("directory.bad-provider")
        client.fetch_jwk_set()
        return client

    def _claims(self, client: _Client, token: Mapping[str, Any], nonce: str | None) -> Mapping[str, Any]:
        """What the ID token says, which the library has found to be of this provider, for us, and of now."""
        return self._believe(client, dict(token), nonce)

    def _believe(
        self, client: _Client, token: dict[str, Any], nonce: str | None, **more: type[JWTClaims]
    ) -> Mapping[str, Any]:
        asked = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._client_id},
        }
        claims: Mapping[str, Any] = client.parse_id_token(
            token, nonce, claims_options=asked, leeway=_CLOCKS_APART_S, **more
        )
        return claims

    def _key(self, sub: str) -> str:
        """By what a person of this provider is known here."""
        return hashlib.sha256(f"{self.issuer}\n{sub}".encode()).hexdigest()

    def _hash(self, what: str, value: object) -> str:
        """Any other name that the provider gives, as it is kept."""
        return hashlib.sha256(f"{self.issuer}\n{what}\n{value}".encode()).hexdigest()

    def _entry(self, client: _Client, token: Mapping[str, Any], claims: Mapping[str, Any]) -> Entry:
        told, rules = dict(claims), self._rules()
        if client.load_server_metadata().get("userinfo_endpoint"):
            more = client.userinfo(token=dict(token))
            if told and more.get("sub") != told["sub"]:  # Core, 5.3.2
                raise ToolFailed("directory.bad-provider")
            told = {**more, **told}
        if not told.get("sub"):
            raise ToolFailed("directory.bad-provider")
        key = self._key(told["sub"])
        login = next((value for name in _LOGINS if (value := _line(told, name))), "").lower()
        columns = dict[str, str](_CLAIMS) | rules.oidc.people
        values = values_of({name: _line(told, path) for name, path in columns.items()})
        groups = frozenset(group_name(each) for each in _lines(told, rules.oidc.groups))
        ways = {*_lines(told, "amr"), *_lines(told, "acr")}
        return Entry(Source.OIDC, key, login, values, groups, second_step=not self._trusted.isdisjoint(ways))


def oidc_provider(settings: Settings, rules: Callable[[], DirectoryRules]) -> OidcProvider:
    """The provider of the settings, which name one; RequestError ``directory.no-setting``, ``directory.bad-oidc``."""
    if not settings.oidc_client:
        raise RequestError("directory.no-setting", name="OIDC_CLIENT")
    return OidcProvider(settings, rules)


def _demand_anew(claims: Mapping[str, Any], since: float) -> None:
    """Raises DeniedError unless the provider says that the person has signed in there after ``since``."""
    at = claims.get("auth_time")
    if not isinstance(at, int | float) or at < since - _CLOCKS_APART_S:
        raise DeniedError("sign-in.provider-not-anew")


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _lines(told: Mapping[str, Any], path: str) -> list[str]:
    """The words at ``path``, where dots lead inwards; none when there is nothing of that kind."""
    value: Any = told.get(path, told)
    for step in () if path in told else path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return [str(each) for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _line(told: Mapping[str, Any], path: str) -> str:
    return next(iter(_lines(told, path)), "")


@contextmanager
def _told_faults() -> Iterator[None]:
    """What goes wrong with the provider, in errors of our own; its words go to the log."""
    try:
        yield
    except HTTPError as fault:
        log.warning("the provider does not answer as it should: %s", fault)
        is_down = fault.response is not None and fault.response.status_code >= 500
        raise (ToolMissing("directory.no-answer") if is_down else ToolFailed("directory.bad-provider")) from fault
    except RequestException as fault:
        log.warning("the provider does not answer: %s", fault)
        raise ToolMissing("directory.no-answer") from fault
    except (OAuthError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as fault:
        log.warning("what the provider says cannot be believed: %s: %s", type(fault).__name__, fault)
        raise ToolFailed("directory.bad-provider") from fault
