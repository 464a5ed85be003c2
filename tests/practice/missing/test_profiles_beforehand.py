"""What a child's carers wrote beforehand (the Philomena protocol): dated, named, and in the questionnaire on the day, so that nobody asks them again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_plans_followed import again
from tests.practice.missing.test_trigger_plans import gone, page
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.design.times import local_date
from tutela.foundations.kit import clock, refs
from tutela.foundations.kit.periods import local
from tutela.foundations.work.errors import Refused
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing import operations as team
from tutela.record.chronology.queries import facts_about

pytestmark = pytest.mark.django_db
HALE = "Mrs Hale, manager of Rowan House"


def given(staff: Staff, child: str, days: int = 3, **more: Any) -> None:
    day = local(clock.now()).date() - timedelta(days=days)
    said = {"given_by": HALE, "given_on": day, "answers": {"description": "Slim, scar on the chin", "medication": "Epilepsy; carries her tablets"}, **more}
    do(team.keep_profile, staff["coordinator"], clock.now(), child=child, **said)


def questionnaire(staff: Staff, episode: str) -> tuple[Any, str]:
    client, address = browser(staff, "handler"), reverse("missing:questionnaire", args=[refs.key_of(episode, "episode")])
    return client, address


def test_it_stands_in_the_questionnaire_with_who_and_when_and_is_answered_by_saving(now_staff: Staff) -> None:
    child = gone(now_staff)
    client, address = browser(now_staff, "coordinator"), reverse("missing:profile", args=[refs.key_of(child, "person")])
    day = local(clock.now()).date() - timedelta(days=3)
    asked = {f"given_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    empty = client.post(address, {**form_of(client.get(address)), **asked})
    assert "Say who wrote it" in plain(empty.content.decode())
    answer = client.post(address, {
        **form_of(empty), **asked, "given_by": HALE, "description": "Slim, scar on the chin", "medication": "Epilepsy; carries her tablets",
        "photo": "With the home's file, March",
    })
    assert answer.status_code == 302, plain(answer.content.decode())
    text = page(now_staff, child)
    for said in ("Slim, scar on the chin", "Epilepsy; carries her tablets", f"{HALE}, {local_date(day)}", "With the home"):
        assert said in text, said
    episode = again(now_staff, child)
    client, address = questionnaire(now_staff, episode)
    form = client.get(address)
    said = f"Slim, scar on the chin ({HALE}, {local_date(day)})"
    assert said in plain(form.content.decode())
    assert "With the home" in plain(form.content.decode())
    sent = client.post(address, {**form_of(form), "description": said, "friends": "Marko"})
    assert sent.status_code == 302, plain(sent.content.decode())
    last: Any = facts_about([Subject("episode", episode)], types=["missing.QuestionnaireCompleted"])[-1].data
    assert {one.question: one.words for one in last.answers} == {"description": said, "friends": "Marko"}


def test_the_last_answer_to_each_question_stands_and_what_was_asked_on_the_day_stands_above_it(now_staff: Staff) -> None:
    child = gone(now_staff)
    given(now_staff, child, days=30)
    given(now_staff, child, days=2, answers={"description": "Short red hair now"}, given_by="Mr Lowe, key worker")
    episode = again(now_staff, child)
    client, address = questionnaire(now_staff, episode)
    text = plain(client.get(address).content.decode())
    assert "Short red hair now (Mr Lowe, key worker" in text
    assert "Epilepsy; carries her tablets (Mrs Hale" in text
    do(team.complete_questionnaire, now_staff["handler"], clock.now(), episode=episode, answers={"description": "In a green coat tonight"})
    text = plain(client.get(address).content.decode())
    assert "In a green coat tonight" in text
    assert "Short red hair" not in text


def test_what_says_nothing_is_not_kept_and_who_may_not_read_of_the_child_reads_none_of_it(now_staff: Staff) -> None:
    child = gone(now_staff)
    tomorrow = local(clock.now()).date() + timedelta(days=1)
    for why, more in (("say-who", {"given_by": " "}), ("says-nothing", {"answers": {}}), ("day-to-come", {"given_on": tomorrow})):
        with pytest.raises(Refused, match=why):
            given(now_staff, child, **more)
    given(now_staff, child)
    Restriction.objects.create(subject=child, level="detail", audience=["fim@contact"], why="Witness", since=clock.now(), by="test")
    assert "scar on the chin" not in page(now_staff, child)
    assert "scar on the chin" in page(now_staff, child, "fim")
