"""What whoever goes must know first of a child and of who stands close: the same lines, from the same source, on every page about the child."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Line, Tone
from tutela.foundations.design.times import ago
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clip
from tutela.law.kernel.subjects import PERSON, Subject
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.enquiries.engine.entries import level_words, question_words
from tutela.record.enquiries.engine.near import Near, Neighbour, dangerous, neighbours, places_of, with_homes
from tutela.record.enquiries.queries import hand_overs_of
from tutela.record.occurrences.queries import EpisodeCard
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown, Profile

_DETAIL: Final = 26
"""So much of a marker's detail stands in the first screen; the whole is a marker's own, on the child's page."""
_GO: Final = ("medication", "description", "places", "friends", "phone")
"""What of the questionnaire whoever goes needs first."""
_ANSWERS, _PLACE, _RISKS = 180, 72, 90
_HOMES: Final = frozenset({"home", "placement"})
TONES: Final[Mapping[str, Tone]] = {"high": "red", "medium": "orange", "low": "yellow"}


def warnings(markers: Sequence[MarkerShown], episode: EpisodeCard | None, near: Sequence[Near], at: datetime) -> list[Line]:
    """The child's own markers, what the caller said of the child, the warnings about who stands close or is at the same place, and whom to ring of them."""
    lines = [Line(text=marker.shown, badges=level_badge(marker), detail=clip(marker.detail or "", _DETAIL)) for marker in markers]
    if episode is not None:
        lines += said_of_child(episode, {marker.marker for marker in markers})
    for who in near:
        how = clip(who.how, _PLACE)
        said = words("enquiries.band.near", name=who.name, how=how) if how else who.name
        lines.append(Line(text=who.marker.shown, badges=level_badge(who.marker), detail=said, href=link_to(who.ref)))
    return lines + _to_ring([*(m.marker for m in markers), *(who.marker.marker for who in near)], at)


def _to_ring(shown: Iterable[str], at: datetime) -> list[Line]:
    """Who knows more of these warnings and is on duty, with their number; that nobody is, is said too."""
    asks = dict.fromkeys(ask for name in shown if (ask := people.definitions()[name].ask))
    on_duty = forces.on_duty_many(asks, at) if asks else {}
    lines = []
    for ask, held in on_duty.items():
        who = next((card for card in held if card.telephone), None)
        team = words(f"enquiries.band.ring.{ask.partition('@')[0]}")
        text = words("enquiries.band.ring.who", team=team, name=who.name) if who else words("enquiries.band.ring.nobody", team=team)
        lines.append(Line(text=text, telephone=who.telephone if who else ""))
    return lines


def warnings_about(
    viewer: Viewer, child: str, profile: Profile | None, episode: EpisodeCard | None, at: datetime, close: Sequence[Neighbour] | None = None,
) -> list[Line]:
    """The same, looked up.

    :param profile: the child, where the viewer may read of them
    :param close: who and what is one step away, where that was looked up already
    """
    if profile is None:
        return []
    kept = profile.card.kept
    about = neighbours(viewer, kept, profile, at) if close is None else close
    return warnings(people.markers_of(child, viewer, at), episode, with_homes(viewer, dangerous(kept, about), places_of(about), at), at)


def level_badge(marker: MarkerShown) -> tuple[Badge, ...]:
    """How grave a marker is, where it says."""
    return (Badge(level_words(marker.level), TONES[marker.level]),) if marker.level else ()


def said_of_child(episode: EpisodeCard, held: Collection[str]) -> list[Line]:
    """What the caller said of the child that raises the risk, and that no marker says already: nobody has checked it, and it is not lost."""
    badge = (Badge(words("enquiries.band.said-badge"), "orange"),)
    return [
        Line(text=words(f"people.marker.{name}.title"), detail=words("enquiries.band.said-in-report"), badges=badge)
        for name in episode.concerns if name not in held
    ]


def home_lines(profile: Profile | None, places: Mapping[str, str]) -> list[Line]:
    """Where the person lives or is placed, where that may be known.

    :param places: the places about them that the viewer may know, by reference
    """
    homes = [a.place for a in profile.addresses if a.until is None and a.use in _HOMES] if profile else []
    return [Line(text=words("enquiries.band.lives", where=places[place]), href=link_to(place)) for place in homes[:1] if place in places]


def where_to_look(
    viewer: Viewer, profile: Profile, episode: EpisodeCard | None, answers: Mapping[str, str], at: datetime, *, told: bool = False,
) -> list[Line]:
    """Where the child was found the last time and with whom, and what the questionnaire says that whoever goes must know: while the child is missing.

    :param told: whether the page shows what a return form says of it already
    """
    if episode is None or episode.state != "missing":
        return []
    lines = []
    facts = [] if told else facts_about([Subject(PERSON, ref) for ref in profile.aliases], types=["missing.Found"])
    before = [fact for fact in facts if episode.ref not in fact.refs("episode") and fact.occurred.earliest < episode.reported_at]
    last = max(before, key=lambda fact: fact.occurred.earliest, default=None)
    if last is not None and readable(viewer, [last], at=at)[last.id] == "full":
        data: Any = last.data
        place = "; ".join(filter(None, (data.where, words("enquiries.found.with_whom", said=data.with_whom) if data.with_whom else "")))
        if place:
            lines.append(Line(text=words("enquiries.band.found-last", where=clip(place, _PLACE)), detail=ago(last.occurred.earliest, at)))
    said = [f"{question_words(name).capitalize()}: {answers[name]}" for name in _GO if name in answers]
    return lines + ([Line(text=clip("; ".join(said), _ANSWERS), detail=words("enquiries.band.questionnaire"))] if said else [])


def handed_on(subjects: Iterable[str]) -> list[Line]:
    """What was said of the risks when the case was handed over last: whoever goes must know it too."""
    row = next((row for row in hand_overs_of(*subjects) if row.risks), None)
    return [Line(text=clip(row.risks, _RISKS), detail=words("enquiries.band.handed-on"), at=row.offered_at)] if row else []
