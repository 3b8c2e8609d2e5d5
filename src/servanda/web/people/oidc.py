"""Signing in through an identity provider: OpenID Connect, authorization code with PKCE."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import quote, urlencode, urlsplit

import httpx2
import jwt
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from servanda.errors import RequestError
from servanda.web.people.cookies import set_cookie
from servanda.web.people.identities import (
    Flow,
    Provider,
    begin_flow,
    end_flow,
    provider_named,
    user_behind,
)
from servanda.web.people.secrecy import new_token, same
from servanda.web.people.signing import start_in
from servanda.web.people.site import Site

if TYPE_CHECKING:
    from servanda.web.people.door import SiteDoor

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""By which an identity token may be signed: never by nothing, never by a secret that we share."""

FLOW_COOKIE: Final = "servanda-flow"
PATIENCE: Final = 600
"""Seconds that a person has to sign in at the provider."""
_LEEWAY: Final = 60
"""Seconds by which two clocks may differ."""
_KEPT: Final = 3600.0
"""Seconds for which what a provider says of itself is believed."""
_MOST: Final = 1024 * 1024
_SECONDS: Final = 10.0
_INSIDE: Final = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
"""An address of this site."""

ProviderId = Annotated[str, Path(pattern="^[a-z0-9-]{1,40}$")]
Word = Annotated[str | None, Query(max_length=4000)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a provider says of itself, and its keys."""

    until: float
    about: dict[str, Any]
    keys: jwt.PyJWKSet


class Providers:
    """Talks to identity providers; what they say of themselves is kept for an hour."""

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self._client = httpx2.Client(timeout=_SECONDS, follow_redirects=False, transport=transport)
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def about(self, provider: Provider, *, anew: bool = False) -> _Known:
        """Its addresses and keys.

        Raises:
            RequestError: W025 if it cannot be asked, or names another issuer.
        """
        with self._lock:
            kept = self._known.get(provider.issuer)
        if kept and kept.until > time.monotonic() and not anew:
            return kept
        about = self._json("GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != provider.issuer:
            raise RequestError("W025", "the provider says that it is another")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            check_address(str(about.get(name, "")), name)
        try:
            keys = jwt.PyJWKSet.from_dict(self._json("GET", about["jwks_uri"]))
        except jwt.PyJWTError as error:
            raise RequestError("W025", "the provider's keys cannot be read") from error
        made = _Known(time.monotonic() + _KEPT, about, keys)
        with self._lock:
            self._known[provider.issuer] = made
        return made

    def tokens(self, provider: Provider, code: str, verifier: str) -> dict[str, Any]:
        """What the provider gives for a code.

        Raises:
            RequestError: W025.
        """
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_of(provider),
            "client_id": provider.client,
            "code_verifier": verifier,
        }
        about = self.about(provider).about
        auth = None
        if provider.secret:
            if "client_secret_basic" in about.get(
                "token_endpoint_auth_methods_supported", ["client_secret_basic"]
            ):
                auth = (quote(provider.client, safe=""), quote(provider.secret, safe=""))
            else:
                body["client_secret"] = provider.secret
        return self._json("POST", about["token_endpoint"], data=body, auth=auth)

    def claims(self, provider: Provider, token: str, nonce: str) -> dict[str, Any]:
        """What an identity token says, if it is this provider's, for us, and for this sign-in.

        Raises:
            RequestError: W025.
        """
        try:
            header = jwt.get_unverified_header(token)
            claims = jwt.decode(
                token,
                self._key(provider, str(header.get("kid", ""))),
                algorithms=list(ALGORITHMS),
                audience=provider.client,
                issuer=provider.issuer,
                leeway=_LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
            )
        except jwt.PyJWTError as error:
            raise RequestError("W025", "the provider's answer is not valid") from error
        if not same(str(claims["nonce"]), nonce):
            raise RequestError("W025", "the provider's answer belongs to another sign-in")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != provider.client:
            raise RequestError("W025", "the provider's answer is for somebody else")
        return dict(claims)

    def _key(self, provider: Provider, kid: str) -> jwt.PyJWK:
        """The provider's key of this name; asked for anew once, for providers change theirs."""
        for anew in (False, True):
            keys = self.about(provider, anew=anew).keys.keys
            found = [k for k in keys if k.key_id == kid or (not kid and len(keys) == 1)]
            if found:
                return found[0]
        raise RequestError("W025", "the provider has no such key")

    def _json(self, method: str, address: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
        check_address(address, "address")
        try:
            with self._client.stream(method, address, **more) as answer:
                raw = b""
                for part in answer.iter_bytes():
                    raw += part
                    if len(raw) > _MOST:
                        raise RequestError("W025", "the provider's answer is too long")
                if answer.status_code != httpx2.codes.OK:
                    raise RequestError("W025", f"the provider answers {answer.status_code}")
            said = httpx2.Response(200, content=raw).json()
        except (httpx2.HTTPError, ValueError) as error:
            raise RequestError("W025", "the provider cannot be asked, or its answer read") from error
        if not isinstance(said, dict):
            raise RequestError("W025", "the provider's answer is no object")
        return said


def check_address(address: str, what: str) -> None:
    """Whether it is one that secrets may be sent to: encrypted, or this machine's own.

    Raises:
        RequestError: W001.
    """
    parts = urlsplit(address)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if not parts.hostname or parts.scheme != ("http" if local and parts.scheme == "http" else "https"):
        raise RequestError("W001", f"the {what} must begin with https://")


def redirect_of(provider: Provider) -> str:
    """Where the provider sends people back to."""
    return f"{provider.address.rstrip('/')}/api/v1/oidc/{provider.id}/callback"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider sends back through the browser; ``mine``: the state that the browser itself has."""

    state: str
    mine: str
    code: str
    refused: bool
    issuer: str


def signed_in(site: Site, asks: Providers, provider: Provider, given: Answer) -> tuple[str, str]:
    """The token of a new session, and where the person wanted to go.

    Raises:
        RequestError: W025.
    """
    if not given.state or not same(given.state, given.mine):
        raise RequestError("W025", "this sign-in was not begun in this browser")
    flow = end_flow(site, given.state, provider.id)
    if given.refused or not given.code or given.issuer != provider.issuer:
        raise RequestError("W025", "the provider refused")
    tokens = asks.tokens(provider, given.code, flow.verifier)
    claims = asks.claims(provider, str(tokens.get("id_token", "")), flow.nonce)
    with site.writing() as work:
        user = user_behind(site, work, provider, claims)
        return start_in(site, work, user, how=f"provider {provider.id}"), flow.next


def routes_of(door: SiteDoor, providers: Providers | None = None) -> APIRouter:
    """The two addresses of a sign-in: where it starts, and where the provider sends people back."""
    router = APIRouter(prefix="/oidc/{provider}", tags=["people"])
    site, asks = door.site, providers or Providers()

    @router.get("/start", operation_id="oidc_start", status_code=303, response_class=RedirectResponse)
    def start(provider: ProviderId, next: Word = None) -> Response:  # noqa: A002
        """Send the person to the identity provider."""
        chosen = provider_named(site, provider)
        wanted = next if next and _INSIDE.fullmatch(next) else "/"
        state, verifier, nonce = new_token(), new_token() + new_token(), new_token()
        digest = hashlib.sha256(verifier.encode()).digest()
        query = {
            "response_type": "code",
            "scope": "openid profile email",
            "client_id": chosen.client,
            "redirect_uri": redirect_of(chosen),
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        where = str(asks.about(chosen).about["authorization_endpoint"])
        begin_flow(site, state, Flow(chosen.id, verifier, nonce, wanted), PATIENCE)
        joint = "&" if urlsplit(where).query else "?"
        made = RedirectResponse(f"{where}{joint}{urlencode(query)}", status_code=303)
        safe = chosen.address.startswith("https:")
        # the answer is taken only from the browser that asked
        made.set_cookie(
            FLOW_COOKIE,
            state,
            max_age=PATIENCE,
            path="/api/v1/oidc",
            secure=safe,
            httponly=True,
            samesite="lax",
        )
        made.headers["Cache-Control"] = "no-store"
        return made

    @router.get("/callback", operation_id="oidc_callback", status_code=303, response_class=RedirectResponse)
    def callback(
        request: Request,
        provider: ProviderId,
        state: Word = None,
        code: Word = None,
        error: Word = None,
        error_description: Word = None,
        error_uri: Word = None,
        iss: Word = None,
        session_state: Word = None,
        scope: Word = None,
        authuser: Word = None,
        prompt: Word = None,
        hd: Word = None,
    ) -> Response:
        """Take the person back from the identity provider, and sign in."""
        del error_description, error_uri, session_state, scope, authuser, prompt, hd
        chosen = provider_named(site, provider)
        mine = request.cookies.get(FLOW_COOKIE, "")
        try:
            token, wanted = signed_in(
                site, asks, chosen, Answer(state or "", mine, code or "", bool(error), iss or chosen.issuer)
            )
        except RequestError as refused:
            with site.writing() as work:
                site.note(work, "-", "sign-in refused", f"provider {chosen.id}", why=refused.message)
            made = RedirectResponse(f"/?problem={refused.code}", status_code=303)
        else:
            made = RedirectResponse(wanted, status_code=303)
            set_cookie(made, token, safe=chosen.address.startswith("https:"))
        made.delete_cookie(FLOW_COOKIE, path="/api/v1/oidc")
        made.headers["Cache-Control"] = "no-store"
        return made

    return router
