"""NY-2 as it would be with Tutela: a boy of seventeen from a children's home, often missing, exploited by a county line, graded medium for his age.

What the report publishes is kept: the markers (firearms, combat knives, mental health, suicide), county lines in the room's assessment, the medium level
because of age with the debt bondage left out, an allocation without a line of enquiry, his return by himself, the visit, the notice and the strategy
meeting. Assumed, as in ``cases/reports/ny-2``: every time, the three earlier episodes, who was on duty. In the case nobody searched his room for over two
hours. Here the same officers do what they did then until the house stops them or tells somebody, and then do what it asks.

Notice and strategy have no page yet: they come as facts of the system in which they are written.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen
from tests.journeys.test_from_outside import LINK, sent
from tests.serving import Served

CASE: Final = Path(__file__).parents[2] / "cases" / "reports" / "ny-2" / "facts.jsonl"
T0: Final = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
"""A Sunday, in place of the Friday on which it was assumed to begin."""
THEN: Final = datetime.fromisoformat("2022-06-03T21:00:00+01:00")
HISTORY, REPORT, BACK, NOTICE, MEETING = range(1, 13), range(13, 24), (32,), (35, 36), (38,)
"""The lines of the case that come from another system."""
AGE: Final = "Graded medium because of his age: he is 17. Markers for weapons and mental health seen."


FLAGGED: Final = (
    'Age or frequency used to lower concern: "medium because of his age".',
    "Below the level suggested. Not answered: child criminal exploitation, county lines, debt bondage, firearms, ",
)
"""What is told of the grading at once, and not only to whoever reads it in the morning."""


@pytest.mark.requirement("AH-016", part="in a browser: told at once, read from outside the chain, raised")
@pytest.mark.requirement("AH-024", part="in a browser: an allocation without a line is saved, flagged, and its first action owed")
@pytest.mark.parametrize(("screen", "here"), [(DESKTOP, True), (PHONE, False)], ids=["desktop-here", "phone-elsewhere"])
def test_with_tutela(browser: Browser, serve: Serve, screen: Screen, *, here: bool) -> None:
    """Born in the room, and born in the force's own command-and-control system; his past is the records system's in both."""
    start = T0 if here else T0 + timedelta(minutes=18)
    with serve(prepare=lambda: scenarios.set_clock(start)) as web, at_their_desks(browser, web, screen) as officer:
        system = Other(web, scenarios.feed())
        child = known_before(officer, system)
        incident, episode = reported(officer, child) if here else born_elsewhere(system)
        system.knows(incident, episode)
        no_trigger_plan(officer, incident)
        graded_medium_for_his_age(officer, incident, episode)
        allocated_without_a_line(officer, episode)
        raised_from_outside_the_chain(officer, episode)
        searched(officer, incident, episode)
        home_by_himself(officer, episode, system if not here else None)
        seen(officer, episode, system)
        closed_with_where_and_who(officer, episode)
        a_plan_for_the_next_time(officer, child, system)


def known_before(officer: Officer, system: Other) -> str:
    """Three times missing in ninety days, and no plan: the detective inspector is told, and he is not missing by having a past."""
    from tutela.record.occurrences.models import Episode
    from tutela.record.people.models import Person

    system.sends(*HISTORY)
    assert Episode.objects.count() == 0
    officer("Hannah Voss").go("/").says("Write the trigger plan", "Overdue by 12 d").axe().picture("ny2-1-inspector")
    return Person.objects.get().ref


def reported(officer: Officer, child: str) -> tuple[str, str]:
    """The home rings: the room assesses with the county line in it, looks in the systems, and answers every hit."""
    tom = officer("Tom Ashworth").go(f"/contact/incidents/new/?missing=yes&child={child}").axe()
    tom.fill(
        where="Children's home, 2 Quarry Lane, Northport", why_worried="Not back at nine; he often goes, and comes back with money.", missing="yes",
        missing_from="childrens_home", caller_role="care_home", concerns=("child_criminal_exploitation",), grade="priority",
        rationale="Missing child of 17 from a children's home; markers as in the assessment.", threat="Involved in county lines drug supply.",
        harm="Markers: firearms, combat knives, suicide.", risk="Rises with every hour away.", investigation="Phone, friends and usual places not yet tried.",
        vulnerability="Looked after; mental health; exploited; often missing.", engagement="The caller will meet us.",
    ).submit().tells("The report is saved.")
    incident = tom.path
    tom.act("Check the systems", "Look now", found_pnc="nothing").follow("Answer the hits").axe()
    for name in tom.page.locator("main [name^='because_']").evaluate_all("all => all.map(each => each.name)"):
        tom.fill(**{name: "Raises the risk; in the assessment.", name.replace("because_", "used_"): "yes"})
    tom.press("Save the answers").tells("The answers are saved.")
    tom.follow(re.compile("^Search MIS"))
    return incident, tom.path


def born_elsewhere(system: Other) -> tuple[str, str]:
    """The other system sends what it holds: report, assessment, systems check, the answers, a provisional grade."""
    from tutela.record.occurrences.models import Episode

    system.sends(*REPORT)
    row = Episode.objects.get()
    return f"/contact/incidents/{row.incident_id}/", f"/missing/episodes/{row.pk}/"


def no_trigger_plan(officer: Officer, incident: str) -> None:
    """The card says in the second of the report what there is not; the superintendent is told."""
    gill = officer("Gill Tremlett").go(incident).says("Weapons", "Firearms", "Risk of suicide", "Involved in county lines drug supply.")
    gill.axe().picture("ny2-2-incident")
    gill.follow("Find this child: the card").axe().picture("ny2-3-card")
    assert "Trigger plan None recorded" in gill.text
    officer("Ruth Okonkwo").go("/").says("An episode begins and the trigger plan that is owed does not exist", "Write the trigger plan")


def graded_medium_for_his_age(officer: Officer, incident: str, episode: str) -> None:
    """Medium, for his age, and no word of the debt: it is saved, and said at once to those who can put it right."""
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing

    inspector, by = scenarios.viewer("siddiqui", scenarios.now()).ref, scenarios.now() + timedelta(minutes=30)
    scenarios.act("tremlett", contact.review, scenarios.now(), incident=ref(incident, "i"), decision="hand_over", by_when=by, text="To the area inspector.")
    scenarios.act("tremlett", missing.assign_to_cii, scenarios.now(), episode=ref(episode, "e"), officer=inspector, risks="County lines; weapons; suicide.")
    scenarios.act("siddiqui", missing.accept_ownership, scenarios.now(), episode=ref(episode, "e"))
    farah = officer("Farah Siddiqui").go(episode).follow("Grade the risk").axe().says("Debt bondage").hides("Suggested: High")
    farah.fill(level="medium", rationale=AGE, effect_weapons="raises", because_weapons="Marker.")
    farah.fill(effect_mental_health="raises", because_mental_health="Marker.")
    farah.press("Save the level").axe().picture("ny2-4-graded")
    farah.go(episode).says("Suggested: High", "Below the level suggested").axe().picture("ny2-5-episode")
    for who in ("Gill Tremlett", "Ruth Okonkwo"):
        officer(who).go("/").says(*FLAGGED)
    officer("Colm Brady").go("/").says("Read a grading that was flagged").axe().picture("ny2-6-second-line")


def allocated_without_a_line(officer: Officer, episode: str) -> None:
    """An allocation that says nothing goes through, and its first action is owed in minutes."""
    farah = officer("Farah Siddiqui").go(episode).follow("Allocate").axe()
    farah.fill(to="response_officer@response", direction="All usual enquiries please.").press("Allocate").picture("ny2-7-allocated")
    farah.tells("The direction does not count yet").tells("No officer is named").tells("0 specific actions")
    farah.go("/").says("Give the allocation its first action")


def raised_from_outside_the_chain(officer: Officer, episode: str) -> None:
    """The second line reads what the rationale left out, and raises: the response is immediate, and the force incident manager has it."""
    colm = officer("Colm Brady").go(episode).follow("Read the grading").axe().says("Not considered", "Debt bondage", AGE).picture("ny2-8-read")
    colm.fill(outcome="raised", reason="He owes dealers money and carries a knife: his age protects him from neither.").press("Save")
    colm.go(episode).says("Risk: High", "Response: Immediate")


def searched(officer: Officer, incident: str, episode: str) -> None:
    """The allocation has its line: his room, in half an hour, by a named officer; somebody goes, and it is searched in time."""
    from tutela.practice.contact import operations as contact

    farah = officer("Farah Siddiqui").go(episode).follow("Allocate").fill(
        to="response_officer@response", direction="His room first: phone, money, tickets, the debt.", what_1="Search his room for a phone, money and tickets",
        who_1="PC Osei", where_1="Children's home", within_1="30",
    ).press("Allocate")
    farah.go("/").hides("Give the allocation its first action")
    scenarios.act("brand", contact.dispatch, scenarios.now(), incident=ref(incident, "i"), resource="NS21")
    scenarios.act("osei", contact.arrived, scenarios.now(), incident=ref(incident, "i"), resource="NS21")
    grace = officer("Grace Osei").go(episode).says("NS21 has arrived")
    grace.follow("Record a search").axe().fill(what="room", result="A second phone; a train ticket to the city; a list of debts.").press("Save the search")
    assert grace.row("Search the child's room").count() == 0


def home_by_himself(officer: Officer, episode: str, system: Other | None) -> None:
    """He comes home by himself at night: the authority is told within the hour, by name."""
    scenarios.go_on(T0 + timedelta(hours=6, minutes=5) - scenarios.now())
    if system:
        system.sends(*BACK)
    else:
        bev = officer("Bev Quayle").go(episode).follow("Back").axe().fill(returned_by="self", to="childrens_home", harm_indicated="unknown")
        bev.press("Record that the child is back")
    jo = officer("Jo Lindqvist").go("/").says("Tell the local authority that the child is back").picture("ny2-9-back")
    jo.go(episode).follow("Tell the local authority").axe().fill(matter="found", person="Chidi Okafor").press("Save the call")
    assert jo.row("Tell the local authority that the child is back").count() == 0


def seen(officer: Officer, episode: str, system: Other) -> None:
    """Officers visit him; their notice and the decision on a strategy discussion are written in another system."""
    scenarios.go_on(T0 + timedelta(hours=9, minutes=5) - scenarios.now())
    grace = officer("Grace Osei").go(episode).follow("Return form").axe()
    grace.fill(seen="seen", alone="yes", words="I had to. They know where I live.", how_long="Six hours", transport="Train", phone="Two phones", harm="yes")
    grace.fill(money_gifts="Sixty pounds", reasons=("debt",)).press("Save the return form").tells("The return form is saved")
    system.sends(*NOTICE)
    grace.go(episode).hides("Make the public protection notice").picture("ny2-10-returned", whole=True)


def closed_with_where_and_who(officer: Officer, episode: str) -> None:
    """Nobody says where he was and with whom: it is not closed until somebody does."""
    from tutela.practice.missing import operations as missing

    for who, signs_as in (("marlow", "line_manager"), ("siddiqui", "responsible")):
        scenarios.act(who, missing.sign_form, scenarios.now(), episode=ref(episode, "e"), signs_as=signs_as, quality=4)
    farah = officer("Farah Siddiqui").go(f"{episode}close/")
    farah.says("Where were they?", "Who was with them?").axe().fill(reason="Home by himself, seen and spoken to.").press("Close the episode")
    farah.says("Not done").axe().picture("ny2-11-not-closed")
    farah.go(f"{episode}close/").fill(still_where="Flat above the shop, Harbour Row", still_with_whom="Dex, about 20", still_found_by="self")
    farah.fill(still_interview="The authority is asked in the morning.", reason="Home by himself, seen and spoken to by PC Osei.")
    farah.press("Close the episode").tells("The episode is closed.").axe().picture("ny2-12-closed")


def a_plan_for_the_next_time(officer: Officer, child: str, system: Other) -> None:
    """The plan that was owed is written with what he told, and approved by another: the gap is gone."""
    scenarios.go_on(T0 + timedelta(hours=39) - scenarios.now())
    system.sends(*MEETING)
    plan = f"/missing/children/{child.partition(':')[2]}/trigger-plan/"
    jo = officer("Jo Lindqvist").go(plan).says("None live").follow("Write or change the plan").axe()
    jo.fill(what_1="Search the flat above the shop on Harbour Row", who_1="response_officer@response", within_1="30", associates="Dex, about 20")
    jo.press("Save for approval").says("Waiting for approval").axe()
    hannah = officer("Hannah Voss").go(plan).follow("Approve the plan").axe().press("Approve it").says("What is live").axe().picture("ny2-13-plan")
    hannah.go("/").hides("Write the trigger plan")


def ref(where: str, kind: str) -> str:
    """What operations call a record, by its address."""
    return f"{kind}:{where.rstrip('/').rpartition('/')[2]}"


class Other:
    """Another system of the force, which holds facts of the case under its own numbers."""

    def __init__(self, web: Served, token: str) -> None:
        self.web, self.token, self.ours = web, token, dict[str, str]()
        self.facts = {int(line["id"][-2:]): line for line in map(json.loads, CASE.read_text(encoding="utf-8").splitlines()) if "fact" in line}

    def knows(self, incident: str, episode: str) -> None:
        """From now on it names incident and episode as this house does, wherever they were born."""
        self.ours = {"i1": ref(incident, "i"), "e1": ref(episode, "e")}

    def sends(self, *numbers: int) -> None:
        """Send facts of the case, by their numbers, moved to this Sunday."""
        said = [self._moved(number, self.facts[number]) for number in numbers]
        assert [each["outcome"] for each in sent(self.web, self.token, said)] == ["new"] * len(said)

    def _moved(self, number: int, fact: dict[str, Any]) -> dict[str, Any]:
        about = [{**a, "ref": self.ours.get(a["ref"], f"stormlike:{a['ref']}")} for a in fact["about"]]
        return {
            "v": 1, "id": f"storm:ny-2:{number}", "fact": fact["fact"], "occurred": {k: moved(v) for k, v in fact["occurred"].items()}, "about": about,
            "by": {"role": fact["by"]["role"]}, "source": {"system": "stormlike", "ref": f"{LINK}#{number}"}, "data": fact["data"],
        }


def moved(value: str) -> str:
    """A moment of the case, on this Sunday and around it; whatever is no moment as it is."""
    return value if value in ("year", "day") else (datetime.fromisoformat(value) + (T0 - THEN)).isoformat()
