"""Casting a mould: another life, at another time, of other people, row by row as the operations would have left it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from random import Random
from typing import Final, NamedTuple
from uuid import UUID

from bench.scaled import cast as people
from bench.scaled.mould import Form, Mould, eighteenth, midnight_of, moment_of
from bench.scaled.rows import Table
from bench.scaled.windows import WEEK, Shift
from tutela.foundations.kit.periods import LONDON

_LATER: Final = (7 << 76, 2 << 62)
"""Version and variant of a key that begins with its time."""
Fill = Callable[[list[str]], str]


class Plan(NamedTuple):
    """One life to be cast: of which mould, how far moved, under which number."""

    mould: int
    shift: Shift
    number: int
    begins: datetime


class Caster:
    """One mould, ready to be cast often."""

    def __init__(self, mould: Mould) -> None:
        """Make ready what does not depend on the cast."""
        self.mould = mould
        self._rows = {table: [(_filling(row.form), row.after) for row in rows] for table, rows in mould.rows.items()}
        self._made = {number: _filling(slot.of) for number, slot in enumerate(mould.slots) if slot.of is not None}

    def cast(self, plan: Plan, seed: int, printed: Counter[tuple[str, int]]) -> dict[Table, list[tuple[int, str]]]:
        """The rows of a life, each with the millisecond in which it was written.

        :param printed: how many references were printed of each kind and year; it is carried on
        """
        rng = Random(f"keys {seed} {plan.number}")
        who = people.of(plan.number, seed)
        values: list[str] = []
        for number, slot in enumerate(self.mould.slots):
            match slot.kind:
                case "key":
                    values.append(_key(slot.was, plan.shift, rng))
                case "moment":
                    values.append(self._moment(slot.was, plan.shift))
                case "day":
                    values.append((date.fromisoformat(slot.was) + plan.shift.weeks * WEEK).isoformat())
                case "eighteenth":
                    values.append(_eighteenth(slot.was, plan.shift))
                case "printed":
                    values.append(_printed(slot.was, plan.begins.year, printed))
                case "word":
                    values.append(people.put(who, slot.was))
                case "bytes":
                    values.append(f"\\\\x{self._made[number](values).encode().hex()}")
                case _:
                    values.append(hashlib.sha256(self._made[number](values).encode()).hexdigest()[: len(slot.was)])
        began = int(plan.begins.timestamp() * 1000)
        return {table: [(began + after, fill(values)) for fill, after in rows] for table, rows in self._rows.items()}

    def _moment(self, was: str, shift: Shift) -> str:
        moment = moment_of(was)
        near = self.mould.first <= moment <= self.mould.last
        # of what is far off, as a birth, the time of day there is kept
        moved = moment + shift.whole if near else (moment.astimezone(LONDON) + shift.weeks * WEEK).astimezone(UTC)
        return moved.strftime(f"%Y-%m-%d{was[10]}%H:%M:%S")


def _eighteenth(was: str, shift: Shift) -> str:
    born = date.fromisoformat(was[-10:]) + shift.weeks * WEEK
    return midnight_of(eighteenth(born)).strftime(f"%Y-%m-%d{was[10]}%H:%M:%S")


def _filling(form: Form) -> Fill:
    said, count = form.said, len(form.slots)
    if not count:
        whole = said % ()
        return lambda _: whole
    take = itemgetter(*form.slots)
    if count == 1:
        return lambda values: said % (take(values),)
    return lambda values: said % take(values)


def _key(was: str, shift: Shift, rng: Random) -> str:
    if was[14] == "4":
        return str(UUID(int=rng.getrandbits(128), version=4))
    if was[14] != "7":
        raise ValueError(f"{was} is a key of no kind that is made here")
    milliseconds = int(was[:8] + was[9:13], 16) + int(shift.whole / timedelta(milliseconds=1))
    random = rng.getrandbits(74)
    version, variant = _LATER
    return str(UUID(int=(milliseconds << 80) | version | ((random >> 62) << 64) | variant | (random & ((1 << 62) - 1))))


def _printed(was: str, year: int, printed: Counter[tuple[str, int]]) -> str:
    printed[was[:3], year] += 1
    return f"{was[:3]}-{year}-{printed[was[:3], year]:06d}"


def together(casts: list[dict[Table, list[tuple[int, str]]]]) -> dict[Table, list[str]]:
    """The rows of many lives in the order in which they would have been written."""
    rows: dict[Table, list[tuple[int, str]]] = defaultdict(list)
    for one in casts:
        for table, lines in one.items():
            rows[table] += lines
    return {table: [line for _, line in sorted(lines, key=itemgetter(0))] for table, lines in rows.items()}

