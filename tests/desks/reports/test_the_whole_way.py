"""Rows whose evidence goes all the way: from an act, by the law, to the number that leaders see, and the records behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
DAY = 60 * 24
MINIMISED = "The sex was consensual and is not a criminal offence; police could not confirm the existence of the men."


def told(code: str, ref: str) -> set[str]:
    """Every role that a duty was told to."""
    from tutela.record.duties.models import Duty, Transition

    duties = Duty.objects.filter(code=code, ref=ref).values_list("pk", flat=True)
    return {to for row in Transition.objects.filter(duty__in=list(duties), kind="told") for to in row.to}


def state(code: str, ref: str) -> str:
    from tutela.record.duties.models import Duty

    return Duty.objects.get(code=code, ref=ref).state


def high(acts: Acts, minutes: float = -300, **more: Any) -> dict[str, Any]:
    """A search at high risk of a child who is sexually exploited, with the entry that somebody rang."""
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing
    from tutela.record.chronology.models import Entry

    made = acts.missing(minutes, concerns=("child_sexual_exploitation",), **more)
    acts.do(missing.grade_risk, "tremlett", minutes + 10, episode=made["episode"], level="high", rationale="Picked up by a man in a car twice this week.")
    acts.do(contact.write_log, "ashworth", minutes + 20, incident=made["incident"], kind="information", what="second_call", text="With her aunt, she says.")
    made["new"] = Entry.objects.filter(type="contact.InformationReceived").order_by("-pk").values_list("fact", flat=True)[0]
    return made


@pytest.mark.requirement("AH-027")
def test_after_a_day_without_a_visit_the_inspector_is_told_a_refusal_owes_another_try_and_the_share_in_time_is_shown(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.practice.missing import operations as missing
    from tutela.practice.missing.operations.returning import Told
    from tutela.record.duties.jobs import sweep

    child = ""
    made = []
    for days in (9, 6, 3):   # the same child: who often returns is visited all the same
        each = acts.missing(-days * DAY, **({"child": child} if child else {"child_name": "Amira Brook"}))
        child = each["child"]
        acts.do(missing.returned, "ashworth", -days * DAY + 120, episode=each["episode"], returned_by="self")
        made.append(each)
    acts.do(
        missing.record_return, "osei", -9 * DAY + 300, episode=made[0]["episode"], seen="seen", alone=True, now_at="",
        told=Told(words="I was at my cousin's.", demeanour="Calm"),
    )
    acts.do(missing.record_return, "osei", -6 * DAY + 300, episode=made[1]["episode"], seen="refused", now_at="", told=Told(words="Leave me alone."))
    sweep(acts.now)

    assert state("missing.return-visit", made[0]["episode"]) == "done"
    for each in made[1:]:
        assert state("missing.return-visit", each["episode"]) == "open", "a refusal does not finish it"
        assert "inspector@response" in told("missing.return-visit", each["episode"])
    client = as_("okonkwo")
    assert "Second attempt owed" in said(client.get(f"/missing/episodes/{made[1]['episode'].partition(':')[2]}/"))
    assert "Visited in time: 1 of 3 (33%)" in said(client.get("/reports/measures/return-visits/"))
    assert listed(client, "return-visits", which="overdue") == {each["episode_reference"] for each in made[1:]}


@pytest.mark.requirement("AH-094")
def test_a_report_with_nobody_sent_is_not_filed_unseen_and_the_visit_stays_owed_and_is_listed(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed
    from tutela.foundations.work.errors import Refused
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing
    from tutela.record.chronology.models import Entry
    from tutela.record.occurrences.models import Episode, Incident

    made = acts.missing(-600, missing_from="childrens_home", caller_role="care_home")
    acts.do(missing.returned, "ashworth", -300, episode=made["episode"], returned_by="self", to="childrens_home")
    with pytest.raises(Refused):
        acts.do(contact.close, "pickersgill", -250, incident=made["incident"], reason="Returned, no attendance.", approved_by=acts.viewer("tremlett").ref)
    with pytest.raises(Refused):
        acts.do(missing.close_episode, "siddiqui", -240, episode=made["episode"], reason="Returned, no attendance.")
    assert Incident.objects.get().closed_at is None
    assert Episode.objects.get().closed_at is None
    assert Entry.objects.filter(type="attempts.ClosingRefused").count() == 2, "both attempts are kept"
    assert state("missing.return-visit", made["episode"]) == "open"
    assert listed(as_("okonkwo"), "first-sent", which="never") == {made["reference"]}


@pytest.mark.requirement("AH-103")
def test_an_inspectors_review_without_tasks_is_kept_and_does_not_count_and_reviews_are_told_apart_by_tasks(acts: Acts, as_: As) -> None:
    """The row's "refused", as amended: saved as an entry that does not count."""
    from tests.desks.reports.acts import said
    from tutela.facts.missing import Action
    from tutela.practice.missing import operations as missing
    from tutela.record.duties.models import Duty

    made = acts.missing(-1500)
    acts.do(missing.grade_risk, "tremlett", -1490, episode=made["episode"], level="medium", rationale="First time; cold night.")
    given = {
        "episode": made["episode"], "decision": "escalate", "by_when": timedelta(hours=2), "known": "Phone off since six.", "hypothesis": "At a friend's.",
        "text": "More staff asked for, by eight.",
    }
    acts.do(missing.review_episode, "siddiqui", -80, **given)
    due = Duty.objects.get(code="missing.inspector-review", ref=made["episode"])
    assert (due.state, due.occurrence) == ("open", 1), "its tasks are asked for still"
    tasks = [Action(what=f"Visit {where}", who="PC Osei", by_when=acts.now + timedelta(hours=1)) for where in ("the flat", "the arcade", "her aunt")]
    full = acts.do(missing.review_episode, "siddiqui", -60, tasks=tasks, **given)
    assert full["counts"]
    due.refresh_from_db()
    assert due.occurrence == 2, "the day's is done, and tomorrow's is owed"
    page = said(as_("okonkwo").get("/reports/measures/reviews/"))
    assert "An inspector's, and sets no task 1 (50%)" in page


@pytest.mark.requirement("AH-035")
def test_with_sexual_exploitation_open_no_one_lowers_the_risk_and_the_attempt_is_counted(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.foundations.work.errors import Refused
    from tutela.practice.missing import operations as missing
    from tutela.record.occurrences.engine import standing
    from tutela.record.occurrences.queries import episode

    made = high(acts)
    asked = {"episode": made["episode"], "reason": "Her aunt has her, she says; car and driver are known now."}
    acts.do(missing.request_lowering, "tremlett", -200, level="medium", new_information=made["new"], **asked)
    with pytest.raises(Refused) as refused:
        acts.do(missing.approve_lowering, "voss", -190, **asked)
    grounds = [flag for flag in refused.value.flags if flag.rule == "missing.lowering-grounds"]
    assert grounds
    assert "exploitation-open" in str(grounds[0])
    held = episode(made["episode"])
    assert held is not None
    stands = standing(held.shape, acts.now).risk(made["episode"])
    assert stands is not None
    assert stands.value == "high"
    voss = said(as_("okonkwo").get(f"/reports/reviewers/{acts.viewer('voss').ref.partition(':')[2]}/"))
    assert "Lowerings and closings that were refused Lowering refused 1" in voss


@pytest.mark.requirement("AH-034")
def test_the_downgrade_of_northamptonshire_waits_for_the_exploitation_inspector_who_is_alerted(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.foundations.work.errors import Refused
    from tutela.practice.missing import operations as missing
    from tutela.record.duties.models import Alert, Duty

    made = high(acts)
    acts.do(missing.request_lowering, "tremlett", -200, episode=made["episode"], level="medium", reason=MINIMISED, new_information=made["new"])
    with pytest.raises(Refused) as refused:
        acts.do(missing.approve_lowering, "voss", -190, episode=made["episode"], reason=MINIMISED)
    assert "missing.minimising" in {flag.rule for flag in refused.value.flags}
    duty = Duty.objects.filter(code="missing.second-line-review", ref=made["episode"]).latest("opened_at")
    assert duty.owed_by == "detective_inspector@exploitation"
    assert Alert.objects.filter(duty=duty.pk, officer=acts.viewer("brady").ref).exists()
    assert "Read a grading that was flagged" in said(as_("brady").get("/"))


@pytest.mark.requirement("AH-006")
def test_a_child_who_is_back_before_the_record_is_an_episode_with_its_duties_and_a_re_coded_call_is_listed(acts: Acts, as_: As) -> None:
    """The row's closing "as concern for safety" is a change of the log's kind, which another approves; the episode stands whatever it is called."""
    from tests.desks.reports.acts import listed
    from tutela.foundations.work.errors import Refused
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing
    from tutela.record.duties.models import Duty
    from tutela.record.occurrences.models import Episode, Incident

    made = acts.missing(-60)
    acts.do(missing.returned, "ashworth", -40, episode=made["episode"], returned_by="self")
    asked = {"incident": made["incident"], "now": "concern_for_child", "reason": "Back after twenty minutes."}
    with pytest.raises(Refused):
        acts.do(contact.recode, "pickersgill", -30, **asked)
    assert Incident.objects.get().concern == "missing_child"
    acts.do(contact.recode, "pickersgill", -20, approved_by=acts.viewer("tremlett").ref, **asked)
    assert Incident.objects.get().concern == "concern_for_child"
    assert Episode.objects.get().closed_at is None
    owed = set(Duty.objects.filter(ref=made["episode"], settled_at=None).values_list("code", flat=True))
    assert {"missing.return-visit", "missing.return-notice", "missing.return-interview"} <= owed
    assert listed(as_("okonkwo"), "record-kept", which="recoded") == {made["reference"]}


@pytest.mark.requirement("AH-018")
def test_an_owner_without_a_plan_is_told_at_the_hour_and_a_plan_without_a_line_does_not_count(acts: Acts, as_: As) -> None:
    """The row's "refused", as amended: saved as an entry that does not count."""
    from tests.desks.reports.acts import said
    from tutela.facts.missing import Action
    from tutela.practice.missing import operations as missing
    from tutela.record.duties.jobs import sweep
    from tutela.record.duties.models import Alert, Duty

    made = acts.missing(-120)
    acts.do(missing.grade_risk, "tremlett", -110, episode=made["episode"], level="medium", rationale="First time; cold night.", cii=acts.viewer("siddiqui").ref)
    acts.do(missing.accept_ownership, "siddiqui", -100, episode=made["episode"])
    acts.do(missing.record_plan, "siddiqui", -90, episode=made["episode"], hypotheses=["At a friend's."])
    sweep(acts.now)
    duty = Duty.objects.get(code="missing.plan", ref=made["episode"])
    assert duty.state == "open"
    assert duty.due_at == acts.now + timedelta(minutes=-40)
    assert Alert.objects.filter(duty=duty.pk, rung__gt=0, at__gte=duty.due_at).exists()
    acts.do(missing.record_plan, "siddiqui", -1, episode=made["episode"], lines=[Action(what="Ring her friend", who="PC Osei", where="Mill Rise")])
    duty.refresh_from_db()
    assert duty.state == "done late"
    other = acts.missing(-30)
    heads = []
    for each in (made, other):
        page = said(as_("siddiqui").get(f"/missing/episodes/{each['episode'].partition(':')[2]}/"))
        heads.append([head for head in ("What may have happened", "Lines of enquiry", "Actions") if head in page])
    assert heads[0] == heads[1] == ["What may have happened", "Lines of enquiry", "Actions"], "every episode's plan looks alike"


@pytest.mark.requirement("AH-098")
def test_twenty_hours_without_a_resource_climb_stand_first_at_the_hand_over_and_no_review_passes_them_without_deciding(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.practice.contact import operations as contact
    from tutela.record.duties.jobs import sweep
    from tutela.record.duties.models import Duty

    made = acts.missing(-1200)
    newer = acts.missing(-100)
    acts.do(contact.no_resource, "brand", -1195, incident=made["incident"], text="No officers available.")
    acts.do(contact.hand_over, "tremlett", -101, incident=made["incident"], to="fim@contact", officer=acts.viewer("tremlett").ref, risks="Nobody sent.")
    acts.do(contact.accept, "tremlett", -100, incident=made["incident"])
    sweep(acts.now)
    assert state("contact.no-resource", made["incident"]) == "open"
    assert "superintendent@contact" in told("contact.no-resource", made["incident"])
    noted = acts.do(contact.review, "tremlett", -60, incident=made["incident"], text="Aware; needs an officer deploying.")
    assert not noted["counts"]
    assert state("contact.fim-review", made["incident"]) == "open"
    page = said(as_("tremlett").get("/hand-overs/shift/"))
    assert 0 < page.index(made["reference"]) < page.index(newer["reference"])
    decided = {"incident": made["incident"], "by_when": timedelta(hours=1), "why": "A car of the next area."}
    acts.do(contact.decide_resource, "okonkwo", -30, decision="wait", **decided)
    assert state("contact.no-resource", made["incident"]) == "open", "waiting decides nothing"
    acts.do(contact.decide_resource, "okonkwo", -20, decision="mutual_aid", **decided)
    assert Duty.objects.get(code="contact.no-resource", ref=made["incident"]).settled_at is not None


@pytest.mark.requirement("AH-108")
def test_a_child_found_by_action_two_of_the_plan_is_one_more_success_of_plans(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.facts.missing import PlannedAction
    from tutela.practice.missing import operations as missing
    from tutela.record.enquiries.models import Action
    from tutela.record.occurrences.operations import PlanSaid

    before = acts.missing(-9 * DAY, child_name="Amira Brook")
    acts.do(missing.returned, "ashworth", -9 * DAY + 60, episode=before["episode"], returned_by="self")
    plan = PlanSaid(actions=tuple(PlannedAction(what=f"Action {n}", who="response_officer@response", within=30) for n in (1, 2)))
    acts.do(missing.write_trigger_plan, "lindqvist", -8 * DAY, child=before["child"], said=plan)
    acts.do(missing.approve_trigger_plan, "voss", -8 * DAY, child=before["child"])
    made = [acts.missing(-6 * DAY, child=before["child"])]
    acts.do(missing.returned, "ashworth", -6 * DAY + 60, episode=made[0]["episode"], returned_by="self")
    made.append(acts.missing(-4 * DAY, child=before["child"]))
    action = Action.objects.get(enquiry__subject=made[1]["episode"], what="Action 1")
    acts.do(missing.complete_action, "osei", -4 * DAY + 20, action=str(action.pk), result="Nobody there.")
    acts.do(missing.returned, "ashworth", -4 * DAY + 60, episode=made[1]["episode"], returned_by="self")
    made.append(acts.missing(-2 * DAY, child=before["child"]))
    acts.do(missing.found, "osei", -2 * DAY + 60, episode=made[2]["episode"], found_by="police", safe=True, by_action="Action 2")
    made.append(acts.missing(-0.1 * DAY, child=before["child"]))
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/plans-found/"))
    assert "Found by the plan: 1 of 3 (33%)" in page
    assert listed(client, "plans-found", which="found") == {made[2]["episode_reference"]}
    assert listed(client, "plans-found", which="used") == {made[1]["episode_reference"]}
    assert listed(client, "plans-found", which="unused") == {made[0]["episode_reference"]}
    assert listed(client, "plans-found", which="searching") == {made[3]["episode_reference"]}
