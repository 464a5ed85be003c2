"""Who may put a device back, leave it out, take it back or let it wait: two people, a reason, a look at the children. Raising needs nobody's leave."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import forensics, investigation
from tutela.law.forensics import said
from tutela.law.forensics.ladders import DI, HEAD, OIC, SERGEANT
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Condition, Priority, Standard, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.asked import first_of
from tutela.law.standing.said import is_said

_EXPECTED, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET
_LOOKS: Final = (investigation.ChildRiskReassessed, forensics.WaitAccepted)


def fits_its_facts(view: View, row: Row) -> Finding:
    """The priority is not behind what the submission's own recorded facts ask for."""
    data: Any = row.fact.data
    wanted, facts = said.facts_say(view)
    behind = said.more_urgent(wanted, data.priority)
    return (no if behind else yes)("forensics.fits", row.fact, *facts, given=data.priority, wanted=wanted)


def declined_rightly(view: View, row: Row) -> Finding:
    """A request is declined with a reason, and not where its facts say that a child is at risk."""
    data: Any = row.fact.data
    wanted, facts = said.facts_say(view)
    ok = is_said(data.why) and wanted != "p1"
    return (yes if ok else no)("forensics.declined", row.fact, *facts, reason=is_said(data.why), wanted=wanted)


def lowered_rightly(view: View, row: Row) -> Finding:
    """Another agreed, with the reason; where the facts speak of a child who is or may be in reach, somebody has looked at that since."""
    lacks = [] if said.lowered_by_two(row.fact) else ["another person, with the reason"]
    wanted, facts = said.facts_say(view)
    looked = [r for r in view.of(*_LOOKS) if r.at <= row.at and said.names_risk(view, r).holds and all(r.at >= f.held_from for f in facts)]
    if wanted in ("p1", "p2") and said.more_urgent(wanted, row.fact.data.priority) and not looked:  # type: ignore[attr-defined]
        lacks.append("a look at the risk to each child since")
    return (no if lacks else yes)("forensics.lacks", row.fact, *facts, lacks=tuple(lacks) or ("nothing",))


def accepted_rightly(view: View, row: Row) -> Finding:
    """A wait is accepted by a supervisor, with the reason, until a day; where a child may be at risk, by a detective inspector."""
    data: Any = row.fact.data
    wanted, facts = said.priority(view)
    by = said.INSPECTORS if wanted == "p1" else said.SUPERVISORS
    lacks = tuple(word for word, there in (
        ("a reason", is_said(data.why)), ("a day", data.until), ("an inspector" if wanted == "p1" else "a supervisor", row.fact.by.role in by),
    ) if not there)
    return (no if lacks else yes)("forensics.lacks", row.fact, *facts, lacks=lacks or ("nothing",))


def left_out_rightly(view: View, row: Row) -> Finding:
    """Left out by two people, with the reason, and not where triage found something."""
    lacks = [] if said.ends_wait(row.fact) else ["another person, with the reason"]
    found = [r.fact for r in view.of(forensics.TriageDone, forensics.KioskUsed) if r.at <= row.at and _found(r.fact.data)]
    lacks += ["an answer to what was found on it"] if found else []
    return (no if lacks else yes)("forensics.lacks", row.fact, *found[-1:], lacks=tuple(lacks) or ("nothing",))


def _found(data: Any) -> bool:
    return data.child_at_risk == "yes" or bool(set(getattr(data, "found", ())) - {"nothing", "not_readable"})


def outsourcing_declined_rightly(view: View, row: Row) -> Finding:
    """Declined with a reason; for cost, where the risk is high, by an assistant chief constable."""
    data: Any = row.fact.data
    wanted, facts = said.priority(view)
    proposed: Any = view.last(forensics.OutsourcingProposed)
    high = wanted == "p1" or (proposed is not None and proposed.fact.data.risk in ("very_high", "high"))
    chief = row.fact.by.role in ("assistant_chief_constable", "chief_constable")
    ok = is_said(data.why) and (data.reason != "cost" or not high or chief)
    return (yes if ok else no)("forensics.outsourcing", row.fact, *facts, reason=data.reason, role=row.fact.by.role)


_PRIORITY: Final = (*said.PRIORITY_READS, forensics.OutsourcingProposed, *_LOOKS)


def _standard(kind: str, slug: str, title: str, cls: type, met: Condition, *also: str, cites: str, to: tuple[str, ...], refuses: bool = True) -> Standard:
    """A standard of acts that name a submission, and its twin of those that name the device alone."""
    return Standard(
        f"forensics.{slug}-{kind}", title, kind, _EXPECTED, (cites,), also=also, acts=(on(cls, first_of(kind, *said.KINDS)),), met=met,
        reads=(
            reads(*_PRIORITY), reads(*said.PRIORITY_READS, through=said.other_side(kind)), reads(investigation.ChildRiskReassessed, through=said.WAITS_CASE),
        ),
        to=to, refuses=refuses, priority=Priority.SECOND,
    )


def _both(kind: str) -> tuple[Standard, ...]:
    ny = "hmicfrs-ny-2022"
    return (
        _standard(
            kind, "priority-lowered", "A device is put further back by two people, with a reason and a look at each child", forensics.PriorityLowered,
            lowered_rightly, "IN-041", cites=f"{ny} p221", to=(HEAD, DI),
        ),
        _standard(
            kind, "wait-accepted", "A wait is accepted by a supervisor, with a reason, until a day", forensics.WaitAccepted, accepted_rightly, "IN-043",
            "IN-071", cites=f"{ny} p222", to=(SERGEANT, DI),
        ),
        _standard(
            kind, "withdrawn", "Devices are taken back for a reason, and another agrees", forensics.SubmissionWithdrawn, said.gone, "IN-043",
            cites=f"{ny} p222", to=(SERGEANT, DI),
        ),
        _standard(
            kind, "outsourcing-declined", "Outside help is declined for a reason; for cost, where the risk is high, by an assistant chief constable",
            forensics.OutsourcingDeclined, outsourcing_declined_rightly, "IN-097", cites="hmicfrs-nn-2019 p250", to=(HEAD, DI),
        ),
    )


STANDARDS: Final = (
    *(standard for kind in said.KINDS for standard in _both(kind)),
    _standard(
        "submission", "priority-fits", "A priority is not behind what the submission's own facts ask for", forensics.PriorityGiven, fits_its_facts,
        "IN-041", "IN-039", cites="hmicfrs-ny-2022 p221", to=(HEAD, DI), refuses=False,
    ),
    _standard(
        "submission", "priority-declined", "A request is declined with a reason, and not where a child is at risk", forensics.PriorityDeclined,
        declined_rightly, "IN-041", cites="hmicfrs-ny-2022 p221", to=(DI, OIC), refuses=False,
    ),
    Standard(
        "forensics.left-out", "A device is left out by two people, and not where something was found on it", "device", _EXPECTED, ("hmicfrs-nn-2019 p254",),
        also=("IN-100",), acts=(on(forensics.DeviceLeftOut),), met=left_out_rightly, reads=(reads(forensics.TriageDone, forensics.KioskUsed),),
        to=(HEAD, OIC), refuses=True, why="Triage that finds nothing clears no device.",
    ),
)
ACTS: Final[dict[type, Act]] = {
    forensics.PriorityLowered: Act.LOWERS, forensics.WaitAccepted: Act.DEFERS, forensics.SubmissionWithdrawn: Act.CLOSES,
    forensics.OutsourcingDeclined: Act.DEFERS, forensics.DeviceLeftOut: Act.CLOSES,
}
