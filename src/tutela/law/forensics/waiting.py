"""While devices wait: the ladder of the wait, what was asked for, the days promised, and the children whom nobody looks at meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tutela.facts import Fact, Payload, forensics, investigation
from tutela.law.forensics import said
from tutela.law.forensics.ladders import DI, HEAD, LATER, OIC, SERGEANT, SUPERINTENDENT, at_end, at_risk, by_days, later
from tutela.law.kernel.clocks import MIDNIGHT, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Rung, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.asked import first_of
from tutela.law.standing.said import from_given, gives, is_said, moment_given

_EXPECTED, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET
_IMAGES: Final = ("indecent_images", "online_abuse", None)
_DEVICES: Final = reads(*said.WORK, through=said.SUBMISSION_DEVICES)
_CASE: Final = reads(forensics.DevicesSubmitted, through=said.WAITS_CASE)


def contact_abuse(view: View, row: Row) -> Finding:
    """The device of somebody suspected of abusing a child by contact."""
    data: Any = row.fact.data
    ok = data.case == "contact_abuse" and data.whose in ("suspect", "not_known")
    return (yes if ok else no)("forensics.case", row.fact, case=data.case)


def of_this_one(view: View, row: Row) -> Finding:
    """It is this submission that was made, not another of the case."""
    ok = view.subject.ref in (*row.fact.refs("submission"), *row.fact.refs("device"))
    return (yes if ok else no)("forensics.same-devices", row.fact)


def _wait(*first: Rung) -> Ladder:
    return Ladder((
        at_due(OIC, SERGEANT, asks="ask.wait", priority=LATER), *first,
        from_origin(within("forensics.wait.second"), OIC, SERGEANT, asks="ask.wait", priority=LATER),
        from_origin(within("forensics.wait.third"), OIC, SERGEANT, asks="ask.wait", priority=LATER),
        from_origin(within("forensics.wait.inspector"), DI, asks="ask.wait-risk"),
        from_origin(within("forensics.wait.superintendent"), SUPERINTENDENT, HEAD, asks="ask.long-wait"),
    ), within("forensics.repeat"))


WAITS: Final = Duty(
    "forensics.waits", "Begin the examination; while it waits, chase it, ask for priority, or say why the wait does no harm", "submission", _EXPECTED,
    ("hmicfrs-ny-2022 p219", "hmicfrs-ny-2022 p222"), also=("C35", "IN-042", "IN-039"), once_per=Once.WHILE_OPEN,
    opens=(on(forensics.DevicesSubmitted, of_this_one),),
    reads=(reads(forensics.DevicesSubmitted, forensics.SubmissionSentBack, *said.WORK), _DEVICES, _CASE), discharged_by=said.BEGUN,
    ends=(*said.OVER, on(forensics.DevicesSubmitted, said.sent_under_another)),
    terms=(
        Term(within("forensics.wait"), OIC, _wait(at_due(DI, asks="ask.wait-risk")), when=contact_abuse, informs=(DI,)),
        Term(within("forensics.wait"), OIC, _wait()),
    ),
    why="Taken in is not begun, and triage clears nobody. Each day of it is a day on which nobody knows whether a child is safe.",
)


def has_reason(view: View, row: Row) -> Finding:
    """A request is declined with the reason; without one it is not decided."""
    return gives("why")(view, row)


ANSWERED: Final = Duty(
    "forensics.priority-answered", "Answer the request to be done sooner", "submission", _EXPECTED, ("hmicfrs-ny-2022 p221",), also=("C36", "IN-041"),
    opens=(on(forensics.PriorityRequested),), once_per=Once.WHILE_OPEN,
    reads=(reads(*said.WORK, forensics.DevicesSubmitted), reads(*said.WORK, forensics.PriorityRequested, through=said.SUBMISSION_DEVICES)),
    discharged_by=(on(forensics.PriorityGiven), on(forensics.PriorityDeclined, has_reason)), ends=(*said.BEGUN, *said.OVER),
    terms=(Term(within("forensics.priority"), HEAD, by_days(at_share(0.75, HEAD), at_end(HEAD, DI)), informs=(SERGEANT,)),),
    why="No without a reason is no answer.",
)


def put_off(view: View, row: Row) -> Finding:
    """A later day than was promised before, or no day any more; changed from a day that nobody knows is taken as later."""
    data: Any = row.fact.data
    changed = isinstance(data, forensics.ForecastChanged)
    before = [r.fact.data for r in view.of(forensics.ForecastGiven, forensics.ForecastChanged) if r.key < row.key]
    last: Any = before[-1] if before else None
    begun = (data.was if changed else None) or (last.begins_by if last else None)
    done = last.done_by if last else None
    worse = _after(data.begins_by, begun) or (data.done_by is not None and _after(data.done_by, done)) or (changed and begun is None and done is None)
    return (yes if worse else no)("forensics.promise", row.fact, later=worse)


def _after(new: Any, old: Any) -> bool:
    return old is not None and (new is None or new > old)


def put_off_again(view: View, row: Row) -> Finding:
    """The day was put off more than once."""
    moved = [r.fact for r in view.of(*_PROMISES) if r.key <= row.key and put_off(view, r).holds]
    again = put_off(view, row).holds and len(moved) >= view.number("forensics.promises.moves")
    return (yes if again else no)("forensics.promises", *moved, count=len(moved))


_PROMISES: Final[tuple[type[Payload], ...]] = (forensics.ForecastGiven, forensics.ForecastChanged)
_PROMISED: Final = reads(*_PROMISES)
_LATER_DEVICES: Final = reads(*said.WORK, *_PROMISES, through=said.SUBMISSION_DEVICES)
LATER_RISK: Final = Duty(
    "forensics.later-risk", "The day was put off: look today at what the delay means for each child", "submission", _EXPECTED, ("hmicfrs-ny-2022 p220",),
    also=("IN-040", "IN-092"), opens=tuple(on(cls, put_off) for cls in _PROMISES), once_per=Once.WHILE_OPEN,
    reads=(_PROMISED, _LATER_DEVICES, reads(*said.WORK, forensics.DevicesSubmitted), reads(investigation.ChildRiskReassessed, through=said.WAITS_CASE)),
    discharged_by=said.LOOKED, ends=(*said.BEGUN, *said.OVER),
    terms=(Term(MIDNIGHT, OIC, at_risk(at_due(SERGEANT, DI, priority=LATER)), informs=(SERGEANT,), priority=Priority.FIRST),),
    why="The day that was promised before is kept beside the new one.",
)
PROMISES: Final = Duty(
    "forensics.promises", "The day was put off again: meet, and decide how it is examined", "submission", _EXPECTED, ("hmicfrs-ny-2022 p220",),
    also=("IN-040", "IN-042"), opens=tuple(on(cls, put_off_again) for cls in _PROMISES), once_per=Once.WHILE_OPEN,
    reads=(_PROMISED, _LATER_DEVICES, reads(*said.WORK, forensics.DevicesSubmitted)),
    discharged_by=(on(forensics.LongWaitDiscussed, gives("decision")), on(forensics.OutsourcingAgreed), *said.BEGUN), ends=said.OVER,
    terms=(Term(within("forensics.promises"), DI, by_days(at_end(DI, HEAD)), informs=(HEAD,)),),
    why="Who moves a day twice has no day.",
)


def asks_for_looks(view: View, row: Row) -> Finding:
    """A case of images, or one of which the log does not say; of a child in any other way, where the unit's log is all that is known of the wait."""
    case = row.fact.data.case  # type: ignore[attr-defined]
    ladder = view.of(forensics.DevicesSubmitted)
    asks = case in _IMAGES or (case != "other" and not ladder)
    return (yes if asks else no)("forensics.case", row.fact, case=case or "not said")


def _oldest(kind: str) -> Duty:
    """The look at risk while a case of images waits; twice, for a log may know the device alone."""
    other = said.other_side(kind)
    return Duty(
        f"forensics.oldest-risk-{kind}", "Look at the risk to children, by name: it still waits", kind, _EXPECTED,
        ("hmicfrs-nn-2019 p248",), also=("C39", "IN-095"), recurs="rolling", once_per=Once.WHILE_OPEN,
        opens=tuple(on(cls, asks_for_looks) for cls in (forensics.DevicesSubmitted, forensics.QueueJoined)), applies=(first_of(kind, *said.KINDS), of_this_one),
        reads=(
            reads(*said.WORK, forensics.DevicesSubmitted, forensics.SubmissionSentBack), reads(*said.WORK, through=other), _CASE,
            reads(investigation.ChildRiskReassessed, through=said.WAITS_CASE),
        ),
        discharged_by=said.LOOKED, ends=(*said.BEGUN, *said.OVER, on(forensics.DevicesSubmitted, said.sent_under_another)),
        terms=(Term(within("forensics.oldest"), HEAD, Ladder((
            at_share(0.9, HEAD), at_end(HEAD, DI), later(within("forensics.wait.superintendent"), HEAD, DI, SUPERINTENDENT),
        ), within("forensics.oldest"))),),
        why="The oldest first: each quarter somebody says of each child who is in reach and what protects them.",
    )






ACCEPTED: Final = Duty(
    "forensics.accepted-wait", "The day until which the wait was accepted has come: challenge it, or look at each child again", "submission", _EXPECTED,
    ("hmicfrs-ny-2022 p222",), also=("IN-043",), opens=(on(forensics.WaitAccepted, gives("until")),), once_per=Once.EACH,
    delay=moment_given("until", "The day until which the wait was accepted."), origin=from_given("until", "From the day until which the wait was accepted."),
    reads=(reads(*said.WORK, forensics.DevicesSubmitted), _DEVICES),
    discharged_by=(on(forensics.WaitAccepted, said.names_risk), on(forensics.WaitChallenged, gives("text")), on(forensics.PriorityRequested)),
    ends=(*said.BEGUN, *said.OVER),
    terms=(Term(within("forensics.accepted"), SERGEANT, by_days(at_end(SERGEANT, DI))),),
)


def unchallenged(view: View, at: Row) -> list[str]:
    """The submissions that wait beyond their time, and that nobody has challenged or accepted the risk of since."""
    limit = view.lawbook.span("forensics.wait", at.at)
    sent: dict[str, Row] = {}
    for r in view.of(forensics.DevicesSubmitted):
        for ref in r.fact.refs("submission"):
            sent.setdefault(ref, r)
    found = []
    for ref, first in sent.items():
        over = [r for r in view.of(*said.WORK, *_OVER) if r.at >= first.at]
        again = any(isinstance(r.fact.data, forensics.SubmissionSentBack) and _sent_after(sent, r) for r in over if ref in r.fact.refs("submission"))
        if first.at + limit <= at.at and not again and not _over(first, ref, over) and not _answered(view, first, ref, at, limit):
            found.append(ref)
    return found


_OVER: Final[tuple[type[Payload], ...]] = (forensics.SubmissionWithdrawn, forensics.SubmissionSentBack)


def _sent_after(sent: dict[str, Row], back: Row) -> bool:
    """Was anything of the case submitted after these came back? Then they wait there."""
    return any(r.at >= back.at for r in sent.values())


def _works(fact: Fact) -> bool:
    return isinstance(fact.data, said.WORK) and said.ends_wait(fact)


def _over(sent: Row, ref: str, rows: list[Row]) -> bool:
    named = [r.fact for r in rows if ref in r.fact.refs("submission")]
    if any(isinstance(f.data, forensics.SubmissionWithdrawn) or (_works(f) and not f.refs("device")) for f in named):
        return True
    devices = set(sent.fact.refs("device"))
    done = {d for r in rows if _works(r.fact) for d in r.fact.refs("device")}
    return devices <= done if devices else any(_works(f) for f in named)


def _answered(view: View, sent: Row, ref: str, at: Row, limit: timedelta) -> bool:
    """Was the wait answered within the time before, or in the review itself? What names neither submission nor device speaks of the whole case."""
    in_review = [w for r in view.of(*_REVIEWS) for w in r.fact.data.waits if w.submission == ref and is_said(w.why)]  # type: ignore[attr-defined]
    mine = {ref, *sent.fact.refs("device")}
    named = [(r, {*r.fact.refs("submission"), *r.fact.refs("device")}) for r in view.of(*_CHALLENGES) if r.at > at.at - limit]
    acts = [r for r, refs in named if not refs or refs & mine]
    return bool(in_review or [r for r in acts if not isinstance(r.fact.data, forensics.WaitAccepted) or said.names_risk(view, r).holds])


_REVIEWS: Final[tuple[type[Payload], ...]] = (investigation.Reviewed, investigation.BailReviewed)
_CHALLENGES: Final[tuple[type[Payload], ...]] = (
    forensics.WaitChallenged, forensics.WaitAccepted, forensics.PriorityRequested, forensics.LongWaitDiscussed,
)


def something_waits(view: View, row: Row) -> Finding:
    """In the case devices wait beyond their time, and nobody has challenged it or accepted the risk."""
    found = unchallenged(view, row)
    return (yes if found else no)("forensics.unchallenged", row.fact, count=len(found))


def nothing_waits(view: View, row: Row) -> Finding:
    """Each wait beyond its time is challenged, or its risk accepted."""
    found = unchallenged(view, row)
    return (no if found else yes)("forensics.unchallenged", row.fact, count=len(found))


CHALLENGED: Final = Duty(
    "forensics.wait-challenged", "Challenge the wait, or accept its risk for each child: the review said nothing of it", "investigation", _EXPECTED,
    ("hmicfrs-ny-2022 p222", "hmicfrs-ny-2022 p258"), also=("IN-043", "IN-071"), opens=tuple(on(cls, something_waits) for cls in _REVIEWS),
    once_per=Once.WHILE_OPEN,
    reads=(
        reads(forensics.DevicesSubmitted, *said.WORK, *_OVER, *_CHALLENGES, *_REVIEWS),
        reads(forensics.DevicesSubmitted, *said.WORK, *_OVER, *_CHALLENGES, through=said.CASE_SUBMISSIONS),
        reads(*said.WORK, *_CHALLENGES, through=said.CASE_DEVICES),
    ),
    discharged_by=tuple(on(cls, nothing_waits) for cls in (*_CHALLENGES, *_REVIEWS)),
    ends=(*(on(cls, nothing_waits) for cls in (*said.WORK, *_OVER)), on(investigation.Finalised)),
    terms=(Term(within("forensics.challenge"), SERGEANT, by_days(at_end(SERGEANT, DI))),),
    why="The review is kept as it is. A wait that a supervisor has read past is the supervisor's.",
)
DUTIES: Final = (WAITS, ANSWERED, LATER_RISK, PROMISES, *(_oldest(kind) for kind in said.KINDS), ACCEPTED, CHALLENGED)
