"""Everything that helps to find one child, put together for one viewer, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology import queries as chronology
from tutela.record.documents import queries as documents
from tutela.record.documents.queries import DocumentHeld
from tutela.record.enquiries.engine import returned
from tutela.record.enquiries.engine.near import Neighbour, neighbours
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries import EpisodeCard, PlanVersionSeen
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown, Profile
from tutela.record.things import queries as things

EPISODES: Final = 5
"""So many of the latest times missing stand on the card."""
HEALTH: Final = frozenset({"self_harm", "suicide", "mental_health", "medication", "disability", "drugs", "alcohol"})
"""Markers that say what the child's health needs."""
_HEARD: Final = ("missing.Found", "missing.ReturnInterviewReceived", "missing.ReturnInterviewEntered", "missing.QuestionnaireCompleted")


class Away(msgspec.Struct, frozen=True, kw_only=True):
    """One time missing: where the child was found and with whom, as it was said last."""

    card: EpisodeCard
    found: Fact | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a return interview brought, as it was entered; and as a local authority sent it, of which the rest may still be missing."""

    at: datetime
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()


class FindThisChild(msgspec.Struct, frozen=True, kw_only=True):
    """The card, for one viewer: what they may not know of is not in it."""

    ref: str
    profile: Profile
    photos: tuple[DocumentHeld, ...]
    plan: PlanVersionSeen | None
    away: tuple[Away, ...]
    told: tuple[Told, ...]
    near: tuple[Neighbour, ...]
    phones: tuple[tuple[str, datetime], ...]
    vehicles: tuple[tuple[str, datetime], ...]
    markers: tuple[MarkerShown, ...]
    answers: dict[str, str]
    """What the missing child questionnaire says last, by question."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Every record that the card shows."""
        return tuple(dict.fromkeys((*self.profile.aliases, *(a.card.ref for a in self.away), *(n.ref for n in self.near))))


def find_this_child(viewer: Viewer, child: str, at: datetime) -> FindThisChild | None:
    """The card of a child; none where there is no such person. The caller has asked the policy about the child."""
    profile = people.profile(child, at)
    if profile is None:
        return None
    kept = profile.card.kept
    episodes = occurrences.episodes_of(kept, limit=EPISODES)
    seen = policy.visible(viewer, [ref for e in episodes for ref in (e.ref, e.incident)], at=at)
    episodes = [e for e in episodes if e.ref in seen and e.incident in seen]
    facts = _facts(viewer, episodes, at)
    beside = _beside(viewer, profile.aliases, at)
    full = Permission.RESTRICTED_DETAIL in viewer.permissions
    return FindThisChild(
        ref=kept, profile=profile, plan=occurrences.trigger_plan(kept).live,
        photos=tuple(d for d in documents.about(profile.aliases) if d.kind == "photo" and (full or d.sensitivity == "none")),
        away=tuple(Away(card=e, found=_last(facts, e.ref, "missing.Found")) for e in episodes), told=_told(facts),
        near=tuple(neighbours(viewer, kept, profile, at)), phones=beside["ph"], vehicles=beside["v"], markers=people.markers_of(kept, viewer, at),
        answers=_answers(facts),
    )


def _facts(viewer: Viewer, episodes: Sequence[EpisodeCard], at: datetime) -> list[Fact]:
    """What was heard of these times missing, in the order in which it happened, as far as the viewer may read it."""
    found = chronology.facts_about([Subject("episode", e.ref) for e in episodes], types=_HEARD)
    replaced = {fact.supersedes for fact in found if fact.supersedes}
    access = chronology.readable(viewer, found, at=at)
    return sorted((f for f in found if f.id not in replaced and access[f.id] == "full"), key=lambda f: (f.occurred.earliest, f.id))


def _last(facts: Iterable[Fact], episode: str, type_: str) -> Fact | None:
    return next((fact for fact in reversed(list(facts)) if fact.type == type_ and episode in fact.refs("episode")), None)


def _told(facts: Iterable[Fact]) -> tuple[Told, ...]:
    """What was entered says again what was sent: of that there stays what entering does not ask, the risk and the wishes."""
    heard, found = list(facts), []
    entered = {ref: n for n, fact in enumerate(heard) if fact.type == "missing.ReturnInterviewEntered" for ref in fact.refs("episode")}
    for n, fact in enumerate(heard):
        data: Any = fact.data
        if fact.type == "missing.ReturnInterviewEntered":
            reasons = (*map(returned.reason_words, (*data.push, *data.pull)), *data.reasons)
            found.append(Told(at=fact.occurred.earliest, places=data.places, people=data.people, reasons=reasons))
        if fact.type == "missing.ReturnInterviewReceived":
            again = any(entered.get(ref, -1) > n for ref in fact.refs("episode"))
            said = {} if again else {"places": _some(data.where), "people": _some(data.who), "reasons": _some(data.why)}
            found.append(Told(at=fact.occurred.earliest, risk=_some(data.risk), wishes=_some(data.wishes), **said))
    return tuple(reversed(found))


def _some(said: str) -> tuple[str, ...]:
    return (said,) if said else ()


def _answers(facts: Iterable[Fact]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in facts:
        data: Any = fact.data
        if fact.type == "missing.QuestionnaireCompleted":
            found |= {one.question: one.words for one in data.answers if one.words}
    return found


def _beside(viewer: Viewer, aliases: Sequence[str], at: datetime) -> dict[str, tuple[tuple[str, datetime], ...]]:
    """Phones and vehicles that are recorded together with the child: what they are called, and when last."""
    rows = chronology.beside(aliases, ["phone", "vehicle"])
    seen = policy.visible(viewer, [ref for _, ref, _ in rows], at=at)
    last: dict[str, datetime] = {}
    for _, ref, when in rows:
        if ref in seen:
            last[ref] = max(when, last.get(ref, when))
    names = things.displays(last)
    return {kind: tuple((names[ref], when) for ref, when in last.items() if ref.partition(":")[0] == kind and ref in names) for kind in ("ph", "v")}
