"""The policy register, the rules in words, the roles' sheet, the components: read-only, complete, for whoever may look."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from tutela.law.catalogue import RULES
from tutela.law.handbook import stories

As = Callable[[str], Any]


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_every_number_stands_in_the_register_with_what_is_to_be_known_of_it(as_: As) -> None:
    from tutela.law.catalogue import parameters
    from tutela.law.sources import cited

    page = said(as_("hale").get("/policy/"))
    for parameter in parameters().values():
        assert parameter.title in page
        assert parameter.key in page
        assert cited(parameter.values[-1].cites)[0].title in page
    assert page.count("Who may change it") == 1
    assert {"Lower", "Higher", "Fixed"} <= set(re.findall(r"Lower|Higher|Fixed", page))


def test_every_rule_is_listed_and_said_in_sentences(as_: As) -> None:
    from tutela.law.catalogue import RULES, catalogue
    from tutela.law.handbook import explain

    client = as_("hale")
    page = said(client.get("/policy/"))
    for rule in RULES:
        assert rule.title in page
    for rule in (RULES[0], RULES[-1], next(r for r in RULES if r.code == "missing.la-told")):
        shown = said(client.get(f"/policy/{rule.code}/"))
        for line in explain(rule, catalogue()).splitlines()[1:]:
            assert " ".join(line.split()) in shown


def test_a_number_says_who_may_change_it_and_what_runs_on_it(as_: As) -> None:
    from tutela.desks.administration.queries import register
    from tutela.foundations.kit import clock

    numbers = {n.key: n for n in register.numbers(clock.now())}
    fixed = [n for n in numbers.values() if n.change == "nobody"]
    assert fixed
    assert all(n.tighter == "fixed" for n in fixed)
    assert numbers["contact.attend.immediate"].change == "approved"
    page = said(as_("hale").get("/policy/numbers/contact.attend.immediate/"))
    assert "20 minutes" in page
    assert "Attend by the grade that stands" in page
    assert "since always" in page


def test_an_overlay_is_named_and_its_history_kept(as_: As, settings: Any) -> None:
    settings.LAW_OVERLAYS = ("inspection",)
    page = said(as_("hale").get("/policy/numbers/missing.child_min_risk/"))
    assert "What the inspectors of the two reports looked for" in page
    assert "since 26 February 2019" in page
    assert "None (repealed, or not in force)" in page


def test_one_area_at_a_time(as_: As) -> None:
    page = said(as_("hale").get("/policy/?area=offenders"))
    assert "offenders.child-referral" in page
    assert "contact.attend" not in page
    assert as_("hale").get("/policy/?area=nowhere").status_code == 404


def test_the_roles_sheet_is_the_one_by_which_doors_open(as_: As) -> None:
    from tutela.desks.administration.pages.roles import roles_page
    from tutela.foundations.access.permissions import Permission
    from tutela.foundations.access.roles import PARTNERS, ROLES

    page = roles_page()
    held = {(row.about, page.columns[i]) for row in page.rows for i, yes in enumerate(row.held) if yes}
    assert len(held) == sum(len(role.may) for role in (*ROLES.values(), *PARTNERS.values()))
    assert {row.about for row in page.rows} == {str(p) for p in Permission}
    assert "Keeps officers, posts and roster; sees no child" in said(as_("hale").get("/roles/"))


def test_the_gallery_shows_every_component(as_: As) -> None:
    from tutela.foundations.design.gallery import examples

    page = as_("ellery").get("/components/").content.decode()
    for example in examples():
        assert example.name in page


@pytest.mark.parametrize(
    ("path", "may", "may_not"),
    [
        ("/policy/", "osei", "feed"), ("/roles/", "novak", "feed"), ("/components/", "kerr", "osei"), ("/reports/lag/", "winters", "osei"),
        ("/reports/overrides/", "hale", "ellery"), ("/administration/officers/", "ellery", "hale"), ("/roster/", "ellery", "hale"),
    ],
)
def test_who_may_and_who_may_not(as_: As, path: str, may: str, may_not: str) -> None:
    assert as_(may).get(path).status_code == 200
    if may_not != "feed":
        assert as_(may_not).get(path).status_code == 403


def test_a_rule_or_number_that_is_not_there_is_not_found(as_: As) -> None:
    assert as_("hale").get("/policy/nothing.such/").status_code == 404
    assert as_("hale").get("/policy/numbers/nothing.such/").status_code == 404


@pytest.mark.parametrize(("said", "rule", "not_rule"), [
    ("return interview", "missing.return-interview", "contact.attend"), ("C46", "exploitation.plan-review", "contact.attend"),
    ("children act 46", "protection.", "contact.attend"), ("superintendent control", "contact.", "custody.adult-asked"),
])
def test_a_rule_is_found_by_its_words_its_code_or_its_source(as_: As, said: str, rule: str, not_rule: str) -> None:
    page = as_("okonkwo").get("/policy/", {"q": said}).content.decode()
    assert f"hold “{said}”." in page or f"holds “{said}”." in page
    assert f'href="/policy/{rule}' in page
    assert f'href="/policy/{not_rule}/"' not in page


def test_what_nothing_holds_is_said_with_the_way_back(as_: As) -> None:
    page = as_("okonkwo").get("/policy/", {"q": "unicorn <b>"}).content.decode()
    assert "Nothing holds “unicorn &lt;b&gt;”." in page
    assert 'href="/policy/">Show all</a>' in page


def test_a_rule_is_shown_by_its_worked_examples(as_: As) -> None:
    page = as_("okonkwo").get("/policy/contact.attend/").content.decode()
    assert "Done in time: High risk sends an immediate response, which is there in nineteen minutes" in page
    assert "Mon 2 Mar 2026 19:05" in page
    assert "It is done, due Mon 2 Mar 2026 19:20, owed by Dispatcher (the control room)." in page


@pytest.mark.parametrize("code", sorted(rule.code for rule in RULES))
def test_every_rule_has_examples_in_words(code: str) -> None:
    told = stories(code)
    assert {"met", "late", "not owed"} <= {s.kind for s in told} or {"told", "not told"} <= {s.kind for s in told}
    assert all(s.happened and s.outcome for s in told)
