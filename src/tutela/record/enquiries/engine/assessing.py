"""The assessment (THRIVE) version by version, for one viewer: who wrote what, what each changed of the one before, and what came since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

import msgspec

from tutela.facts import Fact
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Line
from tutela.foundations.design.times import local_clock, near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.differing import differences
from tutela.foundations.kit.periods import local
from tutela.foundations.kit.text import clip
from tutela.record.chronology.queries import readable
from tutela.record.enquiries.engine.entries import level_words, names_of, role_words
from tutela.record.enquiries.queries import THRIVE, Heard

Change = Literal["first", "same", "changed", "gone", "empty"]
_SAID: Final = 200


class ElementSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One element of one version, and what this version changed of it."""

    name: str
    said: str
    change: Change
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """One version as one viewer may read it; of one whose detail is hidden from them no element is given."""

    number: int
    by: str
    role: str
    at: datetime
    proposes: str = ""
    check: str = ""
    """The systems check that it relied on, in words."""
    elements: tuple[ElementSeen, ...] = ()
    hidden: bool = False


def assessed(viewer: Viewer, said: Heard, *, at: datetime, before: int | None = None, limit: int = 5) -> tuple[tuple[Assessed, ...], int | None]:
    """A page of versions, the newest first, and the number before which the next page begins.

    :param before: only versions with lower numbers
    """
    last = min(before - 1, len(said.versions)) if before is not None else len(said.versions)
    first = max(last - limit, 0)
    shown = said.versions[first:last] if last > 0 else ()
    read_too = said.versions[first - 1 : first] if first else ()
    checks = {fact.id: fact for fact in said.checks}
    access = readable(viewer, [*shown, *read_too, *said.checks], at=at)
    named = names_of(fact.by.ref or "" for fact in shown)
    found: list[Assessed] = []
    earlier = next((fact for fact in read_too if access[fact.id] == "full"), None)
    for number, fact in enumerate(shown, start=first + 1):
        if access[fact.id] == "none":
            continue
        data: Any = fact.data
        full = access[fact.id] == "full"
        check = checks.get(data.relied_on or "")
        found.append(Assessed(
            number=number, by=named.get(fact.by.ref or "") or role_words(fact.by.role), role=role_words(fact.by.role), at=fact.occurred.earliest,
            proposes=level_words(data.proposes) if full and data.proposes else "",
            check=check_words(check, at) if full and check and access[check.id] == "full" else "",
            elements=elements(fact, earlier) if full else (), hidden=not full,
        ))
        earlier = fact if full else earlier
    return tuple(reversed(found)), first + 1 if first else None


def elements(fact: Fact, before: Fact | None) -> tuple[ElementSeen, ...]:
    """The six elements of a version, each with what it changed of the version before."""
    return tuple(_element(name, getattr(fact.data, name), getattr(before.data, name) if before else "") for name in THRIVE)


def _element(name: str, now: str, was: str) -> ElementSeen:
    if not now or not was:
        change: Change = "first" if now else "gone" if was else "empty"
        return ElementSeen(name=name, said=now, change=change, taken=(was,) if was else ())
    change_of = differences(was, now)
    changed: Change = "changed" if change_of.added or change_of.taken else "same"
    return ElementSeen(name=name, said=now, change=changed, added=change_of.added, taken=change_of.taken)


def check_words(check: Fact, at: datetime) -> str:
    """Which systems were looked in and when, and how many hits there were: what they say is in no assessment."""
    data: Any = check.data
    return words(
        "enquiries.assessed.check", at=near_time(check.occurred.earliest, at), systems=_systems(data.checked), hits=len(data.hits),
        left=_systems(data.not_checked),
    )


def _systems(names: Sequence[str]) -> list[str]:
    return [name.replace("_", " ") for name in names] or [words("enquiries.assessed.no-system")]


def news(viewer: Viewer, said: Heard, *, at: datetime) -> tuple[Line, ...]:
    """What came since the last version or answer, the earliest first; nothing of which this viewer may not know."""
    if not said.news:
        return ()
    access = readable(viewer, said.news, at=at)
    named = names_of(fact.by.ref or "" for fact in said.news)
    return tuple(
        Line(
            text=_came(fact) if access[fact.id] == "full" else words("enquiries.entry.hidden"),
            detail=_kind(fact) if access[fact.id] == "full" else "",
            by=named.get(fact.by.ref or "") or role_words(fact.by.role), at=fact.held_from,
        )
        for fact in said.news if access[fact.id] != "none"
    )


def latest_words(lines: Sequence[Line]) -> str:
    """The last of what came, in one line."""
    last = lines[-1]
    return f"{last.detail}. {clip(last.text, _SAID)}" if last.detail and last.detail != last.text else clip(last.text, _SAID)


def outdated(viewer: Viewer, said: Heard, *, at: datetime) -> Line | None:
    """That the assessment stands on less than is known now: since when, and what kind of information came; none where nobody assessed."""
    if not said.versions:
        return None
    came = news(viewer, said, at=at)
    if not came or came[0].at is None:
        return None
    since = came[0].at
    when = local_clock(since) if local(since).date() == local(at).date() else near_time(since, at)
    return Line(text=words("enquiries.gap.thrive-outdated", at=when, what=came[-1].detail or came[-1].text))


def _came(fact: Fact) -> str:
    data: Any = fact.data
    return data.text or _kind(fact)


def _kind(fact: Fact) -> str:
    data: Any = fact.data
    return level_words(data.what)
