"""Words of suicide and self-harm in a log or a notice: found so that somebody asks, never to decide anything.

Source: ``requirements.md`` IN-026 (a log that says "talked about suicide", a notice that says nothing). A short list: silence from it is no sign
that there is nothing, and "harm" alone is not on it.
"""

from __future__ import annotations

import re
from typing import Final

from tutela.law.language.reading import fold

_THEM: Final = r"(?:him|her|them|my|your)sel(?:f|ves)"
_WORDS: Final = re.compile(
    rf"\bsuicid\w*|\bself[- ]?harm\w*|\b(?:kill|hurt|harm|cut|hang)(?:s|ing|ed|ting)? {_THEM}\b"
    r"|\b(?:end|ends|ending|take|takes|taking) (?:his|her|their|my|its)(?: own)? li(?:fe|ves)\b|\b(?:wants?|wanted|wish(?:es|ed)?) to (?:die|be dead)\b"
    r"|\b(?:not|n't|no longer) want(?:s|ed)? to (?:live|be here|be alive)\b|\bend it all\b|\bbetter off dead\b|\boverdos\w+",
)
_DENIED: Final = re.compile(r"\b(?:no|not|never|without|denie[sd]|denying|n't|nothing about|no signs? of)\W+(?:\w+\W+){0,4}$")


def mentions_own_life(*texts: str) -> bool:
    """Is suicide or self-harm spoken of, as there or as not there?"""
    return any(_WORDS.search(fold(text)) for text in texts)


def fears_for_life(*texts: str) -> bool:
    """Is it spoken of as there? "No thoughts of suicide" is an answer and no fear."""
    return any(not _DENIED.search(folded[:found.start()]) for folded in map(fold, texts) for found in _WORDS.finditer(folded))
