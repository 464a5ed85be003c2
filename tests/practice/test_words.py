"""Words at the keyboard, and kept with the entry whichever act saves it: noticed with better ones, answered, scored; never of an urgent act."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_pages_of_the_team import page_of, report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access import grants
from tutela.foundations.audit.models import AuditLine
from tutela.foundations.kit import clock
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.duties.models import Duty
from tutela.record.wording.models import Flagged, Worded

pytestmark = pytest.mark.django_db
OFTEN = "This is not out of character for this child to go missing."
BLAMES = "She appears to engage in risky business."
USUAL = "All usual enquiries please"
AWARE = "Aware needs an officer deploying."
GOOD = "PC Kirby to her room at 8 Orchard Close by 21:00: her phone, bus tickets and her diary."
SAME = "Phone off since the afternoon, friends not answering, carer worried about what she may do to herself tonight."


@pytest.fixture(autouse=True)
def _afresh() -> None:
    cache.clear()


def asked(client: Client, text: str, kind: str = "rationale", status: int = 200) -> str:
    """What the fragment says of a text."""
    answer = client.post("/words/", {"text": text, "kind": kind})
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


# ---- at the keyboard


@pytest.mark.requirement("XX-008", part="one service at the keyboard: the corpus's sentences are flagged with their category, and a good entry passes")
@pytest.mark.requirement("AH-016", part="the keyboard says it")
@pytest.mark.requirement("AH-032", part="the exact sentence at the keyboard, with better words")
@pytest.mark.requirement("AH-033", part="the exact sentence at the keyboard, with better words")
def test_the_sentences_of_the_reports_are_said_with_better_ones_and_nothing_is_kept(now_staff: Staff) -> None:
    fim = browser(now_staff, "fim")
    lines = AuditLine.objects.count()
    assert "how often a child goes missing or comes back never lowers a risk" in asked(fim, OFTEN)
    assert "Blames the child for the harm" in asked(fim, BLAMES)
    assert "a child's age or maturity never lowers a risk" in asked(fim, "medium because he is 17")
    assert "Says nothing about this child" in asked(fim, "Seen, noted and agreed.", "endorsement")
    assert "who is to do what, where and by when" in asked(fim, USUAL, "direction")
    assert asked(fim, GOOD, "direction").strip() == ""
    assert not Flagged.objects.exists()
    assert not Worded.objects.exists()
    assert AuditLine.objects.count() == lines


@pytest.mark.requirement("AH-099", part="at the keyboard the reviewer reads what the review lacks, with the four choices")
def test_a_review_that_decides_nothing_is_told_its_four_choices(now_staff: Staff) -> None:
    said = asked(browser(now_staff, "fim"), AWARE, "review")
    assert "send somebody, change the grade, ask a senior for somebody to send, or hand it over" in said
    assert "give it a time" in said


def test_it_is_asked_by_post_signed_in_with_the_forms_token_and_not_too_often(now_staff: Staff) -> None:
    fim = browser(now_staff, "fim")
    assert fim.get("/words/").status_code == 405
    assert Client().post("/words/", {"text": OFTEN, "kind": "rationale"}).status_code in (302, 401, 403)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = fim.cookies
    assert strict.post("/words/", {"text": OFTEN, "kind": "rationale"}).status_code == 403
    asked(fim, OFTEN, "poem", 422)
    for _ in range(60):
        answer = fim.post("/words/", {"text": GOOD, "kind": "direction"})
    assert answer.status_code == 429
    assert asked(browser(now_staff, "cii"), OFTEN)   # another's minute is their own


def test_an_answer_takes_as_many_queries_whatever_was_written_before(now_staff: Staff) -> None:
    fim = browser(now_staff, "fim")

    def queries() -> int:
        with CaptureQueriesContext(connection, ) as seen:
            asked(fim, SAME)
        return len(seen)

    queries()
    empty = queries()
    by, at = now_staff["fim"], clock.now()
    Worded.objects.bulk_create([
        Worded(fact=f"f:{n}", subject="e:none", about=[f"e:{n}"], field="rationale", kind="rationale", words=f"{SAME} {n}", author=by.ref, unit=by.unit or "",
               at=at - timedelta(minutes=n), score=1, low=False) for n in range(450)
    ])
    full = queries()
    assert full <= empty + 3   # the policy asks of the nearest few, in as many looks as of one
    assert full <= 16


# ---- an earlier entry


def graded(staff: Staff, who: str = "fim", name: str = "Mia Hart", text: str = SAME) -> dict[str, Any]:
    made = dict(do(
        contact.take_report, staff["handler"], clock.now() - timedelta(minutes=30), who="Joan Pell", where="8 Orchard Close", why_worried="Late.",
        concern="missing_child", child_name=name,
    ).result)
    done = do(missing.grade_risk, staff[who], clock.now() - timedelta(minutes=9), episode=made["episode"], level="high", rationale=text)
    return {**made, "flags": done.flags, "fact": done.result["fact"]}


@pytest.mark.requirement("AH-017")
def test_the_same_reasons_for_a_second_child_are_flagged_with_the_first_and_how_like(now_staff: Staff) -> None:
    fim = browser(now_staff, "fim")
    assert "same as an entry" not in asked(fim, SAME)
    first = graded(now_staff)
    assert [f for f in first["flags"] if f.because == "wording.noticed-copy"] == []
    said = asked(fim, SAME)
    assert "100% of this is the same as an entry of yours or your team's" in said
    assert f'href="/missing/searches/{first["episode"].partition(":")[2]}/"' in said or first["episode"].partition(":")[2] in said
    second = graded(now_staff, name="Leah Brook")
    flag = next(f for f in second["flags"] if f.because == "wording.noticed-copy")
    assert flag.having["percent"] == 100
    kept = Worded.objects.get(fact=second["fact"], field="rationale")
    assert (kept.alike, kept.first, kept.first_subject) == (100, first["fact"], first["episode"])
    assert Flagged.objects.filter(fact=second["fact"], category="templated", code="language.near-copy").exists()
    assert not Flagged.objects.filter(fact=first["fact"], category="templated").exists()
    # the team's are compared too, and other words are like none
    assert "100% of this" in asked(browser(now_staff, "cii"), SAME)
    assert "same as an entry" not in asked(fim, GOOD + " Her carer rings her sister at 20:45 and tells us at once.")


def test_an_entry_of_which_one_may_not_know_is_like_nothing(now_staff: Staff) -> None:
    first = graded(now_staff, "cii")
    grants.restrict(first["child"], level="existence", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=clock.now())
    assert "same as an entry" not in asked(browser(now_staff, "fim"), SAME)
    second = graded(now_staff, name="Leah Brook")
    assert Worded.objects.get(fact=second["fact"], field="rationale").alike is None
    assert not Flagged.objects.filter(fact=second["fact"], code="language.near-copy").exists()


# ---- saved after an edit, or with a reason


@pytest.mark.requirement("AH-032")
@pytest.mark.requirement("AH-033")
@pytest.mark.parametrize(("sentence", "category", "better"), [
    (OFTEN, "Frequency used to reduce concern", "how often a child goes missing or comes back never lowers a risk"),
    (BLAMES, "Blames the child", "Blames the child for the harm"),
])
def test_an_act_that_can_wait_asks_for_other_words_or_a_reason_and_loses_nothing(now_staff: Staff, sentence: str, category: str, better: str) -> None:
    """The exact sentences: flagged with better words, saved only with a reason, in the week's list by author and unit."""
    made = graded(now_staff)
    assert better in asked(browser(now_staff, "fim"), sentence)
    fim, page = browser(now_staff, "fim"), page_of(made, "lower")
    form = fim.get(page)
    assert "If the words are right as they are" not in plain(form.content.decode())
    sent = {**form_of(form), "level": "medium", "reason": sentence}
    again = fim.post(page, sent)
    assert again.status_code == 422
    shown = plain(html.unescape(again.content.decode()))
    assert sentence in shown
    assert "Change the words, or say below why they are right." in shown
    assert "If the words are right as they are" in shown
    assert not Flagged.objects.filter(field="reason").exists()
    saved = fim.post(page, {**sent, "words_why": "It is what her worker wrote; I quote it."})
    assert saved.status_code == 302
    rows = Flagged.objects.filter(field="reason", answer="justified")
    assert {row.answer_words for row in rows} == {"It is what her worker wrote; I quote it."}
    assert {row.answered_by for row in rows} == {now_staff["fim"].ref}
    listed = browser(now_staff, "superintendent").get("/reports/measures/words/records/?which=justified")
    listed_words = plain(html.unescape(listed.content.decode()))
    for part in ("It is what her worker wrote; I quote it.", "Tom Ekers", category):
        assert part in listed_words, part
    assert category in plain(html.unescape(browser(now_staff, "superintendent").get("/reports/measures/words/").content.decode()))


def test_changed_words_are_saved_at_once_and_an_urgent_act_is_never_asked(now_staff: Staff) -> None:
    made = graded(now_staff)
    fim = browser(now_staff, "fim")
    form = fim.get(page_of(made, "lower"))
    said = "PC Kirby saw her at her aunt's at 20:15, unhurt; her aunt keeps her until her mother comes."
    assert fim.post(page_of(made, "lower"), {**form_of(form), "level": "medium", "reason": OFTEN}).status_code == 422
    assert fim.post(page_of(made, "lower"), {**form_of(form), "level": "medium", "reason": said}).status_code == 302
    assert not Flagged.objects.filter(field="reason", category__in=["frequency", "minimising", "victim-blaming"]).exists()
    for slug, sent in (("grade", {"level": "high", "rationale": OFTEN}), ("review", {"decision": "deploy", "within": "60", "text": OFTEN})):
        page = page_of(made, slug)
        assert fim.post(page, {**form_of(fim.get(page)), **sent}).status_code == 302
    for slug in ("found", "returned", "search", "enquire", "alert"):
        assert "data-words" not in fim.get(page_of(made, slug)).content.decode()
    assert "data-words" in fim.get(page_of(made, "grade")).content.decode()


@pytest.mark.requirement("AH-016", part="\u201cage used to lower risk\u201d is said, and the second-line review is owed")
def test_age_used_to_lower_risk_is_said_and_opens_the_second_line(now_staff: Staff) -> None:
    made = report(now_staff)
    fim, page = browser(now_staff, "fim"), page_of(made, "grade")
    saved = fim.post(page, {**form_of(fim.get(page)), "level": "medium", "rationale": "medium because he is 17"}, follow=True)
    assert "a child's age or maturity never lowers a risk" in plain(html.unescape(saved.content.decode()))
    assert Flagged.objects.filter(category="age-based", field="rationale").exists()
    owed = Duty.objects.filter(code="missing.second-line-review")
    assert owed.exists()
    shown = plain(html.unescape(fim.get(page_of(made)).content.decode()))
    assert "Read a grading that was flagged" in shown


# ---- directions


@pytest.mark.requirement("AH-025")
def test_a_direction_that_says_nothing_is_kept_does_not_count_and_is_asked_for_again(now_staff: Staff) -> None:
    made = report(now_staff)
    fim, page = browser(now_staff, "fim"), page_of(made, "allocate")

    def sent(**more: str) -> str:
        answer = fim.post(page, {**form_of(fim.get(page)), "to": "sergeant@response", **more})
        assert answer.status_code == 302
        return str(answer["Location"])

    assert sent(direction=USUAL) == page
    shown = plain(html.unescape(fim.get(page).content.decode()))
    assert "The direction does not count yet" in shown
    assert USUAL in shown.partition("Direction")[2]   # nothing that was written is lost
    assert sent(direction=USUAL, words_why="She is at her aunt's and PC Kirby is bringing her home.") != page
    assert sent(direction=GOOD) != page
    kept = list(Worded.objects.filter(field="direction").order_by("at", "id").values_list("low", "why", "score"))
    assert [low for low, _, _ in kept] == [True, True, False]
    assert [why for _, why, _ in kept] == ["", "She is at her aunt's and PC Kirby is bringing her home.", ""]
    assert kept[0][2] < 2 < kept[2][2]
    trend = plain(html.unescape(browser(now_staff, "superintendent").get("/reports/measures/directions/").content.decode()))
    assert "Says too little, and why there is nothing to add" in trend
    assert "Tom Ekers" in trend
