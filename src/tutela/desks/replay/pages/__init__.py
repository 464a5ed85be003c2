"""The page of a replay: each case on three tracks, each track a picture with the same as a table beneath.

Templates get these typed objects and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tutela.desks.replay.pages import rows, story
from tutela.desks.replay.pages.shapes import TRACKS, CasePage, Cited, ReplayPage, Told, TrackPage
from tutela.foundations.design.pictures import timeline
from tutela.foundations.design.pictures.local import long_day
from tutela.law.kernel.rules import Rule
from tutela.law.messages.happenings import Words
from tutela.law.sources import instruments

__all__ = ["CasePage", "ReplayPage", "Told", "TrackPage", "case_page", "replay_page"]


def replay_page(cases: Iterable[CasePage], *, back: str | None = None, notes: Sequence[str] = ()) -> ReplayPage:
    """The page of these cases, with the sources that their rows cite."""
    made = tuple(cases)
    told = [row for case in made for track in case.tracks for day in track.days for row in day.rows]
    keys = {cite.partition(" ")[0] for row in told for cite in row.cites}
    known = instruments()
    cited = tuple(sorted(Cited(key, known[key].title, known[key].url) for key in keys if key in known))
    return ReplayPage(cases=made, cited=cited, back=back, notes=tuple(notes))


def case_page(*, id: str, title: str, source: str, tracks: Sequence[Told], rules: Mapping[str, Rule], words: Words) -> CasePage:
    """One case, from what replay leaves: its tracks ("happened" first), the rules by code, and the words of messages."""
    facts = tracks[0].facts
    anchor = "case-" + re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")
    starts, ends = story.starts(tracks[0]), tracks[0].until
    own = frozenset(fact.id for fact in facts)
    return CasePage(
        id=id, anchor=anchor, title=title, source=source, span=f"{long_day(starts)} to {long_day(ends)}",
        facts=len(facts), assumed=sum(f.assumed for f in facts),
        tracks=tuple(_track(told, anchor, title, own, rules, words) for told in tracks),
    )


def _track(told: Told, anchor: str, title: str, own: frozenset[str], rules: Mapping[str, Rule], words: Words) -> TrackPage:
    name, about = TRACKS[told.track]
    summary = story.summary(told)
    line = story.picture(told, f"{title}: {name}", summary, own, words)
    return TrackPage(
        key=told.track, name=name, about=about, counts=story.counts(told), summary=summary,
        picture=timeline.draw(line, name=f"{anchor}-{told.track}"),
        narrow_picture=timeline.draw(line, name=f"{anchor}-{told.track}-narrow", width=360),
        days=rows.days([*rows.happened(told, own, words), *rows.alerts(told, rules, words)]),
    )
