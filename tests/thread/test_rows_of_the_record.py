"""Whole rows about the record itself, through the operations and pages of a child's report: age, correction, who decides."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.database import Clone
from tests.officers import START, force, viewer
from tests.record.duties.happening import go_on
from tutela.desks.profile import operations as profile
from tutela.facts import missing as facts
from tutela.foundations.access.models import Account
from tutela.foundations.audit.sealing import seal_all
from tutela.foundations.audit.verify import verify
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.chronology.queries import by_id
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Duty
from tutela.record.occurrences import engine, queries

_keys = count(1)
BIRTHDAY = date(2008, 3, 2)
"""Eighteen on the day of ``START``."""


def do(officer: str, act: Any, at: datetime = START, /, **given: Any) -> Any:
    """Somebody's act."""
    return act(by=viewer(officer, at), key=f"row {next(_keys)}", at=at, **given).result


def report(at: datetime = START, **child: Any) -> Any:
    """A report that somebody is missing."""
    return do("nair", contact.take_report, at, who="Sam", where="Mill Rise", why_worried="Not home.", concern="missing_child", grade="prompt", **child)


def owed(told: Any) -> set[str]:
    """The rules by which something is owed about a report's child, search and incident."""
    return set(Duty.objects.filter(ref__in=[told["child"], told["episode"], told["incident"]]).values_list("code", flat=True))


@pytest.mark.django_db
@pytest.mark.requirement("XX-001")
def test_who_is_a_child_is_reckoned_from_the_birth_at_the_event_and_doubt_is_a_child() -> None:
    force()
    child = owed(report(child_name="The day before", child_born=BIRTHDAY + timedelta(days=1)))
    assert {"missing.initial-risk", "missing.questionnaire", "missing.la-told"} <= child
    assert owed(report(child_name="On the day", child_born=BIRTHDAY)).isdisjoint({"missing.initial-risk", "missing.questionnaire", "missing.la-told"})
    assert owed(report(child_name="The day after", child_born=BIRTHDAY - timedelta(days=1))).isdisjoint({"missing.initial-risk", "missing.la-told"})
    assert owed(report(child_name="Nobody knows")) == child, "age unknown: every duty to a child"
    assert owed(report(child_name="Between", child_ages=(16, 20))) == child, "age disputed: every duty to a child"


@pytest.mark.django_db
@pytest.mark.requirement("XX-001")
def test_turning_eighteen_drops_nothing_and_asks_for_a_decision() -> None:
    force()
    told = report(child_name="Tomorrow eighteen", child_born=BIRTHDAY + timedelta(days=1))
    before = set(Duty.objects.filter(ref=told["episode"], settled_at=None).values_list("pk", flat=True))
    after = datetime(2026, 3, 3, 0, 5, tzinfo=UTC)
    go_on(after)
    sweep(after)
    assert before <= set(Duty.objects.filter(ref=told["episode"], settled_at=None).values_list("pk", flat=True))
    assert Duty.objects.filter(code="missing.transition-decision", settled_at=None).exists()


@pytest.mark.requirement("XX-006")
def test_a_corrected_rationale_is_shown_beside_the_first_and_tampering_is_found(database_clone: Clone) -> None:
    with transaction.atomic():
        force()
    told = report(child_name="Ria Dell", child_born=date(2012, 5, 1))
    do("nair", missing.grade_risk, episode=told["episode"], level="medium", rationale="She has a nut allergy and no pen.")
    first = Entry.objects.get(type="missing.RiskGraded").fact
    at = START + timedelta(minutes=3)
    do("nair", profile.correct, at, fact=first, words="She has a nut allergy and her pen.", why="Her carer found it was taken along.")
    client = Client()
    client.force_login(Account.objects.get(username="hale"))
    client.post(f"/people/{told['child'].partition(':')[2]}/why/", {"why": "Review of the search"})
    page = client.get(f"/people/{told['child'].partition(':')[2]}/", follow=True).content.decode()
    assert "no pen" in page
    assert "and her pen" in page
    seal_all()
    assert verify().ok
    with database_clone.connect("postgres") as tamperer:
        tamperer.execute("SET session_replication_role = replica")
        tamperer.execute("UPDATE audit_auditpayload SET content = replace(content, 'no pen', 'her pen') WHERE content LIKE '%no pen%'")
        tamperer.commit()
    found = verify()
    assert not found.ok
    assert found.problems


@pytest.mark.django_db
@pytest.mark.requirement("XX-010")
def test_no_path_of_the_products_own_lowers_a_level_and_a_decision_below_the_suggestion_is_listed() -> None:
    force()
    told = report(child_name="Mo Arden", child_born=date(2012, 5, 1), concerns=("child_sexual_exploitation", "self_harm"))
    indicator = facts.Indicator(concern="self_harm", effect="none", because="Not for a year, says the school nurse.")
    do("nair", missing.grade_risk, episode=told["episode"], level="medium", rationale="Phone answers; with her cousin, she says.", answered=[indicator])
    levels = [_stands(told["episode"], START)]
    for hours in range(12, 241, 12):
        at = START + timedelta(hours=hours)
        go_on(at)
        sweep(at)
        levels.append(_stands(told["episode"], at))
    assert levels == sorted(levels), "a level fell though nobody decided"
    by_machine = Entry.objects.filter(type__in=["missing.LoweringApproved", "contact.LoweringApproved", "missing.RiskGraded"], role="system")
    assert not by_machine.exists()
    decided = by_id([Entry.objects.get(type="missing.RiskGraded").fact])
    graded: Any = next(iter(decided.values())).data
    assert (graded.suggested, graded.level) == ("high", "medium")
    client = Client()
    client.force_login(Account.objects.get(username="hale"))
    page = client.get("/reports/overrides/?from=2026-03-01&to=2026-03-03").content.decode()
    assert "with her cousin, she says" in page


def _stands(episode: str, at: datetime) -> int:
    shape = queries.shape_of(episode)
    assert shape is not None
    stands = engine.standing(shape, at).risk(episode)
    return {"low": 1, "medium": 2, "high": 3}[stands.value] if stands else 0
