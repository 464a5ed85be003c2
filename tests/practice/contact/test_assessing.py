"""The assessment by versions: read-only, each with what it changed; out of date once something new came; two authors lose nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.signing import browser, form_of
from tests.practice.staff import AT, Staff, do, outside
from tutela.facts import About
from tutela.facts.contact import SystemsChecked, ThriveAssessed
from tutela.facts.writing import write_line
from tutela.foundations.access.models import Restriction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Conflict, Refused
from tutela.foundations.work.operation import Operation
from tutela.practice.contact import operations as contact
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import receive_fact
from tutela.record.duties import queries as duties
from tutela.record.enquiries.engine import assessed
from tutela.record.enquiries.queries import THRIVE, heard
from tutela.record.occurrences.models import GradeVersion
from tutela.record.wording.models import Flagged

FEED = Viewer(ref="feed:stormlike", name="Stormlike", roles=frozenset({"feed@force"}), acting="feed@force")
SIX = {
    "threat": "A man in a grey car waits at her school.", "harm": "Bruise on her arm in May.", "risk": "High tonight.",
    "investigation": "Camera at the shop overwrites at midnight.", "vulnerability": "Fourteen, looked after.", "engagement": "Her carer meets us.",
}


def reported(staff: Staff, at: Any = AT, **more: Any) -> dict[str, Any]:
    said = {"who": "Ellie Marsh, 14", "where": "8 Orchard Close", "why_worried": "Not back.", "concern": "concern_for_child", "child_name": "Ellie Marsh"}
    return do(contact.take_report, staff["handler"], at, **{**said, "child_ages": (14, 14), **more}).result


def address(made: dict[str, Any], slug: str = "incident") -> str:
    return reverse(f"contact:{slug}", args=[refs.key_of(made["incident"], "incident")])


def text_of(staff: Staff, key: str, where: str) -> str:
    """What a page says: its words, without its marks."""
    answer = browser(staff, key).get(where)
    assert answer.status_code == 200
    return plain(answer)


def plain(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().replace("&#39;", "'")).split())


def second_call(staff: Staff, made: dict[str, Any], at: Any, text: str = "She rang crying from the bus station.") -> None:
    do(contact.write_log, staff["handler"], at, incident=made["incident"], kind="information", what="second_call", text=text)


def owed(staff: Staff, made: dict[str, Any], at: Any) -> set[str]:
    return {d.code for d in duties.for_subjects(staff["handler"], [made["incident"]], at=at)}


# ---- versions

@pytest.mark.requirement("IC-001")
def test_a_blank_element_stops_the_lowering_by_name_and_no_dispatch_and_six_make_a_version_that_nothing_changes(staff: Staff) -> None:
    """As amended: dispatch needs no assessment; an empty element is owed, and stops only a lowering or a closing."""
    made, later = reported(staff, grade="immediate"), AT + timedelta(minutes=5)
    given = {"incident": made["incident"]}
    do(contact.assess, staff["handler"], AT, **given, **{**SIX, "vulnerability": ""})
    assert "contact.thrive-complete" in owed(staff, made, AT)
    do(contact.dispatch, staff["dispatcher"], **given, resource="NS21")
    do(contact.request_lowering, staff["handler"], **given, grade="prompt", reason="Her aunt has her at 12 Quay Street.")
    with pytest.raises(Refused) as refused:
        do(contact.approve_lowering, staff["supervisor"], later, **given, reason="The aunt rang.")
    (flag,) = refused.value.flags
    assert (flag.rule, tuple(flag.having["elements"])) == ("contact.assessed-whole", ("vulnerability",))
    with pytest.raises(Refused) as closing:
        do(contact.close, staff["supervisor"], later, **given, reason="Seen.", seen_by="police", approved_by=staff["fim"].ref)
    assert "contact.assessed-whole" in {flag.rule for flag in closing.value.flags}
    assert Entry.objects.filter(type__startswith="attempts.").count() == 2, "what was tried is kept"

    said = do(contact.assess, staff["handler"], later, **given, vulnerability=SIX["vulnerability"], proposes="prompt").result
    assert said["version"] == 2
    assert "contact.thrive-complete" not in owed(staff, made, later)
    do(contact.approve_lowering, staff["supervisor"], later, **given, reason="The aunt rang.")
    assert GradeVersion.objects.get(status="live").grade == "prompt"
    (second, first), rest = assessed(staff["supervisor"], heard(made["incident"]), at=later)
    assert rest is None
    assert (second.number, second.by, second.role, second.at, second.proposes) == (2, "Jo Ashworth", "Call handler", later, "Prompt")
    assert {e.name: e.said for e in second.elements} == SIX
    assert {e.name: e.change for e in second.elements} == {**dict.fromkeys(THRIVE, "same"), "vulnerability": "first"}
    assert {e.name: e.said for e in first.elements} == {**SIX, "vulnerability": ""}, "the first stays as it was written"
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(type="contact.ThriveAssessed").update(line=b"{}")


def test_a_report_that_is_graded_and_assessed_keeps_the_grade_with_its_first_version(staff: Staff) -> None:
    made = reported(staff, grade="prompt", thrive={"threat": "A man."})
    (only,), _ = assessed(staff["handler"], heard(made["incident"]), at=AT)
    assert (only.number, only.proposes, [e.change for e in only.elements][:2]) == (1, "Prompt", ["first", "empty"])


def test_a_version_says_which_systems_check_it_relied_on_and_never_what_a_hit_says(now_staff: Staff) -> None:
    now = clock.now()
    made = reported(now_staff, now)
    checked = SystemsChecked(checked=("crime", "markers"), not_checked=("pnd",), hits=("hit 77: knife",))
    fact = outside(checked, About("incident", made["incident"]), at=now, id="stormlike:check-1")
    do(receive_fact, FEED, now, line=write_line(fact).decode())
    (check,) = heard(made["incident"]).checks
    form = text_of(now_staff, "handler", address(made, "assess"))
    assert "looked in crime, markers; not in pnd; hits: 1" in form
    with pytest.raises(Refused):
        do(contact.assess, now_staff["handler"], now, incident=made["incident"], **SIX, relied_on="another")
    do(contact.assess, now_staff["handler"], now, incident=made["incident"], **SIX, relied_on=check.id)
    page = text_of(now_staff, "handler", address(made, "assessments"))
    assert "Relied on the systems check of" in page
    assert "knife" not in page + form


def test_versions_are_listed_newest_first_with_what_each_changed_in_words_and_by_pages(now_staff: Staff) -> None:
    now = clock.now()
    made = reported(now_staff, now)
    for number in range(7):
        said = {**SIX, "risk": f"High tonight. He rang {number} times." if number else SIX["risk"]}
        do(contact.assess, now_staff["handler"], now, incident=made["incident"], **said)
    page = browser(now_staff, "fim").get(address(made, "assessments"))
    text = plain(page)
    assert [int(n) for n in re.findall(r"Version (\d) Jo Ashworth", text)] == [7, 6, 5, 4, 3]
    assert "Added: “6”; taken away: “5”" in text
    assert text.count("Read again, unchanged.") == 5 * 5
    assert "?before=3" in page.content.decode()
    older = text_of(now_staff, "fim", address(made, "assessments") + "?before=3")
    assert [int(n) for n in re.findall(r"Version (\d) Jo Ashworth", older)] == [2, 1]
    assert "Added: “He rang 1 times.”" in older


# ---- new information

@pytest.mark.requirement("IC-002")
def test_a_second_call_makes_it_out_of_date_until_the_next_version_is_saved_and_shows_the_difference(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), immediate_danger=True)
    do(contact.assess, now_staff["handler"], clock.now(), incident=made["incident"], **SIX)
    assert "out of date" not in text_of(now_staff, "fim", address(made))
    now = clock.now()
    second_call(now_staff, made, now)

    page = text_of(now_staff, "fim", address(made))
    assert re.search(r"Assessment out of date since \d\d:\d\d (today|yesterday): A second call. She rang crying from the bus station.", page)
    gaps = page.partition("What do we not know")[2].partition("What you can do")[0]
    assert "Assessment out of date since" in gaps
    (task,) = [d for d in duties.for_subjects(now_staff["fim"], [made["incident"]], at=now) if d.code == "contact.reassess"]
    assert (task.owed_by, task.opened_at) == ("fim@contact", now), "the task stands in the same tick, on who has it"

    form = browser(now_staff, "fim").get(address(made, "assess"))
    assert "She rang crying from the bus station." in plain(form), "what is new stands beside"
    assert SIX["risk"] in form.content.decode(), "the form begins with the last words"
    body = {**form_of(form), **SIX, "risk": "High tonight: she rang crying."}
    saved = browser(now_staff, "fim").post(address(made, "assess"), body, follow=True)
    assert "out of date" not in plain(saved)
    assert "contact.reassess" not in {d.code for d in duties.for_subjects(now_staff["fim"], [made["incident"]], at=clock.now())}
    versions = text_of(now_staff, "fim", address(made, "assessments"))
    assert "Added: “tonight: she rang crying.”; taken away: “tonight.”" in versions


@pytest.mark.requirement("IC-002")
@pytest.mark.parametrize("what", ["second_call", "marker_found", "log_entry", "located_elsewhere"])
def test_each_kind_of_information_asks_and_the_owner_may_say_why_nothing_changes(staff: Staff, what: str) -> None:
    made, later = reported(staff, thrive=SIX), AT + timedelta(minutes=4)
    do(contact.write_log, staff["handler"], later, incident=made["incident"], kind="information", what=what, text="Something new.")
    assert [f.data.what for f in heard(made["incident"]).news] == [what]  # type: ignore[attr-defined]
    assert "contact.reassess" in owed(staff, made, later)
    do(contact.write_log, staff["handler"], later, incident=made["incident"], kind="decision", text="Noted.")
    assert heard(made["incident"]).news, "a decision answers nothing"
    do(contact.answer_information, staff["handler"], later + timedelta(minutes=1), incident=made["incident"], why="She told us so at seven.")
    assert heard(made["incident"]).news == ()
    assert "contact.reassess" not in owed(staff, made, later + timedelta(minutes=1))
    second_call(staff, made, later + timedelta(minutes=2))
    assert len(heard(made["incident"]).news) == 1, "what comes after is new again"


def test_a_report_that_joins_a_search_makes_its_assessment_out_of_date(staff: Staff) -> None:
    made = reported(staff, concern="missing_child", thrive=SIX)
    said = {"who": "Ellie", "where": "Bus station", "why_worried": "Seen with a man.", "concern": "missing_child", "child": made["child"]}
    again = do(contact.take_report, staff["handler"], AT + timedelta(minutes=3), **said).result
    assert again["again"]
    assert len(heard(made["incident"], made["episode"]).news) == 1


def test_what_a_form_is_left_as_counts_as_read_again(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive=SIX)
    second_call(now_staff, made, clock.now())
    client = browser(now_staff, "handler")
    page = client.get(address(made, "assess"))
    shown = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>', page.content.decode()))
    assert client.post(address(made, "assess"), {**form_of(page), **shown}).status_code == 302
    (second, _first), _ = assessed(now_staff["handler"], heard(made["incident"]), at=clock.now())
    assert {e.change for e in second.elements} == {"same"}
    assert heard(made["incident"]).news == ()


def test_nobody_has_assessed_and_something_new_came_is_said_too(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    assert "Nobody has assessed this yet." in text_of(now_staff, "fim", address(made))
    second_call(now_staff, made, clock.now())
    assert "Not assessed, and new information came" in text_of(now_staff, "fim", address(made))


# ---- two authors

def test_who_comes_second_sees_what_the_first_wrote_and_keeps_their_own_words(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive=SIX)
    first, second = browser(now_staff, "handler"), browser(now_staff, "fim")
    mine = {**form_of(second.get(address(made, "assess"))), **SIX, "risk": "High: he has a key."}
    theirs = {**form_of(first.get(address(made, "assess"))), **SIX, "risk": "High until midnight.", "harm": "Stitches in May."}
    assert first.post(address(made, "assess"), theirs).status_code == 302

    page = second.post(address(made, "assess"), mine)
    assert page.status_code == 409
    text = plain(page)
    for said in ("High tonight.", "High until midnight.", "High: he has a key.", "Jo Ashworth", "Stitches in May."):
        assert said in text, said
    assert len(heard(made["incident"]).versions) == 2, "nothing was overwritten"

    shown = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>', page.content.decode()))
    assert shown["risk"] == "High: he has a key."
    assert shown["harm"] == "Stitches in May.", "what I had left as it was takes what the other wrote"
    assert second.post(address(made, "assess"), {**form_of(page), **shown}).status_code == 302
    assert heard(made["incident"]).thrive == {**SIX, "risk": "High: he has a key.", "harm": "Stitches in May."}


def test_a_version_begun_on_an_older_one_is_not_saved_unseen(staff: Staff) -> None:
    made = reported(staff, thrive=SIX)
    do(contact.assess, staff["handler"], incident=made["incident"], risk="Higher.", expected=1)
    with pytest.raises(Conflict) as conflict:
        do(contact.assess, staff["fim"], incident=made["incident"], risk="Lower.", expected=1)
    assert (conflict.value.expected, conflict.value.actual) == (1, 2)


# ---- words

def test_words_that_make_little_of_a_child_are_said_with_better_ones_and_refuse_nothing(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    client = browser(now_staff, "handler")
    body = {**form_of(client.get(address(made, "assess"))), **SIX, "risk": "Low, she usually turns up.", "vulnerability": "She puts herself at risk."}
    done = plain(client.post(address(made, "assess"), body, follow=True))
    assert "The assessment is saved." in done
    assert "how often a child goes missing or comes back never lowers a risk" in done
    assert dict(Flagged.objects.filter(subject=made["incident"]).values_list("field", "category")) == {"risk": "frequency", "vulnerability": "victim-blaming"}

    again = {**form_of(client.get(address(made, "assess"))), **body, "harm": "Stitches in May."}
    again |= form_of(client.get(address(made, "assess")))
    assert "never lowers a risk" not in plain(client.post(address(made, "assess"), again, follow=True)), "what stood before is not said again"
    assert Flagged.objects.count() == 2


def test_nothing_is_read_for_its_words_while_a_report_is_taken(staff: Staff) -> None:
    done = reported(staff, grade="immediate", thrive={"risk": "She usually turns up."})
    assert heard(done["incident"]).thrive == {"risk": "She usually turns up."}
    assert not Flagged.objects.exists()


@pytest.mark.parametrize("element", THRIVE)
def test_each_element_has_a_good_and_a_weak_example_beside_it(now_staff: Staff, element: str) -> None:
    page = browser(now_staff, "handler").get(address(reported(now_staff, clock.now()), "assess")).content.decode()
    after = page.partition(f'name="{element}"')[2].partition("</details>")[0]
    assert f"What helps with {element}: a good and a weak example" in after
    assert "Good:" in after
    assert "Weak:" in after


def test_a_proposed_grade_that_does_not_stand_is_said(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), grade="prompt")
    client = browser(now_staff, "handler")
    body = {**form_of(client.get(address(made, "assess"))), **SIX, "proposes": "immediate"}
    assert "It proposes Immediate; Prompt stands." in plain(client.post(address(made, "assess"), body, follow=True))
    assert GradeVersion.objects.get(status="live").grade == "prompt"


# ---- what nobody logs: a marker that comes, a hit that is found

def marked(staff: Staff, made: dict[str, Any], at: Any, marker: str = "child_sexual_exploitation", **more: Any) -> Any:
    from tutela.desks.profile import operations as profile

    given = {"person": made["child"], "marker": marker, "level": "medium", "evidence": "Strategy discussion", **more}
    return do(profile.record_marker, staff["coordinator"], at, **given)


@pytest.mark.requirement("IC-002")
def test_a_marker_that_nobody_logs_makes_the_assessment_out_of_date_and_its_review_does_not(now_staff: Staff) -> None:
    from tutela.desks.profile import operations as profile

    made = reported(now_staff, clock.now(), thrive=SIX)
    unassessed = reported(now_staff, clock.now(), who="Bo, 12", child_name="Bo Lund")
    marked(now_staff, made, clock.now())
    marked(now_staff, unassessed, clock.now())
    page = text_of(now_staff, "handler", address(made))
    assert "Assessment out of date since" in page
    assert "Something new is held about somebody in this log." in page
    assert "Strategy discussion" not in page.partition("Assessment out of date since")[2][:200], "that it came, not what it says"
    assert "contact.reassess" in {d.code for d in duties.for_subjects(now_staff["handler"], [made["incident"]], at=clock.now())}
    assert "out of date" not in text_of(now_staff, "handler", address(unassessed)), "what was never assessed is owed as it is"
    do(contact.assess, now_staff["handler"], clock.now(), incident=made["incident"], risk="High tonight: exploited last year.")
    assert "out of date" not in text_of(now_staff, "handler", address(made))
    from tutela.record.people.models import Marker

    marker = Marker.objects.get(person__pk=made["child"].partition(":")[2], ended_at=None)
    review = clock.now().date() + timedelta(days=90)
    do(profile.review_marker, now_staff["coordinator"], clock.now(), person=made["child"], marker=marker.ref, review_by=review, evidence="Looked at again")
    assert "out of date" not in text_of(now_staff, "handler", address(made)), "it stands as it was"
    marked(now_staff, made, clock.now(), level="high")
    assert "Assessment out of date since" in text_of(now_staff, "handler", address(made))


def test_of_a_covert_marker_the_room_learns_nothing_and_of_one_with_an_audience_not_that_it_is_a_marker(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive=SIX)
    marked(now_staff, made, clock.now(), covert=True, detail="A source.", audience=("intelligence_officer@contact",))
    assert "out of date" not in text_of(now_staff, "handler", address(made))
    marked(now_staff, made, clock.now(), marker="self_harm", detail="Her clinic.", audience=("detective_inspector@missing",))
    page = text_of(now_staff, "handler", address(made))
    assert "Something new is held" not in page
    assert "Her clinic" not in page


@pytest.mark.requirement("IC-002")
def test_a_hit_that_no_earlier_look_found_asks_for_a_fresh_assessment_and_the_same_hit_again_does_not(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive=SIX)
    do(contact.check_systems, now_staff["handler"], clock.now(), incident=made["incident"], said={"pnc": ("nothing", "")})
    assert "out of date" not in text_of(now_staff, "handler", address(made)), "nothing was found"
    do(contact.check_systems, now_staff["handler"], clock.now(), incident=made["incident"], said={"pnc": ("held", "B2")})
    page = text_of(now_staff, "handler", address(made))
    assert "A look in the systems found something that was not there before." in page
    do(contact.assess, now_staff["handler"], clock.now(), incident=made["incident"], risk="High tonight.")
    do(contact.check_systems, now_staff["handler"], clock.now(), incident=made["incident"], said={"pnc": ("held", "B2")})
    assert "out of date" not in text_of(now_staff, "handler", address(made)), "it was found before"


# ---- who may read it, and how often it asks

def test_of_a_restricted_child_no_version_is_shown(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive=SIX)
    second_call(now_staff, made, clock.now(), "Her hidden flat.")
    Restriction.objects.create(subject=made["child"], level="detail", audience=["fim@contact"], why="Witness", since=clock.now(), by="test")
    for slug in ("assessments", "incident"):
        answer = browser(now_staff, "handler").get(address(made, slug))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/people/")
    assert browser(now_staff, "handler").get(address(made, "assess")).status_code in (302, 403)
    assert SIX["threat"] in text_of(now_staff, "fim", address(made, "assessments"))
    assert browser(now_staff, "administrator").get(address(made, "assessments")).status_code == 403


def test_of_an_assessment_with_a_sensitivity_of_its_own_only_that_it_was_made_is_shown(staff: Staff) -> None:
    made = reported(staff, thrive=SIX)
    said = heard(made["incident"])
    close = msgspec.structs.replace(said.versions[0], id="close", sensitivity="restricted", data=ThriveAssessed(risk="A source says so."))
    secret = msgspec.structs.replace(close, id="secret", sensitivity="secret")
    both = msgspec.structs.replace(said, versions=(said.versions[0], close, secret))
    found, _ = assessed(staff["constable"], both, at=AT)
    assert [(each.number, each.hidden, each.elements == ()) for each in found] == [(2, True, True), (1, False, False)]


def test_the_pages_ask_as_often_for_many_versions_and_much_news_as_for_few(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive=SIX)
    client = browser(now_staff, "fim")
    second_call(now_staff, made, clock.now())
    counts: list[list[int]] = []
    for more in (0, 9):
        for number in range(more):
            do(contact.assess, now_staff["handler"], clock.now(), incident=made["incident"], risk=f"Higher by {number}.")
        for number in range(more):
            second_call(now_staff, made, clock.now(), f"Call {number}.")
        assert len(heard(made["incident"]).news) == max(more, 1)
        counts.append([])
        for slug in ("assessments", "assess", "incident"):
            client.get(address(made, slug))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address(made, slug)).status_code == 200
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]


def test_saving_an_assessment_asks_as_often_after_many_versions(staff: Staff) -> None:
    made = reported(staff, thrive=SIX)

    def asked(act: Operation, **given: Any) -> int:
        with CaptureQueriesContext(connection) as found:
            do(act, staff["handler"], AT + timedelta(minutes=1), incident=made["incident"], **given)
        return len(found)

    first = asked(contact.assess, risk="Higher by one.")
    for number in range(6):
        do(contact.assess, staff["handler"], AT + timedelta(minutes=1), incident=made["incident"], risk=f"Higher again, {number}.")
    assert asked(contact.assess, risk="Higher at last.") == first
