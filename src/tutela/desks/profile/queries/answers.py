"""The eight answers about a person that a tired officer needs first (XX-018), as data; the words are the page's.

1 who is this · 2 what is the risk now and who said so · 3 what is happening · 4 what must I do next and by when · 5 what must I know
before I go · 6 who else is working with them · 7 what plan is there · 8 what do we not know, and how fresh is it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from tutela.desks.profile.queries import timeline
from tutela.desks.profile.queries.linked import Linked
from tutela.desks.profile.queries.network import Neighbour
from tutela.facts.missing import TriggerPlanApproved, TriggerPlanEnded
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Line
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.cards import OfficerCard
from tutela.law.kernel.subjects import PERSON, Subject
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.engine import band
from tutela.record.duties.queries import DutyCard, asked_of, for_whoever_goes, is_mine, pressing, where
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import (
    Left,
    gaps,
    handed_on,
    home_lines,
    information_line,
    left_over,
    off_duty,
    returned,
    search_line,
    where_to_look,
)
from tutela.record.enquiries.engine.near import Near, dangerous, places_of, with_homes
from tutela.record.enquiries.queries import NOTHING, PlanSeen, ReviewSeen
from tutela.record.holdings.queries import Held
from tutela.record.occurrences import engine
from tutela.record.occurrences.engine import Stands
from tutela.record.occurrences.models import Incident
from tutela.record.occurrences.queries import Caller, EpisodeCard, IncidentCard, Shape, caller_of
from tutela.record.people import queries as people
from tutela.record.people.queries import Age


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """The level that stands for an open search, and who said so; what somebody asks to make of it."""

    episode: EpisodeCard
    stands: Stands | None
    grade: Stands | None
    """How fast somebody is to come, of the incident it was reported in."""
    handled_as: str
    asked: str
    asked_by: str


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """The eight, as data."""

    linked: Linked
    age: Age
    """At the event: when the open search was reported, else now."""
    event: str
    searches: tuple[EpisodeCard, ...]
    """Open episodes, those still missing first."""
    incidents: tuple[IncidentCard, ...]
    """Open incidents that are no search of this person."""
    risks: tuple[Risk, ...]
    mine: tuple[DutyCard, ...]
    others: tuple[DutyCard, ...]
    asked: frozenset[str]
    """Of what is theirs, where a decision is asked of them and not the doing."""
    near: tuple[Near, ...]
    callers: tuple[tuple[str, Caller], ...]
    """Who reported what is open, by incident."""
    officers: dict[str, OfficerCard]
    plan: PlanSeen
    review: ReviewSeen | None
    """The last review of that search or of its incident that counts."""
    left: Left
    """What was planned the last time and nobody has done."""
    trigger_plan: datetime | None
    silent: tuple[Held, ...]
    """Sources that do not answer: never the same as holding nothing."""
    hits: frozenset[str]
    latest: tuple[datetime, str] | None
    information: Line | None
    """The last information that came about the first open search."""
    stands: Line | None
    """Where that search stands; of a child who was found also where, with whom, and whether they are safe."""
    decided: tuple[Line, ...]
    """What was decided of that search while something was not done, the latest first."""
    home: tuple[Line, ...]
    """Where they live, while they are searched for."""
    places: tuple[Line, ...]
    """Where the child was found the last time, and what the questionnaire says."""
    handed: tuple[Line, ...]
    """What was said at the hand-over of that search, where its incident is the viewer's to read."""
    off_duty: tuple[Line, ...]
    """Who is on duty where the owner of that search is not."""
    gaps: tuple[str, ...]
    """What of that search nobody has said yet."""
    doing: dict[str, str | None]
    """Where each duty is done, for who may."""
    there: frozenset[str]
    """Those that are done where the child is or was, by this viewer who goes."""
    at: datetime

    @property
    def high(self) -> bool:
        """Is a child at high risk missing, or found and not yet home?"""
        return any(r.stands is not None and r.stands.value == "high" and r.episode.state != "returned" for r in self.risks)


def answers(viewer: Viewer, linked: Linked, owed: Iterable[DutyCard], held: Iterable[Held], close: Iterable[Neighbour], at: datetime) -> Answers:
    """The eight answers about one person at this moment, in the same number of queries however much hangs off them.

    :param owed: the duties about the person; ``held``: what sources say of them; ``close``: who and what is one step away
    """
    about = tuple(close)
    open_ = [e for e in linked.episodes if e.closed_at is None]
    searches = tuple(sorted(open_, key=lambda e: (e.state != "missing", -e.reported_at.timestamp())))
    open_duties = [d for d in owed if not d.settled]
    asked = asked_of(viewer, open_duties)
    mine = [d for d in open_duties if d.ref in asked or is_mine(viewer, d)]
    law = engine.Standing([Shape(e.incident, (e.ref,), (e.child,)) for e in searches], at) if searches else None
    risks = tuple(_risk(e, law) for e in searches) if law else ()
    plan = enquiries.plan_of(searches[0].ref, "find_child") if searches else NOTHING
    review = enquiries.last_review([searches[0].ref, searches[0].incident]) if searches else None
    owners = [e.owner.officer for e in searches] + [i.owner.officer for i in linked.incidents if i.open]
    said = [s.by for r in risks for s in (r.stands, r.grade) if s] + [r.asked_by for r in risks]
    said += [act.owner for act in plan.actions] + ([review.by] if review else []) + [m.recorded_by for m in linked.markers]
    first = next(((e, i) for e in searches[:1] for i in linked.incidents if i.ref == e.incident), None)
    said_of = enquiries.heard(first[1].ref, first[0].ref) if first else None
    latest = timeline.latest(linked.refs, hidden=linked.hidden, at=at)
    named = {ref for ref in (*owners, *said, *(latest[1:] if latest else ()), *(e.owner.offered_officer for e in searches)) if ref}
    searched = {e.incident for e in searches}
    there = {d.ref: for_whoever_goes(viewer, d) for d in open_duties}
    told = returned.lines_of(viewer, linked.profile.aliases, at) if linked.whole else ()
    return Answers(
        linked=linked, age=people.age_at(linked.ref, searches[0].reported_at if searches else at), event="reported" if searches else "",
        searches=searches, incidents=tuple(i for i in linked.incidents if i.open and i.ref not in searched), risks=risks, asked=asked,
        mine=tuple(_now(pressing(mine), searches)), others=tuple(_now(pressing(d for d in open_duties if d not in mine), searches)),
        near=with_homes(viewer, dangerous(linked.ref, about), places_of(about), at), callers=_callers(linked, searches),
        officers={card.ref: card for card in forces.cards(named, at)}, plan=plan, review=review,
        left=left_over(viewer, [e for e in linked.episodes if e.ref != searches[0].ref], {}, at) if searches and searches[0].state == "missing" else Left(),
        trigger_plan=_trigger_plan(linked, at), silent=tuple(h for h in held if h.state == "not_available"),
        hits=frozenset[str]().union(*(law.unanswered_hits(e.ref) for e in searches)) if law else frozenset(), latest=latest, at=at,
        information=information_line(viewer, said_of.information, at=at) if said_of else None,
        stands=search_line(viewer, first[0], said_of.found, at, href=link_to(first[0].ref)) if first and said_of else None,
        decided=tuple(said for _, said in band.decided_lines(viewer, [searches[0].ref, searches[0].incident], at)) if searches else (),
        home=tuple(home_lines(linked.profile, places_of(about))) if searches else (),
        places=(*told, *(where_to_look(viewer, linked.profile, searches[0], said_of.answers, at, told=bool(told)) if first and said_of else ())),
        handed=tuple(handed_on([first[1].ref, first[0].ref])) if first and first[0].state == "missing" and first[1].ref not in linked.hidden else (),
        off_duty=off_duty(searches[0].owner, at) if searches else (),
        gaps=tuple(gaps.not_said(first[1], first[0], said_of, linked.profile)) if first and said_of else (),
        doing={d.ref: there.get(d.ref) or where(viewer, d) for d in open_duties}, there=frozenset(ref for ref, href in there.items() if href),
    )


def _now(found: Sequence[DutyCard], searches: Sequence[EpisodeCard]) -> list[DutyCard]:
    """What is owed of the searches that are open before what is left of earlier ones."""
    open_ = {ref for search in searches for ref in (search.ref, search.incident)}
    return sorted(found, key=lambda d: open_.isdisjoint((d.subject, *d.about)))


def _risk(episode: EpisodeCard, law: engine.Standing) -> Risk:
    live, pending = episode.live, episode.pending
    return Risk(
        episode=episode, stands=law.risk(episode.ref), grade=law.grade(episode.incident),
        handled_as=live.handled_as if live else "", asked=pending.value if pending else "",
        asked_by=pending.by if pending else "",
    )


def _callers(linked: Linked, searches: Sequence[EpisodeCard]) -> tuple[tuple[str, Caller], ...]:
    """Who reported what is open, and how they may be reached without danger, by incident."""
    searched = {e.incident for e in searches}
    wanted = {i.id for i in linked.incidents if (i.open or i.ref in searched) and i.ref not in linked.hidden}
    return tuple((row.ref, caller_of(row)) for row in Incident.objects.filter(pk__in=wanted).order_by("reported_at"))


def _trigger_plan(linked: Linked, at: datetime) -> datetime | None:
    """Since when a trigger plan is live."""
    types = ("missing.TriggerPlanApproved", "missing.TriggerPlanEnded")
    facts = sorted(facts_about([Subject(PERSON, ref) for ref in linked.profile.aliases], types=types), key=lambda f: f.occurred.earliest)
    live: datetime | None = None
    for fact in facts:
        if fact.occurred.earliest <= at:
            live = fact.occurred.earliest if isinstance(fact.data, TriggerPlanApproved) else None if isinstance(fact.data, TriggerPlanEnded) else live
    return live
