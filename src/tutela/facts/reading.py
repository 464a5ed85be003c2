"""Reading facts: one JSON object a line into :class:`~tutela.facts.form.Fact`, or an error that says what would be right.

Every fact that happened is accepted, a legacy "absent" included; only what cannot be read is rejected, with line, field
and what would be right, and the good lines are kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from tutela.facts.form import VERSION, About, Actor, CaseClock, Fact, Payload, Precision, Sensitivity, Source, Span
from tutela.facts.registry import TYPES


class Rejected(msgspec.Struct, frozen=True):
    """A line that could not be read: which, which field, what is wrong and what would be right."""

    line: int
    field: str
    problem: str
    right: str
    text: str = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.problem}. Right would be: {self.right}"


class Unreadable(Exception):
    """One line could not be read; carries field, problem and what would be right."""

    def __init__(self, field: str, problem: str, right: str) -> None:
        super().__init__(f"{field}: {problem}. Right would be: {right}")
        self.field, self.problem, self.right = field, problem, right


class _When(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    at: datetime | None = None
    from_: datetime | None = None
    to: datetime | None = None
    precision: Precision = "minute"


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    force: datetime | None = None
    owner: datetime | None = None


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line as it stands in the file."""

    v: int
    fact: str
    occurred: _When
    by: Actor
    about: tuple[About, ...]
    id: str | None = None
    case: str | None = None
    known: _Known | None = None
    recorded_at: datetime | None = None
    source: Source | None = None
    supersedes: str | None = None
    sensitivity: Sensitivity = "none"
    data: msgspec.Raw = msgspec.Raw(b"{}")
    assumed: bool = False


_line: Final = msgspec.json.Decoder(_Line)
_clock: Final = msgspec.json.Decoder(CaseClock)
_data: Final[dict[str, msgspec.json.Decoder[Payload]]] = {name: msgspec.json.Decoder(cls) for name, cls in TYPES.items()}
_required: Final = {name: tuple((alternatives, frozenset(alternatives.split("|"))) for alternatives in cls.ABOUT) for name, cls in TYPES.items()}
OFFSET: Final = "an ISO 8601 time with its offset, such as 2026-03-02T19:00:00+00:00"


def read_line(text: str | bytes) -> Fact | CaseClock:
    """Read one line.

    :raises Unreadable: if it is not a fact of form version 1 or a case's clock
    """
    try:
        line = _line.decode(text)
    except msgspec.ValidationError as error:
        return _clock_or_error(text, error)
    except msgspec.DecodeError as error:
        raise Unreadable("the whole line", f"not JSON ({error})", "one JSON object on one line") from None
    return _fact(line)


def read(lines: Iterable[str | bytes]) -> Iterator[tuple[int, Fact | CaseClock | Rejected]]:
    """Read many lines, numbered from 1; a bad line comes out as :class:`Rejected` and the rest goes on. Empty lines pass."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            yield number, read_line(text)
        except Unreadable as error:
            shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
            yield number, Rejected(number, error.field, error.problem, error.right, shown.rstrip("\n"))


def _fact(line: _Line) -> Fact:
    if line.v != VERSION:
        raise Unreadable("v", f"form version {line.v} is not known here", str(VERSION))
    decoder = _data.get(line.fact)
    if decoder is None:
        near = get_close_matches(line.fact, TYPES, n=3, cutoff=0.5)
        raise Unreadable("fact", f"no fact is called {line.fact!r}", " or ".join(near) or "a name from docs/generated/facts.md")
    try:
        data = decoder.decode(line.data)
    except msgspec.ValidationError as error:
        raise _explain(error, TYPES[line.fact], "data") from None
    if not line.about and line.fact != "people.Withdrawn":
        raise Unreadable("about", "a fact is about somebody or something", '[{"kind": "child", "ref": "c1"}]')
    kinds = {about.kind for about in line.about}
    for alternatives, wanted in _required[line.fact]:
        if not kinds & wanted:
            raise Unreadable("about", f"{line.fact} names no {' or '.join(sorted(wanted))}", f'one entry with "kind": "{alternatives}"')
    known = line.known
    return Fact(
        id=line.id or _identity(line), type=line.fact, data=data, occurred=_span(line.occurred), by=line.by, about=line.about,
        known_force=_utc(known.force, "known.force") if known and known.force else None,
        known_owner=_utc(known.owner, "known.owner") if known and known.owner else None,
        recorded_at=_utc(line.recorded_at, "recorded_at") if line.recorded_at else None,
        source=line.source, supersedes=line.supersedes, sensitivity=line.sensitivity, assumed=line.assumed, case=line.case,
    )


def _span(when: _When) -> Span:
    if when.at is not None:
        if when.from_ is not None or when.to is not None:
            raise Unreadable("occurred", "both a moment and a span", 'either {"at": ...} or {"from": ..., "to": ...}')
        at = _utc(when.at, "occurred.at")
        return Span(at, at, when.precision)
    if when.from_ is None or when.to is None:
        raise Unreadable("occurred", "says no time", '{"at": ...} or {"from": ..., "to": ..., "precision": "day"}')
    earliest, latest = _utc(when.from_, "occurred.from"), _utc(when.to, "occurred.to")
    if latest < earliest:
        raise Unreadable("occurred.to", "before occurred.from", "the later end of the span")
    return Span(earliest, latest, when.precision)


def _utc(at: datetime, field: str) -> datetime:
    if at.tzinfo is None:
        raise Unreadable(field, "has no offset", OFFSET)
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def _identity(line: _Line) -> str:
    """A fact without id is the same fact whenever it is read again: from its source, else from what it says."""
    if line.source:
        return f"{line.source.system}:{line.source.ref}"
    said = msgspec.json.encode([line.fact, line.occurred, line.by, line.about, line.data, line.supersedes, line.case], order="sorted")
    return "sha:" + hashlib.sha256(said).hexdigest()[:24]


def _clock_or_error(text: str | bytes, error: msgspec.ValidationError) -> CaseClock:
    try:
        clock = _clock.decode(text)
    except msgspec.ValidationError:
        raise _explain(error, _Line, "") from None
    return CaseClock(clock.case, _utc(clock.clock, "clock"))


def _explain(error: msgspec.ValidationError, cls: type, under: str) -> Unreadable:
    """Turn the library's message into field, problem and what would be right."""
    message = str(error)
    problem, _, path = message.partition(" - at `")
    trail = path.rstrip("`").removeprefix("$").lstrip(".")
    if "unknown field" in problem or "missing required field" in problem:
        name = problem.rpartition("field `")[2].rstrip("`")
        holder = _type_at(cls, trail)
        known = [field.encode_name for field in msgspec.structs.fields(holder)] if _is_struct(holder) else []
        near = get_close_matches(name, known, n=1, cutoff=0.5) if "unknown" in problem else []
        right = f"{name!r} present" if "missing" in problem else (f"did you mean {near[0]!r}" if near else "one of " + ", ".join(known))
        return Unreadable(".".join(p for p in (under, trail, name) if p), problem, right)
    field = ".".join(p for p in (under, trail) if p) or "the whole line"
    return Unreadable(field, problem, _wanted(_type_at(cls, trail)))


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _type_at(cls: Any, trail: str) -> Any:
    """The declared type at a path such as ``about[...].kind``."""
    here: Any = cls
    for part in re.findall(r"\[[^]]*\]|[^.\[]+", trail):
        here = _bare(here)
        if part.startswith("["):
            here = get_args(here)[0] if get_args(here) else here
            continue
        if not _is_struct(here):
            return None
        here = next((f.type for f in msgspec.structs.fields(here) if f.encode_name == part), None)
    return _bare(here)


def _bare(kind: Any) -> Any:
    """Without ``| None``."""
    if get_origin(kind) is Literal or not get_args(kind) or get_origin(kind) is tuple:
        return kind
    rest = [arg for arg in get_args(kind) if arg is not type(None)]
    return rest[0] if len(rest) == 1 else kind


def _wanted(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(str(v) for v in get_args(kind))
    if kind is datetime:
        return OFFSET
    if _is_struct(kind):
        return "an object with " + ", ".join(f.encode_name for f in msgspec.structs.fields(kind))
    if get_origin(kind) is tuple:
        return "a list"
    return {str: "text", int: "a whole number", float: "a number", bool: "true or false"}.get(kind, "what docs/generated/facts.md shows")
