"""Files of a team's own logs, from the upload until they are taken in or thrown away; what was in them is kept no longer than that."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids

LOGS: Final = ("missing", "exploitation", "safeguarding")


class Upload(models.Model):
    """One file of one log."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    log = models.CharField(max_length=12, choices=[(k, k) for k in LOGS])
    name = models.CharField(max_length=120)
    content = models.TextField(blank=True)
    """Emptied when it is taken in or thrown away."""
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    """Which column of the file is what, by its heading."""
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    taken_at = models.DateTimeField(null=True)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["log", "-at"], name="upload_log"),)
        constraints = (
            models.CheckConstraint(name="upload_kept_no_longer_than_needed", condition=Q(taken_at=None, dropped_at=None) | Q(content="")),
            models.UniqueConstraint(name="upload_one_waits", fields=["log", "by"], condition=Q(taken_at=None, dropped_at=None)),
            models.CheckConstraint(name="upload_taken_or_dropped", condition=Q(taken_at=None) | Q(dropped_at=None)),
        )
