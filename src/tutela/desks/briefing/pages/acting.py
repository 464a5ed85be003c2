"""The page of one act of the meeting, or about one of its actions."""

from __future__ import annotations

import msgspec

from tutela.foundations.design.forms import Form


class ActPage(msgspec.Struct, frozen=True, kw_only=True):
    """A form, with what it is about."""

    title: str
    about: tuple[str, ...]
    button: str
    back: str
    form: Form | None
    said: str = ""
