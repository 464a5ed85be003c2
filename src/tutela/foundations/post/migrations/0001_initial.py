"""Messages and what became of each."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import tutela.foundations.kit.ids
from tutela.foundations.audit.partitions import append_only

CONTENT_KEPT = """
CREATE FUNCTION post_message_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.channel, NEW.to_address, NEW.to_person, NEW.subject, NEW.body, NEW.about, NEW.queued_at)
        = (OLD.id, OLD.channel, OLD.to_address, OLD.to_person, OLD.subject, OLD.body, OLD.about, OLD.queued_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was written to somebody stays as it was written' USING ERRCODE = 'restrict_violation';
END $$;
"""
NO_CONTENT_KEPT = "DROP FUNCTION post_message_kept();"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("channel", models.CharField(choices=[("smtp", "smtp"), ("webhook", "webhook")], max_length=8)),
                ("to_address", models.TextField()),
                ("to_person", models.CharField(blank=True, max_length=80)),
                ("subject", models.TextField(blank=True)),
                ("body", models.TextField()),
                ("about", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("once", models.CharField(max_length=200, null=True, unique=True)),
                ("queued_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("provider_ref", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("next_try_at__isnull", False)), fields=["next_try_at"], name="message_next_try"),
                    models.Index(condition=models.Q(("delivered_at", None), ("sent_at__isnull", False)), fields=["sent_at"], name="message_undelivered"),
                    models.Index(condition=models.Q(("failed_at__isnull", False)), fields=["failed_at"], name="message_failed"),
                    models.Index(fields=["to_person", "queued_at"], name="message_to_person"),
                    django.contrib.postgres.indexes.GinIndex(fields=["about"], name="message_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("to_address", ""), _negated=True), models.Q(("body", ""), _negated=True)), name="message_has_address"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delivered_at", None), ("sent_at__isnull", False), _connector="OR"), name="message_delivered_was_sent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("failed_at", None), ("delivered_at", None), _connector="OR"), name="message_failed_was_not_delivered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at", None), ("next_try_at__isnull", False), ("sent_at", None)),
                            models.Q(("next_try_at", None), models.Q(("sent_at__isnull", False), ("failed_at__isnull", False), _connector="OR")),
                            _connector="OR",
                        ),
                        name="message_waits_or_is_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageEvent",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("tried", "tried"),
                            ("sent", "sent"),
                            ("delivered", "delivered"),
                            ("failed", "failed"),
                            ("again", "again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.TextField(blank=True)),
                ("message", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="post.message")),
            ],
            options={
                "indexes": [models.Index(fields=["message", "at"], name="messageevent_message")],
            },
        ),
        migrations.RunSQL(CONTENT_KEPT, NO_CONTENT_KEPT),
        append_only("post_message", change_refused_by="post_message_kept"),
        append_only("post_messageevent"),
    ]
