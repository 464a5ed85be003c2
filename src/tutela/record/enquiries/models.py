"""Enquiries: what is thought, what is followed, who does what by when, who reviewed it and what followed, and who took it over.

One model for the search for a child, an investigation, protection and the management of offenders.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids
from tutela.foundations.work.roots import Root


class Enquiry(Root):
    """The work on one subject for one purpose: at most one of each is open."""

    KIND: ClassVar[str] = "enquiry"

    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=20, choices=[(k, k) for k in ("find_child", "incident", "investigation", "protection", "offender")])
    direction = models.TextField(blank=True)
    """The strategy in force; earlier ones are in the chronology."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="enquiry_one_open", fields=["subject", "purpose"], condition=Q(ended_at=None)),)
        indexes = (models.Index(fields=["subject", "created_at"], name="enquiry_subject"),)


class Hypothesis(models.Model):
    """One thing that may be so, held until somebody says why it is not."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["enquiry", "at"], name="hypothesis_enquiry"),)


class Line(models.Model):
    """One line of enquiry of a plan."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["enquiry", "at"], name="line_enquiry"),)


class Action(models.Model):
    """One thing to be done: what, by whom, where, by when; and what came of it. A senior's direction is such an action."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=12, choices=[(k, k) for k in ("plan", "allocation", "review", "direction", "meeting", "trigger_plan")])
    what = models.TextField()
    who = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    """An officer's reference or ``role@area``, where it is known."""
    where = models.TextField(blank=True)
    by_when = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    result = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=80, blank=True)
    not_done_why = models.TextField(blank=True)
    """Why it was left, where somebody closed over it."""
    found_at = models.DateTimeField(null=True)
    """When it found the child, of an action of the child's trigger plan."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="action_says_what", condition=~Q(what="")),
            models.CheckConstraint(name="action_done_with_result", condition=Q(done_at=None) | (~Q(result="") & ~Q(done_by=""))),
        )
        indexes = (
            models.Index(fields=["enquiry", "at"], name="action_enquiry"),
            models.Index(fields=["owner", "by_when"], name="action_owner_open", condition=Q(done_at=None)),
        )


class Review(models.Model):
    """One review. One that decides or adds nothing is kept and does not count."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=12, blank=True)
    by_when = models.DateTimeField(null=True)
    quality = models.PositiveSmallIntegerField(null=True)
    grade = models.CharField(max_length=20, blank=True)
    """The grade or level that the reviewer found right."""
    words = models.TextField(blank=True)
    counts = models.BooleanField()
    why_not = models.JSONField(default=list)
    """Of one that does not count: the reasons, each a message id with its parameters."""
    by = models.CharField(max_length=80)
    role = models.CharField(max_length=60)
    at = models.DateTimeField()
    fact = models.CharField(max_length=120, blank=True)
    author = models.CharField(max_length=80, blank=True)
    """Of one that scores the record's quality: who took the report, to whom it is feedback."""
    themes = ArrayField(models.CharField(max_length=20), default=list)
    noted_at = models.DateTimeField(null=True)
    """When the author took note of it."""

    class Meta:
        constraints = (
            models.UniqueConstraint(name="review_numbered", fields=["enquiry", "number"]),
            models.CheckConstraint(name="review_quality_of_five", condition=Q(quality=None) | Q(quality__gte=1, quality__lte=5)),
            models.CheckConstraint(name="review_noted_by_its_author", condition=Q(noted_at=None) | ~Q(author="")),
        )
        indexes = (
            models.Index(fields=["at", "id"], name="review_at"),
            models.Index(fields=["author", "at", "id"], name="review_feedback", condition=~Q(author="")),
            models.Index(fields=["at"], name="review_scored", condition=Q(quality__isnull=False)),
        )


class CallDrawn(models.Model):
    """One closed call that was drawn by lot for a manager of the control room to review in a month, and the review once it is made."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    manager = models.CharField(max_length=80)
    month = models.DateField()
    """The first day of the month that owes the review."""
    subject = models.CharField(max_length=80)
    child = models.BooleanField()
    """Is it about a child, as the call was when it was drawn?"""
    at = models.DateTimeField()
    review = models.OneToOneField(Review, on_delete=models.PROTECT, null=True, related_name="+")
    marks = models.JSONField(default=dict)
    """What was marked, each good, partly, poor or not applicable; and whether the grade was right."""

    class Meta:
        constraints = (
            models.UniqueConstraint(name="call_drawn_once", fields=["subject"]),
            models.CheckConstraint(name="call_drawn_for_somebody", condition=~Q(manager="")),
            models.CheckConstraint(name="call_drawn_marked_when_reviewed", condition=Q(review=None, marks={}) | (Q(review__isnull=False) & ~Q(marks={}))),
        )
        indexes = (models.Index(fields=["month", "manager"], name="call_drawn_month"),)


class HandOver(models.Model):
    """A change of owner, supervisor, shift or designated officer, as a record: what is passed on, and who took it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=80)
    cause = models.CharField(max_length=20, choices=[(k, k) for k in ("owner", "supervisor", "shift", "moved", "escalation", "designated_officer")])
    giver = models.CharField(max_length=80)
    giver_role = models.CharField(max_length=60)
    receiver_role = models.CharField(max_length=60)
    receiver = models.CharField(max_length=80, blank=True)
    """The officer, where one is named; else whoever on duty holds the role."""
    risks = models.TextField(blank=True)
    duties = models.JSONField(default=list)
    """The open duties as they stood: code, title, when due, state."""
    next_deadline = models.DateTimeField(null=True)
    first = models.BooleanField(default=False)
    """First on the list of the next shift: a child to whom nobody could be sent."""
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=80, blank=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.CharField(max_length=80, blank=True)
    declined_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    """When another hand-over took its place."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="hand_over_to_a_role", condition=Q(receiver_role__contains="@")),
            models.CheckConstraint(name="hand_over_answered_one_way", condition=Q(accepted_at=None) | Q(declined_at=None)),
            models.CheckConstraint(name="hand_over_accepted_by_somebody", condition=Q(accepted_at=None) | ~Q(accepted_by="")),
            models.CheckConstraint(name="hand_over_declined_with_reason", condition=Q(declined_at=None) | (~Q(declined_why="") & ~Q(declined_by=""))),
            models.UniqueConstraint(
                name="hand_over_one_open", fields=["subject", "cause"], condition=Q(accepted_at=None, declined_at=None, withdrawn_at=None),
            ),
        )
        indexes = (
            models.Index(fields=["receiver", "offered_at"], name="hand_over_waits_officer", condition=Q(accepted_at=None, declined_at=None, withdrawn_at=None)),
            models.Index(
                fields=["receiver_role", "offered_at"], name="hand_over_waits_role", condition=Q(accepted_at=None, declined_at=None, withdrawn_at=None),
            ),
            models.Index(fields=["subject", "offered_at"], name="hand_over_subject"),
        )
