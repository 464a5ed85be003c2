"""Who somebody is to the policy: from posts, shifts, training and absence, in one query."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.foundations.access import world
from tests.foundations.access.world import AT, LONG_AGO
from tutela.foundations.access import accounts
from tutela.foundations.access.models import Account
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import APPROVALS, PARTNERS, ROLES
from tutela.foundations.access.viewer import NOBODY, SYSTEM, Viewer
from tutela.foundations.access.viewers import viewer_for, viewer_of_token
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Absence, Officer, Skill

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seen(who: Officer, **more: str) -> Viewer:
    """Whom the policy sees at nine."""
    account = Account.objects.filter(officer=who).first() or world.account(who, authenticator=False)
    return viewer_for(account, at=AT, **more)


def away(who: Officer, why: str, *, hours: float = 1) -> None:
    """Somebody is absent since an hour ago."""
    Absence.objects.create(officer=who, why=why, since=AT - HOUR, until=AT + hours * HOUR, recorded_at=AT, recorded_by="system")


def test_all_of_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    who = world.officer("Ade Okoro", "dispatcher@contact", "fim@contact", person="p:1", skills=("incident_command",), rank="Inspector")
    account = world.account(who, authenticator=False)
    with django_assert_num_queries(1):
        found = viewer_for(account, at=AT, session="s", device="Firefox on Windows")
    assert found == Viewer(
        ref=world.ref(who), name="Ade Okoro", roles=frozenset({"dispatcher@contact", "fim@contact"}), acting=found.acting, rank="Inspector", unit="room",
        skills=("incident_command",), person="p:1", session="s", device="Firefox on Windows",
    )
    assert found.permissions == ROLES["dispatcher"].may | ROLES["fim"].may


def test_they_act_as_they_chose_else_as_they_are_rostered_else_in_their_first_post() -> None:
    who = world.officer("Ade Okoro", "dispatcher@contact")
    rows.add_post(who, "supervisor@contact", since=LONG_AGO + HOUR, at=AT, by="system")
    rows.add_post(who, "fim@contact", since=LONG_AGO + 2 * HOUR, at=AT, by="system")
    assert seen(who).acting == "dispatcher@contact"
    world.on_duty(who, "supervisor@contact", AT - HOUR, AT + HOUR)
    assert seen(who).acting == "supervisor@contact"
    assert seen(who, acting="fim@contact").acting == "fim@contact"
    assert seen(who, acting="superintendent@contact").acting == "supervisor@contact"
    world.on_duty(who, "inspector@contact", AT, AT + HOUR)
    assert seen(who).acting == "supervisor@contact", "a shift gives no post"


def test_a_post_counts_from_its_beginning_until_its_end() -> None:
    who = world.officer("Ade Okoro")
    rows.add_post(who, "dispatcher@contact", since=AT - HOUR, until=AT, at=AT, by="system")
    rows.add_post(who, "supervisor@contact", since=AT, at=AT, by="system")
    rows.add_post(who, "fim@contact", since=AT + HOUR, at=AT, by="system")
    assert seen(who).roles == {"supervisor@contact"}


def test_who_left_has_no_role() -> None:
    who = world.officer("Ade Okoro", "fim@contact")
    who.active = False
    who.save()
    found = seen(who)
    assert (found.roles, found.acting, found.permissions) == (frozenset(), "", frozenset())


def test_who_is_absent_acts_and_approves_nothing_and_who_is_suspended_does_neither() -> None:
    on_leave = world.officer("Ade Okoro", "sergeant@missing")
    suspended = world.officer("Iris Bell", "sergeant@missing")
    away(on_leave, "leave")
    away(suspended, "suspended")
    assert seen(on_leave).absent
    assert seen(on_leave).permissions == ROLES["sergeant"].may - APPROVALS
    assert Permission.MISSING_FOUND in seen(on_leave).permissions
    assert seen(suspended).permissions == frozenset()
    assert not viewer_for(Account.objects.get(officer=suspended), at=AT + HOUR).absent


@pytest.mark.requirement("XX-012", part="a role whose training has lapsed acts and cannot approve")
def test_whose_training_lapsed_acts_and_cannot_approve() -> None:
    who = world.officer("Ade Okoro", "detective_inspector@missing", "response_officer@response", skills=("pip2",))
    assert seen(who).permissions >= APPROVALS - {Permission.POLICY_APPROVE}   # a chief officer's and their deputies'
    Skill.objects.filter(officer=who).update(until=AT)
    found = seen(who)
    assert found.lapsed == {"detective_inspector"}
    assert found.permissions == ROLES["detective_inspector"].may - APPROVALS
    rows.add_post(who, "inspector@missing", since=LONG_AGO, at=AT, by="system")
    assert Permission.INCIDENT_LOWER_APPROVE in seen(who).permissions, "another role gives it still"


def test_a_token_is_its_systems_or_its_officers() -> None:
    token = accounts.give_token(accounts.make("stormlike", feed="stormlike"))
    found = viewer_of_token(token, at=AT)
    assert found
    assert (found.ref, found.roles, found.permissions) == ("feed:stormlike", frozenset({"feed@force"}), ROLES["feed"].may)
    who = world.officer("Ade Okoro", "fim@contact")
    officers = accounts.give_token(world.account(who, authenticator=False).pk)
    assert viewer_of_token(officers, at=AT) == viewer_for(Account.objects.get(officer=who), at=AT, session="token")
    assert viewer_of_token("tutela_nobodys", at=AT) is None
    who.active = False
    who.save()
    assert viewer_of_token(officers, at=AT) is None


def test_an_account_of_nobody_is_nobody() -> None:
    assert viewer_for(Account.objects.create_user("left-over"), at=AT) is NOBODY


def test_the_system_and_nobody() -> None:
    assert SYSTEM.role == "system"
    assert (NOBODY.signed_in, NOBODY.permissions) == (False, frozenset())


def test_every_role_says_who_holds_it_and_every_permission_is_somebodys() -> None:
    everybody = [*ROLES.values(), *PARTNERS.values()]
    assert all(role.held_by for role in everybody)
    given = frozenset[Permission]().union(*(role.may for role in everybody))
    assert set(Permission) - given == set()
