"""What is kept about reviews for coaching: which were read a second time and by whom, and what was talked about; and lists that people saved."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from tutela.foundations.kit import ids


class SecondReading(models.Model):
    """One review that was drawn by lot to be read by another, and what they thought of it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    review = models.UUIDField(unique=True)
    subject = models.CharField(max_length=80)
    reviewer = models.CharField(max_length=80)
    lot = models.CharField(max_length=80, blank=True)
    """What was drawn together: what facts call it."""
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    agrees = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["asked_at", "id"], name="second_reading_asked"),
            models.Index(fields=["reviewer", "asked_at"], name="second_reading_reviewer"),
        )
        constraints = (
            models.CheckConstraint(name="second_reading_by_another", condition=~Q(read_by=F("reviewer"))),
            models.CheckConstraint(
                name="second_reading_read_whole",
                condition=Q(read_at=None, read_by="", agrees=None) | (Q(read_at__isnull=False, agrees__isnull=False) & ~Q(read_by="") & ~Q(words="")),
            ),
        )


class CoachingNote(models.Model):
    """What was talked about with a reviewer. It is theirs and their superiors', and no mark follows from it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.CharField(max_length=80)
    words = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["officer", "at"], name="coaching_officer"),)
        constraints = (models.CheckConstraint(name="coaching_says_something", condition=~Q(words="") & ~Q(officer=F("by"))),)


class SavedView(models.Model):
    """A list with its filters, under a name: what somebody kept in a spreadsheet before. Of the last so many days, whenever it is opened."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    name = models.CharField(max_length=80)
    measure = models.CharField(max_length=40)
    which = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    shift = models.CharField(max_length=10, blank=True)
    person = models.CharField(max_length=80, blank=True)
    days = models.PositiveSmallIntegerField()
    shared = models.CharField(max_length=60, blank=True)
    """The area whose officers see it too; empty: its owner alone."""
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["by", "name"], condition=Q(ended_at=None), name="saved_view_mine"),
            models.Index(fields=["shared", "name"], condition=Q(ended_at=None) & ~Q(shared=""), name="saved_view_shared"),
        )
        constraints = (
            models.CheckConstraint(name="saved_view_named", condition=~Q(name="") & ~Q(by="") & Q(days__gte=1)),
            models.CheckConstraint(
                name="saved_view_ended_by_somebody", condition=Q(ended_at=None, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
            ),
            models.UniqueConstraint(name="saved_view_once", fields=["by", "name"], condition=Q(ended_at=None)),
        )


class Export(models.Model):
    """One export, beside its line in the audit: what, how many records, when. Counted by month beside what people say that they keep outside."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    number = models.CharField(max_length=24, unique=True)
    what = models.CharField(max_length=80)
    records = models.PositiveIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="export_at"),)


KEPT_OUTSIDE: Final = ("nothing", "spreadsheet", "paper", "messages", "other_system")
"""What somebody may keep beside this product."""


class KeptOutside(models.Model):
    """What somebody says in a month that they still keep outside, and what this product would have to do so that they need not."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    month = models.DateField()
    """Its first day."""
    by = models.CharField(max_length=80)
    area = models.CharField(max_length=40, blank=True)
    """The area that they acted in."""
    kind = models.CharField(max_length=14, choices=[(k, k) for k in KEPT_OUTSIDE])
    what = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["month", "kind"], name="kept_outside_month"),)
        constraints = (
            models.UniqueConstraint(name="kept_outside_once_a_month", fields=["by", "month"]),
            models.CheckConstraint(name="kept_outside_says_what", condition=Q(kind="nothing", what="", needs="") | (~Q(kind="nothing") & ~Q(what=""))),
        )
