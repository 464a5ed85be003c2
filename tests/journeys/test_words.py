"""Words at the keyboard in a browser, desk and phone: the reports' own sentences are noticed quietly, with better ones, and saved with a reason."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Desk, Screen
from tests.journeys.test_records import the_sweep_is_awake

OFTEN = "This is not out of character for this child to go missing."
BLAMES = "She appears to engage in risky business."
SAME = "Phone off since the afternoon, friends not answering, carer worried about what she may do to herself tonight."


def types(desk: Desk, name: str, text: str, *says: str) -> None:
    """Type into a field, see beneath it what is noticed, and that the focus stayed where it was."""
    field = desk.page.locator(f"main textarea[name='{name}']")
    field.click()
    field.fill("")
    field.press_sequentially(text)
    beneath = desk.page.locator(".govuk-form-group", has=desk.page.locator(f"textarea[name='{name}']")).locator(".app-noticed")
    expect(beneath).to_have_attribute("aria-live", "polite")
    for said in says:
        expect(beneath).to_contain_text(said, timeout=10_000)
    expect(field).to_be_focused()
    expect(field).to_have_value(text)


@pytest.mark.requirement("XX-008", part="at the keyboard, in a browser: quietly, with better words, stopping nothing")
@pytest.mark.requirement("AH-032", part="in a browser: typed, flagged, saved with a reason")
@pytest.mark.requirement("AH-033", part="in a browser: typed, flagged, with a suggestion")
@pytest.mark.requirement("AH-016", part="in a browser: typed and flagged")
@pytest.mark.requirement("AH-017", part="in a browser: the second is flagged with the link to the first")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_the_sentences_are_noticed_while_they_are_typed_and_saved_with_a_reason(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        from tutela.practice.missing import operations as missing

        first = scenarios.missing_child(scenarios.now(), level="high")
        scenarios.act("tremlett", missing.grade_risk, scenarios.now(), episode=first["episode"], level="high", rationale=SAME)
        made = scenarios.missing_child(scenarios.now(), level="high", child_name="Leah Brook")
        the_sweep_is_awake()
        episode = f"/missing/episodes/{made['episode'].partition(':')[2]}/"
        fim = officers("Tremlett").go(f"{episode}grade/")
        types(fim, "rationale", "medium because he is 17", "age or maturity never lowers a risk")
        types(fim, "rationale", SAME, "100% of this is the same as an entry")
        expect(fim.page.get_by_role("link", name="See the earlier entry (opens in a new tab)")).to_have_attribute(
            "href", f"/missing/episodes/{first['episode'].partition(':')[2]}/",
        )
        fim.picture("words-grade", whole=True).axe()

        fim.go(f"{episode}lower/")
        types(fim, "reason", BLAMES, "Blames the child", "is at risk from")
        types(fim, "reason", OFTEN, "never lowers a risk")
        fim.picture("words-lower", whole=True).axe()
        fim.fill(level="medium").submit().says(OFTEN, "If the words are right as they are, say why").picture("words-asked", whole=True).axe()
        fim.fill(words_why="It is what her worker wrote.").submit()
        assert fim.path == episode

        superintendent = officers("Okonkwo").go("/reports/measures/")
        superintendent.follow("This week's words, by author and team").says("It is what her worker wrote.").picture("words-digest", whole=True).axe()
        superintendent.go("/reports/measures/directions/").says("What directions and reviews say").axe()


@pytest.mark.requirement("AH-025", part="in a browser")
@pytest.mark.requirement("AH-099", part="in a browser: what the review lacks, with the four choices")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_a_direction_and_a_review_are_told_what_they_lack(browser: Browser, serve: Serve, screen: Screen) -> None:
    with serve() as web, at_their_desks(browser, web, screen) as officers:
        made = scenarios.missing_child(scenarios.now(), level="high")
        the_sweep_is_awake()
        episode = f"/missing/episodes/{made['episode'].partition(':')[2]}/"
        fim = officers("Tremlett").go(f"{episode}allocate/").open("A good and a weak example").says("All usual enquiries please.")
        types(fim, "direction", "All usual enquiries please", "Says nothing about this child")
        fim.fill(to="sergeant@response").submit().tells("The direction does not count yet").picture("words-allocate", whole=True).axe()
        types(fim, "direction", "PC Kirby to her room at 8 Orchard Close by 21:00: her phone, bus tickets and her diary.")
        fim.fill(to="sergeant@response").submit()
        assert fim.path == episode
        fim.go(f"{episode}review/")
        types(fim, "text", "Aware needs an officer deploying.", "send somebody, change the grade")
        fim.picture("words-review", whole=True).axe()
