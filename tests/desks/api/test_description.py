"""The API answers as it describes itself, whatever it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import ignored_auth

from tests.officers import force
from tutela.config.wsgi import application
from tutela.desks.api.v1.description import description
from tutela.foundations.access.models import Account
from tutela.foundations.kit import clock

TOKEN = "tutela_token-of-the-description"


def test_the_description_is_committed() -> None:
    assert Path("docs/generated/openapi.json").read_text(encoding="utf-8") == description()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests leave the test's connection, and its transaction, open: as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
def test_nothing_that_the_description_allows_breaks_it() -> None:
    force(clock.now())
    Account.objects.create(username="described", feed="described", token_digest=hashlib.sha256(TOKEN.encode()).hexdigest())
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    endpoints = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(endpoints) >= 4
    answers: set[int] = set()
    for endpoint in endpoints:

        @settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=endpoint.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            answer = case.call(headers={"Authorization": f"Bearer {TOKEN}"})
            answers.add(answer.status_code)
            assert answer.status_code < 500, answer.text
            case.validate_response(answer, excluded_checks=[ignored_auth])  # the token is ours and valid: it cannot tell

        ask()
    assert 200 in answers
