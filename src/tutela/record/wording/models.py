"""What was noticed in the words of an entry, under which version of the rules, and what its author answered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids


class Flagged(models.Model):
    """One flag on one entry. No flag stops anything; the author changes the words, gives a reason, or passes on."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    fact = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    field = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    category = models.CharField(max_length=20)
    words = models.TextField()
    starts = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    """Of the rules and phrases that noticed it."""
    author = models.CharField(max_length=80)
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True, choices=[(k, k) for k in ("changed", "justified", "dismissed")])
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "at"], name="flagged_subject"),
            models.Index(fields=["author", "at"], name="flagged_author"),
            models.Index(fields=["at", "id"], name="flagged_at"),
        )
        constraints = (
            models.UniqueConstraint(name="flagged_once", fields=["fact", "field", "code"]),
            models.CheckConstraint(name="flagged_span_whole", condition=Q(starts=None, ends=None) | Q(starts__isnull=False, ends__gte=models.F("starts"))),
            models.CheckConstraint(
                name="flagged_answered_by_somebody",
                condition=Q(answer="", answer_words="", answered_at=None, answered_by="") | (~Q(answer="") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
            ),
            models.CheckConstraint(name="flagged_justified_says_why", condition=~Q(answer="justified") | ~Q(answer_words="")),
        )


class Worded(models.Model):
    """One text of an entry as the service read it: what it names of who, what, where and when, and the earlier entry that it is like."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    fact = models.CharField(max_length=120)
    subject = models.CharField(max_length=120)
    about = ArrayField(models.CharField(max_length=120))
    """Everything that the entry is about: who may not know of one of them is not told that another entry is like it."""
    field = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    words = models.TextField()
    author = models.CharField(max_length=80)
    unit = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    score = models.PositiveSmallIntegerField()
    """How many of who, what, where and when it names, 0 to 4."""
    low = models.BooleanField()
    """Does it say too little of this child for a direction, review or reason?"""
    alike = models.PositiveSmallIntegerField(null=True)
    """Per cent that it shares with an earlier entry of its author or team; none where it is like none."""
    first = models.CharField(max_length=120, blank=True)
    first_subject = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)
    """What its author answered when they were asked: that there is nothing to add, or why the words are right."""

    class Meta:
        indexes = (
            models.Index(fields=["author", "-at"], name="worded_author"),
            models.Index(fields=["unit", "-at"], name="worded_unit"),
            models.Index(fields=["subject", "field"], name="worded_subject"),
            models.Index(fields=["at", "id"], name="worded_at"),
        )
        constraints = (
            models.UniqueConstraint(name="worded_once", fields=["fact", "field"]),
            models.CheckConstraint(name="worded_score_of_four", condition=Q(score__lte=4)),
            models.CheckConstraint(
                name="worded_like_something",
                condition=Q(alike=None, first="", first_subject="") | (Q(alike__isnull=False, alike__lte=100) & ~Q(first="") & ~Q(first_subject="")),
            ),
        )
