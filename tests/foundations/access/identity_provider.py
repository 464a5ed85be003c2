"""A small identity provider on loopback: discovery, authorisation with PKCE, tokens signed with RS256, keys. It stands in for a force's own."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tutela.foundations.kit import clock

CLIENT: Final = "tutela"
SECRET: Final = "a secret that client and provider share"


@dataclass
class Provider:
    """What the provider knows and how it behaves; a test changes both."""

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1", "preferred_username": "iris"})
    denies: bool = False
    forges: bool = False
    """Sign with a key that is not among the published ones."""
    unsigned: bool = False
    audience: str = CLIENT
    issuer: str = ""
    age: timedelta = timedelta()
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""
    key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    other_key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address, "authorization_endpoint": f"{self.address}/authorise", "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys", "userinfo_endpoint": f"{self.address}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "k-1", "use": "sig", "alg": "RS256"}]}

    def authorise(self, query: dict[str, str]) -> str:
        """Where the browser goes after the person agreed, or did not."""
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert "openid" in query["scope"]
        back = query["redirect_uri"]
        if self.denies:
            return f"{back}?{urlencode({'error': 'access_denied', 'state': query['state']})}"
        assert query["code_challenge_method"] == "S256"
        code = token_urlsafe(16)
        self.codes[code] = query
        return f"{back}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, and only to who began."""
        began = self.codes.pop(form.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if began is None or form.get("client_secret") != SECRET or proof != began["code_challenge"] or form.get("redirect_uri") != began["redirect_uri"]:
            return None
        now = clock.wall() - self.age
        when = {"iat": now, "exp": now + timedelta(minutes=5), "jti": token_urlsafe(8)}
        claims = {"iss": self.issuer or self.address, "aud": self.audience, **when, **self.claims}
        if self.unsigned:
            signed = jwt.encode(claims, "", algorithm="none", headers={"kid": "k-1"})
        else:
            signed = jwt.encode(claims, self.other_key if self.forges else self.key, algorithm="RS256", headers={"kid": "k-1"})
        return {"access_token": token_urlsafe(16), "token_type": "Bearer", "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            provider.asked.append(asked.path)
            if asked.path == "/.well-known/openid-configuration":
                self.answer(provider.discovery())
            elif asked.path == "/keys":
                self.answer(provider.keys())
            elif asked.path == "/authorise":
                self.send_response(302)
                self.send_header("Location", provider.authorise(_one_each(asked.query)))
                self.end_headers()
            else:
                self.answer(None)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(provider.token(_one_each(body)) if self.path == "/token" else None)

        def answer(self, found: dict[str, Any] | None) -> None:
            self.send_response(200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found or {"error": "invalid_grant"}).encode())

    return Handler


def _one_each(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, answering."""
    provider = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider)) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
