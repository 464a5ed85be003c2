"""Sharing with partners: prepared, sent, delivered, told, each for itself; before every send it is asked whether the recipient is in conflict.

Helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation; the operations here are the telling itself.
"""

from tutela.record.sharing.operations.acts import acknowledged, followed, log_call, share_notice, tell
from tutela.record.sharing.operations.answers import call_attempted, delivered, not_delivered, recalled, told, was_sent
from tutela.record.sharing.operations.receiving import receive
from tutela.record.sharing.operations.sending import prepare, send, share_with
from tutela.record.sharing.queries.recipients import Conflict, conflict

__all__ = [
    "Conflict", "acknowledged", "call_attempted", "conflict", "delivered", "followed", "log_call", "not_delivered", "prepare", "recalled", "receive", "send",
    "share_notice", "share_with", "tell", "told", "was_sent",
]
