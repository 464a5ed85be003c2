"""What one text has that another has not, in runs of words: for showing a change in words and not in colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

import msgspec

MOST: Final = 1_200
"""Of so many words each is compared; a longer text is compared sentence by sentence, so that no page waits for it."""
_JOINS: Final = 2
"""So few words that stayed, between two changes, are read with them: a change is then a phrase and not a scatter of words."""
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")


class Difference(msgspec.Struct, frozen=True):
    """What was added and what was taken away, each a run of words in the order of its own text."""

    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def differences(before: str, after: str) -> Difference:
    """What ``after`` adds to ``before`` and takes from it; space alone is no difference."""
    was, now = before.split(), after.split()
    if was == now:
        return Difference()
    if max(len(was), len(now)) > MOST:
        was, now = [part.strip() for part in _SENTENCE.split(before)], [part.strip() for part in _SENTENCE.split(after)]
    added: list[str] = []
    taken: list[str] = []
    for i, j, k, m in _changes(was, now):
        taken += [" ".join(was[i:j])] if j > i else []
        added += [" ".join(now[k:m])] if m > k else []
    return Difference(tuple(added), tuple(taken))


def _changes(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The stretches in which two sequences differ, with what stayed between close ones."""
    found: list[tuple[int, int, int, int]] = []
    for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and i - found[-1][1] <= _JOINS:
            found[-1] = (found[-1][0], j, found[-1][2], m)
        else:
            found.append((i, j, k, m))
    return found
