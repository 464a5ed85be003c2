"""Domestic abuse at an address where children are recorded: they are looked up, stand ticked, and each is in the log once a person has said so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.practice.contact.test_assessing import address, plain
from tests.practice.contact.test_deferring import attend, stands
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.demo.introducing import introduce
from tutela.foundations.access.models import Restriction
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.record.chronology.queries import timeline
from tutela.record.duties import queries as duties
from tutela.record.occurrences import queries

pytestmark = pytest.mark.django_db
WHERE = "41 Mill Rise, Northport"


def living(staff: Staff, name: str, born: int, where: str = WHERE, code: str = "NS3 7MR") -> str:
    """Somebody who is recorded to live there."""
    made = do(introduce, staff["coordinator"], clock.now() - timedelta(days=9), name=name, born=date(born, 5, 1), address=where, postcode=code)
    return str(made.result["person"])


def abuse(staff: Staff, where: str = WHERE, **more: Any) -> dict[str, Any]:
    given = {"who": "Mrs Tarn", "where": where, "why_worried": "He is shouting again.", "concern": "domestic_abuse", "grade": "prompt", **more}
    return dict(do(contact.take_report, staff["handler"], clock.now(), **given).result)


def children_of(made: dict[str, Any]) -> tuple[str, ...]:
    held = queries.incident(made["incident"])
    assert held is not None
    return held.card.children


@pytest.mark.requirement("IC-014")
def test_two_children_on_record_stand_ticked_scheduling_asks_for_approval_and_its_refusal_leaves_prompt(now_staff: Staff) -> None:
    ada, ben, adult = (living(now_staff, name, born) for name, born in (("Ada Tarn", 2017), ("Ben Tarn", 2020), ("Mrs Tarn", 1985)))
    client = browser(now_staff, "handler")
    taken = client.post("/contact/incidents/new/", {
        **form_of(client.get("/contact/incidents/new/")), "who": "Mrs Tarn", "where": WHERE, "why_worried": "He is shouting again.", "missing": "no",
        "concern": "domestic_abuse", "channel": "999", "grade": "prompt",
    })
    assert taken.status_code == 302
    assert taken["Location"].endswith("/household/"), "the children of the address are looked up, and the page asks"
    form = client.get(taken["Location"])
    html = form.content.decode()
    for child in (ada, ben):
        assert f'value="{child}" checked' in html
    assert adult not in html
    assert 'value="yes" checked' in html
    assert client.post(taken["Location"], {**form_of(form), "children_present": "yes", "children": [ada, ben]}).status_code == 302
    incident = next(row.card for row in [queries.incident(taken["Location"].split("/")[-3])] if row)
    made = {"incident": incident.ref}
    assert (set(incident.children), incident.children_present, bool(incident.place)) == ({ada, ben}, True, True)
    for child in (ada, ben):
        assert "referrals.notice" in {d.code for d in duties.for_subjects(now_staff["coordinator"], [child], at=clock.now())}
        assert len(timeline([child], types=["referrals.HouseholdChildFound"])) == 1

    page = plain(client.get(address(made, "appointment")))
    for said in ("Ask for an appointment", "Ada Tarn", "Ben Tarn", "until a supervisor who is not you approves it", "No later than"):
        assert said in page
    when = clock.now() + timedelta(hours=4)
    asked: dict[str, Any] = {"incident": incident.ref, "for_when": when, "why": "She asks for it.", "how": "Both are at school."}
    do(contact.ask_appointment, now_staff["handler"], clock.now(), safe=[ada], **asked)
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, now_staff["supervisor"], clock.now(), incident=incident.ref, reason="Fine.")
    assert "contact.no-appointment" in {flag.rule for flag in refused.value.flags}, "nobody says that Ben is safe"
    assert stands(made) == "prompt"
    do(contact.decline_lowering, now_staff["supervisor"], clock.now(), incident=incident.ref, reason="Nobody has seen Ben.")
    assert stands(made) == "prompt"
    assert attend(now_staff, made).due_at == incident.reported_at + timedelta(hours=1)


def test_where_several_addresses_could_be_meant_nothing_stands_ticked(now_staff: Staff) -> None:
    living(now_staff, "Ada Tarn", 2017)
    living(now_staff, "Cleo Marr", 2015, "41 Mill Rise, Southport", "SS1 7MR")
    made = abuse(now_staff, "41 Mill Rise")
    html = browser(now_staff, "handler").get(address(made, "household")).content.decode()
    assert "Ada Tarn" in html
    assert "Cleo Marr" in html
    assert html.count('checked') == 1, "that children are there stands ticked, and no child by name"


def test_a_report_at_an_address_without_children_goes_on_to_its_log_and_the_form_still_asks(now_staff: Staff) -> None:
    made = abuse(now_staff, "9 Nowhere Lane")
    page = browser(now_staff, "handler").get(address(made, "household"))
    assert "Recorded at this address" not in plain(page)
    client = browser(now_staff, "handler")
    assert client.post(address(made, "household"), form_of(page)).status_code == 422, "an answer is asked for"
    assert client.post(address(made, "household"), {**form_of(page), "children_present": "yes"}).status_code == 302
    assert [f.fact.data.text for f in timeline([made["incident"]], types=["contact.InformationReceived"])] == ["Children are there."]  # type: ignore[attr-defined]
    assert "contact.reassess" in {d.code for d in duties.for_subjects(now_staff["handler"], [made["incident"]], at=clock.now())}


def test_a_child_of_whom_the_viewer_may_not_know_is_not_named_and_cannot_be_put_in(now_staff: Staff) -> None:
    child = living(now_staff, "Dana Poll", 2016)
    Restriction.objects.create(subject=child, level="existence", audience=[], since=clock.now() - timedelta(hours=1), why="Linked.", by="o:1")
    made = abuse(now_staff)
    answer = browser(now_staff, "handler").get(address(made, "household"))
    assert "Dana Poll" not in answer.content.decode()
    assert child not in answer.content.decode()
    client = browser(now_staff, "handler")
    assert client.post(address(made, "household"), {**form_of(answer), "children_present": "yes", "children": [child]}).status_code in (302, 422)
    assert children_of(made) == ()
    with pytest.raises(Refused, match="no-such-child"):
        do(contact.record_household, now_staff["handler"], clock.now(), incident=made["incident"], children=["c1"])


def test_saying_it_twice_finds_each_child_once(now_staff: Staff) -> None:
    child = living(now_staff, "Evan Roe", 2014)
    made = abuse(now_staff)
    for _ in range(2):
        do(contact.record_household, now_staff["handler"], clock.now(), incident=made["incident"], children=[child], children_present=True)
    assert children_of(made) == (child,)
    assert len(timeline([child], types=["referrals.HouseholdChildFound"])) == 1
