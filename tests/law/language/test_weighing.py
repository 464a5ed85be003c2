"""What is weighed: signs, what speaks for an entry, shorthand and slips, and that a good entry is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.law.language import acknowledges_only, age_or_frequency, flags, minimising
from tutela.law.language.library import library
from tutela.law.language.reading import fold, placed, read
from tutela.law.language.signs import Marked, Sign, anchors, category_of, find, known, names, sets, signs
from tutela.law.language.weighing import weigh

ALL = [sign for held in signs().values() for sign in held]
WORDS = sorted(word for word in known() if word.isalpha())


def found(text: str) -> set[str]:
    """The signs and anchors in a text."""
    return set(find(Marked(placed(fold(text)))))


def categories(text: str, earlier: tuple[str, ...] = ()) -> set[str]:
    """The categories that this text is flagged with."""
    return {flag.category for flag in flags(text, earlier)}


@pytest.mark.parametrize("sign", [*ALL, *anchors()], ids=lambda sign: sign.id)
def test_every_sign_and_anchor_stands_in_its_own_example(sign: Sign) -> None:
    assert sign.id in found(sign.example)


@pytest.mark.parametrize("sign", [sign for sign in ALL if sign.points > 1], ids=lambda sign: sign.id)
def test_an_example_has_points_in_its_category(sign: Sign) -> None:
    assert weigh(read(sign.example)).points[category_of()[sign.id]] >= 0.5


def test_every_category_of_signs_is_one_of_the_library_and_every_set_is_used() -> None:
    written = " ".join(template for sign in (*ALL, *anchors()) for template in (*sign.says, *sign.hints, *sign.beside, *sign.unless))

    assert set(category_of().values()) <= library().categories.keys()
    assert sets().keys() - library().sets.keys() <= set(written.replace("/", " ").split())


@pytest.mark.requirement("IN-035", part="words")
@pytest.mark.parametrize("text", [
    "PPN to be completed once warrant executed, unable to do this in advance of the attendance",
    "as we risk alerting the household and losing evidence",
    "Referral will go in after the interview.", "Strategy discussion to follow once his phone has been downloaded.",
])
def test_safety_put_after_evidence_is_deferring(text: str) -> None:
    assert "deferring" in categories(text)


@pytest.mark.parametrize(("text", "category"), [
    ("Not in the public interest.", "formula"),
    ("DFU delays remain, laptop and two phones still in the queue, submission chased, turnaround now five months.", "off-child"),
    ("Nothing for us to do, the screenshot is hearsay and he was never met.", "minimising"),
    ("[CHILD NAME] was spoken to. INSERT VOICE OF CHILD.", "templated"),
])
def test_one_of_each_new_category(text: str, category: str) -> None:
    assert category in categories(text)


@pytest.mark.requirement("IN-086", part="words")
def test_a_review_of_devices_alone_is_off_the_child_and_one_that_says_who_is_at_risk_is_not() -> None:
    devices = "Download not back. Chased DFU again. File and schedules up to date, bail extended."

    assert [(flag.rule, flag.words) for flag in flags(devices) if flag.category == "off-child"] == [("language.child-focus", "Download not back")]
    assert "off-child" not in categories(f"{devices} His daughters are 5 and 8. Both seen at school today by SW Bow.")


@pytest.mark.requirement("AH-017", part="words")
def test_a_near_copy_is_templated_and_a_difference_of_the_child_is_not() -> None:
    first = "0610 review. Dana still out, last seen 2140 at the lower steps. Nan's and dad's done, no trace. Next: bus CCTV, PC Holt, by 0730."
    copy = "0615 review. Omar still out, last seen 2150 at the lower steps. Mum's and aunt's done, no trace. Next: bus CCTV, PC Nair, by 0745."
    other = "0615 review. Omar rang his nan at 0540 from a call box in Hull and was cut off. Humberside at the box by 0640, DS Quill has his list of lifts."

    assert "templated" in categories(copy, (first,))
    assert "templated" not in categories(other, (first,))
    assert "templated" not in categories(copy)


@pytest.mark.parametrize("text", [
    "Refused. \"She does it every week\" isn't a reason. Stays high until somebody speaks with her.",
    "\"Banter\" struck out. She has stopped eating and changed her route to school. Interview all three.",
    "Report says \"usual pattern\". It isn't: first time without her phone. High, DI told 1715.",
    "No unit free so I'm going myself, 9 mins. Child alone with uncle.",
    "OIC on leave till 9th. Won't wait: DC Pugh takes over today, ringing Ella at four.",
])
def test_words_quoted_to_be_refused_and_deferrals_that_are_covered_are_left_alone(text: str) -> None:
    assert categories(text) == set()


def test_shorthand_and_a_slip_of_one_letter_are_read() -> None:
    assert "received" in names("rcvd")
    assert "nothing" in names("nowt")
    assert "manipulat*" in names("manipualtive") or "manipulat*" in names("manipulatve")
    assert names("weir") == ("weir",)


def test_law_hangs_on_listed_words_only() -> None:
    """What is weighed is said to its author; the single rules, which refuse and count, ask for listed phrases alone."""
    text = "17 going on 25 this one, one for lates, likes an audience, nowt in it really"

    assert categories(text)
    assert [rule(text) for rule in (age_or_frequency, minimising, acknowledges_only)] == [None, None, None]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from([".", ",", '"', "'", "1700", "PC Holt", "High", "\n", "[NAME]"])), max_size=40),
       st.lists(st.text(max_size=80), max_size=3))
def test_any_words_are_read_and_what_is_shown_stands_in_them(said: list[str], earlier: list[str]) -> None:
    text = " ".join(said)

    for flag in flags(text, earlier):
        assert flag.words
        assert flag.words in text
        assert flag.category in library().categories
