"""The eight answers that a tired person needs first: always these, always in this order, on the first screen.

Who is this; what is the risk now and who said so; what is happening; what must I do next and by when; what must I know before
I go; who else is working with them; what plan is there; what do we not know, and how fresh is it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, CriticalBand, DutyClock, Line, PersonBanner
from tutela.foundations.design.times import ago, local_clock, near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.periods import in_words, local
from tutela.record.enquiries.engine import gaps
from tutela.record.enquiries.engine.entries import information_line, level_words, names_of, role_words
from tutela.record.enquiries.queries import ActionSeen, PlanSeen, heard, plan_of
from tutela.record.occurrences.engine import Standing, Stands
from tutela.record.occurrences.queries import Caller, EpisodeCard, IncidentCard, Owner, VersionSeen
from tutela.record.people import queries as people

_MARKERS, _ACTIONS, _DUTIES = 6, 4, 3


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """One duty as the answers need it: given by whoever may look at duties, which stand above this part."""

    ref: str
    title: str
    owed_by: str
    officer: str
    clock: DutyClock
    mine: bool
    do: str | None = None
    """Where it is done, for who may."""


def answers(
    viewer: Viewer, incident: IncidentCard, caller: Caller, *, at: datetime, standing: Standing, owed: Sequence[Owed], episode: EpisodeCard | None = None,
) -> CriticalBand:
    """The eight answers about an incident, or about one episode of it, as one viewer may see them."""
    child = episode.child if episode else next(iter(incident.children), "")
    hidden = bool(child) and policy.may(viewer, Permission.PERSON_SEE, [child], at=at).access != "full"
    plan = plan_of(episode.ref, "find_child") if episode else plan_of(incident.ref, "incident")
    risk = standing.risk(episode.ref) if episode else None
    grade = standing.grade(incident.ref)
    versions = [v for v in (incident.pending, episode.pending if episode else None) if v]
    owner = episode.owner if episode else incident.owner
    named = names_of([
        owner.officer, owner.offered_officer, owner.beside, *(s.by for s in (risk, grade) if s), *(v.by for v in versions),
        *([incident.resource.by] if incident.resource else []), *(a.owner for a in plan.actions),
    ])
    said = heard(incident.ref, episode.ref if episode else "")
    latest = information_line(viewer, said.information, at=at)
    profile = people.profile(child, at) if child and not hidden else None
    return CriticalBand(
        who=_who(incident, episode, child, hidden=hidden), risk=_risk(incident, episode, risk, grade, versions, named),
        happening=_happening(incident, episode, named.get(owner.officer) or role_words(owner.owner), latest, at), next=_next(owed),
        before=_before(viewer, incident, episode, caller, child, hidden=hidden, at=at),
        others=_others(owner, plan, profile, named, at=at), plan=_plan(plan),
        unknown=gaps.unknown(incident, episode, standing, said, profile, latest, at),
        as_at=at, high=risk is not None and risk.value == "high",
    )


def banner(viewer: Viewer, child: str, at: datetime, *, reported_at: datetime) -> PersonBanner | None:
    """The child on the page's first line: their age is theirs at the report."""
    if not child or policy.may(viewer, Permission.PERSON_SEE, [child], at=at).access != "full":
        return None
    card = people.cards([child], reported_at).get(child)
    if card is None:
        return None
    born = card.born_earliest if card.born_earliest == card.born_latest else None
    return PersonBanner(
        name=card.display, reference=card.reference, href=link_to(card.kept), age=card.age.years, estimated=card.age.known == "estimated", said=card.age.said,
        at=words("enquiries.band.when-reported"), born=born, child=card.age.treated_as_child, here=True,
    )


def _who(incident: IncidentCard, episode: EpisodeCard | None, child: str, *, hidden: bool) -> tuple[Line, ...]:
    """Of a child whose detail is restricted nothing is said in anybody's words either: words name people."""
    lines = []
    if hidden:
        return (Line(text=words("enquiries.band.restricted"), badges=(Badge(words("enquiries.sensitivity.restricted"), "red"),)),)
    if child:
        card = people.cards([child], episode.reported_at if episode else incident.reported_at).get(child)
        if card is not None:
            age = _age(card.age)
            badge = (Badge(words("enquiries.band.child"), "purple"),) if card.age.treated_as_child else ()
            lines.append(Line(text=card.display, detail=age, href=link_to(card.kept), badges=badge))
    if incident.who and incident.who not in {line.text for line in lines}:
        lines.append(Line(text=incident.who, detail=words("enquiries.band.caller-said")))
    return tuple(lines)


def _age(age: people.Age) -> str:
    if age.years is None:
        return words("enquiries.band.age-unknown") if age.treated_as_child else words("enquiries.band.said-adult")
    if age.said:
        return words("enquiries.band.age-said", years=age.years)
    if age.known == "estimated" and age.oldest not in (None, age.years):
        return words("enquiries.band.age-between", youngest=age.years, oldest=age.oldest)
    return words("enquiries.band.age", years=age.years)


def _risk(
    incident: IncidentCard, episode: EpisodeCard | None, risk: Stands | None, grade: Stands | None, pending: Sequence[VersionSeen], named: dict[str, str],
) -> tuple[Line, ...]:
    lines = []
    if incident.immediate_danger:
        lines.append(Line(text=words("enquiries.band.danger"), badges=(Badge(words("enquiries.band.danger-badge"), "red"),)))
    if episode is not None:
        lines.append(_stands(risk, named, "risk") if risk else Line(text=words("enquiries.band.risk-none")))
    lines.append(_stands(grade, named, "grade") if grade else Line(text=words("enquiries.band.grade-none")))
    lines += [
        Line(text=words("enquiries.band.pending", value=level_words(v.value)), by=named.get(v.by, v.by), at=v.at, badges=(_pending(),)) for v in pending
    ]
    return tuple(lines)


def _stands(stands: Stands, named: dict[str, str], what: str) -> Line:
    badges = (Badge(words("enquiries.band.provisional"), "yellow"),) if stands.provisional else ()
    detail = words("enquiries.band.because-high") if what == "grade" and stands.because_high and stands.value == "immediate" else stands.reasons
    return Line(
        text=words(f"enquiries.band.{what}", value=level_words(stands.value)), detail=detail, by=named.get(stands.by) or role_words(stands.role), at=stands.at,
        badges=badges,
    )


def _pending() -> Badge:
    return Badge(words("enquiries.band.waits-for-another"), "yellow")


def state_words(episode: EpisodeCard, at: datetime) -> str:
    """Where a search stands, with the moment that counts: since when the child is missing, never only when somebody told the force."""
    if episode.state != "missing":
        return words(f"enquiries.state.{episode.state}")
    since = episode.missing_since
    if since is None:
        return words("enquiries.band.missing-reported", reported=near_time(episode.reported_at, at))
    same_day = local(since).date() == local(episode.reported_at).date()
    reported = local_clock(episode.reported_at) if same_day else near_time(episode.reported_at, at)
    return words("enquiries.band.missing-since", since=near_time(since, at), reported=reported)


def _happening(incident: IncidentCard, episode: EpisodeCard | None, owner: str, latest: Line | None, at: datetime) -> tuple[Line, ...]:
    lines = []
    if episode is not None:
        gone = episode.state == "missing"
        since = episode.closed_at or episode.returned_at or episode.found_at or episode.missing_since or episode.reported_at
        lines.append(Line(text=state_words(episode, at), detail=ago(since, at), at=None if gone else since))
        if gone and episode.allocated_at is None:
            lines.append(_unallocated(incident, episode, owner, at))
    else:
        since = incident.reported_at
        lines.append(Line(text=words(f"enquiries.concern.{incident.concern}"), detail=words("enquiries.band.reported", length=ago(since, at)), at=since))
    if latest is not None:
        lines.append(latest)
    step = incident.resource
    if step is None:
        lines.append(Line(text=words("enquiries.band.nobody-sent"), badges=(Badge(words("enquiries.band.nobody-badge"), "red"),)))
    elif step.state == "decided":
        lines.append(Line(text=words("enquiries.band.decided", decision=level_words(step.decision)), at=step.at))
    else:
        tone = (Badge(words("enquiries.band.nobody-badge"), "red"),) if step.state == "no_resource" else ()
        lines.append(Line(text=words(f"enquiries.resource.{step.state}", resource=step.resource or words("enquiries.band.a-unit")), at=step.at, badges=tone))
    return tuple(lines)


def unallocated_badge() -> Badge:
    """That a child was reported missing and no team has the search: owned all the same, as the hint says."""
    return Badge(words("enquiries.band.unallocated"), "red", words("enquiries.band.unallocated-hint"))


def _unallocated(incident: IncidentCard, episode: EpisodeCard, owner: str, at: datetime) -> Line:
    """Nobody searches, though somebody owns it: both are said, and how long it has waited."""
    sent = incident.resource is not None and incident.resource.state in ("dispatched", "arrived")
    waits = Badge(words("enquiries.band.waiting", length=in_words(at - episode.reported_at)), "red")
    return Line(text=words("enquiries.band.no-team-yet" if sent else "enquiries.band.nobody-searches", owner=owner), badges=(unallocated_badge(), waits))


def _next(owed: Sequence[Owed]) -> tuple[Line, ...]:
    """Mine first, then what others owe: the most pressing of each."""
    mine, others = [d for d in owed if d.mine], [d for d in owed if not d.mine]
    lines = [Line(text=d.title, href=d.do or link_to(d.ref), clock=d.clock) for d in mine[:_DUTIES]]
    if not mine:
        lines.append(Line(text=words("enquiries.band.nothing-mine")))
        lines += [Line(text=d.title, detail=role_words(d.owed_by), href=d.do or link_to(d.ref), clock=d.clock) for d in others[: _DUTIES - 1]]
    elif len(mine) > _DUTIES:
        lines.append(Line(text=words("enquiries.band.more", count=len(mine) - _DUTIES), href="#owed"))
    return tuple(lines)


def _before(
    viewer: Viewer, incident: IncidentCard, episode: EpisodeCard | None, caller: Caller, child: str, *, hidden: bool, at: datetime,
) -> tuple[Line, ...]:
    lines = []
    if caller.safe_contact:
        lines.append(Line(text=caller.safe_contact, detail=words("enquiries.band.safe-contact"), badges=(Badge(words("enquiries.band.read-first"), "red"),)))
    if child and not hidden:
        markers = people.markers_of(child, viewer, at)
        for marker in markers[:_MARKERS]:
            level = f", {level_words(marker.level)}" if marker.level else ""
            lines.append(Line(text=f"{marker.title}{level}", detail=marker.shown, badges=(Badge(words("enquiries.band.marker"), "orange"),)))
        if episode is not None:
            lines += said_of_child(episode, {marker.marker for marker in markers})
    if incident.where:
        lines.append(Line(text=incident.where, detail=words("enquiries.band.where")))
    if incident.why_worried and not hidden:
        lines.append(Line(text=incident.why_worried, detail=words("enquiries.band.why-worried")))
    return tuple(lines)


def said_of_child(episode: EpisodeCard, held: Collection[str]) -> list[Line]:
    """What the caller said of the child that raises the risk, and that no marker says already: nobody has checked it, and it is not lost."""
    badge = (Badge(words("enquiries.band.said-badge"), "orange"),)
    return [
        Line(text=words(f"people.marker.{name}.title"), detail=words("enquiries.band.said-in-report"), badges=badge)
        for name in episode.concerns if name not in held
    ]


def _others(owner: Owner, plan: PlanSeen, profile: people.Profile | None, named: dict[str, str], *, at: datetime) -> tuple[Line, ...]:
    held = {card.ref: card for card in forces.cards([owner.officer], at)} if owner.officer else {}
    card = held.get(owner.officer)
    lines = [Line(
        text=named.get(owner.officer) or role_words(owner.owner), detail=words("enquiries.band.owner", role=role_words(owner.owner)),
        telephone=card.telephone if card else "",
    )]
    if owner.offered_to:
        to = named.get(owner.offered_officer) or role_words(owner.offered_to)
        lines.append(Line(text=words("enquiries.band.offered", to=to), at=owner.offered_at, badges=(Badge(words("enquiries.band.not-accepted"), "yellow"),)))
    if owner.beside:
        lines.append(Line(text=named.get(owner.beside, owner.beside), detail=words("enquiries.band.beside")))
    lines += [_working(a, named) for a in plan.actions if a.done_at is None and (a.who or a.owner)][:_ACTIONS]
    working = profile.professionals if profile else ()
    lines += [Line(text=who.name or who.agency, detail=level_words(who.profession), telephone=who.telephone) for who in working]
    return tuple(lines)


def _working(action: ActionSeen, named: dict[str, str]) -> Line:
    return Line(text=action.who or named.get(action.owner) or role_words(action.owner), detail=action.what)


def _plan(plan: PlanSeen) -> tuple[Line, ...]:
    lines = [Line(text=what, detail=words("enquiries.band.hypothesis"), at=when) for what, _, when in plan.hypotheses[:2]]
    return (*lines, *(Line(text=what, detail=words("enquiries.band.line")) for what, _, _ in plan.lines[:3]))
