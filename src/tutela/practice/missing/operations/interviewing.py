"""The independent interview of a child who came back: asked for, offered, held or declined, received, read, entered. It outlives the episode."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from tutela.facts import Payload, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import hold, noted
from tutela.practice.missing.operations.rows import keep

_SAYS: Final[dict[str, Callable[[dict[str, Any]], Payload]]] = {
    "asked": lambda said: missing.ReturnInterviewRequested(authority=said["who"]),
    "offered": lambda _: missing.ReturnInterviewOffered(),
    "held": lambda said: missing.ReturnInterviewHeld(independent=said["independent"] is not False),
    "declined": lambda said: missing.ReturnInterviewDeclined(reason=said["reason"], carer_asked=said["carer_asked"]),
    "received": lambda said: missing.ReturnInterviewReceived(by_channel=said["who"]),
    "read": lambda _: missing.ReturnInterviewRead(),
}


@operation(Permission.MISSING_FOUND, about=("episode",))
def return_interview(
    work: Work, *, episode: str, stage: str, who: str = "", reason: str = "", carer_asked: bool | None = None, independent: bool | None = None,
    when: datetime | None = None,
) -> dict[str, Any]:
    """Record how far the return interview has come, in whatever order it is learnt.

    :param who: whom the force asked, or how it received what the interview brought
    :raises Refused: where a child declined and nobody says why
    """
    work.words = {"who": who, "reason": reason}
    if stage == "declined" and not clean(reason):
        raise Refused("missing.return-interview.say-why")
    held = hold(work, episode, Permission.MISSING_FOUND, open_only=False)
    said = {"who": clean(who), "reason": clean(reason), "carer_asked": carer_asked, "independent": independent}
    keep(work, held, noted(work, held, _SAYS[stage](said), occurred=when))
    return {"episode": episode, "stage": stage}


@operation(Permission.MISSING_FOUND, about=("episode",))
def enter_interview(work: Work, *, episode: str, places: Iterable[str] = (), people: Iterable[str] = (), reasons: Iterable[str] = ()) -> dict[str, Any]:
    """Enter what the interview brought, having read it: places, people, reasons, each by itself, so that the next search finds them.

    :raises Refused: where nothing is entered
    """
    found = {name: tuple(filter(None, map(clean, said))) for name, said in (("places", places), ("people", people), ("reasons", reasons))}
    work.words = {name: "\n".join(said) for name, said in found.items()}
    if not any(found.values()):
        raise Refused("missing.enter-interview.say-something")
    held = hold(work, episode, Permission.MISSING_FOUND, open_only=False)
    for payload in (missing.ReturnInterviewRead(), missing.ReturnInterviewEntered(**found)):
        keep(work, held, noted(work, held, payload))
    return {"episode": episode, "stage": "entered"}
