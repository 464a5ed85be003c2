"""The rules one by one: what each notices, and what stands beside it that must be left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.law.language import acknowledges_only, age_or_frequency, flags, minimising, specificity, superficial
from tutela.law.language.library import Written, by_cue, library
from tutela.law.language.signs import signs


@pytest.mark.parametrize("text", [
    "seen", "Noted.", "AGREED", "Reviewed, no change", "Ok, thanks", "No further action.", "All usual enquiries please",
    "Update mum please.",
])
def test_superficial(text: str) -> None:
    flag = superficial(text)

    assert flag
    assert flag.category == "superficial"
    assert "nothing to add because" in flag.suggestion


@pytest.mark.parametrize("text", [
    "PC 12 to search his room at the home by 21:30 for phone and bus tickets",
    "Agreed. PC 12 to search his room at the home by 21:30.",
    "Nothing to add because DS Bell's plan of 10:00 covers her brother as well.",
    "", "  \n", "...",
])
def test_not_superficial(text: str) -> None:
    assert superficial(text) is None


@pytest.mark.requirement("AH-025", part="score")
def test_specificity_counts_who_what_where_when() -> None:
    assert specificity("PC 12 to search his room at the home by 21:30 for phone and bus tickets").score == 4
    assert specificity("Knock on every door tonight").score == 3
    assert specificity("All usual enquiries please").score == 0


@pytest.mark.requirement("AH-099", part="words")
@pytest.mark.parametrize("text", [
    "Aware needs an officer deploying",
    "Aware needs an officer deploying, 14:10.",
    "No officers available. Escalated to the superintendent.",
    "No officers available at 14:05, will escalate if nobody is sent by 18:00.",
    "No officers are available. A car will be deployed when one is free, review at 18:00.",
    "No officers available and none deployed as at 14:05.",
])
def test_acknowledging_without_deciding(text: str) -> None:
    flag = acknowledges_only(text)

    assert flag
    assert flag.category == "acknowledgement"
    assert "deploy, re-grade, escalate for resource, or hand over" in flag.suggestion


@pytest.mark.parametrize("text", [
    "No officers available. Deploying PC 12 now.",
    "No units available; re-graded to high at 14:05.",
    "No officers available. Escalated to the superintendent at 14:05.",
    "No officers available; handed over to the night inspector at 22:00.",
    "No officers available; PC 44 to attend by 19:00.",
    "Mum is aware that he needs his inhaler.",
])
def test_acknowledging_and_deciding(text: str) -> None:
    assert acknowledges_only(text) is None


@pytest.mark.requirement("AH-016", part="words")
@pytest.mark.parametrize("text", [
    "medium because he is 17",
    "I have reduced this from high to medium because he is 17.",
    "I do not regard him as high risk as he's 16.",
    "Because of her age this is a standard risk.",
    "She is \u201cstreetwise\u201d.",
])
def test_age_that_lowers(text: str) -> None:
    flag = age_or_frequency(text)

    assert flag
    assert flag.category == "age-based"
    assert "Age used to lower risk" in flag.suggestion


@pytest.mark.parametrize("text", [
    "only 12, so the risk is high",
    "He is 17, so high.",
    "The risk is not lower because he is 17.",
    "The carer calls her streetwise; that raises my concern.",
    "He regularly goes missing, which raises the risk.",
    "It is out of character for her to go missing.",
    "17-year-old boy, graded medium.",
])
def test_age_or_frequency_that_does_not_lower(text: str) -> None:
    assert age_or_frequency(text) is None


@pytest.mark.requirement("AH-032", part="words")
def test_frequency_is_named_as_frequency() -> None:
    flag = age_or_frequency("This is not out of character for this child to go missing")

    assert flag
    assert (flag.category, flag.words) == ("frequency", "not out of character")
    assert "Frequency used to reduce concern" in flag.suggestion


@pytest.mark.requirement("AH-033", part="words")
def test_blame_has_a_category_of_its_own_and_a_neutral_wording() -> None:
    flag = minimising("She appears to engage in risky business")

    assert flag
    assert (flag.category, flag.words) == ("victim-blaming", "risky business")
    assert "is at risk from" in flag.suggestion


@pytest.mark.parametrize("text", [
    "The act was not consensual.", "She was made to run drugs.", "Mum lives with her boyfriend.",
    "It may not be a criminal offence, and that does not mean that she is safe: the risk is high.",
])
def test_near_a_phrase_and_not_minimising(text: str) -> None:
    assert minimising(text) is None


@pytest.mark.parametrize("text", [
    'Dad told us "she puts herself at risk".',
    "His mother describes him as 'attention seeking'.",
    "The boys' room was searched; he said 'it's a lifestyle choice'.",
    "\u201cIt was consensual\u201d, the suspect replied.",
])
def test_the_quoted_words_of_others_are_theirs(text: str) -> None:
    assert minimising(text) is None


@pytest.mark.parametrize("text", [
    'DC Khan stated "she puts herself at risk".', 'I said "she puts herself at risk".', 'She "puts herself at risk".',
    'He said "leave me alone". She puts herself at risk.',
])
def test_our_own_quoted_words_are_ours(text: str) -> None:
    flag = minimising(text)

    assert flag
    assert flag.words == "puts herself at risk"


@pytest.mark.requirement("XX-008", part="words")
def test_one_text_may_raise_several_flags_and_each_category_once() -> None:
    found = flags("Promiscuous, streetwise and attention seeking. She is known to go missing and the sex was consensual.")

    assert [flag.category for flag in found] == ["age-based", "frequency", "minimising", "victim-blaming"]


def test_a_flag_carries_the_words_as_written_and_the_version() -> None:
    (flag,) = flags("Mum rang at 19:20. \u201cShe\u2019s home\u201d, she said. I think that she PUTS\n HERSELF  at Risk.")

    assert flag.words == "PUTS\n HERSELF  at Risk"
    assert flag.version == library().version
    assert flag.rule == "language.puts-self-at-risk"


@pytest.mark.parametrize("phrase", library().phrases, ids=lambda phrase: phrase.id)
def test_every_phrase_flags_its_own_example(phrase: Written) -> None:
    assert f"language.{phrase.id}" in {flag.rule for flag in flags(phrase.example)}


def test_every_source_and_set_is_used_and_every_phrase_has_a_cue() -> None:
    held = library()
    written = " ".join([template for phrase in held.phrases for template in (*phrase.says, *phrase.unless)]
                       + [template for lists in (held.raising, held.decision) for template in (*lists.words, *lists.denied)])

    weighed = {source for each in signs().values() for sign in each for source in sign.source}
    assert weighed | {source for phrase in held.phrases for source in phrase.source} == held.sources.keys()
    assert held.sets.keys() <= set(written.replace("/", " ").split())
    assert all(" " not in cue for cue in by_cue())


@given(st.text())
def test_any_text_is_read_and_what_is_shown_stands_in_it(text: str) -> None:
    assert all(flag.words and flag.words in text for flag in flags(text))


def test_the_same_flags_in_every_process() -> None:
    code = ("from tutela.law.language import flags; "
            "print(flags('Streetwise, promiscuous, consensual, known to go missing, a lifestyle choice, her boyfriend, low level.'))")
    runs = {
        subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    }

    assert len(runs) == 1


@pytest.mark.parametrize("piece", ["'a ", "\" said ", "low because is ", "not high ", "often missing low ", "aware needs "])
def test_a_long_and_hostile_text_does_not_hang(piece: str) -> None:
    text = piece * 2000

    assert min(repeat(lambda: flags(text), number=1, repeat=2)) < 1
