"""What the room asks of specialists: whom, what they advised, whether it was acted on; and who is told where nobody answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.contact.test_assessing import address, plain, reported, text_of
from tests.practice.contact.test_board import rows, shown
from tests.practice.signing import browser, form_of
from tests.practice.staff import AT, Staff, do, outside
from tutela.facts import About
from tutela.facts import contact as said
from tutela.facts.writing import write_line
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.contact.queries.advising import TYPES, advising
from tutela.record.chronology.operations import receive_fact
from tutela.record.chronology.queries import timeline
from tutela.record.duties import queries as duties
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Alert, Duty

pytestmark = pytest.mark.django_db
DI = "detective_inspector@investigation"
QUESTION, ADVICE = "The film is on his phone. May we take it?", "Take it and leave it on."


def ask(staff: Staff, made: dict[str, Any], at: Any = AT, to: str = DI, text: str = QUESTION) -> str:
    return str(do(contact.ask_specialist, staff["handler"], at, incident=made["incident"], to=to, text=text).result["fact"])


def owed(staff: Staff, made: dict[str, Any], code: str, at: Any = AT) -> list[Any]:
    return [d for d in duties.for_subjects(staff["supervisor"], [made["incident"]], at=at) if d.code == code]


@pytest.mark.requirement("IC-007")
def test_advice_is_asked_given_and_weighed_and_a_question_that_waits_a_quarter_of_an_hour_alerts_the_supervisor(now_staff: Staff) -> None:
    now = clock.now()
    made = reported(now_staff, now)
    question = ask(now_staff, made, now)
    (duty,) = owed(now_staff, made, "contact.specialist-answered", now)
    assert (duty.owed_by, duty.due_at) == (DI, now + timedelta(minutes=15))
    assert rows(now_staff).counts["advice"] == 1
    assert "Advice (1)" in shown(now_staff)
    assert "No answer yet" in text_of(now_staff, "supervisor", address(made))

    def told() -> set[str]:
        row = Duty.objects.get(code="contact.specialist-answered", ref=made["incident"])
        return set(Alert.objects.filter(duty=row.pk).values_list("address", flat=True))

    sweep(now + timedelta(minutes=14))
    assert told() == {DI}
    sweep(now + timedelta(minutes=16))
    assert told() == {DI, "supervisor@contact"}

    given = do(contact.advise, now_staff["di"], now + timedelta(minutes=17), incident=made["incident"], asked=question, text=ADVICE).result["fact"]
    assert not owed(now_staff, made, "contact.specialist-answered", now + timedelta(minutes=17))
    assert [d.owed_by for d in owed(now_staff, made, "contact.specialist-weighed", now + timedelta(minutes=17))] == ["call_handler@contact"]
    assert rows(now_staff).counts["advice"] == 1, "advice that nobody acted on yet stays with the supervisor"
    page = text_of(now_staff, "supervisor", address(made))
    for words in (QUESTION, "Detective inspector", ADVICE, "Jo Ashworth", "Sam Whitlock", "Not said yet"):
        assert words in page

    later: dict[str, Any] = {"at": now + timedelta(minutes=20), "incident": made["incident"], "advised": given, "decision": "not_acted_on"}
    with pytest.raises(Refused) as refused:
        do(contact.weigh_advice, now_staff["handler"], **later, reason=" ")
    assert refused.value.because == "contact.say-why-not-acted-on"
    assert rows(now_staff).counts["advice"] == 1
    do(contact.weigh_advice, now_staff["handler"], **later, reason="He left with it.")
    assert rows(now_staff).counts["advice"] == 0
    page = text_of(now_staff, "supervisor", address(made))
    assert "Not acted on: He left with it." in page
    assert "Not said yet" not in page
    kept = [k.fact.type for k in timeline([made["incident"]], types=list(TYPES))]
    assert sorted(kept) == sorted(TYPES)


def test_each_question_has_its_own_answer_and_its_own_specialist(staff: Staff) -> None:
    made = reported(staff)
    first = ask(staff, made)
    second = ask(staff, made, AT + timedelta(minutes=5), to="coordinator@missing", text="Where does she go?")
    do(contact.advise, staff["di"], AT + timedelta(minutes=8), incident=made["incident"], asked=first, text=ADVICE)
    (duty,) = owed(staff, made, "contact.specialist-answered", AT + timedelta(minutes=8))
    assert (duty.owed_by, duty.due_at) == ("coordinator@missing", AT + timedelta(minutes=20))
    do(contact.advise, staff["handler"], AT + timedelta(minutes=9), incident=made["incident"], text="Ring her aunt.", person="DS Ida Marr")
    assert [f.id for f in advising(made["incident"]).waiting] == [second], "advice on something else answers no question"
    do(contact.advise, staff["coordinator"], AT + timedelta(minutes=10), incident=made["incident"], asked=second, text="The arcade.")
    assert advising(made["incident"]).waiting == ()
    assert len(advising(made["incident"]).unweighed) == 3


def test_what_says_nothing_or_belongs_elsewhere_is_not_kept(staff: Staff) -> None:
    made, other = reported(staff), reported(staff)
    theirs = ask(staff, other)
    tried: tuple[tuple[Any, dict[str, Any], str], ...] = (
        (contact.ask_specialist, {"to": DI, "text": " "}, "contact.question-says-nothing"),
        (contact.ask_specialist, {"to": "dispatcher@contact", "text": "What now?"}, "contact.no-such-specialist"),
        (contact.advise, {"text": ""}, "contact.advice-is-empty"),
        (contact.advise, {"text": ADVICE, "asked": theirs}, "contact.no-such-question"),
        (contact.weigh_advice, {"advised": theirs, "decision": "acted_on"}, "contact.no-such-advice"),
    )
    for act, given, because in tried:
        with pytest.raises(Refused) as refused:
            do(act, staff["handler"], AT, incident=made["incident"], **given)
        assert refused.value.because == because
    with pytest.raises(Denied):
        do(contact.ask_specialist, staff["administrator"], incident=made["incident"], to=DI, text=QUESTION)
    assert timeline([made["incident"]], types=list(TYPES)) == []


def test_another_systems_question_and_answer_stand_like_ours(staff: Staff) -> None:
    made = reported(staff)
    feed = Viewer(ref="feed:stormlike", name="Stormlike", roles=frozenset({"feed@force"}), acting="feed@force")
    asked = outside(said.SpecialistAsked(to=DI, text=QUESTION), About("incident", made["incident"]), role="call_handler")
    do(receive_fact, feed, AT, line=write_line(asked).decode())
    assert len(owed(staff, made, "contact.specialist-answered")) == 1
    answer = outside(said.SpecialistAdvised(text=ADVICE), About("incident", made["incident"]), at=AT + timedelta(minutes=3), role="detective_inspector")
    do(receive_fact, feed, AT + timedelta(minutes=3), line=write_line(answer).decode())
    assert not owed(staff, made, "contact.specialist-answered", AT + timedelta(minutes=3))


def test_the_forms_offer_what_waits_and_ask_why_not(now_staff: Staff) -> None:
    made = reported(now_staff, clock.now())
    client = browser(now_staff, "handler")
    page = client.get(address(made, "ask-specialist"))
    assert "Sam Whitlock" in plain(page), "who is on duty is named"
    assert "Choose whom you ask" in plain(client.post(address(made, "ask-specialist"), {**form_of(page), "text": QUESTION}))
    assert client.post(address(made, "ask-specialist"), {**form_of(page), "to": DI, "text": QUESTION}).status_code == 302
    inspector = browser(now_staff, "di")
    form = inspector.get(address(made, "specialist"))
    (question,) = advising(made["incident"]).waiting
    assert QUESTION in plain(form)
    assert inspector.post(address(made, "specialist"), {**form_of(form), "asked": question.id, "text": ADVICE}).status_code == 302
    (advice,) = advising(made["incident"]).unweighed
    form = client.get(address(made, "weigh-advice"))
    answered = {**form_of(form), "advised": advice.id, "decision": "not_acted_on"}
    wrong = client.post(address(made, "weigh-advice"), answered)
    assert wrong.status_code == 422
    assert "Say why the advice was not acted on." in plain(wrong)
    assert client.post(address(made, "weigh-advice"), {**answered, "reason": "He left."}).status_code == 302
    assert "Was the advice acted on?" not in text_of(now_staff, "handler", address(made))


def test_the_table_costs_the_same_however_much_was_asked(now_staff: Staff) -> None:
    made, counted = reported(now_staff, clock.now()), []
    client = browser(now_staff, "supervisor")
    for n in range(3):
        question = ask(now_staff, made, clock.now(), text=f"Question {n}?")
        do(contact.advise, now_staff["di"], clock.now(), incident=made["incident"], asked=question, text=f"Advice {n}.")
        with CaptureQueriesContext(connection, ) as found:
            assert f"Advice {n}." in plain(client.get(reverse("contact:incident", args=[made["incident"].partition(":")[2]])))
        counted.append(len(found))
    assert counted[0] == counted[2]


def test_what_nobody_could_read_again_is_not_kept(staff: Staff) -> None:
    """One line that cannot be read would stop every page, and every look of the sweep, that meets it."""
    made = reported(staff)
    before = len(timeline([made["incident"]]))
    with pytest.raises(Refused) as refused:
        do(contact.write_log, staff["handler"], AT, incident=made["incident"], kind="information", text="He rang.", what="a_thing")
    assert (refused.value.because, refused.value.having["field"]) == ("chronology.unreadable", "data.what")
    assert len(timeline([made["incident"]])) == before
