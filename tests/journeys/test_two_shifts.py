"""From the late shift to the night: what is handed over, what is declined, and the child whom nobody handed over and who is there all the same.

The late force incident manager hands over what she holds and goes home. A report comes after that, and an inspector answers an offer
when she has gone. The night's manager finds all of it on one page, with its clocks as they ran, and holds it all by name.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys import test_from_outside as outside
from tests.journeys.conftest import Officer, Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen
from tests.serving import Served

EVENING: Final = scenarios.SUNDAY + timedelta(hours=3, minutes=20)
"""Twenty past ten on the Sunday: forty minutes before the late shift ends."""
MISSING: Final = ("Ada Thorne", "Ben Arkle", "Dora Fell")
LATE: Final = "Cleo Marr"
WAITING: Final = "[aria-labelledby=take-over] .app-owed__row"


@pytest.mark.requirement("XX-028", part="from one shift to the next, on pages: handed over, declined, and what nobody handed over, which none can lose")
@pytest.mark.requirement("AH-098", part="in a browser: first of what the next shift takes over")
@pytest.mark.parametrize(("screen", "born"), [(DESKTOP, "here"), (PHONE, "elsewhere")], ids=["desktop-born-here", "phone-born-elsewhere"])
def test_a_hand_over_of_a_shift_cannot_drop_a_child(browser: Browser, serve: Serve, screen: Screen, born: str) -> None:
    with serve(prepare=lambda: scenarios.set_clock(EVENING)) as web, at_their_desks(browser, web, screen) as officer:
        evening = Evening(web if born == "elsewhere" else None)
        evening.until_twenty_past_ten()
        the_late_shift_hands_over(officer)
        evening.report(LATE, 0)   # Gill has handed over, and has not gone: it is hers, and she hands it to nobody
        clocks = due()
        officer("Ian Kerr").go("/training/clock/").press("One hour later")
        declan = the_night_shift_finds_it_all(officer)
        taken_over(declan)
        nobody_handed_her_over(declan)
        declined_after_the_giver_went_home(officer, declan)
        assert {duty: when for duty, when in due().items() if duty in clocks} == clocks, "no clock began again, and nothing went but the offer"
        everything_is_his(officer, declan)


class Evening:
    """What happens on it: in the room, or in another system of the force that tells of it."""

    def __init__(self, web: Served | None) -> None:
        self.web = web
        self.token = scenarios.feed() if web else ""

    def until_twenty_past_ten(self) -> None:
        """Two children are searched for, for a third nobody can be sent, and one incident is of a child who is at home."""
        from tutela.practice.contact import operations as contact
        from tutela.practice.missing import operations as missing

        ada, ben, dora = (self.report(name, 80 - 20 * number) for number, name in enumerate(MISSING))
        ewan = self.report("Ewan Pike", 15, concern="concern_for_child")
        now = scenarios.now()
        scenarios.act("brand", contact.dispatch, now, incident=ada[0], resource="NS21")
        scenarios.act("brand", contact.no_resource, now, incident=ben[0], text="Both cars are at the harbour.")
        gill, croft = scenarios.viewer("tremlett", now).ref, scenarios.viewer("croft", now).ref
        scenarios.act("pickersgill", contact.hand_over, now, incident=ewan[0], to="fim@contact", officer=gill, risks="He is at home with his uncle.")
        scenarios.act("tremlett", contact.accept, now, incident=ewan[0])
        scenarios.act("tremlett", missing.assign_to_cii, now, episode=dora[1], officer=croft, risks="Her phone is off.")

    def report(self, name: str, before: int, concern: str = "missing_child") -> tuple[str, str]:
        """A report so many minutes ago: the incident and the search."""
        from tutela.record.occurrences.models import Episode, Incident

        at, is_missing = scenarios.now() - timedelta(minutes=before), concern == "missing_child"
        if self.web is None:
            more = {"grade": "prompt", "rationale": "Nobody knows where the child is."} if is_missing else {"out_of_character": None}
            level = "medium" if is_missing and before else ""
            scenarios.missing_child(at, level=level, concern=concern, who=name, child_name=name, where=f"{name}'s home", **more)
        else:
            what = outside.facts(at, name)
            what[0]["data"] |= {"concern": concern, "where": f"{name}'s home"}
            named = {**what[2], "id": f"storm:{name}:5", "fact": "people.NameRecorded", "occurred": what[0]["occurred"], "data": {"name": name}}
            what = [*what[: 4 if before else 3], named] if is_missing else [{**what[0], "about": [what[0]["about"][0], what[0]["about"][2]]}, named]
            assert {each["outcome"] for each in outside.sent(self.web, self.token, what)} == {"new"}
        incident = Incident.objects.latest("created_at", "id")
        return incident.ref, Episode.objects.get(incident=incident).ref if is_missing else ""


def due() -> dict[str, datetime | None]:
    """When everything that is owed is due; but for the answer to an offer, which is given on the way."""
    from tutela.record.duties.models import Duty

    rows = Duty.objects.filter(settled_at=None, occurrence=1).exclude(code="missing.acceptance")
    return {f"{code} {ref}": when for code, ref, when in rows.values_list("code", "ref", "due_at")}


def the_late_shift_hands_over(officer: Officer) -> None:
    """All that she holds, each with words of its own, to the night's manager before his shift begins; the earlier offer of one stands."""
    gill = officer("Gill Tremlett").go("/hand-overs/").follow("End of shift: hand over everything that you hold").says("You hold 4 cases")
    gill.says("Offered to Neil Croft already, and not taken yet.").axe().picture("shift-form", whole=True)
    for box in gill.page.locator("main article").filter(has_not_text="Neil Croft").locator("textarea").all():
        box.fill("Nothing new since ten.")
    gill.page.locator("main article", has_text="Ben Arkle").locator("textarea").fill("No car before midnight. His inhaler is at home.")
    gill.fill(officer="Declan O'Brien").submit().tells("3 cases handed over.").says("to Declan O'Brien", "to Neil Croft")
    gill.axe().picture("shift-given", whole=True)


def the_night_shift_finds_it_all(officer: Officer) -> Desk:
    """What waits for him, the child first to whom nobody could be sent; what nobody handed over; everything owed, once."""
    declan = officer("Declan O'Brien").go("/").says("4 children are missing now.").axe().picture("shift-night", whole=True)
    waits = declan.page.locator(WAITING)
    expect(waits).to_have_count(3)
    expect(waits.first).to_contain_text("Ben Arkle")
    expect(waits.first).to_contain_text("His inhaler is at home.")
    for name in ("Ada Thorne", "Ben Arkle", "Ewan Pike"):
        expect(waits.filter(has_text=name)).to_have_count(1)
    declan.says("2 cases are in the name of somebody who is off duty, and nobody has taken them over.")
    owed = [" ".join(text.split()) for text in declan.page.locator("[aria-labelledby=owed] .app-owed__what").all_inner_texts()]
    assert owed
    assert len(owed) == len(set(owed)), owed
    officer("Bev Quayle").go("/").says(LATE, "Complete the missing child questionnaire")   # owed by a role, it went on to who is on duty
    board = declan.go("/room/").axe().picture("shift-board", whole=True)
    for name in (*MISSING, LATE):
        expect(board.page.locator("main tbody tr", has_text=name)).to_have_count(1)
        expect(board.row(name)).to_contain_text("Off duty")
    return declan


def taken_over(declan: Desk) -> None:
    """Each is taken with a button, and is gone from what waits."""
    declan.go("/hand-overs/").axe().picture("shift-waiting", whole=True)
    for _ in range(3):
        declan.press_first("/take/").tells("Taken over: it is yours from now on.")
    declan.says("Nothing waits for you to take over.")


def nobody_handed_her_over(declan: Desk) -> None:
    """She is there all the same, in the name of who went home, and is taken over with a button."""
    declan.says("Owner off duty, taken over by nobody: 2").axe().picture("shift-left", whole=True)
    cleo = declan.page.locator("main article", has_text=LATE)
    expect(cleo).to_contain_text("Gill Tremlett owns it, and is not on duty now")
    expect(cleo).to_contain_text("Overdue")
    expect(declan.page.locator("main article", has_text="Dora Fell")).to_contain_text("Offered to Critical incident inspector")
    declan.press_first("/take-left/").tells("with its clocks as they run").says("Owner off duty, taken over by nobody: 1")


def declined_after_the_giver_went_home(officer: Officer, declan: Desk) -> None:
    """The inspector's answer comes an hour late and is no: who is on duty is told, and takes over what she left."""
    croft = officer("Neil Croft").go("/hand-overs/").says("Dora Fell").axe()
    croft.open("Decline")
    croft.page.locator("main article", has_text="Dora Fell").locator("textarea").fill("Five searches are open already.")
    croft.through(croft.page.locator("main form[action$='/decline/'] button[type=submit]"))
    croft.tells("Declined.")
    declan.go("/").says("Own the episode again: the inspector declined it", "Dora Fell")
    declan.go("/hand-overs/").press_first("/take-left/").hides("Owner off duty, taken over by nobody")


def everything_is_his(officer: Officer, declan: Desk) -> None:
    """He holds every open case by name; she holds none; each stands once, and none is without an owner."""
    from tutela.record.occurrences import queries as occurrences
    from tutela.record.occurrences.models import Episode, Incident

    him = scenarios.viewer("obrien", scenarios.now()).ref
    held: list[Any] = [*Incident.objects.filter(closed_at=None), *Episode.objects.filter(closed_at=None)]
    assert {row.owner_officer for row in held} == {him}
    assert occurrences.orphans() == []
    declan.go("/hand-overs/shift/").says("You hold 5 cases")
    declan.go("/room/?show=mine").says("Mine (5)").hides("Off duty").picture("shift-mine", whole=True)
    expect(declan.page.locator("main tbody tr")).to_have_count(5)
    officer("Gill Tremlett").go("/hand-overs/shift/").says("You hold no cases")
