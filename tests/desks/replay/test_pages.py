"""The page of a replay: what its objects say, and how its template says it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from tests.desks.replay.made_up import ALERTS, FACTS, HAPPENED, REPORT, UNTIL, alert, html, made_up
from tutela.desks.replay.pages import CasePage, ReplayPage, Told, case_page, replay_page
from tutela.desks.replay.pages.shapes import Row


@pytest.fixture(scope="module")
def case() -> CasePage:
    return made_up()


def rows(case: CasePage, track: int = 0) -> list[Row]:
    return [row for day in case.tracks[track].days for row in day.rows]


def test_a_case_says_in_one_line_what_would_have_been_told(case: CasePage) -> None:
    assert case.summary == (
        "10 alerts would have told 5 roles; first superintendent told at Sat 14 May 23:30, 2 hours after the first alert."
    )
    assert (case.facts, case.assumed) == (4, 2)
    assert case.span == "Saturday 14 May 2022 to Tuesday 17 May 2022"


def test_the_longest_silence_is_the_one_in_which_something_overdue_was_told(case: CasePage) -> None:
    assert case.tracks[0].summary[1] == (
        "Longest silence: 49 hours 30 minutes with nothing recorded, Sat 14 May 22:00 to Mon 16 May 23:30, "
        "in which 7 alerts would have been told."
    )


def test_nobody_comes_says_where_it_ends(case: CasePage) -> None:
    assert case.tracks[2].summary[1] == (
        "It ends with: Superintendent, the control room, still being told again when the clock stops at Tue 17 May 09:30."
    )


def test_a_track_on_which_no_superintendent_is_told_says_so(case: CasePage) -> None:
    assert case.tracks[1].summary == ("1 alert tells 1 role; no superintendent is told.",)
    assert case.tracks[1].counts.senior == ""


def test_repeats_are_in_the_row_of_the_first_with_their_times(case: CasePage) -> None:
    top = [row for row in rows(case) if row.rung.startswith("rung 2")]
    assert [row.rung for row in top] == ["rung 2 of 2"]
    assert top[0].again == ("Sun 15 May 07:30", "Sun 15 May 15:30", "Sun 15 May 23:30", "Mon 16 May 07:30", "Mon 16 May 15:30")


def test_a_repeat_to_other_people_is_a_row_of_its_own() -> None:
    moved = (*ALERTS[:6], alert(20, "detective_superintendent@missing", rung=2, again=2))
    page = made_up(tracks=(Told(track="happened", facts=FACTS, alerts=moved, until=UNTIL),))
    assert [row.rung for row in rows(page) if row.rung.startswith("rung 2")] == ["rung 2 of 2", "rung 2 of 2, again (2)"]


def test_rows_are_in_words_and_in_local_time(case: CasePage) -> None:
    told = next(row for row in rows(case) if row.what == "alert" and row.kind == "duty")
    assert (told.time, told.rung, told.title) == ("21:30", "opening", "Send somebody & <see> the child")
    assert told.to == ("Dispatcher, the control room",)
    assert told.because == ("Reported as missing child.",)
    assert told.due == "Sat 14 May 22:30"
    graded = next(row for row in rows(case) if row.code == "missing.RiskGraded")
    assert (graded.title, graded.by, graded.assumed) == ("Risk graded (medium)", "Inspector", True)
    assert "Rationale: First time." in graded.because


def test_a_later_occurrence_says_which() -> None:
    alerts = (alert(1, "supervisor@contact", rung=1, occurrence=3),)
    page = made_up(tracks=(Told(track="happened", facts=FACTS, alerts=alerts, until=UNTIL),))
    assert [row.rung for row in rows(page) if row.what == "alert"] == ["rung 1 of 2, occurrence 3"]


def test_what_happened_comes_before_what_was_told_of_it(case: CasePage) -> None:
    first = [row.what for row in rows(case) if row.at == REPORT]
    assert first == ["fact", "alert", "alert"]


def test_what_the_replay_made_is_told_from_what_the_case_says(case: CasePage) -> None:
    assert {row.code: row.kind for row in rows(case, 1) if row.what == "fact"} == {
        "people.Born": "fact", "missing.Reported": "fact", "contact.Arrived": "response",
    }


def test_a_rule_or_message_that_nobody_knows_is_shown_by_its_name() -> None:
    page = case_page(id="x", title="x", source="x", tracks=(HAPPENED,), rules={}, words=lambda message, _: message)
    duty = next(row for row in rows(page) if row.kind == "duty")
    assert (duty.title, duty.because) == ("made.attend", ("made.reported",))


def test_a_case_without_alerts_is_drawn_too() -> None:
    page = made_up(tracks=(Told(track="happened", facts=FACTS, alerts=(), until=UNTIL),))
    assert page.summary == "0 alerts would have told 0 roles; no superintendent would have been told."
    assert "</html>" in html(replay_page([page]))


class _Page(HTMLParser):
    """Ids, headings, links within, and whatever would ask another place for something."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.targets: list[str] = []
        self.asks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.targets += [href[1:] for href in [said.get("href") or ""] if href.startswith("#")]
        if tag in {"script", "link", "img", "iframe", "object", "embed"} or "src" in said:
            self.asks.append(said.get("src") or said.get("href") or tag)


@pytest.fixture(autouse=True)
def _alone(settings: Any) -> None:
    """Around the page stands nothing that asks the database."""
    settings.CHROME_PROVIDERS = []


def test_links_within_lead_somewhere_and_nothing_comes_from_elsewhere() -> None:
    page = _Page()
    page.feed(html(replay_page([made_up(), made_up("made-up/2")])))
    assert [asked for asked in page.asks if not asked.startswith("/static/")] == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert page.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))


def test_each_alert_opens_to_its_reason() -> None:
    assert html(replay_page([made_up()])).count("Why this was told") == sum(row.what == "alert" for track in range(3) for row in rows(made_up(), track))


def test_words_of_the_case_are_escaped() -> None:
    said = html(replay_page([made_up()]))
    assert "<b>worried</b>" not in said
    assert "&lt;b&gt;worried&lt;/b&gt;" in said
    assert "The child &amp; the wait" in said


def test_of_a_record_nobodys_own_words_are_shown() -> None:
    told = msgspec.structs.replace(HAPPENED, spoken=False, withheld=frozenset({"f2"}))
    said = html(replay_page([made_up(tracks=(told,))]))
    assert "worried" not in said
    assert "First time." not in said
    assert "Missing from: a foster home" in said
    graded = next(row for row in rows(made_up(tracks=(told,))) if row.code == "missing.RiskGraded")
    assert (graded.title, graded.because) == ("Risk graded", ())


def test_sources_are_named_once_at_the_end() -> None:
    assert [cited.key for cited in replay_page([made_up()]).cited] == ["app-missing", "hmicfrs-nn-2019"]


def test_the_same_case_gives_the_same_page() -> None:
    assert html(replay_page([made_up()])) == html(replay_page([made_up()]))


def test_an_empty_page_says_that_there_are_no_cases() -> None:
    assert "0 cases" in html(ReplayPage(cases=(), cited=()))
