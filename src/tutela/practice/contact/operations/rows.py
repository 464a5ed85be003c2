"""What each fact about an incident leaves as rows. The button and the door for other systems' facts both come through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tutela.facts import Fact, contact
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import Subject
from tutela.practice.contact.operations.held import Held, also
from tutela.record.chronology.queries import facts_about
from tutela.record.enquiries import operations as enquiries
from tutela.record.holdings import operations as holdings
from tutela.record.occurrences import engine
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences.models import Episode, Incident


def keep(work: Work, held: Held, fact: Fact) -> Any:
    """Make or change the rows that a fact about an incident leaves; a fact that leaves none is in the chronology alone."""
    made = _ROWS.get(type(fact.data))
    return made(work, held, fact) if made else None


def _graded(work: Work, held: Held, fact: Fact) -> None:
    occurrences.set_grade(work, held.row, held.shape, fact)


def _asked(work: Work, held: Held, fact: Fact) -> None:
    occurrences.ask_grade(work, held.row, fact)


def _approved(work: Work, held: Held, fact: Fact) -> None:
    occurrences.approve_grade(work, held.row, held.shape, fact)


def _declined(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    occurrences.decline_grade(work, held.row, data.reason, fact.by.ref)


def _sent(state: str) -> Callable[[Work, Held, Fact], None]:
    def step(work: Work, held: Held, fact: Fact) -> None:
        data: Any = fact.data
        occurrences.record_resource(
            work, held.row, state, at=fact.occurred.earliest, by=fact.by.ref, resource=getattr(data, "resource", ""), decision=getattr(data, "decision", ""),
            by_when=getattr(data, "by_when", None), words=getattr(data, "text", "") or getattr(data, "why", ""),
        )

    return step


def _reviewed(work: Work, held: Held, fact: Fact) -> Any:
    data: Any = fact.data
    why_not = engine.does_not_count(held.shape, fact, also(work.facts, fact))
    return enquiries.review(
        work, enquiries.enquiry_of(work, held.row.ref, "incident"), decision=data.decision, words=data.text, why_not=why_not, by_when=data.by_when,
        quality=data.quality, fact=fact.id, by=fact.by.ref, role=fact.by.role, at=fact.occurred.earliest, themes=data.themes,
        author=taken_by(held, but=fact.by.ref) if data.quality is not None else "",
    )


def taken_by(held: Held, *, but: str | None) -> str:
    """To whom the score of a record's quality is feedback: the officer who took the report, where another scored it."""
    taken = facts_about([Subject("incident", held.row.ref)], types=["contact.Reported"])   # in whatever system it was taken
    by = taken[0].by.ref or "" if taken else held.row.created_by
    return by if by.startswith("o:") and by != but else ""


def _handed_over(work: Work, held: Held, fact: Fact) -> Any:
    data: Any = fact.data
    risks, cause, snapshot = work.kept.pop("hand-over", ("", "owner", lambda _refs: []))
    return enquiries.offer(work, held.row, data.to, data.ref or "", cause=cause, snapshot=snapshot, risks=risks, giver=work.kept.pop("giver", fact.by.ref))


def _taken_over(work: Work, held: Held, fact: Fact) -> None:
    by = fact.by.ref or fact.by.role
    if occurrences.offered_to(held.row) is None:
        return  # another system's answer to an offer that it never told us of
    rows: list[Incident | Episode] = [held.row, *enquiries.searches_with(held.row)]
    for row in rows:
        if occurrences.offered_to(row) is not None:
            occurrences.accept(work, row, by=by)
    waits = enquiries.open_hand_over(held.row.ref, *enquiries.OWNING)
    if waits is not None:
        enquiries.acknowledge(work, waits, by=by)


def _not_taken(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    by = fact.by.ref or fact.by.role
    rows: list[Incident | Episode] = [held.row, *enquiries.searches_with(held.row)]
    for row in rows:
        if occurrences.offered_to(row) is not None:
            occurrences.decline(work, row, by=by, why=data.reason or "—")
    waits = enquiries.open_hand_over(held.row.ref, *enquiries.OWNING)
    if waits is not None:
        enquiries.turn_down(work, waits, data.reason or "—", by=by)


def _closed(work: Work, held: Held, fact: Fact) -> None:  # noqa: ARG001  # all share one signature
    occurrences.close(work, held.row)


def _recoded(work: Work, held: Held, fact: Fact) -> None:
    data: Any = fact.data
    work.change(held.row, concern=data.now)


def _arrived(work: Work, held: Held, fact: Fact) -> None:
    _sent("arrived")(work, held, fact)
    holdings.pack_arrived(held.row.ref, fact)


def _briefing_sent(work: Work, held: Held, fact: Fact) -> Any:
    return holdings.keep_pack(work, held.row.ref, fact, work.kept.pop("briefing", []))


def _briefing_read(work: Work, held: Held, fact: Fact) -> None:
    holdings.pack_read(work, held.row.ref, fact)


def _checked(work: Work, held: Held, fact: Fact) -> Any:
    return holdings.keep_check(work, held.row.ref, fact, work.kept.pop("systems check", ()))


def _hit_answered(work: Work, held: Held, fact: Fact) -> Any:
    return holdings.keep_answer(work, held.row.ref, fact)


_ROWS: Final[dict[type, Callable[[Work, Held, Fact], Any]]] = {
    contact.Graded: _graded, contact.LoweringRequested: _asked, contact.LoweringApproved: _approved, contact.LoweringDeclined: _declined,
    contact.Dispatched: _sent("dispatched"), contact.Arrived: _arrived, contact.ResourceUnavailable: _sent("no_resource"),
    contact.ResourceDecided: _sent("decided"), contact.Reviewed: _reviewed, contact.HandedOver: _handed_over, contact.HandOverAccepted: _taken_over,
    contact.HandOverDeclined: _not_taken, contact.Closed: _closed, contact.Recoded: _recoded,
    contact.SystemsChecked: _checked, contact.HitAnswered: _hit_answered, contact.BriefingSent: _briefing_sent, contact.BriefingRead: _briefing_read,
}
