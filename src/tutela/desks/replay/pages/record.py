"""A record's own replay as a page, for one viewer: named by its printed reference alone."""

from __future__ import annotations

from tutela.desks.replay.pages import ReplayPage, Told, case_page, replay_page
from tutela.desks.replay.queries.live import Live
from tutela.foundations.design.links import link_to
from tutela.foundations.design.words import words
from tutela.law.messages import words as said
from tutela.record.duties.queries.law import laws


def record_page(live: Live) -> ReplayPage:
    """The page of one record."""
    notes = ["replay.no-identities"]
    notes += ["replay.left-out"] if live.left_out else []
    notes += ["replay.too-many"] if live.too_many else []
    case = case_page(
        id=live.reference, title=words(f"replay.title.{live.kind}", reference=live.reference), source=words("replay.source"), rules=laws().by_code, words=said,
        tracks=[
            Told(track=track.track, facts=track.facts, alerts=track.alerts, until=live.until, spoken=False, withheld=live.withheld) for track in live.tracks
        ],
    )
    return replay_page([case], back=link_to(live.ref), notes=notes)
