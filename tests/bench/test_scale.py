"""The scale fixture is what the operations would have left: its duties are what the law says, and lives that were cast are equal to the same lives lived."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from bench import scale
from bench.scaled import cast, loading, making, stage
from bench.scaled.casting import Caster, Plan
from bench.scaled.mould import Mould
from bench.scaled.rows import KEY, Table, mark, since
from tests.database import Clone, databases, pointed_at

PEOPLE = 200


class Worlds(NamedTuple):
    """Three databases with the same force in them: one where moulds were made, one that the fixture was loaded into, one that is lived in anew."""

    moulds: list[Mould]
    loaded: Clone
    lived: Clone
    found: scale.Loaded


def _copy_of(clone: Clone, name: str) -> Clone:
    with databases.admin() as admin:
        databases._copy(admin, clone.name, name)
    return Clone(name)


@contextmanager
def _on(clone: Clone) -> Iterator[None]:
    stage.forget()
    with pointed_at(clone.name):
        yield
    stage.forget()


@pytest.fixture(scope="module")
def worlds(_the_cluster_is_let_go: None, django_db_blocker: Any) -> Iterator[Worlds]:
    first = databases.clone()
    with django_db_blocker.unblock():
        with _on(first):
            making.force()
        loaded, lived = _copy_of(first, f"{first.name}_loaded"), _copy_of(first, f"{first.name}_lived")
        with _on(first), first.connect() as connection:
            moulds = list(making.make(making.specs(few=True), connection))
        with loaded.connect() as connection:
            found = scale.load(connection, moulds, people=PEOPLE)
        yield Worlds(moulds, loaded, lived, found)
    for clone in (first, loaded, lived):
        databases.drop(clone)


def test_there_are_as_many_as_were_asked_for(worlds: Worlds) -> None:
    from tutela.record.duties.models import Duty
    from tutela.record.occurrences.models import Episode, Incident

    with _on(worlds.loaded):
        assert worlds.found.persons in range(PEOPLE, PEOPLE + 3)
        assert worlds.found.facts > 5 * PEOPLE
        assert worlds.found.open == 5
        assert 3 <= Incident.objects.filter(closed_at=None).count() <= 5
        assert Episode.objects.filter(closed_at=None).count() > 0
        assert Duty.objects.filter(settled_at=None).count() > 4
        assert Duty.objects.exclude(settled_at=None).count() > PEOPLE / 4


def test_its_duties_are_what_the_law_says_of_its_facts(worlds: Worlds) -> None:
    from tutela.record.duties.engine import proving

    with _on(worlds.loaded):
        assert proving.differences(making.NOW) == []


def test_its_audit_is_sealed_and_verifies(worlds: Worlds) -> None:
    from tutela.foundations.audit import sealing, verify

    with _on(worlds.loaded):
        assert sealing.seal_all() >= worlds.found.rows["audit_auditline"]
        verdict = verify.verify()
    assert (verdict.problems, verdict.unsealed) == ((), 0)


def test_a_fact_that_comes_again_is_known(worlds: Worlds) -> None:
    from tutela.record.chronology.models import Entry, FactKey
    from tutela.record.chronology.operations import digest
    from tutela.record.chronology.queries import read_all

    with _on(worlds.loaded):
        facts = {fact.id: fact for _, fact in read_all() if fact.source is None}
        keys = dict(FactKey.objects.values_list("fact", "digest"))
        assert len(keys) == Entry.objects.count()
        assert {id: digest(fact) for id, fact in facts.items()} == {id: keys[id] for id in facts}


def test_the_same_seed_gives_the_same_rows(worlds: Worlds) -> None:
    one, two, other = (scale.plan(worlds.moulds, 60, seed) for seed in (1, 1, 2))
    assert one == two != other
    caster = Caster(worlds.moulds[one[0].mould])
    assert caster.cast(one[0], 1, Counter()) == caster.cast(one[0], 1, Counter()) != caster.cast(one[0], 2, Counter())


def test_a_page_of_the_next_operation_goes_on_where_the_fixture_ends(worlds: Worlds) -> None:
    from tutela.demo.introducing import introduce
    from tutela.record.people.models import Person

    with _on(worlds.loaded):
        on = stage.Stage(making.NOW, "after")
        with stage.lived(on):
            made = on.do("lindqvist", introduce, name="Wren Holt", born=making.NOW.date().replace(year=2012))
        person = Person.objects.get(pk=made["person"].partition(":")[2])
        assert Person.objects.filter(reference=person.reference).count() == 1


def _dozen(moulds: list[Mould]) -> list[Plan]:
    """Two lives of each mould, where there are so many; those that are over first, for nothing of them is due when the others are lived."""
    taken: Counter[int] = Counter()
    found = []
    for one in scale.plan(moulds, PEOPLE):
        most = 1 if moulds[one.mould].open or moulds[one.mould].kind.startswith("missing") else 2
        if taken[one.mould] < most:
            taken[one.mould] += 1
            found.append(one)
    return sorted(found, key=lambda one: moulds[one.mould].open)


def test_a_life_that_was_cast_is_the_life_as_lived(worlds: Worlds) -> None:
    dozen = _dozen(worlds.moulds)
    assert len(dozen) >= 12
    with _on(worlds.lived), worlds.lived.connect() as connection:
        lived = [_lived(worlds.moulds[one.mould], one, connection) for one in dozen]
    for one, rows in zip(dozen, lived, strict=True):
        casts = Caster(worlds.moulds[one.mould]).cast(one, 1, Counter())
        mine = _comparable({table: [line for _, line in lines] for table, lines in casts.items()})
        if differences := list(_differences(mine, _comparable(rows))):
            pytest.fail("\n".join([f"{worlds.moulds[one.mould].kind} {one}", *differences]))


def test_the_database_gives_back_what_was_cast(worlds: Worlds) -> None:
    caster = Caster(worlds.moulds[0])
    one = next(one for one in scale.plan(worlds.moulds, PEOPLE, 7) if one.mould == 0)._replace(number=40_000)
    casts = caster.cast(one, 7, Counter({("PER", one.begins.year): 5_000, ("PLC", one.begins.year): 5_000}))
    with worlds.loaded.connect() as connection:
        place = mark(connection)
        for table, lines in casts.items():
            loading.copy(connection, table, [line for _, line in lines])
        connection.commit()
        assert _comparable(since(connection, place)) == _comparable({table: [line for _, line in lines] for table, lines in casts.items()})


def _lived(mould: Mould, one: Plan, connection: Any) -> dict[Table, list[str]]:
    spec = making.Spec(mould.kind, mould.seed, one.begins, making.NOW if mould.open else None)
    return making.live(spec, cast.of(one.number), connection, number=one.number)[0]


def _differences(cast_: dict[str, list[str]], lived: dict[str, list[str]]) -> Iterator[str]:
    for table in sorted({*cast_, *lived}):
        mine, theirs = Counter(cast_.get(table, ())), Counter(lived.get(table, ()))
        yield from (f"cast alone: {table}: {line}" for line in mine - theirs)
        yield from (f"lived alone: {table}: {line}" for line in theirs - mine)


_BYTES = re.compile(r"\\\\x((?:[0-9a-f]{2})+)")
_MADE = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{24})(?![0-9a-f])")
_SAID = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d")
"""A time in words: written down once, and never cast."""
_PRINTED = re.compile(r"\b([A-Z]{3}-\d{4})-\d{6}\b")


def _comparable(rows: dict[Table, list[str]]) -> dict[str, list[str]]:
    """Rows with each key as the moment that it begins with, without digests and the numbers of printed references, in an order of their own."""
    return {table.name: sorted(map(_plain, lines)) for table, lines in rows.items()}


def _plain(line: str) -> str:
    line = _BYTES.sub(lambda found: bytes.fromhex(found[1]).decode(), line)
    line = KEY.sub(lambda found: found[0][:13] if found[0][14] == "7" else "key", line)
    return _SAID.sub("then", _PRINTED.sub(r"\1", _MADE.sub("digest", line)))


