"""Tables that only grow, and grow for ever: partitioned by month, closed against change. For the migrations of every part that has such.

``CreatePartitionedModel`` takes the place of ``CreateModel``; ``append_only`` follows it. A row of a month that has no partition yet goes to
the default one, so that nothing is ever refused for want of a partition. :func:`ensure` makes those to come; the app may call it, though it
owns no table, because the function in the database does one thing only and is its owner's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, RunSQL
from django.db.migrations.state import ProjectState

from tutela.foundations.kit import clock

AHEAD: Final = 3
"""Months for which a partition is made beforehand."""


class CreatePartitionedModel(CreateModel):
    """Create a model's table partitioned by month of one column. The database's key is (id, that column); Django's is the id.

    Nothing can have a foreign key to such a table: other parts name its rows by soft reference. Unique constraints must hold the column.
    """

    def __init__(self, name: str, fields: list[tuple[str, Any]], by: str = "", **more: Any) -> None:
        super().__init__(name, fields, **more)
        self.by = by

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState,  # noqa: ARG002  Django's own signature
    ) -> None:
        """Create the table, its default partition, and its indexes on both."""
        model = to_state.apps.get_model(app_label, self.name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        made, parameters = schema_editor.table_sql(model)
        schema_editor.execute(_partitioned(made, model, self.by), parameters or None)
        schema_editor.execute(f'CREATE TABLE "{model._meta.db_table}_default" PARTITION OF "{model._meta.db_table}" DEFAULT')
        schema_editor.deferred_sql.extend(schema_editor._model_indexes_sql(model))  # type: ignore[attr-defined]

    def describe(self) -> str:
        """What Django prints."""
        return f"Create model {self.name}, partitioned by month of {self.by}"


def _partitioned(made: str, model: type[models.Model], by: str) -> str:
    key = model._meta.get_field("id").column  # type: ignore[union-attr]
    column = model._meta.get_field(by).column  # type: ignore[union-attr]
    head, parted, tail = made.partition(" PRIMARY KEY")
    if not parted or not tail.endswith(")"):
        raise ValueError(f"{made!r} is not the statement that was expected of Django")
    return f'{head}{tail[:-1]}, PRIMARY KEY ("{key}", "{column}")) PARTITION BY RANGE ("{column}")'


FUNCTIONS: Final = """
CREATE FUNCTION tutela_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: no % of its rows', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- Partitions of one table, from the month of a moment on. It waits two seconds for its lock and no longer, since whoever comes after it waits
-- too (a backup holds every table for minutes): months ahead are made daily, so that another day does. Each gets the trigger against
-- TRUNCATE, which partitions do not inherit.
CREATE FUNCTION tutela_ensure_partitions(parent text, since timestamptz, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
    month timestamptz := date_trunc('month', since);
    made integer := 0;
    part text;
    here boolean;
    closed boolean;
    by_column text;
BEGIN
    IF months NOT BETWEEN 0 AND 120 THEN
        RAISE EXCEPTION 'months must be from 0 to 120' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT a.attname INTO by_column FROM pg_partitioned_table p
        JOIN pg_class c ON c.oid = p.partrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname = parent AND p.partstrat = 'r' AND p.partnatts = 1;
    IF by_column IS NULL THEN
        RAISE EXCEPTION '% is not partitioned by month', parent USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('tutela.partitions'));
    closed := EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = format('public.%I', parent)::regclass AND tgname = parent || '_no_truncate');
    FOR n IN 0..months LOOP
        part := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
        IF to_regclass(format('public.%I', part)) IS NULL THEN
            -- what fell into the default partition stays there: rows are never moved
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE %I >= $1 AND %I < $2)', parent || '_default', by_column, by_column)
                INTO here USING month, month + interval '1 month';
            IF NOT here THEN
                EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', part, parent, month, month + interval '1 month');
                IF closed THEN
                    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON public.%I EXECUTE FUNCTION public.tutela_append_only()', part || '_no_truncate', part);
                END IF;
                made := made + 1;
            END IF;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;
"""
NO_FUNCTIONS: Final = "DROP FUNCTION tutela_ensure_partitions(text, timestamptz, integer); DROP FUNCTION tutela_append_only();"


def append_only(table: str, *, change_refused_by: str | None = "tutela_append_only") -> RunSQL:
    """A migration's step: triggers that refuse to update, delete or empty the table, whoever asks.

    :param change_refused_by: another trigger function for UPDATE and DELETE, which lets one thing through; ``None``: none for them
    """
    rows = f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {change_refused_by}();'
    forward = f"""
        {rows if change_refused_by else ""}
        CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION tutela_append_only();
        DO $$ BEGIN
            IF to_regclass('"{table}_default"') IS NOT NULL THEN
                EXECUTE 'CREATE TRIGGER "{table}_default_no_truncate" BEFORE TRUNCATE ON "{table}_default" EXECUTE FUNCTION tutela_append_only()';
            END IF;
        END $$;
    """
    return RunSQL(forward, f'DROP TRIGGER IF EXISTS "{table}_append_only" ON "{table}"; DROP TRIGGER "{table}_no_truncate" ON "{table}";')


def first_partitions(table: str, *, months_back: int = 1) -> RunSQL:
    """A migration's step: the partitions of last month, this month and those to come, by the database's own clock."""
    since = f"(pg_catalog.now() - interval '{months_back} months')"
    return RunSQL(f"SELECT tutela_ensure_partitions('{table}', {since}, {months_back + AHEAD})", RunSQL.noop)


def partitioned_tables() -> tuple[str, ...]:
    """Every table of the product that is partitioned."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
               WHERE c.relnamespace = 'public'::regnamespace AND p.partstrat = 'r' ORDER BY 1"""
        )
        return tuple(row[0] for row in cursor.fetchall())


def ensure(months_ahead: int = AHEAD, *, since: datetime | None = None, tables: Iterable[str] | None = None) -> int:
    """Make the partitions from the month of a moment (now) to so many months after it, of every partitioned table or these.

    A month of which rows lie in the default partition already keeps them there.

    :returns: how many were made
    """
    made = 0
    for table in partitioned_tables() if tables is None else tables:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT tutela_ensure_partitions(%s, %s, %s)", [table, since or clock.wall(), months_ahead])
            made += int(cursor.fetchone()[0])
    return made
