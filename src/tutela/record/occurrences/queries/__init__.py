"""Reading occurrences: cards for lists and pages, one with its history, who owns what, and what nobody answers for."""

from tutela.record.occurrences.queries.cards import (
    EpisodeCard,
    IncidentCard,
    Owner,
    ResourceSeen,
    Shape,
    Source,
    VersionSeen,
    episode_cards,
    incident_cards,
)
from tutela.record.occurrences.queries.interviews import (
    PACE,
    STEPS,
    Backlog,
    InterviewCard,
    InterviewPage,
    Quality,
    Step,
    backlog,
    interview_of,
    interviews,
    next_interview,
    qualities,
)
from tutela.record.occurrences.queries.lists import (
    EpisodePage,
    Page,
    episodes_of,
    episodes_since,
    incidents_at,
    incidents_of,
    interviews_received,
    missing_now,
    open_episode_of,
    open_episodes,
    open_incidents,
    open_loads,
    orphans,
    owned_by,
    owner_of,
    reported_since,
    times_missing,
)
from tutela.record.occurrences.queries.naming import of_source, owners
from tutela.record.occurrences.queries.one import Caller, EpisodeHeld, IncidentHeld, OwnershipSeen, caller_of, episode, incident, ours, printed, shape_of
from tutela.record.occurrences.queries.plans import (
    OFTEN,
    WINDOWS,
    Frequent,
    PlanVersionSeen,
    Ranking,
    Repeated,
    TriggerPlanSeen,
    Window,
    most_missing,
    repeated,
    trigger_plan,
    trigger_plans,
)

__all__ = [
    "OFTEN", "PACE", "STEPS", "WINDOWS", "Backlog", "Caller", "EpisodeCard", "EpisodeHeld", "EpisodePage", "Frequent", "IncidentCard", "IncidentHeld",
    "InterviewCard", "InterviewPage", "Owner", "OwnershipSeen", "Page", "PlanVersionSeen", "Quality", "Ranking", "Repeated", "ResourceSeen", "Shape", "Source",
    "Step", "TriggerPlanSeen", "VersionSeen", "Window", "backlog", "caller_of", "episode", "episode_cards", "episodes_of", "episodes_since", "incident",
    "incident_cards", "incidents_at", "incidents_of", "interview_of", "interviews", "interviews_received", "missing_now", "most_missing", "next_interview",
    "of_source", "open_episode_of", "open_episodes", "open_incidents", "open_loads", "orphans", "ours", "owned_by", "owner_of", "owners", "printed",
    "qualities", "repeated", "reported_since", "shape_of", "times_missing", "trigger_plan", "trigger_plans",
]
