"""``POST /return-interviews``: the one template by which every local authority's own system brings what a return interview brought."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AwareDatetime

from tutela.desks.api.v1.base import RESPONSES, api, viewer
from tutela.facts.missing import INTERVIEW_ASKS
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import Verdict
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied
from tutela.practice.missing.operations import bring_interview
from tutela.record.occurrences.queries import qualities
from tutela.record.sharing.queries import joint


class Interview(Schema):
    """What the interview brought. ``episode``: the reference of the time missing, as the notice gave it. What is not known is left out."""

    episode: str = Field("", max_length=80)
    held_at: AwareDatetime | None = None
    where: str = Field("", max_length=4000)
    who: str = Field("", max_length=4000)
    why: str = Field("", max_length=4000)
    risk: str = Field("", max_length=4000)
    wishes: str = Field("", max_length=4000)


class Gap(Schema):
    """What nobody has answered yet, and what it asks."""

    field: Literal["where", "who", "why", "risk", "wishes"]
    asks: str


class Taken(Schema):
    """It was taken, whole or in part; ``quality``: how much of the template the authority's interviews of the last 90 days answer, in a hundred."""

    episode: str
    outcome: Literal["whole", "partial"]
    gaps: list[Gap]
    quality: int


@api.post(
    "/return-interviews", response={200: Taken, **RESPONSES}, operation_id="receive_return_interview", summary="Bring what a return interview brought",
)
def receive_return_interview(request: HttpRequest, body: Interview) -> dict[str, Any]:
    """Bring what a return interview brought. A part is taken like the whole; what it lacks is answered with, and is brought later in the same way."""
    by, at = viewer(request, Permission.PARTNER_ANSWER), clock.now()
    entry = joint.one(by, body.episode, at)
    if entry is None:
        raise Denied(Verdict("none", "access.restricted"))
    sent = body.model_dump()
    key = request.headers.get("Idempotency-Key") or hashlib.sha256(body.model_dump_json().encode()).hexdigest()
    done = bring_interview(
        by=by, key=f"interview {key}"[:200], at=at, episode=entry.ref, held_at=body.held_at, channel="api", **{name: sent[name] for name in INTERVIEW_ASKS},
    )
    gaps = done.result["gaps"]
    score = next((q.score for q in qualities(at, authority=by.body)), 0)
    return {
        "episode": entry.reference, "outcome": "partial" if gaps else "whole", "quality": score,
        "gaps": [{"field": name, "asks": words(f"missing.interview-asks.{name}")} for name in gaps],
    }
