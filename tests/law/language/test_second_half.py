"""The second half of the corpus, as it came at the first run: a later version may not be worse than what was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.law.language import second_half

PUBLISHED = Path(__file__).with_name("second-half-first-run.txt")


def test_what_was_published_of_the_second_half_is_what_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    second_half.main()

    assert capsys.readouterr().out == PUBLISHED.read_text(encoding="utf-8")
