"""The partners' own site: its host, its cookies, who may sign in where; and that neither site has a page of the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access.test_table import there_are
from tests.desks.conftest import NOW
from tests.desks.gateway.site import COOKIES, HOST, partner, reader, text
from tutela.foundations.access import accounts, signing
from tutela.foundations.access.models import Account, Session
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import PARTNERS, ROLES
from tutela.foundations.access.sites import BOTH
from tutela.foundations.access.viewers import viewer_for, viewer_of_token
from tutela.foundations.forces.models import PartnerPerson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("force")]


def test_somebody_at_a_partner_answers_for_their_body_and_may_do_nothing_of_the_forces() -> None:
    frost, okafor = reader(), reader("okafor.council")
    assert (frost.body, okafor.body) == ("Northshire Council", "Northshire Council"), "a team out of hours answers for the same authority"
    assert frost.permissions == {Permission.SIGNED_IN, Permission.PARTNER_SEE, Permission.PARTNER_ANSWER}
    of_officers = frozenset[Permission]().union(*(role.may for role in ROLES.values()))
    assert not of_officers & {Permission.PARTNER_SEE, Permission.PARTNER_ANSWER}
    assert not PARTNERS.keys() & ROLES.keys(), "no officer can be given a partner's role"


def test_whoever_no_longer_answers_there_is_nobody() -> None:
    account = Account.objects.get(username="frost.council")
    PartnerPerson.objects.filter(name="Helen Frost").update(until=NOW - timedelta(hours=1))
    account.refresh_from_db()
    assert not viewer_for(account, at=NOW).signed_in
    assert not signing.usable(Account.objects.get(username="frost.council"))
    assert partner().get(reverse("gateway:home")).status_code == 302


def test_at_the_partners_site_there_is_no_page_of_the_forces() -> None:
    client, names = partner(), there_are() - BOTH
    for name in sorted(n for n in names if not n.startswith("gateway:")):
        for address in _addresses(name):
            assert client.get(address).status_code == 404, name
    assert client.get("/").headers["Location"] == reverse("gateway:home")


def test_at_the_forces_site_there_is_no_page_of_the_partners(as_: Any) -> None:
    for name in sorted(n for n in there_are() if n.startswith("gateway:")):
        for address in _addresses(name):
            assert as_("lindqvist").get(address).status_code == 404, name


def test_a_session_opens_nothing_at_the_other_site_wherever_its_cookie_came_from(as_: Any) -> None:
    officer, theirs = as_("lindqvist"), partner()
    assert theirs.get(reverse("gateway:home")).status_code == 200
    stolen = Client(headers={"host": HOST})
    stolen.cookies[COOKIES[0]] = officer.cookies[settings.SESSION_COOKIE_NAME].value
    assert stolen.get(reverse("gateway:home")).status_code == 302, "an officer's session, at the partners'"
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = theirs.cookies[COOKIES[0]].value
    assert other.get(reverse("worklist:home")).status_code == 302, "a partner's session, at the force's"
    unnamed = Client(headers={"host": HOST})
    unnamed.cookies[settings.SESSION_COOKIE_NAME] = theirs.cookies[COOKIES[0]].value
    assert unnamed.get(reverse("gateway:home")).status_code == 302, "under the force's name a cookie is not read there"


def test_signing_in_by_password_opens_at_home_alone_and_sets_a_cookie_of_its_own() -> None:
    account = Account.objects.get(username="frost.council")
    account.set_password("three plain words together")
    account.save()
    said = {"username": "frost.council", "password": "three plain words together"}
    refused = Client().post(reverse("sign-in"), said)
    assert "This account is not in use" in text(refused)
    assert Session.objects.filter(account=account).count() == 0
    client = Client(headers={"host": HOST})
    answer = client.post(reverse("sign-in"), said)
    assert answer.status_code == 302
    assert COOKIES[0] in answer.cookies
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert answer.cookies[COOKIES[0]]["httponly"]
    page = client.get(reverse("gateway:home"))
    assert "Helen Frost" in text(page)
    assert "Search" not in text(page)
    assert "My worklist" not in text(page)
    assert "/training/clock/" not in page.content.decode()


def test_in_training_one_chooses_among_the_people_of_that_site() -> None:
    at_partners = text(Client(headers={"host": HOST}).get(reverse("sign-in-as")))
    assert "Helen Frost" in at_partners
    assert "Jo Lindqvist" not in at_partners
    assert "Helen Frost" not in text(Client().get(reverse("sign-in-as")))
    client = Client(headers={"host": HOST})
    key = str(Account.objects.get(username="obi.council").partner_id)
    assert client.post(reverse("sign-in-as"), {"officer": key}).status_code == 302
    assert "Amara Obi" in text(client.get(reverse("gateway:home")))


def test_a_partners_token_sends_interviews_and_no_facts() -> None:
    made = accounts.make("council-system", partner=_another().pk)
    token = accounts.give_token(made)
    viewer = viewer_of_token(token, at=NOW)
    assert viewer is not None
    assert viewer.body == "Northshire Council"
    headers = {"Authorization": f"Bearer {token}"}
    assert Client().post("/api/v1/facts", {"facts": []}, content_type="application/json", headers=headers).status_code == 403
    assert Client(headers={"host": HOST}).post("/api/v1/facts", {"facts": []}, content_type="application/json", headers=headers).status_code == 404
    PartnerPerson.objects.filter(name="Interviews system").update(until=NOW - timedelta(hours=1))
    assert Client().post("/api/v1/return-interviews", {"episode": "MIS-1"}, content_type="application/json", headers=headers).status_code in (401, 403)


def _another() -> PartnerPerson:
    return PartnerPerson.objects.create(
        agency="Northshire Council", name="Interviews system", role="return_interviewer", area="local_authority", telephone="01632 960 200",
        since=NOW - timedelta(days=9), recorded_at=NOW, recorded_by="system",
    )


def _addresses(name: str) -> list[str]:
    """Addresses of a route, with keys of nothing."""
    found = []
    for pattern, arguments in get_resolver_patterns(name):
        given = {a: ("01900000-0000-7000-8000-000000000000" if uuid else "1") for a, uuid in arguments.items()}
        found.append("/" + pattern % given)
    return [address for address in found if address != "/"]   # which leads on to the first page of either site


def get_resolver_patterns(name: str) -> list[tuple[str, dict[str, bool]]]:
    """What a route's address is made of."""
    space, _, own = name.rpartition(":")
    resolver = get_resolver()
    prefix = ""
    for part in filter(None, space.split(":")):
        before, resolver = resolver.namespace_dict[part]
        prefix += before
    found = []
    for possible, _pattern, _defaults, converters in resolver.reverse_dict.getlist(own):
        for address, arguments in possible:
            found.append((prefix + address, {a: type(converters.get(a)).__name__ == "UUIDConverter" for a in arguments}))
    return found
