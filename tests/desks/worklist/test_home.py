"""The worklist of one officer: what asks for a decision first, taking note, what is owed; and nothing of what they may not know."""

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
from tests.desks.worklist.acts import go_on, key, next_page, report, restrict
from tutela.desks.worklist.queries import mine
from tutela.foundations.audit.models import AuditLine
from tutela.practice.contact import operations as contact
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Alert, Duty

As = Callable[[str], Any]


@pytest.fixture
def told(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child, reported to the late shift."""
    return report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")


@pytest.fixture
def late(told: dict[str, Any], now: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Nobody did anything for four and a half hours."""
    assert told is not None
    until = now + timedelta(hours=4, minutes=30)
    go_on(until, monkeypatch)
    return until


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


def plain(page: str) -> str:
    """A page without its markup, for words that stand beside each other."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def section(page: str, name: str) -> str:
    """One section of the worklist."""
    return page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]


def test_an_empty_worklist_says_so_plainly(as_: As) -> None:
    page = text(as_("tremlett").get("/"))
    assert "Nobody asks you for a decision now." in page
    assert "Nothing waits for you to take over." in page
    assert "You owe nothing now." in page
    assert "You have noted everything that you were told." in page


@pytest.mark.usefixtures("told")
def test_who_owes_it_sees_it_at_once_with_its_clock_and_its_reason(as_: As) -> None:
    page = text(as_("tremlett").get("/"))
    owed = section(page, "owed")
    assert "Review and grade the missing child" in owed
    assert "Amira Brook, INC-2026-000001" in owed
    assert "20:30" in owed
    assert "Why and by when" in owed


@pytest.mark.usefixtures("told")
def test_another_shift_owes_nothing(as_: As) -> None:
    assert "You owe nothing now." in text(as_("hale").get("/told/")) or "never been told" in text(as_("hale").get("/told/"))


@pytest.mark.usefixtures("late")
def test_a_decision_stands_before_all_else_one_box_a_child(as_: As) -> None:
    page = text(as_("okonkwo").get("/"))
    decide = section(page, "decide")
    assert decide.count("<article") == 1, "one interruption a bundle"
    assert len(re.findall("app-told__line\"", decide)) > 1, "however many lines"
    assert "Amira Brook" in decide
    assert "Noting is not deciding" in decide
    assert page.count("Noting is not deciding") == 1, "said once"


def test_a_decision_is_not_pushed_out_by_what_was_told_since(as_: As, viewer: As, now: datetime) -> None:
    by, held = viewer("tremlett"), rows.incidents(70, now)
    asks, told_since = rows.duties([held[0].ref], now), rows.duties([row.ref for row in held[1:]], now)
    (first,) = rows.alerts(asks, by.ref, now - timedelta(hours=5))
    rows.alerts(told_since, by.ref, now - timedelta(minutes=5), priority=2)
    finding = rows.finding(held[-1].ref, by.ref, now - timedelta(hours=4))

    page = text(as_("tremlett").get("/"))
    for asked in (first, finding):
        assert f"told-{asked.pk}" in section(page, "decide"), "what asks for a decision, and is older than all the rest that was told"
    assert len(set(re.findall(r'id="told-([0-9a-f-]{36})"', page))) == mine.RECENT + 2, "of the rest the latest, and where more is"
    assert 'href="/told/"' in page


def test_of_many_decisions_the_most_urgent_are_drawn_the_rest_is_counted_and_all_are_one_click_away(as_: As, viewer: As, now: datetime) -> None:
    held = rows.incidents(31, now)
    urgent = rows.duties([row.ref for row in held[:25]], now, due_at=now - timedelta(hours=1), late_after=now - timedelta(hours=1))
    later = rows.duties([row.ref for row in held[25:]], now, due_at=now + timedelta(hours=9), late_after=now + timedelta(hours=9))
    by = viewer("tremlett").ref
    late_ones, rest = rows.alerts(urgent, by, now - timedelta(hours=3)), rows.alerts(later, by, now - timedelta(minutes=2))
    restrict(held[-1].ref, now)

    first = text(as_("tremlett").get("/"))
    drawn = set(re.findall(r'id="told-([0-9a-f-]{36})"', section(first, "decide")))
    assert drawn == {str(alert.pk) for alert in late_ones}, "what is late, though the rest was told later"
    assert "Decisions asked: 30, of these overdue: 25." in plain(first), "all are counted, and what may not be known of is not"
    way = re.findall(r'href="([^"]*decide=all)"[^>]*><strong>([^<]*)', section(first, "decide"))
    assert [said for _, said in way] == ["5 more children or cases wait for your decision: show all 30"]

    everything = text(as_("tremlett").get(way[0][0].replace("&amp;", "&")))
    assert set(re.findall(r'id="told-([0-9a-f-]{36})"', section(everything, "decide"))) == {str(alert.pk) for alert in (*late_ones, *rest[:-1])}
    assert "show all" not in section(everything, "decide")
    assert re.search(r'data-fragment="[^"]*decide=all"|="/worklist/live/\?[^"]*decide=all"', everything), "and so it stays when the page fetches itself again"


def test_of_more_questions_than_are_looked_through_the_page_says_that_there_are_older_ones(
    as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mine, "MOST", 30)
    rows.alerts(rows.duties([row.ref for row in rows.incidents(31, now)], now), viewer("tremlett").ref, now - timedelta(hours=1), priority=1)
    page = plain(text(as_("tremlett").get("/")))
    assert re.search(r"Decisions asked: \d+, and older ones\.", page)
    assert re.search(r"\d+ more children or cases, and older ones, wait for your decision: show the latest \d+", page)


def test_what_asks_is_the_same_however_far_back_it_must_be_looked_for(viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    by, held = viewer("tremlett"), rows.incidents(12, now)
    asked = rows.duties([row.ref for row in held], now)
    for hours in (5, 4):   # each duty asked twice: the second time counts
        rows.alerts(asked, by.ref, now - timedelta(hours=hours))
    rows.alerts(rows.duties([row.ref for row in held], now, code="contact.attend"), by.ref, now - timedelta(hours=1), priority=2)   # asks nothing
    rows.duties([held[0].ref], now, state="done", settled_at=now)
    found = {}
    for latest, most in ((4000, 100), (5, 100), (4000, 6), (20, 6), (5, 6)):
        monkeypatch.setattr(mine, "LATEST", latest)
        monkeypatch.setattr(mine, "MOST", most)
        found[latest, most] = [(a.duty, a.told_at, a.asks) for a in mine._questions(by, frozenset({held[-1].ref}))]
    assert {d for d, *_ in found[4000, 100]} == {d.pk for d in asked[:-1]}, "of each duty that may be known of the one time"
    assert sorted(found[5, 100]) == sorted(found[4000, 100]), "looked for among all, where the latest do not hold them"
    assert {told for _, told, _ in found[4000, 100]} == {now - timedelta(hours=4)}
    assert len(found[4000, 6]) == len(found[20, 6]) == len(found[5, 6]) == 6


@pytest.mark.usefixtures("late")
def test_noting_one_bundle_by_its_button(as_: As) -> None:
    browser = as_("okonkwo")
    page = text(browser.get("/"))
    waiting = re.findall(r'name="only" value="([^"]+)"', section(page, "decide"))[0]
    answer = browser.post("/worklist/note/", {"key": key(page), "only": waiting}, follow=True)
    assert Alert.objects.filter(pk__in=waiting.split(","), acknowledged_at=None).count() == 0
    assert "What they ask is still to do." in text(answer)


@pytest.mark.usefixtures("told")
def test_noting_several_by_their_boxes_twice_is_once(as_: As, viewer: As, now: datetime) -> None:
    report(viewer("ashworth"), now, child_name="Ben Castle", where="Quay")
    browser = as_("tremlett")
    page = text(browser.get("/"))
    boxes = re.findall(r'name="alerts" value="([^"]+)"', page)
    assert len(boxes) == 2
    sent = {"key": key(page), "alerts": boxes}
    for _ in range(2):
        assert browser.post("/worklist/note/", sent).status_code == 302
    facts = AuditLine.objects.filter(action__contains="acknowledge", kind="operation").count()
    assert facts == 1
    assert not Alert.objects.filter(officer=viewer("tremlett").ref, acknowledged_at=None).exists()


@pytest.mark.usefixtures("told")
def test_noting_nothing_says_so(as_: As) -> None:
    answer = as_("tremlett").post("/worklist/note/", {"key": str(uuid4())}, follow=True)
    assert "Nothing was noted." in text(answer)


@pytest.mark.usefixtures("told")
def test_nobody_notes_what_another_was_told(as_: As, viewer: As) -> None:
    theirs = str(Alert.objects.filter(officer=viewer("tremlett").ref).values_list("pk", flat=True)[0])
    assert as_("okonkwo").post("/worklist/note/", {"key": str(uuid4()), "alerts": theirs}).status_code in (403, 404)
    assert Alert.objects.get(pk=theirs).acknowledged_at is None


def test_what_was_noted_and_not_decided_stays_until_it_is(as_: As, late: datetime, viewer: As) -> None:
    browser, by = as_("okonkwo"), viewer("okonkwo")
    alerts = list(Alert.objects.filter(officer=by.ref).values_list("pk", flat=True))
    duties.acknowledge(by=by, key=str(uuid4()), at=late, alerts=[str(a) for a in alerts])
    page = text(browser.get("/"))
    assert "You noted these, and nothing has been decided since" in page
    for duty in Duty.objects.filter(pk__in=Alert.objects.filter(pk__in=alerts, priority=1).values("duty"), settled_at=None):
        duties.decide_risk(by=by, key=str(uuid4()), at=late + timedelta(minutes=1), duty=duty.printed, decision="Call in", why="Two on standby.")
    assert "You noted these, and nothing has been decided since" not in text(browser.get("/"))


def decide(by: Any, at: datetime, what: str) -> list[Duty]:
    """Whoever was asked decides on the risk of everything that they were asked about."""
    asked = list(Duty.objects.filter(pk__in=Alert.objects.filter(officer=by.ref, priority=1).values("duty"), settled_at=None))
    for duty in asked:
        duties.decide_risk(by=by, key=str(uuid4()), at=at, duty=duty.printed, decision=what, why="Two on standby.")
    return asked


def test_what_was_decided_stays_owed_and_is_asked_no_more_until_the_ladder_asks_again(
    as_: As, late: datetime, viewer: As, monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser, by = as_("okonkwo"), viewer("okonkwo")
    asked = decide(by, late, "Call in two officers")
    page = text(browser.get("/"))
    assert "Nobody asks you for a decision now." in section(page, "decide"), "no word of a decision that was taken"
    decided = section(page, "decided")
    assert decided.count("You decided at 00:30 today: Call in two officers: Two on standby.") == len(asked)
    assert plain(decided).count("Overdue by") == len(asked), "and all of it stays owed"
    go_on(late + timedelta(hours=9), monkeypatch)
    again = text(browser.get("/"))
    assert "app-told" in section(again, "decide"), "the next step asks again"


def test_an_act_that_decides_answers_what_was_asked(as_: As, told: dict[str, Any], late: datetime, viewer: As) -> None:
    by, browser = viewer("okonkwo"), as_("okonkwo")
    before = section(text(browser.get("/")), "decide").count("Decide: deploy, redeploy, call in, or mutual aid.")
    assert before == 1, "several duties ask for it, and one act decides them all: it is asked once"
    contact.decide_resource(by=by, key=str(uuid4()), at=late, incident=told["incident"], decision="call_in", why="Two from Dales.")
    page = text(browser.get("/"))
    assert "Decide: deploy, redeploy, call in, or mutual aid." not in section(page, "decide")
    assert section(page, "decided").count("Two from Dales.") >= before


@pytest.mark.usefixtures("late")
def test_the_numbers_at_the_top_are_those_of_the_page(as_: As, viewer: As) -> None:
    page = text(as_("okonkwo").get("/"))
    decide, note = section(page, "decide"), section(page, "note")
    asked = re.search(r"Decisions asked: (\d+), of these overdue: (\d+)\.", page)
    assert asked
    asks = re.findall(r'app-told__title"[^>]*>(?:Decide:|Record what you decide)', decide)
    told = Alert.objects.filter(officer=viewer("okonkwo").ref, priority=1, duty__in=Duty.objects.filter(settled_at=None).values("pk"))
    assert int(asked[1]) == told.values("duty").distinct().count() >= len(asks) > 1, "each matter once, however often it was told"
    assert 0 < int(asked[2]) <= int(asked[1])
    noted = re.search(r"To note: (\d+)[.,]", page)
    assert noted
    assert int(noted[1]) == note.count('class="app-told__line"')


@pytest.mark.usefixtures("told")
def test_what_was_noted_never_disappears(as_: As, viewer: As, now: datetime) -> None:
    by = viewer("tremlett")
    alerts = [str(a) for a in Alert.objects.filter(officer=by.ref).values_list("pk", flat=True)]
    duties.acknowledge(by=by, key=str(uuid4()), at=now, alerts=alerts)
    page = text(as_("tremlett").get("/told/"))
    assert page.count("Noted <time") == len(alerts)
    assert "Amira Brook" in page


def test_told_before_is_paged_and_parts_nothing_that_was_told_at_one_moment(as_: As, viewer: As, now: datetime) -> None:
    by = viewer("tremlett")
    held = rows.incidents(120, now)
    owed = rows.duties([row.ref for row in held], now)
    for start in range(0, 120, 8):
        rows.alerts(owed[start:start + 8], by.ref, now - timedelta(hours=start))
    browser, address, seen = as_("tremlett"), "/told/", []
    while address:
        page = text(browser.get(address))
        seen += re.findall(r'id="told-([0-9a-f-]{36})" ', page)
        address = next_page(page)
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.usefixtures("late")
def test_the_filter_shows_what_is_overdue_only(as_: As) -> None:
    shown = text(as_("okonkwo").get("/?show=overdue"))
    assert "Overdue (" in shown
    assert set(re.findall(r"app-clock--([a-z-]+)", section(shown, "owed"))) <= {"overdue", "breached"}


@pytest.mark.usefixtures("force")
def test_what_was_told_says_what_it_is_about_where_nobody_is_named(as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    made = report(viewer("ashworth"), now, concern="online_abuse", who="A girl of about 14", where="By text", grade="prompt")
    go_on(now + timedelta(hours=2), monkeypatch)
    browser = as_("tremlett")
    for page in (text(browser.get("/")), text(browser.get("/told/"))):
        assert "Online abuse: A girl of about 14" in page
    restrict(str(made["incident"]), now, level="detail")
    for page in (text(browser.get("/")), text(browser.get("/told/"))):
        assert "A girl of about 14" not in page
        assert "Online abuse" not in page


@pytest.mark.usefixtures("told")
def test_a_supervisor_finds_the_gaps_in_the_roster_from_the_worklist(as_: As) -> None:
    assert 'href="/team/gaps/"' in text(as_("okonkwo").get("/"))
    assert 'href="/team/gaps/"' not in text(as_("ashworth").get("/"))
    page = text(as_("okonkwo").get("/team/gaps/"))
    assert page.count("In the last 7 days") == 1, "one sentence, not two that contradict each other"


def test_who_owes_nothing_sees_that_a_child_is_missing(as_: As, told: dict[str, Any], now: datetime, viewer: As) -> None:
    page = text(as_("osei").get("/"))
    assert "You owe nothing now." in page
    assert 'href="/missing/">One child is missing now.' in page
    report(viewer("ashworth"), now, child_name="Ben Holt")
    assert "2 children are missing now." in text(as_("osei").get("/"))
    restrict(str(told["child"]), now)
    assert "One child is missing now." in text(as_("osei").get("/"))


def test_a_hidden_child_is_nowhere_not_even_in_a_number(as_: As, told: dict[str, Any], now: datetime) -> None:
    restrict(str(told["child"]), now)
    for address in ("/", "/worklist/live/", "/told/", "/hand-overs/"):
        page = text(as_("tremlett").get(address))
        assert "Amira Brook" not in page
        assert "INC-2026-000001" not in page
        assert "MIS-2026-000001" not in page
    assert "Decisions asked: 0. To do: 0. To note: 0." in plain(text(as_("tremlett").get("/")))


def test_a_name_is_not_told_to_who_may_not_see_it(as_: As, told: dict[str, Any], now: datetime) -> None:
    restrict(str(told["child"]), now, level="detail")
    page = text(as_("tremlett").get("/"))
    assert "Amira Brook" not in page
    assert "A person" in page


def test_a_look_at_a_named_child_is_logged_and_a_refresh_only_once(as_: As, told: dict[str, Any]) -> None:
    browser = as_("tremlett")
    browser.get("/")
    browser.get("/worklist/live/")
    looks = AuditLine.objects.filter(kind="view", subjects__contains=[told["child"]])
    assert [line.action for line in looks] == ["worklist:home"]


def test_as_many_queries_for_sixty_as_for_six(as_: As, viewer: As, now: datetime) -> None:
    by = viewer("tremlett")
    counted: list[Any] = []
    for _ in range(2):
        held = rows.duties([row.ref for row in rows.incidents(6 if not counted else 60, now)], now)
        rows.alerts(held, by.ref, now)
        with CaptureQueriesContext(connection, ) as queries:
            assert as_("tremlett").get("/").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[1] <= 42


def test_owed_is_walked_by_key(as_: As, now: datetime) -> None:
    held = rows.incidents(60, now)
    for n, row in enumerate(held):
        due = now + timedelta(minutes=n // 3)
        rows.duties([row.ref], now, due_at=due, late_after=due)
    browser, address, seen = as_("tremlett"), "/", []
    while address:
        page = section(text(browser.get(address)), "owed")
        seen += re.findall(r'href="/duties/([0-9a-f-]{36})/"', page)
        address = next_page(page)
    assert len(seen) == len(set(seen)) == 60
