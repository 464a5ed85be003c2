"""What changed between two texts, in runs of words."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutela.foundations.kit.differing import MOST, Difference, differences

TEXT = st.lists(st.sampled_from(["the", "a", "man", "car", "waits", "at", "her", "school", "now", "since", "nine"]), max_size=14).map(" ".join)


def test_what_was_added_and_what_was_taken_away_are_whole_phrases() -> None:
    found = differences("High tonight. Phone off since 18:40.", "High tonight: she rang crying at 19:40. Phone off since 18:40.")
    assert found == Difference(added=("tonight: she rang crying at 19:40.",), taken=("tonight.",))


def test_the_same_words_in_other_lines_are_no_difference() -> None:
    assert differences("Looked after,  14.", "Looked after,\n14.") == Difference()


def test_close_changes_are_read_as_one() -> None:
    assert differences("He waits at the gate", "She waits in the gate") == Difference(added=("She waits in",), taken=("He waits at",))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)   # the first draw waits for a loaded machine
@given(TEXT, TEXT)
def test_nothing_is_said_to_be_added_or_taken_that_is_not_there(before: str, after: str) -> None:
    found = differences(before, after)
    assert all(run in after for run in found.added)
    assert all(run in before for run in found.taken)
    assert differences(after, before).added == () or before != after
    assert (found == Difference()) == (before.split() == after.split())


def test_a_very_long_text_is_compared_by_its_sentences_and_at_once() -> None:
    before = " ".join(f"Sentence {n} of {n % 7} words." for n in range(MOST))
    began = time.perf_counter()
    assert differences(before, before + " He rang again.") == Difference(added=("He rang again.",))
    assert time.perf_counter() - began < 5
