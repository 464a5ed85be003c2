"""Any meeting: who was asked and who came, what was said, what was decided. A decision that asks somebody to act becomes an enquiry's action."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tutela.foundations.kit import ids
from tutela.foundations.work.roots import Root


class Meeting(Root):
    """A meeting: planned, held or called off."""

    KIND: ClassVar[str] = "meeting"

    kind = models.CharField(
        max_length=12, choices=[(k, k) for k in ("strategy", "conference", "review", "tasking", "board", "briefing", "other")], default="other",
    )
    title = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    where = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=80, blank=True)
    held_from = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.CharField(max_length=80, blank=True)
    called_off_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = (models.Index(fields=["planned_at"], name="meeting_planned"),)
        constraints = (
            models.CheckConstraint(name="meeting_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="meeting_ends_after_it_begins", condition=Q(held_until=None) | Q(held_from__isnull=False, held_until__gte=F("held_from")),
            ),
            models.CheckConstraint(
                name="meeting_called_off_with_reason",
                condition=Q(called_off_at=None, called_off_by="", called_off_why="")
                | (Q(called_off_at__isnull=False, held_from=None) & ~Q(called_off_by="") & ~Q(called_off_why="")),
            ),
        )


class MeetingAbout(models.Model):
    """A record that a meeting is about."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["ref", "meeting"], name="meetingabout_ref"),)
        constraints = (models.UniqueConstraint(name="meetingabout_once", fields=["meeting", "ref"]),)


class Attendance(models.Model):
    """Somebody who was asked to a meeting, and whether they came."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=120)
    """An officer's or partner's reference, or a name."""
    agency = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=[(k, k) for k in ("asked", "came", "apologies", "absent")], default="asked")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="attendance_once", fields=["meeting", "who"]),
            models.CheckConstraint(name="attendance_of_somebody", condition=~Q(who="")),
        )


class Minute(models.Model):
    """Something that was said, in order; a correction is another minute."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    corrects = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="minute_once", fields=["meeting", "number"]),
            models.CheckConstraint(name="minute_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="minute_corrects_an_earlier", condition=Q(corrects=None) | Q(corrects__lt=F("number"))),
        )


class Decision(models.Model):
    """What was decided, why, who does it by when; ``action`` is the enquiry's action that it became."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    why = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField(null=True)
    action = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["action"], name="decision_action", condition=~Q(action="")),)
        constraints = (
            models.UniqueConstraint(name="decision_once", fields=["meeting", "number"]),
            models.CheckConstraint(name="decision_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="decision_due_has_owner", condition=Q(due_at=None) | ~Q(owner="")),
        )
