"""What the database itself holds: periods, who decided, two people for policy, training for ever. And what somebody was at a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection
from psycopg.errors import ExclusionViolation

from tests.database import Clone
from tests.foundations.forces.world import AT, BY, DAY, HOUR, officer, on_shift, skilled, unit
from tutela.foundations.forces import queries, rows
from tutela.foundations.forces.models import Deployment, Officer, PolicyChange, Post, Posting, Shift, Unit
from tutela.foundations.kit import ids, refs
from tutela.foundations.work.errors import RETRIED


def _post(who: Officer, **more: Any) -> None:
    Post.objects.create(**{"officer": who, "role": "fim", "area": "contact", "since": AT, "given_at": AT, "given_by": BY, **more})


def _shift(who: Officer, **more: Any) -> None:
    Shift.objects.create(
        **{"officer": who, "role": "fim", "area": "contact", "since": AT, "until": AT + HOUR, "rostered_at": AT, "rostered_by": BY, **more}
    )


def _twice(write: Callable[..., object], **second: Any) -> Callable[[Officer], None]:
    def both(who: Officer) -> None:
        write(who)
        write(who, **second)

    return both


REFUSED: list[tuple[str, Callable[[Officer], object]]] = [
    ("post_held_once_at_a_time", _twice(_post, since=AT + DAY)),
    ("post_ends_after_it_begins", lambda who: _post(who, until=AT)),
    ("post_ended_by_somebody", lambda who: _post(who, ended_at=AT)),
    ("post_given_by_somebody", lambda who: _post(who, given_by="")),
    ("shift_once_at_a_time", _twice(_shift, since=AT + HOUR / 2, until=AT + 2 * HOUR)),
    ("shift_ends_after_it_begins", lambda who: _shift(who, until=AT)),
    ("shift_rostered_by_somebody", lambda who: _shift(who, rostered_by="")),
    ("posting_one_at_a_time", lambda who: Posting.objects.create(officer=who, rank="Sergeant", unit=unit(), since=AT, recorded_at=AT, recorded_by=BY)),
    (
        "posting_not_under_oneself",
        lambda who: rows.move_officer(who, rank="Sergeant", unit=unit(), since=AT, at=AT, by=BY, supervisor=who),
    ),
    ("absence_one_at_a_time", lambda who: [rows.record_absence(who, "leave", since=AT + n * HOUR, at=AT, by=BY) for n in range(2)]),
    ("absence_ends_after_it_begins", lambda who: rows.record_absence(who, "leave", since=AT, until=AT - HOUR, at=AT, by=BY)),
    ("absence_recorded_by_somebody", lambda who: rows.record_absence(who, "leave", since=AT, at=AT, by="")),
    ("skill_ends_after_it_begins", lambda who: rows.add_skill(who, "pip2", since=AT, until=AT, at=AT, by=BY)),
    ("skill_recorded_by_somebody", lambda who: rows.add_skill(who, "", since=AT, at=AT, by=BY)),
    ("forces_officer_collar", lambda _: officer("1")),
    ("officer_has_a_name", lambda _: Officer.objects.create(collar="", name="Nobody", added_at=AT, added_by=BY)),
    ("officer_added_by_somebody", lambda _: Officer.objects.create(collar="2", name="Somebody", added_at=AT, added_by="")),
    ("unit_is_not_its_own_parent", lambda _: Unit.objects.filter(code="room").update(parent_id=Unit.objects.get(code="room").pk)),
    (
        "partner_can_be_reached",
        lambda _: rows.add_partner(agency="Council", name="Jo", address="social_worker@local_authority", since=AT, at=AT, by=BY),
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "write"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(constraint: str, write: Callable[[Officer], object]) -> None:
    who = officer("1")
    with pytest.raises(IntegrityError, match=constraint):
        write(who)


@pytest.mark.django_db
def test_periods_that_touch_do_not_overlap() -> None:
    who = officer("1")
    _shift(who)
    _shift(who, since=AT + HOUR, until=AT + 2 * HOUR)
    _shift(who, area="missing")
    _post(who, until=AT + DAY)
    _post(who, since=AT + DAY)


def test_two_who_roster_one_officer_at_once_roster_them_once(database_clone: Clone) -> None:
    who = officer("1")
    done = database_clone.together(*[lambda: _shift(Officer.objects.get(pk=who.pk))] * 6)
    # Those who check at the same instant wait for one another: PostgreSQL then ends one as a deadlock, which an operation tries again.
    refused = [d.__cause__.sqlstate for d in done if isinstance(d, DatabaseError) and isinstance(d.__cause__, psycopg.Error)]
    assert len(refused) == 5
    assert set(refused) <= {ExclusionViolation.sqlstate, *RETRIED}
    assert Shift.objects.count() == 1


@pytest.mark.django_db
def test_a_posting_of_before_stays_true_of_before() -> None:
    who = on_shift(skilled(officer("1", rank="Sergeant")), "sergeant@response", AT - 20 * DAY, AT - 19 * DAY)
    rows.move_officer(who, rank="Inspector", unit=unit("missing", "missing"), since=AT - 10 * DAY, at=AT, by=BY)
    rows.end_post(who, "sergeant@response", until=AT - 10 * DAY, at=AT, by=BY)
    rows.add_post(who, "inspector@missing", since=AT - 10 * DAY, at=AT, by=BY)
    then, now = queries.stamp(who.ref, AT - 19.5 * DAY), queries.stamp(who.ref, AT)
    assert (then.role, then.rank, then.unit, then.skills, then.ref) == ("sergeant", "Sergeant", "room", ("incident_command",), who.ref)
    assert (now.role, now.rank, now.unit) == ("inspector", "Inspector", "missing")
    assert queries.roles_of(who.ref, AT - 19 * DAY) == {("sergeant", "response")}
    assert queries.roles_of(who.ref, AT) == {("inspector", "missing")}
    card = queries.card(who.ref, AT - 19 * DAY)
    assert card is not None
    assert (card.rank, card.unit) == ("Sergeant", "The room")


@pytest.mark.django_db
def test_a_stamp_has_the_role_that_somebody_is_on_duty_in_else_the_oldest_post() -> None:
    who = officer("1")
    rows.add_post(who, "inspector@contact", since=AT - 300 * DAY, at=AT, by=BY)
    on_shift(who, "fim@contact")
    assert queries.stamp(who.ref, AT).role == "fim"
    assert queries.stamp(who.ref, AT + DAY).role == "inspector"
    assert queries.stamp(who.ref, AT - 320 * DAY).role == "unposted"


@pytest.mark.django_db
def test_all_of_an_officer_is_one_query(django_assert_num_queries: Any) -> None:
    who = skilled(on_shift(officer("1", person_ref="p:1"), "fim@contact"), until=AT)
    rows.add_post(who, "inspector@contact", since=AT - DAY, at=AT, by=BY)
    with django_assert_num_queries(1):
        found = queries.standing(who.ref, AT)
    assert found.roles == {("fim", "contact"), ("inspector", "contact")}
    assert (found.acting, found.on_duty, found.skills) == ("fim@contact", ("fim@contact",), ())
    assert found.lapsed == {"fim"}
    assert (found.absent, found.active, found.person_ref) == (False, True, "p:1")
    assert queries.lapsed_roles(who.ref, AT) == {"fim"}
    assert queries.shifts_of(who.ref, AT, AT + DAY) == (("fim@contact", AT - HOUR, AT + HOUR),)
    with django_assert_num_queries(1):
        queries.cards([who.ref, *(refs.make("officer", ids.new()) for _ in range(50))], AT)


@pytest.mark.django_db
def test_the_system_and_feeds_are_stamped_and_nobody_is_invented() -> None:
    assert (queries.stamp("system", AT).role, queries.stamp("feed:stormlike", AT).ref) == ("system", "feed:stormlike")
    for ref in (refs.make("officer", ids.new()), "pt:0192aaaa-0000-7000-8000-000000000000", "o:nobody", "p:1"):
        with pytest.raises(queries.NoSuchOfficer):
            queries.stamp(ref, AT)
    with pytest.raises(queries.NoSuchOfficer):
        queries.officer("p:1")


@pytest.mark.django_db
def test_what_has_a_period_is_not_overwritten() -> None:
    with pytest.raises(ValueError, match="have periods"):
        rows.change_officer(officer("1"), rank="Chief")
    for end in (lambda: rows.end_post(officer("2"), "fim@contact", until=AT, at=AT, by=BY), lambda: rows.end_absence(officer("3"), until=AT)):
        with pytest.raises(rows.NoSuchRow):
            end()


@pytest.mark.django_db
def test_many_shifts_are_rostered_at_once_and_taken_off() -> None:
    who = officer("1")
    assert rows.roster_shifts([(who, "fim@contact", AT + n * DAY, AT + n * DAY + 8 * HOUR) for n in range(-3, 3)], at=AT, by=BY) == 6
    assert rows.take_off_roster(who, "fim@contact", at=AT + HOUR) == 3
    assert Shift.objects.filter(until__gt=AT + HOUR).count() == 0
    assert Shift.objects.count() == 4


def propose(**more: Any) -> PolicyChange:
    given: dict[str, Any] = {
        "parameter": "missing.accept", "value": 10, "direction": "tighter", "valid_from": date(2026, 4, 1), "reason": "Slow", "decided_in": "PB 3",
    }
    return rows.propose_policy(**{**given, "at": AT, "by": "o:1", **more})


def in_force(change: PolicyChange) -> PolicyChange:
    return rows.put_policy_into_force(rows.approve_policy(change, at=AT, by="o:2"), valid_from=change.valid_from, at=AT, by="o:2")


@pytest.mark.django_db
def test_policy_changes_when_another_approves() -> None:
    change = propose()
    assert queries.policy_changes() == ()
    rows.approve_policy(change, at=AT + HOUR, by="o:2")
    assert queries.policy_changes() == (), "approved, and not in force"
    rows.put_policy_into_force(change, valid_from=date(2026, 4, 2), at=AT + HOUR, by="o:2")
    (found,) = queries.policy_changes()
    assert (found.parameter, found.value, found.since, found.until, found.decided_in) == ("missing.accept", 10, date(2026, 4, 2), None, "PB 3")


@pytest.mark.requirement("XX-012", part="self-approval refused")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "write"),
    [
        ("policy_author_is_not_approver", lambda: rows.approve_policy(propose(), at=AT, by="o:1")),
        ("policy_approved_by_somebody", lambda: rows.approve_policy(propose(), at=AT, by="")),
        ("policy_says_why", lambda: propose(reason=" \n")),
        ("policy_one_value_from_a_day", lambda: [in_force(propose(value=n, number=n)) for n in (5, 6)]),
        ("policy_version_once", lambda: [propose(), propose()]),
        ("policy_names_its_decision", lambda: propose(decided_in=" ")),
        ("policy_in_force_when_approved", lambda: rows.put_policy_into_force(propose(), valid_from=date(2026, 4, 2), at=AT, by="o:2")),
        ("policy_withdrawn_with_reason", lambda: rows.withdraw_policy(propose(), why=" ", at=AT, by="o:2")),
    ],
)
def test_the_database_refuses_a_policy(constraint: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        write()


def set_up(*, training: bool) -> Deployment:
    return rows.set_up(name="Northshire Police", territory="england", training=training, at=AT, by=BY)


@pytest.mark.django_db
def test_a_training_database_never_holds_imported_records() -> None:
    assert queries.deployment() is None
    set_up(training=True)
    rows.move_clock(timedelta(hours=3))
    held = queries.deployment()
    assert held is not None
    assert (held.training, held.clock_moved) == (True, timedelta(hours=3))
    with pytest.raises(IntegrityError, match="deployment_training_holds_nothing_real"):
        rows.mark_imported()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE forces_deployment SET training = true, holds_imported = false", "for ever"),
        ("UPDATE forces_deployment SET holds_imported = false", "for ever"),
        ("DELETE FROM forces_deployment", "permission denied"),
        ("UPDATE forces_deployment SET clock_moved = '1 hour'", "deployment_moves_time_in_training_only"),
        ("UPDATE forces_deployment SET id = 2", "deployment_is_one"),
    ],
)
def test_a_database_with_real_records_is_never_for_training_and_its_time_never_moves(statement: str, why: str) -> None:
    set_up(training=False)
    rows.mark_imported()
    with pytest.raises((IntegrityError, ProgrammingError), match=why), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_a_training_database_stays_one() -> None:
    set_up(training=True)
    with pytest.raises(IntegrityError, match="for ever"):
        Deployment.objects.update(training=False)
