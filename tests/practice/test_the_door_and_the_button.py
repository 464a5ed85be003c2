"""What comes from another system leaves the rows that the button would have left, under the source's own reference, and is never made twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.core import serializers

from tests.practice.staff import AT, Staff, do, outside
from tutela.facts import About, Actor, Fact, contact, forensics, missing
from tutela.facts.missing import Action
from tutela.facts.writing import write_line
from tutela.foundations.access.viewer import Viewer
from tutela.practice.contact import operations as room
from tutela.practice.missing import operations as team
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import receive_fact
from tutela.record.enquiries.models import Action as ActionRow
from tutela.record.enquiries.models import Enquiry, HandOver, Hypothesis, Line, Review
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import (
    Episode,
    GradeVersion,
    Incident,
    Involvement,
    Ownership,
    Resource,
    RiskVersion,
    SourceReference,
)
from tutela.record.people.models import Person

FEED = Viewer(ref="feed:stormlike", name="Stormlike", roles=frozenset({"feed@force"}), acting="feed@force")
MODELS = (Incident, Episode, GradeVersion, RiskVersion, Involvement, Ownership, Resource, Enquiry, Hypothesis, Line, ActionRow, Review, HandOver)
INCIDENT, EPISODE, CHILD = About("incident", "stormlike:INC-1"), About("episode", "stormlike:MIS-1"), About("child", "stormlike:c1", "missing")
_LEFT = frozenset({"created_by", "source_system", "source_ref", "source_link", "by_role", "role", "given_by", "duties", "next_deadline", "who"})
"""What cannot be alike: by whom it was entered and where it came from; what is owed is shown to a feed no more than it may see."""


def come(fact: Fact, at: Any = AT) -> None:
    do(receive_fact, FEED, at, line=write_line(fact).decode())


def normal() -> dict[str, list[Any]]:
    """Every row that the act left, its keys and references by order of appearance, its moments by how far they are from the start."""
    seen: dict[str, str] = {}

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            key = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|(?:INC|MIS|ENQ|PER)-\d{4}-\d{6}|stormlike:fact-\d+"
            return re.sub(key, lambda m: seen.setdefault(m[0].removeprefix("f:"), f"#{len(seen)}"), value).replace("f:#", "#")
        return value

    found: dict[str, list[Any]] = {}
    for model in MODELS:
        rows = serializers.serialize("python", model._default_manager.order_by("pk"))
        found[model.__name__] = [{name: plain(str(v) if v is not None else None) for name, v in row["fields"].items() if name not in _LEFT} for row in rows]
        for row in found[model.__name__]:
            for name in ("by", "giver", "officer", "decided_by", "closed_by", "accepted_by", "fact"):
                row.pop(name, None)
    return found


def by_button(staff: Staff) -> None:
    made = do(
        room.take_report, staff["handler"], where="Harbour Row", why_worried="Late.", concern="missing_child", missing_from="foster", circumstances="Late.",
        concerns=("self_harm",), channel="101",
    ).result
    incident, episode = made["incident"], made["episode"]
    later = AT + timedelta(minutes=10)
    do(room.grade, staff["handler"], later, incident=incident, grade="prompt", rationale="Fourteen.")
    do(room.dispatch, staff["dispatcher"], later, incident=incident, resource="NS21")
    do(room.arrived, staff["constable"], later, incident=incident, resource="NS21")
    do(room.no_resource, staff["dispatcher"], later, incident=incident, text="None left.")
    do(room.review, staff["fim"], later, incident=incident, decision="deploy", by_when=later, quality=3, text="Car by 21:00.")
    do(room.request_lowering, staff["handler"], later, incident=incident, grade="routine", reason="Calmer.")
    do(room.decline_lowering, staff["supervisor"], later, incident=incident, reason="Nobody has seen her.")
    do(team.grade_risk, staff["handler"], later, episode=episode, level="medium", rationale="With a friend.")
    do(team.assign_to_cii, staff["fim"], later, episode=episode, officer=staff["cii"].ref)
    do(team.accept_ownership, staff["cii"], later, episode=episode)
    do(team.record_plan, staff["cii"], later, episode=episode, hypotheses=["With a friend."], lines=[Action(what="Search room", who="PC 1", where="home")])
    do(team.allocate, staff["cii"], later, episode=episode, to="response_officer@response", direction="PC 1 to her room.", actions=[Action(what="Search")])
    do(team.review_episode, staff["cii"], later, episode=episode, decision="deploy", by_when=later, text="PC 1 to the flat by 22:00.")
    do(team.found, staff["constable"], later, episode=episode, found_by="police", safe=True, where="A flat", with_whom="A friend")
    do(team.verified, staff["constable"], later, episode=episode, verified_by="police", how="Seen alone.")


def by_door(staff: Staff) -> None:
    later = AT + timedelta(minutes=10)
    people: dict[str, str] = {key: staff[key].ref for key in ("handler", "dispatcher", "constable", "fim", "supervisor", "cii")}

    def fact(payload: Any, who: str, *about: About, at: Any = later) -> None:
        come(outside(payload, *about, at=at, role=staff[who].role, ref=people[who]), at)

    both = (INCIDENT, EPISODE, CHILD)
    fact(contact.Reported(concern="missing_child", where="Harbour Row", why_worried="Late."), "handler", INCIDENT, CHILD, at=AT)
    fact(
        missing.Reported(missing_from="foster", circumstances="Late.", concerns=("self_harm",)), "handler", EPISODE, CHILD, INCIDENT, at=AT,
    )
    fact(contact.Graded(grade="prompt", provisional=True, rationale="Fourteen."), "handler", *both)
    fact(contact.Dispatched(resource="NS21"), "dispatcher", *both)
    fact(contact.Arrived(resource="NS21"), "constable", *both)
    fact(contact.ResourceUnavailable(text="None left."), "dispatcher", *both)
    fact(contact.Reviewed(decision="deploy", by_when=later, quality=3, text="Car by 21:00."), "fim", *both)
    fact(contact.LoweringRequested(grade="routine", reason="Calmer."), "handler", *both)
    fact(contact.LoweringDeclined(reason="Nobody has seen her."), "supervisor", *both)
    fact(missing.RiskGraded(level="medium", provisional=True, rationale="With a friend.", suggested="medium"), "handler", EPISODE, CHILD, INCIDENT)
    fact(missing.OwnershipAssigned(to="cii@missing", ref=people["cii"]), "fim", EPISODE, CHILD, INCIDENT)
    fact(missing.OwnershipAccepted(role="cii@missing"), "cii", EPISODE, CHILD, INCIDENT)
    line = Action(what="Search room", who="PC 1", where="home")
    fact(missing.PlanRecorded(hypotheses=("With a friend.",), lines=(line,)), "cii", EPISODE, CHILD, INCIDENT)
    fact(
        missing.Allocated(to="response_officer@response", direction="PC 1 to her room.", actions=(Action(what="Search"),)), "cii", EPISODE, CHILD, INCIDENT,
    )
    fact(missing.Reviewed(decision="deploy", by_when=later, text="PC 1 to the flat by 22:00."), "cii", EPISODE, CHILD, INCIDENT)
    fact(missing.Found(by="police", safe=True, where="A flat", with_whom="A friend"), "constable", EPISODE, CHILD, INCIDENT)
    fact(missing.Verified(by="police", how="Seen alone."), "constable", EPISODE, CHILD, INCIDENT)


def _rows_of(story: Callable[[Staff], None], staff: Staff) -> dict[str, list[Any]]:
    from django.db import transaction

    before = transaction.savepoint()
    story(staff)
    found = normal()
    transaction.savepoint_rollback(before)
    return found


def test_button_and_door_leave_equal_rows(staff: Staff) -> None:
    button, door = _rows_of(by_button, staff), _rows_of(by_door, staff)
    for name in button:
        assert button[name], f"the story leaves a row of {name}"
        assert button[name] == door[name], name


@pytest.mark.usefixtures("staff")
def test_its_own_reference_is_kept_and_nothing_is_made_twice() -> None:
    fact = outside(contact.Reported(concern="missing_child", where="Harbour Row", why_worried="Late."), INCIDENT, CHILD)
    come(fact)
    come(fact)
    come(outside(missing.Reported(circumstances="Late."), EPISODE, CHILD, INCIDENT))
    come(outside(missing.Reported(circumstances="Again."), About("episode", "stormlike:MIS-2"), CHILD, INCIDENT))
    incident, episode = Incident.objects.get(), Episode.objects.get()
    assert (incident.source_system, incident.source_ref) == ("stormlike", "INC-1")
    assert episode.incident == incident
    assert queries.ours("episode", "stormlike", "MIS-2") == episode.ref, "a second report of a child who is being searched for opens no twin"
    assert SourceReference.objects.count() == 3
    assert Person.objects.count() == 1
    assert set(Entry.objects.get(type="contact.Reported").about) == {incident.ref, episode.child}


@pytest.mark.usefixtures("staff")
def test_facts_that_come_before_their_report_are_accepted() -> None:
    come(outside(contact.Dispatched(resource="NS21"), INCIDENT))
    come(outside(missing.RiskGraded(level="high", rationale="Pills."), EPISODE, CHILD))
    assert Incident.objects.count() == 2
    come(outside(contact.Reported(concern="concern_for_child", where="Quay Street", why_worried="Crying."), INCIDENT), AT + timedelta(minutes=1))
    row = Incident.objects.get(source_ref="INC-1")
    assert (row.concern, row.where, row.why_worried) == ("concern_for_child", "Quay Street", "Crying.")
    assert Resource.objects.get().incident == row
    assert RiskVersion.objects.get().status == "live"


@pytest.mark.usefixtures("staff")
def test_a_line_of_history_makes_nobody_missing_and_a_report_that_follows_is_a_search_of_its_own() -> None:
    past = outside(missing.EpisodeOnRecord(ended=AT - timedelta(days=39)), About("episode", "stormlike:MIS-0"), CHILD, at=AT - timedelta(days=40))
    come(past)
    assert (Episode.objects.count(), Incident.objects.count()) == (0, 0)
    come(outside(contact.Reported(concern="missing_child"), INCIDENT, CHILD))
    come(outside(missing.Reported(missing_from="foster"), EPISODE, CHILD, INCIDENT))
    row = Episode.objects.get()
    assert (row.source_ref, row.reported_at, row.incident) == ("MIS-1", AT, Incident.objects.get())
    come(outside(missing.EpisodeOnRecord(), EPISODE, CHILD))
    assert Entry.objects.filter(type="missing.EpisodeOnRecord", about__contains=[row.ref]).count() == 1, "of a search that is known it stays a line"


@pytest.mark.usefixtures("staff")
def test_a_lower_grade_from_outside_is_kept_as_given_and_counts_for_nothing() -> None:
    come(outside(contact.Reported(concern="missing_child"), INCIDENT, CHILD))
    come(outside(missing.Reported(category="absent"), EPISODE, CHILD, INCIDENT))
    come(outside(contact.Graded(grade="immediate"), INCIDENT))
    come(outside(contact.Graded(grade="routine"), INCIDENT))
    come(outside(missing.RiskGraded(level="high", rationale="Pills."), EPISODE, CHILD))
    come(outside(missing.RiskGraded(level="low", rationale="Often late."), EPISODE, CHILD))
    assert set(GradeVersion.objects.values_list("grade", "status")) == {("immediate", "live"), ("routine", "kept")}
    assert set(RiskVersion.objects.values_list("level", "handled_as", "status")) == {
        ("absent", "medium", "replaced"), ("high", "high", "live"), ("low", "medium", "kept"),
    }


@pytest.fixture
def northamptonshire(settings: Any) -> None:
    """A deployment that uses this force's overlay."""
    settings.LAW_OVERLAYS = ("northamptonshire",)


@pytest.mark.usefixtures("staff", "northamptonshire")
def test_a_forces_own_words_come_in_as_ours_and_are_known_again_as_they_were_sent() -> None:
    sent = [outside(forensics.StorageMeasured(percent_full=96), About("unit", f"stormlike:{word}")) for word in ("HTCU", "HTCUC", "HCTU")]
    sent[0] = msgspec.structs.replace(sent[0], by=Actor(role="staff from the missing team", unit="MOSOVO unit"))
    for fact in (*sent, sent[0]):
        come(fact)
    kept = Entry.objects.filter(type="forensics.StorageMeasured").order_by("pk")
    assert [entry.about for entry in kept] == [["digital_forensics"]] * 3, "one unit, however it is written; and what came twice is there once"
    assert (kept[0].role, kept[0].unit) == ("coordinator", "offender_management")


@pytest.mark.usefixtures("staff")
def test_without_an_overlay_a_word_stays_as_it_was_sent() -> None:
    come(outside(forensics.StorageMeasured(percent_full=96), About("unit", "HCTU")))
    assert Entry.objects.get(type="forensics.StorageMeasured").about == ["HCTU"]


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("kind", ["crime", "device", "vehicle", "meeting", "order", "officer"])
def test_anything_that_happened_is_accepted(kind: Any) -> None:
    come(outside(contact.LogEntered(text="Note."), INCIDENT, About(kind, "stormlike:x1")))
    assert Entry.objects.filter(type="contact.LogEntered").count() == 1
