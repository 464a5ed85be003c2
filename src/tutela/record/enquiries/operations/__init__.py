"""What changes an enquiry. Each takes the work of an operation; none is a door by itself."""

from tutela.record.enquiries.operations.handing import (
    OWNING,
    Snapshot,
    acknowledge,
    hand_over,
    hand_over_everything,
    nobody_sent,
    offer,
    open_hand_over,
    searches_with,
    turn_down,
)
from tutela.record.enquiries.operations.working import Asked, complete, end, enquiry_of, give, meant, moment, plan, review, subject_of

__all__ = [
    "OWNING", "Asked", "Snapshot", "acknowledge", "complete", "end", "enquiry_of", "give", "hand_over", "hand_over_everything", "meant", "moment",
    "nobody_sent", "offer", "open_hand_over", "plan", "review", "searches_with", "subject_of", "turn_down",
]
