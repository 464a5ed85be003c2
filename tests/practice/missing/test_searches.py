"""The search for a child: graded, owned by name, planned, reviewed, ended by somebody who saw the child."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.practice.missing.closing import close
from tests.practice.staff import AT, Staff, do
from tests.record.duties.happening import go_on
from tutela.facts.missing import Action
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.duties import operations as acts
from tutela.record.duties import queries as duties
from tutela.record.duties.models import Alert, Duty, Unmet
from tutela.record.enquiries import queries as enquiries
from tutela.record.occurrences import engine, queries
from tutela.record.occurrences.models import Episode, Ownership, RiskVersion


def opened(staff: Staff, **more: Any) -> str:
    given = {"who": "Amira, 14", "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", "child_name": "Amira Brook", **more}
    return str(do(contact.take_report, staff["handler"], **given).result["episode"])


def level(episode: str, at: Any = AT + timedelta(hours=12)) -> str | None:
    held = queries.episode(episode)
    assert held is not None
    found = engine.standing(held.shape, at).risk(episode)
    return found.value if found else None


def owner(episode: str) -> tuple[str, str]:
    found = queries.owner_of(episode)
    assert found is not None
    return found


def owed(staff: Staff, code: str, ref: str, at: Any = AT) -> list[str]:
    return [d.state for d in duties.for_subjects(staff["fim"], [ref], at=at, settled=True) if d.code == code]


@pytest.mark.requirement("IC-023")
def test_medium_is_handed_to_the_inspector_and_is_theirs_when_accepted(staff: Staff) -> None:
    episode = opened(staff)
    outcome = do(missing.grade_risk, staff["fim"], AT + timedelta(minutes=10), episode=episode, level="medium", rationale="Fourteen, phone on, with a friend.")
    assert outcome.result["offered_to"] == staff["cii"].ref
    assert owner(episode) == ("fim@contact", staff["fim"].ref)
    assert [h.subject for h in enquiries.waiting_for(staff["cii"])] == [episode]
    go_on(AT + timedelta(minutes=26))
    keys = Duty.objects.filter(code="missing.acceptance").values_list("pk", flat=True)
    assert Alert.objects.filter(duty__in=keys, address="fim@contact", at=AT + timedelta(minutes=25)).exists()
    assert owner(episode) == ("fim@contact", staff["fim"].ref), "nobody accepted: still the force incident manager's"
    do(missing.accept_ownership, staff["cii"], AT + timedelta(minutes=27), episode=episode)
    assert owner(episode) == ("cii@missing", staff["cii"].ref)
    row = Ownership.objects.get(occurrence=episode, owner="cii@missing")
    assert (row.accepted_at, row.accepted_by) == (AT + timedelta(minutes=27), staff["cii"].ref)
    assert Episode.objects.get().allocated_at == AT + timedelta(minutes=27)
    assert [h.accepted_by for h in enquiries.hand_overs_of(episode)] == [staff["cii"].ref]


def test_another_may_not_accept_what_was_given_to_one(staff: Staff) -> None:
    episode = opened(staff)
    do(missing.grade_risk, staff["fim"], episode=episode, level="medium", rationale="With a friend.")
    with pytest.raises(Denied):
        do(missing.accept_ownership, staff["missing_di"], episode=episode)


@pytest.mark.requirement("AH-013")
def test_high_given_to_an_inspector_is_saved_flagged_and_stays(staff: Staff) -> None:
    for number in range(5):
        other = opened(staff, child_name=f"Child {'ABCDE'[number]}")
        do(missing.grade_risk, staff["fim"], episode=other, level="medium", rationale="With a friend.")
        do(missing.accept_ownership, staff["cii"], episode=other)
    episode = opened(staff)
    do(missing.grade_risk, staff["fim"], AT + timedelta(minutes=5), episode=episode, level="high", rationale="Said she would die.")
    assert queries.open_loads([staff["cii"].ref])[staff["cii"].ref][0] == 5
    outcome = do(missing.assign_to_cii, staff["fim"], AT + timedelta(minutes=6), episode=episode, officer=staff["cii"].ref)
    assert {flag.rule for flag in outcome.flags} == {"missing.high-with-fim", "missing.questionnaire"}
    assert outcome.result["open"] == 5
    assert owner(episode) == ("fim@contact", staff["fim"].ref)
    assert Unmet.objects.filter(code="missing.high-with-fim").count() == 1
    do(acts.reassess_wide, SYSTEM, AT + timedelta(minutes=7), subjects=[["officer", staff["cii"].ref]])
    assert Unmet.objects.filter(code="missing.owner-load").exists(), "five open searches: noticed and told"
    do(missing.decline_ownership, staff["cii"], AT + timedelta(minutes=9), episode=episode, reason="Five searches open.")
    assert owner(episode) == ("fim@contact", staff["fim"].ref)
    assert owed(staff, "missing.owner-again", episode, AT + timedelta(minutes=9)) == ["open"]
    assert [h.declined_why for h in enquiries.hand_overs_of(episode)] == ["Five searches open."]


def test_high_accepted_by_an_inspector_is_still_the_force_incident_managers(staff: Staff) -> None:
    episode = opened(staff)
    do(missing.grade_risk, staff["fim"], episode=episode, level="high", rationale="Said she would die.")
    do(missing.assign_to_cii, staff["fim"], episode=episode, officer=staff["cii"].ref)
    outcome = do(missing.accept_ownership, staff["cii"], episode=episode)
    assert not outcome.result["theirs"]
    assert owner(episode) == ("fim@contact", staff["fim"].ref)
    card = queries.episode(episode).card  # type: ignore[union-attr]  # it was made above
    assert card.owner.beside == staff["cii"].ref


def test_raised_to_high_it_goes_back_to_the_force_incident_manager_with_a_record(staff: Staff) -> None:
    episode = opened(staff)
    do(missing.grade_risk, staff["fim"], episode=episode, level="medium", rationale="With a friend.")
    do(missing.accept_ownership, staff["cii"], episode=episode)
    do(missing.grade_risk, staff["cii"], AT + timedelta(hours=1), episode=episode, level="high", rationale="Note found.")
    assert owner(episode) == ("fim@contact", staff["fim"].ref)
    assert [h.subject for h in enquiries.waiting_for(staff["fim"])] == [episode]
    do(missing.assign_to_cii, staff["fim"], AT + timedelta(hours=1), episode=episode, to="detective_inspector@missing", officer=staff["missing_di"].ref)
    do(missing.accept_ownership, staff["missing_di"], AT + timedelta(hours=1), episode=episode)
    assert owner(episode) == ("detective_inspector@missing", staff["missing_di"].ref), "a duty detective inspector may have it"


@pytest.mark.requirement("IC-009", part="risk")
def test_a_lower_level_takes_two_people_and_something_new(staff: Staff) -> None:
    episode = opened(staff)
    do(missing.grade_risk, staff["handler"], episode=episode, level="high", rationale="Said she would die.")
    later = AT + timedelta(hours=1)
    asked = do(missing.grade_risk, staff["fim"], later, episode=episode, level="medium", rationale="She rang her carer.")
    assert asked.result["status"] == "pending"
    assert level(episode) == "high"
    with pytest.raises(Denied):
        do(missing.approve_lowering, staff["fim"], later, episode=episode, reason="Fine.")
    with pytest.raises(Refused) as refused:
        do(missing.approve_lowering, staff["missing_di"], later, episode=episode, reason="Call traced.")
    assert {flag.rule for flag in refused.value.flags} == {"missing.lowering-grounds"}
    assert level(episode) == "high"
    assert Entry.objects.filter(type="attempts.LoweringRefused").count() == 1
    incident = queries.episode(episode).incident.ref  # type: ignore[union-attr]  # it was made above
    new = do(contact.write_log, staff["handler"], later, incident=incident, kind="information", what="sighting", text="Voice known to carer.").result["fact"]
    do(missing.approve_lowering, staff["missing_di"], later + timedelta(minutes=1), episode=episode, reason="Voice known to carer.", new_information=new)
    assert level(episode) == "medium"
    live = RiskVersion.objects.get(status="live")
    assert (live.by, live.decided_by) == (staff["fim"].ref, staff["missing_di"].ref)


@pytest.mark.requirement("XX-010", part="suggestion, decision and difference are kept")
def test_the_suggestion_is_kept_beside_what_was_decided(staff: Staff) -> None:
    episode = opened(staff, concerns=("self_harm", "suicide", "child_sexual_exploitation"), out_of_character=True)
    outcome = do(missing.grade_risk, staff["handler"], episode=episode, level="medium", rationale="With a friend.")
    assert outcome.result["suggested"] == "high"
    assert outcome.result["indicators"]
    assert "missing.below-suggestion" in {flag.rule for flag in outcome.flags}
    row = RiskVersion.objects.get()
    assert (row.level, row.suggested) == ("medium", "high")


def test_a_low_level_for_a_child_is_kept_and_handled_as_medium(staff: Staff) -> None:
    episode = opened(staff)
    outcome = do(missing.grade_risk, staff["handler"], episode=episode, level="low", rationale="Often late.")
    assert "missing.never-low" in {flag.rule for flag in outcome.flags}
    row = RiskVersion.objects.get()
    assert (row.level, row.handled_as) == ("low", "medium")
    assert level(episode) == "medium"


@pytest.mark.requirement("AH-012", part="three clocks and the reason; no distribution")
def test_assessment_acceptance_and_plan_each_have_their_clock(staff: Staff) -> None:
    episode = opened(staff)
    incident = queries.episode(episode).incident.ref  # type: ignore[union-attr]  # it was made above
    late = AT + timedelta(minutes=95)
    go_on(late)
    assert owed(staff, "contact.fim-review", incident, late) == ["overdue"]
    duty = next(d for d in duties.for_subjects(staff["fim"], [incident], at=late) if d.code == "contact.fim-review")
    do(acts.give_reason, staff["fim"], late, duty=duty.ref, reason="Two other critical incidents from 20:05.")
    do(missing.grade_risk, staff["fim"], late, episode=episode, level="medium", rationale="With a friend.")
    assert owed(staff, "contact.fim-review", incident, late) == ["done late"]
    assert owed(staff, "missing.acceptance", episode, late) == ["open"]
    do(missing.accept_ownership, staff["cii"], late + timedelta(minutes=5), episode=episode)
    assert owed(staff, "missing.plan", episode, late + timedelta(minutes=5)) == ["open"]
    lines = [Action(what="Search her room", who="PC Kirby", where="home", by_when=late + timedelta(hours=1))]
    do(missing.record_plan, staff["cii"], late + timedelta(minutes=20), episode=episode, hypotheses=["With the older friend."], lines=lines)
    assert owed(staff, "missing.plan", episode, late + timedelta(minutes=20)) == ["done"]
    plan = enquiries.plan_of(episode, "find_child")
    assert [line[0] for line in plan.lines] == ["Search her room"]
    assert [a.origin for a in plan.actions] == ["plan"]


def test_a_review_with_tasks_counts_and_its_tasks_are_actions(staff: Staff) -> None:
    episode = opened(staff)
    do(missing.grade_risk, staff["fim"], episode=episode, level="high", rationale="Said she would die.")
    nothing = do(missing.review_episode, staff["fim"], AT + timedelta(hours=1), episode=episode, text="Noted, no change.")
    assert not nothing.result["counts"]
    task = Action(what="Visit the flat", who="PC Kirby", where="Harbour Row", by_when=AT + timedelta(hours=2))
    counts = do(
        missing.review_episode, staff["fim"], AT + timedelta(hours=1), episode=episode, decision="deploy", by_when=AT + timedelta(hours=2),
        text="PC Kirby to the flat by 22:00.", tasks=[task],
    )
    assert counts.result["counts"]
    assert [(r.number, r.counts) for r in enquiries.plan_of(episode, "find_child").reviews] == [(2, True), (1, False)]
    action = enquiries.plan_of(episode, "find_child").actions[0]
    do(missing.complete_action, staff["constable"], AT + timedelta(hours=2), action=action.id, result="Nobody in.")
    assert enquiries.plan_of(episode, "find_child").actions[0].result == "Nobody in."


def test_an_episode_closes_when_somebody_else_saw_the_child(staff: Staff) -> None:
    episode = opened(staff)
    back = AT + timedelta(hours=3)
    do(missing.found, staff["constable"], back, episode=episode, found_by="police", safe=True, where="A friend's flat", with_whom="The older friend")
    do(missing.returned, staff["constable"], back, episode=episode, returned_by="police", to="foster")
    with pytest.raises(Refused):
        do(missing.close_episode, staff["cii"], back, episode=episode, reason="Home.")
    assert Entry.objects.filter(type="attempts.ClosingRefused").count() == 1
    do(missing.verified, staff["constable"], back, episode=episode, verified_by="police", how="Seen and spoken to alone.")
    close(staff, episode, "Seen safe by PC Kirby.", at=back)
    assert Episode.objects.get().state == "closed"
    assert queries.open_episode_of(Episode.objects.get().child) is None


@pytest.mark.requirement("XX-028")
def test_an_officer_who_goes_leaves_no_child_without_an_owner(staff: Staff) -> None:
    from tutela.foundations.forces import rows
    from tutela.record.occurrences import jobs

    mine = [opened(staff, child_name=name) for name in ("Amira Brook", "Bo Lund")]
    do(missing.grade_risk, staff["fim"], episode=mine[0], level="medium", rationale="With a friend.")
    do(missing.accept_ownership, staff["cii"], episode=mine[0])
    assert jobs.count_orphans(AT) == 0
    other = staff.add("night_fim", "Eve Lacey", "Inspector", "fim@contact", ("incident_command",))
    owned = queries.owned_by(staff["fim"].ref)
    assert len(owned) == 3, "two incidents and one search"
    rows.end_post(staff.officers["fim"], "fim@contact", until=AT + timedelta(hours=1), at=AT, by="test")
    later = AT + timedelta(hours=2)
    assert jobs.count_orphans(later) == 3
    listed = do(contact.hand_over_shift, staff["fim"], AT + timedelta(minutes=50), to="fim@contact", officer=other.ref, risks="Both out since eight.").result
    assert {h.subject for h in enquiries.waiting_for(other)} == set(listed["handed_over"])
    first = enquiries.waiting_for(other)[0]
    assert first.duties, "the open duties go with it"
    assert first.next_deadline is not None
    assert first.risks == "Both out since eight."
    assert jobs.count_orphans(later) == 0, "listed for hand-over: the giver answers until somebody has taken it"
    for hand_over in enquiries.waiting_for(other):
        do(contact.accept, other, later, incident=hand_over.subject)
    assert queries.owned_by(staff["fim"].ref) == []
    assert jobs.count_orphans(later) == 0
