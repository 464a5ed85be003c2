"""Writing facts: one :class:`~tutela.facts.form.Fact` as one line of form version 1, such as :mod:`tutela.facts.reading` reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from tutela.facts.form import VERSION, Fact, Span


def write_line(fact: Fact) -> bytes:
    """The line, without its end; what is not said is left out, so that a reader sees only what was."""
    line: dict[str, Any] = {
        "v": VERSION, "id": fact.id, "case": fact.case, "fact": fact.type, "occurred": _when(fact.occurred), "known": _known(fact),
        "recorded_at": fact.recorded_at, "by": fact.by, "about": [_about(a.kind, a.ref, a.as_) for a in fact.about], "source": fact.source,
        "supersedes": fact.supersedes, "sensitivity": fact.sensitivity if fact.sensitivity != "none" else None, "data": fact.data,
        "assumed": fact.assumed or None,
    }
    return msgspec.json.encode({name: value for name, value in line.items() if value is not None})


def _when(span: Span) -> dict[str, object]:
    if span.exact:
        return {"at": span.earliest, "precision": span.precision}
    return {"from": span.earliest, "to": span.latest, "precision": span.precision}


def _known(fact: Fact) -> dict[str, datetime] | None:
    known = {name: at for name, at in (("force", fact.known_force), ("owner", fact.known_owner)) if at is not None}
    return known or None


def _about(kind: str, ref: str, as_: str | None) -> dict[str, str]:
    return {"kind": kind, "ref": ref, **({"as": as_} if as_ is not None else {})}
