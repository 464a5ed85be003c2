"""Nothing reads the time but ``foundations/kit/clock.py``: everywhere else it is passed in.

Durations (``time.monotonic``, ``time.perf_counter``) are not the time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.architecture.canaries.clock import CANARIES, RULE
from tests.architecture.canary import ROOT, Broken, Canary, each, sources
from tests.architecture.reading import full_name, origins

CLOCK: Final = Path("src/tutela/foundations/kit/clock.py")
READS: Final = frozenset({
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.asctime", "time.strftime",
    "time.clock_gettime", "time.clock_gettime_ns",
    "django.utils.timezone.now", "django.utils.timezone.localtime", "django.utils.timezone.localdate", "django.db.models.functions.Now",
})
FILLS_ITSELF: Final = frozenset({"auto_now", "auto_now_add"})


@cache
def readings(text: str) -> tuple[tuple[int, str], ...]:
    """Where a module names something that reads the time, called or handed on. Read once: a copy of the tree differs in one file."""
    return tuple(_readings(ast.parse(text)))


def _readings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    imported = origins(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := full_name(node, imported)) in READS:
            yield node.lineno, name
        elif isinstance(node, ast.keyword) and node.arg in FILLS_ITSELF:
            yield node.value.lineno, node.arg


def reads_the_time(root: Path) -> Broken:
    """Every reading of the time outside the clock."""
    places = [
        f"{path.relative_to(root)}:{line}: {name}"
        for path in sources(root) if path.relative_to(root) != CLOCK
        for line, name in readings(path.read_text())
    ]
    return {RULE: places} if places else {}


def test_only_the_clock_reads_the_time() -> None:
    assert reads_the_time(ROOT) == {}


def test_the_clock_itself_is_where_we_think() -> None:
    assert readings((ROOT / CLOCK).read_text())


@each(CANARIES)
def test_reading_the_time_is_seen(planted: Path, canary: Canary) -> None:
    assert list(reads_the_time(planted)) == [canary.breaks]
