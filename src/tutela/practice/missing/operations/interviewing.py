"""The independent interview of a child who came back: asked for, offered, held or declined, received, read, entered. It outlives the episode.

A local authority brings it by one template, at the partners' site or from its own system. A part is taken like the whole, and what it lacks is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from tutela.facts import About, Payload, missing
from tutela.facts.missing import INTERVIEW_ASKS
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import flag, hold, noted
from tutela.practice.missing.operations.returning import Met, Told, name_places, persons_of, places_of
from tutela.practice.missing.operations.rows import keep
from tutela.record.occurrences.queries import interview_of
from tutela.record.sharing.operations import joint

_SAYS: Final[dict[str, Callable[[dict[str, Any]], Payload]]] = {
    "asked": lambda said: missing.ReturnInterviewRequested(authority=said["who"]),
    "offered": lambda _: missing.ReturnInterviewOffered(),
    "held": lambda said: missing.ReturnInterviewHeld(independent=said["independent"] is not False),
    "declined": lambda said: missing.ReturnInterviewDeclined(reason=said["reason"], carer_asked=said["carer_asked"]),
    "received": lambda said: missing.ReturnInterviewReceived(by_channel=said["who"]),
    "read": lambda _: missing.ReturnInterviewRead(),
}
_THEIRS: Final = frozenset({"offered", "held", "declined"})
"""What an authority says of it itself."""


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
def enter_interview(
    work: Work, *, episode: str, places: Iterable[str] = (), people: Iterable[str] = (), reasons: Iterable[str] = (), push: Iterable[str] = (),
    pull: Iterable[str] = (), worrying: bool = False, expected: int | None = None,
) -> dict[str, Any]:
    """Enter what the interview brought, having read it. Each place and person is a record of its own, as from a return form: the next search finds them.

    :param push: what drives the child away; ``pull``: what draws them
    :param worrying: is one of the places a danger to children?
    :raises Refused: where nothing is entered
    :raises Conflict: if another entered it, or more of it came in, since it was read
    """
    found = {name: tuple(filter(None, map(clean, said))) for name, said in (("places", places), ("people", people), ("reasons", reasons))}
    work.words = {name: "\n".join(said) for name, said in found.items()}
    factors: dict[str, Any] = {"push": tuple(push), "pull": tuple(pull)}
    if not any((*found.values(), *factors.values())):
        raise Refused("missing.enter-interview.say-something")
    held = hold(work, episode, Permission.MISSING_FOUND, expected=expected, open_only=False)
    keep(work, held, noted(work, held, missing.ReturnInterviewRead()))
    work.note_change(held.row.ref, {}, {name: said for name, said in found.items() if said})   # so that whoever enters the same beside sees what is there
    there, with_them = places_of(work, found["places"]), persons_of(work, held, Told(met=tuple(Met(name=name) for name in found["people"])))
    entered = missing.ReturnInterviewEntered(places=found["places"], people=tuple(with_them.values()), reasons=found["reasons"], **factors)
    keep(work, held, noted(work, held, entered, also=[*(About("place", ref, "was_at") for ref in there), *with_them]))
    if worrying:
        name_places(work, held, there, "return_interview", None)
    return {"episode": episode, "stage": "entered"}


@operation(Permission.PARTNER_ANSWER, about=("episode",))
def bring_interview(
    work: Work, *, episode: str, where: str = "", who: str = "", why: str = "", risk: str = "", wishes: str = "", held_at: datetime | None = None,
    channel: str = "gateway",
) -> dict[str, Any]:
    """Take what an authority says that a return interview brought, whole or in part; what it leaves out is told, and may be brought later.

    :param held_at: when it was held; where nobody said so before, by now
    :returns: ``gaps``: what of the template nobody has answered yet
    :raises Refused: where nothing is said at all
    :raises Denied: where the authority was told nothing of this time missing
    """
    said = {name: clean(value) for name, value in zip(INTERVIEW_ASKS, (where, who, why, risk, wishes), strict=True)}
    work.words = said
    entry = joint.entry(work, episode)
    if not any(said.values()):
        raise Refused("missing.bring-interview.say-something")
    held = hold(work, entry.ref, Permission.PARTNER_ANSWER, open_only=False)
    if entry.interview is None or entry.interview.held_at is None:
        keep(work, held, noted(work, held, missing.ReturnInterviewHeld(), occurred=held_at))
    keep(work, held, noted(work, held, missing.ReturnInterviewReceived(by_channel=channel, authority=work.by.body, **said)))
    stands = interview_of(entry.ref)
    gaps = list(stands.gaps) if stands else []
    if gaps:
        flag(work, "missing.interview-whole", "missing.bring-interview.partial", count=len(gaps))
    return {"episode": entry.ref, "reference": entry.reference, "gaps": gaps}


@operation(Permission.PARTNER_ANSWER, about=("episode",))
def interview_step(
    work: Work, *, episode: str, stage: str, reason: str = "", carer_asked: bool | None = None, when: datetime | None = None,
) -> dict[str, Any]:
    """Take from an authority that the interview was offered, was held, or that the child declined and why.

    :raises Refused: where a child declined and nobody says why
    :raises Denied: where the authority was told nothing of this time missing
    """
    work.words = {"reason": reason}
    entry = joint.entry(work, episode)
    if stage == "declined" and not clean(reason):
        raise Refused("missing.return-interview.say-why")
    held = hold(work, entry.ref, Permission.PARTNER_ANSWER, open_only=False)
    said = {"who": "", "reason": clean(reason), "carer_asked": carer_asked, "independent": None}
    keep(work, held, noted(work, held, _SAYS[stage if stage in _THEIRS else "offered"](said), occurred=when))
    return {"episode": entry.ref, "stage": stage}
