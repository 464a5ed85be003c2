"""A browser of somebody's, signed in, on the test client."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.practice.staff import Staff


def browser(staff: Staff, key: str) -> Client:
    """Somebody's browser: signed in, past the door."""
    from tutela.foundations.access.models import Account

    account, _ = Account.objects.get_or_create(username=key, defaults={"officer": staff.officers[key]})
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form_of(response: Any) -> dict[str, str]:
    """The hidden answers of the first form of ours on a page: its key and version."""
    import re

    text = response.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(key|expected)" value="([^"]*)">', text)[:2])
