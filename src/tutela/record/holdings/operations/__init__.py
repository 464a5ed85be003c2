"""Hearing what sources hold, and keeping each look in them. These helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation."""

from tutela.record.holdings.operations.checks import Found, graded_on, keep_answer, keep_check
from tutela.record.holdings.operations.hearing import hear, heard, information_held, keep_source, receive, receive_line, unavailable
from tutela.record.holdings.operations.packs import keep_pack, pack_arrived, pack_read

__all__ = [
    "Found", "graded_on", "hear", "heard", "information_held", "keep_answer", "keep_check", "keep_pack", "keep_source", "pack_arrived", "pack_read",
    "receive", "receive_line", "unavailable",
]
