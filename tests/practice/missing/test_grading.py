"""What is suggested, and what people decide: a level below it answers every indicator, an inspector says why, and somebody outside the chain reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_trigger_plans import FEED
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do, outside
from tutela.facts import About, people
from tutela.facts.missing import Indicator
from tutela.facts.writing import write_line
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import receive_fact
from tutela.record.duties.models import Duty
from tutela.record.occurrences.models import RiskVersion

pytestmark = pytest.mark.django_db
MARKERS = ("firearms", "weapons", "suicide", "debt_bondage")


@pytest.fixture
def boy(now_staff: Staff) -> dict[str, Any]:
    """A boy with markers of firearms, a knife, suicide; and intelligence of a debt."""
    given = {"who": "Riley Marsh", "where": "8 Orchard Close", "why_worried": "Late.", "concern": "missing_child", "child_name": "Riley Marsh"}
    made = dict(do(contact.take_report, now_staff["handler"], clock.now(), concerns=MARKERS[:3], **given).result)
    told = outside(people.InformationHeld(concerns="debt_bondage"), About("child", made["child"]), at=clock.now())
    do(receive_fact, FEED, clock.now(), line=write_line(told).decode())
    return made


def page_of(made: dict[str, Any], slug: str = "episode") -> str:
    return reverse(f"missing:{slug}", args=[refs.key_of(made["episode"], "episode")])


def send(staff: Staff, who: str, made: dict[str, Any], slug: str, **answers: str) -> Any:
    client = browser(staff, who)
    return client.post(page_of(made, slug), {**form_of(client.get(page_of(made, slug))), **answers})


def left_out() -> list[str]:
    """What the one grade that was given left out."""
    found: list[str] = json.loads(bytes(Entry.objects.get(type="missing.RiskGraded").line))["data"]["not_considered"]
    return found


def duty(code: str) -> Duty | None:
    return Duty.objects.filter(code=code).order_by("-opened_at").first()


@pytest.mark.requirement("AH-001")
def test_medium_below_a_suggestion_of_high_opens_the_override_an_inspector_answers_and_the_second_line_reads(now_staff: Staff, boy: dict[str, Any]) -> None:
    dis = now_staff.add("ex_di", "Kay Osman", "Detective Inspector", "detective_inspector@exploitation", ("pip2",))
    saved = send(now_staff, "fim", boy, "grade", level="medium", rationale="With a friend.")
    assert saved.headers["Location"] == page_of(boy, "override")
    override = plain(browser(now_staff, "fim").get(page_of(boy, "override")).content.decode())
    assert "Suggested: High" in override
    for name in ("Firearms", "Weapons", "Suicide", "Debt bondage"):
        assert f"{name}: how does it affect the risk?" in override, name
    assert duty("missing.second-line-review") is not None, "nobody was stopped, and somebody outside is told"
    with pytest.raises(Refused, match="uphold-unanswered"):
        do(missing.review_grading, dis, clock.now(), episode=boy["episode"], outcome="upheld", reason="Fine.")
    said = {f"{part}_{name}": word for name in MARKERS for part, word in (("effect", "none"), ("because", "Settled in the spring."))}
    assert send(now_staff, "fim", boy, "override", override="He rang his mother at eight; the phone is at his aunt's.", **said).status_code == 302
    with pytest.raises(Denied):
        do(missing.review_grading, now_staff.viewer("fim", clock.now()), clock.now(), episode=boy["episode"], outcome="upheld", reason="Fine.")
    read = plain(browser(now_staff, "ex_di").get(page_of(boy, "second-line")).content.decode())
    assert "He rang his mother at eight" in read
    assert "Settled in the spring." in read
    assert send(now_staff, "ex_di", boy, "second-line", outcome="upheld", reason="The aunt was spoken to.").status_code == 302
    found = duty("missing.second-line-review")
    assert found is not None
    assert found.state == "done"


@pytest.mark.requirement("AH-015")
def test_intelligence_that_is_left_out_is_stored_as_not_considered_and_the_second_line_is_told(now_staff: Staff, boy: dict[str, Any]) -> None:
    now_staff.add("ex_di", "Kay Osman", "Detective Inspector", "detective_inspector@exploitation", ("pip2",))
    form = plain(browser(now_staff, "cii").get(page_of(boy, "grade")).content.decode())
    for name in ("Firearms", "Weapons", "Suicide", "Debt bondage"):
        assert f"{name}: how does it affect the risk?" in form, "each marker and each piece of intelligence is asked about"
    assert "Suggested" not in form
    said = {f"effect_{name}": "none" for name in MARKERS[:3]} | {f"because_{name}": "Years ago; settled." for name in MARKERS[:3]}
    send(now_staff, "cii", boy, "grade", level="medium", rationale="With a friend.", **said)
    told = duty("missing.second-line-review")
    assert told is not None
    assert (told.state, told.owed_by) == ("open", "detective_inspector@exploitation")
    assert left_out() == ["debt_bondage"]
    assert "Not considered: Debt bondage" in plain(browser(now_staff, "fim").get(page_of(boy)).content.decode()), "the record says so"
    read = browser(now_staff, "ex_di").get(page_of(boy, "second-line"))
    assert "Not considered Debt bondage" in plain(read.content.decode())
    assert send(now_staff, "ex_di", boy, "second-line", outcome="raised", reason="The debt raises it.").status_code == 302
    again = duty("missing.second-line-review")
    assert again is not None
    assert again.state == "done"
    assert RiskVersion.objects.order_by("-at", "-id")[0].level == "high"


def test_a_level_that_is_high_is_never_held_up_by_what_was_left_out(now_staff: Staff, boy: dict[str, Any]) -> None:
    saved = send(now_staff, "handler", boy, "grade", level="high", rationale="Firearms, and a debt.")
    assert saved.headers["Location"] == page_of(boy)
    assert duty("missing.second-line-review") is None
    assert len(left_out()) == 4


def test_to_say_that_something_known_lowers_the_risk_needs_its_reason(now_staff: Staff, boy: dict[str, Any]) -> None:
    do(missing.grade_risk, now_staff["fim"], clock.now(), episode=boy["episode"], level="medium", rationale="With a friend.", answered=[
        Indicator(concern="debt_bondage", effect="lowers"), Indicator(concern="firearms", effect="raises"),
    ])
    assert "debt_bondage" in left_out(), "to say that it lowers the risk needs its reason"
    assert "firearms" not in left_out()
