"""One look at the record, and what it has learnt: a page asks for the same officer, child or fact in many places, and the record is asked once.

A look is one transaction that only reads, and ends with the answer to who looked: nothing that was learnt outlives it, and nothing is learnt while
somebody writes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_LEARNT: ContextVar[dict[Hashable, dict[Any, Any]] | None] = ContextVar("learnt", default=None)


@contextmanager
def looking() -> Iterator[None]:
    """What is learnt within is known until its end."""
    token = _LEARNT.set({})
    try:
        yield
    finally:
        _LEARNT.reset(token)


def on() -> bool:
    """Is this a look, within which all that is read is known until its end?"""
    return _LEARNT.get() is not None


def learnt(*question: Hashable) -> dict[Any, Any]:
    """What this look knows of one kind of question already, to be filled by who asks; outside a look always nothing.

    Answers are shared: keep only such as nobody changes.
    """
    known = _LEARNT.get()
    return {} if known is None else known.setdefault(question, {})
