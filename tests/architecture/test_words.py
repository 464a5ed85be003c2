"""Every rationale, direction, review and endorsement is read by the one service: named here by what such texts are called, in facts and in forms."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tutela.facts import Payload, contact, missing

CALLED = frozenset({
    "rationale", "reason", "why", "override", "direction", "text", "decided", "hypothesis", "nothing_to_add", "delay_reason", "no_crime_because", "why_not",
    "why_not_police",
})
"""What such a text is called in a fact; ``decision`` where it is words and no choice."""


def texts(payload: type[Payload]) -> set[str]:
    """The fields of a fact that are words and are called as such."""
    return {
        field.name for field in msgspec.structs.fields(payload)
        if field.type in (str, str | None) and (field.name in CALLED or field.name == "decision")
    }


@pytest.mark.requirement("XX-008", part="every such field is read, whichever operation saves it")
def test_every_such_text_is_read_or_says_why_not() -> None:
    from tutela.record.wording.engine import NOT_READ, READ

    payloads = [cls for area in (contact, missing) for cls in vars(area).values() if isinstance(cls, type) and issubclass(cls, Payload) and cls is not Payload]
    assert len(payloads) > 60
    left = {f"{cls.__name__}.{name}" for cls in payloads for name in texts(cls) - READ.get(cls, {}).keys() - NOT_READ.get(cls, {}).keys()}
    assert left == set()
    for cls, named in (*READ.items(), *NOT_READ.items()):
        held = {field.name for field in msgspec.structs.fields(cls)}
        assert named.keys() <= held, cls.__name__


URGENT = {
    "contact": ("send", "arrived", "no-resource", "escalate", "log", "hand-over", "telephone"),
    "missing": ("found", "returned", "verified", "search", "enquire", "alert", "tell", "return"),
}


@pytest.mark.parametrize("area", sorted(URGENT))
def test_no_urgent_act_asks_of_its_words_and_what_is_asked_is_a_kind_of_text(area: str) -> None:
    from importlib import import_module
    from typing import get_args

    from tutela.record.wording.engine import Kind

    acts: dict[str, Any] = import_module(f"tutela.practice.{area}.forms").ACTS
    for slug, form in acts.items():
        fields = form().fields
        kinds = {field.reads for field in fields.values() if getattr(field, "reads", "")}
        assert kinds <= set(get_args(Kind)), slug
        if slug in URGENT[area]:
            assert not kinds, slug
            assert not form.asks_why, slug
        if form.asks_why:
            assert kinds, slug
    read = {slug for slug, form in acts.items() if any(getattr(field, "reads", "") for field in form().fields.values())}
    assert read >= ({"grade", "lower", "decide-lowering", "review", "close"})
