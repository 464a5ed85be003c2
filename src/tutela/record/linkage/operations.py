"""Recording that something was noticed, so that it can be shown and answered for; and the candidates that finders are given."""

from __future__ import annotations

from tutela.facts import Fact
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import append_noticed
from tutela.record.linkage.queries import Candidate, candidates

__all__ = ["Candidate", "candidates", "notice"]

NOTICED = "noticed"
"""Where the judging of an act leaves what its finders noticed."""


def notice(work: Work) -> None:
    """Record what finders noticed in an act, each once whoever notices it again: the last of an operation's finishers."""
    found: list[Fact] = work.kept.get(NOTICED, [])
    if found:
        work.kept["newly noticed"] = append_noticed(work, found)
