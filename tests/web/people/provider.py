"""A small OpenID Connect provider on this machine: it signs everybody in, and can be told to misbehave."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "servanda-tests", "a secret: of/the client"


@dataclass
class Provider:
    """What it knows, and how it is to answer the next time."""

    issuer: str = ""
    person: dict[str, Any] = field(
        default_factory=lambda: {"sub": "p-1", "preferred_username": "Ann.Other", "name": "Ann Other"}
    )
    change: dict[str, Any] = field(default_factory=dict)  # of the claims
    algorithm: str = "RS256"
    alone: bool = False  # an identity token without the provider's key
    refuses: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    kid: str = "k1"

    def about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
            **self.change.get("about", {}),
        }

    def keys(self) -> dict[str, Any]:
        one = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**one, "kid": self.kid, "use": "sig", "alg": "RS256"}]}

    def renew_key(self) -> None:
        self.key, self.kid = rsa.generate_private_key(65537, 2048), secrets.token_hex(4)

    def token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
            **self.change.get("claims", {}),
        }
        claims = {k: v for k, v in claims.items() if v is not None}
        if self.algorithm == "none":
            return jwt.encode(claims, None, algorithm="none")  # type: ignore[arg-type]
        if self.algorithm == "HS256":  # signed with what everybody can know
            return jwt.encode(claims, CLIENT * 4, algorithm="HS256", headers={"kid": self.kid})
        key = rsa.generate_private_key(65537, 2048) if self.alone else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": self.kid})


@contextmanager
def providing() -> Iterator[Provider]:
    """Run it until the block is left."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json(provider.about())
            elif parts.path == "/jwks":
                self._json(provider.keys())
            elif parts.path == "/authorize":
                self._authorize(asked)
            else:
                self.send_error(404)

        def _authorize(self, asked: dict[str, str]) -> None:
            provider.asked.append(asked)
            if provider.refuses:
                back = {"error": "access_denied", "error_description": "no", "state": asked["state"]}
            else:
                code = secrets.token_urlsafe(16)
                provider.codes[code] = asked
                back = {"code": code, "state": asked["state"], "iss": provider.issuer, "session_state": "x"}
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            said = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
            name, _, secret = (
                base64.b64decode(self.headers["authorization"].split()[1]).decode().partition(":")
            )
            asked = provider.codes.pop(said.get("code", ""), None)
            digest = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
            right = (
                asked is not None
                and (unquote(name), unquote(secret)) == (CLIENT, SECRET)
                and said["grant_type"] == "authorization_code"
                and said["redirect_uri"] == asked["redirect_uri"]
                and base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
                and asked["code_challenge_method"] == "S256"
            )
            if not right or asked is None:
                self._json({"error": "invalid_grant"}, 400)
                return
            self._json({"access_token": "x", "token_type": "Bearer", "id_token": provider.token(asked)})

        def _json(self, value: Any, status: int = 200) -> None:
            raw = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
