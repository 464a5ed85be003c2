"""What is measured: lists and boards, pages of one record, and what saves; each with whose page it is and what a row on it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from bench.scaled.built import Built

BARE: Final = "bare"
Class = Literal["bare", "list", "record", "save", "report"]
ALLOWED: Final[dict[str, int]] = {"list": 300, "record": 200, "save": 300}
"""Milliseconds within which 95 of 100 answers are to be there; of a report, which is composed of a whole day, nothing is asked, and no crowd opens it."""


class Target(NamedTuple):
    """One address: its name, whose page it is, the paths that are asked in turn, and what a row on it looks like."""

    name: str
    officer: str
    of: Class
    paths: tuple[str, ...]
    row: re.Pattern[str]
    form: Callable[[int], dict[str, str]] | None = None


class Empty(AssertionError):
    """A page did not show what it is measured for."""


_UUID: Final = r"[0-9a-f]{8}-[0-9a-f-]{27}"
_ROW: Final = re.compile(rf'href="[^"]*?({_UUID})')
_MEASURE: Final = re.compile(r'href="/reports/measures/([a-z-]+)/"')
_ANY: Final = re.compile(f"({_UUID})")
_OPEN: Final = "SELECT id::text FROM occurrences_incident WHERE closed_at IS NULL AND concern <> 'missing_child' ORDER BY id LIMIT 40"
_SEARCHES: Final = "SELECT id::text FROM occurrences_episode WHERE closed_at IS NULL AND found_at IS NULL ORDER BY id LIMIT 40"
_OWED: Final = """
    SELECT d.id::text FROM duties_duty d WHERE d.settled_at IS NULL AND NOT EXISTS (SELECT FROM access_restriction r WHERE r.subject = ANY (d.about))
    ORDER BY d.id LIMIT 40
"""
_CHILDREN: Final = """
    SELECT e.child FROM occurrences_episode e JOIN people_person p ON 'p:' || p.id = e.child
    WHERE NOT EXISTS (SELECT FROM access_restriction r WHERE r.subject = e.child) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 40
"""
_NAMES: Final = ("Holroyd", "Khan", "Smith", "Sykes", "Patel", "Murphy", "Greenwood", "Begum")
_REPORT: Final = {
    "who": "A child of about 13", "where": "Bus station, Northport", "why_worried": "Not back at the time agreed; telephone off.", "missing": "yes",
    "channel": "101", "caller_name": "Jo Holt", "grade": "prompt", "rationale": "Missing child; nobody knows where.",
}
_LISTS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("worklist:home", "tremlett", ("/",)), ("worklist:told", "tremlett", ("/told/",)), ("worklist:room", "ashworth", ("/room/",)),
    ("worklist:room-fragment", "ashworth", ("/room/live/",)), ("contact:board", "pickersgill", ("/contact/board/",)),
    ("missing:list", "lindqvist", ("/missing/",)), ("missing:return-interviews", "lindqvist", ("/missing/return-interviews/",)),
    ("missing:frequent", "lindqvist", ("/missing/frequent/",)), ("missing:flagged", "lindqvist", ("/missing/flagged/",)),
    ("supervision:team", "pickersgill", ("/team/",)),
    ("search:find", "lindqvist", tuple(f"/search/?q={name}" for name in _NAMES)),
    ("search:find (two names)", "ashworth", tuple(f"/search/?q=Mia+{name}" for name in _NAMES)),
    ("reports:measures", "okonkwo", ("/reports/measures/",)),
)


def targets(found: Built, database: str) -> list[Target]:
    """What is measured, with the paths of records that are there.

    :raises Empty: if the fixture holds none
    """
    with found.connect(database) as connection:
        incidents, episodes, duties, children = (
            [str(row[0]) for row in connection.execute(asked)] for asked in (_OPEN, _SEARCHES, _OWED, _CHILDREN)
        )
    if not (incidents and episodes and duties and children):
        raise Empty("the fixture has no open incident, no search, no open duty or no child who was missing")
    people = [ref.partition(":")[2] for ref in children]
    return [
        Target(BARE, "", "bare", tuple(f"/bare/{key}/" for key in incidents), re.compile("INC-")),
        *(Target(name, officer, "list", paths, _MEASURE if name == "reports:measures" else _ROW) for name, officer, paths in _LISTS),
        Target("briefing:live", "tremlett", "report", ("/briefing/pack/",), _ROW),
        Target("profile:person", "lindqvist", "record", tuple(f"/people/{key}/" for key in people), re.compile(r'<li id="(e[^"]*)"')),
        Target("contact:incident", "ashworth", "record", tuple(f"/contact/incidents/{key}/" for key in incidents), re.compile("INC-")),
        Target("missing:episode", "tremlett", "record", tuple(f"/missing/episodes/{key}/" for key in episodes), re.compile("MIS-")),
        Target("supervision:duty", "tremlett", "record", tuple(f"/duties/{key}/" for key in duties), re.compile("<h1")),
        Target("contact:report", "ashworth", "save", ("/contact/incidents/new/",), _ANY, lambda n: {**_REPORT, "child_name": f"Wren Holt {n}"}),
        Target(
            "contact:log", "ashworth", "save", tuple(f"/contact/incidents/{key}/log/" for key in incidents), _ANY,
            lambda n: {"kind": "information", "what": "sighting", "text": f"Seen near the station, {n}.", "raises_concern": "no"},
        ),
        Target(
            "missing:enquire", "osei", "save", tuple(f"/missing/episodes/{key}/enquire/" for key in episodes), _ANY,
            lambda n: {"what": f"Spoke to a friend, {n}", "result": "Last seen near the station."},
        ),
    ]
