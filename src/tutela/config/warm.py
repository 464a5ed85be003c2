"""A web worker before its first request: what every page needs is loaded, and told to the collector of garbage as what stays."""

from __future__ import annotations

import gc


def warm() -> None:
    """Load every page, the law as it ships and all words, so that nobody who looks waits for them; then exempt them from being looked through for garbage.

    There are hundreds of thousands of them, all to stay: to look through them takes time, and now and then an answer waited for it.
    """
    from django.urls import get_resolver

    from tutela.foundations.design import words
    from tutela.law import messages
    from tutela.record.duties.queries.law import names, shipped

    _ = get_resolver().url_patterns
    words.messages("en")
    messages.messages()
    names()
    shipped()
    gc.collect()
    gc.freeze()
