"""The requirements that tests prove: the marker ``requirement(id, part=None)`` and the option ``--requirements``.

A row of ``docs/reference/requirements.json`` is *proven* when a test marked with the whole row passed and no test marked
with it did otherwise; *in part* when only parts of it passed so. Rows are counted from what ran, not from what is written.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import sys
from collections.abc import Iterator

import pytest

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what one process compiled is kept for the hundreds of children that start after it
sys.dont_write_bytecode = False
pytest_plugins = ["pytester", "tests.database", "tests.serving"]

ROWS = pytest.StashKey[frozenset[str]]()
LONGEST = 900.0
"""No test takes so many seconds: one that does waits for what will not come, as a browser's driver can."""


@pytest.fixture(autouse=True)
def _nothing_waits_without_end() -> Iterator[None]:
    """A test that hangs ends its process with the traceback of every thread; the others go on in a new one."""
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--requirements", action="store_true", help="list the requirements that the tests of this run prove")


def pytest_configure(config: pytest.Config) -> None:
    rows = json.loads((config.rootpath / "docs/reference/requirements.json").read_text())
    config.stash[ROWS] = frozenset(row["id"] for row in rows)


def pytest_collection_finish() -> None:
    """What was read and collected stays to the end: nobody looks through it for rubbish after every few thousand objects of a test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _row(id: str, part: str | None = None) -> tuple[str, str | None]:
    """The marker's arguments."""
    return id, part


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Put the rows on the test's report; a marker that names no row fails its test."""
    for marker in item.iter_markers("requirement"):
        id, part = _row(*marker.args, **marker.kwargs)
        if id not in item.config.stash[ROWS]:
            pytest.fail(f"docs/reference/requirements.json has no row {id!r}", pytrace=False)
        item.user_properties.append(("requirement", (id, part)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print which rows this run proved."""
    if not config.getoption("requirements"):
        return
    wholly: set[str] = set()
    partly: set[str] = set()
    failed: set[str] = set()
    for outcome, reports in terminalreporter.stats.items():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "requirement":
                    id, part = value
                    ran = failed if outcome not in {"", "passed"} else partly if part else wholly
                    ran.add(id)
    wholly -= failed
    partly -= failed | wholly
    total = len(config.stash[ROWS])
    terminalreporter.section(f"requirements: proven {len(wholly)}, in part {len(partly)}, of {total}")
    for title, rows in ("proven", wholly), ("in part", partly), ("not counted: a test of it did not pass", failed):
        if rows:
            terminalreporter.write_line(f"{title}: {' '.join(sorted(rows))}")
