"""A form of its own page: saving a list, letting records leave, reading a review again."""

from __future__ import annotations

import msgspec

from tutela.foundations.design.forms import Form


class AskPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked, and what must be in view while one answers."""

    title: str
    back: str
    back_text: str = ""
    about: tuple[str, ...]
    quoted: str = ""
    """Somebody's words, as they wrote them."""
    button: str
    form: Form
    once: bool = True
    """Is the button to be pressed once? Not where a file is fetched and the page stays."""
