"""Officers, posts, skills, absences and the roster; who leaves, leaves nothing without an owner (XX-028)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code in (200, 422), response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def key(who: str) -> Any:
    """An officer's key."""
    from tutela.foundations.access.models import Account

    return Account.objects.get(username=who).officer_id


def form(**answers: Any) -> dict[str, Any]:
    """Answers as a form sends them."""
    from tutela.foundations.kit import ids

    return {"key": str(ids.new()), **answers}


def moment(name: str, at: datetime) -> dict[str, str]:
    """A moment in its parts, UK local time (which is UTC here)."""
    return {f"{name}_day": str(at.day), f"{name}_month": str(at.month), f"{name}_year": str(at.year), f"{name}_time": f"{at:%H:%M}"}


def test_somebody_new_is_added_given_a_post_a_skill_and_a_shift(as_: As, now: datetime) -> None:
    from tutela.foundations.forces import queries as forces

    client = as_("ellery")
    added = client.post("/administration/officers/add/", form(name="Nell Ward", collar="7001", rank="Inspector", unit="room"))
    assert added.status_code == 302, said(added)
    assert client.post(f"{added.url}post/", form(role="fim", area="contact", **moment("since", now))).status_code == 302
    shift = form(address="fim@contact", **moment("since", now), **moment("until", now + timedelta(hours=8)))
    assert client.post(f"{added.url}shift/", shift).status_code == 302
    page = said(client.get(added.url))
    assert "lacks a skill that the role demands" in page
    assert "Lacks: Command of incidents" in page
    ref = f"o:{added.url.rstrip('/').rpartition('/')[2]}"
    assert ref not in {card.ref for card in forces.on_duty("fim@contact", now)}
    skill = form(skill="incident_command", **moment("since", now), **moment("until", now + timedelta(days=365)))
    assert client.post(f"{added.url}skill/", skill).status_code == 302
    assert ref in {card.ref for card in forces.on_duty("fim@contact", now)}


def test_a_collar_number_is_one_officers(as_: As) -> None:
    page = as_("ellery").post("/administration/officers/add/", form(name="Another", collar="4001", rank="Constable", unit="room"))
    assert page.status_code == 422
    assert "Collar number 4001 is Priya Nair's." in said(page)


def test_a_post_is_not_given_twice_and_a_shift_only_in_a_post_that_is_held(as_: As, now: datetime) -> None:
    client, here = as_("ellery"), f"/administration/officers/{key('hale')}/"
    again = client.post(f"{here}post/", form(role="fim", area="contact", **moment("since", now)))
    assert (again.status_code, "They hold fim@contact in that time already." in said(again)) == (422, True)
    times = {**moment("since", now), **moment("until", now + timedelta(hours=8))}
    assert client.post(f"{here}shift/", form(address="cii@missing", **times)).status_code == 422
    backwards = form(address="fim@contact", **moment("since", now), **moment("until", now - timedelta(hours=8)))
    assert "The end must be after the beginning." in said(client.post(f"{here}shift/", backwards))


def test_a_role_that_nobody_holds_on_duty_is_a_gap_in_words(as_: As, now: datetime) -> None:
    client = as_("ellery")
    before = said(client.get("/roster/"))
    absence = form(why="sick", **moment("since", now - timedelta(minutes=1)))
    assert client.post(f"/administration/officers/{key('tremlett')}/absence/", absence).status_code == 302
    page = said(client.get("/roster/"))
    row = page[page.index("Force incident manager Nobody on duty"):]
    assert "Gill Tremlett" in row[:200]
    assert "rostered, but away" in row[:200]
    assert "Force incident manager Nobody on duty" not in before
    assert "nobody on duty now" in page


def test_gaps_are_the_times_that_no_shift_covers(now: datetime) -> None:
    from tutela.desks.administration.queries.roster import Gap, gaps

    hour = timedelta(hours=1)
    shifts = [(now - hour, now + 2 * hour), (now + hour, now + 3 * hour), (now + 5 * hour, now + 9 * hour)]
    assert gaps(shifts, now, now + 6 * hour) == [Gap(now + 3 * hour, now + 5 * hour)]
    assert gaps([], now, now + hour) == [Gap(now, now + hour)]
    assert gaps([(now - hour, now + 9 * hour)], now, now + hour) == []


@pytest.mark.requirement("XX-028", part="an officer is moved: every case is listed for hand-over, none is an orphan")
def test_who_gives_up_the_last_post_leaves_every_case_listed_and_none_orphaned(world: World, as_: As, now: datetime) -> None:
    from tutela.record.enquiries.queries import given_by
    from tutela.record.occurrences.jobs import count_orphans
    from tutela.record.occurrences.queries import owned_by

    owner = f"o:{key('tremlett')}"
    owned = owned_by(owner)
    assert world.episode in owned
    client, here = as_("ellery"), f"/administration/officers/{key('tremlett')}/"
    assert "not offered" in said(client.get(f"{here}end-post/")).lower()
    ended = client.post(f"{here}end-post/", form(post="fim@contact", to=f"o:{key('hale')}", why="Moves to another force. The girl has a grey car after her."))
    assert ended.status_code == 302, said(ended)
    offered = given_by(owner)
    assert offered
    assert {one.receiver for one in offered} == {f"o:{key('hale')}"}
    assert all(one.duties for one in offered)
    assert owned_by(owner) == owned
    assert count_orphans(now) == 0
    assert "Offered to Marcus Hale, not taken yet" in said(client.get(here))


def test_one_post_of_several_passes_nothing_on(as_: As) -> None:
    client = as_("ellery")
    ended = client.post(f"/administration/officers/{key('siddiqui')}/end-post/", form(post="inspector@missing", why="Fewer hats."))
    assert ended.status_code == 302
    assert "They owned nothing that is open." in said(client.get("/administration/officers/"))


def test_skills_that_lapsed_are_listed(as_: As, now: datetime) -> None:
    from tutela.foundations.forces import queries as forces
    from tutela.foundations.forces import rows

    assert "Everybody holds the skills that their roles demand." in said(as_("ellery").get("/administration/officers/"))
    rows.end_skill(forces.officer(f"o:{key('hale')}"), "incident_command", until=now - timedelta(hours=1))
    page = said(as_("ellery").get("/administration/officers/?q=hale"))
    assert "Marcus Hale" in page[page.index("Skills that have lapsed"):]
    assert "Cannot approve" in page


def test_the_same_act_sent_twice_is_one(as_: As, now: datetime) -> None:
    from tutela.foundations.forces.models import Absence

    client, here = as_("ellery"), f"/administration/officers/{key('hale')}/absence/"
    answers = form(why="leave", **moment("since", now + timedelta(days=1)))
    assert [client.post(here, answers).status_code for _ in range(2)] == [302, 302]
    assert Absence.objects.filter(officer=key("hale")).count() == 1


@pytest.mark.parametrize("path", ["/administration/officers/", "/roster/"])
def test_pages_take_the_same_number_of_queries_at_two_sizes(as_: As, now: datetime, path: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tutela.foundations.forces import queries as forces
    from tutela.foundations.forces import rows

    client, unit = as_("ellery"), forces.unit("room")
    assert unit is not None
    client.get(path)
    counted = []
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counted.append(len(asked))
        for number in range(6):
            row = rows.add_officer(collar=f"8{more}{number}", name=f"Aa {number}", rank="Constable", unit=unit, at=now, by="test")
            rows.add_post(row, "fim@contact", since=now, at=now, by="test")
            rows.roster_shift(row, "fim@contact", since=now - timedelta(hours=1), until=now + timedelta(hours=5), at=now, by="test")
    assert counted[0] == counted[1]


def test_nobody_else_keeps_officers(as_: As) -> None:
    for who in ("hale", "osei", "kerr"):
        assert as_(who).get(f"/administration/officers/{key('hale')}/").status_code == 403
        assert as_(who).post("/administration/officers/add/", form(name="X")).status_code == 403
