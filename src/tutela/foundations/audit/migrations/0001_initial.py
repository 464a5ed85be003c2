"""The audit: lines and values partitioned by month and closed against change, the queue, the chain, redaction by two people."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

import tutela.foundations.kit.ids
from tutela.foundations.audit.partitions import FUNCTIONS, NO_FUNCTIONS, CreatePartitionedModel, append_only, first_partitions

# Values go only where two people have agreed, whose line stands; a redaction goes one way only.
REDACTION = """
CREATE FUNCTION audit_payload_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.content IS NOT NULL AND NEW.content IS NULL AND (NEW.id, NEW.at) = (OLD.id, OLD.at) AND EXISTS (
        SELECT 1 FROM audit_redaction r JOIN audit_auditline t ON t.id = r.tombstone AND t.kind = 'redaction'
        WHERE r.line = OLD.id AND r.approved_by <> '' AND r.approved_by <> r.proposed_by
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'values of the audit are taken out by two people only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION audit_redaction_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.approved_at IS NULL AND (NEW.id, NEW.line, NEW.line_at, NEW.why, NEW.proposed_at, NEW.proposed_by)
        = (OLD.id, OLD.line, OLD.line_at, OLD.why, OLD.proposed_at, OLD.proposed_by) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a redaction is proposed once and approved once' USING ERRCODE = 'restrict_violation';
END $$;

-- The app may not change the table of values; it may call this, which does nothing where two people have not agreed.
CREATE FUNCTION audit_redact(wanted uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    done integer;
BEGIN
    UPDATE audit_auditpayload v SET content = NULL FROM audit_redaction r
        WHERE r.line = wanted AND r.approved_at IS NOT NULL AND v.id = r.line AND v.at = r.line_at AND v.content IS NOT NULL;
    GET DIAGNOSTICS done = ROW_COUNT;
    RETURN done;
END $$;
"""
NO_REDACTION = "DROP FUNCTION audit_redact(uuid); DROP FUNCTION audit_payload_kept(); DROP FUNCTION audit_redaction_kept();"
FIRST = "0" * 64  # the root before the first seal


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        CreatePartitionedModel(
            by="at",
            name="AuditPayload",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("content", models.TextField(null=True)),
            ],
        ),
        CreatePartitionedModel(
            by="at",
            name="AuditLine",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("business_at", models.DateTimeField(null=True)),
                ("officer", models.TextField()),
                ("on_behalf", models.TextField(blank=True)),
                ("role", models.TextField(blank=True)),
                ("session", models.TextField(blank=True)),
                ("device", models.TextField(blank=True)),
                ("request_id", models.TextField(blank=True)),
                ("operation_id", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("operation", "operation"),
                            ("refused", "refused"),
                            ("view", "view"),
                            ("sign_in", "sign_in"),
                            ("export", "export"),
                            ("break_glass", "break_glass"),
                            ("system", "system"),
                            ("redaction", "redaction"),
                        ],
                        max_length=12,
                    ),
                ),
                ("action", models.TextField()),
                ("subjects", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("purpose", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                ("payload_digest", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["subjects"], name="auditline_subjects"),
                    models.Index(fields=["officer", "at"], name="auditline_officer_at"),
                    models.Index(condition=models.Q(("operation_id", ""), _negated=True), fields=["operation_id"], name="auditline_operation"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("operation", "refused", "view", "sign_in", "export", "break_glass", "system", "redaction"))),
                        name="auditline_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("officer", ""), _negated=True), models.Q(("action", ""), _negated=True)), name="auditline_by_somebody"
                    ),
                    models.CheckConstraint(condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="auditline_digest_whole"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(default=0)),
                ("root", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="head_is_one")],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("line", models.UUIDField(unique=True)),
                ("line_at", models.DateTimeField()),
                ("why", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.CharField(max_length=80)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=80)),
                ("tombstone", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why__regex", "\\S"), models.Q(("proposed_by", ""), _negated=True)), name="redaction_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", ""), ("tombstone", None)),
                            models.Q(("approved_at__isnull", False), ("tombstone__isnull", False), models.Q(("approved_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="redaction_approved_whole",
                    ),
                    models.CheckConstraint(condition=models.Q(("approved_by", models.F("proposed_by")), _negated=True), name="redaction_by_two"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("count", models.IntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("lines", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("digests", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None)),
                ("previous", models.CharField(max_length=64)),
                ("root", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="seal_begins_at_one"),
                    models.CheckConstraint(
                        condition=models.Q(("count__gt", 0), ("digests__len", models.F("count")), ("lines__len", models.F("count"))),
                        name="seal_counts_its_lines",
                    ),
                    models.CheckConstraint(condition=models.Q(("root__regex", "^[0-9a-f]{64}$")), name="seal_root_whole"),
                    models.UniqueConstraint(fields=("previous",), name="seal_follows_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("line", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="auditwaiting_at")],
            },
        ),
        migrations.RunSQL(REDACTION, NO_REDACTION),
        append_only("audit_auditline"),
        append_only("audit_seal"),
        append_only("audit_auditpayload", change_refused_by="audit_payload_kept"),
        append_only("audit_redaction", change_refused_by="audit_redaction_kept"),
        first_partitions("audit_auditline"),
        first_partitions("audit_auditpayload"),
        migrations.RunSQL(f"INSERT INTO audit_head (id, seq, root) VALUES (1, 0, '{FIRST}')", migrations.RunSQL.noop),
    ]
