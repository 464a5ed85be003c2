"""The chain: sealed behind the acts without a gap, and verified so that what was done to it is named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.database import Clone
from tests.foundations.audit.world import line, written
from tutela.foundations import audit
from tutela.foundations.audit import queries, redaction, sealing, verify
from tutela.foundations.audit.lines import COLUMNS, digest_of
from tutela.foundations.audit.models import AuditLine, AuditPayload, Head, Redaction, Seal, Waiting
from tutela.foundations.kit import clock, ids


def problems() -> set[tuple[str, str]]:
    return {(p.what, p.of) for p in verify.verify().problems}


@pytest.mark.django_db
def test_an_empty_audit_is_whole() -> None:
    assert sealing.seal() == 0
    verdict = verify.verify()
    assert (verdict.ok, verdict.sound, verdict.seals, verdict.lines, verdict.root) == (True, True, 0, 0, sealing.FIRST)


@pytest.mark.requirement("XX-006", part="duty")
@pytest.mark.django_db
def test_lines_are_sealed_in_batches_that_follow_one_another() -> None:
    keys = written(7)
    assert [sealing.seal(3), sealing.seal(3), sealing.seal(3), sealing.seal(3)] == [3, 3, 1, 0]
    links = list(Seal.objects.order_by("seq"))
    assert [link.seq for link in links] == [1, 2, 3]
    assert [link.previous for link in links] == [sealing.FIRST, links[0].root, links[1].root]
    assert sorted(key for link in links for key in link.lines) == sorted(keys)
    written(2)
    verdict = verify.verify()
    assert (verdict.ok, verdict.seals, verdict.lines, verdict.unsealed, verdict.root) == (True, 3, 9, 2, links[2].root)
    last = queries.last_seal()
    assert last is not None
    assert last[:2] == (3, links[2].root)


@pytest.mark.django_db
def test_sealing_costs_as_many_queries_for_a_thousand_lines_as_for_one(django_assert_num_queries: Any) -> None:
    for count in (1, 1000):
        written(count)
        with django_assert_num_queries(7):
            assert sealing.seal() == count


@pytest.mark.requirement("XX-006", part="duty")
def test_four_seal_and_four_write_at_once_without_a_gap(database_clone: Clone) -> None:
    def write() -> int:
        for _ in range(30):
            with transaction.atomic():
                written(4)
        return 120

    def seal() -> int:
        return sum(sealing.seal(17) for _ in range(25))

    done = database_clone.together(write, seal, write, seal, write, seal, write, seal)
    assert [d for d in done if isinstance(d, Exception)] == []
    sealing.seal_all(50)
    seqs = list(Seal.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    verdict = verify.verify()
    assert (verdict.problems, verdict.lines, verdict.unsealed) == ((), 480, 0)


def test_a_line_of_an_act_that_is_still_open_is_in_a_later_seal(database_clone: Clone) -> None:
    with database_clone.connect("tutela_app") as slow:
        early = ids.new()
        values = [early, clock.wall() - timedelta(hours=1), None, "o:1", "", "", "", "", "", "", "operation", "slow", ["p:1"], "", "", "", ""]
        places = ", ".join(["%s"] * (len(COLUMNS) + 1))
        slow.execute(f"INSERT INTO audit_auditline ({', '.join(COLUMNS)}, digest) VALUES ({places})", [*values, digest_of(values)])
        slow.execute("INSERT INTO audit_waiting (line, at) VALUES (%s, %s)", values[:2])
        written(3)
        assert sealing.seal_all() == 3
        assert verify.verify().ok
        slow.commit()
    assert sealing.seal_all() == 1
    assert Seal.objects.get(seq=2).lines == [early]
    assert verify.verify().ok


def tampered(clone: Clone, *statements: tuple[str, list[Any]]) -> None:
    """As the database's superuser, past every trigger."""
    with clone.connect("postgres") as db:
        db.execute("SET session_replication_role = replica")
        for statement, parameters in statements:
            db.execute(statement, parameters)


def alter(column: str, value: Any) -> Callable[[Clone, list[UUID]], set[tuple[str, str]]]:
    def do(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
        tampered(clone, (f"UPDATE audit_auditline SET {column} = %s WHERE id = %s", [value, keys[4]]))
        return {("altered", f"line {keys[4]}")}

    return do


def alter_with_its_digest(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    row = AuditLine.objects.get(pk=keys[4])
    values = ["another reason" if name == "reason" else getattr(row, name) for name in COLUMNS]
    tampered(clone, ("UPDATE audit_auditline SET reason = 'another reason', digest = %s WHERE id = %s", [digest_of(values), keys[4]]))
    return {("altered", f"line {keys[4]}")}


def alter_with_digest_and_seal(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    alter_with_its_digest(clone, keys)
    link = Seal.objects.get(lines__contains=[keys[4]])
    n = link.lines.index(keys[4]) + 1
    tampered(clone, (f"UPDATE audit_seal SET digests[{n}] = (SELECT digest FROM audit_auditline WHERE id = %s) WHERE seq = %s", [keys[4], link.seq]))
    return {("link altered or its lines reordered", f"seal {link.seq}")}


def alter_the_values(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    tampered(clone, ("UPDATE audit_auditpayload SET content = replace(content, 'high', 'none') WHERE id = %s", [keys[4]]))
    return {("values altered", f"line {keys[4]}")}


def delete_the_values(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    tampered(clone, ("DELETE FROM audit_auditpayload WHERE id = %s", [keys[4]]))
    return {("values deleted", f"line {keys[4]}")}


def take_the_values_out_alone(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    tampered(clone, ("UPDATE audit_auditpayload SET content = NULL WHERE id = %s", [keys[4]]))
    return {("values taken out without two people", f"line {keys[4]}")}


def delete(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    tampered(clone, ("DELETE FROM audit_auditline WHERE id = %s", [keys[4]]), ("DELETE FROM audit_auditpayload WHERE id = %s", [keys[4]]))
    return {("deleted", f"line {keys[4]}")}


def delete_what_waits(clone: Clone, _: list[UUID]) -> set[tuple[str, str]]:
    key = audit.write(line())
    tampered(clone, ("DELETE FROM audit_auditline WHERE id = %s", [key]))
    return {("deleted before it was sealed", f"line {key}")}


def alter_what_waits(clone: Clone, _: list[UUID]) -> set[tuple[str, str]]:
    key = audit.write(line())
    tampered(clone, ("UPDATE audit_auditline SET officer = 'o:9' WHERE id = %s", [key]))
    return {("altered", f"line {key}")}


def insert(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    row = AuditLine.objects.get(pk=keys[4])
    new = ids.new()
    values = [new if name == "id" else getattr(row, name) for name in COLUMNS]
    places = ", ".join(["%s"] * (len(COLUMNS) + 1))
    tampered(clone, (f"INSERT INTO audit_auditline ({', '.join(COLUMNS)}, digest) VALUES ({places})", [*values, digest_of(values)]))
    return {("inserted", f"line {new}")}


def insert_again(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    columns = ", ".join((*COLUMNS, "digest"))
    later = columns.replace(", at,", ", at + interval '5 years',", 1)
    tampered(clone, (f"INSERT INTO audit_auditline ({columns}) SELECT {later} FROM audit_auditline WHERE id = %s", [keys[4]]))
    return {("doubled", f"line {keys[4]}")}


def swap_two(clone: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    a, b = (AuditLine.objects.get(pk=key).at for key in (keys[1], keys[2]))
    move = "UPDATE audit_auditline SET at = %s WHERE id = %s"
    tampered(clone, (move, [b, keys[1]]), (move, [a, keys[2]]))
    return {("altered", f"line {keys[1]}"), ("altered", f"line {keys[2]}")} if a != b else set()


def reorder_in_the_seal(clone: Clone, _: list[UUID]) -> set[tuple[str, str]]:
    link = Seal.objects.get(seq=2)
    order = "UPDATE audit_seal SET lines = %s, digests = %s WHERE seq = 2"
    tampered(clone, (order, [link.lines[::-1], link.digests[::-1]]))
    return {("link altered or its lines reordered", "seal 2")}


def delete_a_seal(clone: Clone, _: list[UUID]) -> set[tuple[str, str]]:
    link = Seal.objects.get(seq=2)
    tampered(clone, ("DELETE FROM audit_seal WHERE seq = 2", []))
    return {("link missing", "seal 2"), ("link does not follow the one before", "seal 3"), *(("inserted", f"line {key}") for key in link.lines)}


def delete_the_last_seal_and_its_lines(clone: Clone, _: list[UUID]) -> set[tuple[str, str]]:
    link = Seal.objects.get(seq=3)
    tampered(clone, *((f"DELETE FROM {table} WHERE id = ANY(%s)", [link.lines]) for table in ("audit_auditline", "audit_auditpayload")))
    tampered(clone, ("DELETE FROM audit_seal WHERE seq = 3", []))
    return {("link missing", "seal 3"), ("the chain does not end where it should", "seal 3")}


def seal_twice(_: Clone, keys: list[UUID]) -> set[tuple[str, str]]:
    row = AuditLine.objects.get(pk=keys[0])
    Waiting.objects.create(line=row.pk, at=row.at)
    sealing.seal_all()
    return {("sealed twice", f"line {keys[0]}")}


TAMPERING = [
    *(alter(column, value) for column, value in (
        ("reason", "It was noted"), ("officer", "o:9"), ("at", clock.wall() + timedelta(milliseconds=1)), ("business_at", clock.wall()), ("subjects", ["p:9"]),
        ("outcome", "refused"), ("payload_digest", "0" * 64), ("digest", "0" * 64), ("purpose", "another"), ("on_behalf", "o:9"),
    )),
    alter_with_its_digest, alter_with_digest_and_seal, alter_the_values, delete_the_values, take_the_values_out_alone, delete, delete_what_waits,
    alter_what_waits, insert, insert_again, swap_two, reorder_in_the_seal, delete_a_seal, delete_the_last_seal_and_its_lines, seal_twice,
]


@pytest.mark.requirement("XX-006", part="duty")
def test_each_kind_of_tampering_is_found_and_named(database_clone: Clone) -> None:
    missed = {}
    for tamper in TAMPERING:
        restart(database_clone)
        keys = [audit.write(line(new={"level": "high", "n": n})) for n in range(9)]
        assert [sealing.seal(3) for _ in range(3)] == [3, 3, 3]
        assert verify.verify().ok
        expected = tamper(database_clone, keys)
        connection.close()
        if not expected <= problems():
            missed[tamper.__name__] = (expected, problems())
    assert missed == {}


def restart(clone: Clone) -> None:
    tables = ("audit_auditline", "audit_auditpayload", "audit_waiting", "audit_seal", "audit_redaction")
    tampered(clone, *((f"DELETE FROM {table}", []) for table in tables), ("UPDATE audit_head SET seq = 0, root = %s", [sealing.FIRST]))


@pytest.mark.django_db
def test_a_chain_that_was_remade_as_a_whole_is_found_by_a_root_that_was_kept() -> None:
    written(2)
    sealing.seal()
    root = verify.verify().root
    assert verify.verify(expected={1: root}).ok
    assert {p.what for p in verify.verify(expected={1: "f" * 64, 2: root}).problems} == {"root is not the one that was kept", "link missing"}


@pytest.mark.django_db
def test_walking_from_a_later_link_reads_the_later_links_only() -> None:
    written(6)
    sealing.seal(2), sealing.seal(2), sealing.seal(2)
    verdict = verify.verify(3)
    assert (verdict.ok, verdict.seals, verdict.lines) == (True, 1, 2)


@pytest.mark.requirement("XX-006", part="duty")
@pytest.mark.django_db
def test_two_people_take_values_out_the_line_stays_and_the_chain_holds() -> None:
    key = written(1)[0]
    sealing.seal()
    proposal = redaction.propose(key, by="o:1", why="Another family's address")
    with pytest.raises(redaction.NotRedactable, match="proposed before"):
        redaction.propose(key, by="o:2", why="Again")
    with pytest.raises(redaction.NotRedactable, match="who proposes"):
        redaction.approve(proposal.pk, by="o:1")
    tombstone = redaction.approve(proposal.pk, by="o:2", role="superintendent@force")
    assert AuditPayload.objects.get(pk=key).content is None
    stone = AuditLine.objects.get(pk=tombstone)
    assert (stone.kind, stone.officer, stone.purpose, stone.outcome) == ("redaction", "o:2", str(key), AuditLine.objects.get(pk=key).payload_digest)
    assert [(found.redacted, found.old) for found in queries.trail("p:1") if found.id == key] == [(True, None)]
    sealing.seal()
    verdict = verify.verify()
    assert (verdict.ok, verdict.redacted) == (True, 1)
    with pytest.raises(redaction.NotRedactable, match="approved before"):
        redaction.approve(proposal.pk, by="o:3")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_redaction SET approved_by = proposed_by, approved_at = proposed_at, tombstone = id",
        "UPDATE audit_redaction SET approved_by = 'o:2'", "UPDATE audit_redaction SET why = 'another'", "DELETE FROM audit_redaction",
    ],
)
def test_the_database_itself_wants_two_people(statement: str) -> None:
    redaction.propose(written(1)[0], by="o:1", why="Another family's address")
    with pytest.raises((IntegrityError, ProgrammingError)), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_database_takes_nothing_out_before_a_tombstone_stands() -> None:
    key = written(1)[0]
    row = redaction.propose(key, by="o:1", why="Another family's address")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_redact(%s)", [key])
        assert cursor.fetchone() == (0,)
    Redaction.objects.filter(pk=row.pk).update(approved_at=clock.wall(), approved_by="o:2", tombstone=ids.new())
    with pytest.raises(IntegrityError, match="two people"), connection.cursor() as cursor:
        cursor.execute("SELECT audit_redact(%s)", [key])


def test_the_app_redacts_by_the_function_though_it_may_not_change_the_table(database_clone: Clone) -> None:
    with database_clone.connect("tutela_owner", autocommit=True) as owner:
        owner.execute("REVOKE UPDATE, DELETE, TRUNCATE ON audit_auditpayload FROM tutela_app")
    with transaction.atomic():
        redaction.approve(redaction.propose(written(1)[0], by="o:1", why="Another family's address").pk, by="o:2")
    assert verify.verify().redacted == 1


@pytest.mark.django_db
def test_what_has_no_values_is_not_redacted() -> None:
    for key in (ids.new(), audit.write(line())):
        with pytest.raises(redaction.NotRedactable, match="no values"):
            redaction.propose(key, by="o:1", why="x")


@pytest.mark.requirement("XX-006", part="duty")
def test_the_command_ends_with_an_error_where_the_audit_is_not_whole(database_clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    keys = written(3)
    sealing.seal()
    call_command("verify", root=[f"1:{Head.objects.get().root}"])
    assert "3 lines in 1 links, 0 not sealed yet" in capsys.readouterr().out
    tampered(database_clone, ("UPDATE audit_auditline SET reason = 'noted' WHERE id = %s", [keys[1]]))
    with pytest.raises(CommandError, match=re.escape("NOT whole: 1 problems")):
        call_command("verify")
    assert f"line {keys[1]}: altered" in capsys.readouterr().err
    done = subprocess.run(
        [sys.executable, "-m", "tutela.config.manage", "audit", "verify"], env=database_clone.environment(), capture_output=True, text=True, check=False,
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["problems"] == [{"what": "altered", "of": f"line {keys[1]}"}]
