"""Feedback on first records is counted once each, by shift and theme (IC-021)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]


@pytest.mark.requirement("IC-021")
def test_a_log_scored_two_of_five_is_counted_once_in_the_months_report_whatever_it_names(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.practice.contact import operations as contact

    made = [acts.missing(-300 + n) for n in range(4)]

    def score(n: int, quality: int | None, *themes: str) -> None:
        given = {"decision": "none", "text": "No address asked for.", "quality": quality, "themes": themes}
        acts.do(contact.review, "tremlett", -200 + n, incident=made[n]["incident"], **given)

    score(0, 2, "questions", "voice", "checks")
    score(1, 5, "questions")
    score(2, 3, "grade")
    score(3, None, "grade")
    acts.do(contact.note_feedback, "ashworth", -100, incident=made[0]["incident"])
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/feedback/"))
    assert "Good: 4 or 5: 1 of 3 (33%)" in page
    refs = [one["reference"] for one in made]
    for which, whose in (("poor", [0]), ("good", [1]), ("fair", [2]), ("questions", [0, 1]), ("voice", [0]), ("grade", [2]), ("not_noted", [1, 2])):
        assert listed(client, "feedback", which=which) == {refs[n] for n in whose}, which
    assert said(client.get("/reports/measures/feedback/records/?which=poor")).count("No address asked for.") == 1
