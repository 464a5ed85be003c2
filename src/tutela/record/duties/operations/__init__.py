"""What is owed, as acts: the gate, the reassessment after each act, the sweep, and what people decide about duties."""

from tutela.record.duties.operations.deciding import (
    acknowledge,
    decide_risk,
    give_reason,
    promise,
    reallocate,
    record_failed,
)
from tutela.record.duties.operations.finishing import look_again_at, reassess, reassess_wide, weigh
from tutela.record.duties.operations.not_needed import approve_not_needed, decline_not_needed, request_not_needed

__all__ = [
    "acknowledge", "approve_not_needed", "decide_risk", "decline_not_needed", "give_reason", "look_again_at", "promise", "reallocate", "reassess",
    "reassess_wide", "record_failed", "request_not_needed", "weigh",
]
