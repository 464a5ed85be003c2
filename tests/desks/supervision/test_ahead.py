"""Who is told next, said beforehand: the same moments and roles as when nothing is done and they come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.desks.worklist.acts import go_on, report
from tutela.record.duties.engine.ahead import ahead
from tutela.record.duties.models import Alert, Duty, Transition
from tutela.record.duties.queries.cards import place

As = Callable[[str], Any]


def test_what_is_said_beforehand_is_what_comes(viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")
    duty = Duty.objects.get(code="contact.fim-review")
    said = ahead(duty.printed, now)
    assert said
    go_on(said[-1].at + timedelta(seconds=1), monkeypatch)
    came = Transition.objects.filter(duty=duty.pk, kind="told", at__gt=now).order_by("at", "rung")
    assert [(t.at, {place(a) for a in t.to}) for t in came][: len(said)] == [(one.at, set(one.to)) for one in said]
    assert Alert.objects.filter(duty=duty.pk, at__gt=now).exists()


def test_nothing_is_said_of_what_is_settled(viewer: As, now: datetime) -> None:
    report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")
    duty = Duty.objects.get(code="contact.fim-review")
    Duty.objects.filter(pk=duty.pk).update(settled_at=now, state="done")
    assert ahead(duty.printed, now) == ()


def test_a_decision_is_not_taken_without_what_was_done(viewer: As, as_: As, now: datetime) -> None:
    from uuid import uuid4

    from tutela.practice.contact import operations as contact

    made = report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")
    address = f"/duties/{Duty.objects.get(code='contact.attend').pk}/"

    def so_far() -> str:
        return str(as_("okonkwo").get(address).content.decode()).partition('id="so-far"')[2].partition("</section>")[0]

    assert "Nobody has been sent" in so_far()
    contact.dispatch(by=viewer("brand"), key=str(uuid4()), at=now, incident=made["incident"], resource="NS21")
    contact.write_log(by=viewer("ashworth"), key=str(uuid4()), at=now, incident=made["incident"], kind="information", text="Seen at the bus station.")
    assert "NS21 was sent" in so_far()
    assert "Seen at the bus station." in so_far()
