"""Whether the response fitted the risk (AH-002), reviews worth having (AH-019, AH-103, IN-111), and how well missing calls are recorded (AH-007)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]


def planned(acts: Acts, made: dict[str, Any], minutes: float, by_: str = "tremlett") -> None:
    """A plan with one line."""
    from tutela.practice.missing import operations as missing
    from tutela.record.enquiries.operations import Asked

    line = Asked(what="Search her room", who="PC Osei", where="home", within=timedelta(hours=1))
    acts.do(missing.record_plan, by_, minutes, episode=made["episode"], hypotheses=["With a friend."], lines=[line])


def reviewed(acts: Acts, made: dict[str, Any], minutes: float, by_: str = "tremlett", *, task: bool = True) -> None:
    """A review that counts, with a task or without."""
    from tutela.practice.missing import operations as missing
    from tutela.record.enquiries.operations import Asked

    tasks = [Asked(what="Visit the flat", who="PC Osei", where="Harbour Row", within=timedelta(hours=1))] if task else []
    acts.do(
        missing.review_episode, by_, minutes, episode=made["episode"], decision="deploy", text="PC Osei to the flat in Harbour Row by eight.",
        by_when=timedelta(hours=1), tasks=tasks,
    )


def high(acts: Acts, minutes: float, **given: Any) -> dict[str, Any]:
    """A missing child at high risk, whose response is immediate."""
    from tutela.practice.missing import operations as missing

    made = acts.missing(minutes, grade="immediate", rationale="She said that she would die.", **given)
    acts.do(missing.grade_risk, "tremlett", minutes + 5, episode=made["episode"], level="high", rationale="She said that she would die.")
    return made


@pytest.mark.requirement("AH-002")
def test_a_high_search_without_deployment_and_reviews_has_two_mismatches_and_names_them_and_its_owner(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing

    lacking = high(acts, -240)
    planned(acts, lacking, -200)
    fits = high(acts, -230)
    acts.do(contact.dispatch, "brand", -220, incident=fits["incident"], resource="NS21")
    planned(acts, fits, -200)
    for minutes in (-150, -60):
        reviewed(acts, fits, minutes)
    soft = acts.missing(-120, grade="scheduled", rationale="Often late.")
    acts.do(missing.grade_risk, "tremlett", -115, episode=soft["episode"], level="medium", rationale="With a friend.")
    acts.do(contact.dispatch, "brand", -100, incident=soft["incident"], resource="NS21")
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/fits-risk/"))
    assert "Fits the risk: 1 of 3 (33%)" in page
    assert "Gill Tremlett 3 1 (33%) 0 2 (67%)" in page
    assert listed(client, "fits-risk", which="several") == {lacking["episode_reference"], soft["episode_reference"]}
    row = said(client.get("/reports/measures/fits-risk/records/?which=reviews"))
    assert f"{lacking['episode_reference']}" in row
    assert "Two mismatches or more Gill Tremlett Control room Nobody sent in the time for this risk. Reviews too far apart" in row
    assert "Two mismatches or more Gill Tremlett Control room Grade does not fit. No line of enquiry" in said(
        client.get("/reports/measures/fits-risk/records/?which=grade"),
    )
    assert listed(client, "fits-risk", which="fits") == {fits["episode_reference"]}


def test_a_search_that_ended_in_time_lacks_nothing_that_was_not_yet_due(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed
    from tutela.practice.missing import operations as missing

    made = high(acts, -240)
    acts.do(missing.returned, "ashworth", -225, episode=made["episode"], returned_by="self")
    assert listed(as_("okonkwo"), "fits-risk", which="fits") == {made["episode_reference"]}


def the_reviews(acts: Acts) -> tuple[dict[str, Any], dict[str, Any]]:
    """Six reviews of two searches, by hand: followed, nothing followed, three "noted", and one whose two hours are not over."""
    from tutela.practice.missing import operations as missing

    busy, idle = high(acts, -600, child_name="Ada Voll"), high(acts, -590, child_name="Bea Lund")
    reviewed(acts, busy, -500)
    acts.do(missing.search, "osei", -440, episode=busy["episode"], what="room", result="Nothing.")
    reviewed(acts, idle, -490, task=False)
    for minutes in (-300, -290, -280):
        acts.do(missing.review_episode, "siddiqui", minutes, episode=idle["episode"], text="Noted.")
    reviewed(acts, idle, -30, by_="siddiqui")
    return busy, idle


@pytest.mark.requirement("IN-111")
def test_training_is_matched_to_the_inspector_whose_reviews_nothing_followed(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tests.record.duties.happening import _do_what_was_left
    from tutela.desks.reports import operations
    from tutela.foundations.work.errors import Refused
    from tutela.record.duties.models import Duty

    the_reviews(acts)
    client, officer = as_("okonkwo"), acts.viewer("tremlett").ref
    listed = said(client.get("/reports/reviewers/"))
    assert "Farah Siddiqui 4 0 3 Training would help Gill Tremlett 2 1 1 Training would help" in listed
    where = f"/reports/reviewers/{officer.partition(':')[2]}/"
    page = client.get(where)
    assert "Nothing followed 1" in said(page), "flagged"
    key = re.search(r'ask-training/"[^>]*>.*?name="key" value="([^"]+)"', page.content.decode(), re.DOTALL)
    assert key is not None
    assert "Asked for. The head of learning owes it." in said(client.post(f"{where}ask-training/", {"key": key[1]}, follow=True))
    _do_what_was_left(acts.now)
    owed = Duty.objects.get(code="governance.training-asked")
    assert (owed.ref, owed.owed_by, owed.state) == (officer, "head_of_learning@force", "open")
    assert "Training asked for" in said(client.get("/reports/reviewers/"))
    with pytest.raises(Refused, match="training-asked-already"):
        acts.do(operations.ask_training, "okonkwo", 1, officer=officer)
    with pytest.raises(Refused, match="own-reviews"):
        acts.do(operations.ask_training, "okonkwo", 1, officer=acts.viewer("okonkwo").ref)
    acts.do(operations.give_training, "okonkwo", 2, officer=officer)
    _do_what_was_left(acts.now + timedelta(minutes=3))
    assert Duty.objects.get(pk=owed.pk).state == "done"
    listed = said(client.get("/reports/reviewers/"))
    assert re.search("Gill Tremlett 2 1 1 .{0,25}Trained", listed)


@pytest.mark.requirement("IN-111")
def test_a_review_that_nothing_followed_is_listed_and_counted_for_its_inspector(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said

    busy, idle = the_reviews(acts)
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/reviews/"))
    assert "Followed within two hours: 1 of 5 (20%)" in page
    assert "Farah Siddiqui 4 0 0 3 (75%) 0 1 (25%)" in page
    assert "Gill Tremlett 2 1 (50%) 1 (50%) 0 0 0 1 h 1 h" in page
    nothing = said(client.get("/reports/measures/reviews/records/?which=no_effect"))
    assert idle["episode_reference"] in nothing
    assert "PC Osei to the flat in Harbour Row by eight." in nothing
    assert busy["episode_reference"] not in nothing


@pytest.mark.requirement("AH-103", part="report: reviews with tasks and without")
def test_reviews_with_and_without_tasks_are_told_apart(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said

    the_reviews(acts)
    page = said(as_("okonkwo").get("/reports/measures/reviews/"))
    assert "Sets no task 4 (67%)" in page
    assert "An inspector's, and sets no task 4 (67%)" in page


@pytest.mark.requirement("AH-019", part="a review of no value is counted as such")
def test_three_noted_reviews_count_as_of_no_value(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said

    _, idle = the_reviews(acts)
    page = said(as_("okonkwo").get("/reports/measures/reviews/records/?which=no_value"))
    assert page.count("No value: decides and adds nothing Farah Siddiqui") == 3
    assert page.count(idle["episode_reference"]) == 3


@pytest.mark.requirement("AH-007")
def test_the_total_is_the_number_of_missing_calls_and_each_defect_opens_its_record(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tests.practice.missing.closing import TOLD
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing
    from tutela.record.occurrences.models import Incident

    whole = high(acts, -60 * 30)
    acts.do(contact.dispatch, "brand", -60 * 30 + 10, incident=whole["incident"], resource="NS21")
    acts.do(missing.found, "osei", -60 * 28, episode=whole["episode"], found_by="police", safe=True, where="Station")
    acts.do(missing.returned, "osei", -60 * 27, episode=whole["episode"], returned_by="police", to="home")
    acts.do(missing.prevention_interview, "osei", -60 * 26, episode=whole["episode"], mode="in_person", alone=True)
    acts.do(missing.verified, "osei", -60 * 26, episode=whole["episode"], verified_by="police", how="Seen and spoken to alone.")
    acts.do(missing.sign_form, "marlow", -60 * 25, episode=whole["episode"], signs_as="line_manager", quality=4)
    acts.do(missing.sign_form, "siddiqui", -60 * 25, episode=whole["episode"], signs_as="responsible", quality=4)
    acts.do(missing.close_episode, "siddiqui", -60 * 25, episode=whole["episode"], reason="Seen safe by PC Osei.", told=TOLD)
    unseen = acts.missing(-60 * 40)
    acts.do(missing.returned, "ashworth", -60 * 39, episode=unseen["episode"], returned_by="self")
    recoded = acts.missing(-60 * 20)
    acts.do(contact.recode, "pickersgill", -60 * 19, incident=recoded["incident"], now="concern_for_child", reason="At her aunt's.", approved_by="x")
    fresh = acts.missing(-5)
    acts.do(contact.take_report, "ashworth", -50, concern="crime", who="Shop", where="High Street", why_worried="Window broken.")
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/record-kept/"))
    calls = Incident.objects.exclude(concern="crime")
    assert f"All {calls.count()}" in page
    assert listed(client, "record-kept") == set(calls.values_list("reference", flat=True))
    assert "Complete: 1 of 3 (33%)" in page
    assert "Control room 4 1 (25%) 2 (50%) 1 (25%)" in page
    assert listed(client, "record-kept", which="complete") == {whole["reference"]}
    assert listed(client, "record-kept", which="under_way") == {fresh["reference"]}
    assert listed(client, "record-kept", which="recoded") == {recoded["reference"]}
    assert listed(client, "record-kept", which="no_visit") == {unseen["reference"]}
    assert listed(client, "record-kept", which="not_graded") >= {unseen["reference"]}
    opened = client.get("/reports/measures/record-kept/records/?which=no_visit").content.decode()
    assert f"/incidents/{unseen['incident'].partition(':')[2]}/" in opened
