"""What changes an occurrence. Each takes the work of an operation; none is a door by itself.

``receive_any`` is the receiver of facts that no area takes for its own.
"""

from tutela.record.occurrences.operations.interviews import brought as interview_brought
from tutela.record.occurrences.operations.interviews import came_back, found
from tutela.record.occurrences.operations.interviews import stage as interview_stage
from tutela.record.occurrences.operations.making import (
    FIM,
    ROOM,
    end_involvement,
    episodes_of,
    hold_episode,
    hold_incident,
    involve,
    keep_source,
    make_episode,
    make_incident,
    on_duty,
    refs_of,
    reviewed_again,
    supervisor_of,
)
from tutela.record.occurrences.operations.owners import accept, close, decline, offer, offered_to, settle
from tutela.record.occurrences.operations.plans import (
    PlanSaid,
    approve_plan,
    draft_of,
    end_plan,
    hold_plan,
    live_of,
    live_plan_of,
    name_author,
    review_plan,
    said_of,
    write_plan,
)
from tutela.record.occurrences.operations.receiving import find_or_make_episode, known_as, link_of, map_about, named, open_search, receive_any
from tutela.record.occurrences.operations.resources import record_resource
from tutela.record.occurrences.operations.versions import (
    approve_grade,
    approve_risk,
    ask_grade,
    ask_risk,
    decline_grade,
    decline_risk,
    pending_grade,
    pending_risk,
    set_grade,
    set_risk,
)

__all__ = [
    "FIM", "ROOM", "PlanSaid", "accept", "approve_grade", "approve_plan", "approve_risk", "ask_grade", "ask_risk", "came_back", "close", "decline",
    "decline_grade", "decline_risk", "draft_of", "end_involvement", "end_plan", "episodes_of", "find_or_make_episode", "found", "hold_episode",
    "hold_incident", "hold_plan", "interview_brought", "interview_stage", "involve", "keep_source", "known_as", "link_of", "live_of", "live_plan_of",
    "make_episode", "make_incident", "map_about", "name_author", "named", "offer", "offered_to", "on_duty", "open_search", "pending_grade", "pending_risk",
    "receive_any", "record_resource", "refs_of", "review_plan", "reviewed_again", "said_of", "set_grade", "set_risk", "settle", "supervisor_of",
    "write_plan",
]
