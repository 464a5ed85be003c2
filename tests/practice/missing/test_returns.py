"""The return form: what is learnt when a child is back is on record at once, each place, person, vehicle and phone for itself, where the next one looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing.closing import close
from tests.practice.missing.test_found import plain
from tests.practice.missing.test_trigger_plans import live
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.facts import About, exploitation, missing
from tutela.foundations.design.times import local_time
from tutela.foundations.forces import rows
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.law.kernel.subjects import Subject
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations
from tutela.practice.missing.operations.returning import Met, Told
from tutela.record.chronology.queries import facts_about
from tutela.record.duties import jobs
from tutela.record.duties.models import Duty, Transition
from tutela.record.people import queries as people
from tutela.record.sharing import operations as acts
from tutela.record.sharing import queries as sharing
from tutela.record.things import queries as things
from tutela.record.wording.models import Flagged

pytestmark = pytest.mark.django_db
HOTEL = Told(where=("Disused hotel, Harbour Row",), met=(Met(name="Marko, about 30", adult=True),), worrying=True)


def report(staff: Staff, name: str = "Amira Brook", hours: float = 3, **more: Any) -> dict[str, Any]:
    given = {"who": name, "where": "Orchard Close", "why_worried": "Late.", "concern": "missing_child", "child_ages": (14, 14), **more}
    if "child" not in more:
        given["child_name"] = name
    return dict(do(contact.take_report, staff["handler"], clock.now() - timedelta(hours=hours), **given).result)


def record(staff: Staff, made: dict[str, Any], told: Told = HOTEL, key: str = "constable", **more: Any) -> dict[str, Any]:
    given = {"seen": "seen", "alone": True, "now_at": "home", **more}
    return dict(do(operations.record_return, staff[key], clock.now(), episode=made["episode"], told=told, **given).result)


def told_of(made: dict[str, Any], name: str = "missing.ReturnRecorded") -> list[Any]:
    return [f.data for f in facts_about([Subject("episode", made["episode"])], types=[name])]


def page(staff: Staff, kind: str, ref: str, key: str = "fim") -> str:
    address = {"incident": "contact:incident", "episode": "missing:episode", "person": "profile:person", "place": "profile:place"}[kind]
    return plain(browser(staff, key).get(reverse(address, args=[refs.key_of(ref, kind)])).content.decode())


def the_list(staff: Staff) -> str:
    return plain(browser(staff, "coordinator").get(reverse("missing:list")).content.decode())


def state_of(made: dict[str, Any], code: str) -> str:
    return Duty.objects.get(code=code, ref=made["episode"]).state


@pytest.mark.requirement("AH-028", part="one more child at the place, a stub of the unknown person, on their pages")
def test_a_place_and_a_nickname_become_records_that_the_next_one_finds(now_staff: Staff) -> None:
    made = report(now_staff)
    record(now_staff, made)
    fact = next(f for f in facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"]))
    place, person = fact.refs("place", "was_at")[0], fact.refs("adult", "was_with")[0]
    assert things.displays([place])[place] == "Disused hotel, Harbour Row"
    assert people.display(person) == "Marko, about 30"
    assert people.cards([person], clock.now())[person].status == "stub"
    assert "A child who was missing was here" in page(now_staff, "place", place)
    named = facts_about([Subject("place", place)], types=["exploitation.PlaceOfConcernNamed"])
    assert [f.data for f in named] == [
        exploitation.PlaceOfConcernNamed(named_in="return_record", what_for="was there while missing", words="Disused hotel, Harbour Row"),
    ]
    second = report(now_staff, "Ben Tallow")
    record(now_staff, second, Told(where=("Disused hotel, Harbour Row",), met=(Met(name=people.cards([person], clock.now())[person].reference),)))
    assert "2 children who were missing were here" in page(now_staff, "place", place)
    noticed = facts_about([Subject("person", person)], types=["missing.ReturnRecorded"])
    assert len(noticed) == 2, "the same person, by their reference"
    assert Duty.objects.filter(code="exploitation.link-assessed", ref=person).exists(), "somebody is to look at the adult who was with both"
    assert "Marko, about 30" in page(now_staff, "person", made["child"])


def test_the_same_nickname_is_not_the_same_person_by_itself(now_staff: Staff) -> None:
    first, second = report(now_staff), report(now_staff, "Ben Tallow")
    found = set()
    for made in (first, second):
        record(now_staff, made)
        found |= {ref for f in facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"]) for ref in f.refs("adult", "was_with")}
    assert len(found) == 2


@pytest.mark.requirement("AH-039", part="on save to the missing team and the next call handler")
def test_it_is_on_the_list_in_the_same_second_and_first_at_the_next_call(now_staff: Staff) -> None:
    made = report(now_staff, hours=30)
    do(operations.returned, now_staff["fim"], clock.now() - timedelta(minutes=30), episode=made["episode"], returned_by="self")
    assert "No return form yet" in the_list(now_staff)
    record(now_staff, made, Told(where=("Disused hotel",), met=(Met(name="Marko"),), words="He said I owed him."), now_at="")
    assert "Return form" in the_list(now_staff)
    assert "No return form yet" not in the_list(now_staff)
    close(now_staff, made["episode"])
    for concern in ("missing_child", "concern_for_child"):
        again = dict(do(
            contact.take_report, now_staff["handler"], clock.now(), who="Amira Brook", where="Orchard Close", why_worried="Not well.", concern=concern,
            child=made["child"],
        ).result)
        before = page(now_staff, "incident", again["incident"], "handler").partition("What must I know before")[2]
        assert "Where the child was: Disused hotel; With whom: Marko; in the child's words: “He said I owed him.”" in before[:400], concern


@pytest.mark.requirement("AH-027", part="the form, the second attempt, the inspector after a day; no report of how many in time")
def test_who_would_not_see_us_is_owed_a_second_attempt_and_after_a_day_the_inspector_is_told(now_staff: Staff) -> None:
    made = report(now_staff)
    client, address = browser(now_staff, "constable"), reverse("missing:return", args=[refs.key_of(made["episode"], "episode")])
    sent = {**form_of(client.get(address)), "seen": "refused", "words": "Leave me alone.", "demeanour": "Tearful, at the window.", "now_at": "home"}
    answer = plain(client.post(address, sent, follow=True).content.decode())
    assert "A second attempt is owed; nothing is finished by the first" in answer
    assert "Second attempt owed" in answer
    assert [r.words for r in told_of(made, "missing.PreventionInterviewRefused")] == ["Leave me alone."]
    assert told_of(made)[0].reluctant is True, "a sign of risk"
    visit = Duty.objects.get(code="missing.return-visit", ref=made["episode"])
    assert visit.state == "open"
    assert visit.due_at is not None
    assert abs(visit.due_at - clock.now() - timedelta(hours=24)) < timedelta(minutes=2)
    record(now_staff, made, Told(words="I was at my cousin's.", injuries="None seen", demeanour="Calm"), now_at="")
    assert state_of(made, "missing.return-visit") == "done"
    assert "Second attempt owed" not in page(now_staff, "episode", made["episode"])


def test_undone_for_a_day_it_goes_to_the_inspector_however_often_the_child_returns(now_staff: Staff) -> None:
    made: dict[str, Any] = {}
    for hours in (90, 60, 30):
        made = report(now_staff, hours=hours, **({"child": made["child"]} if made else {}))
        do(operations.returned, now_staff["fim"], clock.now() - timedelta(hours=hours - 3), episode=made["episode"], returned_by="self")
    jobs.sweep(clock.now())
    visit = Duty.objects.get(code="missing.return-visit", ref=made["episode"])
    assert visit.due_at is not None
    assert visit.due_at < clock.now()
    assert "inspector@response" in {to for row in Transition.objects.filter(duty=visit.pk, kind="told") for to in row.to}


def test_a_carer_sees_the_child_only_where_the_plan_names_them_and_somebody_says_why(now_staff: Staff) -> None:
    made = report(now_staff)
    address = reverse("missing:return", args=[refs.key_of(made["episode"], "episode")])
    client = browser(now_staff, "constable")
    assert "Who saw them?" not in plain(client.get(address).content.decode())
    live(now_staff, made["child"])
    sent = {**form_of(client.get(address)), "seen": "seen", "seen_by": "carer", "now_at": "foster"}
    assert "Say why police did not see the child themselves" in plain(client.post(address, sent).content.decode())
    client.post(address, {**sent, "why_not_police": "The plan: a uniform makes her run."})
    assert state_of(made, "missing.return-visit") == "done"


@pytest.mark.requirement("AH-110", part="whom the child would rather talk to is kept, shown at the next visit; reluctance is a risk; the wording is flagged")
def test_whom_the_child_would_rather_talk_to_is_kept_and_refusing_to_engage_is_flagged(now_staff: Staff) -> None:
    made = report(now_staff)
    record(now_staff, made, Told(talks_to="Youth worker Brandt", reluctant=True, demeanour="She refuses to engage."))
    assert Flagged.objects.filter(subject=made["episode"], field="demeanour", words__icontains="refuses to engage").exists()
    shown = plain(browser(now_staff, "constable").get(reverse("missing:return", args=[refs.key_of(made["episode"], "episode")])).content.decode())
    assert "Would rather talk to Youth worker Brandt" in shown
    assert "Reluctant to talk" in page(now_staff, "person", made["child"])


@pytest.mark.requirement("AH-109")
def test_three_returns_say_why_this_child_goes_missing(now_staff: Staff) -> None:
    made = report(now_staff, hours=90)
    for hours, reason in ((90, "debt"), (60, "school"), (30, "debt")):
        if hours != 90:
            made = report(now_staff, hours=hours, child=made["child"])
        record(now_staff, made, Told(where=("Disused hotel",), reasons=(reason,)))
        close(now_staff, made["episode"])
    shown = page(now_staff, "person", made["child"])
    why = "Reasons: Owes money (2 times), School. places: Disused hotel (3 times)"
    assert why in shown
    again = report(now_staff, hours=1, child=made["child"])
    client, address = browser(now_staff, "fim"), reverse("missing:grade", args=[refs.key_of(again["episode"], "episode")])
    form = client.get(address)
    assert why in plain(form.content.decode())
    last = facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"])[-1]
    sent = {**form_of(form), "level": "high", "rationale": "Owes money to whoever was at the hotel."}
    client.post(address, {**sent, "read_why": [last.id]})
    assert [getattr(f.data, "read_why", None) for f in facts_about([Subject("episode", again["episode"])], types=["missing.RiskGraded"])] == [last.id]
    other = report(now_staff, "Ben Tallow", hours=1)
    assert "Why this child goes missing" not in plain(client.get(reverse("missing:grade", args=[refs.key_of(other["episode"], "episode")])).content.decode())


def test_what_is_no_plate_or_number_stays_in_the_words(now_staff: Staff) -> None:
    made = report(now_staff)
    record(now_staff, made, Told(vehicles=("AB12 CDE, grey van", "a moped"), phones=("07700 900123, Marko's", "none")))
    fact = facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"])[0]
    assert [a.as_ for a in fact.about if a.kind in ("vehicle", "phone")] == ["was_in", "used"]
    assert told_of(made)[0].vehicles == ("AB12 CDE, grey van", "a moped")
    assert set(things.displays(a.ref for a in fact.about).values()) >= {"AB12CDE (grey van)", "+447700900123"}


def test_one_form_says_found_and_back_once_and_a_later_one_repeats_neither(now_staff: Staff) -> None:
    made = report(now_staff)
    record(now_staff, made, Told(found_by="public", where=("Bus station",)))
    record(now_staff, made, Told(how_long="All night"), seen="not_now", now_at="")
    for name in ("missing.Found", "missing.Returned", "missing.PreventionInterviewHeld"):
        assert len(told_of(made, name)) == 1, name
    assert told_of(made, "missing.Found")[0] == missing.Found(by="public", where="Bus station", with_whom="")
    with pytest.raises(Refused, match=r"says-nothing"):
        record(now_staff, made, Told(), seen="not_now", now_at="")


def test_a_closed_search_still_takes_what_is_learnt(now_staff: Staff) -> None:
    made = report(now_staff)
    record(now_staff, made)
    close(now_staff, made["episode"])
    record(now_staff, made, Told(phone="A second phone was found"), seen="not_now", now_at="")
    assert "A second phone was found" in page(now_staff, "episode", made["episode"])


def test_the_person_with_whom_a_child_was_is_not_taken_for_the_missing_child(now_staff: Staff) -> None:
    made = report(now_staff)
    record(now_staff, made, Told(met=(Met(name="Her friend Kaz", adult=False),), where=("Pier",)))
    fact = facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"])[0]
    friend = fact.refs("child", "was_with")[0]
    assert About("child", made["child"], "missing") in fact.about
    assert "the last return" not in page(now_staff, "person", friend)


def authority(*, email: str = "duty@northport.example", at: timedelta = timedelta(days=30)) -> None:
    """Somebody who answers for the local authority, in hours and out of them."""
    for address in ("team_manager@local_authority", "duty_social_worker@local_authority"):
        rows.add_partner(
            agency="Northport children's services", name="Worker Okafor", address=address, since=clock.now() - at, at=clock.now() - at, by="test", email=email,
            telephone="01632 960 200",
        )


def sent(made: dict[str, Any], matter: str) -> list[Any]:
    return [share for share in sharing.of([made["episode"]]) if share.matter == matter]


@pytest.mark.requirement("AH-030")
def test_a_return_is_sent_to_the_authority_in_the_same_act_and_untold_for_an_hour_it_alerts(now_staff: Staff) -> None:
    authority()
    made, back = report(now_staff), clock.now() - timedelta(minutes=70)
    do(operations.returned, now_staff["fim"], back, episode=made["episode"], returned_by="self")
    notice = sent(made, "found")[0]
    assert notice.queued_at == back, "queued in the minute of the return, with its time"
    assert notice.told_at is None
    assert local_time(back) in notice.content
    visit = Duty.objects.get(code="missing.return-told", ref=made["episode"])
    assert visit.due_at == back + timedelta(minutes=60), "the clock runs from the return, whatever was sent"
    interview = Duty.objects.get(code="missing.return-interview", ref=made["episode"])
    assert interview.due_at == back + timedelta(hours=72)
    jobs.sweep(clock.now())
    told = Transition.objects.filter(duty=visit.pk, kind="told", at=visit.due_at)
    assert {"coordinator@missing", "detective_inspector@missing"} <= {to for row in told for to in row.to}
    given = {"person": "Worker Okafor", "matter": "found", "to": "local_authority", "episode": made["episode"], "child": made["child"]}
    do(acts.tell, now_staff["coordinator"], clock.now(), **given)
    visit.refresh_from_db()
    assert visit.state == "done late"


@pytest.mark.requirement("AH-110")
def test_the_interview_is_asked_for_at_the_return_and_names_whom_the_child_talks_to(now_staff: Staff) -> None:
    authority()
    made = report(now_staff)
    record(now_staff, made, Told(talks_to="Youth worker Brandt", demeanour="She refuses to engage."))
    request = sent(made, "return_interview")[0]
    assert "The child would rather talk to Youth worker Brandt" in request.content
    asked = told_of(made, "missing.ReturnInterviewRequested")
    assert asked == [missing.ReturnInterviewRequested(authority="Northport children's services", talks_to="Youth worker Brandt")]
    assert Flagged.objects.filter(subject=made["episode"], field="demeanour", words__icontains="refuses to engage").exists()
    assert "Would rather talk to Youth worker Brandt" in plain(
        browser(now_staff, "constable").get(reverse("missing:return", args=[refs.key_of(made["episode"], "episode")])).content.decode()
    )
    do(operations.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="self")
    assert len(told_of(made, "missing.ReturnInterviewRequested")) == 1, "asked once"


def test_where_nobody_can_be_written_to_it_is_said_and_the_duty_stays(now_staff: Staff) -> None:
    made = report(now_staff)
    outcome = do(operations.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="self")
    assert "sharing.of-return.nobody" in [flag.because for flag in outcome.flags]
    assert sent(made, "found") == []
    assert state_of(made, "missing.return-told") == "open"
