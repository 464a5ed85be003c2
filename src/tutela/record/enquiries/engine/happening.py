"""What is happening, in lines: where a search stands, how a child was found, who was sent, who has it, what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, Line
from tutela.foundations.design.times import ago, local_clock, near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.periods import in_words, local
from tutela.foundations.kit.text import clip
from tutela.record.chronology.queries import readable
from tutela.record.enquiries.engine.entries import level_words, role_words, safe_words
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard, Owner, ResourceSeen

_WORDS: Final = 120


def state_words(episode: EpisodeCard, at: datetime) -> str:
    """Where a search stands, with the moment that counts: since when the child is missing, never only when somebody told the force."""
    if episode.state in ("found", "returned"):
        when = (episode.found_at if episode.state == "found" else episode.returned_at) or episode.reported_at
        return words(f"enquiries.band.{episode.state}-at", at=near_time(when, at))
    if episode.state != "missing":
        return words(f"enquiries.state.{episode.state}")
    since = episode.missing_since
    if since is None:
        return words("enquiries.band.missing-reported", reported=near_time(episode.reported_at, at))
    same_day = local(since).date() == local(episode.reported_at).date()
    reported = local_clock(episode.reported_at) if same_day else near_time(episode.reported_at, at)
    return words("enquiries.band.missing-since", since=near_time(since, at), reported=reported)


def search_line(viewer: Viewer, episode: EpisodeCard, found: Fact | None, at: datetime, *, href: str | None = None) -> Line:
    """Where a search stands; of a child who was found also where, with whom, and whether they are safe.

    :param found: how the child was found, as it was said last
    """
    if episode.state not in ("found", "returned"):
        since = episode.closed_at or episode.missing_since or episode.reported_at
        return Line(text=state_words(episode, at), at=episode.closed_at, detail="" if episode.state == "missing" else ago(since, at), href=href)
    if episode.state == "returned" and episode.verified_at:
        return Line(text=state_words(episode, at), href=href)
    access = readable(viewer, [found], at=at)[found.id] if found else "none"
    if found is None or access == "none":
        badges: tuple[Badge, ...] = (_safe(None),) if found is None else ()
        return Line(text=state_words(episode, at), badges=badges, href=href)
    data: Any = found.data
    detail = how_found(data) if access == "full" else words("enquiries.entry.hidden")
    return Line(text=state_words(episode, at), badges=(_safe(data.safe),), detail=detail, href=href)


def how_found(data: Any) -> str:
    """Where and with whom a child was found, labelled; what nobody said is said to be not known."""
    unknown = words("enquiries.found.unknown")
    parts = (words(f"enquiries.found.{name}", said=getattr(data, name) or unknown) for name in ("where", "with_whom"))
    return "; ".join(parts)


def _safe(safe: bool | None) -> Badge:
    return Badge(safe_words(safe), "green" if safe else "red" if safe is False else "orange")


def resource_line(step: ResourceSeen | None, named: dict[str, str], at: datetime, *, back: bool = False) -> Line:
    """Who was sent; of a decision what, by when, how and by whom.

    :param back: there is nobody to search for: that nobody was sent is said, and alarms nobody
    """
    if step is None:
        return Line(text=words("enquiries.band.nobody-sent"), badges=() if back else (Badge(words("enquiries.band.nobody-badge"), "red"),))
    if step.state == "decided":
        return Line(text=decided_words(step, at), detail=clip(step.words, _WORDS), by=named.get(step.by, ""), at=step.at)
    badges = (Badge(words("enquiries.band.nobody-badge"), "red"),) if step.state == "no_resource" else ()
    text = words(f"enquiries.resource.{step.state}", resource=step.resource or words("enquiries.band.a-unit"))
    if step.state == "dispatched":
        return Line(text=text, detail=words("enquiries.band.not-there", at=near_time(step.at, at)))
    return Line(text=text, at=step.at, badges=badges)


def decided_words(step: ResourceSeen, at: datetime) -> str:
    """What was decided about a resource, and by when somebody is there; that nobody said when is said."""
    when = words("enquiries.band.by-when", when=near_time(step.by_when, at)) if step.by_when else words("enquiries.band.no-time")
    return f"{words('enquiries.band.decided', decision=level_words(step.decision))}, {when}"


def unallocated_badge(*, sent: bool) -> Badge:
    """That no team has the search: owned all the same, as the hint says; where somebody was sent it does not say that nothing was done."""
    said = words("enquiries.band.no-team" if sent else "enquiries.band.unallocated")
    return Badge(said, "orange" if sent else "red", words("enquiries.band.unallocated-hint"))


def standing_lines(
    viewer: Viewer, incident: IncidentCard, episode: EpisodeCard | None, found: Fact | None, named: dict[str, str], owner: str, at: datetime,
) -> tuple[Line, ...]:
    """Where it stands, whether a team has the search of a child who is missing, and who was sent.

    :param found: how the child was found, as it was said last; ``owner``: who has it, in words
    """
    if episode is None:
        since = incident.reported_at
        stands = Line(text=words(f"enquiries.concern.{incident.concern}"), detail=words("enquiries.band.reported", length=ago(since, at)), at=since)
    else:
        stands = search_line(viewer, episode, found, at)
    sent = resource_line(incident.resource, named, at, back=incident.all_back)
    if episode is None or episode.state != "missing" or episode.allocated_at is not None:
        return stands, sent
    length, hint = in_words(at - episode.reported_at), words("enquiries.band.unallocated-hint")
    if incident.sent:
        return stands, msgspec.structs.replace(sent, badges=(Badge(words("enquiries.band.no-team-for", length=length), "orange", hint),))
    badges = (unallocated_badge(sent=False), Badge(words("enquiries.band.waiting", length=length), "red"))
    return stands, Line(text=words("enquiries.band.nobody-searches", owner=owner), badges=badges), sent


def off_duty(owner: Owner, at: datetime) -> tuple[Line, ...]:
    """Where the owner by name is not on duty now, who is in their place, in the same role, with a number: they hold it until somebody takes it over."""
    on = forces.on_duty_many([owner.owner], at)[owner.owner] if owner.officer else ()
    if not owner.officer or any(card.ref == owner.officer for card in on):
        return ()
    badge = (Badge(words("enquiries.band.off-duty"), "orange"),)
    if not on:
        return (Line(text=words("enquiries.band.nobody-on-duty", role=role_words(owner.owner.partition("@")[0])), badges=badge),)
    return (Line(text=words("enquiries.band.on-duty-now", name=on[0].name), telephone=on[0].telephone, badges=badge),)
