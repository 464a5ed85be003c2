"""What nobody has said yet about a report or a search: the last of the eight answers. An empty answer is a gap that is shown, never a blank."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from tutela.foundations.design.parts import Line, Provenance
from tutela.foundations.design.times import ago
from tutela.foundations.design.words import words
from tutela.record.documents import queries as documents
from tutela.record.enquiries.engine.entries import question_words
from tutela.record.enquiries.queries import THRIVE, Heard
from tutela.record.occurrences.engine import Standing
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard
from tutela.record.people.queries import Profile

_AWAY: Final = frozenset({"missing", "whereabouts_known", "found"})
"""Where an episode stands while the child is not home: what the questionnaire asks may still be needed."""


def unknown(
    incident: IncidentCard, episode: EpisodeCard | None, standing: Standing, heard: Heard, profile: Profile | None, fresh: Line,
    outdated: Line | None = None,
) -> tuple[Line, ...]:
    """How old the last information is, what nobody has said yet, and what is not done that says it.

    :param fresh: how old the last information is: first, so that no screen is too small for it
    :param outdated: that the assessment stands on less than is known now
    :param profile: the child, where the viewer may read of them
    """
    gaps = []
    if episode is not None and standing.risk(episode.ref) is None:
        gaps.append(words("enquiries.gap.risk"))
    if standing.grade(incident.ref) is None:
        gaps.append(words("enquiries.gap.grade"))
    if episode is not None and standing.unanswered_hits(episode.ref):
        gaps.append(words("enquiries.gap.hits"))
    gaps += [outdated.text] if outdated and incident.open else []
    gaps += not_said(incident, episode, heard, profile)
    lines = [Line(text=gap) for gap in gaps] or [Line(text=words("design.band.none.unknown"))]
    source = episode.source if episode and episode.source else incident.source
    if source is not None:
        stands = Provenance(system=source.system, ref=source.ref, as_at=incident.reported_at, href=source.link or None)
        lines.append(Line(text=words("enquiries.band.from-elsewhere"), source=stands))
    return (fresh, *lines)


def how_fresh(told: Iterable[Line | None], reported_at: datetime, at: datetime, episode: EpisodeCard | None = None) -> Line:
    """When information last came, at a hand-over or that the child is found or back too; else that none has come since the report.

    :param told: the last information, and what was said at a hand-over, where there is any
    """
    came = [line.at for line in told if line and line.at] + [moment for moment in (episode and episode.found_at, episode and episode.returned_at) if moment]
    if not came:
        return Line(text=words("enquiries.gap.no-information", length=ago(reported_at, at)))
    return Line(text=words("enquiries.gap.last-information", length=ago(max(came), at)))


def not_said(incident: IncidentCard, episode: EpisodeCard | None, heard: Heard, profile: Profile | None) -> list[str]:
    """What of a child who is found nobody has said; what assessment and questionnaire lack; what of the child and of how they went is not known."""
    found = _of_found(episode, heard)
    if incident.open:
        empty = [words(f"enquiries.thrive.{name}") for name in THRIVE if name not in heard.thrive]
        if len(empty) == len(THRIVE):
            found.append(words("enquiries.gap.thrive-none"))
        elif empty:
            found.append(words("enquiries.gap.thrive", elements=empty))
    if episode is not None and episode.state in _AWAY:
        if heard.unanswered is None:
            found.append(words("enquiries.gap.questionnaire-none"))
        elif heard.unanswered:
            found.append(words("enquiries.gap.questionnaire", questions=[question_words(name) for name in heard.unanswered]))
    small = [words(f"enquiries.gap.{name}") for name in (*_of_report(incident, episode), *_of_child(incident, profile))]
    return [*found, *([words("enquiries.gap.small", gaps=small)] if small else [])]


def _of_found(episode: EpisodeCard | None, heard: Heard) -> list[str]:
    """Of a child who is found or known to be somewhere: whether they are safe, and that no police officer has seen them."""
    if episode is None or episode.closed_at is not None or episode.state == "missing":
        return []
    settled = episode.state == "returned" and episode.verified_at is not None
    found = [words("enquiries.gap.safe")] if not settled and _nobody_said_safe(heard) else []
    return found if heard.seen_by_police else [*found, words("enquiries.gap.not-seen")]


def _nobody_said_safe(heard: Heard) -> bool:
    """Has nobody said whether the child who was found is safe?"""
    data: Any = heard.found.data if heard.found else None
    return data is None or data.safe is None


def _of_report(incident: IncidentCard, episode: EpisodeCard | None) -> list[str]:
    found = [] if incident.where else ["where"]
    if episode is not None and episode.state == "missing":
        found += [name for name, missing in (
            ("from", episode.missing_from == "unknown"), ("character", episode.out_of_character is None),   # since when: where it stands says it
        ) if missing]
    return found


def _of_child(incident: IncidentCard, profile: Profile | None) -> list[str]:
    if profile is None:
        return [] if incident.children else ["child"]
    found = ["birth"] if profile.card.age.known == "unknown" else []
    if profile.care is None and profile.card.age.treated_as_child:
        found.append("care")
    if not any(address.until is None for address in profile.addresses):
        found.append("address")
    if "photo" not in documents.kinds_of(profile.aliases):
        found.append("photo")
    return found
