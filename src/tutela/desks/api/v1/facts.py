"""``POST /facts``: what happened in another system. Each fact is taken whole or not at all; the good ones are kept."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec
from django.http import HttpRequest
from ninja import Field, Schema

from tutela.desks.api.v1.base import RESPONSES, api, viewer
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.record.chronology.operations import receive_fact


class Facts(Schema):
    """Facts of form version 1, as ``docs/generated/facts.md`` shows each; at most 200 at once, in the order in which they happened."""

    facts: list[dict[str, Any]] = Field(max_length=200)


class Received(Schema):
    """What became of one fact. ``flags``: what it lacked, though it was taken."""

    line: int
    id: str | None = None
    outcome: Literal["new", "known", "rejected"]
    field: str | None = None
    problem: str | None = None
    right: str | None = None
    flags: tuple[str, ...] = ()


class Answer(Schema):
    """What became of each fact, by its place in what was sent."""

    received: list[Received]


@api.post("/facts", response={200: Answer, **RESPONSES}, operation_id="receive_facts", summary="Send facts")
def receive_facts(request: HttpRequest, body: Facts) -> dict[str, Any]:
    """Send facts. Sent again, they are known already: an ``id``, or the ``source``, makes it so."""
    by = viewer(request, Permission.FACTS_RECEIVE)
    received: list[dict[str, Any]] = []
    for number, fact in enumerate(body.facts, 1):
        line = msgspec.json.encode(fact).decode()
        try:
            done = receive_fact(by=by, key=f"fact {hashlib.sha256(line.encode()).hexdigest()}", at=clock.now(), line=line)
        except Refused as refused:
            received.append({"line": number, "id": fact.get("id") if isinstance(fact.get("id"), str) else None, "outcome": "rejected", **_why(refused)})
            continue
        outcome = "known" if done.replayed else done.result["outcome"]
        received.append({"line": number, "id": done.result["id"], "outcome": outcome, "flags": [flag.rule for flag in done.flags]})
    return {"received": received}


def _why(refused: Refused) -> dict[str, Any]:
    having = refused.having
    return {
        "field": having.get("field", "id"), "problem": having.get("problem") or words(refused.because, **having),
        "right": having.get("right", "a new id, and supersedes"),
    }
