"""Who and what rules are about, and how one subject is linked to another.

A person is one subject whatever a fact calls them: child, adult, offender are what is said of them, not who they are.
A missing child whose report names no incident is an incident of its own, so that the control room's clocks run.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from tutela.facts import Fact, Payload
from tutela.facts.registry import name_of

PERSON: Final = "person"
_FAMILY: Final = {"child": PERSON, "adult": PERSON, "offender": PERSON}
_REPORTED: Final = "missing.Reported"


class Subject(NamedTuple):
    """One subject: its family of kinds and its reference."""

    family: str
    ref: str


def family(kind: str) -> str:
    """The family that a kind belongs to."""
    return _FAMILY.get(kind, kind)


def subjects_of(fact: Fact) -> tuple[Subject, ...]:
    """Every subject that a fact is about, each once, in the order named."""
    found = [Subject(_FAMILY.get(about.kind, about.kind), about.ref) for about in fact.about]
    if fact.type == _REPORTED and not any(subject.family == "incident" for subject in found):
        found += [Subject("incident", subject.ref) for subject in found if subject.family == "episode"]
    return tuple(dict.fromkeys(found))


class Step(msgspec.Struct, frozen=True):
    """One declared link: facts of ``via`` that name both ends join them, from when the fact was known."""

    name: str
    from_kinds: tuple[str, ...]
    to_kinds: tuple[str, ...]
    via: tuple[str, ...]

    def ends(self, fact: Fact) -> tuple[tuple[Subject, Subject], ...]:
        """The pairs that this fact joins."""
        tos = self._named(fact, self.to_kinds)
        return tuple((a, b) for a in self._named(fact, self.from_kinds) for b in tos if a != b)

    def _named(self, fact: Fact, kinds: tuple[str, ...]) -> list[Subject]:
        named = [Subject(_FAMILY.get(a.kind, a.kind), a.ref) for a in fact.about if a.kind in kinds]
        if not named and "incident" in kinds:
            named = [s for s in subjects_of(fact) if s.family == "incident"]
        return list(dict.fromkeys(named))


def step(name: str, from_: str, to: str, *via: type[Payload]) -> Step:
    """A step between kinds (alternatives parted by ``|``) along the facts of these types."""
    return Step(name, tuple(from_.split("|")), tuple(to.split("|")), tuple(name_of(cls) for cls in via))
