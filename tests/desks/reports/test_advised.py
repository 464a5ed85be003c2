"""The share of reports of abuse online in which the caller was told how to keep what shows it (IC-025)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
PAGE = "/reports/measures/advice/"


def online(acts: Acts, minutes: int, *told: str, why_not: str = "", at: int = 5) -> dict[str, Any]:
    """A report of abuse online, and what was told so many minutes after it."""
    from tutela.practice.contact import operations as contact

    said = {"concern": "online_abuse", "who": "A boy of 14", "where": "Home", "why_worried": "Threatened with pictures.", "child_name": "Ned Orr"}
    made: dict[str, Any] = acts.do(contact.take_report, "ashworth", minutes, **said)
    if told or why_not:
        acts.do(contact.give_advice, "ashworth", minutes + at, incident=made["incident"], given=told, why_not=why_not)
    return made


@pytest.mark.requirement("IC-025", part="the share of online child incidents with advice given, and the logs behind it")
def test_the_share_of_online_logs_with_advice_given_opens_the_logs_behind_it(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.law.contact.online import LINES
    from tutela.practice.contact import operations as contact

    whole = online(acts, -280, *LINES)
    twice = online(acts, -270, *LINES[:3])
    acts.do(contact.give_advice, "ashworth", -200, incident=twice["incident"], given=LINES[3:])
    part = online(acts, -260, LINES[0], why_not="She rang off.", at=60)
    reason = online(acts, -250, why_not="She rang off.")
    none = online(acts, -240)
    waiting = online(acts, -5)
    acts.missing(-230)
    client = as_("okonkwo")
    page = said(client.get(PAGE))
    assert "Told every line: 2 of 5 (40%)" in page
    for which, made in (("whole", (whole, twice)), ("part", (part,)), ("why_not", (reason,)), ("none", (none,)), ("waiting", (waiting,)), ("late", (part,))):
        assert listed(client, "advice", which=which) == {one["reference"] for one in made}, which
