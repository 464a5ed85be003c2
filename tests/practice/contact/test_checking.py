"""What we know: each source of a systems check, hits that are answered, who verifies, and what was known and not used."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.contact.test_assessing import SIX, address, plain, reported, text_of
from tests.practice.signing import browser, form_of
from tests.practice.staff import AT, Staff, do, outside
from tutela.facts import About
from tutela.facts import contact as said
from tutela.facts.writing import write_line
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact import operations as contact
from tutela.practice.contact import pages
from tutela.practice.contact.operations import HitSaid
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import note_all, receive_fact
from tutela.record.duties import queries as duties
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Alert, Duty, Unmet
from tutela.record.holdings import operations as hearing
from tutela.record.holdings import queries as holdings
from tutela.record.holdings.models import CheckLine, HitAnswer, SystemsCheck
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.models import GradeVersion
from tutela.record.people import operations as people

FEED = Viewer(ref="feed:stormlike", name="Stormlike", roles=frozenset({"feed@force"}), acting="feed@force")
SECRET_WORDS = "Takes her to Quay Street on Fridays"


def recorded(staff: Staff, at: Any, body: Any, by: str = "coordinator") -> Any:
    """Something that is put on the record by who may."""

    @operation(Permission.PERSON_RECORD)
    def record(work: Work) -> dict[str, Any]:
        return {"made": body(work)}

    return do(record, staff[by], at).result["made"]


def marker(staff: Staff, person: str, at: Any, name: str = "child_sexual_exploitation", **more: Any) -> str:
    def body(work: Work) -> str:
        row, notes = people.record_marker(work, person, name, shown="At risk of sexual exploitation", evidence="REF 12", **more)
        note_all(work, notes)
        return row.fact

    return str(recorded(staff, at, body))


def held(staff: Staff, person: str, at: Any, system: str = "intelligence", grading: str = "B2 P") -> str:
    return str(recorded(staff, at, lambda work: hearing.information_held(work, person, "debt_bondage", system=system, grading=grading, as_at=at).id))


def specialist(staff: Staff) -> Viewer:
    return staff.add("intel", "Imogen Slater", "Staff", "intelligence_officer@contact", ("intelligence_research",))


def look(staff: Staff, made: dict[str, Any], at: Any = AT, by: Viewer | None = None, **given: Any) -> dict[str, Any]:
    return do(contact.check_systems, by or staff["handler"], at, incident=made["incident"], **given).result


def answer(staff: Staff, made: dict[str, Any], at: Any, *hits: str, used: bool = True) -> None:
    do(contact.answer_hits, staff["handler"], at, incident=made["incident"], answers=[HitSaid(hit, used, "Met at the station in May.") for hit in hits])


def lines(made: dict[str, Any], number: int = 1) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in holdings.lines_of(made["incident"], number):
        found.setdefault(line.source, []).append(line.state)
    return found


# ---- IC-026: every source, each hit answered, the grade provisional until then

@pytest.mark.requirement("IC-026")
def test_two_hits_left_open_keep_the_grade_provisional_tell_the_supervisor_and_are_listed_as_graded_without_a_complete_check(now_staff: Staff) -> None:
    """As amended: unanswered hits stop no grade that raises and no dispatch; they stop a lowering."""
    staff, now = now_staff, clock.now()
    made = reported(staff, now)
    first, second = marker(staff, made["child"], now), held(staff, made["child"], now)
    looked = look(staff, made, now)
    assert looked["number"] == 1
    assert lines(made) == {
        "crime": ["not_checked"], "intelligence": ["hit"], "markers": ["hit"], "missing_history": ["no_hit"], "return_interviews": ["no_hit"],
        "child_protection_plan": ["no_hit"], "custody": ["not_checked"], "offender_register": ["not_checked"], "address": ["no_hit"], "vehicle": ["no_hit"],
        "pnc": ["not_checked"], "pnd": ["not_checked"],
    }
    assert tuple(dict.fromkeys(line.source for line in holdings.lines_of(made["incident"], 1))) == holdings.SOURCES
    assert holdings.unanswered(made["incident"]) == {first, second}

    graded = do(contact.grade, staff["fim"], now, incident=made["incident"], grade="prompt", rationale="Fourteen, and he waits for her.")
    do(contact.dispatch, staff["dispatcher"], now, incident=made["incident"], resource="NS21")
    assert graded.result["status"] == "live"
    assert [flag.because for flag in graded.flags] == ["contact.grade-provisional"]
    version = GradeVersion.objects.get(status="live")
    assert version.provisional
    assert holdings.relied_on([version.fact])[version.fact] == holdings.Relied(number=1, unanswered=2, complete=False)
    page = text_of(staff, "supervisor", address(made))
    assert "2 hits wait for an answer: the grade is provisional." in page
    assert "Unverified" in page

    duty = next(d for d in duties.for_subjects(staff["handler"], [made["incident"]], at=now) if d.code == "contact.hits-answered")
    assert duty.due_at == now + timedelta(minutes=30)
    sweep(now + timedelta(minutes=31))
    told = set(Alert.objects.filter(duty=Duty.objects.get(code="contact.hits-answered", ref=made["incident"]).pk, rung=2).values_list("address", flat=True))
    assert "supervisor@contact" in told
    listed = text_of(staff, "supervisor", reverse("contact:checks-list"))
    reference = queries_reference(made)
    assert f"{reference} Concern for a child" in listed.partition("Graded without a complete check")[2]
    assert "Check 1: 2 hits were not answered" in listed

    answer(staff, made, now, first)
    assert "1 hit waits for an answer: the grade is provisional." in text_of(staff, "handler", address(made))
    answer(staff, made, now, second, used=False)
    settled = text_of(staff, "handler", address(made))
    assert "provisional" not in settled.partition("What we know")[2].partition("What you can do")[0]
    assert "Not relevant: Met at the station in May." in text_of(staff, "handler", address(made, "checks"))
    assert not [d for d in duties.for_subjects(staff["handler"], [made["incident"]], at=now) if d.code == "contact.hits-answered"]


def queries_reference(made: dict[str, Any]) -> str:
    found = occurrences.incident(made["incident"])
    assert found is not None
    return found.card.reference


@pytest.mark.requirement("IC-026", part="what it stops")
def test_an_unanswered_hit_stops_a_lowering_and_an_answered_one_does_not(staff: Staff) -> None:
    made, later = reported(staff, grade="immediate"), AT + timedelta(minutes=5)
    hit = marker(staff, made["child"], AT - timedelta(days=30))
    do(contact.assess, staff["handler"], AT, incident=made["incident"], **SIX)
    look(staff, made, AT, by=specialist(staff))
    do(contact.grade, staff["handler"], AT, incident=made["incident"], grade="prompt", rationale="Her aunt has her.")
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, staff["supervisor"], later, incident=made["incident"], reason="The aunt rang.")
    assert [flag.rule for flag in refused.value.flags] == ["contact.lowering-answered"]
    answer(staff, made, later, hit, used=False)
    do(contact.approve_lowering, staff["supervisor"], later, incident=made["incident"], reason="The aunt rang.")
    assert GradeVersion.objects.get(status="live").grade == "prompt"


def test_a_check_is_a_version_and_an_answer_holds_until_something_new_is_held(staff: Staff) -> None:
    made = reported(staff)
    hit = marker(staff, made["child"], AT)
    look(staff, made)
    answer(staff, made, AT, hit)
    look(staff, made)
    assert holdings.unanswered(made["incident"]) == frozenset()
    new = held(staff, made["child"], AT + timedelta(minutes=1), "custody")
    look(staff, made, AT + timedelta(minutes=2))
    assert holdings.unanswered(made["incident"]) == {new}
    assert [check.number for check in holdings.checks_of(made["incident"])] == [3, 2, 1]
    assert lines(made, 1)["custody"] == ["not_checked"], "the first check stays as it was"
    with pytest.raises(Refused):
        do(contact.answer_hits, staff["handler"], AT, incident=made["incident"], answers=[HitSaid("another", True, "So.")])
    with pytest.raises(Refused):
        do(contact.answer_hits, staff["handler"], AT, incident=made["incident"], answers=[HitSaid(new, True, " ")])
    assert HitAnswer.objects.count() == 1


def test_each_source_of_this_system_is_looked_in_and_one_that_is_down_is_not_a_source_that_holds_nothing(staff: Staff) -> None:
    earlier = do(
        contact.take_report, staff["handler"], AT - timedelta(days=40), who="Ellie Marsh, 14", where="8 Orchard Close", why_worried="Late.",
        concern="missing_child", child_name="Ellie Marsh", missing_from="foster",
    ).result
    do(missing.found, staff["constable"], AT - timedelta(days=39), episode=earlier["episode"], found_by="police", where="Quay Street", safe=True)
    child = earlier["child"]
    marker(staff, child, AT - timedelta(days=9), "child_protection_plan")

    def two(work: Work) -> None:
        hearing.keep_source(work, "custody", "Custody", tells="all")
        hearing.heard(work, "custody")
        hearing.keep_source(work, "crime", "Crime")
        hearing.unavailable(work, "crime", "Down since noon.")

    recorded(staff, AT, two)
    made = reported(staff, child=child, child_name="")
    look(staff, made, said={"pnc": ("nothing", ""), "pnd": ("not_checked", "No access on this shift.")})
    found = lines(made)
    assert {name: found[name] for name in ("missing_history", "child_protection_plan", "custody", "crime", "pnc", "pnd")} == {
        "missing_history": ["hit"], "child_protection_plan": ["hit"], "custody": ["no_hit"], "crime": ["not_available"], "pnc": ["no_hit"],
        "pnd": ["not_checked"],
    }
    assert next(line.why for line in holdings.lines_of(made["incident"], 1) if line.source == "pnd") == "No access on this shift."


def test_of_intelligence_pnc_and_pnd_no_kind_and_no_content_is_kept_and_a_covert_marker_is_in_nobody_elses_check(staff: Staff) -> None:
    made = reported(staff)
    covert = marker(staff, made["child"], AT, "trafficking", detail=SECRET_WORDS, audience=["detective_inspector@exploitation"], covert=True)
    held(staff, made["child"], AT, "pnd", "graded")
    look(staff, made)
    (line,) = CheckLine.objects.filter(source="pnd")
    assert (line.state, line.kind, line.grading) == ("hit", "", "graded")
    assert covert not in holdings.unanswered(made["incident"])
    fact = Entry.objects.get(type="contact.SystemsChecked")
    assert b"debt_bondage" not in bytes(fact.line)
    assert b"trafficking" not in bytes(fact.line)


def test_a_check_of_another_system_leaves_its_rows(staff: Staff) -> None:
    made = reported(staff)
    checked = said.SystemsChecked(checked=("crime", "markers"), not_checked=("pnd",), hits=("hit 77",))
    do(receive_fact, FEED, AT, line=write_line(outside(checked, About("incident", made["incident"]), role="call_handler")).decode())
    assert holdings.unanswered(made["incident"]) == {"hit 77"}
    answered = said.HitAnswered(hit="hit 77", used=False, because="Another of that name.")
    do(receive_fact, FEED, AT, line=write_line(outside(answered, About("incident", made["incident"]), role="call_handler")).decode())
    assert holdings.unanswered(made["incident"]) == frozenset()
    assert not SystemsCheck.objects.get().complete


def test_it_is_looked_and_answered_on_pages_without_a_script(now_staff: Staff) -> None:
    now = clock.now()
    made = reported(now_staff, now)
    marker(now_staff, made["child"], now)
    client = browser(now_staff, "handler")
    form = client.get(address(made, "check"))
    assert "Police National Database (PND): what did you find there?" in plain(form)
    sent = client.post(address(made, "check"), {**form_of(form), "found_pnd": "held", "why_pnd": "B2, handling P", "found_pnc": "nothing"})
    assert sent.status_code == 302
    page = text_of(now_staff, "handler", address(made, "checks"))
    assert "graded B2, handling P" in page
    assert page.count("Not answered") == 2
    ask = client.get(address(made, "hits"))
    key = re.findall(r'name="used_([0-9a-f]{12})"', ask.content.decode())[0]
    wrong = client.post(address(made, "hits"), {**form_of(ask), f"used_{key}": "yes"})
    assert wrong.status_code == 422
    assert "Say how it bears on the risk" in plain(wrong)
    done = client.post(address(made, "hits"), {**form_of(ask), f"used_{key}": "yes", f"because_{key}": "He waits at her school."})
    assert done.status_code == 302
    assert len(holdings.unanswered(made["incident"])) == 1


# ---- IC-029: who looked

@pytest.mark.requirement("IC-029")
def test_a_call_handlers_check_is_unverified_and_queues_and_nothing_is_lowered_until_a_specialist_has_looked(now_staff: Staff) -> None:
    staff, now = now_staff, clock.now()
    made, intel = reported(staff, now, grade="immediate"), specialist(staff)
    do(contact.assess, staff["handler"], now, incident=made["incident"], **SIX)
    assert [flag.because for flag in do(contact.check_systems, staff["handler"], now, incident=made["incident"]).flags] == ["contact.check-unverified"]
    assert "Unverified" in text_of(staff, "handler", address(made))
    queue = text_of(staff, "intel", reverse("contact:checks-list"))
    assert f"Look again for {queries_reference(made)}" in queue

    do(contact.grade, staff["handler"], now, incident=made["incident"], grade="prompt", rationale="Her aunt has her.")
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, staff["supervisor"], now, incident=made["incident"], reason="The aunt rang.")
    assert [flag.rule for flag in refused.value.flags] == ["contact.lowering-verified"]
    owed = next(d for d in duties.for_subjects(staff["supervisor"], [made["incident"]], at=now) if d.code == "contact.check-verified")
    assert owed.owed_by == "intelligence_officer@contact"

    look(staff, made, now, by=intel)
    assert [(c.number, c.verified, c.verified_by) for c in holdings.checks_of(made["incident"])] == [(2, True, None), (1, True, 2)]
    do(contact.approve_lowering, staff["supervisor"], now, incident=made["incident"], reason="The aunt rang.")
    assert GradeVersion.objects.get(status="live").grade == "prompt"
    assert "Every check is a specialist's" in text_of(staff, "intel", reverse("contact:checks-list"))
    assert "By a specialist" in text_of(staff, "handler", address(made))


# ---- IC-030: known and not used

@pytest.mark.requirement("IC-030")
def test_a_marker_of_before_the_grading_that_is_used_only_afterwards_is_shown_on_the_incident_and_in_the_report(now_staff: Staff) -> None:
    staff, now = now_staff, clock.now() - timedelta(hours=2)
    made, right = reported(staff, now), reported(staff, now, who="Tess Rowe, 13", child_name="Tess Rowe")
    known, used = marker(staff, made["child"], now - timedelta(days=40)), marker(staff, right["child"], now - timedelta(days=40))
    look(staff, right, now)
    answer(staff, right, now, used)
    for one in (made, right):
        do(contact.grade, staff["fim"], now + timedelta(minutes=1), incident=one["incident"], grade="prompt", rationale="Fourteen.")
    later = now + timedelta(hours=1)
    look(staff, right, later)
    look(staff, made, later)
    answer(staff, made, later, known)

    assert [row.ref for row in Unmet.objects.filter(code="contact.known-not-used")] == [made["incident"]]
    assert Entry.objects.filter(type="contact.KnownNotUsedNoticed").count() == 1
    page = text_of(staff, "supervisor", address(made))
    assert "Known to the force when this was graded, and not used then." in page
    assert "Known, not used" in page
    assert "Known, not used" not in text_of(staff, "supervisor", address(right))
    report = text_of(staff, "supervisor", reverse("contact:checks-list")).partition("Known when graded, and not used")[2]
    assert queries_reference(made) in report
    assert queries_reference(right) not in report


def test_the_lists_cost_the_same_however_many_there_are(now_staff: Staff) -> None:
    staff, now = now_staff, clock.now()

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            pages.lists_page(staff["supervisor"], at=now, after={})
        return len(seen)

    def some(count: int) -> None:
        for number in range(count):
            made = reported(staff, now, grade="prompt", who=f"Nell {number}", child_name=f"Nell {number}")
            look(staff, made, now)

    some(1)
    first = cost()
    some(4)
    assert cost() <= first
