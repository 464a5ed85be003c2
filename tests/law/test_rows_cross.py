"""The rows that cut across (XX), each by its acceptance evidence, as amended: age, silence, clocks, late entries, who decides, replay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.examples import World, fact, judged
from tests.law.scenes import DAY, NEXT, born, concern, graded, marker, missing, returned, risk, times, to
from tutela.config.cli import main
from tutela.desks.replay.queries import Case, read_case
from tutela.facts import Fact
from tutela.facts.roles import SENIOR
from tutela.law import tracks
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.deriving import Owed
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.replay import ledger
from tutela.law.kernel.situation import NEVER, Row, Rows, View
from tutela.law.messages import words
from tutela.law.worked import moment

HIGH, MEDIUM = risk("high"), risk("medium")
DAYS = timedelta(days=1)
ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in ROOT.glob("cases/*/*/facts.jsonl"))


# XX-001: a child is under 18, at the event


@pytest.mark.requirement("XX-001", part="duty")
@pytest.mark.parametrize(("birth", "child"), [
    ("2008-03-03", True),   # the report is on the day before the 18th birthday
    ("2008-03-02", False),  # on it
    ("2008-03-01", False),  # after it
])
def test_the_day_before_on_and_after_the_18th_birthday(birth: str, child: bool) -> None:
    for grade in (HIGH, MEDIUM):
        world = judged(born(birth), missing(), grade, returned(f"{DAY}23:30"), until=f"{DAY}23:45")

        duties = {code for code in world.codes() if code.startswith("missing.")}
        assert duties == (judged(born("2014-03-02"), *world.facts[1:], until=f"{DAY}23:45").codes() if child else set())


@pytest.mark.requirement("XX-001", part="duty")
def test_an_unknown_age_opens_every_duty_of_a_child() -> None:
    story = [missing(), HIGH, returned(f"{DAY}23:30")]
    known, unknown = judged(born("2014-03-02"), *story, until=f"{NEXT}09:00"), judged(*story, until=f"{NEXT}09:00")

    assert unknown.codes() == known.codes()
    assert {"missing.initial-risk", "missing.review", "missing.la-told", "missing.return-visit"} <= unknown.codes()


@pytest.mark.requirement("XX-001", part="duty")
def test_a_disputed_age_is_the_youngest_that_is_said() -> None:
    disputed = fact("people.AgeEstimated", f"{DAY}18:00", "social_worker", youngest=17, oldest=23)

    assert "missing.initial-risk" in judged(disputed, missing(), until=f"{DAY}19:10").codes()


@pytest.mark.requirement("XX-001", part="duty")
def test_turning_18_drops_nothing_until_somebody_decides() -> None:
    story = [born("2008-03-05"), missing(), HIGH]
    decided = fact("people.TransitionDecided", "2026-03-05T10:00", "cii o:31", decision="continue", why="Still missing.")
    before, after = judged(*story, until="2026-03-04T23:59"), judged(*story, until="2026-03-06T23:59")
    done = judged(*story, decided, until="2026-03-06T23:59")

    assert before.codes() <= after.codes()
    assert {o.state.value for code in before.codes() for o in after.owed(code)} & {"not needed", "in question"} == set()
    assert after.one("missing.transition-decision").state.value == "overdue"
    assert done.one("missing.transition-decision").state.value == "done"
    assert before.codes() <= done.codes()


# XX-003: nothing waits in silence


@cache
def case_of(folder: Path) -> Case:
    """A case of the tree."""
    return read_case(folder)


@cache
def nobody(folder: Path, until: datetime) -> Judge:
    """A case on the track on which nobody comes, up to a moment."""
    case = case_of(folder)
    laws = catalogue(case.overlays)
    return tracks.run("nobody", case.facts, laws, lawbook(laws), until)[1]


def identities(judge: Judge) -> set[tuple[object, ...]]:
    """Which duties are owed or were, occurrence by occurrence."""
    return {(*o.identity, o.occurrence) for rows in judge.owed.values() for o in rows}


def moments(folder: Path) -> list[datetime]:
    """Steps through a case and two months beyond its end."""
    case = case_of(folder)
    begin = min(f.shown_from for f in case.facts)
    between = sorted({f.shown_from for f in case.facts})[:: max(1, len(case.facts) // 4)]
    return [begin, *between, case.until, *(case.until + n * DAYS for n in (1, 7, 28, 60))]


@pytest.mark.requirement("XX-003", part="duty")
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_nobody_comes_and_no_duty_disappears(folder: Path) -> None:
    seen: set[tuple[object, ...]] = set()
    for at in sorted(moments(folder)):
        now = identities(nobody(folder, at))
        assert seen - now == set(), f"gone by {at}"
        seen = now
    assert bool(seen) is bool(nobody(folder, at).world.facts), "a case of the force's own acts alone has nothing left of it on this track"


@pytest.mark.requirement("XX-003", part="duty")
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_nobody_comes_and_every_open_duty_reaches_a_senior_when_its_time_is_out(folder: Path) -> None:
    until = case_of(folder).until + 60 * DAYS
    judge = nobody(folder, until)
    waiting = [o for rows in judge.owed.values() for o in rows if not o.state.settled and top(o, judge) <= until]

    assert bool(waiting) is bool(judge.world.facts)
    for owed in waiting:
        rungs = owed.term.ladder.rungs
        reached = [t for t in owed.tellings if t.rung == len(rungs) and any(a.partition("@")[0] in SENIOR for a in t.to)]
        assert reached, (owed.identity, owed.due_at)


@pytest.mark.requirement("XX-003", part="duty")
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_nobody_comes_and_what_is_settled_has_the_fact_that_settled_it(folder: Path) -> None:
    judge = nobody(folder, case_of(folder).until + 60 * DAYS)
    settled = [o for rows in judge.owed.values() for o in rows if o.state.settled]

    assert all(o.settled_by is not None and o.settled_at is not None for o in settled)
    assert {o.settled_by.type for o in settled if o.settled_by} & {"duties.NotNeeded", "duties.Failed"} == set()


def top(owed: Owed, judge: Judge) -> datetime:
    """When the last rung of a duty's ladder is reached, reckoned from its clock."""
    rung, book = owed.term.ladder.rungs[-1], judge.world.lawbook
    base = owed.origin if rung.base == "origin" else owed.due_at
    if base is None or rung.clock is None:
        return base or NEVER
    view = View(Rows(judge.world, owed.duty, owed.subject), judge.as_at)
    opening = Row(owed.opened_by, owed.opened_at, owed.opened_at, NEVER)
    return rung.clock.due(base, book, view, opening) or NEVER


@pytest.mark.requirement("XX-003", part="duty")
@pytest.mark.parametrize("decision", [
    {"reason": "Often comes back.", "approved_by": "o:7"},   # by who wrote it
    {"reason": "Often comes back.", "approved_by": ""},      # by nobody
    {"reason": " ", "approved_by": "o:9"},                   # for no reason
])
def test_not_needed_wants_its_reason_and_another_persons_approval(decision: dict[str, str]) -> None:
    exempt = fact("duties.NotNeeded", f"{DAY}20:00", "fim o:7", duty="contact.outstanding", **decision)
    world = judged(missing(), exempt, until=f"{NEXT}05:00")

    assert world.one("contact.outstanding").state.value == "overdue"


@pytest.mark.requirement("XX-003", part="duty")
def test_a_decision_of_january_ends_nothing_that_opens_in_march() -> None:
    listed = fact("missing.PriorityListed", "2026-01-02T09:00", "coordinator o:11", rank=1)
    approved = {"duty": "missing.trigger-plan", "reason": "Moved to another force.", "approved_by": "o:41"}
    exempt = fact("duties.NotNeeded", "2026-01-02T12:00", "coordinator o:11", about=("child c1",), **approved)
    world = judged(listed, exempt, marker("priority_missing", "2026-03-01T09:00"), until="2026-03-08T09:00")

    assert [(o.opened_at, o.state.value) for o in world.owed("missing.trigger-plan")] == [
        (moment("2026-01-02T09:00"), "not needed"), (moment("2026-03-01T09:00"), "overdue"),
    ]


# XX-004: every clock of section 4 warns, is overdue and escalates at its instant


class Clocked(NamedTuple):
    """A clock of section 4: its rule, what happened, when it is due, and who is told when."""

    name: str
    code: str
    facts: tuple[Fact, ...]
    due: str
    told: tuple[tuple[str, str], ...]


ASSIGNED = fact("missing.OwnershipAssigned", f"{DAY}19:30", "fim o:7", to="cii@missing", ref="o:31")
ACCEPTED = fact("missing.OwnershipAccepted", f"{DAY}19:40", "cii o:31", role="cii@missing")
CALLED = fact("contact.InformationReceived", f"{DAY}20:00", "call_handler o:1", what="second_call")
RECEIVED = fact("missing.ReturnInterviewReceived", f"{NEXT}10:00", "coordinator o:11")
LISTED = fact("missing.PriorityListed", f"{DAY}19:00", "coordinator o:11", rank=1)
BACK = returned()

CLOCKS: Final = (
    Clocked("C01", "contact.attend", (concern(), graded("immediate")), f"{DAY}19:20",
            (("02T19:10", "dispatcher@contact"), ("02T19:16", "supervisor@contact"), ("02T19:20", "fim@contact"))),
    Clocked("C02", "contact.attend", (concern(), graded("prompt")), f"{DAY}20:00",
            (("02T19:30", "dispatcher@contact"), ("02T19:48", "supervisor@contact"), ("02T20:00", "fim@contact"))),
    Clocked("C03", "contact.attend", (missing(), MEDIUM), f"{DAY}20:00", (("02T20:00", "fim@contact"), ("02T20:00", "cii@missing"))),
    Clocked("C04", "contact.fim-review", (missing(),), f"{DAY}19:30", (("02T19:30", "superintendent@contact"),)),
    Clocked("C05", "missing.acceptance", (missing(), MEDIUM, ASSIGNED), f"{DAY}19:45", (("02T19:45", "fim@contact"),)),
    Clocked("C06", "missing.plan", (missing(), MEDIUM, ASSIGNED, ACCEPTED), f"{DAY}20:40",
            (("02T20:40", "cii@missing"), ("02T20:40", "fim@contact"))),
    Clocked("C07", "missing.room-search", (missing(),), f"{DAY}20:30", (("02T20:30", "cii@missing"), ("02T20:30", "fim@contact"))),
    Clocked("C08 high", "missing.review", (missing(), HIGH), f"{DAY}21:00", (("02T21:00", "superintendent@contact"),)),
    Clocked("C08 medium", "missing.review", (missing(), MEDIUM), f"{NEXT}01:00", (("03T01:00", "superintendent@missing"),)),
    Clocked("C09", "missing.inspector-review", (missing(), MEDIUM), f"{NEXT}19:00",
            (("03T19:00", "superintendent@missing"), ("04T19:00", "superintendent@missing"))),
    Clocked("C10", "contact.outstanding", (missing(),), f"{DAY}20:00",
            (("02T20:00", "supervisor@contact"), ("02T21:00", "fim@contact"), ("02T23:00", "superintendent@contact"))),
    Clocked("C11", "contact.reassess", (missing(), CALLED), f"{DAY}20:15", (("02T20:15", "supervisor@contact"),)),
    Clocked("C12", "missing.return-told", (missing(), BACK), f"{DAY}23:00", (("02T23:00", "coordinator@missing"),)),
    Clocked("C13", "missing.return-visit", (missing(), BACK), f"{NEXT}22:00", (("03T22:00", "inspector@response"),)),
    Clocked("C14", "missing.return-interview", (missing(), BACK), "2026-03-05T22:00",
            (("05T22:00", "team_manager@local_authority"), ("12T22:00", "strategic_lead@local_authority"))),
    Clocked("C15", "missing.return-interview-entered", (RECEIVED,), "2026-03-04T23:59:59",
            (("04T23:59", "sergeant@missing"), ("04T23:59", "detective_inspector@missing"))),
    Clocked("C16", "missing.trigger-plan", (LISTED,), "2026-03-04T19:00",
            (("04T19:00", "detective_inspector@missing"), ("04T19:00", "superintendent@missing"))),
)
clocks = pytest.mark.parametrize("clock", CLOCKS, ids=[clock.name for clock in CLOCKS])


@pytest.mark.requirement("XX-004", part="duty")
@clocks
def test_a_clock_warns_and_is_overdue_at_its_documented_instant(clock: Clocked) -> None:
    due = moment(clock.due)
    owed = World(clock.facts, due).one(clock.code)
    soon = due - (due - owed.origin) / 4

    assert owed.due_at == due
    steps = (soon - timedelta(seconds=1), soon, due, due + timedelta(seconds=1))
    assert [World(clock.facts, step).one(clock.code).state.value for step in steps] == ["open", "due soon", "due soon", "overdue"]


@pytest.mark.requirement("XX-004", part="duty")
@clocks
def test_a_clock_escalates_at_its_documented_instants_and_not_a_minute_before(clock: Clocked) -> None:
    world = World(clock.facts, moment("2026-03-13T09:00"))
    opening, owner = times(world, clock.code)[0][0], world.one(clock.code).term.owed_by

    for address in {address for _, address in clock.told}:
        documented = [when for when, told in clock.told if told == address]
        told = [when for when in to(world, clock.code, address) if when != opening]
        assert set(documented) <= set(told)
        assert address == owner or told[0] == documented[0], "the owner may be reminded; nobody else is told before the instant"


@pytest.mark.requirement("XX-004", part="duty")
def test_every_clock_from_c01_to_c16_is_here() -> None:
    assert {clock.name[:3] for clock in CLOCKS} == {f"C{n:02}" for n in range(1, 17)}


# XX-007: entered when


@pytest.mark.requirement("XX-007", part="duty")
def test_a_visit_entered_three_days_late_says_so_and_is_judged_by_when_it_was() -> None:
    seen = {"mode": "in_person", "alone": True, "by": "police"}
    visit = fact("missing.PreventionInterviewHeld", f"{NEXT}15:00", "response_officer o:50", recorded="2026-03-06T15:00", **seen)
    world = judged(missing(), BACK, visit, until="2026-03-07T09:00")

    assert visit.entry_lag == 3 * DAYS
    (badge,) = world.told("missing.entered-in-time")
    assert words(badge.because[0]["message"], badge.because[0]["with"]) == "Entered 72 hours after it happened."
    assert badge.at == moment("2026-03-06T15:00")
    assert world.one("missing.return-visit").state.value == "done", "the visit was in time; its entry was not"
    assert to(world, "missing.return-visit", "inspector@response"), "until it was entered, nobody could know"


# XX-010: people decide


def lowering(by: str, new: str | None, at: str, level: str = "medium") -> Fact:
    """Somebody approves a lower level of risk, for which o:5 asked."""
    return fact("missing.LoweringApproved", at, by, level=level, requested_by="o:5", reason="So.", new_information=new)


@pytest.mark.requirement("XX-010", part="duty")
@pytest.mark.parametrize("automatic", [
    pytest.param([], id="time passes"),
    pytest.param([fact("people.MarkerEnded", f"{DAY}20:00", "system", marker="firearms", why="Expired.")], id="a marker ends"),
    pytest.param([fact("contact.HitAnswered", f"{DAY}20:00", "system", hit="h1", used=False, because="No match.")], id="a hit is answered"),
    pytest.param([fact("missing.Reported", f"{DAY}20:00", "system", category="medium")], id="a feed reports again, at a lower category"),
    pytest.param([risk("medium", f"{DAY}20:00", "system")], id="a feed grades lower"),
    pytest.param([risk("absent", f"{DAY}20:00", "system", second_line="o:41", override="By rule.")], id="with every box ticked"),
    pytest.param([risk("medium", f"{DAY}20:00", "system", supersedes=HIGH.id, recorded=f"{DAY}20:00")], id="a feed corrects the grade"),
    pytest.param([fact("people.Withdrawn", f"{DAY}20:00", "system", supersedes=HIGH.id, why="Duplicate.")], id="a feed withdraws it"),
    pytest.param([lowering("system", None, f"{DAY}20:00")], id="a system approves"),
    pytest.param([graded("no_deployment", f"{DAY}20:00", "system")], id="a response grade is lowered"),
])
def test_nothing_lowers_a_level_by_itself(automatic: list[Fact]) -> None:
    world = judged(born("2010-03-04"), marker("firearms"), missing(), MEDIUM, HIGH, *automatic, until="2026-03-09T09:00")

    assert world.level("2026-03-09T09:00") == "high"
    assert world.grade("2026-03-09T09:00") == "immediate"


@pytest.mark.requirement("XX-010", part="duty")
def test_a_birth_that_is_learnt_later_lowers_nothing_by_itself() -> None:
    """Graded low as of unknown age and handled as medium; then a record says that the person is 30."""
    adult = fact("people.Born", "1996-01-01T00:00", "system", recorded=f"{DAY}21:00")
    world = judged(missing(), risk("low"), adult, until=f"{DAY}22:00")

    assert world.level(f"{DAY}20:59") == "medium"
    assert world.level(f"{DAY}22:00") == "medium", "a person decides"


LEVELS = ("absent", "low", "medium", "high")
ACTS = st.one_of(
    st.builds(lambda at, level, by: risk(level, at, by), st.sampled_from([f"{DAY}{h}:00" for h in range(19, 24)]), st.sampled_from(LEVELS),
              st.sampled_from(["call_handler o:1", "inspector o:5", "fim o:7", "system"])),
    st.builds(lambda at, level: fact("missing.LoweringRequested", at, "inspector o:5", level=level, reason="Known to us."),
              st.sampled_from([f"{DAY}{h}:30" for h in range(19, 24)]), st.sampled_from(LEVELS)),
    st.builds(lowering, st.sampled_from(["fim o:7", "detective_inspector o:41", "detective_inspector o:5"]),
              st.sampled_from([None, "news"]),
              st.sampled_from([f"{DAY}{h}:45" for h in range(19, 24)]), st.sampled_from(LEVELS)),
    st.just(fact("people.MarkerEnded", f"{DAY}21:10", "system", marker="child_sexual_exploitation", why="Expired.")),
)
NEWS = fact("contact.InformationReceived", f"{DAY}20:50", "public", id="news", what="sighting")
EXPLOITED = st.sampled_from([(), (marker("child_sexual_exploitation"),)])


@pytest.mark.requirement("XX-010", part="duty")
@settings(max_examples=150, deadline=None)
@given(acts=st.lists(ACTS, max_size=6), exploited=EXPLOITED)
def test_whenever_a_level_falls_two_people_and_new_information_stand_behind_it(acts: list[Fact], exploited: tuple[Fact, ...]) -> None:
    world = judged(*exploited, missing(), NEWS, *acts, until=f"{NEXT}12:00")
    order = {"medium": 3, "high": 4, None: 0}
    steps = sorted({(act.shown_from, act.id) for act in acts})

    for when, _ in steps:
        before, after = world.level((when - timedelta(seconds=1)).isoformat()), world.level(when.isoformat())
        if order[after] < order[before]:
            approvals: list[Any] = [a for a in acts if a.type == "missing.LoweringApproved" and a.shown_from == when]
            assert any(a.by.ref == "o:41" and a.data.new_information == "news" for a in approvals), (before, after)


@pytest.mark.requirement("XX-010", part="duty")
def test_suggestion_decision_and_difference_are_kept() -> None:
    seeded = (marker("firearms"), marker("debt_bondage"), missing())
    world = judged(*seeded, risk("medium", suggested="high", override="Seen at 19:01.", second_line="o:41"), until=f"{DAY}19:30")

    assert world.suggested(f"{DAY}19:01").holds
    assert world.level(f"{DAY}19:30") == "medium", "the suggestion sets nothing"
    decided = world.facts[-1].data
    assert (decided.suggested, decided.level, decided.override) == ("high", "medium", "Seen at 19:01.")  # type: ignore[attr-defined]


# XX-021: judged by the rule that was in force


@pytest.mark.requirement("XX-021")
@pytest.mark.parametrize(("day", "defect"), [("2019-01-15", False), ("2019-02-25", False), ("2019-02-26", True), ("2019-03-15", True)])
def test_absent_is_permitted_in_january_2019_and_a_defect_in_march(day: str, defect: bool) -> None:
    log = [
        fact("missing.Reported", f"{day}T19:00", "foster_carer", missing_from="foster"),
        fact("missing.RiskGraded", f"{day}T19:10", "inspector o:5", level="absent", rationale="Known to be with friends."),
    ]
    audit = judged(*log, until=f"{day}T23:00", overlay=("inspection",))

    assert bool(audit.told("missing.never-low")) is defect
    assert bool(audit.owed("missing.low-review")) is defect
    assert audit.level(f"{day}T23:00") == ("medium" if defect else "absent")


@pytest.mark.requirement("XX-021")
def test_judged_again_in_march_the_log_of_january_is_still_permitted() -> None:
    log = [
        fact("missing.Reported", "2019-01-15T19:00", "foster_carer", missing_from="foster"),
        fact("missing.RiskGraded", "2019-01-15T19:10", "inspector o:5", level="absent", rationale="Known to be with friends."),
    ]

    assert judged(*log, until="2019-03-31T09:00", overlay=("inspection",)).told("missing.never-low") == []


# XX-022: replay


@pytest.mark.requirement("XX-022", part="duty")
def test_the_replay_of_the_returned_submission_prints_the_ledger_and_its_161_days(capsys: pytest.CaptureFixture[str]) -> None:
    """The evidence calls the case NY-5; its dates are NY-4's (NY:253 to 258)."""
    folder = ROOT / "cases/reports/ny-4"
    case = case_of(folder)
    submitted = min(f.occurred.earliest for f in case.facts if f.type == "investigation.ForensicSubmitted")

    assert (date(2022, 12, 13) - submitted.date()).days == 161
    assert main(["replay", str(folder / "facts.jsonl"), "--until", "2022-12-13"]) == 0
    printed = capsys.readouterr().out
    assert "Tue 05 Jul 2022" in printed
    assert "investigation.resubmit" in printed
    assert "investigation.progress" in printed
    assert "detective_inspector@investigation" in printed
    assert "13 Dec 2022" in printed.splitlines()[0]


@pytest.mark.requirement("XX-022", part="duty")
@pytest.mark.parametrize("track", tracks.TRACKS)
def test_each_track_tells_which_rule_fired_to_whom_and_what_they_did(track: tracks.Track) -> None:
    case = case_of(ROOT / "cases/reports/ny-4")
    laws = catalogue(case.overlays)
    lived, judge = tracks.run(track, case.facts, laws, lawbook(laws), case.until)
    told = ledger(judge, case=case.id)

    assert all(alert.code in laws.by_code and alert.to and alert.at <= case.until for alert in told)
    resubmitted = [f for f in lived if f.type == "investigation.ForensicSubmitted"]
    late = [alert for alert in told if alert.code == "investigation.resubmit" and alert.state == "overdue"]
    if track == "happened":
        assert late
        assert resubmitted
    elif track == "driven":
        assert all(f.assumed for f in lived if f.id.startswith("driven:"))
    else:
        assert resubmitted == []
