"""A web worker before its first request: what every page needs is loaded, and told to the collector of garbage as what stays."""

from __future__ import annotations

import gc


def warm() -> None:
    """Load every page and template, the law as it ships and all words, so that nobody waits for them; then exempt them from being looked through for garbage.

    There are hundreds of thousands of them, all to stay: to look through them takes time, and now and then an answer waited for it.
    """
    from django.conf import settings
    from django.urls import get_resolver

    from tutela.foundations.design import jinja, words
    from tutela.law import messages
    from tutela.record.duties.queries.law import names, shipped
    from tutela.record.wording.engine import asks_answer

    _ = get_resolver().url_patterns
    words.messages("en")
    messages.messages()
    names()
    shipped()
    if not settings.TESTING:   # tests start servers by the dozen, and open a few pages of each
        jinja.compile_all()
        _ = shipped().digest
        asks_answer("Not seen since school, and not where she said; officers sent to look.", "direction")   # what reads words has read its phrases
    gc.collect()
    gc.freeze()
