"""The questions of the missing child questionnaire: the one list. Forms ask them in this order; what of it nobody answered is owed.

How each is called and asked stands in the missing team's messages (``missing.question.<name>``; ``missing.questionnaire.<name>``, with ``-hint``).
What an answer makes owed is a duty like any other.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec


class Question(msgspec.Struct, frozen=True):
    """One question, the answers that it offers beside free words, and the duty that an answer may open."""

    name: str
    options: tuple[str, ...] = ()
    duty: str = ""
    """Its code; it waits in the queue of what a report lacks, beside the questionnaire itself."""


QUESTIONS: Final = (
    Question("description"),
    Question("phone"),
    Question("friends"),
    Question("places"),
    Question("medication"),
    Question("online"),
    Question("money"),
    Question("bus_pass"),
    Question("abroad", options=("yes", "no", "not_known"), duty="missing.ports-alert"),
)


def unanswered(answered: Collection[str]) -> tuple[str, ...]:
    """What the list asks and nobody has answered."""
    return tuple(question.name for question in QUESTIONS if question.name not in answered)
