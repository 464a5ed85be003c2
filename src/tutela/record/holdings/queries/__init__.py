"""Reading what is held: what every source says about some records, and which systems checks were made upon it."""

from tutela.record.holdings.queries.checks import (
    CONTENTLESS,
    SOURCES,
    Answer,
    Check,
    Graded,
    Line,
    Relied,
    answers_to,
    check_of,
    checks_of,
    graded_incomplete,
    last_check,
    lines_of,
    relied_on,
    unanswered,
    unverified,
    waiting,
)
from tutela.record.holdings.queries.held import Held, Source, held_of_each, sources, what_is_held
from tutela.record.holdings.queries.packs import Arrivals, Pack, arrivals, packs_of

__all__ = [
    "CONTENTLESS", "SOURCES", "Answer", "Arrivals", "Check", "Graded", "Held", "Line", "Pack", "Relied", "Source", "answers_to", "arrivals", "check_of",
    "checks_of", "graded_incomplete", "held_of_each", "last_check", "lines_of", "packs_of", "relied_on", "sources", "unanswered", "unverified",
    "waiting", "what_is_held",
]
