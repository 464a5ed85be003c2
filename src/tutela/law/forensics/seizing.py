"""From the device in our hands to the unit: submitted, sent again where it came back; a child's own device, agreed to and given back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, cast

from tutela.facts import Fact, Payload, forensics, investigation, people
from tutela.law.forensics.ladders import DI, HEAD, OIC, SERGEANT, at_end, by_days, later, steady
from tutela.law.forensics.said import CASE_SUBMISSIONS, OVER, SUPERVISORS, WAITS_CASE, ends_wait
from tutela.law.kernel.age import ADULT, age_at
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Duty, Once, Priority, Standard, Term, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import both, gives, is_said, negated, says

_LOCAL, _EXPECTED, _CODE = Basis.LOCAL_TARGET, Basis.INSPECTORATE_EXPECTATION, Basis.STATUTORY_CODE
DEVICE_PERSON: Final = step("device-person", "device", "child|person|adult", forensics.DeviceHandedOver, forensics.DeviceSeized)
_OTHERS: Final = frozenset({"suspect", "offender", "parent", "carer"})
_AGREES: Final = "forensics.agreement.age"
theirs: Final = says("whose", "victim", "witness")


def child_in_reach(view: View, row: Row) -> Finding:
    """Triage, a kiosk or somebody's work on it showed that a child may be at risk."""
    found = [r.fact for r in view.of(forensics.ChildRiskFound)]
    found += [r.fact for r in view.of(forensics.TriageDone, forensics.KioskUsed) if r.fact.data.child_at_risk == "yes"]  # type: ignore[attr-defined]
    return (yes if found else no)("forensics.risk-found", row.fact, *found[-1:], found=bool(found))


def ended(view: View, row: Row) -> Finding:
    """A kiosk read the whole of it, or two people left it out."""
    return (yes if ends_wait(row.fact) else no)("forensics.covers", row.fact, left=0 if ends_wait(row.fact) else 1)


SUBMITTED: Final = Duty(
    "forensics.submitted", "Submit the seized device for examination", "device", _LOCAL, ("local",), also=("DF_SUBMIT",), certainty="low",
    opens=(on(forensics.DeviceSeized, negated(theirs)),), once_per=Once.WHILE_OPEN,
    reads=(reads(forensics.ChildRiskFound, forensics.TriageDone, forensics.KioskUsed),),
    discharged_by=(on(forensics.DevicesSubmitted), on(forensics.KioskUsed, ended), on(forensics.DeviceLeftOut, ended)),
    ends=(on(forensics.DeviceReturned), on(forensics.DeviceDisposed)),
    terms=(
        Term(within("forensics.submit.risk"), OIC, by_days(at_end(SERGEANT, DI)), when=child_in_reach),
        Term(within("forensics.submit"), OIC, by_days(at_end(SERGEANT, OIC))),
    ),
    why="In a store nobody knows what is on it. That the child is protected meanwhile is `child-risk`, and interrupts.",
)


def same_devices(view: View, row: Row) -> Finding:
    """The same devices, as far as anybody named them: another submission of the case does not answer for these."""
    back = view.last(forensics.SubmissionSentBack)
    first = [r for r in view.of(forensics.DevicesSubmitted) if view.subject.ref in r.fact.refs("submission")]
    wanted = set(back.fact.refs("device")) if back else set()
    wanted = wanted or {ref for r in first for ref in r.fact.refs("device")}
    sent = set(row.fact.refs("device"))
    ok = view.subject.ref in row.fact.refs("submission") or not wanted or not sent or bool(wanted & sent)
    return (yes if ok else no)("forensics.same-devices", row.fact)


AGAIN: Final = Duty(
    "forensics.sent-again", "Send the devices again, with what was missing", "submission", _EXPECTED, ("hmicfrs-ny-2022 p255",), also=("IN-067",),
    opens=(on(forensics.SubmissionSentBack),), once_per=Once.WHILE_OPEN, discharged_by=(on(forensics.DevicesSubmitted, same_devices),), ends=OVER,
    reads=(reads(forensics.SubmissionSentBack, forensics.DevicesSubmitted), reads(forensics.DevicesSubmitted, through=WAITS_CASE)),
    terms=(Term(within("forensics.sent_again"), OIC, steady(at_end(SERGEANT), later(within("forensics.sent_again.di"), DI))),),
    why="What came back waits in nobody's queue. Samples for a laboratory are the same duty in `investigation`.",
)


def came_back_before(view: View, row: Row) -> Finding:
    """Devices of this case came back before."""
    count = len([r for r in view.of(forensics.SubmissionSentBack) if r.at <= row.at])
    return (yes if count > 1 else no)("forensics.came-back", row.fact, count=count)


CAUSE: Final = Duty(
    "forensics.sent-back-cause", "Devices came back a second time: find why, and change it", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p257",),
    also=("IN-068",), opens=(on(forensics.SubmissionSentBack, came_back_before),), once_per=Once.WHILE_OPEN,
    reads=(reads(forensics.SubmissionSentBack), reads(forensics.SubmissionSentBack, through=CASE_SUBMISSIONS)),
    discharged_by=(on(investigation.RejectionCauseFound, gives("cause", "change")),), ends=(on(investigation.Finalised),),
    terms=(Term(within("forensics.cause"), HEAD, steady(at_end(HEAD, DI)), informs=(DI,), priority=Priority.FIRST),),
    why="A second time is a failure of the process, not of one officer.",
)


class _Of:
    """What can be seen of some people: whoever else a fact names, a parent among them, has an age of their own."""

    def __init__(self, view: View, ref: str) -> None:
        self._view, self._ref = view, ref

    def last(self, *classes: type[Payload]) -> Row | None:
        """The latest that names them."""
        rows = [r for r in self._view.of(*classes) if any(a.ref == self._ref for a in r.fact.about)]
        return rows[-1] if rows else None


def _years(view: View, row: Row) -> tuple[int | None, tuple[Fact, ...]]:
    """How old the youngest is whose device it is; ``None`` where that is not known of one of them."""
    named = [a.ref for a in row.fact.about if a.kind in ("child", "person") and a.as_ not in _OTHERS]
    ages = [age_at(cast("View", _Of(view, ref)), row.at) for ref in named]
    if not ages or any(years is None for years, _ in ages):
        return None, ()
    years, seen = min(ages, key=lambda age: age[0] or 0)
    return years, (seen.fact,) if seen else ()


def of_a_child(view: View, row: Row) -> Finding:
    """The device is of a child, or of somebody whose age is not known; doubt favours the child."""
    named = [a for a in row.fact.about if a.kind in ("child", "person", "adult") and a.as_ not in _OTHERS]
    if named and all(a.kind == "adult" for a in named):
        return no("age.said-adult", row.fact)
    years, seen = _years(view, row)
    if years is None:
        return yes("age.unknown-treated-as-child", row.fact)
    return (yes if years < ADULT else no)("age.under-18" if years < ADULT else "age.adult", *seen, row.fact, age=years)


def kept_rightly(view: View, row: Row) -> Finding:
    """Kept longer with a reason, until a day, by a supervisor."""
    data: Any = row.fact.data
    lacks = tuple(name for name, there in (
        ("a reason", is_said(data.why)), ("a day", data.until), ("a supervisor", row.fact.by.role in SUPERVISORS),
    ) if not there)
    return (no if lacks else yes)("forensics.lacks", row.fact, lacks=lacks or ("nothing",))


def kept_until(view: View, row: Row) -> datetime | None:
    """The day until which it was last decided, rightly, to keep it."""
    kept = [r for r in view.of(forensics.DeviceKept) if r.at >= row.at and kept_rightly(view, r).holds]
    until: datetime | None = kept[-1].fact.data.until if kept else None  # type: ignore[attr-defined]
    return until


def is_kept(view: View, row: Row) -> Finding:
    """It was decided to keep it until a day."""
    until = kept_until(view, row)
    return (yes if until else no)("forensics.kept", row.fact, kept=until is not None)


BACK: Final = Duty(
    "forensics.device-back", "Give the child's device back, or another to use", "device", _CODE, ("extraction-code-2022",),
    also=("DF_VICTIM_DEVICE_RETURN",), certainty="low", starts="occurred", once_per=Once.WHILE_OPEN,
    opens=(on(forensics.DeviceHandedOver, says("whose", "victim", "witness", "not_known")), on(forensics.DeviceSeized, theirs)), applies=(of_a_child,),
    reads=(reads(forensics.DeviceKept), reads(people.Born, people.AgeEstimated, through=DEVICE_PERSON)), discharged_by=(on(forensics.DeviceReturned),),
    ends=(on(forensics.DeviceDisposed),),
    terms=(
        Term(before("forensics.device_back.kept", kept_until), OIC, by_days(at_end(SERGEANT, OIC)), when=is_kept),
        Term(within("forensics.device_back"), OIC, by_days(at_end(SERGEANT, OIC))),
    ),
    why="The code asks for it without unneeded delay and gives no hours; the day is the government's promise to those who report rape.",
)
DUTIES: Final = (SUBMITTED, AGAIN, CAUSE, BACK)


def agreement_holds(view: View, row: Row) -> Finding:
    """Who may agree agreed, in writing, knowing what is taken and why; what the child thinks was asked. Before the Act nothing asks for it."""
    data: Any = row.fact.data
    if view.lawbook.value(_AGREES, row.at) is None:
        return yes("forensics.agreement", row.fact, lacks=("nothing",), by=data.agreed_by or "nobody")
    years, _ = _years(view, row)
    old_enough = years is not None and years >= view.lawbook.book.number(_AGREES, row.at)
    who = data.agreed_by in (("child",) if old_enough else ("parent", "carer", "local_authority"))
    lacks = tuple(word for word, there in (
        ("who may agree", who), ("writing", data.written), ("what is taken", is_said(data.what_is_taken)),
        ("why it is needed", is_said(data.necessary_because)),
        ("what the child thinks", old_enough or is_said(data.child_thinks)),
    ) if not there)
    return (no if lacks else yes)("forensics.agreement", row.fact, lacks=lacks or ("nothing",), by=data.agreed_by or "nobody")


STANDARDS: Final = (
    Standard(
        "forensics.agreement", "A child's device is taken on a written agreement of whoever may agree, for what is needed, and the child is asked", "device",
        Basis.STATUTE, ("pcsc-act-2022 s37", "pcsc-act-2022 s38", "extraction-code-2022"), also=("DF_VICTIM_DEVICE_RETURN",), certainty="medium",
        acts=(on(forensics.DeviceHandedOver, both(says("whose", "victim", "witness", "not_known"), of_a_child)),), met=agreement_holds,
        reads=(reads(people.Born, people.AgeEstimated, through=DEVICE_PERSON),), to=(OIC, SERGEANT),
        why="That it was handed over is never refused: what lacks is made good before anything is read. Not to hand it over is never held against a child.",
    ),
    Standard(
        "forensics.not-taken", "A child's device is left where it is for a reason", "device", _EXPECTED, ("hmicfrs-ny-2022 p204",), also=("IN-024", "IN-028"),
        acts=(on(forensics.DeviceNotTaken, negated(says("whose", "suspect"))),), met=gives("why"), to=(OIC, SERGEANT),
        why="What is on it may be nowhere else, and tomorrow no more.",
    ),
    Standard(
        "forensics.device-kept", "A child's device is kept longer for a reason, until a day, by a supervisor", "device", _CODE, ("extraction-code-2022",),
        also=("DF_VICTIM_DEVICE_RETURN",), certainty="medium", acts=(on(forensics.DeviceKept),), met=kept_rightly, to=(SERGEANT,), refuses=True,
    ),
)
ACTS: Final[dict[type, Act]] = {forensics.DeviceKept: Act.DEFERS}
