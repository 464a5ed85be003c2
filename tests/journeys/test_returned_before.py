"""A child who is back before anybody made the record: still an episode, and nobody is asked to search.

The inspectors found such cases closed as a concern for safety, so that the record of the risk to the child was not whole. Here the child has an
episode whose clocks run from the return: the authority is told, the child is seen, the interview is asked for, and an inspector closes.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys import test_from_outside as outside
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen
from tests.serving import Served
from tutela.foundations.kit.periods import LONDON

NOTHING: Final = ("Decisions asked: 0. To do: 0.", "Nobody asks you for a decision now.", "You owe nothing now.")
SEARCHES: Final = (
    "Send somebody", "Review and grade", "Attend by the grade", "Grade the risk", "questionnaire", "Search the child's room", "finds the child", "is missing",
)
"""What is asked of those who search: of a child who is back, of nobody."""
TOLD_LA, VISIT, NOTICE, INTERVIEW = (
    "Tell the local authority that the child is back", "Hold the prevention interview", "Make the public protection notice",
    "Hold the independent return home interview, or record that it was declined",
)


@pytest.mark.requirement("AH-006", part="in a browser: the report that is made after the return")
@pytest.mark.parametrize(("screen", "here"), [(DESKTOP, True), (PHONE, False)], ids=["desktop-here", "phone-elsewhere"])
def test_back_before_the_record(browser: Browser, serve: Serve, screen: Screen, *, here: bool) -> None:
    """From the report to the closing; born in the room, and born in the force's own command-and-control system."""
    with serve() as web, at_their_desks(browser, web, screen) as officer:
        since, token = scenarios.now() - timedelta(minutes=38), scenarios.feed()
        incident, episode = reported(officer, since) if here else born_elsewhere(web, token, since)
        an_episode_and_no_search(officer, incident, episode)
        closing_unseen_is_refused(officer, incident)
        authority_told(officer, episode)
        seen(officer, episode)
        if not here:
            notice_made(web, token)
        next_morning(officer)
        closed(officer, episode, notice=not here)


def reported(officer: Officer, since: datetime) -> tuple[str, str]:
    """Her foster mother rings when she is back: the room says so, and the report is the record of an episode."""
    tom = officer("Tom Ashworth").navigate("Take a report").axe()
    tom.fill(
        child_name="Ivy Tarn", child_age="13", where="Foster home, 4 Orchard Close, Northport", missing="back", back_by="self",
        back_at_time=since.astimezone(LONDON).strftime("%H:%M"), missing_from="foster", missing_since_time="16:10",
        why_worried="Out since four with her phone off. Came in by herself; would not say where she was.",
    ).picture("rb-1-report", whole=True).submit()
    tom.tells("The child is back: nobody is asked to search.").picture("rb-2-saved")
    incident = tom.path
    tom.follow("Search MIS-2026-000001")
    return incident, tom.path


def born_elsewhere(web: Served, token: str, since: datetime) -> tuple[str, str]:
    """The other system's own facts: the report, the child as far as they are known, and that the child is back."""
    from tutela.record.occurrences.models import Episode

    what = outside.facts(scenarios.now())[:3]
    assert {each["outcome"] for each in outside.sent(web, token, [*what, further(what, "missing.Returned", since, by="self", to="foster")])} == {"new"}
    row = Episode.objects.get()
    return f"/contact/incidents/{row.incident_id}/", f"/missing/episodes/{row.pk}/"


def further(what: list[dict[str, Any]], fact: str, at: datetime, **data: Any) -> dict[str, Any]:
    """One more fact of the other system about the same child and episode."""
    return {
        **what[1], "id": f"storm:{fact}", "fact": fact, "occurred": {"at": at.isoformat()}, "data": data,
        "source": {"system": "stormlike", "ref": f"{outside.LINK}#{fact}"},
    }


def an_episode_and_no_search(officer: Officer, incident: str, episode: str) -> None:
    """An episode with what a return asks for, from the return on; whoever would search is asked for nothing."""
    tom = officer("Tom Ashworth").go(incident).says("The child is back: nobody is searched for.", "Back; not yet closed").axe().picture("rb-3-incident")
    expect(tom.page.get_by_role("link", name="Return form", exact=True)).to_be_visible()
    owed_only(tom)
    tom.go(episode).says("Back before the report", "by 18:20 tomorrow", "by Wed 4 Mar 2026, 18:20").axe().picture("rb-4-episode")
    owed_only(tom)
    for who in ("Kelly Brand", "Gill Tremlett"):
        officer(who).go("/").says(*NOTHING)
    officer("Kelly Brand").go("/room/").says("Open: 1. Nobody sent: 0.", "Back").axe().picture("rb-5-room")
    officer("Dawn Pickersgill").go("/contact/board/").says("Nobody sent: 0.", "The child is back", TOLD_LA).axe().picture("rb-6-supervise")


def owed_only(desk: Desk) -> None:
    """The page owes what a return asks for, and nothing of a search."""
    owed = desk.page.locator("main table").filter(has_text=VISIT)
    for duty in (TOLD_LA, VISIT, NOTICE, INTERVIEW):
        expect(owed).to_contain_text(duty)
    for search in SEARCHES:
        expect(owed).not_to_contain_text(search)


def closing_unseen_is_refused(officer: Officer, incident: str) -> None:
    """Nobody saw the child: the log is not filed away, and that somebody tried is kept."""
    dawn = officer("Dawn Pickersgill").go(f"{incident}close/").axe()
    dawn.fill(reason="Returned, no attendance.", seen_by="nobody").submit().says("Not done", "That you tried").picture("rb-7-refused").axe()
    dawn.go(incident).says("Returned, no attendance.", VISIT)


def authority_told(officer: Officer, episode: str) -> None:
    """One call to a named person: that she was missing, and is back; and the interview is asked for."""
    jo = officer("Jo Lindqvist").go("/").says(TOLD_LA, "To do: 1.").axe().picture("rb-8-coordinator")
    jo.go(episode).follow("Tell the local authority").axe()
    expect(jo.page.get_by_role("radio", name="The child is found or back")).to_be_checked()   # it is offered as what is owed
    jo.fill(person="Chidi Okafor", content="Missing since ten past four, back at 18:20 by herself. The force knew of it at 18:58.").press("Save the call")
    jo.tells("Recorded: the local authority is told.")
    assert jo.row(TOLD_LA).count() == 0
    jo.go("/missing/return-interviews/").says("To ask for (1)", "by Wed 4 Mar 2026, 18:20").axe().picture("rb-9-interviews")
    jo.follow(re.compile("^Record what is new for")).axe().fill(stage="asked", who="Chidi Okafor, by telephone").press("Save")


def seen(officer: Officer, episode: str) -> None:
    """The return form, short and whole: what she says, and of what she would not say, why; then who verified her, and how."""
    grace = officer("Grace Osei").go("/").says(VISIT, NOTICE)
    grace.go(episode).follow("Return form").axe().fill(
        seen="seen", alone="yes", words="I was at the arcade with Lou.", found_by="self", where="Pier arcade", met_1="Lou, about 15", age_1="child",
        how_long="Two hours", harm="no", transport="On foot", phone="Off, to save the battery", cannot=("money_gifts", "reason"),
        cannot_why="She was tired; her foster mother asks tomorrow.",
    ).picture("rb-10-return-form").press("Save the return form")
    grace.tells("The return form is saved").says("Pier arcade", "Lou, about 15", "I was at the arcade with Lou.")
    assert grace.row(VISIT).count() == 0
    grace.follow("Somebody verified the child").axe().fill(verified_by="police", how="Seen and spoken to alone in her room by PC Osei.").press("Save")
    grace.says("Seen and spoken to alone in her room by PC Osei.").axe().picture("rb-11-seen", whole=True)
    jo = officer("Jo Lindqvist").go(episode).follow("See to a summary").axe()   # nobody in social care can be written to: one more name is rung
    jo.page.locator("main form.app-form").get_by_label("Social care").first.check()
    jo.fill(how="told", person="Chidi Okafor").press("Save").tells("Saved.")


def notice_made(web: Served, token: str) -> None:
    """The notice is written in another system, and its fact comes from there."""
    what = outside.facts(scenarios.now())
    assert [each["outcome"] for each in outside.sent(web, token, [further(what, "referrals.NoticeMade", scenarios.now())])] == ["new"]


def next_morning(officer: Officer) -> None:
    """Twelve hours on: nobody was woken to search; the pack and the supervisor still have the child in view."""
    scenarios.go_on(timedelta(hours=12))
    ruth = officer("Ruth Okonkwo").go("/briefing/pack/").says("Missing children (1)", "Back, not yet closed", "No clock ran out in the night.")
    ruth.axe().picture("rb-12-pack", whole=True).go("/").says("Decisions asked: 0.")
    officer("Dawn Pickersgill").go("/contact/board/").says("The child is back")


def closed(officer: Officer, episode: str, *, notice: bool) -> None:
    """Two sign the form, and an inspector who did not see her closes: who verified her and how is on record, and the interview stays owed."""
    officer("Kate Marlow").go(f"{episode}sign/").says("I was at the arcade with Lou.").axe().fill(signs_as="line_manager", quality="4").press("Save the score")
    farah = officer("Farah Siddiqui").go(f"{episode}sign/").fill(signs_as="responsible", quality="4").press("Save the score").tells("signed off")
    farah.go(f"{episode}close/").axe().picture("rb-13-close", whole=True)
    farah.fill(reason="Seen alone at her foster home by PC Osei.", **({} if notice else {"still_notice": "Written this morning."}))
    farah.press("Close the episode").tells("The episode is closed.").axe().picture("rb-14-closed")
    farah.says("Seen and spoken to alone in her room by PC Osei.", INTERVIEW)
    officer("Jo Lindqvist").go("/missing/").says("Nobody is back whose episode is open.").axe()
