"""What this force calls it: the register's section, its search, and the names of posts on pages, under one force's overlay and then another's."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from tutela.law.catalogue import RULES
from tutela.law.handbook import concerned
from tutela.law.kernel.rules import Duty

As = Callable[[str], Any]
SECTION = "What this force calls it"


@pytest.fixture
def under(settings: Any) -> Callable[..., None]:
    """Have this deployment use some overlays, as its setting would."""

    def use(*overlays: str) -> None:
        settings.LAW_OVERLAYS = overlays

    return use


def page(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def rules(response: Any) -> list[str]:
    """The rules that the register lists, in order."""
    return re.findall(r'href="/policy/([a-z]+\.[a-z0-9-]+)/"', response.content.decode())


def owed_by_digital_forensics() -> set[str]:
    """The rules that digital forensics owes, or of which it is told where nobody owes one."""
    who = {rule.code: [term.owed_by for term in rule.terms] if isinstance(rule, Duty) else list(concerned(rule)) for rule in RULES}
    return {code for code, addresses in who.items() if any(address.endswith("@forensics") for address in addresses)}


def test_without_words_of_a_force_there_is_no_such_section(as_: As, under: Callable[..., None]) -> None:
    assert SECTION not in page(as_("hale").get("/policy/"))
    under("inspection")
    assert SECTION not in page(as_("hale").get("/policy/"))


def test_each_term_stands_with_the_forces_word_its_spellings_and_the_line(as_: As, under: Callable[..., None]) -> None:
    under("northamptonshire")
    said = page(as_("hale").get("/policy/"))

    assert SECTION in said
    assert "Digital forensics unit unit.digital_forensics hi-tech crime unit (HTCU) Northamptonshire Police hi-tech crime unit; HTCU; HTCUC; HCTU" in said
    assert "Lines 83, 202, 248; the first: “electronic devices awaiting examination by the hi-tech crime unit (HTCU)”" in said
    assert "Force incident manager (the control room) fim@contact inspector in the control room Northamptonshire Police" in said
    assert SECTION not in page(as_("hale").get("/policy/?area=forensics")), "a part of the register shows that part alone"


@pytest.mark.requirement("XX-026", part="the force's profile is switched: what is read changes, the rules and their numbers' codes stay")
def test_another_forces_overlay_changes_what_is_read_and_no_rule(as_: As, under: Callable[..., None]) -> None:
    under("northamptonshire")
    first, roster = as_("hale").get("/policy/"), page(as_("ellery").get("/roster/"))
    assert "Head of digital forensics, hi-tech crime unit (HTCU)" in page(first)
    assert "staff from the missing team" in roster
    under("north-yorkshire")
    second, other = as_("hale").get("/policy/"), page(as_("ellery").get("/roster/"))

    assert rules(first) == rules(second)
    assert len(rules(first)) > 300
    assert "Head of digital forensics, digital forensic unit (DFU)" in page(second)
    assert "hi-tech crime unit" not in page(second)
    assert "MHET staff" in other
    assert "staff from the missing team" not in other


@pytest.mark.requirement("XX-026", part="a search for HCTU finds the HTCU: the term, and the rules that it owes")
@pytest.mark.parametrize("word", ["HCTU", "HTCUC", "htcu", "hi-tech crime unit"])
def test_any_spelling_finds_the_unit_and_what_it_owes(as_: As, under: Callable[..., None], word: str) -> None:
    under("northamptonshire")
    found = as_("okonkwo").get("/policy/", {"q": word})

    assert "hi-tech crime unit (HTCU) Northamptonshire Police" in page(found)
    assert set(rules(found)) == owed_by_digital_forensics()


def test_a_word_of_another_force_finds_nothing_here(as_: As, under: Callable[..., None]) -> None:
    under("north-yorkshire")
    assert "Nothing holds “HCTU”." in page(as_("okonkwo").get("/policy/", {"q": "HCTU"}))
    assert SECTION not in page(as_("okonkwo").get("/policy/", {"q": "HCTU"}))


def test_a_rule_and_a_number_are_said_to_the_force_in_its_words(as_: As, under: Callable[..., None]) -> None:
    under("north-yorkshire")
    assert "VAT detective inspector owes it within 1 working day" in page(as_("hale").get("/policy/protection.review/"))
    number = page(as_("hale").get("/policy/numbers/protection.month/"))
    assert "North Yorkshire Police, as the inspectors found it in December 2022" in number
