"""Worlds for journeys, built from operations: who is there, what time it is, and what has happened before the first page is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from tests.officers import ROSTERED
from tutela.demo import operations as demo
from tutela.demo import seed
from tutela.demo.clock import training_time
from tutela.foundations.access import accounts
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Deployment
from tutela.foundations.kit import clock
from tutela.foundations.work.operation import Operation

SUNDAY: Final = datetime(2026, 3, 1, 18, 58, tzinfo=UTC)
"""Two minutes before the report of NN-1 comes in, on a Sunday evening: late shift."""
CHILD: Final = {
    "who": "Mia Larkin, 14", "where": "Foster home, 4 Orchard Close, Northport", "child_name": "Mia Larkin", "missing_from": "foster",
    "why_worried": "Did not come back at eight as agreed. Out of character. Suffers with anxiety and has harmed herself.",
    "caller_name": "Joan Pell", "caller_role": "foster_carer",
}
"""The child of NN-1, as her foster mother tells it on the telephone. Invented, as everybody here."""
_numbers = count(1)


def force(at: datetime = SUNDAY) -> None:
    """Northshire Police without a past, at a moment of its own."""
    seed.force(at, rostered=ROSTERED)
    set_clock(at)


def set_clock(at: datetime) -> None:
    """Put the training day's clock to a moment: what no page may do, since it may lie behind."""
    Deployment.objects.update(clock_moved=at - clock.wall())


def now() -> datetime:
    """The time of the training day."""
    return training_time()


def go_on(length: timedelta) -> None:
    """Let time go by as whoever runs the training day would, everybody told on the way, without a page for each hour."""
    clock.read_from(training_time)
    try:
        demo.go_on(viewer("kerr", now()), length=length, stopping=False)
    finally:
        clock.read_from(clock.wall)


def on_duty(address: str) -> str:
    """The name of who is on duty in a role now."""
    return forces.on_duty(address, now())[0].name


def viewer(key: str, at: datetime) -> Viewer:
    """One of the invented people, by the name they sign in with."""
    return viewer_for(Account.objects.select_related("officer").get(username=key), at=at, session="scenario", device="scenario")


def act(key: str, operation: Operation, at: datetime, /, **given: Any) -> dict[str, Any]:
    """Somebody does something at a moment."""
    return operation(by=viewer(key, at), key=f"scenario {next(_numbers)}", at=at, **given).result


def missing_child(at: datetime, *, level: str = "", **said: Any) -> dict[str, Any]:
    """A report of a missing child, taken and perhaps graded in the room: its incident, episode and child."""
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing

    told = act("ashworth", contact.take_report, at, **{**CHILD, "concern": "missing_child", "child_ages": (14, 14), "out_of_character": True, **said})
    if level:
        act("ashworth", missing.grade_risk, at, episode=told["episode"], level=level, rationale="As the caller says, and what is known of her.")
    return told


def held_by(cii: str, names: Iterable[str], at: datetime) -> list[str]:
    """Medium searches that an inspector of an area has accepted: the episodes."""
    from tutela.practice.missing import operations as missing

    inspector, episodes = viewer(cii, at), []
    for name in names:
        told = missing_child(at, level="medium", who=name, child_name=name)
        act("tremlett", missing.assign_to_cii, at, episode=told["episode"], officer=inspector.ref, risks="First time missing.")
        act(cii, missing.accept_ownership, at, episode=told["episode"])
        episodes.append(str(told["episode"]))
    return episodes


def feed(name: str = "stormlike") -> str:
    """Another system of the force.

    :returns: its token for the API
    """
    return accounts.give_token(accounts.make(name, feed=name))
