"""The picture: well-formed, named, the same every time, and honest about time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.foundations.design.pictures import local
from tutela.foundations.design.pictures.axis import Scale
from tutela.foundations.design.pictures.labels import Event, gathered, place
from tutela.foundations.design.pictures.timeline import Lane, Mark, Silence, Timeline, draw

START = datetime(2019, 2, 3, 19, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SVG = "{http://www.w3.org/2000/svg}"

LINE = Timeline(
    title="A case & its <end>", description="Who was told.",
    lanes=[
        Lane("top", "Superintendent", "the control room: told 3 times", top=True),
        Lane("low", "Dispatcher", "the control room: told twice"),
    ],
    marks=[
        Mark(START, "low", "opening", thread="d"), Mark(START, "low", "opening"), Mark(START + HOUR, "low", "rung", 1, thread="d"),
        Mark(START + 2 * HOUR, "top", "rung", 2, thread="d"), Mark(START + 6 * HOUR, "top", "rung", 2, again=True, thread="d"),
        Mark(START + HOUR, "top", "standard"), Mark(START + 30 * HOUR, "low", "pattern"),
    ],
    events=[Event(START, START, "Reported"), Event(START + 31 * HOUR, START + 40 * HOUR, "Found", made=True)],
    starts=START, ends=START + 24 * 20 * HOUR, below="2 facts", flag=(START + 2 * HOUR, "First superintendent told: Sun 3 Feb 21:00"),
    story="d", silence=Silence(START, START + 31 * HOUR, ("31 hours: nothing recorded", "31 hours")),
)


@pytest.mark.parametrize("width", [960, 360])
def test_it_is_one_image_with_name_and_description(width: int) -> None:
    svg = ElementTree.fromstring(draw(LINE, name="case-1", width=width))
    assert (svg.tag, svg.get("role"), svg.get("aria-labelledby")) == (f"{SVG}svg", "img", "case-1-title case-1-desc")
    assert [(child.tag, child.text) for child in svg[:2]] == [(f"{SVG}title", "A case & its <end>"), (f"{SVG}desc", "Who was told.")]
    assert svg.find(f".//{SVG}script") is None
    assert draw(LINE, name="case-1", width=width) == draw(LINE, name="case-1", width=width)


@pytest.mark.parametrize("width", [960, 360])
def test_nothing_is_drawn_outside(width: int) -> None:
    svg = ElementTree.fromstring(draw(LINE, name="x", width=width))
    height = float(svg.get("viewBox", "").split()[3])
    for words in svg.iter(f"{SVG}text"):
        assert 0 <= float(words.get("x", 0)) <= width
        assert 0 <= float(words.get("y", 0)) <= height


def test_superintendents_are_on_top_and_what_happened_is_at_the_bottom() -> None:
    svg = ElementTree.fromstring(draw(LINE, name="x"))
    at = {words.text: float(words.get("y", 0)) for words in svg.iter(f"{SVG}text")}
    assert at["Superintendent"] < at["Dispatcher"] < at["What happened"]


def test_every_mark_is_told_from_the_others_without_colour() -> None:
    said = "".join(words.text or "" for words in ElementTree.fromstring(draw(LINE, name="x")).iter(f"{SVG}text"))
    for sign in ("1", "2", "!", "≈", "×2", "told: a duty begins", "told again, nothing has changed", "what people would have done"):  # noqa: RUF001
        assert sign in said


def test_the_key_names_only_what_is_there() -> None:
    bare = Timeline("t", "d", LINE.lanes, LINE.marks[:1], LINE.events[:1], START, START + HOUR, "1 fact")
    assert "a pattern was noticed" not in draw(bare, name="x")


def test_a_stretch_drawn_short_says_how_long_it_is() -> None:
    scale = Scale([START + n * HOUR for n in range(12)] + [START + 11 * HOUR + timedelta(days=200)], 0, 500)
    assert [stretch.words for stretch in scale.breaks()] == ["200 days"]


@given(st.lists(st.datetimes(datetime(2018, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), min_size=2, max_size=40))  # noqa: DTZ001
def test_later_is_never_further_left_and_longer_is_never_narrower(moments: list[datetime]) -> None:
    scale = Scale(moments, 10, 700)
    assert all(scale.x(a) <= scale.x(b) + 1e-9 for a, b in pairwise(sorted(moments)))
    assert all(10 <= scale.x(at) <= 700 + 1e-6 for at in moments)
    stretches = sorted((b - a, scale.x(b) - scale.x(a)) for a, b in pairwise(scale.anchors))
    assert all(narrow <= broad + 1e-6 for (_, narrow), (_, broad) in pairwise(stretches))


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=60))
def test_labels_never_cover_one_another(minutes: list[int]) -> None:
    events = [Event(at, at, "Something happened, said at length") for at in (START + timedelta(minutes=m) for m in minutes)]
    scale = Scale([START, START + timedelta(days=3), *(event.at for event in events)], 264, 946)
    placed = place(gathered(events, scale, 18), 960)
    assert len(placed) <= 18
    assert not any(a is not b and a.row == b.row and a.left < b.right and b.left < a.right for a in placed for b in placed)


def test_time_is_local() -> None:
    assert local.moment(datetime(2022, 5, 14, 20, 30, tzinfo=UTC), year=True) == "Sat 14 May 2022 21:30"
    assert local.long_day(datetime(2019, 2, 3, 19, tzinfo=UTC)) == "Sunday 3 February 2019"


def test_the_hour_that_october_has_twice_says_which_it_is() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert (local.clock(first), local.clock(second)) == ("01:30 BST", "01:30 GMT")
    assert local.clock(datetime(2026, 10, 25, 3, 0, tzinfo=UTC)) == "03:00"


@pytest.mark.parametrize(("span", "words"), [
    (timedelta(minutes=1), "1 minute"), (timedelta(minutes=90), "90 minutes"), (timedelta(hours=53), "53 hours"),
    (timedelta(hours=2, minutes=15), "2 hours 15 minutes"), (timedelta(days=4, hours=10), "4 days 10 hours"),
    (timedelta(days=62, hours=3), "62 days"),
])
def test_lengths_in_words(span: timedelta, words: str) -> None:
    assert local.length(span) == words
