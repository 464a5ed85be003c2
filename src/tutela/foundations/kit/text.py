"""Text as it comes in: cleaned of what PostgreSQL cannot store, compared as people compare it."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Without control characters and outer space; line ends alike. The words stay as they were written."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def folded(text: str) -> str:
    """For comparing and sorting: no accents, no case, single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACE.sub(" ", plain).strip().casefold()


def clip(text: str, length: int) -> str:
    """At most so many characters, with an ellipsis where some were left out."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
