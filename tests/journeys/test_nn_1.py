"""NN-1 as it would be with Tutela: a child of fourteen in foster care, reported missing on a Sunday evening, to whom nobody can be sent.

In the case that was inspected an inspector wrote, the next morning, "aware that the call still needed an officer", and nobody came for three
days. Here the same officers do what they did then until the house stops them, and then do what it asks of them.
"""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen

AWARE: Final = "Aware that the call still needs an officer deploying."
OUTSTANDING: Final = "Send somebody to a missing child's report"
DECIDE: Final = "Decide: deploy, redeploy, call in, or mutual aid."


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
@pytest.mark.requirement("AH-099")
def test_with_tutela(browser: Browser, serve: Serve, screen: Screen) -> None:
    """Everybody does what they did in the case until the house asks for more; then they do that."""
    with serve() as web, at_their_desks(browser, web, screen) as officer:
        incident, episode = reported(officer)
        nobody_can_be_sent(officer, incident)
        only_aware(officer, incident)
        decided_on_the_risk(officer, incident)
        searched_for(officer, incident, episode)
        found_and_back(officer, episode)
        closed(officer, episode)


def reported(officer: Officer) -> tuple[str, str]:
    """The report is on everybody's list in the same second, provisionally graded; who has no business with it sees nothing of it."""
    kelly, tom = officer("Kelly Brand").go("/room/"), officer("Tom Ashworth")
    take_report(tom)
    tom.tells("The report is saved.").says("Grade the risk, with reasons", "Nobody has been sent").picture("1-reported")
    incident = tom.path
    officer("Jo Lindqvist").navigate("Missing children").says("Mia Larkin", "Reported, unallocated, 0 min waiting", "Not graded").picture("2-missing-list")
    expect(kelly.page.locator("main")).to_contain_text("Foster home, 4 Orchard Close", timeout=20_000)   # it came by itself
    kelly.says("Nobody sent", "Provisional", "Open: 1. Nobody sent: 1.").picture("3-board")
    tom.follow(re.compile("^Search MIS"))
    episode = tom.path
    tom.follow("Grade the risk").says("Self-harm", "Mental health").hides("Suggested")
    tom.fill(level="medium", rationale="Out of character. Anxious, has harmed herself before.").press("Save the level")
    tom.says("Suggested: High.", "Why the level stays below the one suggested").fill(override="With a friend, her mother thinks.").press("Save the answers")
    tom.says("Suggested: High. It advises; you decide", "Provisional Risk: Medium").picture("4-episode")
    officer("Jo Lindqvist").go(episode).hides("Suggested: High. It advises")   # she has not graded
    officer("Ron Gale").go("/").hides("Mia Larkin")
    officer("Sue Ellery").go("/").hides("Mia Larkin")
    for shut in (incident, episode, "/missing/", "/room/"):
        officer("Sue Ellery").go(shut).says("You may not do that").hides("Mia Larkin", "Orchard Close")
    return incident, episode


def nobody_can_be_sent(officer: Officer, incident: str) -> None:
    """A state of its own: the superintendent is asked at once; an hour later the supervisor and the force incident manager are."""
    kelly = officer("Kelly Brand").go(incident)
    kelly.act("Nobody can be sent", "Record that nobody can be sent", text="Both units at an arrest until about 22:00")
    kelly.tells("Recorded. A decision is asked for.").says("No resource: nobody can be sent")
    kelly.go("/room/?show=no-resource").says("Foster home, 4 Orchard Close")
    officer("Ruth Okonkwo").go("/").says('Decide what "no resource" means for this child').hides(OUTSTANDING)
    later(officer, 1)
    officer("Dawn Pickersgill").go("/").says(DECIDE, OUTSTANDING, "Overdue by").picture("5-supervisor")
    gill = officer("Gill Tremlett").go("/").says("Mia Larkin", "Review and grade the missing child's report", "Overdue by 30 min").picture("6-fim")
    gill.hides(OUTSTANDING)   # her own step comes an hour after the supervisor's
    assert gill.page.locator("main").get_by_role("checkbox").count() == 1   # one bundle for one child


def only_aware(officer: Officer, incident: str) -> None:
    """To know that an officer is needed is kept as an entry and does not count: the four choices are asked for, and the clock runs on."""
    gill = officer("Gill Tremlett").go(incident).act("Review", "Save the review", decision="none", text=AWARE)
    gill.tells("The review is saved, and does not count.").tells("deploy, grade again, escalate, or hand over, and by when").picture("7-does-not-count")
    for choice in ("Deploy: somebody goes", "Grade again", "Escalate for a resource or a decision", "Hand over to somebody who can"):
        expect(gill.page.get_by_role("radio", name=choice)).to_be_visible()
    gill.go(incident).says(AWARE, "Does not count")
    expect(gill.row("Review and grade the missing child's report")).to_contain_text("Overdue")


def decided_on_the_risk(officer: Officer, incident: str) -> None:
    """The superintendent is told at the hour of the ladder and not before, opens it from the alert, and decides."""
    later(officer, 2)
    ruth = officer("Ruth Okonkwo").go("/").hides(OUTSTANDING)
    officer("Gill Tremlett").go("/").says(OUTSTANDING)
    later(officer, 1)
    ruth.go("/").says(OUTSTANDING).picture("8-superintendent").follow(DECIDE)
    ruth.says(OUTSTANDING, "Step 3: still not done", "Superintendent, the control room").picture("9-duty")
    ruth.fill(form="form[action$='/decide/']", decision="Call in two cars from Dales", why="Nobody in Harbour before midnight; she has harmed herself.")
    ruth.press("Record the decision").tells("The duty stays owed until it is done").says("Call in two cars from Dales")
    ruth.go(incident).act("Decide about the resource", "Save the decision", decision="call_in", within="60", why="Two cars from Dales.")
    ruth.says("Decided: Call somebody in")
    expect(ruth.row(OUTSTANDING)).to_contain_text("Overdue")   # a decision is not a car


def searched_for(officer: Officer, incident: str, episode: str) -> None:
    """Somebody is sent and arrives; her room is searched; the next force incident manager writes the plan."""
    kelly = officer("Kelly Brand").go(incident).act("Send somebody", "Record that they are sent", resource="NS21")
    kelly.says("NS21 was sent")
    assert kelly.row(OUTSTANDING).count() == 0
    grace = officer("Grace Osei").go(incident).act("Somebody arrived", "Record the arrival").says("NS21 has arrived")
    grace.hides("Decide about the resource", "Ask to lower")
    grace.go(episode).act("Record a search", "Save the search", what="room", result="Her charger is gone; a bus ticket to Northport.")
    assert grace.row("Search the child's room").count() == 0
    declan = officer("Declan O'Brien").go("/").says("Mia Larkin", "Review and grade the missing child's report")   # the night shift has it
    declan.go(incident).act("Review", "Save the review", decision="endorse", text="NS21 is with the carer; grade confirmed.", quality="4")
    declan.tells("The review is saved.")
    assert declan.row("Review and grade the missing child's report").count() == 0
    declan.go(episode).act(
        "Record the plan", "Save the plan", hypotheses="With the friend of last week", what_1="Visit the friend in Northport", who_1="PC Osei", within_1="60",
    ).says("With the friend of last week", "Visit the friend in Northport", "PC Osei")


def found_and_back(officer: Officer, episode: str) -> None:
    """Found, the authority told by a call to a named person, back, verified, and the prevention interview held."""
    grace = officer("Grace Osei").go(episode)
    grace.act("Found", "Record that the child was found", found_by="police", safe="yes", where="Bus station", with_whom="Alone")
    grace.says("Found; not yet home", "Tell the local authority that the child is back", "Hold the prevention interview")
    jo = officer("Jo Lindqvist").go("/").says("Tell the local authority that the child is back")
    jo.go(episode).follow("Tell the local authority").says("Chidi Okafor", "Northshire Council, out of hours").picture("10-tell")
    jo.fill(matter="found", person="Chidi Okafor", content="Told at the bus station; placement rings back.").press("Save the call")
    jo.tells("Recorded: the local authority is told.").says("Chidi Okafor")
    assert jo.row("Tell the local authority that the child is back").count() == 0
    grace.go(episode).act("Back", "Record that the child is back", returned_by="police", to="foster", harm_indicated="no")
    grace.act("Somebody verified the child", "Save", verified_by="police", how="Seen and spoken to alone at the foster home.")
    grace.act("Prevention interview", "Save the interview", mode="in_person", alone="yes")
    assert grace.row("Hold the prevention interview").count() == 0


def closed(officer: Officer, episode: str) -> None:
    """An inspector who did not verify her approves the closing; what is owed after it stays, and the lists let her go."""
    officer("Kate Marlow").go(f"{episode}sign/").fill(signs_as="line_manager", quality="4").press("Save the score")
    farah = officer("Farah Siddiqui").go(f"{episode}sign/").fill(signs_as="responsible", quality="4").press("Save the score").tells("signed off")
    farah.go(f"{episode}close/").fill(
        reason="Seen safe by PC Osei; was alone at the bus station.", still_notice="It is made tonight.", still_interview="They are rung in the morning.",
        cannot=("words", "how_long", "harm", "transport", "phone", "money_gifts", "reason"), cannot_why="She would not speak to us tonight.",
    ).press("Close the episode")
    farah.tells("The episode is closed.").says("Hold the independent return home interview", "Make the public protection notice").picture("11-closed")
    officer("Jo Lindqvist").go("/missing/").hides("Mia Larkin")
    officer("Grace Osei").go("/").says("Make the public protection notice")
    ruth = officer("Ruth Okonkwo").go("/").says("A review decides")   # told once, and there until she has noted it
    ruth.press("Noted : Mia Larkin").says("Decisions asked: 0.", "Nobody asks you for a decision now.")


def later(officer: Officer, hours: int) -> None:
    """Whoever runs the training day lets some hours go by."""
    for _ in range(hours):
        officer("Ian Kerr").go("/training/clock/").press("One hour later")


def take_report(desk: Desk) -> None:
    """Take the report of NN-1 by keyboard alone."""
    desk.navigate("Take a report")
    keys = desk.page.keyboard
    to(desk, "child_name")
    keys.type("Mia Larkin")
    to(desk, "child_age")
    keys.type("14")
    to(desk, "where")
    keys.type("Foster home, 4 Orchard Close, Northport")
    to(desk, "why_worried")
    keys.type("Did not come back at eight as agreed. Out of character. Suffers with anxiety and has harmed herself.")
    to(desk, "missing")
    keys.press("Space")   # the first answer: yes, nobody knows where she is
    part(desk, "About the child")
    to(desk, "missing_from")
    keys.type("Foster")
    to(desk, "out_of_character")
    keys.press("Space")
    for concern in ("self_harm", "mental_health"):
        to(desk, "concerns", concern)
        keys.press("Space")
    part(desk, "About the caller")
    to(desk, "caller_name")
    keys.type("Joan Pell")
    to(desk, "caller_role")
    keys.type("Foster")
    part(desk, "First grade and assessment")
    to(desk, "grade")
    keys.type("Prompt")
    to(desk, "rationale")
    keys.type("First time missing; anxious; has harmed herself.")
    button(desk, "Save the report")
    with desk.page.expect_navigation():
        keys.press("Enter")
    desk.settled()


def to(desk: Desk, name: str, value: str = "") -> None:
    """Go on with the tabulator to a question, or to one of its answers."""
    desk.tab_to(f"document.activeElement.name === '{name}'" + (f" && document.activeElement.value === '{value}'" if value else ""))


def part(desk: Desk, title: str) -> None:
    """Go on to a part of the form that is closed, and open it."""
    desk.tab_to(f"document.activeElement.tagName === 'SUMMARY' && document.activeElement.innerText.includes('{title}')")
    desk.page.keyboard.press("Enter")


def button(desk: Desk, title: str) -> None:
    """Go on to a button."""
    desk.tab_to(f"document.activeElement.type === 'submit' && document.activeElement.innerText.includes('{title}')")
