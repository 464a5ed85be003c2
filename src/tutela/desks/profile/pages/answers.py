"""The eight answers in words: short enough that all of them stand in the first screen of a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.desks.profile.queries.answers import Answers, Risk
from tutela.facts.roles import ROLES
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, Badge, CriticalBand, Line, PersonBanner
from tutela.foundations.design.times import ago, local_clock, local_date, near_time
from tutela.foundations.design.words import known, words
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import in_words
from tutela.record.duties.engine.band import clock_of
from tutela.record.duties.queries import DutyCard
from tutela.record.enquiries.engine import (
    care_lines,
    decided_line,
    decided_words,
    level_badge,
    nothing_yours,
    plan_lines,
    plans,
    reported_lines,
    review_lines,
    sex_words,
    stands_line,
    state_words,
    warnings,
    working_lines,
    yours_from_before,
)
from tutela.record.enquiries.engine.gaps import how_fresh
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard
from tutela.record.people.queries import Age, Card, MarkerShown


def band(a: Answers) -> CriticalBand:
    """The eight answers of one person for one viewer at one moment."""
    return CriticalBand(
        who=tuple(_who(a)), risk=tuple(_risk(a)), happening=tuple(_happening(a)), next=tuple(_next(a)), before=tuple(_before(a)), others=tuple(_others(a)),
        plan=tuple(_plan(a)), unknown=tuple(_unknown(a)), as_at=a.at, high=a.high,
    )


def banner(card: Card, age: Age, event: str, *, also: Iterable[str] = (), badges: Iterable[Badge] = (), markers: Iterable[MarkerShown] = ()) -> PersonBanner:
    """Who the page is about."""
    return PersonBanner(
        name=card.display, reference=card.reference, age=age.years, estimated=age.known == "estimated", said=age.said,
        at=words(f"profile.event.{event}") if event else "",
        born=card.born_earliest if card.born_earliest == card.born_latest else None, child=age.treated_as_child, also=tuple(also), badges=tuple(badges),
        markers=tuple(marker_line(m) for m in markers),
    )


def marker_line(marker: MarkerShown) -> Line:
    """A marker's minimal words, with its title and level as badges; the detail where the viewer may read it."""
    level = level_badge(marker)
    review = (Badge(words("profile.marker.to-review"), "grey"),) if marker.to_review else ()
    return Line(text=marker.shown, badges=(Badge(marker.title, "purple"), *level, *review), detail=marker.detail or "")


def _who(a: Answers) -> Iterator[Line]:
    profile = a.linked.profile
    card = profile.card
    born = words("profile.who.born", day=local_date(card.born_earliest)) if card.born_earliest and card.born_earliest == card.born_latest else ""
    stub = (Badge(words("profile.stub"), "grey"),) if card.status == "stub" else ()
    died = (Badge(words("profile.died"), "black"),) if card.died_at else ()
    yield Line(text=f"{card.display}, {_age(a)}", detail=", ".join(filter(None, (sex_words(card), born))), badges=(*stub, *died))
    yield from (*care_lines(profile), *a.home)


def _age(a: Answers) -> str:
    """How old they were at the event; never a number where nobody knows."""
    if a.age.years is None:
        return words("profile.who.unknown" if a.age.treated_as_child else "profile.who.said-adult")
    said = words("profile.who.said" if a.age.said else "profile.who.about" if a.age.known == "estimated" else "profile.who.age", age=a.age.years)
    said = f"{said} {words(f'profile.event.{a.event}')}" if a.event else said
    return words("profile.who.child", age=said) if a.age.treated_as_child else said


def _risk(a: Answers) -> Iterator[Line]:
    for risk in a.risks:
        yield from _level(a, risk)
        if risk.asked:
            yield Line(text=words("profile.risk.asked", level=words(f"profile.risk.level.{risk.asked}")), by=_name(a, risk.asked_by))
    if not a.risks:
        for marker in a.linked.markers:
            if marker.level == "high":
                yield Line(text=words("profile.risk.marked", marker=marker.title), by=_name(a, marker.recorded_by), at=marker.recorded_at)


def _level(a: Answers, risk: Risk) -> Iterator[Line]:
    """The level that stands with its reason, what it is handled as where that differs, and how fast somebody is to come."""
    named = {ref: card.name for ref, card in a.officers.items()}
    if risk.stands is None:
        yield Line(text=words("profile.risk.ungraded"))
    else:
        said = stands_line(risk.stands, named, "risk")
        handled = words("profile.risk.handled", level=words(f"profile.risk.level.{risk.handled_as}")) if risk.handled_as not in ("", risk.stands.value) else ""
        yield msgspec.structs.replace(said, detail="; ".join(filter(None, (said.detail, handled))))
    if risk.grade is not None and risk.episode.state == "missing":
        yield stands_line(risk.grade, named, "grade")


def _happening(a: Answers) -> Iterator[Line]:
    by_ref = {i.ref: i for i in a.linked.incidents}
    for search in a.searches[:2]:
        stands = a.stands if a.stands and search is a.searches[0] else Line(text=state_words(search, a.at), href=link_to(search.ref))
        incident = by_ref.get(search.incident)
        yield msgspec.structs.replace(stands, detail=_who_looks(search, incident, a.at)) if search.state == "missing" else stands
        yield from decided_line(a.decided, link_to(search.ref)) if search is a.searches[0] else ()
    if a.information is not None:
        yield a.information
    for search in a.searches[:1]:
        if search.incident in by_ref:
            yield from reported_lines(by_ref[search.incident], search, dict(a.callers).get(search.incident))
    for incident in a.incidents[:2]:
        yield Line(text=words(f"profile.concern.{incident.concern}"), detail=incident.reference, at=incident.reported_at, href=link_to(incident.ref))


def _who_looks(search: EpisodeCard, incident: IncidentCard | None, now: datetime) -> str:
    """Who was sent; and, where no team has the search, for how long: that somebody owns it is no search."""
    team = "" if search.allocated_at else words("enquiries.band.no-team-for", length=in_words(now - search.reported_at))
    return "; ".join(filter(None, (_sent(incident, now), team)))


def _sent(incident: IncidentCard | None, now: datetime) -> str:
    step = incident.resource if incident else None
    if step is None:
        return words("profile.sent.nobody")
    return decided_words(step, now) if step.state == "decided" else words(f"profile.sent.{step.state}", resource=step.resource, at=local_clock(step.at))


def _next(a: Answers) -> Iterator[Line]:
    tab = reverse("profile:tab", args=[refs.key_of(a.linked.ref, "person"), "duties"])
    now = [card for card in a.mine if not a.searches or not _earlier(a, card)]
    if not now:
        late = sum(card.state in LATE for card in a.others)
        yield Line(text=nothing_yours(len(a.others), late, able=bool(a.there)), href=tab if a.others else None)
        yield from _theirs(a, 2)
        own = (words("profile.next.late", what=card.title) if card.state in LATE else card.title for card in a.mine)
        yield from yours_from_before((*own, *a.left.yours), href=tab)
        return
    yield from (_mine(a, card) for card in a.mine[:2])
    if len(a.mine) == 1:
        yield from _theirs(a)
    said = [words("profile.next.mine", count=len(a.mine) - 2)] if len(a.mine) > 2 else []
    said += [words("profile.next.theirs", count=len(a.others))] if a.others else []
    if said:
        yield Line(text=", ".join(said), href=tab)


def _mine(a: Answers, card: DutyCard) -> Line:
    """What the viewer owes: the decision that is asked, else the act."""
    asked = card.ref in a.asked
    href = None if asked else a.doing.get(card.ref)
    return Line(
        text=card.asks if asked else card.title, detail=card.title if asked else "", clock=clock_of(card, a.at), href=href or link_to("duty", card.ref),
    )


def _earlier(a: Answers, card: DutyCard) -> bool:
    """Is it left of a search that is over?"""
    about, open_ = {card.subject, *card.about}, {e.ref for e in a.searches}
    return about.isdisjoint(open_) and any(e.ref in about for e in a.linked.episodes)


def _theirs(a: Answers, most: int = 1) -> Iterator[Line]:
    """Of what others owe what is done there by the viewer who goes, then the most pressing."""
    for card in sorted(a.others, key=lambda card: card.ref not in a.there)[:most]:
        role = card.owed_by.partition("@")[0]
        yield Line(text=card.title, detail=ROLES.get(role, role), clock=clock_of(card, a.at), href=a.doing.get(card.ref) or link_to("duty", card.ref))


def _before(a: Answers) -> Iterator[Line]:
    yield from warnings(a.linked.markers, next(iter(a.searches), None), a.near, a.at)
    yield from (*a.places, *a.handed)
    for _, caller in a.callers:
        if caller.safe_contact:
            yield Line(text=words("profile.before.contact", how=caller.safe_contact))


def _others(a: Answers) -> Iterator[Line]:
    for search in a.searches[:1]:
        officer = a.officers.get(search.owner.officer)
        if officer:
            role, away = search.owner.owner.partition("@")[0], bool(a.off_duty)   # who is in their place is the one to ring
            text = words("profile.others.owner", name=officer.name)
            yield Line(text=text) if away else Line(text=text, detail=ROLES.get(role, role), telephone=officer.telephone)
        else:
            yield Line(text=words("profile.others.owner", name=_address(search.owner.owner)))
        yield from a.off_duty
        if search.owner.offered_to:
            to = a.officers.get(search.owner.offered_officer)
            yield Line(text=words("profile.others.offered", to=to.name if to else _address(search.owner.offered_to)))
    yield from working_lines(a.plan, {ref: card.name for ref, card in a.officers.items()})
    for p in a.linked.profile.professionals[:4]:
        yield Line(text=p.name or p.agency, detail=words(f"profile.profession.{p.profession}"), telephone=p.telephone)


def _plan(a: Answers) -> Iterator[Line]:
    named = {ref: card.name for ref, card in a.officers.items()}
    now = () if a.plan.empty else plan_lines(a.plan, named, a.at, href=link_to(a.searches[0].ref))
    yield from plans(now, review_lines(a.review, named, a.at), a.left.lines)
    if a.trigger_plan is not None:
        yield Line(text=words("profile.plan.trigger", at=near_time(a.trigger_plan, a.at)))


def _unknown(a: Answers) -> Iterator[Line]:
    gaps = [words("profile.unknown.age")] if a.age.years is None else []
    gaps += [words("profile.unknown.hits", count=len(a.hits))] if a.hits else []
    gaps += [words("profile.unknown.graded")] if any(r.stands is None for r in a.risks) else []
    gaps += [words("profile.unknown.care")] if not a.searches and a.age.treated_as_child and a.linked.profile.care is None else []
    gaps += a.gaps
    silent = list(dict.fromkeys(held.source for held in a.silent))
    gaps += [words("profile.unknown.silent", sources=silent)] if silent else []
    if a.searches:
        yield how_fresh((a.information, *a.handed), a.searches[0].reported_at, a.at, a.searches[0])
    for gap in gaps:
        yield Line(text=gap)
    if a.latest:
        yield Line(text=words("profile.unknown.latest", ago=ago(a.latest[0], a.at)), by=_name(a, a.latest[1]))


def _name(a: Answers, ref: str) -> str:
    officer = a.officers.get(ref)
    return officer.name if officer else ""


def _address(address: str) -> str:
    role, _, area = address.partition("@")
    message = f"profile.area.{area}"
    return f"{ROLES.get(role, role)}{', ' + words(message) if known(message) else ''}"
