"""Of several at a post one is told first and answers for it; when its time is out, everybody is told (decision 12)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.officers import START, force, viewer
from tests.record.duties.happening import go_on, happens
from tests.record.duties.test_told import ABOUT, CHILD, fact
from tutela.demo import seed
from tutela.desks.worklist.queries import mine
from tutela.facts import About, contact, missing
from tutela.foundations.access.grants import lock_out
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Officer, Unit
from tutela.foundations.kit import ids
from tutela.record.duties.models import Alert, Duty
from tutela.record.duties.queries.carried import by_colleagues

pytestmark = pytest.mark.django_db
SENDERS = ("brand", "cole", "malik")
AGAIN = timedelta(days=2)


@pytest.fixture(autouse=True)
def northshire() -> None:
    """The force, with three dispatchers and two supervisors."""
    force()
    for key, address in (("cole", "dispatcher@contact"), ("malik", "dispatcher@contact"), ("denby", "supervisor@contact")):
        joins(key, address)


def joins(key: str, address: str) -> None:
    """Somebody else comes to sit at a post."""
    officer = rows.add_officer(collar=key, name=key.title(), rank="Staff", unit=Unit.objects.get(code="room"), at=START - AGAIN, by="test")
    rows.add_post(officer, address, since=START - AGAIN, at=START - AGAIN, by="test")
    rows.roster_shifts([(officer, address, START - AGAIN, START + AGAIN)], at=START, by="test")
    Account.objects.create_user(key, officer=officer)


def reported(at: datetime = START) -> tuple[About, ...]:
    """A child is reported missing, whom nobody has seen before."""
    about = tuple(About(each.kind, f"{each.ref[0]}:{ids.new()}", each.as_) for each in ABOUT)
    happens(by=SYSTEM, key=str(ids.new()), at=at, facts=[
        replace(fact(payload, at), about=about)
        for payload in (
            contact.Reported(concern="missing_child", channel="101", where="Home", why_worried="Late."), missing.Reported(),
            contact.Graded(grade="prompt", rationale="Never late."),
        )
    ])
    return about


def told(code: str, rung: int | None = None) -> Counter[str]:
    """Who was told of such duties, and how often."""
    names = {viewer(key).ref: key for key in (*SENDERS, "pickersgill", "denby", "nair", "hale")}
    asked = Alert.objects.filter(duty__in=Duty.objects.filter(code=code).values("pk"))
    return Counter(names.get(alert.officer, alert.officer) for alert in (asked if rung is None else asked.filter(rung=rung)))


def test_each_report_is_one_dispatchers_and_they_take_turns() -> None:
    for minute in range(6):
        reported(START + timedelta(minutes=minute))
    assert told("contact.outstanding", 0) == dict.fromkeys(SENDERS, 2)
    everybodys = [mine.owed(viewer(key), frozenset(), at=START + timedelta(minutes=6))[0].owed for key in SENDERS]
    assert len(set(everybodys)) == 1, "as a post they owe it together"
    assert everybodys[0] >= 6


def test_who_has_less_in_hand_comes_first_whoever_was_asked_last() -> None:
    first = reported()
    (one,) = told("contact.outstanding", 0)
    others = [key for key in SENDERS if key != one]
    reported(START + timedelta(minutes=1))
    reported(START + timedelta(minutes=2))
    sent = START + timedelta(minutes=3)
    happens(by=SYSTEM, key=str(ids.new()), at=sent, facts=[
        replace(fact(contact.Arrived(resource="NS21"), sent), about=first),   # the first has nothing in hand any more
    ])
    assert {key for key in told("contact.outstanding", 0) if key != one} == set(others)
    reported(START + timedelta(minutes=4))
    assert told("contact.outstanding", 0)[one] == 2, "they are asked next"


def test_a_reminder_is_for_whoever_was_told_first_and_for_a_colleague_when_they_have_gone_home() -> None:
    reported()
    (one,) = told("contact.attend", 0)
    go_on(START + timedelta(minutes=31))
    assert told("contact.attend", 1) == {one: 1}
    rows.take_off_roster(seed.officer_of(one), "dispatcher@contact", at=START + timedelta(minutes=32))
    go_on(START + timedelta(minutes=49))
    (other,) = (key for key in told("contact.attend", 2) if key in SENDERS)
    assert other != one


def test_when_the_time_is_out_everybody_at_the_post_is_told() -> None:
    reported()
    go_on(START + timedelta(minutes=61))
    late = told("contact.attend", 3)
    assert late == {"hale": 1, "pickersgill": 1, "denby": 1, **{key: late[key] for key in late if key.startswith("o:")}}
    assert Alert.objects.filter(duty__in=Duty.objects.filter(code="contact.attend").values("pk"), rung=3, priority=1).count() == late.total()


def test_who_took_the_call_comes_before_whoever_has_less_to_do() -> None:
    joins("adler", "call_handler@contact")
    for minute in range(3):
        reported(START + timedelta(minutes=minute))
    assert told("missing.initial-risk", 0) == {"nair": 3}


def test_who_is_locked_out_is_never_the_one() -> None:
    for key in ("brand", "cole"):
        lock_out(viewer(key).ref, CHILD, why="The child is a relation", since=START - AGAIN, by="system")
    happens(by=SYSTEM, key=str(ids.new()), at=START, facts=[
        fact(contact.Reported(concern="missing_child", channel="101", where="Home", why_worried="Late."), START), fact(missing.Reported(), START),
    ])
    assert told("contact.outstanding", 0) == {"malik": 1}


def test_a_worklist_says_which_colleague_was_told_of_what_the_post_owes() -> None:
    reported()
    (one,) = told("contact.outstanding", 0)
    at = START + timedelta(minutes=1)
    for key in SENDERS:
        rows_ = mine.owed(viewer(key), frozenset(), at=at)[1].rows
        carried = {card.code: by_colleagues(viewer(key), rows_).get(card.ref) for card in rows_}
        said = carried["contact.outstanding"]
        if key == one:
            assert said is None, "their own is told to them above"
        else:
            assert said is not None
            assert (said.name, said.told_at) == (Officer.objects.get(pk=viewer(one).ref[2:]).name, START)
