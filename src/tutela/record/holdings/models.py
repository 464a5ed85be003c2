"""What each source holds about whom: that it is held, how much, as at when. Never its content.

Whether a source answers is a row of its own, because "not available" is never "no hit".
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids


class SourceState(models.Model):
    """One source: whether it answers, when it was last heard, and what its silence about somebody means."""

    system = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=120)
    tells = models.CharField(max_length=8, choices=[("all", "all"), ("asked", "asked")], default="asked")
    """*all*: it tells us of everybody that it holds, so that silence means none; *asked*: only an answer means anything."""
    stale_after = models.DurationField(null=True)
    """Heard longer ago than this it counts as not available, whatever it last said of itself."""
    available = models.BooleanField(default=False)
    since = models.DateTimeField()
    """Since when it is or is not available."""
    why = models.CharField(max_length=200, blank=True)
    last_heard_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(name="source_available_was_heard", condition=Q(available=False) | Q(last_heard_at__isnull=False)),)


class Holding(models.Model):
    """What one source said that it holds of a kind about one person or place; nought is an answer too."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    system = models.ForeignKey(SourceState, on_delete=models.PROTECT, related_name="+", db_column="system")
    subject = models.CharField(max_length=120)
    area = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    sensitivity = models.CharField(max_length=12, choices=[(k, k) for k in ("none", "restricted", "confidential", "secret")], default="none")
    count = models.PositiveIntegerField()
    grading = models.CharField(max_length=20, blank=True)
    """How the source grades what it holds (intelligence: source and handling), never what it says."""
    as_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["subject", "system"], name="holding_subject"),)
        constraints = (models.UniqueConstraint(name="holding_once", fields=["system", "subject", "area", "kind"]),)
