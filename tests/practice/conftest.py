"""The invented room and team, for tests of what people do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.foundations.post.servers import Mailbox, mail_server

if TYPE_CHECKING:
    from tests.practice.staff import Staff


@pytest.fixture
def staff(db: None) -> Staff:  # noqa: ARG001  # asks for the database
    """Everybody, posted and on duty."""
    from tests.practice.staff import Staff  # Django is set up only after this file is read

    return Staff()


@pytest.fixture
def now_staff(db: None) -> Staff:  # noqa: ARG001  # asks for the database
    """The same, on duty at the moment of the test: for pages, which ask the clock."""
    from tests.practice.staff import Staff
    from tutela.foundations.kit import clock

    return Staff(clock.now())


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server on loopback, to which the product's mail goes."""
    with mail_server() as box:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", box.port
        yield box
