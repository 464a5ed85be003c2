"""The rows of audit and of recommendations (IN-037, GO-001, GO-004, GO-014, GO-025, GO-027), each by its acceptance evidence, as amended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.law.examples import World, fact, judged
from tests.law.scenes import refused, times, to
from tutela.facts import Fact
from tutela.law.audit.evidence import Evidence, gather
from tutela.law.worked import Happened, moment, one

LEAD, ACC, CHIEF = "assurance_lead@assurance", "assistant_chief_constable@force", "chief_constable@force"
REPORT: Final = ("inspection in1",)


def done(type: str, at: str, by: str = "assurance_lead o:2", about: tuple[str, ...] = REPORT, **data: Any) -> Fact:
    """Something about an inspection or a recommendation."""
    return fact(f"governance.{type}", at, by, about=about, **data)


# IN-037: computed, not typed


def known(n: int, days: int | None) -> list[Fact]:
    """A child of an online case is known, and social care is told so many days after, or never."""
    about = (f"child c{n}", f"investigation v{n}")
    child = one(Happened(fact="investigation.OtherChildNamed", at="2022-03-01T10:00", by="investigator o:60", about=about, id=f"n{n}",
                         data={"route": "suspects_own", "named": True, "how": "School record."}), 0)
    if days is None:
        return [child]
    told = moment("2022-03-01T10:00") + timedelta(days=days, hours=2)
    return [child, fact("sharing.Told", told.isoformat(), "investigator o:60", about=about, matter="concern", to="local_authority", person="Duty worker",
                        how="call")]


def of_known_child(*facts: Fact) -> list[Evidence]:
    """What an audit of the case shows of the time from knowing to telling."""
    return [line for line in gather(judged(*facts, until="2022-06-01T10:00").judge) if line.code == "referrals.known-child"]


@pytest.mark.requirement("IN-037", part="duty")
def test_five_of_six_online_cases_are_late_by_days_that_are_counted_and_no_auditor_types_them() -> None:
    sample = {1: 0, 2: 3, 3: 12, 4: 20, 5: 42, 6: None}
    lines = {n: of_known_child(*known(n, days)) for n, days in sample.items()}
    found = {n: line for n, (line,) in lines.items()}

    assert {n: line.standing for n, line in found.items()} == {1: "met", 2: "late", 3: "late", 4: "late", 5: "late", 6: "not met"}
    assert {n: (line.done - moment("2022-03-01T10:00")).days for n, line in found.items() if line.done} == {1: 0, 2: 3, 3: 12, 4: 20, 5: 42}
    assert {line.due for line in found.values()} == {moment("2022-03-02T10:00")}
    audited = fact("governance.CaseAudited", "2022-05-10T10:00", "auditor o:80", about=("child c5", "investigation v5"), grade="good", programme="monthly",
                   case_type="investigation", timeliness="good", evidence="Told the same day.")
    assert of_known_child(*known(5, 42), audited) == lines[5], "what the auditor writes moves no number"


# GO-001, GO-004: a report's recommendations


def recommends(n: int, deadline: str, at: str = "2022-11-08T10:00", by: str = "inspectorate", **data: Any) -> Fact:
    """A recommendation of the report."""
    return done("RecommendationMade", at, by, (f"recommendation r{n}", "inspection in1"), number=str(n), theme="missing", deadline=deadline, **data)


def clause(ref: str, of: int, **data: Any) -> Fact:
    """A bullet of a recommendation, with its own measure."""
    about = (f"recommendation {ref} as clause", f"recommendation r{of} as of")
    return done("ClauseMade", "2022-11-08T10:00", "inspectorate", about, text="Supervisors review each child's case.", **data)


PUBLISHED: Final = done("ReportPublished", "2022-11-08T10:00", "inspectorate", title="National child protection inspection")


@pytest.mark.requirement("GO-001", part="duty")
def test_ten_recommendations_are_due_by_the_day_of_publication_and_each_clause_by_its_own() -> None:
    deadlines = ["immediately"] * 3 + ["three_months"] * 4 + ["six_months"] * 3
    made = [recommends(n, deadline) for n, deadline in enumerate(deadlines, 1)]
    shown = done("EvidenceAccepted", "2023-01-10T10:00", "auditor o:80", ("recommendation r4a",), why="Eighteen of twenty reviewed in time.")
    world = judged(PUBLISHED, *made, clause("r4a", 4), clause("r4b", 4), shown, until="2023-02-20T10:00")

    owed = {o.subject.ref: o for o in world.owed("governance.recommendation")}
    dates = {"immediately": moment("2022-11-22T10:00"), "three_months": moment("2023-02-08T23:59:59"), "six_months": moment("2023-05-08T23:59:59")}
    assert {ref: o.due_at for ref, o in owed.items() if len(ref) < 4 and ref[1:].isdigit()} == {f"r{n}": dates[d] for n, d in enumerate(deadlines, 1)}
    assert {ref for ref, o in owed.items() if o.state.value == "overdue"} == {"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r4b"}
    assert (owed["r4a"].state.value, owed["r4a"].due_at, owed["r4b"].due_at) == ("done", dates["three_months"], dates["three_months"])
    assert owed["r1"].term.owed_by == ACC
    assert owed["r8"].term.owed_by == LEAD
    later = done("LaterDateApproved", "2023-02-01T10:00", "assurance_lead o:2", ("recommendation r5",), by_when="2023-06-01", requested_by="o:18",
                 reason="Two teams to go.")
    assert refused(world, later) == {"governance.later-date-recommendation"}, "no date of a report is moved"
    owners = world.owed("governance.owner-recommendation")
    assert (len(owners), {o.term.owed_by for o in owners}) == (12, {LEAD}), "each, and each clause, has its own owner"


@pytest.mark.requirement("GO-004", part="duty")
def test_the_owner_calls_it_done_while_the_wait_grows_and_nobody_can_verify_it() -> None:
    about = ("recommendation r1",)

    def taken(at: str, value: float) -> Fact:
        return done("MeasureTaken", at, "system", about, measure="median-wait", value=value)

    owner = done("OwnerNamed", "2022-11-20T10:00", about=about, to="head_of_digital_forensics@forensics", tier="silver", ref="o:85")
    set_ = done("MeasureSet", "2022-11-20T10:00", about=about, measure="median-wait", of="outcome", better="lower", baseline=90.0)
    says_done = done("ActionCompleted", "2023-02-01T10:00", "head_of_digital_forensics o:85", about, text="Two examiners are here.")
    base = (PUBLISHED, recommends(1, "three_months"), owner, set_, taken("2022-12-01T10:00", 104.0))

    def verified(by: str = "auditor o:80", **data: Any) -> Fact:
        return done("CompletionVerified", "2023-02-06T10:00", by, about, **{"rests_on": ["e1"], "why": "Read twenty cases.", **data})

    rising = judged(*base, taken("2023-01-30T10:00", 131.0), says_done, until="2023-02-05T10:00")
    (why,) = rising.weigh(verified()).refused_by
    assert why.standard.code == "governance.verified-recommendation"
    assert ("fails", ("median-wait",)) in why.finding.having, "the data that speak against it"
    falling = judged(*base, taken("2023-01-30T10:00", 61.0), says_done, until="2023-02-05T10:00")
    assert refused(falling, verified()) == set()
    assert refused(falling, verified("head_of_digital_forensics o:85")) == {"governance.verified-recommendation"}, "nor its owner"
    assert refused(falling, verified(rests_on=[])) == {"governance.verified-recommendation"}, "nor without evidence"
    assert judged(*base, says_done, until="2023-02-20T10:00").one("governance.recommendation").state.value == "overdue", "called done is not shown"


@pytest.mark.requirement("GO-004", part="duty")
def test_its_owner_cannot_call_it_embedded() -> None:
    about = ("action a1",)
    owner = done("OwnerNamed", "2026-01-05T10:00", about=about, to="superintendent@contact", tier="silver", ref="o:18")
    verified = done("CompletionVerified", "2026-02-02T10:00", "auditor o:80", about, rests_on=["e1"], why="Read twenty cases.")

    def state(by: str) -> str:
        embedded = done("ChangeEmbedded", "2026-04-20T10:00", by, about, why="In time in each of three months.")
        return judged(owner, verified, embedded, until="2026-05-10T10:00").one("governance.change-holds").state.value

    assert (state("superintendent o:18"), state("auditor o:80")) == ("overdue", "done")


# GO-014, GO-025, GO-027: afterwards


@pytest.mark.requirement("GO-014", part="duty")
def test_half_a_year_late_and_reopened_are_two_proposals_with_their_facts_and_the_leads_decision_is_kept() -> None:
    accepted = done("EvidenceAccepted", "2023-01-10T10:00", "auditor o:80", ("recommendation r2",), why="Read twenty cases.")
    reopened = done("Reopened", "2023-06-05T10:00", "auditor o:80", ("recommendation r2",), reason="Late reviews again since May.")
    base = (PUBLISHED, recommends(1, "three_months"), recommends(2, "three_months"), recommends(3, "six_months"), accepted, reopened)
    before = judged(*base, until="2023-08-08T10:00")
    world = judged(*base, until="2023-08-10T10:00")

    assert [o.subject.ref for o in before.owed("governance.scrutiny-recommendation")] == ["r2"]
    owed = {o.subject.ref: o for o in world.owed("governance.scrutiny-recommendation")}
    assert {ref: (o.opened_at, o.due_at, o.term.owed_by) for ref, o in owed.items()} == {
        "r1": (moment("2023-08-08T23:59:59"), moment("2023-08-22T23:59:59"), LEAD), "r2": (moment("2023-06-05T10:00"), moment("2023-06-19T23:59:59"), LEAD),
    }
    assert [f.type for f in owed["r2"].findings[0].seen] == ["governance.Reopened"]
    decided = done("ScrutinyDecided", "2023-06-12T10:00", about=("recommendation r2",), decision="closer", why="Twice since May.")
    after = judged(*base, decided, until="2023-08-10T10:00").one("governance.scrutiny-recommendation", "recommendation r2")
    assert after.settled_by is not None
    assert (after.state.value, after.settled_by.data.why) == ("done", "Twice since May.")  # type: ignore[attr-defined]
    shown = done("EvidenceAccepted", "2023-02-01T10:00", "auditor o:80", ("recommendation r1",), why="Read twenty cases.")
    assert [o.subject.ref for o in judged(*base, shown, until="2023-08-10T10:00").owed("governance.scrutiny-recommendation")] == ["r2"]


@pytest.mark.requirement("GO-025", part="duty")
def test_published_in_july_2019_they_may_come_again_by_july_2020_and_ready_is_asked_for_ninety_and_thirty_days_before() -> None:
    published = done("ReportPublished", "2019-07-02T10:00", "inspectorate", title="Northamptonshire")
    world = judged(published, until="2020-07-02T10:00")

    owed = world.one("governance.readiness")
    assert owed.due_at is not None
    assert (owed.due_at + timedelta(days=30)).date().isoformat() == "2020-07-02"
    assert [a.at.date().isoformat() for a in world.told("governance.readiness") if LEAD in a.to] == ["2019-07-02", "2020-04-03", "2020-06-02"]
    assert owed.state.value == "overdue"
    assert to(world, "governance.readiness", ACC) == ["09T22:59"]
    reviewed = done("ReadinessReviewed", "2020-05-20T10:00", text="Two clauses without evidence.", visit="2020-07-01")
    assert judged(published, reviewed, until="2020-07-02T10:00").one("governance.readiness").state.value == "done"


@pytest.mark.requirement("GO-027", part="duty")
def test_a_fault_of_2018_that_is_found_again_is_told_with_the_earlier_finding() -> None:
    def finding(of: str, at: str, theme: str = "custody", good: bool = False) -> Fact:
        return done("FindingMade", at, "inspectorate", (f"inspection {of}",), theme=theme, text="Too few beds.", good=good, rests_on=["a", "b"])

    follows = done("InspectionAnnounced", "2019-02-01T10:00", "inspectorate", ("inspection nn19", "inspection nn18"), kind="post_inspection_review")
    first = finding("nn18", "2018-03-01T10:00")

    def noticed(*facts: Fact) -> World:
        return judged(follows, first, *facts, until="2019-04-01T10:00")

    world = noticed(finding("nn19", "2019-03-04T10:00"))
    assert times(world, "governance.finding-repeated") == [("04T10:00", (LEAD, ACC))]
    (label,) = [f.data for f in world.judge.world.facts.values() if f.type == "governance.FindingRepeatedNoticed"]
    assert (label.first_found, label.saw[0]) == (moment("2018-03-01T10:00"), first.id)  # type: ignore[attr-defined]
    assert world.one("governance.scrutiny-inspection", "inspection nn19").term.owed_by == LEAD
    for other in (finding("nn19", "2019-03-04T10:00", "missing"), finding("nn19", "2019-03-04T10:00", good=True)):
        assert noticed(other).told("governance.finding-repeated") == []
    alone = judged(first, finding("nn19", "2019-03-04T10:00"), until="2019-04-01T10:00")
    assert alone.told("governance.finding-repeated") == [], "of an inspection that it does not follow"
