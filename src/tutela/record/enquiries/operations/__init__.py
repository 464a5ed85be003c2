"""What changes an enquiry. Each takes the work of an operation; none is a door by itself."""

from tutela.record.enquiries.operations.drawing import draw_call
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
from tutela.record.enquiries.operations.working import (
    TRIGGER_PLAN,
    Asked,
    complete,
    end,
    enquiry_of,
    follow_trigger_plan,
    found_by,
    give,
    leave,
    meant,
    moment,
    note_feedback,
    plan,
    plan_used,
    review,
    subject_of,
    undone,
)

__all__ = [
    "OWNING", "TRIGGER_PLAN", "Asked", "Snapshot", "acknowledge", "complete", "draw_call", "end", "enquiry_of", "follow_trigger_plan", "found_by", "give",
    "hand_over", "hand_over_everything", "leave", "meant", "moment", "nobody_sent", "note_feedback", "offer", "open_hand_over", "plan", "plan_used", "review",
    "searches_with", "subject_of", "turn_down", "undone",
]
