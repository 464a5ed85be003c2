"""The briefing: what whoever is sent is to know, within what they may know, kept as sent; read before they arrive, or told and counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.practice.contact.test_assessing import address, plain, reported, text_of
from tests.practice.contact.test_checking import marker, recorded, specialist
from tests.practice.signing import browser, form_of
from tests.practice.staff import AT, Staff, do
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.record.chronology.operations import note_all
from tutela.record.duties.models import Alert, Unmet
from tutela.record.holdings import queries as holdings
from tutela.record.occurrences import queries as occurrences
from tutela.record.people import operations as people
from tutela.record.things import operations as things


def at_home(staff: Staff, child: str, at: Any) -> tuple[str, str]:
    """The child lives with a brother and a man who poses a risk and carries a knife.

    :returns: the place, and the man
    """
    def body(work: Any) -> tuple[str, str]:
        place = things.find_or_add_place(work, ["8 Orchard Close", "Northport"], "NS1 2AB").ref
        brother, _ = people.add_person(work, name="Sonny Marsh", known_why="Brother")
        man, _ = people.add_person(work, name="Karl Bowness", known_why="Lives there", said_adult=True)
        for person in (child, brother.ref, man.ref):
            note_all(work, people.record_address(work, person, place)[1])
        note_all(work, people.record_marker(work, man.ref, "person_posing_risk", level="high", evidence="R 1", shown="Poses a risk to girls")[1])
        note_all(work, people.record_marker(work, man.ref, "weapons", level="high", evidence="R 2", shown="Carries a knife")[1])
        note_all(work, people.record_marker(work, child, "child_protection_plan", evidence="LA 4", shown="On a child protection plan")[1])
        return place, man.ref

    return recorded(staff, at, body)  # type: ignore[no-any-return]  # what the body made


def sections(incident: str) -> dict[str, list[str]]:
    return {section["section"]: section["lines"] for section in holdings.packs_of(incident)[0].content}


@pytest.mark.requirement("IC-027")
def test_whoever_is_sent_is_told_what_is_known_and_an_arrival_unread_is_told_and_counted_and_the_pack_stays_as_it_was_sent(now_staff: Staff) -> None:
    staff, now = now_staff, clock.now() - timedelta(minutes=40)
    made = reported(staff, now, safe_contact="Ring the aunt, never the house.")
    marker(staff, made["child"], now)
    at_home(staff, made["child"], now)
    officer = staff["constable"]
    do(contact.dispatch, staff["dispatcher"], now, incident=made["incident"], resource="NS21", officer=officer.ref)
    sent = sections(made["incident"])
    assert sent["contact"] == ["Ring the aunt, never the house."]
    assert sent["markers"] == ["Ellie Marsh: At risk of sexual exploitation"]
    assert sorted(sent["children"]) == ["Ellie Marsh, 14", "Sonny Marsh"]
    assert sent["plan"] == ["Ellie Marsh: On a child protection plan"]
    assert sent["offender"] == ["Karl Bowness: Poses a risk to girls (High)"]
    assert sent["weapons"] == ["Karl Bowness: Carries a knife (High)"]
    assert "Not read yet" in text_of(staff, "supervisor", address(made))

    arrived = do(contact.arrived, officer, now + timedelta(minutes=12), incident=made["incident"], resource="NS21")
    assert arrived.result["state"] == "arrived", "nobody is kept outside to read"
    unmet = Unmet.objects.get(code="contact.briefed", ref=made["incident"])
    assert "supervisor@contact" in set(Alert.objects.filter(unmet=unmet.pk).values_list("address", flat=True))
    page = text_of(staff, "supervisor", address(made))
    assert "Arrived without having read it" in page
    assert holdings.arrivals(now, clock.now()) == holdings.Arrivals(1, 1)
    assert "1 arrived who had been sent a briefing; 1 of them had not read it." in text_of(staff, "supervisor", "/contact/checks/")

    marker(staff, made["child"], now + timedelta(minutes=20), "self_harm")
    assert sections(made["incident"]) == sent, "kept as it was sent"


@pytest.mark.requirement("IC-027", part="read in time")
def test_it_is_read_on_the_way_on_a_page_and_nobody_is_told(now_staff: Staff) -> None:
    staff, now = now_staff, clock.now()
    made = reported(staff, now)
    at_home(staff, made["child"], now)
    do(contact.dispatch, staff["dispatcher"], now, incident=made["incident"], officer=staff["constable"].ref)
    assert "It was sent to another officer" in text_of(staff, "handler", address(made, "briefing"))
    assert "Carries a knife" not in text_of(staff, "handler", address(made, "briefing"))
    with pytest.raises(Refused):
        do(contact.read_briefing, staff["handler"], now, incident=made["incident"])
    client = browser(staff, "constable")
    page = client.get(address(made, "briefing"))
    assert "Carries a knife" in plain(page)
    assert client.post(address(made, "briefing"), form_of(page)).status_code == 302
    do(contact.arrived, staff["constable"], clock.now() + timedelta(seconds=5), incident=made["incident"])
    assert not Unmet.objects.filter(code="contact.briefed").exists()
    assert holdings.arrivals(now - timedelta(hours=1), clock.now() + timedelta(hours=1)) == holdings.Arrivals(1, 0)


def test_the_pack_holds_nothing_of_which_who_goes_may_not_know(staff: Staff) -> None:
    made = reported(staff)
    specialist(staff)
    marker(staff, made["child"], AT, "trafficking", detail="A warrant on Friday.", audience=["detective_inspector@exploitation"], covert=True)
    do(contact.dispatch, staff["dispatcher"], AT, incident=made["incident"], officer=staff["constable"].ref)
    assert sections(made["incident"])["markers"] == []
    held = occurrences.incident(made["incident"])
    assert held is not None
    do(contact.dispatch, staff["dispatcher"], AT, incident=made["incident"], resource="NS22")
    assert [pack.number for pack in holdings.packs_of(made["incident"])] == [2, 1]
