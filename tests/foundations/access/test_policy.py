"""The one policy function, against a table that is written by hand: restriction, audience, grant, lock-out, time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.foundations.access.world import AT
from tutela.foundations.access import grants, policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import NOBODY, SYSTEM, Viewer

pytestmark = pytest.mark.django_db
HOUR: Final = timedelta(hours=1)
CHILD: Final = "p:01890000-0000-7000-8000-000000000001"
OTHER: Final = "p:01890000-0000-7000-8000-000000000002"
ME: Final = "o:01890000-0000-7000-8000-0000000000aa"
VIEWER: Final = Viewer(ref=ME, name="Grace Osei", roles=frozenset({"response_officer@response"}), acting="response_officer@response", person="p:me")


def restricted(level: grants.Level, *audience: str, since: datetime = AT - HOUR, until: datetime | None = None) -> None:
    grants.restrict(CHILD, level=level, audience=audience, why="An operation before its warrant", by="o:1", since=since, until=until)


TABLE: Final[list[tuple[str, list[str], str]]] = [
    # what stands about the child                                    # what the viewer may know of it
    ("nothing stands",                                               [], "full"),
    ("its existence is for others",                                  ["existence"], "none"),
    ("its detail is for others",                                     ["detail"], "detail_hidden"),
    ("both are for others",                                          ["detail", "existence"], "none"),
    ("its existence is for their role",                              ["existence to role"], "full"),
    ("its existence is for them by name",                            ["existence to me"], "full"),
    ("its existence is for their role elsewhere",                    ["existence to role elsewhere"], "none"),
    ("its existence is for them, its detail for others",             ["existence to me", "detail"], "detail_hidden"),
    ("two audiences, they are in one",                               ["existence to me", "existence"], "none"),
    ("the restriction begins later",                                 ["existence later"], "full"),
    ("the restriction is over",                                      ["existence over"], "full"),
    ("existence restricted, a rung told them",                       ["existence", "rung"], "full"),
    ("detail restricted, they broke the glass",                      ["detail", "break_glass"], "full"),
    ("existence restricted, allocated to them",                      ["existence", "allocation"], "full"),
    ("existence restricted, their grant is over",                    ["existence", "rung over"], "none"),
    ("existence restricted, their grant begins later",               ["existence", "rung later"], "none"),
    ("existence restricted, another was granted",                    ["existence", "rung to another"], "none"),
    ("existence restricted, they were granted another record",       ["existence", "rung elsewhere"], "none"),
    ("they are linked to it",                                        ["locked out"], "none"),
    ("they are linked to it, and granted",                           ["locked out", "rung"], "none"),
    ("they are linked to it, and in the audience",                   ["locked out", "existence to me"], "none"),
    ("the link proved wrong",                                        ["locked out", "let in again"], "full"),
    ("another is linked to it",                                      ["another locked out"], "full"),
]


def stands(what: str) -> None:
    """Make one of the things of the table."""
    give = {"subject": CHILD, "why": "Told"}
    made: dict[str, Callable[[], object]] = {
        "existence": lambda: restricted("existence", "superintendent@force"),
        "detail": lambda: restricted("detail", "offender_manager@offenders"),
        "existence to role": lambda: restricted("existence", "response_officer@response"),
        "existence to me": lambda: restricted("existence", ME),
        "existence to role elsewhere": lambda: restricted("existence", "response_officer@contact"),
        "existence later": lambda: restricted("existence", "superintendent@force", since=AT + HOUR),
        "existence over": lambda: restricted("existence", "superintendent@force", until=AT),
        "rung": lambda: grants.give_grant(ME, kind="rung", since=AT, until=AT + HOUR, **give),
        "allocation": lambda: grants.give_grant(ME, kind="allocation", since=AT, until=AT + HOUR, **give),
        "break_glass": lambda: grants.break_glass(ME, CHILD, "She is at the address now", at=AT),
        "rung over": lambda: grants.give_grant(ME, kind="rung", since=AT - HOUR, until=AT, **give),
        "rung later": lambda: grants.give_grant(ME, kind="rung", since=AT + HOUR, until=AT + 2 * HOUR, **give),
        "rung to another": lambda: grants.give_grant("o:2", kind="rung", since=AT, until=AT + HOUR, **give),
        "rung elsewhere": lambda: grants.give_grant(ME, OTHER, "rung", "Told", AT, AT + HOUR),
        "locked out": lambda: grants.lock_out(ME, CHILD, "Her uncle", by="o:1", since=AT - HOUR),
        "let in again": lambda: grants.end_lock_out(ME, CHILD, at=AT),
        "another locked out": lambda: grants.lock_out("o:2", CHILD, "Her uncle", by="o:1", since=AT - HOUR),
    }
    made[what]()


@pytest.mark.requirement("XX-013", part="existence, detail, grants and lock-out decide in one function")
@pytest.mark.parametrize(("standing", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_table(standing: list[str], expected: str) -> None:
    for each in standing:
        stands(each)
    assert policy.accesses(VIEWER, [CHILD], at=AT) == {CHILD: expected}
    verdict = policy.may(VIEWER, Permission.PERSON_SEE, [CHILD], at=AT)
    assert (verdict.access, verdict.allowed, verdict.partly) == (expected, expected != "none", expected == "detail_hidden")
    assert (CHILD in policy.visible(VIEWER, [CHILD, OTHER], at=AT)) is (expected != "none")
    assert policy.may(SYSTEM, Permission.PERSON_SEE, [CHILD], at=AT).access == "full"
    assert not policy.may(NOBODY, Permission.PERSON_SEE, [CHILD], at=AT).allowed
    assert policy.may(VIEWER, Permission.ROSTER_KEEP, [CHILD], at=AT).because == "access.no-permission"


def test_nobody_reads_the_record_of_themselves() -> None:
    assert policy.accesses(VIEWER, ["p:me"], at=AT) == {"p:me": "none"}


def test_the_tightest_of_all_that_is_touched_decides() -> None:
    stands("detail")
    assert policy.may(VIEWER, Permission.PERSON_SEE, ["e:1", CHILD, OTHER], at=AT).partly
    assert policy.may(VIEWER, Permission.PERSON_SEE, ["e:1", OTHER], at=AT).access == "full"
    assert policy.may(VIEWER, Permission.PERSON_SEE, at=AT).access == "full"


def test_who_must_not_be_told_though_on_duty() -> None:
    stands("locked out")
    stands("another locked out")
    assert policy.locked_out([ME, "o:2", "o:3"], [CHILD, OTHER], at=AT) == {ME, "o:2"}
    assert policy.locked_out([ME], [OTHER], at=AT) == frozenset()
    assert policy.locked_out([ME], [CHILD], at=AT - 2 * HOUR) == frozenset()


def test_a_list_of_any_length_asks_once(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for each in "detail", "rung", "locked out":
        stands(each)
    with django_assert_max_num_queries(1):
        assert len(policy.accesses(VIEWER, [CHILD, *(f"p:{n}" for n in range(500))], at=AT)) == 501


def test_what_is_not_said_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    from tutela.foundations.kit import clock

    stands("existence")
    monkeypatch.setattr(clock, "_source", lambda: AT - 2 * HOUR)
    assert policy.accesses(VIEWER, [CHILD]) == {CHILD: "full"}
    monkeypatch.setattr(clock, "_source", lambda: AT)
    assert policy.accesses(VIEWER, [CHILD]) == {CHILD: "none"}
