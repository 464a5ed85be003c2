"""The management pack of a morning as it was known then, line by line; which meeting talked about what; where the printed lists are."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids


class Pack(models.Model):
    """The pack of one morning. It is never written again: what became known later is in the live one."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    day = models.DateField(unique=True)
    """The local day of the meeting."""
    since = models.DateTimeField()
    """From when on the night is reckoned."""
    as_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(name="pack_night_before_morning", condition=Q(since__lt=models.F("as_at"))),)


class PackLine(models.Model):
    """One line: of which records it tells (what restricts it), and what was known. Names are not kept: each reader is shown those that they may know."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    area = models.CharField(max_length=120)
    gap = models.BooleanField(default=False)
    """Was it for want of officers?"""
    refs = ArrayField(models.CharField(max_length=120))
    said = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(name="packline_once", fields=["pack", "section", "number"]),)


class Discussion(models.Model):
    """Which meeting of a day talked about which search or incident; empty: the meeting as a whole.

    Each child has its own, so that whoever reads one child's learns nothing of another's.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    day = models.DateField()
    about = models.CharField(max_length=120, blank=True)
    meeting = models.CharField(max_length=120, unique=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="discussion_once", fields=["day", "about"]),)


class Printed(models.Model):
    """That the list for a day without the system was put by, where; or that it could not be, and why. A line each hour."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    at = models.DateTimeField()
    where = models.CharField(max_length=400)
    lines = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=["-at"], name="printed_at"),)
