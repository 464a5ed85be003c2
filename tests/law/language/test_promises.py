"""What is promised in passing is found; what was done, or will not be, is not."""

from __future__ import annotations

import pytest

from tutela.law.language import promises


@pytest.mark.parametrize(("text", "found"), [
    ("officers will check the hotel", ("officers will check the hotel",)),
    ("Phone off since six. PC Kirby to visit the flat by 22:00. Mother calm.", ("PC Kirby to visit the flat by 22:00",)),
    ("We'll ring her aunt; nights are going to search the park", ("We'll ring her aunt", "nights are going to search the park")),
    ("The coordinator is to speak to the home", ("The coordinator is to speak to the home",)),
    ("Officers checked the hotel", ()),
    ("Officers will not check the hotel tonight", ()),
    ("She said that she wants to go home", ()),
    ("", ()),
])
def test_what_somebody_will_do_is_a_promise(text: str, found: tuple[str, ...]) -> None:
    assert promises(text) == found
