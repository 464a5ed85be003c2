"""What matters of a child stands alike on the child's page, the search and the incident: warnings, decisions, who has it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
WARNING = "Contact offender management before leaving. Children?"
ORDER = "Call in two officers from Dales"


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, (response.status_code, response.headers)
    body = re.sub(r"<head>.*?</head>|<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def addresses(world: World) -> dict[str, str]:
    key = {name: ref.partition(":")[2] for name, ref in (("search", world.episode), ("incident", world.incident))}
    return {
        "profile": world.page(world.child), "search": f"/missing/episodes/{key['search']}/", "incident": f"/contact/incidents/{key['incident']}/",
    }


def all_pages(world: World, as_: As, who: str = "tremlett") -> dict[str, str]:
    client = as_(who)
    client.post(world.page(world.child, "why/"), {"key": "01a214d0-d651-75aa-ad1c-fb8a10c9f91a", "purpose": "incident"})
    return {name: said(client.get(address)) for name, address in addresses(world).items()}


def between(page: str, begins: str, ends: str) -> str:
    return page.partition(begins)[2].partition(ends)[0]


def before(page: str) -> str:
    return between(page, "What must I know before I go?", "Who else is working")


def happening(page: str) -> str:
    return between(page, "What is happening?", "What must I do next")


def decide(world: World, code: str, by: str = "okonkwo") -> None:
    from tutela.record.duties import operations as duties
    from tutela.record.duties.models import Duty

    row = Duty.objects.filter(code=code, settled_at=None).first()
    assert row is not None
    world.do(duties.decide_risk, by, 0.0, duty=row.printed, decision=ORDER, why="Nobody else is free before midnight.")


# ---- warnings

def test_a_warning_about_who_stands_close_is_on_every_page(world: World, as_: As) -> None:
    for name, page in all_pages(world, as_).items():
        for words in ("At risk of sexual exploitation.", WARNING, "Keith Varley"):
            assert words in before(page), (name, words)


def test_a_warning_about_somebody_of_whom_the_viewer_may_not_know_is_on_none(world: World, as_: As, now: Any) -> None:
    from tutela.foundations.access import grants

    grants.restrict(world.man, level="existence", audience=["offender_manager@offenders"], why="Covert.", by="test", since=now)
    for name, page in all_pages(world, as_).items():
        assert "Varley" not in page, name
        assert WARNING not in page, name


def test_the_warnings_stand_beside_the_plan_and_the_plan_of_the_last_time_too(world: World, as_: As) -> None:
    from tutela.facts.missing import Action
    from tutela.practice.contact import operations as contact

    form = said(as_("tremlett").get(f"{addresses(world)['search']}plan/"))
    for words in ("At risk of sexual exploitation.", WARNING, "What may have happened, and where may the child be?", "First action: who does it?"):
        assert words in form, words
    for words in ("What may be so", "what is to be done? (optional)", "be? (optional)"):
        assert words not in form, words
    world.do(world.missing.record_plan, "tremlett", -1.5, episode=world.episode, hypotheses=["At 12 Quay Street"], lines=[Action(what="Visit the flat")])
    world.do(world.missing.found, "tremlett", -1.0, episode=world.episode, found_by="police", safe=True)
    world.do(world.missing.returned, "tremlett", -0.9, episode=world.episode, returned_by="police", to="childrens_home")
    again = world.do(
        contact.take_report, "ashworth", -0.2, concern="missing_child", who="Amira, 15", where="12 Harbour Row", why_worried="Gone again.", child=world.child,
    )
    page = said(as_("tremlett").get(f"/missing/episodes/{again['episode'].partition(':')[2]}/plan/"))
    assert "At 12 Quay Street; Visit the flat" in page
    assert "when the child was last missing" in page


# ---- decisions

def test_a_decision_on_what_is_owed_is_seen_by_whoever_carries_it_out(world: World, as_: As) -> None:
    decide(world, "missing.room-search")
    pages = all_pages(world, as_, "brand")
    for name in ("search", "incident"):
        assert f"Decided: {ORDER}" in happening(pages[name]), name
        assert "said Superintendent Ruth Okonkwo, 20:00 today" in happening(pages[name]), name
        whole = between(pages[name], "What was decided while something was not done", "What is owed")
        assert "Search the child's room. Why: Nobody else is free before midnight." in whole, name


def test_a_decision_that_is_asked_of_the_reader_is_what_they_must_do_next(world: World, as_: As) -> None:
    from tutela.foundations.access.models import Account
    from tutela.record.duties.models import Alert, Duty

    asking = {row.pk: row for row in Duty.objects.filter(code="contact.attend", settled_at=None).exclude(asks="")}
    asked = [alert.officer for alert in Alert.objects.filter(duty__in=asking) if alert.duty and alert.rung == asking[alert.duty].rung]
    who = Account.objects.get(officer__pk=asked[0].partition(":")[2]).username
    for name, page in all_pages(world, as_, who).items():
        assert "Decide" in between(page, "What must I do next", "What must I know"), name
    decide(world, "contact.attend", by=who)
    for name, page in all_pages(world, as_, who).items():
        assert "Decide" not in between(page, "What must I do next", "What must I know"), name


def test_a_decision_about_what_one_may_not_know_is_not_shown(world: World, as_: As, now: Any) -> None:
    from tutela.foundations.access import grants
    from tutela.record.duties.models import Duty

    decide(world, "missing.room-search")
    row = Duty.objects.get(code="missing.room-search")
    Duty.objects.filter(pk=row.pk).update(about=[*row.about, world.man])
    grants.restrict(world.man, level="existence", audience=["offender_manager@offenders"], why="Covert.", by="test", since=now)
    page = said(as_("tremlett").get(addresses(world)["incident"]))
    assert "What was decided while" not in page
    assert ORDER not in happening(page)


def test_what_was_decided_about_a_resource_says_by_when_how_and_by_whom(world: World, as_: As) -> None:
    world.do(world.contact.no_resource, "brand", -0.5, incident=world.incident, text="All at an arrest.")
    world.do(
        world.contact.decide_resource, "tremlett", -0.2, incident=world.incident, decision="call_in", why="Rest day officers from Dales.",
        by_when=timedelta(hours=1),
    )
    pages = all_pages(world, as_, "brand")
    for name in ("search", "incident"):
        assert "Decided: Call somebody in, by 20:48 today" in happening(pages[name]), name
        for words in ("Rest day officers from Dales.", "said Inspector Gill Tremlett, 19:48 today"):
            assert words in happening(pages[name]), (name, words)
    assert "Decided: Call somebody in, by 20:48 today" in happening(pages["profile"])


# ---- who has it

def test_offered_is_not_handed_over_and_says_so_in_the_history_too(world: World, as_: As, viewer: As) -> None:
    world.do(world.missing.assign_to_cii, "tremlett", -0.5, episode=world.episode, officer=viewer("siddiqui").ref)
    pages = all_pages(world, as_)
    for name in ("search", "incident"):
        assert "Offered to Inspector Farah Siddiqui" in pages[name], name
        assert "Handed to" not in pages[name], name
        assert "Never handed over" not in pages[name], name
        assert "Not accepted yet" in pages[name], name


def test_a_second_offer_leaves_one_answer_owed(world: World, as_: As, viewer: As) -> None:
    from tutela.record.duties.models import Duty

    world.do(world.missing.assign_to_cii, "tremlett", -0.5, episode=world.episode, officer=viewer("siddiqui").ref)
    world.do(world.missing.assign_to_cii, "tremlett", -0.2, episode=world.episode, officer=viewer("croft").ref)
    assert Duty.objects.filter(code="missing.acceptance", settled_at=None).count() == 1
    page = said(as_("tremlett").get(addresses(world)["search"]))
    assert between(page, "What is owed", "What happened").count("Accept the episode, or decline with a reason") == 1


def test_one_truth_of_whether_anybody_searches(world: World, as_: As) -> None:
    pages = all_pages(world, as_)
    for name in ("search", "incident"):
        assert "No search team yet, 3 h" in happening(pages[name]), name
        assert "NS21 was sent 17:36 today, not there yet" in happening(pages[name]), name
        assert "Reported, unallocated" not in pages[name], name
    row = said(as_("tremlett").get("/missing/")).partition("Amira Brook")[2][:300]
    assert "Somebody sent, no team yet, 3 h waiting" in row
    assert "Reported, unallocated" not in row


# ---- words of people

@pytest.mark.parametrize(("message", "having", "expected"), [
    ("missing.no-trigger-plan.noticed", {"owed_since": "2026-11-22 22:48:00+00:00"}, "A trigger plan is owed since Sun 22 Nov 2026 22:48 and does not exist."),
    ("missing.from", {"place": "childrens_home"}, "Missing from a children's home."),
    ("missing.from", {"place": "foster"}, "Missing from a foster home."),
    ("review.decides-nothing", {"decision": "none"}, "It must say what happens, and by when. Chosen so far: nothing."),
    ("review.decides-nothing", {"decision": "deploy"}, "It must say what happens, and by when. Chosen so far: deploy."),
])
def test_reasons_are_in_words(message: str, having: dict[str, str], expected: str) -> None:
    from tutela.law.messages import words

    assert words(message, having) == expected


def test_the_timeline_names_a_children_s_home_as_people_do(world: World, as_: As) -> None:
    page = said(as_("tremlett").get(world.page(world.child)))
    assert "Missing from: a children's home" in page
    for words in ("childrens home", "Born by", "Ns21", "Message: m:", "+00:00"):
        assert words not in page, words
