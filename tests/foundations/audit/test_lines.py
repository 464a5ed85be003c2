"""Lines: what they hold, that they only grow, where they lie."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from procrastinate.contrib.django import app

from tests.database import Clone
from tests.foundations.audit.world import line, written
from tutela.foundations import audit
from tutela.foundations.audit import partitions, queries
from tutela.foundations.audit.changes import changes_since
from tutela.foundations.audit.lines import COLUMNS, digest_of
from tutela.foundations.audit.models import AuditLine, AuditPayload, Waiting
from tutela.foundations.kit import clock


def sql(statement: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.django_db
def test_a_line_comes_back_as_it_was_written() -> None:
    at = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)
    key = audit.write(line(
        at=at, business_at=at - timedelta(hours=1), on_behalf="o:2", role="fim@contact", session="s", device="a phone", request_id="r", operation_id="op",
        purpose="To find her", outcome="done", old={"level": "low"}, new={"level": "high", "when": at},
    ))
    (found,) = queries.trail("e:1")
    assert (found.id, found.at, found.business_at, found.officer, found.on_behalf) == (key, at, at - timedelta(hours=1), "o:1", "o:2")
    assert (found.role, found.device, found.purpose, found.reason, found.subjects) == (
        "fim@contact", "a phone", "To find her", "Reported by the home", ("p:1", "e:1"),
    )
    assert found.old == {"level": "low"}
    assert found.new == {"level": "high", "when": "2026-10-25T01:30:00.123456Z"}
    assert [found.id for found in queries.of_operation("op")] == [key]


@pytest.mark.django_db
def test_the_digest_covers_every_column_and_the_values() -> None:
    key = audit.write(line(new={"a": 1}))
    row = AuditLine.objects.get(pk=key)
    values = [getattr(row, name) for name in COLUMNS]
    assert digest_of(values) == row.digest
    for n in range(len(COLUMNS)):
        assert digest_of([*values[:n], "another", *values[n + 1:]]) != row.digest
    assert json.loads(AuditPayload.objects.get(pk=key).content or "") == {"old": {}, "new": {"a": 1}}


@pytest.mark.django_db
def test_no_text_that_is_sent_makes_an_act_fail() -> None:
    audit.write(line(reason="zero\x00 and a lone \ud83d half", new={"words": "zero\x00 \ud83d", 5: "five", "long": "x" * 100_000}, action="a" * 5000))
    (found,) = queries.trail("p:1")
    assert found.reason == "zero and a lone ? half"
    assert found.new is not None
    assert found.new["words"] == "zero\x00 \ud83d"


@pytest.mark.django_db
def test_a_line_without_values_has_no_payload_and_of_nobody_says_so() -> None:
    key = audit.write(line(officer="", kind="sign_in", action="sign-in", outcome="wrong password", subjects=()))
    row = AuditLine.objects.get(pk=key)
    assert (row.officer, row.payload_digest) == ("nobody", "")
    assert not AuditPayload.objects.exists()


@pytest.mark.django_db
def test_writing_is_one_statement_however_many_lines(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        written(50)
    assert (AuditLine.objects.count(), AuditPayload.objects.count(), Waiting.objects.count()) == (50, 50, 50)
    assert audit.write_many([]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["", "gossip"])
def test_a_kind_that_is_not_known_is_refused_by_the_database(kind: str) -> None:
    with pytest.raises(IntegrityError, match="auditline_kind_known"):
        audit.write(line(kind=kind))


@pytest.mark.django_db
def test_a_line_and_what_it_tells_of_are_both_there_or_neither() -> None:
    def act() -> None:
        with transaction.atomic():
            written(1)
            raise LookupError("the act fails")

    with pytest.raises(LookupError):
        act()
    assert not AuditLine.objects.exists()
    assert not Waiting.objects.exists()


TABLES = ("audit_auditline", "audit_seal", "audit_auditpayload", "audit_redaction", "audit_auditline_default", "audit_auditpayload_default")


@pytest.mark.parametrize("role", ["tutela_app", "tutela_worker", "tutela_owner", "postgres"])
def test_nobody_changes_deletes_or_empties_whatever_their_role(database_clone: Clone, role: str) -> None:
    written(2)
    with database_clone.connect(role, autocommit=True) as db:
        for statement in (
            "UPDATE audit_auditline SET officer = 'o:9'", "DELETE FROM audit_auditline", "UPDATE audit_auditpayload SET content = NULL",
            "UPDATE audit_auditpayload SET content = 'x'", "DELETE FROM audit_auditpayload", *(f"TRUNCATE {table}" for table in TABLES),
        ):
            with pytest.raises(Exception, match=r"only grows|two people only|permission denied"):
                db.execute(statement)
        months = [] if role in {"tutela_app", "tutela_worker"} else db.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_auditline'::regclass"
        ).fetchall()
        for (month,) in months:
            for statement in (f"TRUNCATE {month}", f"DELETE FROM {month}"):
                if db.execute(f"SELECT count(*) FROM {month}").fetchone() != (0,) or "TRUNCATE" in statement:
                    with pytest.raises(Exception, match="only grows"):
                        db.execute(statement)
    assert len(queries.trail("p:1")) == 2


@pytest.mark.django_db
def test_a_line_lies_in_its_month_and_one_of_no_month_in_the_default() -> None:
    now = clock.wall()
    audit.write(line(at=now))
    audit.write(line(at=datetime(1999, 12, 31, 23, 59, tzinfo=UTC)))
    places = dict(sql("SELECT at, tableoid::regclass::text FROM audit_auditline"))
    assert places[now] == f"audit_auditline_{now:%Y_%m}"
    assert queries.in_default_partition() == 1


@pytest.mark.django_db
def test_partitions_are_made_ahead_by_the_app_once_and_each_refuses_to_be_emptied() -> None:
    since = datetime(2031, 11, 15, tzinfo=UTC)
    assert partitions.ensure(2, since=since, tables=["audit_auditline"]) == 3
    assert partitions.ensure(2, since=since, tables=["audit_auditline"]) == 0
    for month in ("2031_11", "2031_12", "2032_01"):
        assert sql("SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE '%%no_truncate'", [f"audit_auditline_{month}"]) == [(1,)]
    audit.write(line(at=datetime(2031, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)))
    assert sql("SELECT count(*) FROM audit_auditline WHERE tableoid = 'audit_auditline_2031_12'::regclass") == [(1,)]


@pytest.mark.django_db
def test_a_month_that_fell_into_the_default_stays_there_and_nothing_fails() -> None:
    audit.write(line(at=datetime(2033, 2, 3, tzinfo=UTC)))
    assert partitions.ensure(1, since=datetime(2033, 2, 1, tzinfo=UTC), tables=["audit_auditline"]) == 1
    assert queries.in_default_partition() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["forces_officer", "nothing; DROP TABLE audit_seal", "pg_class"])
def test_partitions_are_made_of_partitioned_tables_only(table: str) -> None:
    with pytest.raises(DatabaseError, match="is not partitioned by month"):
        partitions.ensure(1, tables=[table])


@pytest.mark.django_db
def test_every_partitioned_table_of_the_house_has_this_month_and_the_next() -> None:
    partitions.ensure()
    now = clock.wall()
    for table in partitions.partitioned_tables():
        assert sql("SELECT to_regclass(%s) IS NOT NULL", [f"{table}_{now:%Y_%m}"]) == [(True,)], table
        assert sql("SELECT to_regclass(%s) IS NOT NULL", [f"{table}_default"]) == [(True,)], table


@pytest.mark.django_db
def test_a_trail_is_paged_without_gap_or_repeat() -> None:
    at = clock.wall()
    keys = [*written(3, at=at), *written(2, at=at - timedelta(days=40)), *written(2, at=at - timedelta(seconds=1))]
    audit.write(line(subjects=("p:2",)))
    found: list[queries.TrailLine] = []
    after = None
    while page := queries.trail("p:1", after, 2):
        found += page
        after = page[-1].cursor
    assert sorted(f.id for f in found) == sorted(keys)
    assert [f.cursor for f in found] == sorted((f.cursor for f in found), reverse=True)
    assert len(queries.by_officer("o:1", limit=100)) == 8


@pytest.mark.django_db
def test_a_trail_costs_two_queries(django_assert_num_queries: Any) -> None:
    written(30)
    with django_assert_num_queries(2):
        assert len(queries.trail("p:1", limit=30)) == 30


@pytest.mark.django_db
def test_a_look_is_one_line_for_all_that_was_shown(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):  # the read-only question, the savepoint's two, the line
        audit.seen("o:1", ["p:1", "p:2", "p:1", ""], "To find her", "profile.person", "req-1", role="fim@contact", device="a phone")
    audit.seen("o:1", [], "", "empty list")
    (found,) = queries.views_of("p:2")
    assert (found.kind, found.action, found.subjects, found.purpose, found.request_id) == ("view", "profile.person", ("p:1", "p:2"), "To find her", "req-1")
    assert queries.trail("p:2", kinds=("operation",)) == ()


@pytest.mark.usefixtures("database_clone")
def test_a_look_in_a_reading_transaction_is_written_when_that_ends() -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        audit.seen("o:1", ["p:1"], "", "profile.person")
        assert queries.views_of("p:1") == ()
    assert len(queries.views_of("p:1")) == 1


@pytest.mark.django_db
def test_what_waits_for_its_seal_is_counted_with_its_age() -> None:
    assert queries.unsealed() == {"unsealed": 0, "unsealed_age": timedelta()}
    written(2, at=clock.wall() - timedelta(minutes=3))
    found = queries.unsealed()
    assert found["unsealed"] == 2
    assert timedelta(minutes=3) <= found["unsealed_age"] < timedelta(minutes=4)  # type: ignore[operator]  # this part of it is an age


@pytest.mark.django_db
def test_what_changed_since_a_version_is_read_from_the_audit() -> None:
    for version, level in ((2, "medium"), (3, "high")):
        audit.write(line(old={"e:1": {"level": "low"}}, new={"e:1": {"level": level, "version": version}, "result": {"episode": "e:1"}}))
    assert [(c.field, c.new, c.by) for c in changes_since("e:1", 2)] == [("level", "high", "o:1")]
    assert len(changes_since("e:1", 1)) == 2
    assert changes_since("e:1", 3) == []


def test_sealing_partitions_and_the_outbox_run_by_the_clock() -> None:
    periodic = {task.name: entry.cron for (task_name, _), entry in app.periodic_registry.periodic_tasks.items() for task in [app.tasks[task_name]]}
    assert (periodic["audit.seal"], periodic["post.due"]) == ("* * * * * */10", "* * * * * */20")
    assert "audit.partitions" in periodic
