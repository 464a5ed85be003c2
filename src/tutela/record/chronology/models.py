"""Facts as they came, append-only: occurred, known, recorded; corrected by a later fact, never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.foundations.kit import ids


class Entry(models.Model):
    """One fact. The table is partitioned by the month in which it was recorded; triggers refuse any change."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    recorded_at = models.DateTimeField()
    fact = models.CharField(max_length=120)
    """The fact's own id."""
    type = models.CharField(max_length=60)
    occurred_from = models.DateTimeField()
    occurred_to = models.DateTimeField()
    entered_at = models.DateTimeField()
    """The machine's own time, never moved."""
    known_force = models.DateTimeField(null=True)
    known_owner = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    unit = models.CharField(max_length=40, blank=True)
    system = models.CharField(max_length=40, blank=True)
    source_ref = models.CharField(max_length=120, blank=True)
    supersedes = models.CharField(max_length=120, blank=True)
    sensitivity = models.CharField(max_length=12, default="none")
    noticed = models.BooleanField(default=False)
    """Worked out by a finder from other facts, and recorded that it was noticed."""
    operation = models.UUIDField(null=True)
    about = ArrayField(models.CharField(max_length=120))
    line = models.BinaryField()
    """The fact as form version 1 writes it, with references of this system."""

    class Meta:
        indexes = (
            models.Index(fields=["fact"], name="entry_fact"),
            models.Index(fields=["supersedes"], name="entry_supersedes", condition=~models.Q(supersedes="")),
            models.Index(fields=["unit", "recorded_at"], name="entry_unit"),
            models.Index(
                fields=["recorded_at", "id"], name="entry_refused", condition=models.Q(type__in=("attempts.LoweringRefused", "attempts.ClosingRefused")),
            ),
            models.Index(fields=["recorded_at", "id"], name="entry_deferral_refused", condition=models.Q(type="attempts.DeferralRefused")),
        )


class EntryAbout(models.Model):
    """Under which subject a fact stands: what is read when a subject is judged or shown."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    recorded_at = models.DateTimeField()
    family = models.CharField(max_length=20)
    ref = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    part = models.CharField(max_length=40, blank=True, db_column="as")
    entry = models.UUIDField()
    type = models.CharField(max_length=60)
    occurred_from = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["ref", "occurred_from", "entry"], name="about_ref_occurred"),
            models.Index(fields=["entry"], name="about_entry"),
            models.Index(fields=["occurred_from"], name="about_there", condition=models.Q(part__in=("was_at", "was_with", "was_in", "used"))),
        )


class FactKey(models.Model):
    """One row a fact id, over all partitions: a fact that comes again is there already."""

    fact = models.CharField(max_length=120, primary_key=True)
    entry = models.UUIDField()
    recorded_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """Of what it says: the same id with other content is a conflict that is shown."""


class Pulled(models.Model):
    """Challenges, complaints and inspection notices: entries made after one about their subject are marked so."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    ref = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ("challenge", "complaint", "inspection")])
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    words = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["ref", "at"], name="pulled_ref"),)
