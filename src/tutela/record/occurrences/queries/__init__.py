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
from tutela.record.occurrences.queries.interviews import PACE, STEPS, Backlog, InterviewCard, InterviewPage, Step, backlog, interview_of, interviews
from tutela.record.occurrences.queries.lists import (
    EpisodePage,
    Page,
    episodes_of,
    missing_now,
    open_episode_of,
    open_episodes,
    open_incidents,
    open_load,
    orphans,
    owned_by,
    owner_of,
    reported_since,
)
from tutela.record.occurrences.queries.naming import of_source, owners
from tutela.record.occurrences.queries.one import Caller, EpisodeHeld, IncidentHeld, OwnershipSeen, caller_of, episode, incident, ours, printed, shape_of

__all__ = [
    "PACE", "STEPS", "Backlog", "Caller", "EpisodeCard", "EpisodeHeld", "EpisodePage", "IncidentCard", "IncidentHeld", "InterviewCard", "InterviewPage",
    "Owner", "OwnershipSeen", "Page", "ResourceSeen", "Shape", "Source", "Step", "VersionSeen", "backlog", "caller_of", "episode", "episode_cards",
    "episodes_of", "incident", "incident_cards", "interview_of", "interviews", "missing_now", "of_source", "open_episode_of", "open_episodes",
    "open_incidents", "open_load", "orphans", "ours", "owned_by", "owner_of", "owners", "printed", "reported_since", "shape_of",
]
