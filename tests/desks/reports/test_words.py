"""What the rules of language noticed, by author and team, with the weekly digest (AH-032, AH-033, XX-008); interviews, plans, every measure's pages."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
OFTEN = "This is not out of character for this child to go missing."
BLAMES = "She appears to engage in risky business."


def two_sentences(acts: Acts) -> dict[str, Any]:
    """Two sentences of the reports, typed as reasons to lower a high risk: one today, one nine days ago."""
    from tutela.practice.missing import operations as missing

    today = {}
    for minutes, who, words in ((-60 * 24 * 9, "tremlett", BLAMES), (-120, "ashworth", OFTEN)):
        today = acts.missing(minutes)
        acts.do(missing.grade_risk, "tremlett", minutes + 1, episode=today["episode"], level="high", rationale="She said that she would die.")
        acts.do(missing.request_lowering, who, minutes + 10, episode=today["episode"], level="medium", reason=words)
    return today


@pytest.mark.requirement("AH-032", part="the exact sentence appears in the language report, counted by author and team")
@pytest.mark.requirement("AH-033", part="the digest lists author, unit and text")
@pytest.mark.requirement("XX-008", part="what was noticed is kept with the entry, and supervisors see it counted")
def test_what_was_noticed_is_listed_by_author_team_and_text(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said

    today = two_sentences(acts)
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/words/"))
    # the first sentence is told of five categories, the second of two
    assert "Frequency used to reduce concern 1 (14%)" in page
    assert "Blames the child 2 (29%)" in page
    assert "Control room 7 0 0 0 7 (100%)" in page
    assert "Tom Ashworth 5 0 0 0 5 (100%)" in page
    digest = {"from": "2026-02-26", "to": "2026-03-04"}
    week = said(client.get("/reports/measures/words/records/", digest))
    assert today["episode_reference"] in week
    assert "Tom Ashworth Control room Frequency used to reduce concern not out of character" in week
    assert "risky business" not in week
    assert "risky business" in said(client.get("/reports/measures/words/records/"))


def test_words_about_a_child_whose_detail_is_kept_are_counted_and_not_shown(acts: Acts, as_: As, now: Any) -> None:
    from tests.desks.reports.acts import said
    from tutela.foundations.access import grants

    today = two_sentences(acts)
    grants.restrict(today["child"], level="detail", audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    page = said(as_("okonkwo").get("/reports/measures/words/records/?which=frequency"))
    assert "1 more that you may not see." in page
    assert "out of character" not in page


def test_interviews_by_stage_and_children_often_missing_without_a_plan(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.practice.missing import operations as missing

    child = ""
    for days in (12, 8, 4):
        made = acts.missing(-days * 1440, **({"child": child} if child else {}))
        child = made["child"]
        acts.do(missing.returned, "ashworth", -days * 1440 + 60, episode=made["episode"], returned_by="self")
    acts.do(missing.return_interview, "lindqvist", -1440, episode=made["episode"], stage="asked", who="Their team")
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/return-interviews/"))
    assert "Entered on the record: 0 of 3 (0%)" in page
    assert "Asked for Not as it should be 1 (33%)" in page
    assert "Not asked for Not as it should be 2 (67%)" in page
    assert "Not held, and late 3 (100%)" in page
    assert "No plan Not as it should be 1 (100%)" in said(client.get("/reports/measures/often-missing/"))


def test_every_measure_opens_with_its_number_its_definition_and_its_records(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.desks.reports.queries.registry import MEASURES

    two_sentences(acts)
    client = as_("okonkwo")
    index = said(client.get("/reports/measures/"))
    for measure in MEASURES:
        page = client.get(f"/reports/measures/{measure.key}/")
        assert "How it is counted" in said(page)
        title = html.unescape(page.content.decode().partition("<h1")[2].partition(">")[2].partition("<")[0])
        assert title in index
        assert client.get(f"/reports/measures/{measure.key}/records/").status_code == 200
    assert client.get("/reports/measures/none/").status_code == 404
