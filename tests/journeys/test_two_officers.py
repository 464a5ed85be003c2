"""Several officers at one thing: what two edit, what two must decide, what one hands to another, what climbs when nobody answers.

One force is served for all of these, and each has a child of its own; the clock goes on from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys import test_from_outside as outside
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.serving import Served

AWARE: Final = "Aware that the call still needs an officer deploying."
OUTSTANDING: Final = "Send somebody to a missing child's report"
SAFE: Final = "An officer sees her at her carer's within the hour."
Born = Callable[..., tuple[str, str, dict[str, Any]]]
DECIDE: Final = "Decide: deploy, redeploy, call in, or mutual aid."


@pytest.fixture(scope="module")
def force(browser: Browser, serve: Serve) -> Iterator[tuple[Served, Officer]]:
    """One served force, and its officers."""
    with serve() as web, at_their_desks(browser, web) as officers:
        yield web, officers


@pytest.fixture(scope="module")
def officer(force: tuple[Served, Officer]) -> Officer:
    """Officers of one served force."""
    return force[1]


@pytest.fixture(params=["here", "elsewhere"])
def born(request: pytest.FixtureRequest, force: tuple[Served, Officer]) -> Born:
    """A missing child whose report was taken here, or was born in the force's own command-and-control system and came by its feed."""
    return child if request.param == "here" else partial(child_from_outside, force[0])


def child_from_outside(web: Served, name: str, *, level: str = "medium") -> tuple[str, str, dict[str, Any]]:
    """As ``child``, from the other system's own facts."""
    from tutela.record.occurrences.models import Episode

    what = outside.facts(scenarios.now(), name)
    what[-1]["data"]["level"] = level
    assert {each["outcome"] for each in outside.sent(web, scenarios.feed(f"stormlike-{name.partition(' ')[0].lower()}"), what)} == {"new"}
    row = Episode.objects.latest("created_at", "id")
    told = {"incident": f"i:{row.incident_id}", "episode": row.ref}
    return address("contact/incidents", told["incident"]), address("missing/episodes", row.ref), told


def later(officer: Officer, *steps: str) -> None:
    """Time goes by."""
    for step in steps or ("One hour later",):
        officer("Ian Kerr").go("/training/clock/").press(step)


def child(name: str, **said: Any) -> tuple[str, str, dict[str, Any]]:
    """A missing child of one's own: the addresses of incident and episode, and what was made."""
    told = scenarios.missing_child(scenarios.now(), who=f"{name}, 14", child_name=name, where=f"{name}'s foster home", **said)
    return address("contact/incidents", told["incident"]), address("missing/episodes", told["episode"] or ""), told


def address(where: str, ref: str) -> str:
    """Where a record is."""
    return f"/{where}/{ref.partition(':')[2]}/"


def fim(officer: Officer) -> Any:
    """Whoever is force incident manager now."""
    return officer(scenarios.on_duty("fim@contact"))


def handler(officer: Officer) -> Any:
    """Whoever takes calls now."""
    return officer(scenarios.on_duty("call_handler@contact"))


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(officer: Officer) -> None:
    incident, *_ = child("Ada Voll", grade="prompt")
    second, first = fim(officer).go(f"{incident}grade/"), officer("Dawn Pickersgill").go(f"{incident}grade/")
    second.fill(grade="immediate", rationale="A car was waiting; she left a note.")
    first.fill(grade="immediate", rationale="The carer found a note.").press("Save the grade")
    second.press("Save the grade").says("has changed since you opened it", "Nothing was overwritten", "Dawn Pickersgill").picture("conflict").axe()
    expect(second.page.locator("[name=rationale]")).to_have_value("A car was waiting; she left a note.")
    second.press("Send mine again").go(incident).says("A car was waiting; she left a note.", "The carer found a note.")


def test_a_double_submit_makes_one(officer: Officer) -> None:
    from tutela.record.chronology.models import Entry

    incident, *_ = child("Bea Ro")
    tom = handler(officer).go(f"{incident}log/").fill(kind="information", what="sighting", text="Seen at the bus station.", raises_concern="yes")
    sent = tom.page.evaluate("Object.fromEntries(new FormData(document.querySelector('main form.app-form')))")
    tom.page.evaluate("document.querySelectorAll('main form.app-form button[type=submit]').forEach(b => { b.click(); b.click() })")
    tom.page.wait_for_url(f"**{incident}")
    again = tom.page.request.post(f"{incident}log/", form=sent, headers={"Referer": tom.page.url})   # and once more, from a page that was kept
    assert again.ok
    assert sum(b"Seen at the bus station." in bytes(row.line) for row in Entry.objects.filter(type="contact.InformationReceived")) == 1


def test_a_lock_in_the_middle_of_a_form_loses_nothing(officer: Officer) -> None:
    incident, *_ = child("Cat Olin")
    tom = handler(officer).go(f"{incident}log/").fill(kind="information", what="second_call", text="The carer rang again: a text from her.")
    other = tom.page.context.new_page()
    other.goto("/account")
    other.get_by_role("button", name="Lock").click()
    other.wait_for_load_state()   # a page that is closed while it goes elsewhere may never say that it is closed
    other.close()
    tom.press("Save the entry").says("locked").picture("locked").axe()
    tom.submit("main form[action='/locked']").says("The carer rang again: a text from her.").picture("given-back").axe()
    tom.submit("main form[data-submit-once]").says("The carer rang again: a text from her.")


@pytest.mark.requirement("IC-005")
def test_an_escalation_climbs_until_the_detective_inspector_answers_with_directions(officer: Officer) -> None:
    incident, *_ = child("Dot Ames", grade="immediate")
    escalating = fim(officer).go(incident).follow("Escalate to a senior").pick("senior", "Sam Whitlock")
    escalating.fill(reason="A scene, and a second child at risk.").press("Escalate").tells("Escalated.")
    sam = officer("Sam Whitlock").go("/").says("Answer the escalation", "A scene, and a second child at risk.", "Dot Ames")
    officer("Owen Salter").go("/").hides("Dot Ames")
    later(officer)   # nobody answers: fifteen minutes for the next rank, then the superintendent
    for who in ("Owen Salter", "Ruth Okonkwo"):
        officer(who).go("/").says("Dot Ames", "Answer the escalation")
    sam.go("/hand-overs/").picture("escalated").press("Take over : INC-2026-00000" + incident_number(incident)[-1])
    assert sam.go(incident).row("Answer the escalation").count() == 1   # taking note is not answering
    sam.act(
        "Give directions", "Give the directions", what_1="Preserve the scene at the foster home", who_1="PC Osei", within_1="30",
        what_2="See and protect the other child", who_2="DC Farrow", within_2="60",
    ).tells("stand among the actions")
    assert sam.row("Answer the escalation").count() == 0
    for what, who in (("Preserve the scene at the foster home", "PC Osei"), ("See and protect the other child", "DC Farrow")):
        expect(sam.row(what)).to_contain_text(who)
        expect(sam.row(what)).to_contain_text("Open")
    grace = officer("Grace Osei").go(incident)
    grace.through(grace.row("Preserve the scene").get_by_role("link")).fill(result="Cordon on, log begun.").press("Save the result")
    expect(grace.row("Preserve the scene")).to_contain_text("Cordon on, log begun.")
    expect(grace.row("See and protect the other child")).to_contain_text("Open")


def incident_number(incident: str) -> str:
    """Its printed reference."""
    from tutela.record.occurrences.models import Incident

    return str(Incident.objects.get(pk=incident.rstrip("/").rpartition("/")[2]).reference)


@pytest.mark.requirement("IC-009")
def test_the_response_is_lowered_by_two_people_and_stays_high_until_then(officer: Officer) -> None:
    incident, *_ = child("Eve Hart", grade="immediate", rationale="Alone at night.", concern="concern_for_child")
    asker, dawn = handler(officer).go(incident), officer("Dawn Pickersgill")
    dawn.go(incident).act("Review", "Save the review", decision="deploy", within="15", text="NS24 to the home now.", quality="4")
    asker.go(incident).act("Grade the response", "Save the grade", grade="prompt", rationale="The carer has her on the phone.", result=SAFE)
    asker.says("Response: Immediate", "Asked to lower to Prompt")
    officer("Kelly Brand").go("/room/").says("Immediate").says("Prompt")
    asker.go(f"{incident}decide-lowering/").says("You may not do that")
    dawn.go(incident).act("Decide the request to lower", "Save the decision", decision="approve", reason="Safe with a neighbour, NS24 on the way.")
    dawn.says("Response: Prompt").hides("Asked to lower to Prompt")
    grade = dawn.page.locator("main table tbody tr").filter(has_text="The carer has her on the phone.").filter(has_text=asker.who)
    expect(grade.filter(has_text="Dawn Pickersgill")).to_have_count(1)   # both names are kept


@pytest.mark.requirement("IC-009", part="who asked may not approve, whatever their role")
def test_a_supervisor_who_asked_is_refused_and_the_attempt_is_kept(officer: Officer) -> None:
    incident, *_ = child("Fay Moss", grade="immediate", rationale="Alone at night.", concern="concern_for_child")
    dawn = officer("Dawn Pickersgill").go(incident)
    dawn.act("Review", "Save the review", decision="deploy", within="15", text="NS24 to the home now.", quality="4")
    dawn.act("Grade the response", "Save the grade", grade="prompt", rationale="The carer has her on the phone.", result=SAFE).says("Asked to lower to Prompt")
    expect(dawn.page.get_by_role("link", name="Decide the request to lower", exact=True)).to_have_count(0)
    dawn.go(f"{incident}decide-lowering/").fill(decision="approve", reason="I asked, I decide.").press("Save the decision")
    dawn.says("You asked for this lowering", "are kept on the record").picture("refused").axe()
    dawn.go(incident).says("Response: Immediate")


@pytest.mark.requirement("IC-009", part="the level of risk")
def test_the_risk_is_lowered_by_two_people_on_something_new(officer: Officer, born: Born) -> None:
    incident, episode, _ = born("Gwen Tate", level="high")
    asker, voss = handler(officer), officer("Hannah Voss")
    asker.go(episode).act("Ask to lower the risk", "Ask", level="medium", reason="She rang her mother.")
    asker.says("Risk: High", "Asked to lower to Medium")
    voss.go(episode).act("Decide the request to lower", "Save the decision", decision="approve", reason="She rang.")
    voss.says("Not done").picture("lowering-without-ground")   # nothing new is named
    log = {"kind": "information", "what": "located_elsewhere"}
    asker.go(f"{incident}log/").fill(**log, text="Her mother has her on a video call.", raises_concern="no").press("Save the entry")
    voss.go(f"{episode}decide-lowering/").fill(decision="approve", new_information="Her mother has her on a video call", reason="Seen on a video call.")
    voss.press("Save the decision").says("Risk: Medium", asker.who, "Hannah Voss")


@pytest.mark.requirement("IC-022")
def test_high_risk_is_an_immediate_response_and_stays_with_the_force_incident_manager(officer: Officer) -> None:
    incident, episode, _ = child("Hana Kline", grade="prompt")
    tom, manager = handler(officer), scenarios.on_duty("fim@contact")
    tom.go(episode).act("Grade the risk", "Save the level", level="high", rationale="Left a note; self-harm last month.")
    tom.says("Risk: High", "Response: Immediate", manager, "Force incident manager")
    tom.go(incident).says("Response: Immediate")
    expect(tom.row("Attend by the grade that stands")).to_contain_text("in 19 min")
    ruth = officer("Ruth Okonkwo").go("/room/?show=immediate").picture("high-on-the-superintendents-list")
    for said in ("Immediate", "Nobody sent", "Attend by the grade that stands", manager):
        expect(ruth.row("Hana Kline's foster home")).to_contain_text(said)
    kelly = officer("Kelly Brand").go(incident).follow("Grade the response")
    kelly.fill(grade="routine", rationale="Nobody free.", result=SAFE).press("Save the grade")
    kelly.go(incident).says("Response: Immediate")


@pytest.mark.requirement("IC-023")
def test_medium_is_the_managers_until_the_inspector_of_the_area_accepts(officer: Officer) -> None:
    _, episode, _ = child("Ines Vale")
    gill = fim(officer).go(episode).act("Grade the risk", "Save the level", level="medium", rationale="First time; friends known.")
    gill.says("Not accepted yet", gill.who)
    offered = "Farah Siddiqui" if "Offered to Inspector Farah Siddiqui" in gill.text else "Neil Croft"
    officer("Jo Lindqvist").go("/missing/").says("Ines Vale", "not accepted yet")
    later(officer)   # a quarter of an hour is allowed
    fim(officer).go("/").says("Ines Vale", "Accept the episode, or decline with a reason").picture("not-accepted")
    assert gill.who in officer("Jo Lindqvist").go(episode).text
    cii = officer(offered).go("/hand-overs/")
    cii.press(f"Take over : {printed(episode)}").go(episode).says(f"Inspector {offered}").hides("Not accepted yet")
    expect(cii.row("accepted", "main table")).to_be_visible()
    expect(officer("Jo Lindqvist").go("/missing/").row("Ines Vale")).to_contain_text(offered)


@pytest.mark.requirement("AH-013")
def test_high_stays_a_full_inspector_warns_and_a_decline_comes_back_with_an_alert(officer: Officer) -> None:
    scenarios.held_by("croft", [f"Child {n}" for n in ("One", "Two", "Three", "Four", "Five")], scenarios.now())
    _, high, _ = child("Joy Adams", level="high")
    _, medium, _ = child("Kim Best", level="medium")
    gill = fim(officer).go(high).follow("Assign").says("Holds 5 open searches").pick("receiver", "Neil Croft").fill(risks="Left a note.").press("Assign")
    gill.tells("High risk stays with the force incident manager").says(gill.who)
    gill.go(medium).follow("Assign").pick("receiver", "Neil Croft").fill(risks="First time.").press("Assign").picture("full-inspector")
    fim(officer).go(medium).says("Not accepted yet")
    croft = officer("Neil Croft").go("/hand-overs/").says(printed(medium))
    offer = croft.page.locator("main article", has_text=printed(medium))
    offer.locator("summary").click()
    offer.locator("textarea").fill("I hold five searches already.")
    croft.press(f"Decline: it stays with the giver : {printed(medium)}")
    fim(officer).go("/").says("Kim Best", "Own the episode again: the inspector declined it")
    fim(officer).go(medium).says(gill.who, "I hold five searches already.").hides("Not accepted yet")


def printed(where: str) -> str:
    """What a record is called on paper, by its address."""
    from tutela.record.occurrences.models import Episode, Incident

    model: Any = Episode if "episodes" in where else Incident
    return str(model.objects.get(pk=where.rstrip("/").rpartition("/")[2]).reference)


@pytest.mark.requirement("AH-095")
@pytest.mark.requirement("AH-100")
def test_an_outstanding_call_asks_three_for_a_decision_and_none_can_wave_it_away(officer: Officer) -> None:
    incident, *_ = child("Lia Marsh", grade="prompt")
    reached = officer("Jo Lindqvist").go("/missing/").row("Lia Marsh")
    expect(reached).to_contain_text("Reported, unallocated, 0 min waiting")
    steps = (("Dawn Pickersgill", 1, "redeploy"), ("fim@contact", 1, "mutual_aid"), ("Ruth Okonkwo", 2, "call_in"))
    for who, hours, decision in steps:
        later(officer, *["One hour later"] * hours)
        asked = officer(scenarios.on_duty(who) if "@" in who else who).go("/").says("Lia Marsh", DECIDE, OUTSTANDING)
        asked.press("Noted : Lia Marsh").says("Lia Marsh", OUTSTANDING)   # noted, and still asked
        asked.go(incident).act("Decide about the resource", "Save the decision", decision=decision, within="60", why=f"For Lia: {decision}.")
    later(officer, *["One hour later"] * 6)
    page = officer("Ruth Okonkwo").go(incident).says(*(f"For Lia: {decision}." for *_, decision in steps), OUTSTANDING)
    expect(page.row(OUTSTANDING)).to_contain_text("Overdue")
    expect(officer("Jo Lindqvist").go("/missing/").row("Lia Marsh")).to_contain_text("Reported, unallocated, 10 h")


@pytest.mark.requirement("AH-096")
def test_somebody_is_sent_before_any_inspector_has_looked(officer: Officer) -> None:
    incident, episode, _ = child("Mo Nash", level="medium", grade="prompt")
    kelly = officer("Kelly Brand").go(incident).says("Provisional").act("Send somebody", "Record that they are sent", resource="NS22")
    kelly.tells("Recorded: somebody is sent.").says("NS22 was sent", "Provisional")
    tom = handler(officer).go(episode).act("Ask to lower the risk", "Ask", level="low", reason="She does this.")
    tom.go(episode).says("Risk: Medium")
    tom.act("Grade the risk", "Save the level", level="high", rationale="The carer found a note.").says("Risk: High")   # up it goes at once
    later(officer)
    fim(officer).go(incident).says("NS22 was sent")
    expect(fim(officer).row("Review and grade the missing child's report")).to_contain_text("Overdue")


@pytest.mark.requirement("AH-098", part="the state, its ladder, the superintendent's decision")
@pytest.mark.requirement("AH-099")
def test_no_resource_for_a_night_cannot_be_reviewed_away(officer: Officer) -> None:
    incident, *_ = child("Nia Quist", level="medium", grade="prompt")
    officer("Kelly Brand").go(incident).act("Nobody can be sent", "Record that nobody can be sent", text="No officers were available to deal with the report.")
    officer("Ruth Okonkwo").go("/").says("Nia Quist", 'Decide what "no resource" means for this child')
    first = fim(officer).go(incident).act("Review", "Save the review", decision="none", text=AWARE)
    first.tells("does not count").go(incident).says("Does not count")
    later(officer, *["One hour later"] * 8)   # the next shift
    second = fim(officer)
    assert second.who != first.who
    second.go(incident).act("Review", "Save the review", decision="none", text=AWARE).tells("does not count")
    officer("Ruth Okonkwo").go("/").says("Nia Quist", "A review decides", OUTSTANDING)
    expect(second.go(incident).row("Review and grade the missing child's report")).to_contain_text("Overdue")
    second.act("Review", "Save the review", decision="deploy", within="30", text="NS24 to the foster home by half past.", quality="2")
    second.tells("The review is saved.")
    assert second.row("Review and grade the missing child's report").count() == 0
    assert second.row(OUTSTANDING).count() == 1
