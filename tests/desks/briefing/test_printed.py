"""The list for a day without the system: one file each hour that nobody else reads, and a page that says where it is and of when."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.desks.worklist.acts import report, restrict
from tutela.foundations.kit import clock
from tutela.practice.contact import operations as contact

As = Callable[[str], Any]


def page(as_: As) -> str:
    """What the control room reads of the list."""
    return str(as_("brand").get("/briefing/printed/").content.decode())


def test_each_hour_the_list_takes_the_place_of_the_last_and_only_its_account_reads_it(
    as_: As, viewer: As, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tutela.desks.briefing.jobs import put_by

    assert "No list has been put by yet" in page(as_)
    folder = tmp_path / "printed"
    one = report(viewer("ashworth"), now, child_name="Ada Voll")
    hidden = report(viewer("ashworth"), now, child_name="Amira Brook")
    closed = report(viewer("ashworth"), now, child_name="Kit Darrow")
    restrict(hidden["child"], now)
    restrict(closed["child"], now, level="detail")
    assert put_by(now, folder) == 4, "two children, each among the missing and among the logs to which nobody was sent"
    (file,) = folder.iterdir()
    said = file.read_text(encoding="utf-8")
    assert "OFFICIAL-SENSITIVE" in said
    assert "Ada Voll" in said
    assert said.count("A restricted record") == 2
    assert "Amira Brook" not in said
    assert "Kit Darrow" not in said
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(folder.stat().st_mode)) == (0o600, 0o700)
    assert str(file) in page(as_)
    assert "4 lines" in page(as_)

    later = now + timedelta(hours=1)
    contact.dispatch(by=viewer("brand"), key=str(uuid4()), at=later, incident=one["incident"], resource="NS21")
    assert put_by(later, folder) == 3
    assert [each.name for each in folder.iterdir()] == [file.name]
    monkeypatch.setattr(clock, "_source", lambda: later + timedelta(hours=3))
    assert "more than two hours old" in page(as_)


def test_that_it_could_not_be_put_by_is_seen(as_: As, now: datetime, tmp_path: Path) -> None:
    from tutela.desks.briefing.jobs import put_by

    (tmp_path / "taken").write_text("a file where the folder would be")
    put_by(now - timedelta(hours=2), tmp_path / "there")
    put_by(now, tmp_path / "taken")
    said = page(as_)
    assert "could not be put by" in said
    assert "2 lines" not in said
    put_by(now + timedelta(minutes=1), tmp_path / "there")
    assert "could not be put by" not in page(as_)
