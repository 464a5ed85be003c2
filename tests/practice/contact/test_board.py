"""The supervisor's board: every open log about a child by its age, what each lacks, and stepping in, which is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.contact.test_assessing import plain
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.contact.queries import board
from tutela.practice.missing import operations as missing
from tutela.record.chronology.queries import timeline
from tutela.record.occurrences.models import Incident

pytestmark = pytest.mark.django_db


def report(staff: Staff, name: str, hours: float, **more: Any) -> dict[str, Any]:
    """A child reported missing so many hours ago."""
    said = {"who": name, "where": "Harbour Row", "why_worried": "Not back.", "concern": "missing_child", "child_name": name, **more}
    made: dict[str, Any] = dict(do(contact.take_report, staff["handler"], clock.now() - timedelta(hours=hours), **said).result)
    return made


def eight(staff: Staff) -> list[dict[str, Any]]:
    """Eight missing children, one of whom somebody was sent to: the evening of the report."""
    made = [report(staff, f"Child {n}", n + 1) for n in range(8)]
    do(contact.dispatch, staff["dispatcher"], clock.now(), incident=made[0]["incident"], resource="NS21")
    return made


def shown(staff: Staff, key: str = "supervisor", route: str = "contact:board", **asked: str) -> str:
    answer = browser(staff, key).get(reverse(route), asked)
    assert answer.status_code == 200
    return plain(answer)


def rows(staff: Staff, key: str = "supervisor", **asked: Any) -> board.Room:
    from tutela.record.occurrences.queries.closed import closed_to

    return board.room(staff[key], closed_to(staff[key], clock.now()), at=clock.now(), **asked)


@pytest.mark.requirement("IC-057")
def test_of_eight_missing_childrens_logs_seven_wait_for_somebody_with_their_hours_and_stepping_in_is_kept(now_staff: Staff) -> None:
    made = eight(now_staff)
    text = shown(now_staff)
    assert "Open logs about a child: 8. Nobody sent: 7." in text
    assert "The oldest was reported 8 h" in text
    assert [int(n) for n in re.findall(r"Nobody sent for (\d+) h", text)] == [8, 7, 6, 5, 4, 3, 2], "oldest first, each with its hours"
    assert text.count("On the way") == 1
    for tab in ("All (8)", "Nobody sent (7)", "Not graded (8)", "To be reviewed (8)"):
        assert tab in text
    page = browser(now_staff, "supervisor").get(reverse("contact:board"))
    link = next(href for href in re.findall(r'href="([^"]+/intervene/)"', page.content.decode()) if str(refs.key_of(made[3]["incident"], "incident")) in href)
    client = browser(now_staff, "supervisor")
    form = client.get(link)
    said = {"how": "directed", "with_whom": "Lee Burrow", "text": "NS22 goes now; Lee rings the foster home."}
    assert client.post(link, {**form_of(form), **said}).status_code == 302

    kept = timeline([made[3]["incident"]], types=["contact.Intervened"])
    assert [(k.fact.data.how, k.fact.data.text, k.fact.by.ref) for k in kept] == [  # type: ignore[attr-defined]
        ("directed", said["text"], now_staff["supervisor"].ref),
    ]
    assert "Ann Carrick stepped in" in shown(now_staff)
    log = plain(client.get(reverse("contact:incident", args=[refs.key_of(made[3]["incident"], "incident")])))
    assert "A supervisor stepped in" in log
    assert said["text"] in log
    assert rows(now_staff).counts["unsent"] == 7, "stepping in sends nobody"


def test_each_filter_holds_what_its_name_says(now_staff: Staff) -> None:
    quiet = report(now_staff, "Ada Voll", 3, concern="concern_for_child", grade="prompt")
    online = report(now_staff, "Ben Ilk", 2, concern="online_abuse", grade="prompt")
    do(contact.write_log, now_staff["handler"], clock.now(), incident=quiet["incident"], kind="information", what="second_call", text="Crying heard.")
    found = {only: [row.card.ref for row in rows(now_staff, only=only).rows] for only in board.FILTERS}
    assert found[""] == [quiet["incident"], online["incident"]]
    assert found["reassess"][:1] == [quiet["incident"]]
    assert found["incomplete"] == [online["incident"]], "the advice on keeping evidence is not given yet"
    assert found["ungraded"] == []
    assert "Each log is graded." in shown(now_staff, show="ungraded")
    do(contact.give_advice, now_staff["handler"], clock.now(), incident=online["incident"], why_not="She rang off.")
    assert rows(now_staff, only="incomplete").rows == ()


def test_a_child_who_is_back_waits_for_nobody_and_a_log_that_is_about_no_child_is_not_there(now_staff: Staff) -> None:
    made = report(now_staff, "Cleo Marr", 5)
    report(now_staff, "", 1, concern="crime", who="A shop window", child_name="")
    report(now_staff, "", 1, concern="domestic_abuse", who="A couple", child_name="")
    report(now_staff, "", 1, concern="domestic_abuse", who="Two men", child_name="", children_present=False)
    assert rows(now_staff).counts[""] == 2, "whether children live there was never asked: the log is shown"
    do(missing.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="self")
    assert rows(now_staff).counts["unsent"] == 1
    assert "The child is back" in shown(now_staff)


def test_what_a_viewer_may_not_know_of_is_neither_shown_nor_counted_and_kept_detail_is_not_said(now_staff: Staff) -> None:
    made = report(now_staff, "Dana Poll", 2)
    report(now_staff, "Evan Roe", 1)
    do(contact.intervene, now_staff["supervisor"], clock.now(), incident=made["incident"], how="spoke", text="Her uncle is named.")
    common: dict[str, Any] = {"audience": [], "since": clock.now() - timedelta(hours=1), "why": "Linked.", "by": "o:1"}
    row = Restriction.objects.create(subject=made["child"], level="detail", **common)
    text = shown(now_staff)
    assert "Its detail is restricted" in text
    assert "Dana Poll" not in text
    assert "stepped in" not in text
    Restriction.objects.filter(pk=row.pk).update(level="existence")
    text = shown(now_staff)
    assert "Open logs about a child: 1. Nobody sent: 1." in text
    assert "To be reviewed (1)" in text


def test_who_supervises_nothing_opens_no_board_and_steps_in_nowhere_and_an_empty_word_is_asked_for(now_staff: Staff) -> None:
    made = report(now_staff, "Finn Sand", 1)
    assert browser(now_staff, "handler").get(reverse("contact:board")).status_code == 403
    with pytest.raises(Denied):
        do(contact.intervene, now_staff["handler"], clock.now(), incident=made["incident"], how="spoke", text="Hurry.")
    with pytest.raises(Refused, match="intervention-says-nothing"):
        do(contact.intervene, now_staff["supervisor"], clock.now(), incident=made["incident"], how="spoke", text=" ")
    assert timeline([made["incident"]], types=["contact.Intervened"]) == []


def test_it_is_walked_by_key_and_asks_no_more_of_the_database_for_sixty_than_for_six(now_staff: Staff) -> None:
    for n in range(6):
        report(now_staff, f"Child {n}", n + 1)
    like = Incident.objects.order_by("reported_at")[0]
    counts = []
    for number in (6, 60):
        while Incident.objects.count() < number:
            at = clock.now() - timedelta(minutes=Incident.objects.count())
            n = Incident.objects.count()
            Incident.objects.create(
                reference=f"INC-B-{n}", concern="neglect", channel="101", reported_at=at, owner=like.owner, supervisor=like.supervisor,
                retention=like.retention, created_at=at, created_by="test",
            )
        with CaptureQueriesContext(connection) as asked:
            rows(now_staff)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15
    seen: list[str] = []
    after: str | None = None
    while True:
        page = rows(now_staff, after=after)
        seen += [row.card.ref for row in page.rows]
        if (after := page.after) is None:
            break
    assert len(seen) == len(set(seen)) == 60
    assert rows(now_staff, after="nonsense").rows[0].card.ref == seen[0]
    assert "Next" in shown(now_staff)
    assert "Child 3" in shown(now_staff, route="contact:board-live")
