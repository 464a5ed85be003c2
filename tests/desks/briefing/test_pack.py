"""The management pack of a morning: every open search, logs to which nobody was sent, the clocks of the night with their reasons; decisions become actions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist.acts import go_on, key, report, restrict
from tutela.foundations.kit import clock
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]
PACK = "/briefing/pack/2026-03-05/"


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def act(operation: Any, by: Any, at: datetime, **given: Any) -> dict[str, Any]:
    """An act of somebody."""
    return dict(operation(by=by, key=str(uuid4()), at=at, **given).result)


def section(page: str, name: str) -> str:
    """One section of the pack."""
    found = re.search(rf'<section aria-labelledby="s-{name}">(.*?)</section>', page, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1]))


@pytest.fixture
def morning(now: datetime) -> datetime:
    """Seven the next morning."""
    return now + timedelta(hours=11)


@pytest.fixture
def night(viewer: As, now: datetime) -> list[dict[str, Any]]:
    """Three children missing (one graded high, one since yesterday, one back), and a log about a child to which nobody can be sent."""
    ashworth, tremlett = viewer("ashworth"), viewer("tremlett")
    old = report(ashworth, now - timedelta(hours=6), child_name="Ada Voll", where="4 Mill Lane")
    risky = report(ashworth, now, child_name="Amira Brook", where="12 Harbour Row")
    act(missing.grade_risk, tremlett, now, episode=risky["episode"], level="high", rationale="Exploited before; a man in a grey car.")
    back = report(ashworth, now, child_name="Kit Darrow", where="7 Quay Street")
    act(missing.returned, ashworth, now, episode=back["episode"], returned_by="self")
    log = report(ashworth, now, concern="neglect", who="A boy of six", where="9 High Street", why_worried="Alone at the window.")
    act(contact.no_resource, viewer("brand"), now, incident=log["incident"], text="All units at the harbour.")
    return [risky, old, back, log]


def kept(morning: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    """The night goes by, and at seven the job keeps the pack."""
    from tutela.desks.briefing.jobs import morning as at_seven

    go_on(morning, monkeypatch)
    lines = at_seven(morning)
    assert lines is not None
    return lines


@pytest.mark.requirement("AH-036")
@pytest.mark.usefixtures("night")
def test_the_pack_holds_every_open_search_and_a_decision_becomes_an_action_with_an_alert(
    as_: As, viewer: As, morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tutela.record.duties.models import Alert, Duty
    from tutela.record.occurrences.models import Episode

    late = Duty.objects.filter(code="contact.no-resource").first()
    assert late is not None
    kept(morning, monkeypatch)
    page = text(as_("okonkwo").get(PACK))
    children = section(page, "missing")
    for episode in Episode.objects.filter(closed_at=None):
        assert episode.reference in children
    assert children.index("Amira Brook") < children.index("Ada Voll") < children.index("Kit Darrow"), "riskiest and longest first; who is back last"
    assert "17 h" in children[children.index("Ada Voll"):children.index("Kit Darrow")], "how long the child has been away"
    unsent = section(page, "unsent")
    assert "No officers available" in unsent
    assert "All units at the harbour." in unsent
    assert "11 h" in unsent, "the hours for which it has waited"
    assert "Neglect" in section(page, "concerns")
    clocks = section(page, "late")
    assert "Overdue" in clocks
    assert "No reason was given" in clocks
    assert "Control room" in page, "by area"

    browser = as_("okonkwo")
    form = text(browser.get(f"{PACK}decide/"))
    said = {"key": key(form), "text": "Extra search unit to area 2", "owner": "inspector@response", "within": "60"}
    assert "Extra search unit to area 2" in text(browser.post(f"{PACK}decide/", said, follow=True))
    duty = Duty.objects.get(code="referrals.meeting-action")
    assert (duty.owed_by, duty.due_at) == ("inspector@response", morning + timedelta(hours=1))
    go_on(morning + timedelta(minutes=61), monkeypatch)
    assert Alert.objects.filter(officer=viewer("dunne").ref, duty=duty.pk).exists(), "its owner is told"
    assert "Late" in text(browser.get(PACK))

    dunne = as_("dunne")
    there = f"/briefing/actions/{duty.ref.partition(':')[2]}/"
    assert there in text(dunne.get(f"/duties/{duty.pk}/")), "from the duty in one click"
    form = text(dunne.get(there))
    assert "Say what came of it" in text(dunne.post(there, {"key": key(form), "result": ""}))
    assert "Unit 4 went at 08:10." in text(dunne.post(there, {"key": key(form), "result": "Unit 4 went at 08:10."}, follow=True))
    duty.refresh_from_db()
    assert duty.settled_at is not None
    assert "Unit 4 went at 08:10." in text(browser.get(PACK))


def test_a_pack_says_what_was_known_then_and_the_live_one_what_is_known_now(
    as_: As, viewer: As, night: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tutela.desks.briefing.jobs import morning as at_seven
    from tutela.record.duties.models import Duty
    from tutela.record.duties.operations import give_reason

    go_on(morning, monkeypatch)
    duty = Duty.objects.filter(ref=night[1]["episode"], settled_at=None, late_after__lt=morning).order_by("due_at").first()
    assert duty is not None
    act(give_reason, viewer("tremlett"), morning, duty=duty.printed, reason="Nobody was free until four.", cause="no_officers")
    assert at_seven(morning - timedelta(hours=2)) is None, "not before seven"
    lines = at_seven(morning)
    assert at_seven(morning + timedelta(hours=1)) is None, "once a day"
    assert lines
    clocks = section(text(as_("okonkwo").get(PACK)), "late")
    assert "Nobody was free until four." in clocks
    assert "No officers available" in clocks
    later = morning + timedelta(hours=1)
    act(contact.dispatch, viewer("brand"), later, incident=night[3]["incident"], resource="NS21")
    monkeypatch.setattr(clock, "_source", lambda: later)
    assert "9 High Street" not in section(text(as_("okonkwo").get("/briefing/pack/")), "unsent")
    then, now_ = section(text(as_("okonkwo").get(PACK)), "unsent"), section(text(as_("okonkwo").get("/briefing/pack/")), "unsent")
    reference = _reference(night[3]["incident"])
    assert reference in then
    assert reference not in now_
    assert as_("okonkwo").get("/briefing/pack/2026-03-01/").status_code == 404
    assert as_("ashworth").get(PACK).status_code == 403


def _reference(incident: str) -> str:
    from tutela.record.occurrences.models import Incident

    return str(Incident.objects.get(pk=incident.partition(":")[2]).reference)


def test_what_is_restricted_is_not_there_and_what_is_closed_in_part_says_nothing(
    as_: As, night: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept(morning, monkeypatch)
    act_on = as_("okonkwo")
    form = text(act_on.get(f"{PACK}decide/?about={night[0]['episode']}"))
    assert "Amira Brook" in form
    said = {"key": key(form), "text": "Ring her aunt Rosa", "owner": "coordinator@missing", "within": "60"}
    act_on.post(f"{PACK}decide/?about={night[0]['episode']}", said)
    before = text(as_("siddiqui").get(PACK))
    assert "Ring her aunt Rosa" in before
    restrict(night[0]["child"], morning)
    restrict(night[1]["child"], morning, level="detail")
    for path in (PACK, "/briefing/pack/"):
        page = text(as_("siddiqui").get(path))
        for leak in ("Amira Brook", "Ring her aunt Rosa", "Ada Voll", _reference(night[0]["incident"]), _reference(night[1]["incident"])):
            assert leak not in page, leak
        assert "A restricted record" in page
        assert "Missing children (2)" in page, "what is not there is not counted"
    assert as_("siddiqui").get(f"{PACK}decide/?about={night[0]['episode']}").status_code == 404
    assert as_("siddiqui").get(f"{PACK}decide/?about={night[1]['episode']}").status_code == 404
    from tutela.record.meetings.models import Decision

    assert as_("siddiqui").get(f"/briefing/actions/{Decision.objects.get().pk}/").status_code == 404


def test_as_many_queries_for_a_long_night_as_for_a_short_one_and_a_long_list_is_walked(
    as_: As, viewer: As, now: datetime, morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tutela.desks.briefing.jobs import morning as at_seven

    def make(many: int) -> None:
        for _ in range(many):
            report(viewer("ashworth"), now, child_name=f"Child {uuid4().hex[:6]}")

    def queries(path: str) -> int:
        browser = as_("okonkwo")
        browser.get(path)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(path).status_code == 200
        return len(found)

    make(3)
    monkeypatch.setattr(clock, "_source", lambda: morning)
    at_seven(morning)
    few = queries(PACK), queries("/briefing/pack/")
    make(52)
    tomorrow = morning + timedelta(days=1)
    monkeypatch.setattr(clock, "_source", lambda: tomorrow)
    at_seven(tomorrow)
    path = "/briefing/pack/2026-03-06/"
    assert (queries(path), queries("/briefing/pack/")) == few
    first = text(as_("okonkwo").get(path))
    more = re.search(r'href="([^"]+)">More missing children', first)
    assert more
    second = text(as_("okonkwo").get(more[1].replace("&amp;", "&")))
    found = [set(re.findall(r"MIS-2026-\d+", section(page, "missing"))) for page in (first, second)]
    assert [len(refs) for refs in found] == [50, 5]
    assert not found[0] & found[1]


def test_who_came_and_what_was_said_is_kept(as_: As, world: World) -> None:
    browser, day = as_("lindqvist"), "/briefing/pack/2026-03-04/"
    form = text(browser.get(f"{day}attend/"))
    assert "Say who" in text(browser.post(f"{day}attend/", {"key": key(form), "who": "", "state": "came"}))
    browser.post(f"{day}attend/", {"key": key(form), "who": "T. Okafor", "agency": "Northshire Council", "state": "apologies"})
    form = text(browser.get(f"{day}say/?about={world.episode}"))
    browser.post(f"{day}say/?about={world.episode}", {"key": key(form), "text": "School saw her on Monday."})
    page = text(browser.get("/briefing/pack/"))
    for said in ("T. Okafor", "Northshire Council, Sent apologies", "School saw her on Monday.", "Jo Lindqvist"):
        assert said in page, said


@pytest.mark.requirement("AH-023")
def test_a_missed_clock_asks_for_its_reason_which_is_counted_by_kind_and_no_officers_is_a_capacity_gap_of_the_morning(
    as_: As, night: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The row's "before the next step can be saved", as amended: asked for beside the next act, and never in its way."""
    from tutela.record.duties.models import Duty

    go_on(morning, monkeypatch)
    duty = Duty.objects.filter(ref=night[1]["episode"], settled_at=None, late_after__lt=morning).order_by("due_at").first()
    assert duty is not None
    tremlett, where = as_("tremlett"), f"/duties/{duty.pk}/"
    form = text(tremlett.get(where))
    assert "Which kind of reason is it?" in form
    assert tremlett.post(f"{where}reason/", {"key": key(form), "reason": "", "cause": "no_officers"}).status_code == 422
    given = {"key": key(form), "reason": "Every unit was at the harbour.", "cause": "no_officers"}
    assert "The reason is recorded" in text(tremlett.post(f"{where}reason/", given, follow=True))
    assert "Every unit was at the harbour." in text(tremlett.get(where))
    kept(morning, monkeypatch)
    page = text(as_("okonkwo").get(PACK))
    late = section(page, "late")
    assert "Every unit was at the harbour." in late
    assert "No officers available" in late
    assert "Capacity gap" in page
    counted = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(as_("okonkwo").get("/reports/measures/late-reasons/"))))
    assert "No officers available 1 (100%)" in counted
    assert "Gill Tremlett 1 1 (100%)" in counted, "who said so"
