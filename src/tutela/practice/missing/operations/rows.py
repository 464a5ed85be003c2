"""What each fact about an episode leaves as rows. The button and the door for other systems' facts both come through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tutela.facts import Fact, missing
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import PURPOSE, Held, also, settle_owner, snapshot
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import engine
from tutela.record.occurrences import operations as occurrences


def keep(work: Work, held: Held, fact: Fact) -> Any:
    """Make or change the rows that a fact about an episode leaves; a fact that leaves none is in the chronology alone."""
    made = _ROWS.get(type(fact.data))
    return made(work, held, fact) if made else None


def _graded(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    occurrences.set_risk(work, held.row, held.shape, fact)
    next_review = getattr(data, "next_review_at", None)
    if next_review is not None:
        occurrences.reviewed_again(work, held.row, next_review)
    _owner_follows(work, held, fact)


def _asked(work: Work, held: Held, fact: Fact) -> None:
    occurrences.ask_risk(work, held.row, fact)


def _approved(work: Work, held: Held, fact: Fact) -> None:
    occurrences.approve_risk(work, held.row, held.shape, fact)
    _owner_follows(work, held, fact)


def _declined(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    occurrences.decline_risk(work, held.row, data.reason, fact.by.ref)


def _owner_follows(work: Work, held: Held, fact: Fact) -> None:
    settle_owner(work, held, _level(work, held, fact))


def _level(work: Work, held: Held, fact: Fact) -> str | None:
    stands = engine.standing(held.shape, work.at, also(work.facts, fact)).risk(held.row.ref)
    return stands.value if stands else None


def _assigned(work: Work, held: Held, fact: Fact) -> Any:
    data: Any = fact.data
    risks = work.kept.pop("risks", "")
    return enquiries.offer(work, held.row, data.to, data.ref or "", cause="owner", snapshot=snapshot(work), risks=risks, giver=fact.by.ref)


def _accepted(work: Work, held: Held, fact: Fact) -> bool:
    """Theirs, unless the risk is high and they are the inspector of an area: then they work beside the owner."""
    data: Any = fact.data
    by = fact.by.ref or fact.by.role
    theirs = occurrences.accept(work, held.row, by=by, level=_level(work, held, fact), to=data.role)
    waits = enquiries.open_hand_over(held.row.ref, *enquiries.OWNING)
    if waits is not None:
        enquiries.acknowledge(work, waits, by=by)
    if theirs and not data.role.startswith("fim@"):
        _allocated_at(work, held, fact)
    return theirs


def _not_accepted(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    by = fact.by.ref or fact.by.role
    if occurrences.offered_to(held.row) is None:
        return  # another system's answer to an offer that it never told us of
    occurrences.decline(work, held.row, by=by, why=data.reason)
    waits = enquiries.open_hand_over(held.row.ref, *enquiries.OWNING)
    if waits is not None:
        enquiries.turn_down(work, waits, data.reason, by=by)


def _planned(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    enquiries.plan(work, enquiries.enquiry_of(work, held.row.ref, PURPOSE), hypotheses=data.hypotheses, lines=data.lines)


def _allocated(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    enquiry = enquiries.enquiry_of(work, held.row.ref, PURPOSE)
    if data.direction:
        work.change(enquiry, direction=data.direction)
    enquiries.give(work, enquiry, data.actions, "allocation", owner=data.to, by=fact.by.ref)
    _allocated_at(work, held, fact)


def _allocated_at(work: Work, held: Held, fact: Fact) -> None:
    if held.row.allocated_at is None:
        work.change(held.row, allocated_at=fact.occurred.earliest)


def _reviewed(work: Work, held: Held, fact: Fact) -> Any:
    data: Any = fact.data
    why_not = engine.does_not_count(held.shape, fact, also(work.facts, fact))
    enquiry = enquiries.enquiry_of(work, held.row.ref, PURPOSE)
    words = " ".join(part for part in (data.text, data.known, data.hypothesis, data.nothing_to_add) if part)
    made = enquiries.review(
        work, enquiry, decision=data.decision, words=words, why_not=why_not, by_when=data.by_when, grade=data.level or "", fact=fact.id, by=fact.by.ref,
        role=fact.by.role, at=fact.occurred.earliest,
    )
    enquiries.give(work, enquiry, data.tasks, "review", by=fact.by.ref)
    return made


def _moved(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    occurrences.reviewed_again(work, held.row, data.to)


def _at(field: str) -> Callable[[Work, Held, Fact], None]:
    """The first time counts: a second sighting moves nothing."""

    def moment(work: Work, held: Held, fact: Fact) -> None:
        if getattr(held.row, field) is None:
            work.change(held.row, **{field: fact.occurred.earliest})

    return moment


def _found(work: Work, held: Held, fact: Fact) -> None:
    occurrences.found(work, held.row, at=fact.occurred.earliest)
    _by_plan(work, held, fact)


def _returned(work: Work, held: Held, fact: Fact) -> None:
    occurrences.came_back(work, held.row, at=fact.occurred.earliest)


def _by_plan(work: Work, held: Held, fact: Fact) -> None:
    """An action of the trigger plan found the child, or none did, as far as somebody says."""
    data: Any = fact.data
    if data.by_action is not None:
        enquiries.found_by(work, held.row.ref, data.by_action, held.row.found_at or held.row.returned_at or fact.occurred.earliest)


def _interview(stage: str) -> Callable[[Work, Held, Fact], None]:
    def come_to(work: Work, held: Held, fact: Fact) -> None:
        occurrences.interview_stage(work, held.row, stage, at=fact.occurred.earliest)

    return come_to


def _brought(work: Work, held: Held, fact: Fact) -> None:
    occurrences.interview_brought(work, held.row, fact)


def _closed(work: Work, held: Held, fact: Fact) -> None:  # noqa: ARG001  # all share one signature
    occurrences.close(work, held.row)
    enquiries.end(work, held.row.ref, PURPOSE)


_ROWS: Final[dict[type, Callable[[Work, Held, Fact], Any]]] = {
    missing.RiskGraded: _graded, missing.LoweringRequested: _asked, missing.LoweringApproved: _approved, missing.LoweringDeclined: _declined,
    missing.OwnershipAssigned: _assigned, missing.OwnershipAccepted: _accepted, missing.OwnershipDeclined: _not_accepted, missing.PlanRecorded: _planned,
    missing.Allocated: _allocated, missing.Reviewed: _reviewed, missing.ReviewTimeChanged: _moved, missing.Found: _found, missing.ReturnRecorded: _by_plan,
    missing.Returned: _returned, missing.Verified: _at("verified_at"), missing.PreventionInterviewHeld: _at("verified_at"),
    missing.ReturnInterviewRequested: _interview("asked"), missing.ReturnInterviewOffered: _interview("offered"),
    missing.ReturnInterviewHeld: _interview("held"), missing.ReturnInterviewDeclined: _interview("declined"),
    missing.ReturnInterviewReceived: _brought, missing.ReturnInterviewRead: _interview("read"),
    missing.ReturnInterviewEntered: _interview("entered"), missing.EpisodeClosed: _closed,
}
