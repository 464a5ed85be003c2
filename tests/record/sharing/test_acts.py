"""The telling as people do it: a call that told, a call that reached nobody, an acknowledgement, a notice to those who answer now."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from tests.record.people.acts import AT, child, officer, work
from tutela.foundations.access.models import Lockout
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.work.errors import Denied, Refused
from tutela.record.chronology.models import Entry
from tutela.record.people import operations as people
from tutela.record.sharing import operations, queries

pytestmark = pytest.mark.django_db
EPISODE = "e:0192f000-0000-7000-8000-0000000000e1"
HANDLER = officer("o:0192f000-0000-7000-8000-000000000001", "call_handler@contact")
PATROL = officer("o:0192f000-0000-7000-8000-000000000002", "response_officer@response")
_keys = count(1)


def how(by: Any = HANDLER, after: int = 0, key: str = "") -> dict[str, Any]:
    """By whom, when and under which key."""
    return {"by": by, "at": AT + timedelta(minutes=after), "key": key or f"act-{next(_keys)}"}


def noted() -> list[str]:
    """The types of everything recorded, in order."""
    return list(Entry.objects.filter(noticed=False).order_by("pk").values_list("type", flat=True))


def test_a_call_alone_tells_and_its_second_submit_is_the_first() -> None:
    ref = child(work())
    given: dict[str, Any] = {
        "matter": "missing", "to": "emergency_duty_team", "child": ref, "episode": EPISODE, "person": "Duty worker Okafor", "agency": "Northshire Council",
        "telephone": "01632 960001",
    }
    first = operations.tell(**how(key="call-1"), **given)
    again = operations.tell(**how(key="call-1"), **given)
    assert again.replayed
    assert first.result == again.result
    (shared,) = queries.of([ref])
    assert (shared.state, shared.channel, shared.sent_at, shared.told_person) == ("told", "telephone", None, "Duty worker Okafor")
    assert noted() == ["sharing.Told"]


def test_a_call_that_reached_nobody_then_one_that_did_on_the_same_notice() -> None:
    ref = child(work())
    tried = operations.log_call(**how(), matter="missing", to="local_authority", child=ref, episode=EPISODE, telephone="01632 960001", words="Rang out")
    share = tried.result["share"]
    assert queries.of([ref])[0].state == "prepared"
    operations.tell(**how(after=5), share=share, person="Okafor")
    assert queries.of([ref])[0].state == "told"
    assert noted() == ["sharing.CallAttempted", "sharing.Told"]


def test_an_acknowledgement_tells() -> None:
    _answers("duty_social_worker", "Tunde Okafor")
    ref = child(work())
    given: dict[str, Any] = {"child": ref, "episode": EPISODE, "content": "Missing since 20.00.", "channel": "gateway"}
    done = operations.share_notice(**how(), matter="missing", to="local_authority", **given)
    (share,) = done.result["shares"]
    operations.acknowledged(**how(after=9), share=share, person="Tunde Okafor")
    (shared,) = queries.of([EPISODE])
    assert (shared.to, shared.told_how) == ("emergency_duty_team", "acknowledged")  # it was 20.00
    assert noted() == ["sharing.Sent", "sharing.Told"]


def test_one_in_conflict_is_withheld_from_flagged_and_the_act_goes_on() -> None:
    ref = child(work())
    aunt = people.add_person(work(), name="Rita Moss")[0].ref
    people.record_relationship(work(), ref, aunt, "aunt")
    people.record_professional(work(), ref, "social_worker", "Northshire Council", email="moss@north.invalid", known_as=aunt)
    _answers("duty_social_worker", "Rita Moss", "moss@north.invalid")
    _answers("duty_social_worker", "Tunde Okafor", "okafor@north.invalid")
    done = operations.share_notice(**how(), matter="missing", to="local_authority", child=ref, content="Missing.", channel="gateway")
    assert len(done.result["shares"]) == 2
    assert len(done.result["withheld"]) == 1
    assert "sharing.recipient-in-conflict" in {flag.rule for flag in done.flags}
    assert sorted(noted()) == ["sharing.Sent", "sharing.Withheld"]


def test_where_nobody_answers_it_says_so() -> None:
    with pytest.raises(Refused, match=r"sharing\.nobody"):
        operations.share_notice(**how(), matter="missing", to="health", child=child(work()), content="Missing.")


def test_who_may_not_share_and_who_is_locked_out() -> None:
    ref = child(work())
    given: dict[str, Any] = {"matter": "missing", "to": "school", "child": ref, "person": "A Head"}
    with pytest.raises(Denied):
        operations.tell(**how(PATROL), **given)
    share = operations.tell(**how(), **given).result["share"]
    Lockout.objects.create(officer=HANDLER.ref, subject=ref, why="Her uncle", since=AT, by="o:1")
    with pytest.raises(Denied):
        operations.acknowledged(**how(after=1), share=share, person="A Head")
    assert noted() == ["sharing.Told"]


def _answers(role: str, name: str, email: str = "") -> None:
    PartnerPerson.objects.create(
        agency="Northshire Council", name=name, role=role, area="local_authority", telephone="01632 960001", email=email, since=AT - timedelta(days=1),
        recorded_at=AT, recorded_by="o:1",
    )
