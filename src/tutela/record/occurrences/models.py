"""What happened, as identity: incident and missing episode, who had what part in it, and what was decided of it, version by version.

Grades and levels of risk are kept as people set them, each version a row. What *stands* is the law's answer, never a
column: a lowering that waits for another's approval leaves the higher one live.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final, get_args

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tutela.facts import contact
from tutela.facts.missing.terms import From, Level
from tutela.foundations.kit import ids
from tutela.foundations.work.roots import Root


def _choices(literal: Any) -> list[tuple[str, str]]:
    return [(value, value) for value in get_args(literal)]


CONCERNS: Final = _choices(contact.Concern)
GRADES: Final = _choices(contact.Grade)
LEVELS: Final = _choices(Level)
CHANNELS: Final = [(k, k) for k in ("999", "101", "online", "in_person", "partner", "system", "other")]
VERSION_STATES: Final = [(k, k) for k in ("live", "pending", "declined", "withdrawn", "replaced", "kept")]
"""*Kept*: what another system gave, below what stands; its value is not lost and counts for nothing. *Withdrawn*: by who had asked for it."""

INTERVIEW_STAGES: Final = ("asked", "offered", "held", "received", "read", "entered")
"""How far the return interview has come, in order; declined ends it too."""

PLAN_STATES: Final = ("draft", "live", "replaced", "ended")
"""Of a version of a trigger plan. A draft helps nobody who searches, and settles nothing that is owed."""

PARTS: Final = ("missing", "subject", "caller", "carer", "suspect", "witness", "victim", "sibling", "other")


class Owned(Root):
    """An occurrence is never without an owner and a supervisor: the database refuses it."""

    owner = models.CharField(max_length=60)
    """``role@area``: the giver's until the receiver has accepted."""
    owner_officer = models.CharField(max_length=80, blank=True)
    """The named officer; empty only while nobody of that role is on duty."""
    supervisor = models.CharField(max_length=60)
    source_system = models.CharField(max_length=40, blank=True)
    source_ref = models.CharField(max_length=120, blank=True)
    source_link = models.CharField(max_length=400, blank=True)
    """Where the record that this one stands beside is read in its own system."""
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class Incident(Owned):
    """One event that was reported to the force, or found by it, with its own log in the control room."""

    KIND: ClassVar[str] = "incident"

    concern = models.CharField(max_length=20, choices=CONCERNS)
    channel = models.CharField(max_length=12, choices=CHANNELS)
    reported_at = models.DateTimeField()
    immediate_danger = models.BooleanField(default=False)
    children_present = models.BooleanField(null=True)
    who = models.TextField(blank=True)
    """Whom it is about, in the caller's words."""
    where = models.TextField(blank=True)
    place = models.CharField(max_length=80, blank=True)
    why_worried = models.TextField(blank=True)
    caller_name = models.CharField(max_length=200, blank=True)
    caller_phone = models.CharField(max_length=60, blank=True)
    caller_role = models.CharField(max_length=40, blank=True)
    safe_contact = models.TextField(blank=True)
    """How the caller may be reached without danger to anybody; read before anybody rings."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="incident_has_an_owner", condition=Q(owner__contains="@") & Q(supervisor__contains="@")),
            models.CheckConstraint(name="incident_closed_by_somebody", condition=Q(closed_at=None) | ~Q(closed_by="")),
        )
        indexes = (
            models.Index(fields=["reported_at", "id"], name="incident_open", condition=Q(closed_at=None)),
            models.Index(fields=["reported_at", "id"], name="incident_reported"),
            models.Index(fields=["owner_officer"], name="incident_owner", condition=Q(closed_at=None)),
            models.Index(fields=["place"], name="incident_place", condition=~Q(place="")),
        )


class Episode(Owned):
    """One period during which one child is missing, from the report to the verified return. Its state follows from its moments."""

    KIND: ClassVar[str] = "episode"

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    child = models.CharField(max_length=80)
    reported_at = models.DateTimeField()
    missing_from = models.CharField(max_length=20, choices=_choices(From), default="unknown")
    missing_since = models.DateTimeField(null=True)
    out_of_character = models.BooleanField(null=True)
    concerns = ArrayField(models.CharField(max_length=40), default=list)
    circumstances = models.TextField(blank=True)
    whereabouts_known = models.BooleanField(default=False)
    """Known to be somewhere, though not where they should be: a state of its own, and not missing."""
    allocated_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    next_review_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="episode_has_an_owner", condition=Q(owner__contains="@") & Q(supervisor__contains="@")),
            models.CheckConstraint(name="episode_of_somebody", condition=~Q(child="")),
            models.CheckConstraint(name="episode_closed_by_somebody", condition=Q(closed_at=None) | ~Q(closed_by="")),
            models.UniqueConstraint(
                name="episode_one_search_a_child", fields=["child"], condition=Q(closed_at=None, found_at=None, returned_at=None, whereabouts_known=False),
            ),
        )
        indexes = (
            models.Index(fields=["reported_at", "id"], name="episode_open", condition=Q(closed_at=None)),
            models.Index(fields=["child", "reported_at"], name="episode_child"),
            models.Index(fields=["reported_at", "child"], name="episode_reported"),
            models.Index(fields=["incident"], name="episode_incident"),
            models.Index(fields=["owner_officer"], name="episode_owner_open", condition=Q(closed_at=None)),
        )

    @property
    def state(self) -> str:
        """Where it stands: ``missing``, ``whereabouts_known``, ``found``, ``returned``, ``closed``."""
        if self.closed_at:
            return "closed"
        if self.returned_at:
            return "returned"
        if self.found_at:
            return "found"
        return "whereabouts_known" if self.whereabouts_known else "missing"


class Version(models.Model):
    """What both kinds of version hold: who set it, why, and whether it is live."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    provisional = models.BooleanField(default=False)
    rationale = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=VERSION_STATES)
    by = models.CharField(max_length=80)
    by_role = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    """Of a lowering: who approved or declined it."""
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)
    fact = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True


class GradeVersion(Version):
    """A response grade as a person set, asked for, or was refused it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=16, choices=GRADES)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="grade_one_live", fields=["incident"], condition=Q(status="live")),
            models.UniqueConstraint(name="grade_one_pending", fields=["incident"], condition=Q(status="pending")),
            models.CheckConstraint(
                name="grade_decided_by_another", condition=Q(decided_by="") | ~Q(decided_by=F("by")) | Q(status__in=("replaced", "withdrawn")),
            ),
            models.CheckConstraint(name="grade_decided_by_somebody", condition=Q(decided_at=None) | ~Q(decided_by="") | Q(status="replaced")),
        )
        indexes = (models.Index(fields=["incident", "at"], name="grade_incident"),)


class RiskVersion(Version):
    """A level of risk as a person set, asked for, or was refused it; with what had been suggested."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=LEVELS)
    handled_as = models.CharField(max_length=20, choices=LEVELS)
    """As it is handled: a level below the floor for a child is kept as given, and handled as the floor."""
    suggested = models.CharField(max_length=20, blank=True)
    override = models.TextField(blank=True)
    second_line = models.CharField(max_length=80, blank=True)
    new_information = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="risk_one_live", fields=["episode"], condition=Q(status="live")),
            models.UniqueConstraint(name="risk_one_pending", fields=["episode"], condition=Q(status="pending")),
            models.CheckConstraint(
                name="risk_decided_by_another", condition=Q(decided_by="") | ~Q(decided_by=F("by")) | Q(status__in=("replaced", "withdrawn")),
            ),
            models.CheckConstraint(name="risk_decided_by_somebody", condition=Q(decided_at=None) | ~Q(decided_by="") | Q(status="replaced")),
        )
        indexes = (models.Index(fields=["episode", "at"], name="risk_episode"), models.Index(fields=["at", "id"], name="risk_at"))


class Involvement(models.Model):
    """Somebody's part in an occurrence, from when until when: suspect, victim and witness are parts, never markers."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    occurrence = models.CharField(max_length=80)
    person = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=[(k, k) for k in PARTS])
    said = models.TextField(blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(name="involvement_once", fields=["occurrence", "person", "role"], condition=Q(until=None)),)
        indexes = (models.Index(fields=["person", "since"], name="involvement_person"),)


class Ownership(models.Model):
    """One offer of an occurrence to a role and officer, and its answer. The giver owns it until it is accepted."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    occurrence = models.CharField(max_length=80)
    owner = models.CharField(max_length=60)
    officer = models.CharField(max_length=80, blank=True)
    given_by = models.CharField(max_length=80)
    since = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=80, blank=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.CharField(max_length=80, blank=True)
    declined_why = models.TextField(blank=True)
    until = models.DateTimeField(null=True)
    """When another had accepted it, or another offer took this one's place."""
    beside = models.BooleanField(default=False)
    """Accepted, and works on it beside the force incident manager, who owns it while the risk is high."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="ownership_of_a_role", condition=Q(owner__contains="@")),
            models.CheckConstraint(name="ownership_answered_one_way", condition=Q(accepted_at=None) | Q(declined_at=None)),
            models.CheckConstraint(name="ownership_accepted_by_somebody", condition=Q(accepted_at=None) | ~Q(accepted_by="")),
            models.CheckConstraint(name="ownership_declined_with_reason", condition=Q(declined_at=None) | (~Q(declined_why="") & ~Q(declined_by=""))),
            models.UniqueConstraint(name="ownership_one_owner", fields=["occurrence"], condition=Q(until=None, beside=False) & ~Q(accepted_at=None)),
            models.UniqueConstraint(name="ownership_one_offer", fields=["occurrence"], condition=Q(until=None, accepted_at=None, declined_at=None)),
        )
        indexes = (models.Index(fields=["occurrence", "since"], name="ownership_occurrence"),)


class Resource(models.Model):
    """What was sent, what came, or that nobody could be sent: the latest row is the state."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(k, k) for k in ("dispatched", "arrived", "no_resource", "decided")])
    resource = models.CharField(max_length=80, blank=True)
    decision = models.CharField(max_length=12, blank=True)
    by_when = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["incident", "-at"], name="resource_incident"),)


class ReturnInterview(models.Model):
    """The independent interview of a child who came back, and how far it has come: one a time missing, from the return on.

    Each moment is that of the fact that said so; what was said in it is in the chronology.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="+")
    child = models.CharField(max_length=80)
    since = models.DateTimeField()
    """The return; until that is known, when the child was found."""
    asked_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """Entered, or declined: nothing more is to be done about it."""
    authority = models.CharField(max_length=120, blank=True)
    """The local authority that brought it by the template."""
    answered = ArrayField(models.CharField(max_length=10), default=list)
    """What of the template it has answered, over all that it brought."""

    class Meta:
        indexes = (
            models.Index(fields=["since", "id"], name="return_interview_open", condition=Q(ended_at=None)),
            models.Index(fields=["ended_at"], name="return_interview_ended"),
            models.Index(fields=["since"], name="return_interview_since"),
            models.Index(fields=["child", "since"], name="return_interview_child"),
            models.Index(fields=["received_at"], name="return_interview_received", condition=~Q(authority="")),
        )

    @property
    def stage(self) -> str:
        """How far it has come: ``to_ask``, ``asked``, ``offered``, ``held``, ``received``, ``read``, ``entered``, ``declined``."""
        if self.declined_at is not None and self.held_at is None and self.received_at is None:
            return "declined"
        last = next((name for name in reversed(INTERVIEW_STAGES) if getattr(self, f"{name}_at") is not None), None)
        return last or "to_ask"


class TriggerPlan(Root):
    """What was agreed beforehand to find one child who is likely to go missing again: who is named to write it; its versions hold what it says."""

    KIND: ClassVar[str] = "plan"

    child = models.CharField(max_length=80, unique=True)
    author = models.CharField(max_length=80, blank=True)
    """Who was named to write it."""
    author_since = models.DateTimeField(null=True)


class TriggerPlanVersion(models.Model):
    """The plan as somebody wrote it. A change is another version; what was approved is never written over."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    plan = models.ForeignKey(TriggerPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=[(k, k) for k in PLAN_STATES])
    actions = models.JSONField(default=list)
    """In order: what, by whom, within how many minutes of the report."""
    addresses = ArrayField(models.TextField(), default=list)
    associates = ArrayField(models.TextField(), default=list)
    phones = ArrayField(models.TextField(), default=list)
    transport = ArrayField(models.TextField(), default=list)
    call = ArrayField(models.TextField(), default=list)
    """Whom to ring, in order."""
    review_by = models.DateField(null=True)
    also_sees_child = models.CharField(max_length=10, blank=True)
    """Who may see the child after a return, other than police: ``carer`` or ``worker``."""
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="trigger_plan_numbered", fields=["plan", "number"]),
            models.UniqueConstraint(name="trigger_plan_one_live", fields=["plan"], condition=Q(status="live")),
            models.UniqueConstraint(name="trigger_plan_one_draft", fields=["plan"], condition=Q(status="draft")),
            models.CheckConstraint(name="trigger_plan_live_approved", condition=~Q(status="live") | (~Q(approved_by="") & Q(approved_at__isnull=False))),
            models.CheckConstraint(name="trigger_plan_reviewed_by_somebody", condition=Q(reviewed_at=None) | ~Q(reviewed_by="")),
            models.CheckConstraint(name="trigger_plan_ended_by_somebody", condition=~Q(status="ended") | (~Q(ended_by="") & Q(ended_at__isnull=False))),
        )


class SourceReference(models.Model):
    """What another system calls something, and what we call it: so that nothing is typed twice, nor made twice."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=20)
    system = models.CharField(max_length=40)
    ref = models.CharField(max_length=120)
    ours = models.CharField(max_length=80)
    link = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="source_reference_once", fields=["system", "ref", "kind"]),)
        indexes = (models.Index(fields=["ours"], name="source_reference_ours"),)
