"""Units, officers, roster, partners' people and policy changes, with the periods that may not overlap."""

import datetime

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import tutela.foundations.forces.ranges
import tutela.foundations.kit.ids

# Training and imported records exclude each other for ever: neither mark is ever taken back.
FOR_EVER = """
CREATE FUNCTION forces_deployment_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.training <> OLD.training OR (OLD.holds_imported AND NOT NEW.holds_imported) THEN
        RAISE EXCEPTION 'a database is for training, or not, for ever' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deployment_for_ever BEFORE UPDATE OR DELETE ON forces_deployment FOR EACH ROW EXECUTE FUNCTION forces_deployment_for_ever();
"""
NOT_FOR_EVER = "DROP TRIGGER deployment_for_ever ON forces_deployment; DROP FUNCTION forces_deployment_for_ever();"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "territory",
                    models.CharField(choices=[("england", "england"), ("wales", "wales"), ("england_and_wales", "england_and_wales")], max_length=40),
                ),
                ("training", models.BooleanField(default=False)),
                ("holds_imported", models.BooleanField(default=False)),
                ("clock_moved", models.DurationField(default=datetime.timedelta(0))),
                ("set_up_at", models.DateTimeField()),
                ("set_up_by", models.CharField(max_length=80)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="deployment_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(("training", True), ("holds_imported", True), _negated=True), name="deployment_training_holds_nothing_real"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("training", True), ("clock_moved", datetime.timedelta(0)), _connector="OR"),
                        name="deployment_moves_time_in_training_only",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("collar", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("person_ref", models.CharField(blank=True, max_length=80)),
                ("active", models.BooleanField(default=True)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=80)),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("person_ref", ""), _negated=True), fields=["person_ref"], name="officer_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("collar", ""), _negated=True)), name="officer_has_a_name"
                    ),
                    models.CheckConstraint(condition=models.Q(("added_by", ""), _negated=True), name="officer_added_by_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerPerson",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=40)),
                ("area", models.CharField(max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
            ],
            options={
                "indexes": [models.Index(fields=["role", "area"], name="partner_role_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"), name="partner_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("email", ""), _negated=True), models.Q(("telephone", ""), _negated=True), _connector="OR"),
                        name="partner_can_be_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("recorded_by", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                        name="partner_recorded_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyChange",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("parameter", models.CharField(max_length=120)),
                ("value", models.JSONField()),
                ("direction", models.CharField(choices=[("tighter", "tighter"), ("looser", "looser"), ("same", "same")], max_length=10)),
                ("reason", models.TextField()),
                ("cites", models.CharField(default="local", max_length=200)),
                ("valid_from", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.CharField(max_length=80)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("approved_at__isnull", False)), fields=["approved_at"], name="policy_approved")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason__regex", "\\S"), models.Q(("proposed_by", ""), _negated=True)), name="policy_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", "")),
                            models.Q(("approved_at__isnull", False), models.Q(("approved_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="policy_approved_by_somebody",
                    ),
                    models.CheckConstraint(condition=models.Q(("approved_by", models.F("proposed_by")), _negated=True), name="policy_author_is_not_approver"),
                    models.UniqueConstraint(
                        condition=models.Q(("approved_at__isnull", False)), fields=("parameter", "valid_from"), name="policy_one_value_from_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("area", models.CharField(max_length=40)),
                ("parent", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.unit")),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("rank", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.officer")),
                ("supervisor", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.officer")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.unit")),
            ],
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("leave", "leave"),
                            ("sick", "sick"),
                            ("training", "training"),
                            ("court", "court"),
                            ("restricted", "restricted"),
                            ("suspended", "suspended"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.officer")),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "since"], name="absence_officer_since")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"), name="absence_ends_after_it_begins"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[(tutela.foundations.forces.ranges.TsTzRange(models.F("since"), models.F("until")), "&&"), ("officer", "=")],
                        name="absence_one_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("recorded_by", ""), _negated=True), name="absence_recorded_by_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=40)),
                ("area", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("given_at", models.DateTimeField()),
                ("given_by", models.CharField(max_length=80)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.officer")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["officer", "since"], name="post_officer_since"),
                    models.Index(fields=["role", "area", "officer"], name="post_role_area"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"), name="post_ends_after_it_begins"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (tutela.foundations.forces.ranges.TsTzRange(models.F("since"), models.F("until")), "&&"),
                            ("officer", "="),
                            ("role", "="),
                            ("area", "="),
                        ],
                        name="post_held_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ended_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="post_ended_by_somebody",
                    ),
                    models.CheckConstraint(condition=models.Q(("given_by", ""), _negated=True), name="post_given_by_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=40)),
                ("area", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("rostered_at", models.DateTimeField()),
                ("rostered_by", models.CharField(max_length=80)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.officer")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["role", "area", "since", "until"], name="shift_role_area_period"),
                    models.Index(fields=["officer", "since"], name="shift_officer_since"),
                    models.Index(fields=["since", "until"], name="shift_period"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until__gt", models.F("since"))), name="shift_ends_after_it_begins"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (tutela.foundations.forces.ranges.TsTzRange(models.F("since"), models.F("until")), "&&"),
                            ("officer", "="),
                            ("role", "="),
                            ("area", "="),
                        ],
                        name="shift_once_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("rostered_by", ""), _negated=True), name="shift_rostered_by_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ("skill", models.CharField(max_length=40)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forces.officer")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["officer", "skill", "since"], name="skill_officer_skill"),
                    models.Index(condition=models.Q(("until__isnull", False)), fields=["until"], name="skill_until"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"), name="skill_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("recorded_by", ""), _negated=True), models.Q(("skill", ""), _negated=True)),
                        name="skill_recorded_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"), name="unit_is_not_its_own_parent"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["officer", "since"], name="posting_officer_since"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"), name="posting_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[(tutela.foundations.forces.ranges.TsTzRange(models.F("since"), models.F("until")), "&&"), ("officer", "=")],
                name="posting_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("supervisor", None), models.Q(("supervisor", models.F("officer")), _negated=True), _connector="OR"),
                name="posting_not_under_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(condition=models.Q(("recorded_by", ""), _negated=True), name="posting_recorded_by_somebody"),
        ),
        migrations.RunSQL(FOR_EVER, NOT_FOR_EVER),
    ]
