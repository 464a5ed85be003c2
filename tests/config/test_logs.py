"""What another library warns of, and we mean, is no line of the log; whatever else it warns of is."""

from __future__ import annotations

import logging

import pytest

from tutela.config.logs import configured


@pytest.mark.parametrize(("said", "written"), [
    ("Configured number of workers appears to be higher than the amount of CPU cores available.", False), ("Worker-1 exited unexpectedly", True),
])
def test_a_warning_that_is_meant_is_left_out(said: str, written: bool) -> None:
    handler = configured("json")["handlers"]["out"]
    shown = [configured("json")["filters"][name]["()"]() for name in handler["filters"]]
    record = logging.makeLogRecord({"name": "_granian", "levelno": logging.WARNING, "msg": said})
    assert all(one(record) for one in shown) is written
