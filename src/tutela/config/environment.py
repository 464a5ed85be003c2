"""What is read from the environment: each variable once, typed, with an error that says what would be right."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SMALL_QUESTIONS = "-c max_parallel_workers_per_gather=0 -c jit=off"
"""For every session of ours: it reads a few rows by key. Over a table of many partitions the planner thinks that dear, and would start workers and a
compiler, which takes ten times as long as the reading."""


class Missing(RuntimeError):
    """A variable without which the product must not start."""


def text(name: str, default: str | None = None) -> str:
    """A variable, or the content of the file that ``NAME_FILE`` names (a secret that is not in the process list).

    :raises Missing: if neither is set and there is no default
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise Missing(f"{name} is not set. Set it, or {name}_FILE to the path of a file that holds it.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """A variable that is ``1``/``true``/``yes`` or ``0``/``false``/``no``.

    :raises Missing: if it is anything else
    """
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise Missing(f"{name} is {value!r}; right would be 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number.

    :raises Missing: if it is not one
    """
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise Missing(f"{name} is {value!r}; right would be a whole number such as {default}.")
    return int(value)


def database(url: str) -> dict[str, object]:
    """Django's settings for a ``postgresql://`` address; ``?host=`` names a folder with the socket, ``?options=`` takes the place of ours.

    :raises Missing: if it is the address of another kind of database
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise Missing(f"DATABASE_URL begins with {parts.scheme!r}; only postgresql:// is known.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": unquote(parts.path.lstrip("/")), "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""), "HOST": options.pop("host", parts.hostname or ""), "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"application_name": "tutela", "options": SMALL_QUESTIONS, **options},
    }


def provider() -> dict[str, object]:
    """The force's identity provider as django-allauth wants it; none where no issuer is named.

    :raises Missing: if an issuer is named without a client, or one that is not reached by TLS
    """
    issuer = text("TUTELA_OIDC_ISSUER", "")
    if not issuer:
        return {}
    if urlsplit(issuer).scheme != "https" and urlsplit(issuer).hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise Missing(f"TUTELA_OIDC_ISSUER is {issuer!r}; right would be an address that begins with https://.")
    app = {
        "provider_id": "force", "name": text("TUTELA_OIDC_NAME", "your force account"), "client_id": text("TUTELA_OIDC_CLIENT"),
        "secret": text("TUTELA_OIDC_SECRET"), "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
