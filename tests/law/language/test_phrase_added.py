"""The phrase library is data (XX-009): a phrase that is added flags what is written next, and replay finds the old entries that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from tests.law.examples import judged
from tests.law.scenes import missing, risk
from tutela.law import language
from tutela.law.language import library
from tutela.law.worked import moment

PHRASE: Final = """
  - id: weekly-drama
    category: minimising
    source: [ours]
    says: ["the usual weekly drama"]
    example: "It is the usual weekly drama."
    suggestion: "Say what she said and did, and what she may be afraid of."
"""
OLD: Final = "The usual weekly drama; the home is used to it."
TODAY: Final = "The usual weekly drama, says her aunt; she was seen in a car."
SHIPPED: Final = Path(library.__file__).with_name("phrases.yaml").read_text(encoding="utf-8")


def forget() -> None:
    """Read the phrases anew."""
    for cached in (library.library, library.hollow, library.by_cue):
        cached.cache_clear()


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The safeguarding lead adds a phrase and raises the version."""
    version = f'version: "{library.library().version}"'
    (tmp_path / "phrases.yaml").write_text(SHIPPED.replace(version, 'version: "next"').rstrip() + "\n" + PHRASE, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(library, "files", lambda _: tmp_path)
        forget()
        yield
    forget()


def found_by_replay() -> list[tuple[datetime, str]]:
    """Of three gradings on record, which words the law finds fault with, and from when they are."""
    world = judged(
        missing("2026-01-12T20:00"), risk("medium", "2026-01-12T20:10", rationale=OLD), risk("medium", "2026-01-12T21:10", rationale="No coat; four degrees."),
        risk("medium", "2026-01-12T22:10", rationale=TODAY), until="2026-01-12T23:00",
    )
    return [(alert.at, alert.because[0]["with"]["words"]) for alert in world.told("missing.minimising")]


def test_before_it_is_added_nobody_minds_the_phrase() -> None:
    assert [flag.rule for flag in language.flags(TODAY) if "weekly drama" in flag.words.lower()] == []
    assert found_by_replay() == []


@pytest.mark.requirement("XX-009", part="a phrase that is added, with its category, suggestion and version, flags the next text that holds it")
@pytest.mark.usefixtures("added")
def test_a_phrase_that_is_added_flags_the_next_text() -> None:
    (flag,) = [flag for flag in language.flags(TODAY) if "weekly drama" in flag.words.lower()]

    assert (flag.category, flag.words, flag.version) == ("minimising", "The usual weekly drama", "next")
    assert flag.suggestion == "Makes harm to a child sound small. Say what she said and did, and what she may be afraid of."


@pytest.mark.requirement("XX-009", part="replay under the new phrases finds the old entries that hold one, at their own time, and no others")
@pytest.mark.usefixtures("added")
def test_replay_finds_the_old_entries_that_hold_it() -> None:
    assert found_by_replay() == [
        (moment("2026-01-12T20:10"), "The usual weekly drama"), (moment("2026-01-12T22:10"), "The usual weekly drama"),
    ]
