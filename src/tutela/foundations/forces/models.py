"""Units, officers and what they were when; the roster; partners' people; approved changes of the force's own policy."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tutela.foundations.forces.ranges import ended_by_somebody, ends_after_it_begins, never_two
from tutela.foundations.kit import ids, refs


class Deployment(models.Model):
    """This database's one force, and whether it is for training. Training and imported records exclude each other for ever."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    territory = models.CharField(max_length=40, choices=[(k, k) for k in ("england", "wales", "england_and_wales")])
    training = models.BooleanField(default=False)
    holds_imported = models.BooleanField(default=False)
    clock_moved = models.DurationField(default=timedelta())
    """How far the business clock stands before the machine's; moved in training only."""
    set_up_at = models.DateTimeField()
    set_up_by = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.CheckConstraint(name="deployment_is_one", condition=Q(id=1)),
            models.CheckConstraint(name="deployment_training_holds_nothing_real", condition=~(Q(training=True) & Q(holds_imported=True))),
            models.CheckConstraint(name="deployment_moves_time_in_training_only", condition=Q(training=True) | Q(clock_moved=timedelta())),
        )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of the force: a room, a team, a district."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=40)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(name="unit_is_not_its_own_parent", condition=Q(parent=None) | ~Q(parent=F("id"))),)

    @property
    def ref(self) -> str:
        """How other parts name this unit."""
        return refs.make("unit", self.id)

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """Somebody who works for the force, officer or staff. What they were when is in their postings."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    collar = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    person_ref = models.CharField(max_length=80, blank=True)
    """Their own person's record, where the force holds one: what locks out the linked."""
    active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["person_ref"], condition=~Q(person_ref=""), name="officer_person"),)
        constraints = (
            models.CheckConstraint(name="officer_has_a_name", condition=~Q(name="") & ~Q(collar="")),
            models.CheckConstraint(name="officer_added_by_somebody", condition=~Q(added_by="")),
        )

    @property
    def ref(self) -> str:
        """How other parts name this officer."""
        return refs.make("officer", self.id)

    def __str__(self) -> str:
        return f"{self.name} ({self.collar})"


class Posting(models.Model):
    """The rank, unit and line manager that somebody had for a time: one at each moment."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    rank = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["officer", "since"], name="posting_officer_since"),)
        constraints = (
            ends_after_it_begins("posting_ends_after_it_begins"),
            never_two("posting_one_at_a_time", "officer"),
            models.CheckConstraint(name="posting_not_under_oneself", condition=Q(supervisor=None) | ~Q(supervisor=F("officer"))),
            models.CheckConstraint(name="posting_recorded_by_somebody", condition=~Q(recorded_by="")),
        )


class Post(models.Model):
    """A role in an area that somebody holds for a time: what they may do and be told follows from it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    area = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["officer", "since"], name="post_officer_since"),
            models.Index(fields=["role", "area", "officer"], name="post_role_area"),
        )
        constraints = (
            ends_after_it_begins("post_ends_after_it_begins"),
            never_two("post_held_once_at_a_time", "officer", "role", "area"),
            ended_by_somebody("post_ended_by_somebody"),
            models.CheckConstraint(name="post_given_by_somebody", condition=~Q(given_by="")),
        )

    @property
    def address(self) -> str:
        """``role@area``."""
        return f"{self.role}@{self.area}"


class Skill(models.Model):
    """A training or accreditation, and until when it counts; renewed by another row."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    skill = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        indexes = (
            models.Index(fields=["officer", "skill", "since"], name="skill_officer_skill"),
            models.Index(fields=["until"], condition=Q(until__isnull=False), name="skill_until"),
        )
        constraints = (
            ends_after_it_begins("skill_ends_after_it_begins"),
            models.CheckConstraint(name="skill_recorded_by_somebody", condition=~Q(recorded_by="") & ~Q(skill="")),
        )


class Absence(models.Model):
    """A time in which somebody is not to be reckoned with: leave, sickness, court, suspension."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20, choices=[(k, k) for k in ("leave", "sick", "training", "court", "restricted", "suspended", "other")])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["officer", "since"], name="absence_officer_since"),)
        constraints = (
            ends_after_it_begins("absence_ends_after_it_begins"),
            never_two("absence_one_at_a_time", "officer"),
            models.CheckConstraint(name="absence_recorded_by_somebody", condition=~Q(recorded_by="")),
        )


class Shift(models.Model):
    """Somebody is rostered, or on call, in a role of an area for a time."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    area = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField()
    rostered_at = models.DateTimeField()
    rostered_by = models.CharField(max_length=80)

    class Meta:
        indexes = (
            models.Index(fields=["role", "area", "since", "until"], name="shift_role_area_period"),
            models.Index(fields=["officer", "since"], name="shift_officer_since"),
            models.Index(fields=["since", "until"], name="shift_period"),
        )
        constraints = (
            models.CheckConstraint(name="shift_ends_after_it_begins", condition=Q(until__gt=F("since"))),
            never_two("shift_once_at_a_time", "officer", "role", "area"),
            models.CheckConstraint(name="shift_rostered_by_somebody", condition=~Q(rostered_by="")),
        )


class PartnerPerson(models.Model):
    """Somebody at a partner agency who answers in a role: named, so that *told* can mean a person."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.CharField(max_length=120)
    part_of = models.CharField(max_length=120, blank=True)
    """The body that it is a team of, where that is called otherwise: an authority's team out of hours is the authority's."""
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    area = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["role", "area"], name="partner_role_area"),)
        constraints = (
            ends_after_it_begins("partner_ends_after_it_begins"),
            models.CheckConstraint(name="partner_can_be_reached", condition=~Q(email="") | ~Q(telephone="")),
            models.CheckConstraint(name="partner_recorded_by_somebody", condition=~Q(recorded_by="") & ~Q(name="")),
        )

    @property
    def body(self) -> str:
        """The body for which they answer: what was shared with any of its teams is theirs to read."""
        return self.part_of or self.agency

    @property
    def ref(self) -> str:
        """How other parts name this person of a partner."""
        return refs.make("partner", self.id)


class PolicyChange(models.Model):
    """A row of the force's own overlay: one number of its policy from a day on, decided by a board, proposed by one, approved by another.

    Approved, it is made known to its teams; it holds from the day that it is given when it is put into force, and its past is never rewritten.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    parameter = models.CharField(max_length=120)
    number = models.PositiveIntegerField(default=1)
    """Which version of this number's policy it is; what is shipped is version 0."""
    value = models.JSONField()
    was = models.JSONField(null=True)
    """What stood on its day when it was proposed."""
    direction = models.CharField(max_length=10, choices=[(k, k) for k in ("tighter", "looser", "same")])
    reason = models.TextField()
    cites = models.CharField(max_length=200, default="local")
    decided_in = models.CharField(max_length=200, default="")
    """The reference of the board's decision."""
    owner = models.CharField(max_length=60, default="")
    """``role@area``: who answers for it and reviews it."""
    teams = ArrayField(models.CharField(max_length=60), default=list)
    """Who must know it before it holds, as ``role@area``."""
    valid_from = models.DateField()
    review_on = models.DateField(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=80, blank=True)
    activated_at = models.DateTimeField(null=True)
    activated_by = models.CharField(max_length=80, blank=True)
    emergency = models.TextField(blank=True)
    """Why a chief officer put it into force before every team knew it."""
    ended_on = models.DateField(null=True)
    """The first day on which it holds no more; what another version ended says nothing here."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["activated_at"], condition=Q(activated_at__isnull=False), name="policy_in_force"),
            models.Index(fields=["-proposed_at", "-id"], name="policy_proposed"),
            models.Index(fields=["approved_at"], condition=Q(approved_at__isnull=False, withdrawn_at=None), name="policy_to_be_known"),
        )
        constraints = (
            models.CheckConstraint(name="policy_says_why", condition=Q(reason__regex=r"\S") & ~Q(proposed_by="")),
            models.CheckConstraint(name="policy_names_its_decision", condition=Q(decided_in__regex=r"\S")),
            models.CheckConstraint(
                name="policy_approved_by_somebody", condition=Q(approved_at=None, approved_by="") | (Q(approved_at__isnull=False) & ~Q(approved_by="")),
            ),
            models.CheckConstraint(name="policy_author_is_not_approver", condition=~Q(approved_by=F("proposed_by"))),
            models.CheckConstraint(
                name="policy_in_force_when_approved",
                condition=Q(activated_at=None, activated_by="") | (Q(activated_at__isnull=False, approved_at__isnull=False) & ~Q(activated_by="")),
            ),
            models.CheckConstraint(
                name="policy_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_by="", ended_on=None)
                | (Q(withdrawn_at__isnull=False, withdrawn_why__regex=r"\S") & ~Q(withdrawn_by="")),
            ),
            models.UniqueConstraint(name="policy_one_value_from_a_day", fields=["parameter", "valid_from"], condition=Q(activated_at__isnull=False)),
            models.UniqueConstraint(name="policy_version_once", fields=["parameter", "number"]),
        )

    @property
    def ref(self) -> str:
        """How facts and the audit name it: a paper of the force's."""
        return refs.make("document", self.id)


class PolicyKnown(models.Model):
    """An officer said that they know a version of a policy."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    change = models.ForeignKey(PolicyChange, on_delete=models.PROTECT, related_name="+")
    officer = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="policy_known_once", fields=["change", "officer"]),
            models.CheckConstraint(name="policy_known_by_somebody", condition=~Q(officer="")),
        )
