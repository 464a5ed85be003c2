"""One duty: what, why and by when; what people decide about it; who may not, and who may instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

As = Callable[[str], Any]


@pytest.fixture
def missing(viewer: As, now: Any) -> dict[str, Any]:
    """A missing child, reported to the late shift."""
    from tutela.practice.contact import operations as contact

    return contact.take_report(
        by=viewer("ashworth"), key=str(uuid4()), at=now, who="Amira, 14", where="12 Harbour Row", why_worried="Never out this late.",
        concern="missing_child", child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.",
    ).result


def the_duty(code: str) -> Any:
    """The duty of a rule."""
    from tutela.record.duties.models import Duty

    return Duty.objects.get(code=code)


def url(duty: Any, act: str = "") -> str:
    return f"/duties/{duty.pk}/{act}"


def test_the_page_says_what_why_by_when_and_who_was_told(as_: As, missing: dict[str, Any]) -> None:
    page = as_("tremlett").get(url(the_duty("contact.fim-review")))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Amira Brook" in text
    assert "30</strong> " not in text
    assert "30 minutes" in text
    assert "not a legal deadline" in text
    assert "Gill Tremlett, Inspector" in text
    print(text)
