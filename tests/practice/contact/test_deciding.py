"""A decision says what the child is to have of it, in a field of its own, and later what came of it; what is urgent stands without, and is asked for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.practice.contact.test_assessing import address, plain
from tests.practice.contact.test_board import report
from tests.practice.contact.test_sending import owed
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.practice.contact.queries.deciding import decisions
from tutela.record.chronology.queries import timeline
from tutela.record.occurrences.models import GradeVersion

pytestmark = pytest.mark.django_db
RESULT = "Seen by an officer tonight, and with her aunt."


def page(staff: Staff, made: dict[str, Any], slug: str = "incident", key: str = "supervisor") -> str:
    return plain(browser(staff, key).get(address(made, slug)))


@pytest.mark.requirement("IC-004", part="a grade that raises stands and is asked for it; a lowering is refused; the pair is kept")
def test_a_grade_that_raises_stands_without_its_expected_result_and_is_asked_for_it_and_a_lowering_is_refused(now_staff: Staff) -> None:
    made = report(now_staff, "Ada Voll", 1)
    client = browser(now_staff, "handler")
    form = client.get(address(made, "grade"))
    assert "What is the child to have of it?" in plain(form)
    answer = client.post(address(made, "grade"), {**form_of(form), "grade": "immediate", "rationale": "Nine, and alone."}, follow=True)
    assert "The decision stands. Say soon what the child is to have of it" in plain(answer)
    assert GradeVersion.objects.get(status="live").grade == "immediate", "nothing urgent is refused"
    assert owed(now_staff, "contact.result-expected", made["incident"], clock.now()) == ["open"]

    form = client.get(address(made, "lower"))
    less = {"grade": "prompt", "reason": "Her aunt rang: she has her at 12 Quay Street."}
    refused = client.post(address(made, "lower"), {**form_of(form), **less})
    assert refused.status_code == 422
    assert "Write what the child is to have of it" in plain(refused)
    for act, words in ((contact.request_lowering, {"reason": less["reason"]}), (contact.grade, {"rationale": less["reason"]})):
        with pytest.raises(Refused, match="decision-without-result"):
            do(act, now_staff["handler"], clock.now(), incident=made["incident"], grade="prompt", result=" ", **words)
    assert GradeVersion.objects.filter(status="pending").count() == 0
    assert client.post(address(made, "lower"), {**form_of(client.get(address(made, "lower"))), **less, "result": RESULT}).status_code == 302
    assert GradeVersion.objects.filter(status="pending").count() == 1

    form = client.get(address(made, "expect"))
    assert client.post(address(made, "expect"), {**form_of(form), "decision": decisions(made["incident"])[0].fact.id, "result": RESULT}).status_code == 302
    assert owed(now_staff, "contact.result-expected", made["incident"], clock.now()) == ["done"]
    raised, lowered = decisions(made["incident"])
    assert [(d.fact.data.of, d.result) for d in (raised, lowered)] == [("grade", RESULT), ("lowering", RESULT)]  # type: ignore[attr-defined]


def test_a_decision_has_its_fields_and_later_its_result_beside_what_was_expected(now_staff: Staff) -> None:
    made = report(now_staff, "Ada Voll", 1)
    client = browser(now_staff, "supervisor")
    form = client.get(address(made, "decide"))
    empty = client.post(address(made, "decide"), form_of(form))
    assert empty.status_code == 422
    said = {
        "of": "deployment", "what": "NS21 to the home.", "why": "Her brother is nine and alone there.", "rejected": "Waiting for the morning.",
        "result": RESULT, "within": "120",
    }
    assert client.post(address(made, "decide"), {**form_of(form), **said}).status_code == 302
    fact = timeline([made["incident"]], types=["contact.DecisionRecorded"])[0].fact
    data: Any = fact.data
    assert (data.of, data.what, data.why, data.rejected, data.result) == tuple(said[k] for k in ("of", "what", "why", "rejected", "result"))
    assert data.by_when == fact.occurred.earliest + timedelta(hours=2)
    assert owed(now_staff, "contact.result-expected", made["incident"], clock.now()) == []
    assert owed(now_staff, "contact.result-recorded", made["incident"], clock.now()) == ["open"]
    form = client.get(address(made, "result"))
    assert RESULT in plain(form), "what was expected is in view"
    came = {"decision": fact.id, "met": "partly", "result": "Seen at 20:40; her brother was not at home."}
    assert client.post(address(made, "result"), {**form_of(form), **came}).status_code == 302
    assert owed(now_staff, "contact.result-recorded", made["incident"], clock.now()) == ["done"]
    text = page(now_staff, made)
    for words in ("Decisions and what they brought", RESULT, "Not chosen: Waiting for the morning.", "In part", came["result"]):
        assert words in text
    assert "Say what came of a decision" not in text


def test_a_closing_decision_says_what_the_child_is_to_have_and_no_result_is_of_a_decision_that_is_not_there(now_staff: Staff) -> None:
    made, other = report(now_staff, "Ada Voll", 1), report(now_staff, "Ben Ilk", 1)
    given: dict[str, Any] = {"what": "Close it.", "why": "He is home."}
    for of in ("closing", "lowering"):
        with pytest.raises(Refused, match="decision-without-result"):
            do(contact.record_decision, now_staff["supervisor"], clock.now(), incident=made["incident"], of=of, **given)
    with pytest.raises(Refused, match="decision-says-nothing"):
        do(contact.record_decision, now_staff["supervisor"], clock.now(), incident=made["incident"], of="other", what="Close it.", why=" ")
    done = do(contact.record_decision, now_staff["supervisor"], clock.now(), incident=made["incident"], of="closing", result="Home and well.", **given)
    with pytest.raises(Refused, match="no-such-decision"):
        do(contact.record_result, now_staff["supervisor"], clock.now(), incident=other["incident"], decision=done.result["fact"], met="yes", result="Home.")
    with pytest.raises(Refused, match="result-says-nothing"):
        do(contact.record_result, now_staff["supervisor"], clock.now(), incident=made["incident"], decision=done.result["fact"], met="yes", result=" ")
    assert browser(now_staff, "constable").get(address(made, "decide")).status_code == 200
