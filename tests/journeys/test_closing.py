"""The end of an episode: closing is refused while nobody says where the child was, with the words kept; on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_what_the_return_form_left_open_is_asked_before_the_episode_closes(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.missing import operations as missing
    from tutela.practice.missing.operations.returning import Told

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now(), who="Ada Voll, 14", child_name="Ada Voll", where="Ada Voll's foster home")
        scenarios.act(
            "osei", missing.record_return, scenarios.now(), episode=made["episode"], seen="seen", alone=True, now_at="foster",
            told=Told(words="I missed the bus.", how_long="Four hours", harm=False, transport="On foot", phone="Off", money_gifts=("Nothing",)),
        )
        scenarios.act("osei", missing.verified, scenarios.now(), episode=made["episode"], verified_by="police", how="Seen alone at the foster home.")
        address = f"/missing/episodes/{made['episode'].partition(':')[2]}"
        officers("Kate Marlow").go(f"{address}/sign/").says("I missed the bus.").axe().fill(signs_as="line_manager", quality="4").press("Save the score")
        desk = officers("Farah Siddiqui").go(f"{address}/sign/").fill(signs_as="responsible", quality="2").press("Save the score")
        desk.says("Name at least one gap").axe().fill(gaps=("phone",), text="Off since when?").picture("sign", whole=True).press("Save the score")
        desk.tells("went back to the officer")
        officers("Grace Osei").go(f"{address}/return/").says("2 of 5", "Gaps: Phone. Off since when?").axe()
        desk.go(f"{address}/close/").fill(reason="Home.").press("Close the episode").says("Not done", "wanting: responsible")
        desk.go(f"{address}/sign/").fill(signs_as="responsible", quality="4").press("Save the score").tells("signed off")
        desk.go(f"{address}/close/")
        desk.says("Where were they?", "Who was with them?", "No notice about this child").axe().picture("close", whole=True)
        desk.fill(still_found_by="self", still_notice="Her plan covers it.", still_interview="The authority is rung in the morning.")
        desk.fill(reason="Home and seen by PC Osei.").press("Close the episode").says("Not done", "nobody says why not", "That you tried").axe()
        desk.fill(cannot=("where", "with_whom", "reason")).press("Change your answers and send again").says("Why not?").axe()
        desk.fill(cannot_why="She would not say, twice.").press("Close the episode").says("Closed", "She would not say, twice.").axe().picture("closed")
