"""Idempotency keys: what was done under each, and its answer."""

from __future__ import annotations

from django.db import models


class DoneKey(models.Model):
    """An operation's key, claimed in the operation's own transaction: the same key again gives the same answer."""

    key = models.CharField(max_length=200, primary_key=True)
    operation = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="donekey_at"),)


class Sequence(models.Model):
    """The last number given out under a name and year, for printed references."""

    name = models.CharField(max_length=20)
    year = models.IntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="sequence_name_year", fields=["name", "year"]),)
