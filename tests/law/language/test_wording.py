"""An entry's words as they are learnt: what stands for a name, a time or a quotation, and which words are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.law.language import age_or_frequency, flags
from tutela.law.language.reading import read
from tutela.law.language.standing import weights
from tutela.law.language.weighing import clearly_good, notice, noticed, over_own, weigh
from tutela.law.language.wording import against, exactness, leaning, learnt, telling, tokens, units


def names(text: str) -> list[str]:
    """What the words of a text count as."""
    return [token.name for token in tokens(text)]


@pytest.mark.parametrize(("text", "counts_as"), [
    ("Mum rang Connor.", ["mum", "rang", "<name>", "."]),
    ("Seen at 19:40, RV33 there by 2015", ["seen", "at", "<time>", ",", "<call sign>", "there", "by", "<time>"]),
    ("14, gone 40 days", ["<age>", ",", "gone", "<figure>", "days"]),
    ("He wrote 'streetwise'. It isn't", ["he", "wrote", "<quoted>", ".", "it", "isn't"]),
    ("She said \u201cgo away\u201d", ["she", "said", "<quoted>"]),
    ("M62, 5pm", ["m", "<figure>", ",", "<time>"]),
])
def test_what_a_word_counts_as(text: str, counts_as: list[str]) -> None:
    assert names(text) == counts_as


def test_whom_an_entry_is_about_and_when_is_not_learnt() -> None:
    assert units(tokens("Seen by Asha Khan at 0710")) == units(tokens("Seen by Ben Ord at 2250"))
    assert not [unit for unit in learnt().units if any(letter.isupper() or letter.isdigit() for letter in unit)]


def test_a_word_its_beginning_and_its_pairs_are_units_and_a_point_alone_is_none() -> None:
    assert units(tokens("Noted, understood.")) == {"noted", "understood", "under*", "^ noted", "noted ,", ", understood", "understood .", ". $"}


def test_what_words_say_is_a_sum_of_each_alone_and_of_each_with_the_others() -> None:
    held = units(tokens("nothing of note, all fine"))
    known = [learnt().units[unit] for unit in held if unit in learnt().units]
    alone, together = (sum(unit[n] for unit in known) for n in (0, 1))

    assert against(held, learnt()) == pytest.approx(alone / len(known) ** 0.5 + learnt().begins + together)


def test_names_times_and_figures_are_counted_and_the_line_is_lower_where_there_are_many() -> None:
    plain, exact = tokens("He has run away."), tokens("He left at 1640, seen by PC Ward in RV33, he is 14")

    assert (exactness(plain), exactness(exact)) == (0, 4)
    assert [weights().line(n) for n in range(20)] == sorted((weights().line(n) for n in range(20)), reverse=True)


def test_a_long_entry_full_of_names_and_times_that_is_about_our_means_is_noticed_by_a_line_of_its_own() -> None:
    text = ("0210 review. Van 3 off the road, PC Ames sent home at 0100 with his back, POLSA on call refused the overtime. Sgt Rigg has written to "
            "the fleet manager about the tyres and Insp Holt will raise the on-call budget at 0900. Daisy, 12, not home since 1700.")
    weighed = weigh(read(text))

    assert over_own(weighed.tokens, weighed.units, weights(), learnt()) >= {"off-child"}
    assert "off-child" in {flag.category for flag in flags(text)}


def test_words_lean_to_their_category() -> None:
    for text, category in (
        ("Your comments have been put on the file.", "acknowledgement"), ("The budget for the lab is spent and the team is short.", "off-child"),
        ("He is only a bit rough with them, no harm in him.", "minimising"), ("She is nearly seventeen and always comes back.", "age and frequency"),
    ):
        leans = leaning(units(tokens(text)), learnt())

        assert max(leans, key=leans.__getitem__) == category


def test_the_words_that_tell_most_are_shown_within_one_sentence_and_no_quotation_is() -> None:
    text = "PC Ward went. The budget for the lab is spent, he said 'no money'. Mum rang."
    start, end = telling(tokens(text), learnt(), "off-child")

    assert text[start:end]
    assert text[start:end] in "The budget for the lab is spent, he said"


@pytest.mark.parametrize("text", [
    "The write-up calls her 'promiscuous'. Challenged and withdrawn. DC Rowe sees Jess at her nan's on Thursday at 1600, Jess said yes to her.",
    "Handover had 'always turns up'. Refused: last time she turned up with a broken wrist. High. PC Dunne to the CCTV now.",
])
def test_a_phrase_that_an_entry_quotes_to_refuse_it_is_let_stand_by_flags(text: str) -> None:
    assert clearly_good(read(text))
    assert flags(text) == ()


def test_the_single_rules_do_not_ask_how_good_the_rest_is() -> None:
    text = "Handover had 'always turns up'. Last time she turned up with a broken wrist. High. PC Dunne to the CCTV now."

    assert age_or_frequency(text)
    assert flags(text) == ()


def test_a_phrase_quoted_by_an_entry_that_does_nothing_is_still_noticed() -> None:
    assert "victim-blaming" in {flag.category for flag in flags("She is 'promiscuous'. Nothing to add.")}


def test_words_without_a_sign_are_noticed_and_quoted() -> None:
    text = "She's 13 and stopping at her fella's, he's 24. Mum's met him. Low."
    found = {flag.rule: flag for flag in flags(text)}

    assert "language.words-minimising" in found
    assert found["language.words-minimising"].words in text


@given(st.text(max_size=200))
def test_not_looking_for_signs_changes_nothing(text: str) -> None:
    reading = read(text)

    assert notice(reading) == noticed(weigh(reading), weights(), learnt())
