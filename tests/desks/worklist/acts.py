"""What happens in these tests: reports, restrictions, lock-outs, and the clock that goes on."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from tutela.foundations.access import grants
from tutela.foundations.kit import clock
from tutela.practice.contact import operations as contact
from tutela.record.duties.jobs import sweep
from tutela.record.duties.queries.looks import next_moment


def report(by: Any, at: datetime, **more: Any) -> dict[str, Any]:
    """A missing child is reported to the room."""
    given = {"who": "Amira, 14", "where": "12 Harbour Row", "why_worried": "Never out this late.", "concern": "missing_child", **more}
    return contact.take_report(by=by, key=str(uuid4()), at=at, **given).result


def restrict(subject: str, at: datetime, *audience: str, level: Any = "existence") -> None:
    """A record is restricted."""
    grants.restrict(subject, level=level, audience=audience or ["detective_inspector@investigation"], why="Source.", by="test", since=at)


def go_on(until: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock goes on, and the sweep looks at each moment at which something is due."""
    while (moment := next_moment()) is not None and moment <= until:
        sweep(moment)
    monkeypatch.setattr(clock, "_source", lambda: until)


def key(page: str) -> str:
    """The key of the first form of a page."""
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def next_page(page: str) -> str:
    """Where the next page of a list is; empty on the last."""
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return found[1].replace("&amp;", "&") if found else ""
