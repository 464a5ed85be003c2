"""A reviewer's page: overrides, refused lowerings, flagged words, second readings by lot, a coaching note (AH-104)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
WORDS = ("This is not out of character for this child to go missing.", "She appears to engage in risky business.")


def an_inspector(acts: Acts) -> str:
    """An inspector in the control room: one lowering that was refused, two flags, four reviews. Their page."""
    from tutela.foundations.work.errors import Refused
    from tutela.practice.missing import operations as missing

    for number, words in enumerate(WORDS):
        made = acts.missing(-300 + number * 5, out_of_character=True, concerns=("self_harm", "suicide"))
        acts.do(missing.grade_risk, "tremlett", -280, episode=made["episode"], level="high", rationale="She said that she would die.")
        acts.do(missing.request_lowering, "tremlett", -270, episode=made["episode"], level="medium", reason=words)
        for minutes in (-200, -100):
            acts.do(
                missing.review_episode, "tremlett", minutes + number, episode=made["episode"], decision="deploy", by_when=timedelta(hours=1),
                text="PC Osei to the flat in Harbour Row by eight.",
            )
    with pytest.raises(Refused):
        acts.do(missing.approve_lowering, "voss", -260, episode=made["episode"], reason="Fine.")
    return f"/reports/reviewers/{acts.viewer('tremlett').ref.partition(':')[2]}/"


def judged(acts: Acts, minutes: float = 0.0) -> None:
    """What acts leave to the queue about officers is judged."""
    from tests.record.duties.happening import _do_what_was_left

    _do_what_was_left(acts.now + timedelta(minutes=minutes))


@pytest.mark.requirement("AH-104")
def test_a_reviewers_page_shows_numbers_with_their_records_a_sample_and_a_coaching_note(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.desks.reports.models import SecondReading

    where, client = an_inspector(acts), as_("okonkwo")
    page = said(client.get(where))
    assert "Gill Tremlett For coaching." in page
    assert "Words that make little of a child Not answered 7" in page
    assert "Reviews worth having Nothing followed 2" in page
    assert "Levels of risk beside what was suggested As suggested 2" in page
    voss = said(client.get(f"/reports/reviewers/{acts.viewer('voss').ref.partition(':')[2]}/"))
    assert "Lowerings and closings that were refused Lowering refused 1" in voss
    assert "Gill Tremlett 4 0 2" in said(client.get("/reports/reviewers/"))
    drawn = client.post(f"{where}draw/", {"key": str(uuid4())}, follow=True)
    assert "3 reviews were drawn" in said(drawn)
    assert SecondReading.objects.filter(reviewer=acts.viewer("tremlett").ref, asked_by=acts.viewer("okonkwo").ref).count() == 3
    judged(acts)
    from tutela.record.duties.models import Alert, Duty

    task = Duty.objects.get(code="governance.second-reading")
    assert (task.ref, task.owed_by, task.state) == (acts.viewer("tremlett").ref, "superintendent@missing", "open")
    assert task.due_at is not None
    assert task.due_at - task.opened_at == timedelta(days=14)
    assert acts.viewer("okonkwo").ref in set(Alert.objects.filter(duty=task.pk).values_list("officer", flat=True))
    work = client.get(reverse("worklist:home"))
    assert "Read the reviews that were drawn, as the second reader" in said(work)
    assert where in work.content.decode(), "the task leads to where it is done"
    reading = f"/reports/readings/{SecondReading.objects.order_by('id').values_list('id', flat=True)[0]}/"
    assert "PC Osei to the flat in Harbour Row by eight." in said(client.get(reading))
    assert client.post(reading, {"agrees": "no", "words": "", "key": str(uuid4())}).status_code == 422
    client.post(reading, {"agrees": "no", "words": "I would have called in more people.", "key": str(uuid4())})
    client.post(f"{where}coach/", {"words": "Talked about naming what is new.", "key": str(uuid4())})
    page = said(client.get(where))
    assert "I would have called in more people. Would decide differently Ruth Okonkwo" in page
    assert "Talked about naming what is new. Ruth Okonkwo" in page
    assert "Another would decide differently Not as it should be 1 (33%)" in said(client.get("/reports/measures/second-readings/"))
    judged(acts, 1)
    assert Duty.objects.get(pk=task.pk).state == "open", "two are left"
    for key in SecondReading.objects.filter(read_at=None).values_list("id", flat=True):
        client.post(f"/reports/readings/{key}/", {"agrees": "yes", "words": "So would I.", "key": str(uuid4())})
    judged(acts, 2)
    assert Duty.objects.get(pk=task.pk).state == "done"
    from tutela.record.chronology.queries import timeline

    heard = timeline([SecondReading.objects.all()[0].subject], types=["governance.CaseReadAgain"])
    assert not heard, "what a second reader thinks stands on no log"


def test_nobody_draws_reads_or_coaches_their_own(acts: Acts, as_: As) -> None:
    from tutela.desks.reports import operations
    from tutela.foundations.work.errors import Denied, Refused

    an_inspector(acts)
    own = acts.viewer("okonkwo").ref
    for act, given in (
        (operations.sample_reviews, {"officer": own, "since": acts.now - timedelta(days=1), "until": acts.now}),
        (operations.note_coaching, {"officer": own, "words": "Well done."}),
    ):
        with pytest.raises(Refused) as refused:
            acts.do(act, "okonkwo", **given)
        assert refused.value.because == "reports.own-reviews"
    with pytest.raises(Denied):
        acts.do(operations.note_coaching, "tremlett", officer=own, words="Well done.")
    assert as_("tremlett").get("/reports/reviewers/").status_code == 403


def test_a_review_of_a_search_that_one_may_not_read_is_not_there(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.desks.reports.models import SecondReading
    from tutela.foundations.access import grants
    from tutela.record.occurrences.models import Episode

    where, client = an_inspector(acts), as_("okonkwo")
    client.post(f"{where}draw/", {"key": str(uuid4())})
    row = SecondReading.objects.order_by("id")[0]
    child = Episode.objects.get(pk=row.subject.partition(":")[2]).child
    grants.restrict(child, level="detail", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=acts.now)
    assert client.get(f"/reports/readings/{row.id}/").status_code == 404
    assert Episode.objects.get(child=child).reference not in said(client.get(where))
