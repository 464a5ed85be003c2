"""What the caller of a log of abuse online was told about keeping what shows it, and what was sent to them."""

from __future__ import annotations

from typing import Any

import msgspec

from tutela.foundations.post import queries as post
from tutela.law.contact.online import LINES
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about


class Told(msgspec.Struct, frozen=True):
    """Each line, and whether it was told; why the others were not; the messages, the latest first."""

    lines: dict[str, bool]
    why_not: str
    sent: tuple[post.Sent, ...]


def told(incident: str) -> Told:
    """Everything that was said, by whomever, in two queries."""
    given: set[str] = set()
    why = ""
    for fact in facts_about([Subject("incident", incident)], types=["contact.AdviceGiven"]):
        data: Any = fact.data
        given |= set(data.given)
        why = data.why_not or why
    return Told({line: line in given for line in LINES}, why, post.about(incident, limit=5))
