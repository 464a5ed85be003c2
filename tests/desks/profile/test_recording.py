"""What is recorded on a person's page: corrections with both versions (XX-006), markers, names, addresses, relations."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

As = Callable[[str], Any]


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code in (200, 422, 409), (response.status_code, response.headers)
    body = re.sub(r"<head>.*?</head>|<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def look(as_: As, who: str, address: str) -> Any:
    """A page of a person, by somebody who has said why they look."""
    client = as_(who)
    found = client.get(address)
    if found.status_code == 302:
        client.post(found.url, form(purpose="incident"))
        found = client.get(address)
    return found


def form(**answers: Any) -> dict[str, Any]:
    """Answers as a form sends them."""
    from tutela.foundations.kit import ids

    return {"key": str(ids.new()), **answers}


def version(client: Any, address: str) -> str:
    """The version that a form stands on."""
    found = re.search(r'name="expected" value="(\d+)"', client.get(address).content.decode())
    assert found
    return found[1]


def correcting(world: World, client: Any) -> str:
    """Where the author corrects the reasons of the level of risk."""
    found = re.search(rf'href="({world.page(world.child)}correct/[^"]+)"', client.get(world.page(world.child)).content.decode())
    assert found
    return found[1]


def test_nobody_is_led_to_correct_words_that_are_not_there(world: World, as_: As) -> None:
    from tutela.practice.missing import operations as missing

    world.do(missing.returned, "tremlett", -1, episode=world.episode, returned_by="self")
    client = as_("tremlett")
    page = client.get(world.page(world.child))
    offered = set(re.findall(rf'href="({world.page(world.child)}correct/[^"]+)"', page.content.decode()))
    assert offered
    assert [where for where in offered if client.get(where).status_code != 200] == []


@pytest.mark.requirement("XX-006", part="a corrected rationale: original and change both shown, the chain verifies")
def test_a_corrected_rationale_stands_beside_the_one_before(world: World, as_: As) -> None:
    from tutela.foundations.audit.sealing import seal
    from tutela.foundations.audit.verify import verify
    from tutela.record.occurrences import queries as occurrences

    client = as_("tremlett")
    address = correcting(world, client)
    assert "Exploited before; a man in a grey car." in said(client.get(address))
    done = client.post(address, form(words="Exploited before; a man in a GREEN car.", why="Misheard."))
    assert done.url == world.page(world.child)
    page = client.get(world.page(world.child))
    text = said(page)
    assert "a man in a GREEN car." in text
    assert "a man in a grey car." in text
    assert "Corrected since. See the correction" in text
    assert "Corrects an earlier entry. See what it said before" in text
    both = re.findall(r'<li id="(entry-[^"]+)"', page.content.decode())
    links = re.findall(r'href="[^"]*#(entry-[^"]+)"', page.content.decode())
    assert len(links) == 2
    assert set(links) <= set(both)
    values = said(client.get(world.page(world.child, "trail/")))
    assert "rationale: Exploited before; a man in a grey car. \N{RIGHTWARDS ARROW} Exploited before; a man in a GREEN car." in values
    assert "Misheard." in values
    held = occurrences.episode(world.episode)
    assert held is not None
    assert held.card.live is not None
    assert held.card.live.value == "high"
    seal()
    assert verify().ok


def test_only_the_author_corrects_and_says_why(world: World, as_: As) -> None:
    client = as_("tremlett")
    address = correcting(world, client)
    assert as_("hale").get(address).status_code == 404
    assert as_("hale").post(address, form(words="x", why="y")).status_code == 404
    unchanged = client.post(address, form(words="Exploited before; a man in a grey car.", why="Nothing."))
    assert "Change the words, and say why." in said(unchanged)
    assert client.post(address, form(words="Other words", why="Better")).status_code == 302
    assert client.post(address, form(words="Again other words", why="Better still")).status_code == 409


def test_a_marker_is_recorded_reviewed_and_taken_off_with_its_ground(world: World, as_: As) -> None:
    client, here = as_("rees"), world.page(world.child, "record/marker/")
    look(as_, "rees", world.page(world.child))
    bare = client.post(here, form(marker="self_harm", expected=version(client, here)))
    assert bare.status_code == 422
    done = client.post(here, form(marker="self_harm", level="medium", evidence="log:12", expected=version(client, here)))
    assert done.status_code == 302, said(done)
    page = look(as_, "rees", world.page(world.child, "relations/")).content.decode()
    assert "Self-harm" in said_of(page)
    address = next(a for a in re.findall(r'href="(/people/[^"]+/markers/[^"]+)"', page) if "Self-harm" in client.get(a).content.decode())
    stands = {"stands": "stands", "review_by_day": "1", "review_by_month": "5", "review_by_year": "2026", "words": "Spoke with her carer."}
    assert client.post(address, form(expected=version(client, address), **stands)).status_code == 302
    again = look(as_, "rees", world.page(world.child, "relations/")).content.decode()
    assert "1 May 2026" in again
    address = next(a for a in re.findall(r'href="(/people/[^"]+/markers/[^"]+)"', again) if "Self-harm" in client.get(a).content.decode())
    assert client.post(address, form(expected=version(client, address), stands="ended", words="Never hers: her sister's.")).status_code == 302
    timeline = said(look(as_, "rees", world.page(world.child)))
    assert "Marker ended (self harm)" in timeline
    assert "Never hers: her sister's." in timeline


def said_of(page: str) -> str:
    """The same of a page's text."""
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_a_name_an_address_and_a_relation_are_recorded(world: World, as_: As) -> None:
    from tutela.record.people import queries as people

    client = as_("ashworth")
    here = world.page(world.child, "record/name/")
    assert client.post(here, form(name="Mira", use="nickname", expected=version(client, here))).status_code == 302
    assert client.post(world.page(world.child, "record/address/"), form(lines="4 Quay Street\nNorthport", use="frequents")).status_code == 302
    printed = people.cards([world.man], world.now)[world.man].reference
    assert client.post(world.page(world.child, "record/relation/"), form(other=printed, relation="neighbour")).status_code == 302
    assert "No person has this reference." in said(client.post(world.page(world.child, "record/relation/"), form(other="PER-2026-999999", relation="x")))
    profile = people.profile(world.child, world.now)
    assert profile is not None
    assert "Mira" in {n.full for n in profile.names}
    assert "neighbour" in {r.relation for r in profile.relationships}
    assert "4 Quay Street" in said(look(as_, "tremlett", world.page(world.child, "relations/")))


def test_the_second_of_two_editors_sees_that_another_was_first(world: World, as_: As) -> None:
    first, here = as_("ashworth"), world.page(world.child, "record/name/")
    stood = version(first, here)
    assert first.post(here, form(name="Mira", use="nickname", expected=stood)).status_code == 302
    second = as_("tremlett").post(here, form(name="Amira-Lea Brook", use="alias", expected=stood))
    assert second.status_code == 409
    assert "Amira-Lea Brook" in second.content.decode()


def test_who_may_record_what(world: World, as_: As) -> None:
    assert as_("osei").get(world.page(world.child, "record/marker/")).status_code == 403
    assert as_("osei").get(world.page(world.child, "record/name/")).status_code == 200
    assert as_("winters").get(world.page(world.child, "record/name/")).status_code == 403
    assert as_("rees").get(world.page(world.child, "record/nonsense/")).status_code == 404
