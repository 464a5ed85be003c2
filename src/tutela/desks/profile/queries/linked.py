"""What hangs off one person: their references, episodes, incidents, as far as one viewer may know. Every other reading starts here."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.models import Grant, Lockout, Restriction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import Incident, Involvement
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown, Profile

MOST: Final = 200
"""So many episodes and incidents of one person are read; more of either than any child has."""


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """One person with the records that hang off them, for one viewer."""

    ref: str
    """The reference that stands for the person."""
    access: policy.Access
    profile: Profile
    markers: tuple[MarkerShown, ...]
    episodes: tuple[EpisodeCard, ...]
    incidents: tuple[IncidentCard, ...]
    parts: tuple[tuple[str, str], ...]
    """The incident and their part in it."""
    hidden: tuple[str, ...]
    """Records that are kept from this viewer altogether: what the database counts leaves them out."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Every reference under which something of this person stands."""
        named = (*self.profile.aliases, *(e.ref for e in self.episodes), *(i.ref for i in self.incidents))
        return tuple(dict.fromkeys(named))

    @property
    def whole(self) -> bool:
        """May the viewer see more than the minimum?"""
        return self.access == "full"


def find(viewer: Viewer, ref: str, at: datetime) -> Linked | None:
    """One person; ``None`` where there is none of whom this viewer may know.

    Of one whose detail is kept from them, only who it is and the minimal words of the markers are read.
    """
    profile = people.profile(ref, at)
    if profile is None:
        return None
    access = _tightest(policy.accesses(viewer, profile.aliases, at=at))
    if access == "none":
        return None
    markers = people.markers([profile.card.kept], viewer, at)[profile.card.kept]
    if access != "full":
        return Linked(
            ref=profile.card.kept, access=access, profile=profile, markers=markers, episodes=(), incidents=(), parts=(), hidden=hidden_from(viewer, at),
        )
    episodes = occurrences.episodes_of(profile.card.kept, limit=MOST)
    involved = list(
        Involvement.objects.filter(person__in=profile.aliases, until=None).order_by("-since", "id").values_list("occurrence", "role")[:MOST]
    )
    wanted = {e.incident for e in episodes} | {ref for ref, _ in involved}
    keys = [refs.key_of(ref, "incident") for ref in wanted if refs.is_ours(ref) and refs.split(ref)[0] == "incident"]
    incidents = occurrences.incident_cards(list(Incident.objects.filter(pk__in=keys).order_by("-reported_at", "-id")[:MOST]))
    seen = policy.visible(viewer, {ref for i in incidents for ref in i.shape.refs} | {e.ref for e in episodes}, at=at)
    return Linked(
        ref=profile.card.kept, access=access, profile=profile, markers=markers, hidden=hidden_from(viewer, at),
        episodes=tuple(e for e in episodes if e.ref in seen and e.incident in seen), parts=tuple(p for p in involved if p[0] in seen),
        incidents=tuple(i for i in incidents if i.ref in seen),
    )


def hidden_from(viewer: Viewer, at: datetime) -> tuple[str, ...]:
    """The records that are kept from this viewer altogether. Candidates are those that anything restricts; which are hidden, the policy says."""
    candidates = set(Restriction.objects.filter(since__lte=at, level="existence").values_list("subject", flat=True))
    candidates |= set(Lockout.objects.filter(officer=viewer.ref).values_list("subject", flat=True))
    candidates |= {viewer.person} if viewer.person else set()
    return tuple(sorted(ref for ref, access in policy.accesses(viewer, candidates, at=at).items() if access == "none"))


def opened_in_emergency(viewer: Viewer, linked: Linked, at: datetime) -> datetime | None:
    """Until when the viewer sees this person because they broke the glass; ``None`` where they did not."""
    rows = Grant.objects.filter(officer=viewer.ref, subject__in=linked.profile.aliases, kind="break_glass", since__lte=at, until__gt=at)
    return rows.order_by("-until").values_list("until", flat=True).first()


def _tightest(found: dict[str, policy.Access]) -> policy.Access:
    order: tuple[policy.Access, ...] = ("none", "detail_hidden", "full")
    return min(found.values(), key=order.index, default="full")
