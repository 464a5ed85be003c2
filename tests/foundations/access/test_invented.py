"""Demo sign-in: one click each, in a training database, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.foundations.access import world
from tests.foundations.access.conftest import Wall
from tutela.foundations.access.models import Account
from tutela.foundations.audit.models import AuditLine
from tutela.foundations.forces.models import Officer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.access.addresses")]


@pytest.fixture
def people(wall: Wall) -> dict[str, Officer]:
    """Two who work, one of them now; one who left; one without a post."""
    found = {
        "bell": world.officer("Iris Bell", "call_handler@contact"), "okoro": world.officer("Ade Okoro", "fim@contact", rank="Inspector"),
        "gone": world.officer("Una Gone", "fim@contact"), "new": world.officer("Tom New"),
    }
    found["gone"].active = False
    found["gone"].save()
    world.on_duty(found["okoro"], "fim@contact", wall.now - timedelta(hours=1), wall.now + timedelta(hours=7))
    return found


@pytest.mark.usefixtures("people")
def test_everybody_by_what_they_do_and_who_is_on_duty_first(client: Client) -> None:
    world.force(training=True)
    page = client.get("/sign-in/as")
    text = page.content.decode()
    assert text.index("Ade Okoro") < text.index("Iris Bell")
    assertContains(page, "Force incident manager")
    assertContains(page, "On duty now", count=1)
    assertNotContains(page, "Una Gone")
    assertNotContains(page, "Tom New")
    assertContains(client.get("/sign-in"), "Choose whom to sign in as")


def test_one_click_is_enough(client: Client, people: dict[str, Officer]) -> None:
    world.force(training=True)
    assertRedirects(client.post("/sign-in/as", {"officer": str(people["bell"].pk), "next": "/board"}), "/board", fetch_redirect_response=False)
    assertContains(client.get("/account"), "Signed in as Iris Bell, Call handler, control room")
    line = AuditLine.objects.get(kind="sign_in")
    assert (line.action, line.outcome, line.officer) == ("sign-in", "done", world.ref(people["bell"]))
    assert not Account.objects.get(officer=people["bell"]).has_usable_password()
    client.post("/sign-in/as", {"officer": str(people["okoro"].pk)})
    assertContains(client.get("/account"), "Signed in as Ade Okoro")


def test_a_locked_session_goes_on_with_one_click(client: Client, people: dict[str, Officer], wall: Wall) -> None:
    world.force(training=True)
    client.post("/sign-in/as", {"officer": str(people["bell"].pk)})
    wall.later(minutes=11)
    assertContains(client.get("/board", follow=True), "Carry on as Iris Bell")
    assertRedirects(client.post("/locked", {"next": "/board"}), "/board", fetch_redirect_response=False)
    assert client.get("/board").status_code == 200


def test_where_records_may_be_real_there_is_no_such_page(client: Client, people: dict[str, Officer]) -> None:
    for _ in "before it is set up", "afterwards":
        assert client.get("/sign-in/as").status_code == 404
        assert client.post("/sign-in/as", {"officer": str(people["bell"].pk)}).status_code == 404
        assertNotContains(client.get("/sign-in"), "Choose whom to sign in as")
        assert client.get("/board").status_code == 302
        if _ == "before it is set up":
            world.force()


@pytest.mark.parametrize("officer", ["", "nobody", "01890000-0000-7000-8000-000000000001"])
def test_who_is_not_there_is_nobody(client: Client, people: dict[str, Officer], officer: str) -> None:
    world.force(training=True)
    assert client.post("/sign-in/as", {"officer": officer}).status_code == 404
    assert client.post("/sign-in/as", {"officer": str(people["gone"].pk)}).status_code == 404
