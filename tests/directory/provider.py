"""A provider of OpenID Connect on loopback, as Keycloak is one; the grants and their checks are those of Authlib."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6749.models import ClientMixin
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants.code import OpenIDCode, OpenIDToken
from authlib.oidc.core.grants.util import create_half_hash
from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from werkzeug.serving import make_server

from bench.runs.register import free_port

CLIENT, SECRET = "letterkit", "a secret of the client that nobody else has"
BACK = "http://localhost/sign-in/directory/back"
ANNA = {
    "sub": "9f1c",
    "preferred_username": "Petrova",
    "family_name": "Петрова",
    "given_name": "Анна",
    "email": "anna@example.ru",
    "groups": ["/writers"],
}


@dataclass(frozen=True)
class Client(ClientMixin):
    """letterkit, as it is registered with the provider; ``back`` is where browsers come back to."""

    back: str
    client_id = CLIENT

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.back

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.back

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in ("authorization_code", "refresh_token")


@dataclass
class Code:
    """What stands behind a code; ``sub`` is who has signed in."""

    sub: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


@dataclass
class Token:
    """A refresh token, good until its person is closed."""

    sub: str
    scope: str

    def check_client(self, client: Client) -> bool:
        return True

    def get_scope(self) -> str:
        return self.scope


@dataclass
class Provider:
    """``people`` by their subs, ``at_desk`` is whoever sits before the browser; None presses «cancel».

    ``twist`` changes what an ID token says, ``key`` and ``algorithm`` what it is signed with; ``refreshes``: whether
    refresh tokens are given.
    """

    issuer: str
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    at_desk: str | None = "9f1c"
    twist: Callable[[dict[str, Any]], object] = lambda claims: None
    key: Any = None
    algorithm: str = "RS256"
    refreshes: bool = True
    is_down: bool = False
    back: str = BACK
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    left: list[dict[str, str]] = field(default_factory=list)
    keys: KeySet = field(default_factory=lambda: KeySet([RSAKey.generate_key(2048, {"kid": "1"})]))

    def add(self, **claims: Any) -> None:
        told = ANNA | claims
        self.people[str(told["sub"])] = told

    def reset(self) -> None:
        self.__init__(self.issuer, keys=self.keys)  # type: ignore[misc]
        self.add()

    def logout_token(self, **claims: Any) -> str:
        """What is posted to whoever has let somebody in, when they sign out here; a claim of None is left out."""
        now = int(time.time())
        told: dict[str, Any] = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": secrets.token_hex(8),
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, "sub": ANNA["sub"],
        } | claims  # fmt: skip
        told = {name: value for name, value in told.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "1", "typ": "logout+jwt"}
        return str(jwt.encode(header, told, self.key or self.keys.keys[0], [self.algorithm]))


def application(provider: Provider) -> Flask:
    """The pages of ``provider``."""
    app = Flask("provider")
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    server = AuthorizationServer()

    def save_token(token: dict[str, Any], asked: Any) -> None:
        if not provider.refreshes:
            token.pop("refresh_token", None)
        known = Token(asked.user["sub"], token["scope"])
        for name in ("access_token", "refresh_token"):
            if name in token:
                provider.tokens[token[name]] = known

    server.init_app(
        app, query_client=lambda name: Client(provider.back) if name == CLIENT else None, save_token=save_token
    )

    class CodeGrant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, asked: Any) -> None:
            data = asked.payload.data
            told = (data.get(name, "") for name in ("nonce", "code_challenge", "code_challenge_method"))
            provider.codes[code] = Code(asked.user["sub"], asked.payload.redirect_uri, asked.payload.scope, *told)

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            provider.codes = {name: each for name, each in provider.codes.items() if each is not authorization_code}

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any] | None:
            return provider.people.get(authorization_code.sub)

    class RefreshGrant(grants.RefreshTokenGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)
        INCLUDE_NEW_REFRESH_TOKEN = True

        def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
            token = provider.tokens.get(refresh_token)
            return token if token is not None and token.sub in provider.people else None

        def authenticate_user(self, refresh_token: Token) -> dict[str, Any]:
            return provider.people[refresh_token.sub]

        def revoke_old_credential(self, refresh_token: Token) -> None:
            provider.tokens = {name: each for name, each in provider.tokens.items() if each is not refresh_token}

    class IdToken(OpenIDToken):
        def encode_id_token(self, token: dict[str, Any], asked: Any) -> str:
            now = int(time.time())
            claims = {"iss": provider.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "auth_time": now}
            claims |= asked.user
            if asked.authorization_code:
                claims["nonce"] = asked.authorization_code.nonce
            claims["at_hash"] = create_half_hash(token["access_token"], provider.algorithm).decode()
            provider.twist(claims)
            header = {"alg": provider.algorithm, "kid": "1"}
            return str(jwt.encode(header, claims, provider.key or provider.keys.keys[0], [provider.algorithm]))

    class IdCode(IdToken, OpenIDCode):
        def exists_nonce(self, nonce: str, asked: Any) -> bool:
            return any(each.nonce == nonce for each in provider.codes.values())

    server.register_grant(CodeGrant, [IdCode(require_nonce=True), CodeChallenge(required=True)])
    server.register_grant(RefreshGrant, [IdToken()])

    @app.before_request
    def stumble() -> tuple[str, int] | None:
        return ("down", 503) if provider.is_down else None

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo", "end_session": "logout"}
        return jsonify(
            issuer=provider.issuer,
            jwks_uri=f"{provider.issuer}/jwks",
            id_token_signing_alg_values_supported=["RS256", "HS256", "none"],
            **{f"{name}_endpoint": f"{provider.issuer}/{path}" for name, path in places.items()},
        )

    @app.get("/jwks")
    def jwks() -> Response:
        return jsonify(provider.keys.as_dict(private=False))

    @app.get("/authorize")
    def authorize() -> Any:
        provider.asked.append(request.args.to_dict())
        user = provider.people.get(provider.at_desk or "")
        if user is None:
            return redirect(f"{provider.back}?error=access_denied&state={request.args['state']}")
        return server.create_authorization_response(grant=server.get_consent_grant(end_user=user), grant_user=user)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.get("/userinfo")
    def userinfo() -> Any:
        known = provider.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        return jsonify(provider.people[known.sub]) if known else ("", 401)

    @app.get("/logout")
    def logout() -> Any:
        provider.left.append(request.args.to_dict())
        return redirect(request.args["post_logout_redirect_uri"])

    return app


@contextmanager
def provider_running() -> Iterator[Provider]:
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    server = make_server("127.0.0.1", port, application(provider), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()


def secret_key() -> OctKey:
    """The secret that client and provider share: no proof of who has signed."""
    return OctKey.import_key(SECRET)
