"""What a file of a log says, row by row: each row as it would be taken in, or what is wrong in it and what would be right."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, get_args
from uuid import UUID

import msgspec

from tutela.desks.intake.models import Upload
from tutela.facts import About, Actor, Fact, Payload, Source, Span, missing, people
from tutela.facts.people import Marker
from tutela.facts.registry import NAMES
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import LONDON
from tutela.foundations.kit.text import clean, clip, folded
from tutela.record.chronology.models import FactKey
from tutela.record.chronology.operations import digest

SYSTEM: Final = "team-log"
MOST: Final = 1000
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "missing": ("child", "born", "reference", "line", "at", "ended", "words"),
    "exploitation": ("child", "born", "reference", "line", "at", "concerns", "words"),
    "safeguarding": ("child", "born", "reference", "line", "at", "concerns", "words"),
}
"""What a row of each log may say."""
NEEDED: Final = {"missing": ("child", "at"), "exploitation": ("child", "at", "concerns"), "safeguarding": ("child", "at")}
_GUESSES: Final[dict[str, tuple[str, ...]]] = {
    "child": ("name", "child", "childs name", "full name", "young person", "misper"), "born": ("dob", "date of birth", "born"),
    "reference": ("nominal", "niche", "person ref", "child ref", "urn", "person number"), "line": ("ref", "log no", "no", "number", "id", "line", "reference"),
    "at": ("date", "date missing", "missing from", "date reported", "reported", "date added", "date of concern"),
    "ended": ("date returned", "returned", "date found", "found"), "concerns": ("concern", "type", "category", "exploitation type", "risk type"),
    "words": ("notes", "comments", "summary", "details"),
}
_ALSO: Final[dict[str, str]] = {
    "cse": "child_sexual_exploitation", "sexual exploitation": "child_sexual_exploitation", "cce": "child_criminal_exploitation",
    "criminal exploitation": "child_criminal_exploitation", "nrm": "trafficking", "modern slavery": "trafficking", "fgm": "female_genital_mutilation",
    "hba": "honour_based_abuse", "lac": "looked_after", "cla": "looked_after", "cpp": "child_protection_plan", "cin": "child_in_need",
}
CONCERNS: Final[tuple[str, ...]] = get_args(Marker)
_DATES: Final = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y")
_TIMES: Final = (*(f"{day} {hour}" for day in _DATES for hour in ("%H:%M", "%H:%M:%S", "%H.%M")), "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")


class Unreadable(ValueError):
    """The file is none that can be read; the message says what would be right."""


class Problem(msgspec.Struct, frozen=True):
    """What is wrong in one row: the field, what it says, and what would be right."""

    field: str
    said: str
    right: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a file, by its number there."""

    number: int
    child: str = ""
    born: date | None = None
    reference: str = ""
    line: str = ""
    at: Span | None = None
    ended: datetime | None = None
    concerns: str = ""
    words: str = ""
    problems: tuple[Problem, ...] = ()
    known: bool = False
    """Was exactly this taken in before?"""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One file, with its headings and what each is."""

    id: str
    log: str
    name: str
    by: str
    at: datetime
    taken_at: datetime | None
    dropped_at: datetime | None
    new: int
    known: int
    columns: dict[str, str]
    headings: tuple[str, ...] = ()


def uploads(log: str, limit: int = 20) -> list[Held]:
    """The files of a log, the latest first; what is in them is not read."""
    return [_held(row) for row in Upload.objects.filter(log=log).defer("content").order_by("-at", "-id")[:limit]]


def waiting(log: str, officer: str) -> Held | None:
    """The file of a log that somebody uploaded and that waits: only they see what is in it."""
    row = Upload.objects.filter(log=log, by=officer, taken_at=None, dropped_at=None).first()
    return _held(row, tuple(read(row.content)[0])) if row is not None else None


def lines_of(key: UUID, now: datetime) -> list[Line]:
    """Every row of a file as it would be taken in, with what is wrong in it. What was taken in before is known again."""
    row = Upload.objects.get(pk=key)
    found = [_line(row.log, number, said, now) for number, said in enumerate(_rows(row.content, row.columns), 2)] if row.content else []
    return _against_record(row.log, _against_each_other(row.log, found))


def read(content: str) -> tuple[list[str], list[list[str]]]:
    """The headings of a file and its rows.

    :raises Unreadable: where there are none, or too many
    """
    try:
        dialect: Any = csv.Sniffer().sniff(content[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    rows = [row for row in csv.reader(io.StringIO(content), dialect) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise Unreadable("intake.no-rows")
    if len(rows) > MOST + 1:
        raise Unreadable("intake.too-many")
    headings = [cell.strip() for cell in rows[0]]
    if len({h for h in headings if h}) != len([h for h in headings if h]):
        raise Unreadable("intake.twice-headed")
    return headings, rows[1:]


def decoded(content: bytes) -> str:
    """The text of a file, as spreadsheets write it.

    :raises Unreadable: if it is no text of rows and columns
    """
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Unreadable("intake.not-csv")
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(coding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Unreadable("intake.not-csv")


def guessed(log: str, headings: Sequence[str]) -> dict[str, str]:
    """Which column is probably what; a person looks before anything follows."""
    named = {folded(heading): heading for heading in reversed(headings) if heading}
    found: dict[str, str] = {}
    for name in FIELDS[log]:
        fits = next((named[guess] for guess in _GUESSES[name] if guess in named and named[guess] not in found.values()), None)
        if fits is not None:
            found[name] = fits
    return found


def facts_of(log: str, row: Line) -> list[Fact]:
    """The facts of a row: the line itself, and of the missing log an earlier episode. None of them opens anything."""
    assert row.at is not None  # a row without its day is a reject
    child, name = (About("child", f"{SYSTEM}:{child_key(row)}"),), _identity(log, row)
    concerns: Any = row.concerns or None
    line = people.LogLineKept(log=_any(log), line=row.line or name, concerns=concerns, words=row.words)
    made = [_fact(f"{SYSTEM}:{log}:{name}", line, row.at, child, sensitivity="restricted" if row.words else "none")]
    if log == "missing":
        made.append(_fact(f"{SYSTEM}:episode:{name}", missing.EpisodeOnRecord(ended=row.ended, imported=True), row.at, child))
    return made


def _fact(id: str, payload: Payload, occurred: Span, about: tuple[About, ...], *, sensitivity: Any = "none") -> Fact:
    return Fact(
        id=id, type=NAMES[type(payload)], data=payload, occurred=occurred, by=Actor(role="system"), about=about, source=Source(SYSTEM, clip(id, 120)),
        known_force=occurred.earliest, sensitivity=sensitivity,
    )


def _rows(content: str, columns: Mapping[str, str]) -> Iterable[dict[str, str]]:
    headings, rows = read(content)
    place = {name: headings.index(heading) for name, heading in columns.items() if heading in headings}
    for row in rows:
        yield {name: clean(row[index]) if index < len(row) else "" for name, index in place.items()}


def _line(log: str, number: int, said: dict[str, str], now: datetime) -> Line:
    problems = [Problem(name, "", words("intake.right.given")) for name in NEEDED[log] if not said.get(name)]
    born, at, ended = _born(said.get("born", "")), _when(said.get("at", "")), _when(said.get("ended", ""))
    concerns = _concern(said.get("concerns", ""))
    wrong = {
        "born": said.get("born") and (born is None or born > now.date()), "at": said.get("at") and (at is None or at.earliest > now),
        "ended": said.get("ended") and (ended is None or ended.earliest > now or (at is not None and ended.latest < at.earliest)),
        "concerns": said.get("concerns") and not concerns, "child": said.get("child") and not any(map(str.isalpha, said["child"])),
    }
    problems += [Problem(name, said[name], words(f"intake.right.{name}")) for name, is_wrong in wrong.items() if is_wrong]
    return Line(
        number=number, child=clip(said.get("child", ""), 120), born=born, reference=clip(said.get("reference", ""), 60), line=clip(said.get("line", ""), 60),
        at=at, ended=ended.earliest if ended else None, concerns=concerns, words=clip(said.get("words", ""), 400), problems=tuple(problems),
    )


def _against_each_other(log: str, rows: list[Line]) -> list[Line]:
    """A line that stands in the file twice is a question for whoever kept it, and so is one child who was born on two days."""
    seen: dict[str, int] = {}
    born: dict[str, tuple[date | None, str, int]] = {}
    found = []
    for row in rows:
        problems = list(row.problems)
        if not problems:
            first = seen.setdefault(_identity(log, row), row.number)
            if first != row.number:
                problems.append(Problem("line", row.line, words("intake.right.once", number=first)))
            known = born.setdefault(child_key(row), (row.born, folded(row.child), row.number))
            if (known[0], known[1]) != (row.born, folded(row.child)):
                problems.append(Problem("reference", row.reference, words("intake.right.same-child", number=known[2])))
        found.append(msgspec.structs.replace(row, problems=tuple(problems)))
    return found


def _against_record(log: str, rows: list[Line]) -> list[Line]:
    """What was taken in before: the same again is known; what says something else now is a reject, for history is not written over."""
    made = {row.number: facts_of(log, row) for row in rows if not row.problems}
    held = dict(FactKey.objects.filter(pk__in=[fact.id for facts in made.values() for fact in facts]).values_list("fact", "digest"))
    found = []
    for row in rows:
        facts = made.get(row.number, [])
        if any(held.get(fact.id, digest(fact)) != digest(fact) for fact in facts):
            row = msgspec.structs.replace(row, problems=(Problem("line", row.line, words("intake.right.as-before")),))
        elif facts and all(fact.id in held for fact in facts):
            row = msgspec.structs.replace(row, known=True)
        found.append(row)
    return found


def _identity(log: str, row: Line) -> str:
    """What makes a line the same line again: what the log calls it, else the child, the day and what it is about."""
    assert row.at is not None  # as in facts_of
    said = f"{log}|{folded(row.line)}" if row.line else f"{log}|{child_key(row)}|{row.at.earliest.isoformat()}|{row.concerns}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def child_key(row: Line) -> str:
    """By which a log knows a child: the number that it has, else name and day of birth. Whether it is one whom we know is decided by people."""
    said = folded(row.reference) or f"{folded(row.child)}|{row.born or ''}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _born(said: str) -> date | None:
    found = _when(said)
    return found.earliest.astimezone(LONDON).date() if found else None


def _when(said: str) -> Span | None:
    """A moment of the day where the time is said, else the whole day; days come before months, as in this country. A year has four figures."""
    for shape in _TIMES:
        try:
            moment = datetime.strptime(said, shape).replace(tzinfo=LONDON).astimezone(UTC)
        except ValueError:
            continue
        return Span(moment, moment)
    for shape in _DATES:
        try:
            return _day(datetime.strptime(said, shape).date())  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _day(day: date) -> Span:
    first = datetime.combine(day, time(), tzinfo=LONDON)
    return Span(first.astimezone(UTC), (datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON) - timedelta(seconds=1)).astimezone(UTC), "day")


def _concern(said: str) -> str:
    named = folded(said).replace("_", " ")
    by_name = {concern.replace("_", " "): concern for concern in CONCERNS}
    return by_name.get(named) or _ALSO.get(named, "")


def _held(row: Upload, headings: tuple[str, ...] = ()) -> Held:
    return Held(
        id=str(row.pk), log=row.log, name=row.name, by=row.by, at=row.at, taken_at=row.taken_at, dropped_at=row.dropped_at, new=row.new, known=row.known,
        columns=dict(row.columns), headings=headings,
    )


def _any(value: Any) -> Any:
    """A value of the table's choices, which are the fact's."""
    return value
