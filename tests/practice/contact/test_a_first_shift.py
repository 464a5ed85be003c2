"""What a call handler's first shift met: each thing that misled or was lost then, held so that it does not come back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.signing import browser, form_of
from tests.practice.staff import AT, Staff, do
from tutela.foundations.design.times import local_clock
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.duties import queries as duties
from tutela.record.enquiries.queries import THRIVE, heard
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import GradeVersion, RiskVersion
from tutela.record.wording.models import Flagged

SAID = {
    "who": "a girl in pyjamas", "where": "8 Orchard Close", "why_worried": "Not dressed for the night.", "concern": "missing_child",
    "child_name": "Ellie Marsh",
}


def reported(staff: Staff, at: Any = AT, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {**SAID, "child_ages": (14, 14), "concerns": ("self_harm",), "grade": "immediate", "missing_since": at - timedelta(hours=5), **more}
    return do(contact.take_report, staff["handler"], at, **given).result


def text_of(staff: Staff, key: str, made: dict[str, Any], slug: str = "incident") -> str:
    address = reverse(f"contact:{slug}", args=[refs.key_of(made["incident"], "incident")])
    return " ".join(browser(staff, key).get(address).content.decode().split())


def post(staff: Staff, key: str, made: dict[str, Any], slug: str, **said: str) -> str:
    """What the page after an act says."""
    address = reverse(f"contact:{slug}", args=[refs.key_of(made["incident"], "incident")])
    client = browser(staff, key)
    done = client.post(address, {**form_of(client.get(address)), **said}, follow=True)
    assert done.status_code == 200
    return " ".join(done.content.decode().split())


# ---- the assessment

def test_filling_what_is_empty_is_enough(staff: Staff) -> None:
    made = reported(staff, thrive={"threat": "Unknown men.", "harm": "Cuts.", "risk": "Tonight."})
    codes = {d.code for d in duties.for_subjects(staff["handler"], [made["incident"]], at=AT)}
    assert "contact.thrive-complete" in codes
    said = {"investigation": "Phone live.", "vulnerability": "Looked after.", "engagement": "Carer meets us."}
    do(contact.assess, staff["handler"], AT + timedelta(minutes=3), incident=made["incident"], **said)
    assert heard(made["incident"]).thrive == {"threat": "Unknown men.", "harm": "Cuts.", "risk": "Tonight.", **said}
    after = {d.code for d in duties.for_subjects(staff["handler"], [made["incident"]], at=AT + timedelta(minutes=3))}
    assert "contact.thrive-complete" not in after


def test_the_form_opens_with_what_stands(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), thrive={"threat": "Unknown men in a car."})
    page = text_of(now_staff, "handler", made, "assess")
    assert "Unknown men in a car." in page
    done = post(now_staff, "handler", made, "assess", **dict.fromkeys(THRIVE[1:], "Filled."))
    assert "The assessment is saved." in done
    assert heard(made["incident"]).thrive["threat"] == "Unknown men in a car."


def test_who_answers_what_another_owed_is_told_so(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), immediate_danger=True)
    told = post(now_staff, "handler", made, "log", kind="information", what="second_call", text="Her phone was last on near the bus station.")
    assert "owes now: Assess again: new information came" in told
    assert "Told: Inspector Tom Ekers" in told
    again = post(now_staff, "handler", made, "log", kind="information", what="sighting", text="Seen at the kiosk.")
    assert "It joins what waits already" in again
    done = post(now_staff, "handler", made, "assess", threat="An older man.")
    assert "This also answers what the" in done
    assert "owed: Assess again: new information came" in done


# ---- what the page says first

def test_what_came_last_stands_in_the_answers_and_on_the_board(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    board = reverse("worklist:room")
    assert "New information" not in browser(now_staff, "fim").get(board).content.decode()
    said = {"kind": "information", "text": "Phone near the bus station.", "what": "second_call"}
    do(contact.write_log, now_staff["handler"], clock.now(), incident=made["incident"], **said)
    answers = text_of(now_staff, "fim", made).partition("What must I do next")[0]
    assert "Phone near the bus station." in answers
    assert "latest" in answers
    assert "New information" in browser(now_staff, "fim").get(board).content.decode()


def test_missing_since_is_when_the_child_went_and_not_when_we_heard(now_staff: Staff) -> None:
    now = clock.now()
    gone = now - timedelta(minutes=1)
    made = reported(now_staff, now, missing_since=gone)
    other = reported(now_staff, now, missing_since=None, child_name="Tess Hollis")
    said = f"Missing since {local_clock(gone)} "
    episode = reverse("missing:episode", args=[refs.key_of(made["episode"], "episode")])
    fim = browser(now_staff, "fim")
    for page in (text_of(now_staff, "fim", made), fim.get(episode).content.decode(), fim.get(reverse("missing:list")).content.decode()):
        assert said in page
        assert f"(reported {local_clock(now)}" in page
    assert "Missing; since when is not known (reported" in text_of(now_staff, "fim", other)


def test_board_and_list_agree_that_high_risk_is_immediate(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), grade="prompt")
    do(missing.grade_risk, now_staff["handler"], clock.now(), episode=made["episode"], level="high", rationale="Has said that she would die.")
    fim = browser(now_staff, "fim")
    board = fim.get(reverse("worklist:room")).content.decode().partition("<tbody")[2]
    assert "Immediate" in board
    assert "Prompt" not in board
    assert "Response: Immediate" in fim.get(reverse("missing:list")).content.decode()


def test_sending_somebody_stands_before_all_else_until_somebody_was_sent(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    button = '<a href="{}"'.format(reverse("contact:send", args=[refs.key_of(made["incident"], "incident")]))
    page = text_of(now_staff, "dispatcher", made)
    assert button in page.partition("app-band")[0]
    assert "Nobody is searching yet; owned by Inspector Tom Ekers" in page
    assert "Reported, unallocated" in page
    do(contact.dispatch, now_staff["dispatcher"], clock.now(), incident=made["incident"], resource="NS21")
    later = text_of(now_staff, "dispatcher", made)
    assert button not in later.partition("app-band")[0]
    assert "no team has the search yet" in later


def test_what_is_not_known_is_said_and_a_concern_that_was_ticked_is_not_lost(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), grade="", thrive={"threat": "Men."})
    page = text_of(now_staff, "fim", made)
    gaps = page.partition("What do we not know")[2].partition("</section>")[0]
    for said in (
        "Nobody has graded the risk", "Nobody has graded the response", "THRIVE lacks harm, risk,", "Questionnaire not begun",
        "no photograph", "where the child lives", "from where the child is missing", "No information since the report",
    ):
        assert said in gaps, said
    assert "No gap is recorded" not in gaps
    before = page.partition("What must I know before I go?")[2].partition("Who else is working")[0]
    assert "said by the caller in the report; not checked" in before
    assert "14 years old (said by the caller)" in page
    assert "estimated" not in page


def test_what_is_owed_opens_the_form_that_does_it_for_who_may(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    incident, episode = refs.key_of(made["incident"], "incident"), refs.key_of(made["episode"], "episode")
    page = text_of(now_staff, "fim", made).partition('id="owed"')[2].partition('id="log"')[0]
    for address in (
        reverse("contact:review", args=[incident]), reverse("missing:grade", args=[episode]), reverse("missing:tell", args=[episode]),
        reverse("missing:search", args=[episode]), reverse("missing:questionnaire", args=[episode]),
    ):
        assert f'href="{address}"' in page, address
    assert page.count("Why and by when") >= 5
    assert reverse("contact:review", args=[incident]) not in text_of(now_staff, "handler", made), "a call handler reviews nothing"


def test_the_grade_that_was_given_does_not_contradict_the_one_that_stands(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now(), grade="prompt")
    do(missing.grade_risk, now_staff["fim"], clock.now(), episode=made["episode"], level="high", rationale="A man waits for her.")
    history = text_of(now_staff, "fim", made).partition('id="history"')[2]
    row = next(part for part in history.split("<tr") if "Prompt" in part)
    assert "Now Immediate: the risk is high" in row
    assert ">Live<" not in row.replace(" ", "")


def test_each_page_of_one_child_offers_what_is_done_on_the_other(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    incident, episode = refs.key_of(made["incident"], "incident"), refs.key_of(made["episode"], "episode")
    do_ = text_of(now_staff, "handler", made).partition('id="do"')[2].partition('id="owed"')[0]
    assert reverse("missing:grade", args=[episode]) in do_
    page = browser(now_staff, "handler").get(reverse("missing:episode", args=[episode])).content.decode().partition('id="do"')[2]
    assert reverse("contact:log", args=[incident]) in page


@pytest.mark.parametrize("slug", ["log", "assess", "grade"])
def test_a_form_names_the_child_that_it_is_about(now_staff: Staff, slug: str) -> None:
    made = reported(now_staff, clock.now())
    assert "Ellie Marsh" in text_of(now_staff, "handler", made, slug)


# ---- asking for less

def test_words_that_make_little_of_a_child_are_noticed_and_stop_nothing(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    done = post(now_staff, "handler", made, "grade", grade="prompt", rationale="She usually turns up.", result="Seen by an officer within the hour.")
    assert "Asked, not set." in done
    assert "Immediate stays live until a supervisor who is not you approves Prompt." in done
    assert "how often a child goes missing or comes back never lowers a risk" in done
    assert done.count("govuk-notification-banner__title") <= 1
    assert Flagged.objects.filter(category="frequency", subject=made["incident"]).count() == 1
    assert GradeVersion.objects.get(status="pending").grade == "prompt"


def test_who_asked_takes_it_back_and_nobody_else_can(staff: Staff) -> None:
    made = reported(staff)
    do(contact.request_lowering, staff["handler"], incident=made["incident"], grade="prompt", reason="Her aunt has her at 12 Quay Street.")
    with pytest.raises(Refused):
        do(contact.withdraw_lowering, staff["dispatcher"], incident=made["incident"])
    do(contact.withdraw_lowering, staff["handler"], AT + timedelta(minutes=1), incident=made["incident"], reason="The aunt has not seen her.")
    row = GradeVersion.objects.get(status="withdrawn")
    assert (row.by, row.decided_by) == (staff["handler"].ref, staff["handler"].ref)
    held = queries.incident(made["incident"])
    assert held is not None
    assert held.card.live is not None
    assert (held.card.live.value, held.card.pending) == ("immediate", None)
    assert not [d for d in duties.for_subjects(staff["supervisor"], [made["incident"]], at=AT + timedelta(minutes=1)) if d.code == "contact.lowering-decision"]
    assert Entry.objects.filter(type="contact.LoweringDeclined").count() == 1
    do(contact.request_lowering, staff["handler"], AT + timedelta(minutes=2), incident=made["incident"], grade="prompt", reason="She answers her phone now.")


def test_the_same_holds_of_the_risk(staff: Staff) -> None:
    made = reported(staff)
    do(missing.grade_risk, staff["fim"], episode=made["episode"], level="high", rationale="Self-harm.")
    asked = do(missing.request_lowering, staff["fim"], episode=made["episode"], level="medium", reason="He always comes back.")
    assert [flag.because for flag in asked.flags][:1] == ["wording.noticed-frequency"]
    do(missing.withdraw_lowering, staff["fim"], AT + timedelta(minutes=1), episode=made["episode"])
    assert RiskVersion.objects.get(status="withdrawn").level == "medium"


# ---- the report

def test_a_name_alone_says_who_and_a_time_alone_says_today(now_staff: Staff) -> None:
    client = browser(now_staff, "handler")
    gone = clock.now() - timedelta(minutes=3)
    said = {"child_name": "Ellie Marsh", "child_age": "14", "where": "8 Orchard Close", "why_worried": "Not back.", "missing": "yes", "channel": "101"}
    body = {**form_of(client.get(reverse("contact:report"))), **said, "missing_since_time": local_clock(gone)[:5]}
    saved = client.post(reverse("contact:report"), body)
    assert saved.status_code == 302
    from tutela.record.occurrences.models import Episode, Incident

    assert Incident.objects.get().who == "Ellie Marsh"
    since = Episode.objects.get().missing_since
    assert since is not None
    assert since.replace(second=0, microsecond=0) == gone.replace(second=0, microsecond=0)


def test_a_report_about_nobody_asks_who(now_staff: Staff) -> None:
    client = browser(now_staff, "handler")
    body = {**form_of(client.get(reverse("contact:report"))), "where": "Quay", "why_worried": "Screams.", "missing": "no", "channel": "101"}
    page = client.post(reverse("contact:report"), body)
    assert page.status_code == 422
    assert "Write who it is about" in page.content.decode()
