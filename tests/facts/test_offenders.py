"""The words of the management of offenders: what was written before they grew still reads, and nothing is taken as said that nobody said."""

from __future__ import annotations

import json
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest

from tutela.facts import Fact
from tutela.facts.reading import read_line
from tutela.facts.registry import TYPES

OURS = sorted(name for name in TYPES if name.startswith("offenders."))
BEFORE: dict[str, list[dict[str, Any]]] = {
    "offenders.BecameNotifiable": [{}, {"disposal": "caution"}],
    "offenders.NotificationMade": [{"place": "home"}, {"place": "prescribed_station", "in_person": False, "under_parental_direction": True}],
    "offenders.ChildContactFound": [{}, {"kind": "mentioned", "how": "nephew"}],
    "offenders.DisclosureDecided": [{"disclose": False, "why": "She is the witness."}],
    "offenders.ChildSeenSafe": [{"by": "social_worker"}],
}
"""What the first five could say. The form only grows."""
GIVEN_BEFORE = {("offenders.BecameNotifiable", "disposal"), ("offenders.ChildContactFound", "kind"), ("offenders.NotificationMade", "in_person")}
"""Answers that the first five gave where nobody said: kept, since old lines mean them."""


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, all_of in BEFORE.items() for data in all_of])
def test_what_was_written_before_the_vocabulary_grew_still_reads(name: str, data: dict[str, Any]) -> None:
    about = [{"kind": "offender", "ref": "o1"}, {"kind": "child", "ref": "c1"}]
    line = {"v": 1, "fact": name, "occurred": {"at": "2022-09-05T10:00:00+01:00"}, "by": {"role": "offender_manager"}, "about": about, "data": data}

    fact = read_line(json.dumps(line))

    assert isinstance(fact, Fact)
    assert {key: getattr(fact.data, key) for key in data} == data


@pytest.mark.parametrize("name", OURS)
def test_no_answer_is_put_into_the_mouth_of_whoever_gave_none(name: str) -> None:
    """A closed list has no first choice, and no silence is a yes."""
    fields = msgspec.structs.fields(TYPES[name])
    presumed = {(name, field.name) for field in fields if _is_answer(field.type) and field.default not in (msgspec.NODEFAULT, None, False, ())}

    assert presumed <= GIVEN_BEFORE


def _is_answer(kind: Any) -> bool:
    """A closed list, or yes and no; alone or beside nothing."""
    return any(each is bool or get_origin(each) is Literal for each in (kind, *get_args(kind)))
