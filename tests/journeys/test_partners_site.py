"""From outside: a local authority's people at their own site, the missing team at theirs, one list between them; at a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests import scenarios
from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_told_read_worked_jointly_and_interviewed(browser: Browser, serve: Serve, screen: Screen) -> None:
    from tutela.practice.missing import operations as missing
    from tutela.record.sharing import operations as sharing

    with serve() as web, at_their_desks(browser, web, screen) as officers:
        now = scenarios.now()
        made = scenarios.missing_child(now, who="Ada Voll, 14", child_name="Ada Voll", where="Ada Voll's foster home")
        helen = officers("Helen Frost", site="partners").says("What we were told", "Everything that was sent to you has been read").axe()
        helen.navigate("Joint list").says("Nobody of whom the authority was told is missing").axe()
        scenarios.act(
            "lindqvist", sharing.share_notice, now, matter="missing", to="local_authority", channel="gateway", agency="Northshire Council",
            child=made["child"], episode=made["episode"], incident=made["incident"], content="Ada has been missing since eight.",
        )
        helen.go("/partners/").says("Missing: Ada Voll", "Ada has been missing since eight.").axe().picture("partners-home")
        helen.press("I have read this about Ada Voll").says("Helen Frost read it").axe()
        helen.navigate("Joint list").says("Ada Voll", "Missing for").follow("Ada Voll, 14").says("No notes yet").axe()
        helen.follow("Write a note").axe().fill(text="Her aunt in Northport may know.", audience="joint").press("Save the note").says("Her aunt in Northport")
        helen.follow("Take on an action").axe()
        helen.press("Save the action").says("What is to be done?").axe()
        jo = officers("Jo Lindqvist").navigate("Missing children").follow("Joint list with the local authority")
        jo.says("Ada Voll", "Her aunt in Northport may know.").axe().picture("joint-list")
        jo.follow("Ada Voll, 14").says("Her aunt in Northport may know.").axe().picture("joint-child")
        jo.follow("Write a note").axe().fill(text="We are at the station.", audience="own").press("Save the note")
        helen.go("/partners/children/").hides("We are at the station.")

        scenarios.act("ashworth", missing.returned, now + timedelta(minutes=5), episode=made["episode"], returned_by="self")
        scenarios.set_clock(now + timedelta(hours=75))
        helen.go("/partners/children/").says("Back, with an interview to come", "Ada Voll", "overdue by").axe().picture("partners-list")
        helen.follow("Ada Voll, 14").follow("Bring the return interview").axe().picture("partners-interview")
        helen.press("Send it to police").says("Say at least one thing").axe()
        helen.fill(who="An older boy", wishes="To see her brother").press("Send it to police")
        helen.says("3 answers are still missing", "Where was the child?").axe().picture("partners-child")
        jo.go("/missing/return-interviews/").says("Northshire Council", "answer 40 of every 100 questions", "held or declined").axe()
