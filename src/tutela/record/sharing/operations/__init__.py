"""Sharing with partners: prepared, sent, delivered, told, each for itself; before every send it is asked whether the recipient is in conflict.

Helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation; the operations here are the telling itself.
"""

from tutela.record.sharing.operations.acts import acknowledged, followed, log_call, share_notice, tell
from tutela.record.sharing.operations.answers import call_attempted, delivered, not_delivered, recalled, told, was_sent
from tutela.record.sharing.operations.receiving import receive
from tutela.record.sharing.operations.returns import tell_of_return
from tutela.record.sharing.operations.sending import prepare, send, share_with
from tutela.record.sharing.operations.summaries import add_recipient, confirm_recipient, end_recipient, hold_recipient, put_on_its_way, send_again
from tutela.record.sharing.queries.recipients import Conflict, conflict

__all__ = [
    "Conflict", "acknowledged", "add_recipient", "call_attempted", "confirm_recipient", "conflict", "delivered", "end_recipient", "followed",
    "hold_recipient", "log_call", "not_delivered", "prepare", "put_on_its_way", "recalled", "receive", "send", "send_again", "share_notice", "share_with",
    "tell", "tell_of_return", "told", "was_sent",
]
