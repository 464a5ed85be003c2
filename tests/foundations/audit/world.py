"""Lines as operations write them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tutela.foundations import audit


def line(**having: Any) -> audit.Line:
    """A line as an operation writes it."""
    given: dict[str, Any] = {"officer": "o:1", "kind": "operation", "action": "missing.open", "subjects": ("p:1", "e:1"), "reason": "Reported by the home"}
    return audit.Line(**{**given, **having})


def written(count: int, **having: Any) -> list[UUID]:
    """So many lines, each with old and new values."""
    return audit.write_many(line(old={"level": "low", "n": n}, new={"level": "high", "n": n}, **having) for n in range(count))
