"""Who is on duty: the whole truth table, and what happens when nobody is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.foundations.forces.world import AT, BY, DAY, HOUR, officer, on_shift, skilled, unit
from tutela.foundations.forces import queries, rows, rules
from tutela.foundations.kit import refs

FIM = "fim@contact"


def names(address: str = FIM, at: datetime = AT) -> list[str]:
    return [card.collar for card in queries.on_duty(address, at)]


@pytest.mark.requirement("XX-012", part="absence and lapsed skills")
@pytest.mark.django_db
@pytest.mark.parametrize("rostered", [True, False])
@pytest.mark.parametrize("posted", [True, False])
@pytest.mark.parametrize("away", [True, False])
@pytest.mark.parametrize("skill", ["current", "lapsed", "none", "renewed"])
@pytest.mark.parametrize("active", [True, False])
def test_on_duty_is_rostered_and_posted_and_there_and_able(rostered: bool, posted: bool, away: bool, skill: str, active: bool) -> None:
    who = officer("1")
    if posted:
        rows.add_post(who, FIM, since=AT - DAY, at=AT - DAY, by=BY)
    if rostered:
        rows.roster_shift(who, FIM, since=AT - HOUR, until=AT + HOUR, at=AT - DAY, by=BY)
    if away:
        rows.record_absence(who, "sick", since=AT - HOUR, at=AT, by=BY)
    if skill != "none":
        skilled(who, until=None if skill == "current" else AT - HOUR)
    if skill == "renewed":
        rows.add_skill(who, "incident_command", since=AT - 2 * HOUR, at=AT, by=BY)
    if not active:
        rows.change_officer(who, active=False)
    expected = rostered and posted and not away and skill in {"current", "renewed"} and active
    assert names() == (["1"] if expected else [])


@pytest.mark.django_db
def test_a_role_that_demands_nothing_asks_for_nothing() -> None:
    on_shift(officer("1"), "call_handler@contact")
    assert names("call_handler@contact") == ["1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "there"),
    [(-HOUR - timedelta(microseconds=1), False), (-HOUR, True), (timedelta(), True), (HOUR - timedelta(microseconds=1), True), (HOUR, False)],
)
def test_a_shift_holds_its_first_instant_and_not_its_last(moment: timedelta, there: bool) -> None:
    on_shift(skilled(officer("1")), FIM)
    assert names(at=AT + moment) == (["1"] if there else [])


@pytest.mark.django_db
def test_a_shift_over_the_change_of_the_clocks_is_by_instants() -> None:
    on_shift(skilled(officer("1")), FIM, AT, AT + 8 * HOUR)  # from 22:00 to 07:00 by the wall, 28 to 29 March 2026
    assert names(at=AT + 7.5 * HOUR) == ["1"]
    assert names(at=AT + 8 * HOUR) == []


@pytest.mark.django_db
def test_posts_absences_and_skills_end_in_the_middle_of_a_shift() -> None:
    a, b, c = (on_shift(skilled(officer(n)), FIM, AT, AT + 8 * HOUR) for n in "abc")
    rows.end_post(a, FIM, until=AT + HOUR, at=AT, by=BY)
    rows.record_absence(b, "court", since=AT + HOUR, until=AT + 2 * HOUR, at=AT, by=BY)
    rows.end_skill(c, "incident_command", until=AT + HOUR)
    assert names(at=AT) == ["a", "b", "c"]
    assert names(at=AT + HOUR) == []
    assert names(at=AT + 2 * HOUR) == ["b"]


@pytest.mark.django_db
def test_who_stays_longest_comes_first() -> None:
    on_shift(skilled(officer("1")), FIM, AT - HOUR, AT + HOUR)
    on_shift(skilled(officer("2")), FIM, AT - HOUR, AT + 9 * HOUR)
    on_shift(skilled(officer("3")), FIM, AT - HOUR, AT + 9 * HOUR)
    assert names() == ["2", "3", "1"]


@pytest.mark.django_db
def test_nobody_is_an_empty_answer_for_each_address() -> None:
    assert queries.on_duty("superintendent@nowhere", AT) == ()
    assert queries.on_duty_many([], AT) == {}
    assert queries.on_duty_many(["", "fim", "@", FIM], AT) == {"": (), "fim": (), "@": (), FIM: ()}


@pytest.mark.django_db
def test_hundreds_of_addresses_are_one_query(django_assert_num_queries: Any) -> None:
    for n in range(40):
        on_shift(officer(str(n)), f"call_handler@area{n}")
    addresses = [f"call_handler@area{n}" for n in range(300)]
    with django_assert_num_queries(1):
        found = queries.on_duty_many([*addresses, *addresses], AT)
    assert list(found) == addresses
    assert [address for address, cards in found.items() if cards] == addresses[:40]
    with django_assert_num_queries(0):
        assert queries.on_duty_many((), AT) == {}


@pytest.mark.django_db
def test_a_card_shows_what_is_needed_to_reach_somebody() -> None:
    who = on_shift(skilled(officer("1", "Ada Reeve")), FIM)
    (card,) = queries.on_duty(FIM, AT)
    assert card == queries.OfficerCard(
        ref=who.ref, name="Ada Reeve", rank="Inspector", collar="1", unit="The room", unit_code="room", telephone="01632 960001", email="1@northshire.invalid",
    )


@pytest.mark.django_db
def test_a_partners_post_is_answered_by_its_people() -> None:
    address = "return_interviewer@local_authority"
    now = rows.add_partner(agency="Northshire Council", name="Jo Hale", address=address, since=AT - DAY, at=AT, by=BY, telephone="01632 960002")
    rows.add_partner(agency="Northshire Council", name="Al Moss", address=address, since=AT - 9 * DAY, until=AT, at=AT, by=BY, email="moss@council.example")
    (card,) = queries.on_duty(address, AT)
    assert (card.ref, card.name, card.unit, card.partner, card.rank) == (now.ref, "Jo Hale", "Northshire Council", True, "")
    assert queries.card(now.ref) == card
    stamp = queries.stamp(now.ref, AT)
    assert (stamp.role, stamp.unit, stamp.rank, stamp.skills) == ("return_interviewer", "Northshire Council", None, ())


@pytest.mark.requirement("XX-012", part="a qualified deputy by roster")
@pytest.mark.django_db
def test_when_the_first_is_away_the_deputies_are_who_is_qualified_by_roster() -> None:
    cii, first, other, lapsed, fim = (officer(n) for n in ("cii", "first", "other", "lapsed", "fim"))
    on_shift(skilled(first), "cii@missing")
    for who in (skilled(cii), skilled(other), skilled(lapsed, until=AT - HOUR)):
        rows.add_post(who, "cii@missing", since=AT - DAY, at=AT, by=BY)
    on_shift(other, "sergeant@response")  # holds the same post, works elsewhere now
    on_shift(lapsed, "sergeant@response")
    on_shift(skilled(fim), FIM)
    assert [c.collar for c in queries.deputies("cii@missing", AT)] == ["other", "fim"]
    rows.record_absence(first, "leave", since=AT - HOUR, at=AT, by=BY)
    assert queries.on_duty("cii@missing", AT) == ()
    assert [c.collar for c in queries.deputies("cii@missing", AT)] == ["other", "fim"]
    rows.record_absence(other, "leave", since=AT - HOUR, at=AT, by=BY)
    assert [c.collar for c in queries.deputies("cii@missing", AT)] == ["fim"]
    assert queries.deputies("crime_registrar@force", AT) == ()


@pytest.mark.django_db
def test_deputies_are_two_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        queries.deputies("cii@missing", AT)


@pytest.mark.django_db
def test_a_line_manager_supervises_and_while_away_whoever_is_on_duty_above() -> None:
    boss, above = officer("boss"), on_shift(officer("above"), "supervisor@contact")
    who = on_shift(officer("who", supervisor=boss), "call_handler@contact")
    found = queries.supervisor_of(who.ref, AT)
    assert found is not None
    assert found.collar == "boss"
    rows.record_absence(boss, "leave", since=AT - DAY, at=AT, by=BY)
    assert queries.supervisor_of(who.ref, AT) == queries.card(above.ref, AT)
    rows.take_off_roster(above, "supervisor@contact", at=AT)
    assert queries.supervisor_of(who.ref, AT) is None
    on_shift(skilled(boss), FIM)
    assert queries.supervisor_of(who.ref, AT) is None  # still away
    rows.end_absence(boss, until=AT)
    found = queries.supervisor_of(who.ref, AT)
    assert found is not None
    assert found.collar == "boss"


@pytest.mark.django_db
def test_the_roster_shows_those_too_who_do_not_count_and_why() -> None:
    on_shift(skilled(officer("able")), FIM)
    rows.record_absence(on_shift(skilled(officer("away")), FIM), "sick", since=AT - HOUR, at=AT, by=BY)
    on_shift(skilled(officer("lapsed"), until=AT - HOUR), FIM)
    on_shift(skilled(officer("unposted")), FIM, posted=False)
    found = {line.card.collar: (line.counts, line.absent, line.lapsed, line.posted) for line in queries.roster(AT)}
    assert found == {
        "able": (True, False, False, True), "away": (False, True, False, True), "lapsed": (False, False, True, True), "unposted": (False, False, False, False),
    }
    assert [c.collar for c in queries.on_duty(FIM, AT)] == ["able"]


@pytest.mark.django_db
def test_the_roster_costs_two_queries(django_assert_num_queries: Any) -> None:
    for n in range(20):
        on_shift(officer(str(n)), "call_handler@contact")
    with django_assert_num_queries(2):
        assert len(queries.roster(AT)) == 20


@pytest.mark.django_db
def test_the_inspector_of_a_units_area_or_of_the_unit_above() -> None:
    district = unit("north", "response")
    unit("team", "nowhere", district)
    on_shift(officer("1"), "inspector@response")
    assert [c.collar for c in queries.area_inspector("team", AT)] == ["1"]
    assert [c.collar for c in queries.area_inspector("north", AT)] == ["1"]
    assert queries.area_inspector("team", AT + DAY) == ()
    assert queries.area_inspector("no such", AT) == ()


@pytest.mark.django_db
def test_skills_that_are_about_to_lapse_unless_renewed() -> None:
    a, b = skilled(officer("a"), until=AT + DAY), skilled(officer("b"), until=AT + DAY)
    rows.add_skill(b, "incident_command", since=AT, until=AT + 365 * DAY, at=AT, by=BY)
    assert queries.skills_lapsing(AT, 30 * DAY) == ((a.ref, "incident_command", AT + DAY),)
    assert queries.skills_lapsing(AT, HOUR) == ()


def test_every_skill_that_is_demanded_has_a_name_and_the_rules_are_dated() -> None:
    titles = rules.skills()
    held = rules._rules()["skills"]
    assert {skill for versions in held.values() for v in versions for skill in v["skills"]} == set(titles)
    assert rules.demanded("fim", AT.date()) == ("incident_command",)
    assert rules.demanded("fim", datetime(1999, 1, 1, tzinfo=AT.tzinfo).date()) == ()
    assert rules.demanded("child", AT.date()) == ()
    assert rules._rules()["basis"] == "local target"


def test_every_address_of_the_rules_is_of_the_vocabulary() -> None:
    from tutela.facts import roles

    held = rules._rules()
    written = {*held["stands_in"], *(a for given in held["stands_in"].values() for a in given)}
    written |= {a.format(area="missing") for given in held["supervises"].values() for a in given}
    for address in written:
        roles.split(address)
    assert {*held["skills"], *held["supervises"]} <= set(roles.ROLES)


@pytest.mark.django_db
def test_references_of_others_are_nobodys() -> None:
    assert queries.cards(["system", "", "feed:stormlike", "p:x", refs.make("officer", "0192aaaa-0000-7000-8000-000000000000")]) == ()
    assert queries.card("nobody") is None
    assert queries.roles_of("feed:stormlike", AT) == frozenset()
    assert not queries.absent("system", AT)
