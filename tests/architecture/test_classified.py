"""Every field of every table is classified: how sensitive it is, how long it is kept, what a scrubbed copy does with it. What is not, fails here."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.canaries.classified import CANARIES, RULE
from tests.architecture.canary import ROOT, Broken, Canary, each
from tests.architecture.walk import walked


def unclassified(root: Path) -> Broken:
    """The fields about which nobody said what they are, and what was said of fields that are gone."""
    problems: list[str] = walked(root, "classified")["classified"]
    return {RULE: problems} if problems else {}


def test_every_field_is_classified() -> None:
    assert unclassified(ROOT) == {}


@each(CANARIES)
def test_an_unclassified_field_is_seen(planted: Path, canary: Canary) -> None:
    assert list(unclassified(planted)) == [canary.breaks]
