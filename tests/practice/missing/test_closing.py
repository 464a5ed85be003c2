"""The end of an episode: what the return form did not answer is asked once more, and an episode of which neither is said does not close."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing.closing import TOLD, close, sign, signed
from tests.practice.missing.test_found import plain
from tests.practice.missing.test_returns import page, record, report, told_of
from tests.practice.missing.test_returns import state_of as state_of_duty
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.facts import About, referrals
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing import operations
from tutela.practice.missing.operations.returning import Told
from tutela.record.chronology.models import Entry
from tutela.record.chronology.queries import facts_about
from tutela.record.enquiries.engine.returned import CLOSING
from tutela.record.occurrences.models import Episode

pytestmark = pytest.mark.django_db
ALL_BUT_WHERE = Told(
    words="I missed the bus.", found_by="self", how_long="Four hours", harm=False, transport="On foot", phone="Off", money_gifts=("Nothing",),
    reason="A quarrel", unanswered={"with_whom": "Nobody saw them.", "interview": "The authority is rung in the morning."},
)


def seen(staff: Staff, made: dict[str, Any], told: Told = ALL_BUT_WHERE) -> str:
    """Back, seen and verified; the episode."""
    record(staff, made, told)
    do(operations.verified, staff["constable"], clock.now(), episode=made["episode"], verified_by="police", how="Seen alone at home.")
    return str(made["episode"])


def state_of(episode: str) -> str:
    return Episode.objects.get(pk=refs.key_of(episode, "episode")).state


def shown_place(staff: Staff, made: dict[str, Any]) -> str:
    """The page of the place that the last record of a return names."""
    named = [ref for f in facts_about([Subject("episode", made["episode"])], types=["missing.ReturnRecorded"]) for ref in f.refs("place", "was_at")]
    return page(staff, "place", named[0])


def address_of(episode: str, slug: str = "close") -> str:
    return reverse(f"missing:{slug}", args=[refs.key_of(episode, "episode")])


@pytest.mark.requirement("AH-021")
def test_an_episode_of_which_nobody_says_where_the_child_was_does_not_close(now_staff: Staff) -> None:
    episode = seen(now_staff, report(now_staff))
    signed(now_staff, episode)
    client = browser(now_staff, "cii")
    form = client.get(address_of(episode))
    shown = plain(form.content.decode())
    assert "Where were they?" in shown
    assert "No notice about this child has been made since they went missing. Why not?" in shown
    assert "still_words" not in form.content.decode(), "what the return form answered is not asked again"
    refused = client.post(address_of(episode), {**form_of(form), "reason": "Home and seen.", "still_where": "", "still_notice": "Her plan covers it."})
    said = plain(refused.content.decode())
    assert refused.status_code == 422
    assert "Of the return, nobody answered these, and nobody says why not: where." in said
    assert "Home and seen." in refused.content.decode(), "what was written is there to be sent again"
    assert Entry.objects.filter(type="attempts.ClosingRefused").count() == 1, "the attempt is kept"
    assert state_of(episode) == "returned"
    no_why = client.post(address_of(episode), {**form_of(refused), "reason": "Home and seen.", "still_notice": "Her plan covers it.", "cannot": ["where"]})
    assert (no_why.status_code, state_of(episode)) == (422, "returned"), "what nobody can answer needs its reason"
    done = client.post(address_of(episode), {
        **form_of(no_why), "reason": "Home and seen.", "still_notice": "Her plan covers it.", "cannot": ["where"], "cannot_why": "She would not say.",
    })
    assert (done.status_code, state_of(episode)) == (302, "closed")
    assert "She would not say." in page(now_staff, "episode", episode)


@pytest.mark.parametrize("name", CLOSING)
def test_each_question_alone_keeps_it_open(now_staff: Staff, name: str) -> None:
    made = report(now_staff)
    do(operations.verified, now_staff["constable"], clock.now(), episode=made["episode"], verified_by="police", how="Seen alone at home.")
    with pytest.raises(Refused) as refused:
        close(now_staff, made["episode"], told=Told(unanswered={one: "Nobody asked." for one in CLOSING if one != name}))
    assert [flag.rule for flag in refused.value.flags] == ["missing.return-answered"]
    assert told_of(made) == [], "what was refused left nothing but the attempt"
    close(now_staff, made["episode"], told=TOLD)
    assert state_of(made["episode"]) == "closed"


def test_an_answer_given_at_the_closing_is_a_record_as_it_is_from_the_door(now_staff: Staff) -> None:
    made = report(now_staff)
    episode = seen(now_staff, made)
    close(now_staff, episode, told=Told(where=("Disused hotel",), unanswered={"notice": "Her plan covers it."}))
    assert [told.where for told in told_of(made)].count(("Disused hotel",)) == 1
    assert "A child who was missing was here" in shown_place(now_staff, made)


def test_a_notice_made_since_the_report_answers_for_itself(now_staff: Staff) -> None:
    from tests.practice.missing.test_trigger_plans import FEED
    from tests.practice.staff import outside
    from tutela.facts.writing import write_line
    from tutela.record.chronology.operations import receive_fact

    made = report(now_staff)
    episode = seen(now_staff, made)
    fact = outside(referrals.NoticeMade(what="Missing."), About("child", made["child"]), at=clock.now())
    do(receive_fact, FEED, clock.now(), line=write_line(fact).decode())
    assert "No notice about this child" not in plain(browser(now_staff, "cii").get(address_of(episode)).content.decode())
    close(now_staff, episode, told=Told(where=("Pier",)))
    assert state_of(episode) == "closed"


def wanting(refused: Any) -> list[tuple[str, Any]]:
    return [(flag.rule, flag.having["wanting"]) for flag in refused.value.flags]


@pytest.mark.requirement("AH-041")
def test_without_the_inspectors_sign_off_it_does_not_close_and_a_low_score_goes_back_with_the_gaps(now_staff: Staff) -> None:
    made = report(now_staff)
    episode = seen(now_staff, made)

    def closes() -> None:
        do(operations.close_episode, now_staff["cii"], clock.now(), episode=episode, reason="Home and seen.", told=TOLD)

    with pytest.raises(Refused) as refused:
        closes()
    assert wanting(refused) == [("missing.form-signed", ["line manager", "responsible"])]
    sign(now_staff, episode, "sergeant", "line_manager")
    with pytest.raises(Refused) as refused:
        closes()
    assert wanting(refused) == [("missing.form-signed", ["responsible"])]
    client = browser(now_staff, "cii")
    form = client.get(address_of(episode, "sign"))
    assert "I missed the bus." in plain(form.content.decode()), "whoever signs it has it in view"
    no_gaps = client.post(address_of(episode, "sign"), {**form_of(form), "signs_as": "responsible", "quality": "2"})
    assert (no_gaps.status_code, "Name at least one gap" in plain(no_gaps.content.decode())) == (422, True)
    low = {"signs_as": "responsible", "quality": "2", "gaps": ["where", "phone"], "text": "Which stop?"}
    assert client.post(address_of(episode, "sign"), {**form_of(no_gaps), **low}).status_code == 302
    with pytest.raises(Refused) as refused:
        closes()
    assert wanting(refused) == [("missing.form-signed", ["responsible"])], "a low score is no sign-off"
    assert state_of_duty(made, "missing.form-gaps") == "open"
    back = plain(browser(now_staff, "constable").get(address_of(episode, "return")).content.decode())
    assert "2 of 5" in back
    assert "Gaps: Where the child was, Phone. Which stop?" in back
    record(now_staff, made, Told(where=("Mill Road stop",), phone="Her sister's"), seen="not_now", now_at="")
    assert state_of_duty(made, "missing.form-gaps") == "done"
    sign(now_staff, episode, "cii", "responsible", 3)
    closes()
    assert state_of(episode) == "closed"


def test_nobody_signs_their_own_nor_as_both_nor_as_what_they_are_not(now_staff: Staff) -> None:
    made = report(now_staff)
    do(operations.verified, now_staff["constable"], clock.now(), episode=made["episode"], verified_by="police", how="Seen alone at home.")
    record(now_staff, made, ALL_BUT_WHERE, key="cii")
    with pytest.raises(Refused, match="approver-is-author"):
        sign(now_staff, made["episode"], "cii", "responsible")
    with pytest.raises(Refused, match="is-not-yours"):
        sign(now_staff, made["episode"], "sergeant", "responsible")
    now_staff.add("both", "Una Pell", "Inspector", "inspector@missing")
    with pytest.raises(Refused, match="is-not-yours"):
        sign(now_staff, made["episode"], "supervisor", "line_manager")
    sign(now_staff, made["episode"], "both", "responsible")
    with pytest.raises(Refused, match=r"is-not-yours|signed-as-other"):
        sign(now_staff, made["episode"], "both", "line_manager")
    with pytest.raises(Refused, match="name-gaps"):
        sign(now_staff, made["episode"], "sergeant", "line_manager", 1)
