"""Every route for every role, asked for real: what opens, what opens in part, what stays shut, against a table that was written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from django.urls import URLPattern, get_resolver

from tests.access.asking import Asker, address, body, fields, looking_for_writes
from tests.access.world import COLUMNS, INSIDER, Known, World

WRITTEN: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("table.yaml").read_text())
ROLES: Final[list[str]] = list(WRITTEN["columns"].values())
OPEN: Final = frozenset({200, 302})
DONE: Final = frozenset({200, 302, 422})
"""What a form that acts may be answered with: done, or asked again."""
ANSWERED: Final = DONE | {400, 401, 404, 405}
"""What a page that is open to all may say to somebody whom it is not for."""


THEIRS: Final = {"incident form": DONE | {403}, "child entry": OPEN | {404}}
"""What is one person's to answer or to correct: theirs to do, and of no use to a colleague who opens it."""


class Row(NamedTuple):
    """One route: what it is about, whether it is looked at or sent to, and a cell for each role."""

    route: str
    about: str
    how: str
    cells: dict[str, str]


def rows() -> list[Row]:
    """The table as it is written."""
    found = []
    for route, line in WRITTEN["routes"].items():
        words = line.split()
        cells = words[-len(ROLES):]
        *about, how = words[:-len(ROLES)]
        found.append(Row(route, " ".join(about), how, dict(zip(ROLES, cells, strict=True))))
    return found


TABLE: Final = rows()


def there_are(patterns: Any = None, space: str = "") -> set[str]:
    """The names of every route of the product."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{space}{pattern.name}")
        else:
            found |= there_are(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
    return found


def test_every_route_is_in_the_table_and_nothing_else() -> None:
    assert {row.route for row in TABLE} == there_are()


def test_a_route_that_nobody_wrote_down_is_seen() -> None:
    assert "admin:canary" in there_are([*get_resolver().url_patterns, _included("admin", "canary")]) - {row.route for row in TABLE}


def _included(space: str, name: str) -> Any:
    from django.http import HttpResponse
    from django.urls import include, path

    return path("admin/", include(([path("canary", HttpResponse, name=name)], space)))


def test_every_cell_is_one_of_three_and_every_role_has_somebody() -> None:
    assert {cell for row in TABLE for cell in row.cells.values()} == {"may", "part", "-"}
    assert set(ROLES) == {*COLUMNS, "feed", "partner", "nobody"}


@pytest.mark.requirement("XX-007", part="role by route, three real requests a cell")
@pytest.mark.requirement("XX-013", part="restricted detail and existence on every route")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_no_more(world: World, role: str) -> None:
    asker = Asker(world, role)
    with looking_for_writes() as written:
        wrong = [f"{row.route} ({row.cells[role]}): {said}" for row in TABLE for said in tried(asker, row, row.cells[role], world)]
    assert wrong == []
    assert written == []


def tried(asker: Asker, row: Row, cell: str, world: World) -> list[str]:
    """What of one cell is not as the table says: three requests."""
    about_a_record = row.about not in {
        "none", "queue", "rule", "number", "officer", "officer act", "policy", "policy act", "search", "measure", "saved view", "pack day", "log",
    }
    return of_records(asker, row, cell, world) if about_a_record else of_none(asker, row, cell, world)


def of_records(asker: Asker, row: Row, cell: str, world: World) -> list[str]:
    """An ordinary record, one restricted in detail, one whose existence is restricted."""
    found = []
    for record in world.kinds:
        if record is world.ordinary and cell != "-" and row.about.startswith("child"):
            asker.say_purpose(record)
        path = address(row.route, row.about, record, world)
        answer = asker.ask(row.how.upper(), path, fields(row.about, record) if row.how == "post" else None)
        wanted = shut(asker, row, row.how) if cell == "-" else allowed(row, record)
        if answer.status_code not in wanted:
            found.append(f"{record.how}: {answer.status_code}, not {sorted(wanted)}")
        found += leaks(body(answer), row, cell, record, world)
    return found


def allowed(row: Row, record: Known) -> frozenset[int]:
    """The answers to who may."""
    if record.how == "existence":
        return OPEN if row.about == "place" else frozenset({404})
    acts = row.how == "post" or row.about.endswith(("act", "action", "entry", "marker"))
    if record.how == "detail":
        return frozenset({403, 404, 422} if row.how == "post" else {200, 403, 404} if acts else {200, 302})
    return THEIRS.get(row.about) or (DONE if row.how == "post" else OPEN)


def shut(asker: Asker, row: Row, method: str) -> frozenset[int]:
    """The answers to who may not: to sign in, to come with a token, or that it is not for them; of the other site, that there is no such page."""
    if asker.role == "partner" and row.route != "api:receive_return_interview":
        return frozenset({302} if row.route == "worklist:home" else {404, 405})   # the first address leads on to their own first page
    if row.route.startswith("gateway:"):
        return frozenset({404})
    if row.route.startswith("api:"):
        return frozenset({403, 405} if asker.role == "feed" else {401, 405})
    if row.route in {"authenticator", "password"}:
        return frozenset({302, 405})
    if asker.role == "nobody":
        return frozenset({403} if method.lower() == "post" else {302})
    return frozenset({403, 405} if row.about == "queue" and method == "POST" else {403})  # a queue's own permission is asked by its page


def of_none(asker: Asker, row: Row, cell: str, world: World) -> list[str]:
    """A look, its head, and something sent without a key; the head of what opens is asked for by the first role that may."""
    path, found = address(row.route, row.about, None, world), []
    first = next((role for role in ROLES if row.cells[role] == "may"), asker.role)
    for method in ("GET", "HEAD", "POST") if cell != "may" or asker.role == first else ("GET", "POST"):
        answer = asker.ask(method, path)
        if cell == "-":
            wanted = shut(asker, row, method)
        elif row.route in PUBLIC:
            wanted = ANSWERED
        elif method == "POST":
            wanted = DONE if row.how == "post" else DONE | {405}
        else:
            wanted = frozenset({405}) if row.how == "post" or (method == "HEAD" and row.route.startswith("api:")) else OPEN
        if answer.status_code not in wanted:
            found.append(f"{method}: {answer.status_code}, not {sorted(wanted)}")
        found += [said for record in world.kinds[1:] for said in leaks(body(answer), row, cell, record, world)]
    return found


PUBLIC: Final = frozenset(row.route for row in TABLE if row.cells["nobody"] == "may")


def leaks(said: str, row: Row, cell: str, record: Known, world: World) -> list[str]:
    """What an answer says that it must not."""
    found = [f"{record.how}: says {known.words!r} of the one restricted in detail" for known in (world.detail,) if known.words in said]
    asked_for = record.printed if row.about.endswith("printed") else ()
    found += [
        f"{record.how}: tells of the hidden one: {word}" for word in (*world.existence.printed, world.existence.words) if word in said and word not in asked_for
    ]
    if cell == "-":
        found += [f"{record.how}: says {word!r} though shut" for word in (world.ordinary.name, world.ordinary.words) if word in said]
    if cell == "part" and record is world.ordinary:
        word = world.ordinary.name if WRITTEN["withheld"][row.about] == "name" else world.ordinary.words
        found += [f"{record.how}: says {word!r}"] if word in said else []
    return found


@pytest.mark.parametrize("route", ["contact:incident", "missing:episode", "profile:person", "supervision:duty"])
def test_who_is_in_the_audience_reads_what_the_others_do_not(world: World, route: str) -> None:
    """Or nothing of the above would mean anything."""
    asker = Asker(world, "nobody").as_(INSIDER)
    (row,) = [row for row in TABLE if row.route == route]
    for record in world.kinds:
        asker.say_purpose(record)
        said = body(asker.ask("GET", address(route, row.about, record, world)))
        assert record.name in said
        assert record.words in said
