"""The rows of courts, orders, notification and breaches (RO-009 to RO-011, RO-022 to RO-029, RO-049, RO-051), each by its evidence, as amended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from tests.law.examples import World, judged
from tests.law.managed import DI, OM, SERGEANT, done
from tests.law.scenes import DAY, NEXT, at, flagged, refused, times, to
from tutela.facts import Fact
from tutela.law.worked import Happened, moment
from tutela.law.worked import one as as_fact

ACC: Final = "assistant_chief_constable@force"
BREACH: Final = ("breach b1", "offender o1", "order r1")
NUMBERED: Final = done("BreachRecordedAsCrime", f"{DAY}16:00", about=BREACH, number="C/2026/118")


def breach(at: str = f"{DAY}14:00", about: tuple[str, ...] = BREACH, **data: Any) -> Fact:
    """A breach is found."""
    return done("BreachFound", at, about=about, **{"of": "order", "condition": "3", "what": "device_not_declared", **data})


# RO-009: the day's charges


def listed(at: str, **data: Any) -> Fact:
    """The day's charges are compared with the applications, and signed."""
    return done("CustodyListChecked", at, "sergeant o:80", about=("unit u1",), **data)


@pytest.mark.requirement("RO-009", part="as amended: the list is kept and does not count until each charge has its application or the decision")
def test_three_charges_and_one_without_application_is_not_signed_off_until_it_is_said_what_of_it() -> None:
    friday, bare = listed("2026-03-06T10:00", charges=2, without_application=0), listed("2026-03-07T10:00", charges=3, without_application=1)
    said = listed("2026-03-07T15:00", charges=3, without_application=1, text="Third: not sought, order of 2024 covers it; o:71.")

    def first(*acts: Fact) -> str:
        return judged(friday, *acts, until="2026-03-07T16:00").owed("offenders.custody-list")[0].state.value

    assert (first(), first(bare), first(bare, said)) == ("due soon", "due soon", "done")


@pytest.mark.requirement("RO-009", part="duty")
def test_the_charge_without_application_is_its_own_and_not_sought_is_somebodys_decision() -> None:
    kind = "sexual_harm_prevention_order"

    def owed(*acts: Fact) -> set[str]:
        charged = [done("CourtWatchBegan", f"{DAY}10:00", about=(f"offender o{n}",), offence="Sexual assault of a child") for n in (1, 2, 3)]
        attached = [done("OrderApplicationAttached", f"{DAY}12:00", about=(f"order r{n}", f"offender o{n}"), kind=kind) for n in (1, 2)]
        world = judged(*charged, *attached, *acts, until=f"{NEXT}10:01")
        return {str(o.subject.ref) for o in world.owed("offenders.order-considered") if not o.state.settled}

    nobody = done("OrderNotSought", f"{DAY}15:00", about=("offender o3",), kind=kind, why="Covered.")
    named = done("OrderNotSought", f"{DAY}15:00", about=("offender o3",), kind=kind, why="Order of 2024 covers it until 2034.", approved_by="o:71")
    assert (owed(), owed(nobody), owed(named)) == ({"o3"}, {"o3"}, set())


@pytest.mark.requirement("RO-009", part="duty")
def test_a_missed_day_is_told_on_a_sunday_too() -> None:
    world = judged(listed("2026-03-07T10:00", charges=0), until="2026-03-09T10:00")

    assert times(world, "offenders.custody-list") == [("07T10:00", (SERGEANT,)), ("08T23:59", (DI,))]
    kept = judged(listed("2026-03-07T10:00", charges=0), listed("2026-03-08T10:00", charges=0), until="2026-03-09T10:00")
    assert to(kept, "offenders.custody-list", DI) == []


# RO-010, RO-011: the court, and who waits for whom


WATCHED: Final = done("CourtWatchBegan", "2026-06-01T10:00", offence="Sexual assault of a child", held="bail")
HEARING: Final = done("HearingListed", "2026-07-06T10:00", "court", kind="trial", at="2026-10-05T10:00")
TOLD: Final = done("CourtResultReceived", "2026-10-06T11:00", "investigator o:90", result="convicted", origin="officer_in_case", certificate=False,
                   heard_at="2026-10-05T15:30")
REGISTERED: Final = as_fact(Happened(fact="offenders.BecameNotifiable", at="2026-10-05T15:30", known="2026-10-09T10:00", by="court"), 9)
CAME: Final = {"place": "prescribed_station", "in_person": True, "identity_checked": True, "signed": True, "purpose": "initial"}


@pytest.mark.requirement("RO-010", part="duty")
def test_a_hearing_passes_and_the_next_morning_at_nine_somebody_is_to_ask() -> None:
    asked = done("CourtChecked", "2026-10-06T10:00", asked="court", known=False)
    world = judged(WATCHED, HEARING, asked, until="2026-10-07T10:00")

    assert times(world, "offenders.court-result") == [("06T08:00", (OM,)), ("07T08:00", (SERGEANT,))], "nine on the clock on the wall; asking is not the result"
    assert judged(WATCHED, HEARING, until="2026-10-06T08:59").owed("offenders.court-result") == []
    moved = done("HearingMoved", "2026-10-05T11:00", "court", was_at="2026-10-05T10:00", why="No jury.")
    assert judged(WATCHED, HEARING, moved, until="2026-10-07T10:00").owed("offenders.court-result") == []


@pytest.mark.requirement("RO-010", part="duty")
def test_a_conviction_that_an_officer_tells_without_a_certificate_gives_a_manager_and_starts_the_clock_at_the_conviction() -> None:
    world = judged(WATCHED, HEARING, TOLD, until="2026-10-06T12:00")

    given = world.one("offenders.manager-allocated")
    assert (given.term.owed_by, given.opened_at, given.due_at) == (SERGEANT, moment("2026-10-06T11:00"), moment("2026-10-07T11:00"))
    notify = world.one("offenders.initial-notification")
    assert (notify.origin, notify.due_at, notify.state.value) == (moment("2026-10-05T15:30"), moment("2026-10-07T23:59:59"), "open")
    acquitted = done("CourtResultReceived", "2026-10-06T11:00", "court", result="acquitted")
    free = judged(WATCHED, HEARING, acquitted, until="2026-10-06T12:00")
    assert free.owed("offenders.initial-notification") == free.owed("offenders.manager-allocated") == []
    assert judged(HEARING, TOLD, until="2026-10-06T12:00").owed("offenders.initial-notification") == [], "not watched for a relevant offence"


@pytest.mark.requirement("RO-010", part="duty")
def test_what_the_register_says_later_of_the_same_conviction_opens_no_twin() -> None:
    world = judged(WATCHED, HEARING, TOLD, REGISTERED, until="2026-10-10T10:00")

    assert [o.opened_by.type for o in world.owed("offenders.initial-notification")] == ["offenders.CourtResultReceived"]
    assert [o.opened_by.type for o in world.owed("offenders.late-notification")] == ["offenders.CourtResultReceived"]
    first = done("BecameNotifiable", "2026-10-05T15:30", "court", disposal="conviction")
    world = judged(WATCHED, HEARING, first, TOLD, until="2026-10-10T10:00")
    assert [o.opened_by.type for o in world.owed("offenders.late-notification")] == ["offenders.BecameNotifiable"]


@pytest.mark.requirement("RO-010", part="duty")
def test_a_second_conviction_of_somebody_who_had_been_free_of_it_begins_anew() -> None:
    before = done("BecameNotifiable", "2015-10-05T15:30", "court", disposal="conviction")
    notified, free = done("NotificationMade", "2015-10-06T10:00", "offender", **CAME), done("NotificationRequirementsEnded", "2020-10-05T10:00", "system")
    world = judged(before, notified, free, WATCHED, TOLD, until="2026-10-10T10:00")

    assert [o.due_at for o in world.owed("offenders.initial-notification") if not o.state.settled] == [moment("2026-10-07T23:59:59")]


@pytest.mark.requirement("RO-011", part="duty")
@pytest.mark.parametrize("word", [TOLD, done("BecameNotifiable", "2026-10-05T15:30", "court", disposal="conviction")])
def test_convicted_and_not_registered_is_told_when_the_three_days_are_over_and_the_draft_is_there(word: Fact) -> None:
    world = judged(WATCHED, word, until="2026-10-10T10:00")

    assert next((at(a), a.to) for a in world.told("offenders.initial-notification") if a.rung) == ("07T22:59", (OM, SERGEANT))
    draft = world.one("offenders.late-notification")
    assert (draft.opened_at, draft.due_at, draft.term.owed_by) == (moment("2026-10-07T23:59:59"), moment("2026-10-08T23:59:59"), OM)
    assert (to(world, "offenders.late-notification", SERGEANT), to(world, "offenders.late-notification", DI)) == (["08T22:59"], ["09T22:59"])
    assert world.one("offenders.initial-notification").state.value == "breached", "statute"
    came = judged(WATCHED, word, done("NotificationMade", "2026-10-07T16:00", "offender", **CAME), until="2026-10-10T10:00")
    assert (came.owed("offenders.late-notification"), came.one("offenders.initial-notification").state.value) == ([], "done")


# RO-022, RO-026: what is a notification, and how late


@pytest.mark.requirement("RO-022", part="duty")
def test_home_or_telephone_is_information_and_the_clock_runs_on_until_the_breach() -> None:
    word = done("BecameNotifiable", "2026-10-05T15:30", "court", disposal="conviction")

    def world(until: str = "2026-10-08T10:00", **data: Any) -> World:
        return judged(word, done("NotificationMade", "2026-10-06T10:00", "offender", **{**CAME, **data}), until=until)

    for place in ("home", "telephone", "other_station"):
        assert world(place=place).one("offenders.initial-notification").state.value == "breached"
        assert len(world(place=place).owed("offenders.late-notification")) == 1
        (alert,) = (a for a in world(place=place).told("offenders.notification-valid"))
        assert (at(alert), SERGEANT in alert.to, alert.because[0]["message"]) == ("06T09:00", True, "offenders.notification-not-met")
    assert world(until="2026-10-07T10:00", place="home").one("offenders.initial-notification").state.value == "due soon", "it runs on"
    valid = world()
    assert (valid.one("offenders.initial-notification").state.value, valid.told("offenders.notification-valid")) == ("done", [])
    assert to(world(signed=False), "offenders.notification-valid", SERGEANT) == ["06T09:00"], "it may not be enforceable"


@pytest.mark.requirement("RO-026", part="duty")
def test_a_change_of_1_may_that_is_notified_on_9_may_is_a_draft_six_days_late_that_nobody_asked_for() -> None:
    before = done("NotificationMade", "2026-01-10T10:00", "offender", **{**CAME, "purpose": "initial"})
    moved = {"what": "home_address"}
    change = as_fact(Happened(fact="offenders.DetailsChanged", at="2026-05-01T12:00", known="2026-05-09T10:00", by="offender", data=moved), 2)
    told = done("NotificationMade", "2026-05-09T10:00", "offender", **{**CAME, "purpose": "change", "told_of": ["home_address"]})
    world = judged(before, change, told, until="2026-05-10T10:01")

    draft = world.one("offenders.late-notification")
    assert (draft.opened_at, draft.term.owed_by, draft.due_at) == (moment("2026-05-09T10:00"), OM, moment("2026-05-10T10:00"))
    (why,) = [f for f in draft.findings if f.because == "offenders.not-notified-in-time"]
    assert dict(why.having) == {"days": 6}
    assert times(world, "offenders.late-notification") == [("09T09:00", (OM,)), ("10T09:00", (SERGEANT,))]
    known = judged(before, done("DetailsChanged", "2026-05-01T12:00", "offender", what="home_address"), until="2026-05-04T10:00")
    assert known.one("offenders.late-notification").opened_at == moment("2026-05-03T23:59:59"), "the third day is over"
    in_time = done("NotificationMade", "2026-05-03T10:00", "offender", **{**CAME, "purpose": "change", "told_of": ["home_address"]})
    assert judged(before, change, in_time, until="2026-05-10T10:00").owed("offenders.late-notification") == []


# RO-023, RO-029: a device that nobody was told of


ORDER: Final = done("CourtOrderMade", "2025-03-02T14:00", "court", about=("order r1", "offender o1"), kind="sexual_harm_prevention_order",
                    conditions=[{"code": "3", "kind": "declare_devices"}])
PHONE: Final = done("DeviceFound", f"{DAY}11:00", about=("device d1", "offender o1"), what="phone", declared=False)


@pytest.mark.requirement("RO-023", part="duty")
@pytest.mark.requirement("RO-029", part="duty")
def test_an_undeclared_phone_under_an_order_opens_the_decision_and_the_end_of_the_shift_is_the_sergeants() -> None:
    world = judged(ORDER, PHONE, until="2026-03-03T12:00")

    owed = world.one("offenders.undeclared-device")
    assert (owed.opened_at, owed.due_at, owed.term.owed_by) == (moment(f"{DAY}11:00"), moment(f"{DAY}15:00"), OM)
    assert times(world, "offenders.undeclared-device") == [("02T11:00", (OM,)), ("02T15:00", (SERGEANT,)), ("03T11:00", (DI,))]
    assert judged(PHONE, until=f"{DAY}16:00").owed("offenders.undeclared-device") == [], "no order asks for it"
    declared = done("DeviceDeclared", "2026-01-02T10:00", "offender", about=("device d1", "offender o1"), what="phone")
    found = done("DeviceFound", f"{DAY}11:00", about=("device d1", "offender o1"), what="phone")
    assert judged(ORDER, declared, found, until=f"{DAY}16:00").owed("offenders.undeclared-device") == []


@pytest.mark.requirement("RO-029", part="duty")
def test_a_breach_is_decided_on_within_the_shift_with_the_reason() -> None:
    def world(*acts: Fact) -> World:
        return judged(breach(), *acts, until=f"{NEXT}15:00")

    assert times(world(), "offenders.breach-decision") == [("02T14:00", (OM,)), ("02T15:00", (SERGEANT,)), ("03T14:00", (DI,))]
    bare = done("BreachActionDecided", f"{DAY}14:30", about=BREACH, decision="warn")
    why = done("BreachActionDecided", f"{DAY}14:30", about=BREACH, decision="arrest", why="Second phone; a child next door.")
    assert [world(act).one("offenders.breach-decision").state.value for act in (bare, why)] == ["overdue", "done"]
    near = judged(breach(what="contact_with_child"), until=f"{DAY}14:30")
    assert times(near, "offenders.breach-decision") == [("02T14:00", (OM,)), ("02T14:00", (SERGEANT,))], "of a child, the sergeant knows at once"


# RO-024, RO-049: recorded, and closed on grounds


@pytest.mark.requirement("RO-024", part="duty")
def test_a_breach_that_nobody_records_is_the_sergeants_at_24_hours_and_the_inspectors_at_48() -> None:
    world = judged(breach(), done("WarningGiven", f"{DAY}16:00", form="written", words="Tell us."), until="2026-03-04T14:00")

    assert times(world, "offenders.breach-crime") == [("02T14:00", (OM,)), ("03T14:00", (SERGEANT,)), ("04T14:00", (DI,))]
    assert judged(breach(), NUMBERED, until="2026-03-04T14:00").one("offenders.breach-crime").state.value == "done"
    drafted = done("BreachRecordedAsCrime", f"{DAY}16:00", about=BREACH)
    assert judged(breach(), drafted, until="2026-03-04T14:00").one("offenders.breach-crime").state.value == "overdue", "it has no number"


@pytest.mark.requirement("RO-024", part="duty")
def test_closing_needs_the_crime_or_an_inspector_who_says_why_it_is_no_offence() -> None:
    def stops(outcome: str, *facts: Fact, **data: Any) -> bool:
        act = done("BreachClosed", "2026-03-05T11:00", "detective_inspector o:71", about=BREACH, outcome=outcome, **{"reason": "Second phone.", **data})
        return "offenders.breach-closing" in refused(judged(breach(), *facts, until="2026-03-05T10:00"), act)

    held = done("BreachHeldNoOffence", f"{DAY}16:00", about=BREACH, why="In hospital.", approved_by="o:71", approver_role="detective_inspector")
    by_sergeant = done("BreachHeldNoOffence", f"{DAY}16:00", about=BREACH, why="In hospital.", approved_by="o:80", approver_role="sergeant")
    assert (stops("charged"), stops("charged", by_sergeant), stops("charged", NUMBERED), stops("other", held)) == (True, True, False, False)
    assert (stops("no_offence"), stops("no_offence", reason="")) == (False, True)


GROUNDS: Final = {
    "outcome": "not_in_public_interest", "requested_by": "o:70", "approved_by": "o:71", "approver_role": "detective_inspector",
    "why_it_happened": "Moved in with his mother when she fell.", "history": "None in 24 months.", "circumstances": "Visits kept.", "isolated": True,
    "engaging": True, "child_risk": "No child in reach.", "alternatives": "Charge weighed.", "reason": "Isolated; engages.",
}


@pytest.mark.requirement("RO-049", part="duty")
@pytest.mark.parametrize("without", [
    {}, {"why_it_happened": ""}, {"history": ""}, {"child_risk": ""}, {"alternatives": ""}, {"isolated": None}, {"engaging": False}, {"circumstances": ""},
    {"approved_by": "o:70"}, {"approver_role": "sergeant"},
])
def test_outcome_10_is_refused_where_one_ground_is_missing(without: dict[str, Any]) -> None:
    by = "sergeant o:80" if "approver_role" in without else "detective_inspector o:71"
    closed = done("BreachClosed", "2026-03-05T11:00", by, about=BREACH, **{**GROUNDS, **without})
    world = judged(breach(), NUMBERED, until="2026-03-05T10:00")

    assert ("offenders.breach-closing" in refused(world, closed)) is bool(without)
    low = done("BreachClosed", "2026-03-05T11:00", by, about=BREACH, outcome="not_in_public_interest", reason="Low level.")
    assert "offenders.breach-closing" in refused(world, low)


@pytest.mark.requirement("RO-049", part="duty")
@pytest.mark.parametrize(("last", "told"), [("not_in_public_interest", ["26T11:00"]), ("charged", [])])
def test_five_breaches_of_a_month_with_the_same_outcome_are_told_to_the_assistant_chief_constable(last: str, told: list[str]) -> None:
    days = ("2026-02-04", "2026-02-08", "2026-02-12", "2026-02-19", "2026-02-26")
    closed = [
        done("BreachClosed", f"{day}T11:00", "detective_inspector o:71", about=(f"breach b{n}", f"offender o{n}", "unit u1"),
             **{**GROUNDS, "outcome": last if n == 5 else "not_in_public_interest"})
        for n, day in enumerate(days, 1)
    ]

    assert to(judged(*closed, until="2026-02-27T10:00"), "offenders.routine-closing", ACC) == told


# RO-025, RO-051: again


def warned(at: str, form: str = "written") -> Fact:
    """He is warned."""
    return done("WarningGiven", at, form=form, words="You must tell us within three days.", rationale="Late by two days.", approved_by="o:80",
                requirement_explained=True, evidence="Tenancy of 1 March.", served_how="By hand", acknowledged=True)


@pytest.mark.requirement("RO-025", part="duty")
def test_a_third_warning_in_twelve_months_asks_a_detective_inspector_why_not_prosecute() -> None:
    def stops(by: str, reason: str, *given: str) -> bool:
        act = done("WarningApproved", f"{DAY}11:00", by, about=("breach b3", "offender o1"), requested_by="o:70", reason=reason)
        return "offenders.third-warning" in refused(judged(*(warned(at) for at in given), until=f"{DAY}10:00"), act)

    two = ("2025-05-01T10:00", "2025-11-03T10:00")
    assert (stops("sergeant o:80", "One day late.", *two), stops("detective_inspector o:71", "", *two)) == (True, True)
    assert not stops("detective_inspector o:71", "No intent: in hospital; charge weighed with the prosecution.", *two)
    assert not stops("sergeant o:80", "One day late.", "2025-02-28T10:00", two[1]), "the first is of more than a year ago"


@pytest.mark.requirement("RO-025", part="duty")
def test_the_earlier_warnings_are_shown_with_the_third_and_one_without_its_words_is_told() -> None:
    given = [warned("2025-05-01T10:00"), warned("2025-11-03T10:00", "oral")]
    world = judged(*given, until=f"{DAY}10:00")
    act = done("WarningApproved", f"{DAY}11:00", "sergeant o:80", about=("breach b3", "offender o1"), requested_by="o:70", reason="One day late.")

    (unmet,) = [u for u in world.weigh(act).unmet if u.standard.code == "offenders.third-warning"]
    assert ({fact.id for fact in unmet.finding.seen} >= {fact.id for fact in given}, dict(unmet.finding.having)) == (True, {"count": 3})
    assert flagged(world, warned(f"{DAY}12:00")) == set()
    assert flagged(world, done("WarningGiven", f"{DAY}12:00", form="oral", words="Tell us.")) == {"offenders.warning-whole"}


@pytest.mark.requirement("RO-051", part="duty")
def test_breaches_of_january_and_may_are_assessed_again_planned_again_and_decided_by_a_supervisor() -> None:
    may = breach("2026-05-11T14:00", ("breach b2", "offender o1"))
    world = judged(breach("2026-01-12T14:00"), may, until="2026-05-11T15:00")

    (seen,) = world.told("offenders.repeat-breach")
    assert (at(seen), seen.to, seen.because[0]["with"]) == ("11T13:00", (OM, SERGEANT), {"count": 2, "window_days": 365})
    assert (world.one("offenders.assess-again").due_at, world.one("offenders.assess-again").term.owed_by) == (moment("2026-05-25T14:00"), OM)
    assert world.one("offenders.plan-written").due_at == moment("2026-05-26T23:59:59")
    assessed = done("RiskAssessmentMade", "2026-05-12T10:00", tool="arms", level="high", where="home", because="breach", text="Hides phones.")
    planned = done("RiskPlanSubmitted", "2026-05-12T11:00", about=("plan rp2", "offender o1"), level="high")
    after = judged(*world.facts, assessed, planned, until="2026-05-12T12:00")
    assert (after.one("offenders.assess-again").state.value, after.one("offenders.plan-written").state.value) == ("done", "done")
    assert {after.one(code).term.owed_by for code in ("offenders.assessment-decided", "offenders.plan-approval")} == {SERGEANT}


@pytest.mark.requirement("RO-051", part="duty")
@pytest.mark.parametrize("first", [None, "2025-05-01T14:00"])
def test_one_breach_or_one_of_more_than_a_year_before_is_no_repeat(first: str | None) -> None:
    earlier = [breach(first)] if first else []
    again = breach("2026-05-11T14:00", ("breach b2", "offender o1"))
    world = judged(*earlier, again, breach("2026-05-12T14:00", ("breach b2", "offender o1")), until="2026-05-13T15:00")

    assert world.told("offenders.repeat-breach") == [], "and the same breach found twice is one"
    assert world.owed("offenders.assess-again") == []
    assert timedelta(days=365) < moment("2026-05-11T14:00") - moment("2025-05-01T14:00")
