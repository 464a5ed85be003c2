"""A life's rows as a mould: what in them is this life's own (keys, moments, days, names, printed references, digests) is left open, all else stays.

What is left open is a *slot*. A slot's value in a cast follows from the cast alone, or is made of other slots: a digest of what it was a digest of, a
fact's line of its bytes. So a mould knows nothing of tables, and a new column or table is moulded as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple

from bench.scaled import cast
from bench.scaled.rows import KEY, Table
from tutela.foundations.kit.periods import LONDON

_OPEN: Final = re.compile(
    rf"(?P<key>{KEY.pattern})"
    r"|(?P<moment>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?=(?:\.\d+)?(?:Z|\+00))"
    r"|(?P<elsewhere>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d)"
    r"|(?P<day>(?<!\d)\d{4}-\d\d-\d\d)(?![\dT]| \d\d:)"
    r"|(?P<printed>\b[A-Z]{3}-\d{4}-\d{6}\b)"
    r"|(?P<bytes>\\\\x(?:[0-9a-f]{2})+)"
    r"|(?P<digest>(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{24})(?![0-9a-f]))"
    rf"|(?P<word>{cast.WORD.pattern}|(?i:qz9 ?9([a-i])\w)|{cast.PHONE.pattern})", re.IGNORECASE,
)
_DATETIME: Final = "datetime.datetime("


class Form(NamedTuple):
    """Text with slots in it: a format of ``%``, and which slots fill it."""

    said: str
    slots: tuple[int, ...]


class Slot(NamedTuple):
    """What is left open: its kind, what stood there, and the text that it is made of, where it is."""

    kind: str
    was: str
    of: Form | None = None


class Row(NamedTuple):
    """One row, and how many milliseconds after the life began it was written: by that rows of many lives are put in order."""

    form: Form
    after: int


class Mould(NamedTuple):
    """A life without what makes it that life and no other."""

    kind: str
    seed: str
    """By which its script was varied."""
    open: bool
    """Cut off at the moment as at which the fixture stands."""
    first: datetime
    last: datetime
    slots: tuple[Slot, ...]
    rows: dict[Table, tuple[Row, ...]]
    persons: int
    facts: int


class Maker:
    """Makes the mould of one life."""

    def __init__(self, base: frozenset[str], digests: Mapping[str, bytes]) -> None:
        """Know what is everybody's, and what digests are of.

        :param base: the keys that were there before the life: officers, units, posts
        """
        self.base = base
        self.digests = dict(digests) | {digest[:24]: said for digest, said in digests.items()}
        self.slots: list[Slot] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def form(self, text: str) -> Form:
        """Text with slots in place of what is this life's own.

        :raises ValueError: if something in it cannot be moulded
        """
        said: list[str] = []
        slots: list[int] = []
        end = 0
        for match in _OPEN.finditer(text):
            number = self._slot(str(match.lastgroup), match[0])
            if number is None:
                continue
            said += (text[end:match.start()].replace("%", "%%"), "%s")
            slots.append(number)
            end = match.end()
        said.append(text[end:].replace("%", "%%"))
        return Form("".join(said), tuple(slots))

    def _slot(self, kind: str, was: str) -> int | None:
        if kind in ("key", "digest") and was in self.base:
            return None
        known = self._numbers.get((kind, was))
        if known is None:
            of = self._made_of(kind, was)
            known = self._numbers[kind, was] = len(self.slots)
            self.slots.append(Slot(kind, was, of))
        return known

    def _made_of(self, kind: str, was: str) -> Form | None:
        if kind == "elsewhere":
            raise ValueError(f"{was}: a moment that is not in UTC")
        if kind == "bytes":
            return self.form(bytes.fromhex(was[3:]).decode())
        if kind == "digest":
            of = self.digests.get(was)
            if of is None:
                raise ValueError(f"nobody knows what {was} is the digest of")
            if _DATETIME.encode() in of:
                raise ValueError(f"a time as Python writes it is in what was digested: {of!r}")
            return self.form(of.decode())
        return None


def moulded(
    kind: str, seed: str, rows: dict[Table, list[str]], base: frozenset[str], digests: Mapping[str, bytes], begins: datetime, *, open: bool, far: datetime,
) -> Mould:
    """The mould of one life's rows.

    :param far: moments after this one (an eighteenth birthday) are kept out of its extent
    """
    maker = Maker(base, digests)
    formed = {table: tuple(_row(maker, table, line, begins) for line in lines) for table, lines in rows.items()}
    moments = [moment_of(slot.was) for slot in maker.slots if slot.kind == "moment"]
    return Mould(
        kind, seed, open, begins, max(moment for moment in moments if moment < far), tuple(_birthdays(maker.slots, far)), formed,
        sum(len(lines) for table, lines in rows.items() if table.name == "people_person"),
        sum(len(lines) for table, lines in rows.items() if table.name == "chronology_entry"),
    )


def _birthdays(slots: Sequence[Slot], far: datetime) -> Iterator[Slot]:
    """Far moments that are somebody's eighteenth birthday follow from the birth: years are not of equal length."""
    births = {midnight_of(eighteenth(date.fromisoformat(slot.was))): slot.was for slot in slots if slot.kind == "day"}
    for slot in slots:
        born = births.get(moment_of(slot.was)) if slot.kind == "moment" and moment_of(slot.was) > far else None
        yield slot._replace(kind="eighteenth", was=f"{slot.was} {born}") if born else slot


def eighteenth(born: date) -> date:
    """The day on which somebody becomes an adult."""
    return date(born.year + 18, born.month, born.day) if (born.month, born.day) != (2, 29) else date(born.year + 18, 3, 1)


def midnight_of(day: date) -> datetime:
    """When a local day begins."""
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC)


def moment_of(was: str) -> datetime:
    """The moment that a slot held."""
    return datetime.fromisoformat(was).replace(tzinfo=UTC)


def _row(maker: Maker, table: Table, line: str, begins: datetime) -> Row:
    if line.partition("\t")[0] in maker.base:
        raise ValueError(f"a life changed a row of {table.name} that is everybody's: {line}")
    form = maker.form(line)
    slots = [maker.slots[number] for number in form.slots]
    began = int(begins.timestamp() * 1000)
    written = next((int(slot.was[:8] + slot.was[9:13], 16) for slot in slots if slot.kind == "key" and slot.was[14] == "7"), None)
    if written is None:
        written = next((int(moment_of(slot.was).timestamp() * 1000) for slot in slots if slot.kind == "moment"), began)
    return Row(form, written - began)
