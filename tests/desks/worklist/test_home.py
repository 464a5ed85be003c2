"""The worklist of one officer: what asks for a decision first, taking note, what is owed; and nothing of what they may not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

As = Callable[[str], Any]


def report(by: Any, at: Any, **more: Any) -> dict[str, Any]:
    """A missing child is reported to the room."""
    from tutela.practice.contact import operations as contact

    given = {"who": "Amira, 14", "where": "12 Harbour Row", "why_worried": "Never out this late.", "concern": "missing_child", **more}
    return contact.take_report(by=by, key=str(uuid4()), at=at, **given).result


@pytest.fixture
def told(viewer: As, now: Any) -> dict[str, Any]:
    """A missing child, reported to the late shift."""
    return report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")


def test_an_empty_worklist_says_so_plainly(as_: As) -> None:
    page = as_("tremlett").get("/").content.decode()
    assert "Nobody asks you for a decision now." in page
    assert "Nothing waits for you to take over." in page
    assert "You owe nothing now." in page
    assert "You have noted everything that you were told." in page


def test_the_manager_of_the_room_owes_the_review_at_once(as_: As, told: dict[str, Any]) -> None:
    page = as_("tremlett").get("/").content.decode()
    assert "Review and grade the missing child" in page
    assert "Amira Brook" in page
    print(page)
