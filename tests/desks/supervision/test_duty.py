"""One duty: what, why and by when, on what that stands, who was told; what people decide about it, and what they may not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist import rows
from tests.desks.worklist.acts import go_on, report, restrict
from tutela.foundations.access import grants
from tutela.foundations.audit.models import AuditLine
from tutela.foundations.forces.models import Shift
from tutela.record.chronology.models import Entry
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Alert, Duty, Request, Transition

As = Callable[[str], Any]


@pytest.fixture
def made(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child, reported to the late shift."""
    return report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")


def the(code: str) -> Duty:
    """The duty of a rule."""
    return Duty.objects.get(code=code)


def url(duty: Duty, act: str = "") -> str:
    return f"/duties/{duty.pk}/{act}"


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


def sent(page: str, act: str) -> dict[str, str]:
    """The key and version of one form of the page."""
    form = page.split(f'action="{act}"')[1].split("</form>")[0]
    return dict(re.findall(r'name="(key|expected)" value="([^"]+)"', form))


@pytest.mark.usefixtures("made")
def test_the_page_says_what_why_by_when_and_who_was_told(as_: As) -> None:
    page = text(as_("tremlett").get(url(the("contact.fim-review"))))
    for said in (
        "Amira Brook", "20:30", "30 minutes", "Force incident manager&#39;s review of a missing child&#39;s report", "not a legal deadline",
        "inspectorate expectation", "HMICFRS", "Gill Tremlett, Inspector", "did nothing yet", "Superintendent, the control room",
        "Applies in England and Wales",
    ):
        assert said in page, said


@pytest.mark.usefixtures("made")
def test_a_legal_deadline_is_called_so_only_where_it_is_one(as_: As) -> None:
    duty = the("contact.fim-review")
    assert "Legal deadline" not in text(as_("tremlett").get(url(duty)))
    Duty.objects.filter(pk=duty.pk).update(legal=True)
    assert "Legal deadline" in text(as_("tremlett").get(url(duty)))


@pytest.mark.usefixtures("made")
def test_the_facts_it_rests_on_are_said(as_: As) -> None:
    page = text(as_("tremlett").get(url(the("missing.la-told"))))
    why = page.split('id="why"')[1].split('id="steps"')[0]
    assert "years old at the time" in why
    assert "What this rests on" in why


@pytest.mark.requirement("XX-005")
def test_an_alert_to_a_detective_inspector_who_is_not_there_reaches_the_superintendent_at_once(
    as_: As, viewer: As, made: dict[str, Any], now: datetime,
) -> None:
    from tutela.practice.missing import operations as missing

    Shift.objects.filter(role__in=("detective_inspector", "detective_chief_inspector"), area="missing").delete()
    missing.grade_risk(by=viewer("tremlett"), key=str(uuid4()), at=now, episode=made["episode"], level="high", rationale="Self-harm last month.")
    missing.request_lowering(by=viewer("tremlett"), key=str(uuid4()), at=now, episode=made["episode"], level="medium", reason="She is with her aunt.")
    duty = the("missing.lowering-decision")
    assert duty.owed_by == "detective_inspector@missing"
    told = Alert.objects.get(duty=duty.pk, officer=viewer("okonkwo").ref)
    assert (told.instead_of, told.told_at) == ("detective_inspector@missing", now)
    said = "No Detective inspector, missing children was on duty: Superintendent, missing children was told at once."
    assert said in text(as_("okonkwo").get(url(duty)))
    assert said in text(as_("okonkwo").get("/team/gaps/"))


@pytest.mark.usefixtures("made")
def test_a_role_that_nobody_holds_on_duty_is_passed_over_at_once(as_: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    Shift.objects.filter(role="supervisor", area="contact").delete()
    go_on(now + timedelta(hours=1, minutes=1), monkeypatch)
    page = text(as_("okonkwo").get(url(the("contact.outstanding"))))
    assert "No Supervisor of the room, the control room was on duty" in page
    assert "in place of Supervisor of the room" in page
    gaps = text(as_("okonkwo").get("/team/gaps/"))
    assert "No Supervisor of the room, the control room was on duty" in gaps
    assert Alert.objects.filter(instead_of="supervisor@contact", duty=the("contact.outstanding").pk).exists()


@pytest.mark.requirement("AH-095", part="at each step a decision is asked for, recorded and never dismissed by taking note")
@pytest.mark.usefixtures("made")
def test_ten_hours_outstanding_asks_for_a_decision_at_each_step(
    as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    duty = the("contact.outstanding")
    for hours, officer in ((1, "pickersgill"), (2, "tremlett"), (4, "okonkwo")):
        go_on(now + timedelta(hours=hours, minutes=1), monkeypatch)
        at = now + timedelta(hours=hours, minutes=1)
        who = {"tremlett": "tremlett" if hours < 3 else "obrien"}.get(officer, officer)
        waiting = Alert.objects.filter(officer=viewer(who).ref, duty=duty.pk, acknowledged_at=None)
        assert waiting.exists(), f"{who} is told at {hours} h"
        duties.acknowledge(by=viewer(who), key=str(uuid4()), at=at, alerts=[str(a.pk) for a in waiting])
        duty.refresh_from_db()
        assert duty.settled_at is None, "taking note settles nothing"
    at = now + timedelta(hours=4, minutes=2)
    monkeypatch.setattr("tutela.foundations.kit.clock._source", lambda: at)
    browser = as_("okonkwo")
    page = text(browser.get(url(duty)))
    assert 'class="govuk-inset-text"><strong>Decide:' in page
    answer = browser.post(url(duty, "decide/"), {**sent(page, url(duty, "decide/")), "decision": "Call in", "why": "She has a knife wound."}, follow=True)
    assert "Your decision is recorded" in text(answer)
    said = text(answer)
    assert "Call in: She has a knife wound." in said.split('id="decided"')[1].split("</section>")[0], "a decision is no excuse"
    assert "Nobody has said yet" in said, "why it is late is still to be said"
    assert 'class="govuk-inset-text"><strong>Decide:' not in said, "and it is not asked again of who decided"
    go_on(now + timedelta(hours=10), monkeypatch)
    assert Transition.objects.filter(duty=duty.pk, kind="told", rung__gte=1).count() >= 3
    assert Alert.objects.filter(duty=duty.pk, officer=viewer("okonkwo").ref).count() >= 2, "and the superintendent is told again"


@pytest.mark.requirement("AH-012", part="the reason of a late clock is asked for, kept and shown")
@pytest.mark.usefixtures("made")
def test_a_late_clock_asks_for_its_reason(as_: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on(now + timedelta(minutes=95), monkeypatch)
    duty, browser = the("contact.fim-review"), as_("tremlett")
    page = text(browser.get(url(duty)))
    assert "Nobody has said yet" in page
    answer = browser.post(url(duty, "reason/"), {**sent(page, url(duty, "reason/")), "reason": "Two other critical incidents."}, follow=True)
    assert "Two other critical incidents." in text(answer)
    assert "Nobody has said yet" not in text(answer)
    assert Entry.objects.filter(type="duties.ReasonGiven").count() == 1


@pytest.mark.usefixtures("made")
def test_who_is_to_decide_reads_at_once_who_was_told_and_did_nothing(as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    duty = the("contact.outstanding")
    go_on(now + timedelta(hours=4, minutes=1), monkeypatch)
    first, tremlett = viewer("pickersgill"), viewer("tremlett")
    told = [str(pk) for pk in Alert.objects.filter(officer=first.ref, duty=duty.pk).values_list("pk", flat=True)]
    duties.acknowledge(by=first, key=str(uuid4()), at=now + timedelta(hours=3), alerts=told)
    duties.decide_risk(by=tremlett, key=str(uuid4()), at=now + timedelta(hours=3), duty=duty.printed, decision="Redeploy", why="She is twelve.")
    page = text(as_("okonkwo").get(url(duty)))
    silent = " ".join(re.sub("<[^>]+>", " ", page.split('id="silent"')[1].split("</section>")[0]).split())
    said = r"Dawn Pickersgill, Sergeant, Supervisor of the room, the control room: told 21:00 yesterday ?, noted 23:00 yesterday ?, nothing done yet"
    assert re.search(said, silent), silent
    assert "Kelly Brand, Staff, Dispatcher, the control room: told 20:00 yesterday , did nothing yet" in silent
    assert "Gill Tremlett" not in silent, "who decided did something"
    assert "Okonkwo" not in silent, "who looks knows"
    assert 'id="silent"' not in text(as_("ashworth").get(url(duty))), "it is for who decides"


@pytest.mark.usefixtures("made")
def test_a_promise_leaves_the_due_time(as_: As, now: datetime) -> None:
    duty, browser = the("contact.fim-review"), as_("tremlett")
    page = text(browser.get(url(duty)))
    given = {"until_day": "4", "until_month": "3", "until_year": "2026", "until_time": "21:15", "reason": "In court until nine."}
    answer = browser.post(url(duty, "promise/"), {**sent(page, url(duty, "promise/")), **given}, follow=True)
    assert "21:15" in text(answer)
    duty.refresh_from_db()
    assert (duty.promised_at, duty.due_at) == (now + timedelta(minutes=75), now + timedelta(minutes=30))


@pytest.mark.usefixtures("made")
def test_giving_it_twice_is_once_and_they_are_told(as_: As, viewer: As) -> None:
    duty, browser = the("contact.fim-review"), as_("tremlett")
    page = text(browser.get(url(duty)))
    form = {**sent(page, url(duty, "reallocate/")), "officer": viewer("okonkwo").ref, "reason": ""}
    for _ in range(2):
        assert browser.post(url(duty, "reallocate/"), form).status_code == 302
    assert Transition.objects.filter(duty=duty.pk, kind="given").count() == 1
    assert "Ruth Okonkwo, Superintendent (Force incident manager, the control room)" in text(browser.get(url(duty)))
    assert "Review and grade the missing child" in text(as_("okonkwo").get("/"))


def test_who_is_locked_out_is_no_choice(as_: As, viewer: As, made: dict[str, Any], now: datetime) -> None:
    duty, browser = the("contact.fim-review"), as_("tremlett")
    assert "Ruth Okonkwo" in text(browser.get(url(duty)))
    grants.lock_out(viewer("okonkwo").ref, str(made["child"]), "Her aunt.", by="test", since=now)
    page = text(browser.get(url(duty)))
    assert "Ruth Okonkwo" not in page.split('id="reallocate"')[1].split("</details>")[0]
    form = {**sent(page, url(duty, "reallocate/")), "officer": viewer("okonkwo").ref, "reason": ""}
    assert browser.post(url(duty, "reallocate/"), form).status_code == 422
    duty.refresh_from_db()
    assert duty.officer == ""


@pytest.mark.usefixtures("made")
def test_the_second_of_two_sees_what_changed_and_keeps_their_words(as_: As, viewer: As) -> None:
    duty, first, second = the("contact.fim-review"), as_("tremlett"), as_("okonkwo")
    form = sent(text(second.get(url(duty))), url(duty, "failed/"))
    page = text(first.get(url(duty)))
    first.post(url(duty, "reallocate/"), {**sent(page, url(duty, "reallocate/")), "officer": viewer("okonkwo").ref, "reason": ""})
    answer = second.post(url(duty, "failed/"), {**form, "reason": "Nobody came in time."})
    assert answer.status_code == 409
    assert "Nobody came in time." in text(answer)
    assert "Nothing was overwritten" in text(answer)


@pytest.mark.usefixtures("made")
def test_what_lacks_a_reason_comes_back_with_its_words(as_: As) -> None:
    duty, browser = the("contact.fim-review"), as_("tremlett")
    page = text(browser.get(url(duty)))
    answer = browser.post(url(duty, "decide/"), {**sent(page, url(duty, "decide/")), "decision": "Call in two", "why": " "})
    assert answer.status_code == 422
    assert "Call in two" in text(answer)
    assert "There is a problem" in text(answer)


@pytest.mark.usefixtures("made")
def test_a_decision_has_room_and_says_how_much(as_: As) -> None:
    duty, browser = the("contact.fim-review"), as_("tremlett")
    page = text(browser.get(url(duty)))
    assert "You can enter up to 1000 characters" in page, "before anything is written"
    long = {"decision": "Call in two officers from Dales. " * 10, "why": "She is twelve."}
    assert browser.post(url(duty, "decide/"), {**sent(page, url(duty, "decide/")), **long}).status_code == 302
    again = text(browser.get(url(duty)))
    answer = browser.post(url(duty, "decide/"), {**sent(again, url(duty, "decide/")), "decision": "x" * 1001, "why": "y"})
    assert answer.status_code == 422
    assert "Error:</span>" in text(answer)
    assert "Error::" not in text(answer)


@pytest.mark.requirement("XX-003", part="a duty ends as done, not needed with another's approval, or failed; nobody clears it")
@pytest.mark.usefixtures("made")
def test_not_needed_is_asked_by_one_and_approved_by_another(as_: As) -> None:
    duty, asks, decides = the("contact.fim-review"), as_("pickersgill"), as_("tremlett")
    asks.post(url(duty, "not-needed/"), {"key": str(uuid4()), "reason": "Twice on the list."})
    duty.refresh_from_db()
    assert duty.settled_at is None, "it runs on"
    assert "Twice on the list." in text(decides.get("/team/requests/"))
    request = Request.objects.get()
    for _ in range(2):
        decides.post(url(duty, f"requests/{request.pk}/approve/"), {"key": "01890000-0000-7000-8000-000000000001", "words": ""})
    duty.refresh_from_db()
    assert duty.state == "not needed"
    assert "Settled: Not needed" in text(decides.get(url(duty)))


@pytest.mark.usefixtures("made")
def test_a_request_that_is_declined_leaves_it_owed(as_: As) -> None:
    duty, decides = the("contact.fim-review"), as_("tremlett")
    as_("pickersgill").post(url(duty, "not-needed/"), {"key": str(uuid4()), "reason": "Twice on the list."})
    request = Request.objects.get()
    assert decides.post(url(duty, f"requests/{request.pk}/decline/"), {"key": str(uuid4()), "words": ""}).status_code == 422
    decides.post(url(duty, f"requests/{request.pk}/decline/"), {"key": str(uuid4()), "words": "Nobody has seen her."})
    duty.refresh_from_db()
    assert duty.settled_at is None
    request.refresh_from_db()
    assert (request.approved, request.words) == (False, "Nobody has seen her.")


@pytest.mark.usefixtures("made")
def test_a_failure_stays_on_the_record(as_: As) -> None:
    duty, browser = the("contact.fim-review"), as_("tremlett")
    page = text(browser.get(url(duty)))
    answer = browser.post(url(duty, "failed/"), {**sent(page, url(duty, "failed/")), "reason": "Nobody was there."}, follow=True)
    assert "Settled: Failed" in text(answer)
    assert Duty.objects.filter(pk=duty.pk, state="failed").exists()


@pytest.mark.usefixtures("made")
def test_who_may_not_decide_sees_no_form_and_is_refused(as_: As) -> None:
    duty, browser = the("contact.fim-review"), as_("ashworth")
    page = text(browser.get(url(duty)))
    for act in ("decide", "promise", "reallocate", "failed"):
        assert f"/{act}/" not in page
        assert browser.post(url(duty, f"{act}/"), {"key": str(uuid4()), "expected": "1", "reason": "x"}).status_code == 403


@pytest.mark.parametrize("what", ["child", "incident"])
def test_a_duty_of_a_hidden_record_is_not_there(as_: As, made: dict[str, Any], now: datetime, what: str) -> None:
    duty = the("contact.fim-review")
    restrict(str(made[what]), now)
    assert as_("tremlett").get(url(duty)).status_code == 404
    assert as_("tremlett").post(url(duty, "reason/"), {"key": str(uuid4()), "reason": "x"}).status_code == 404


def test_a_look_at_a_named_child_is_logged(as_: As, made: dict[str, Any]) -> None:
    as_("tremlett").get(url(the("contact.fim-review")))
    assert AuditLine.objects.filter(kind="view", action="supervision:duty", subjects__contains=[made["child"]]).count() == 1


@pytest.mark.usefixtures("force")
def test_as_many_queries_whatever_it_went_through(as_: As, viewer: As, now: datetime) -> None:
    duty = rows.duties([rows.incidents(1, now)[0].ref], now)[0]
    browser, by = as_("tremlett"), viewer("okonkwo")
    counted: list[int] = []
    for n in (2, 40):
        for _ in range(n):
            rows.alerts([duty], by.ref, now)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url(duty)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
