"""What is owed, as rows: each duty with its immutable transitions, who was told, gaps in the roster, and when to look again.

No code path deletes a duty: it ends as done, not needed or failed. Triggers refuse deletion, and any change of a transition.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tutela.foundations.kit import ids, refs

STATES = [(s, s) for s in ("open", "in question", "inherited", "done", "done late", "not needed", "failed")]
SETTLED = ("done", "done late", "not needed", "failed")


class Duty(models.Model):
    """One duty: what makes it this one and no twin is (code, subject, opening fact). *Overdue* is derived from ``due_at`` when read."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    code = models.CharField(max_length=60)
    family = models.CharField(max_length=20)
    ref = models.CharField(max_length=120)
    opening = models.CharField(max_length=120)
    occurrence = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=STATES)
    owed_by = models.CharField(max_length=60)
    officer = models.CharField(max_length=80, blank=True)
    """The named person to whom it is given; who holds the role otherwise."""
    supervisor = models.CharField(max_length=60, blank=True)
    """Who is told first when it is late: never nobody."""
    priority = models.PositiveSmallIntegerField(default=2)
    legal = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    origin = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    late_after = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True)
    owner_due_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    """A later time that a supervisor gave with a reason: shown beside the due time, which stays."""
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)
    rung = models.PositiveSmallIntegerField(default=0)
    asks = models.CharField(max_length=60, blank=True)
    about = ArrayField(models.CharField(max_length=120))
    """Every record that its opening names: what restricts it, and by what it is bundled."""
    bundle = models.CharField(max_length=120)
    """The child, else the subject: alerts about one are one."""
    sensitivity = models.CharField(max_length=12, default="none")
    findings = models.JSONField(default=list)
    numbers = models.JSONField(default=dict)
    """The parameter values by which it was judged."""
    law = models.CharField(max_length=12)
    """The digest of the catalogue that judged it last."""

    class Meta:
        constraints = (
            models.UniqueConstraint(name="duty_is_no_twin", fields=["code", "family", "ref", "opening"]),
            models.CheckConstraint(name="duty_settled_has_its_time", condition=models.Q(settled_at=None) ^ models.Q(state__in=SETTLED)),
            models.CheckConstraint(name="duty_is_somebodys", condition=~models.Q(owed_by="")),
        )
        indexes = (
            models.Index(fields=["owed_by", "due_at", "id"], condition=models.Q(settled_at=None), name="duty_owed_by_due"),
            models.Index(fields=["officer", "due_at", "id"], condition=models.Q(settled_at=None), name="duty_officer_due"),
            models.Index(fields=["supervisor", "due_at", "id"], condition=models.Q(settled_at=None), name="duty_supervisor_due"),
            models.Index(fields=["ref", "settled_at"], name="duty_ref"),
            models.Index(fields=["code", "due_at", "id"], condition=models.Q(settled_at=None), name="duty_code_due"),
            models.Index(fields=["code", "origin", "id"], name="duty_code_origin"),
            models.Index(fields=["late_after", "id"], name="duty_late_after"),
            models.Index(fields=["ref", "late_after", "family"], condition=models.Q(settled_at=None), name="duty_open_late"),
        )

    @property
    def printed(self) -> str:
        """How other parts name it."""
        return refs.make("duty", self.id)


class Transition(models.Model):
    """Something that a duty went through, at its own instant, with findings, numbers and the law's digest; written once."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    duty = models.UUIDField()
    occurrence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in (
        "told", "settled", "again", "in question", "inherited", "given", "promised", "decided", "explained",
    )])
    """What happened: *given* to somebody by name, *decided* on the risk, *explained* why it is late."""
    rung = models.PositiveSmallIntegerField(default=0)
    repeat = models.PositiveIntegerField(default=0)
    to = ArrayField(models.CharField(max_length=60))
    state = models.CharField(max_length=12)
    priority = models.PositiveSmallIntegerField(default=2)
    asks = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)
    findings = models.JSONField(default=list)
    numbers = models.JSONField(default=dict)
    law = models.CharField(max_length=12)
    by = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    cause = models.CharField(max_length=20, blank=True)
    """Of an explanation: which of the force's few kinds of reason it is."""

    class Meta:
        constraints = (models.UniqueConstraint(name="transition_once", fields=["duty", "occurrence", "kind", "rung", "repeat", "to", "at"]),)
        indexes = (
            models.Index(fields=["duty", "at"], name="transition_duty"),
            models.Index(fields=["at", "id"], condition=models.Q(kind="explained"), name="transition_explained"),
        )


class Unmet(models.Model):
    """A standard that an act did not meet, or a pattern that was noticed: told once, at its own instant."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[("standard", "standard"), ("pattern", "pattern")])
    family = models.CharField(max_length=20)
    ref = models.CharField(max_length=120)
    act = models.CharField(max_length=120)
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    to = ArrayField(models.CharField(max_length=60))
    priority = models.PositiveSmallIntegerField()
    about = ArrayField(models.CharField(max_length=120))
    bundle = models.CharField(max_length=120)
    findings = models.JSONField(default=list)
    sensitivity = models.CharField(max_length=12, default="none")
    law = models.CharField(max_length=12)

    class Meta:
        constraints = (models.UniqueConstraint(name="unmet_once", fields=["code", "family", "ref", "act"]),)
        indexes = (models.Index(fields=["ref", "at"], name="unmet_ref"), models.Index(fields=["code", "-at", "-id"], name="unmet_code"))


class Alert(models.Model):
    """One person told of one transition or finding. It carries no name of a child; acknowledging it is not doing."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.CharField(max_length=80)
    address = models.CharField(max_length=60)
    """The ``role@area`` that the law names."""
    instead_of = models.CharField(max_length=60, blank=True)
    """The role in whose stead they are told, because nobody held it on duty."""
    duty = models.UUIDField(null=True)
    unmet = models.UUIDField(null=True)
    transition = models.UUIDField(null=True)
    occurrence = models.PositiveIntegerField(default=1)
    rung = models.PositiveSmallIntegerField(default=0)
    repeat = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    """The instant of the telling by the law."""
    told_at = models.DateTimeField()
    """When this person was told: later where the sweep had slept."""
    priority = models.PositiveSmallIntegerField()
    bundle = models.CharField(max_length=120)
    about = ArrayField(models.CharField(max_length=120))
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="alert_is_of_one_thing", condition=models.Q(duty=None) ^ models.Q(unmet=None)),
            models.CheckConstraint(name="alert_acknowledged_by_somebody", condition=models.Q(acknowledged_at=None) | ~models.Q(acknowledged_by="")),
            models.UniqueConstraint(name="alert_once_a_telling", fields=["officer", "transition"], condition=models.Q(duty__isnull=False)),
            models.UniqueConstraint(name="alert_once_a_finding", fields=["officer", "unmet"], condition=models.Q(unmet__isnull=False)),
        )
        indexes = (
            models.Index(fields=["officer", "-told_at", "id"], condition=models.Q(acknowledged_at=None), name="alert_waiting"),
            models.Index(fields=["officer", "-told_at", "id"], name="alert_officer"),
            models.Index(fields=["duty"], name="alert_duty"),
            models.Index(fields=["officer", "-told_at"], condition=models.Q(acknowledged_at=None, duty=None, priority=1), name="alert_finding"),
        )


class Gap(models.Model):
    """An alert met a role that nobody held on duty: it went up at once, and this says so."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    at = models.DateTimeField()
    address = models.CharField(max_length=60)
    passed_to = models.CharField(max_length=60, blank=True)
    """Empty: nobody at all could be told, which health shows red."""
    duty = models.UUIDField(null=True)
    unmet = models.UUIDField(null=True)
    transition = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["-at", "id"], name="gap_at"), models.Index(fields=["duty"], name="gap_duty"))
        constraints = (models.UniqueConstraint(name="gap_once", fields=["address", "transition"], condition=models.Q(transition__isnull=False)),)


class Request(models.Model):
    """Somebody asks that a duty be not needed: another approves or declines, and until then it runs on."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    asked_as = models.JSONField()
    """The requester's role, unit, rank and skills as they were."""
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    approved = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="request_says_why", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="request_decided_by_another",
                condition=models.Q(decided_at=None) | (~models.Q(decided_by="") & ~models.Q(decided_by=models.F("asked_by"), approved=True)),
            ),
            models.UniqueConstraint(name="request_one_waiting", fields=["duty"], condition=models.Q(decided_at=None)),
        )


class Watch(models.Model):
    """When to look at a subject again: the next moment at which something about it is told or opens."""

    id = models.BigAutoField(primary_key=True)
    family = models.CharField(max_length=20)
    ref = models.CharField(max_length=120)
    look_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="watch_subject", fields=["family", "ref"]),)
        indexes = (models.Index(fields=["look_at"], name="watch_look_at"),)


class Heartbeat(models.Model):
    """The sweep's sign of life: one row. Its silence is a banner on every page and a red ``/health``."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    beat_at = models.DateTimeField()
    """By the machine's own clock."""
    swept_to = models.DateTimeField()
    """The business moment up to which everything due has been told."""
    looked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(name="heartbeat_is_one", condition=models.Q(id=1)),)
