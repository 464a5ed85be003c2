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


class LogLine(models.Model):
    """A line of a log that a team kept before this system, about one person: history, that is on their page and in the lists."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    log = models.CharField(max_length=12, choices=[(k, k) for k in ("missing", "exploitation", "safeguarding")])
    person = models.CharField(max_length=120)
    at = models.DateTimeField()
    concerns = models.CharField(max_length=40, blank=True)
    fact = models.CharField(max_length=120, unique=True)

    class Meta:
        indexes = (models.Index(fields=["at", "log"], name="log_line_at"), models.Index(fields=["person", "at"], name="log_line_person"))


class SystemsCheck(models.Model):
    """One look in the systems for an incident: who looked and when. Nothing changes it; looking again is another, with the next number."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=80)
    """The incident."""
    number = models.PositiveIntegerField()
    by = models.CharField(max_length=80)
    by_role = models.CharField(max_length=60)
    specialist = models.BooleanField()
    """Did who looked have the skill of intelligence research then? What another looked up is unverified until a specialist has looked since."""
    verified_by = models.PositiveIntegerField(null=True)
    """The number of the specialist's check that verified it."""
    complete = models.BooleanField()
    """Was every source looked in?"""
    at = models.DateTimeField()
    fact = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(name="systems_check_once", fields=["subject", "number"]),)
        indexes = (models.Index(fields=["at", "id"], name="systems_check_unverified", condition=Q(specialist=False, verified_by=None)),)


class CheckLine(models.Model):
    """What one source answered in one check: that it holds something, how much, how it is graded; never what it says."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    systems_check = models.ForeignKey(SystemsCheck, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    state = models.CharField(max_length=14, choices=[(k, k) for k in ("hit", "no_hit", "not_available", "not_checked")])
    about = models.CharField(max_length=120, blank=True)
    """Whose it is, or what: the record, or the marker, of which the policy is asked before anybody is shown the line."""
    whose = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(null=True)
    grading = models.CharField(max_length=60, blank=True)
    sensitivity = models.CharField(max_length=12, default="none")
    as_at = models.DateTimeField(null=True)
    held_version = models.PositiveIntegerField(null=True)
    """Which version of what the source holds was seen."""
    because = models.CharField(max_length=60, blank=True)
    """Why it is not known: a message id."""
    why = models.CharField(max_length=300, blank=True)
    """Why it was not looked in, in words."""
    hit = models.CharField(max_length=200, blank=True)
    """What its answer names. The same thing found again keeps its name, so that an answer holds until something new is there."""

    class Meta:
        constraints = (models.CheckConstraint(name="check_line_hit_is_named", condition=Q(state="hit") ^ Q(hit="")),)
        indexes = (models.Index(fields=["systems_check"], name="check_line_check"),)


class HitAnswer(models.Model):
    """What one hit means for the risk, or why it is not relevant; the latest answer stands."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=80)
    hit = models.CharField(max_length=200)
    used = models.BooleanField()
    because = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    fact = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["subject", "at"], name="hit_answer_subject"),)


class GradedOn(models.Model):
    """On which systems check a grade or level was given or asked for, and what of it was missing then."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=80)
    """The incident."""
    fact = models.CharField(max_length=120, unique=True)
    number = models.PositiveIntegerField(null=True)
    """The check's number; none where nobody had looked."""
    unanswered = models.PositiveIntegerField(default=0)
    complete = models.BooleanField()
    """Every source was looked in, and every hit answered."""
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["subject", "at"], name="graded_on_subject"),
            models.Index(fields=["-at", "-id"], name="graded_on_incomplete", condition=Q(complete=False)),
        )


class BriefingPack(models.Model):
    """What whoever was sent is to know, as it was sent: nothing changes what it says. It is read, or they arrived without."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=80)
    """The incident."""
    number = models.PositiveIntegerField()
    to = models.CharField(max_length=80, blank=True)
    """The officer who is sent; empty where only a call sign was: then whoever of it reads it."""
    resource = models.CharField(max_length=80, blank=True)
    content = models.JSONField(default=list)
    """Sections with their lines, in words, within what who is sent may know."""
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    fact = models.CharField(max_length=120, unique=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=80, blank=True)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="briefing_once", fields=["subject", "number"]),
            models.CheckConstraint(name="briefing_read_by_somebody", condition=Q(read_at=None) | ~Q(read_by="")),
        )
        indexes = (models.Index(fields=["arrived_at"], name="briefing_arrived", condition=Q(arrived_at__isnull=False)),)
