"""The corpus: what must be flagged, what must not, and the two figures that are published (requirements.md 5.3.12)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tutela.law.language import flags

CORPUS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("corpus.yaml").read_text(encoding="utf-8"))
GOOD, HELD_OUT, GOOD_HELD_OUT = (CORPUS[part] for part in ("good", "held_out", "good_held_out"))
FLAGGED = [*CORPUS["flagged"], *CORPUS["flagged_later"], *CORPUS["flagged_blind"]]
VERBATIM = {
    "T1": {"seen", "noted", "agreed"},
    "T2": {"This is not out of character for this child to go missing"},
    "T3": {"She appears to engage in risky business"},
    "T4": {"PPN to be completed once warrant executed, unable to do this in advance of the attendance"},
    "T5": {"as we risk alerting the household and losing evidence"},
}
ROWS = {
    "T1": "XX-008", "T2": "AH-032", "T3": "AH-033", "T6": "AH-034", "T7": "AH-034", "T8": "AH-099", "T9": "AH-099", "T10": "AH-016",
    "T12": "AH-025", "T14": "AH-034", **dict.fromkeys(("T4", "T5", "T11", "T13", "T15", "T16", "T17", "T18"), "XX-008"),
}
"""Of each kind of failing words, the row that it belongs to. T16 has two categories here: it says nothing of the child, or decides nothing.
That there are tasks, and lines of a filing, is the law's besides."""
MOST_MISSED, MOST_WRONG = 0.14, 0.11
BLIND = "T11", "T13", "T15", "T16", "T17", "T18"
"""Kinds of which three entries were composed by somebody who had seen no rule."""


def categories(text: str) -> set[str]:
    """The categories that this text is flagged with."""
    return {flag.category for flag in flags(text)}


def said(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Print a figure past the capture: it is published, not only asserted."""
    with capsys.disabled():
        print(f"\nlanguage: {line}")


@pytest.mark.parametrize("entry", [
    pytest.param(entry, id=f"{entry['like']}-{n}", marks=pytest.mark.requirement(ROWS[entry["like"]], part="words"))
    for n, entry in enumerate(FLAGGED)
])
def test_a_listed_entry_is_flagged_with_its_category(entry: dict[str, str]) -> None:
    assert entry["as"] in categories(entry["text"])


@pytest.mark.requirement("XX-008")
def test_every_kind_of_failing_words_is_flagged_good_entries_pass_and_both_rates_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    """T1 to T5 as exact strings, three or more of each of T6 to T18. That every field is read, and supervisors see it, is proven elsewhere."""
    of = Counter(entry["like"] for entry in FLAGGED)
    assert of.keys() == {f"T{number}" for number in range(1, 19)}
    assert min(of[f"T{number}"] for number in range(6, 19)) >= 3
    assert all(sum(entry["like"] == like for entry in CORPUS["flagged_blind"]) == 3 for like in BLIND)
    assert {entry["as"] for entry in FLAGGED if entry["like"] == "T17"} == {"closure"}
    assert [entry for entry in FLAGGED if entry["as"] not in categories(entry["text"])] == []
    missed = sum(entry["as"] not in categories(entry["text"]) for entry in HELD_OUT)
    wrong = sum(bool(flags(text)) for text in (*GOOD, *GOOD_HELD_OUT))
    said(capsys, f"missed of paraphrases held out: {missed} of {len(HELD_OUT)}; flagged of good entries: {wrong} of {len(GOOD) + len(GOOD_HELD_OUT)}")
    assert missed <= MOST_MISSED * len(HELD_OUT)
    assert wrong <= MOST_WRONG * (len(GOOD) + len(GOOD_HELD_OUT))


def test_false_flags_on_good_entries(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {text: [(flag.rule, flag.words) for flag in flags(text)] for text in GOOD if flags(text)}

    said(capsys, f"false flags on good entries: {len(wrong)} of {len(GOOD)}, {len(wrong) / len(GOOD):.1%}")
    assert len(wrong) <= 0.02 * len(GOOD), wrong


def test_false_flags_on_good_entries_held_out(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = sum(bool(flags(text)) for text in GOOD_HELD_OUT)

    said(capsys, f"false flags on good entries held out: {wrong} of {len(GOOD_HELD_OUT)}, {wrong / len(GOOD_HELD_OUT):.1%}")
    assert wrong <= MOST_WRONG * len(GOOD_HELD_OUT)


def test_misses_on_paraphrases_held_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Only counts are printed: whoever reads which ones were missed is already tuning to them.

    Of the 36 that were there first version 1 missed 26 and version 6 misses 2; of the 14 that were composed blind later it misses 5. The bound keeps a
    later version from getting worse; it is no target.
    """
    of, missed = Counter(entry["as"] for entry in HELD_OUT), Counter(e["as"] for e in HELD_OUT if e["as"] not in categories(e["text"]))

    each = ", ".join(f"{category} {missed[category]} of {of[category]}" for category in sorted(of))
    said(capsys, f"misses on paraphrases held out: {missed.total()} of {of.total()}, {missed.total() / of.total():.1%} ({each})")
    assert missed.total() <= MOST_MISSED * of.total()


def test_the_corpus_holds_what_it_promises() -> None:
    listed = Counter(entry["like"] for entry in FLAGGED)
    texts = [entry["text"] for entry in (*FLAGGED, *HELD_OUT)] + [*GOOD, *GOOD_HELD_OUT]

    for like, strings in VERBATIM.items():
        assert {entry["text"] for entry in FLAGGED if entry["like"] == like and entry["status"] == "verbatim"} == strings
    assert min(listed[like] for like in ("T6", "T7", "T8", "T9", "T10", "T12", "T14")) >= 3
    assert len(GOOD) >= 60
    assert len(GOOD) + len(GOOD_HELD_OUT) >= 100
    assert len(HELD_OUT) >= 25
    assert len({text.casefold() for text in texts}) == len(texts)
