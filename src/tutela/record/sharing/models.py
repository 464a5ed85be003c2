"""What was shared with whom, on what legal basis; sent, delivered and told apart, because only *told* discharges a duty to tell.

A notice belongs to one family and one recipient, and is versioned by the two: no school or parent learns another family's facts
(UK GDPR art 5(1)(c); DPA 2018 part 3; Working Together 2026 ch. 1 on information sharing).
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tutela.foundations.kit import ids
from tutela.foundations.work.roots import Root


def _choices(*values: str) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


MATTERS = _choices(
    "missing", "found", "return_interview", "return_summary", "episode_summary", "concern", "domestic_abuse", "police_protection", "strategy", "other",
)
SUMMARISED = _choices("local_authority", "care_home", "school", "health")
RECIPIENTS = _choices("local_authority", "emergency_duty_team", "host_authority", "school", "health", "probation", "care_home", "other")


class Share(Root):
    """One notice to one recipient. A telephone call that told somebody is one too, though nothing was sent."""

    KIND: ClassVar[str] = "message"

    matter = models.CharField(max_length=20, choices=MATTERS)
    to = models.CharField(max_length=20, choices=RECIPIENTS)
    channel = models.CharField(max_length=14, choices=_choices("gateway", "secure_email", "telephone", "api", "in_person", "other"))
    basis = models.CharField(max_length=300)
    family = models.CharField(max_length=120)
    """The reference of the child whose family's facts it may carry, and no other's."""
    recipient = models.CharField(max_length=200)
    """The recipient as one knows them again: its contact's reference, else agency and role, folded."""
    agency = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    known_as = ArrayField(models.CharField(max_length=80), default=list)
    """Officers' and persons' references of whoever reads it there, as far as they are known: what the conflict check asks about."""
    content = models.TextField(blank=True)
    content_version = models.PositiveIntegerField()
    queued_at = models.DateTimeField(null=True)
    """An e-mail waits in the outbox until it has left."""
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=80, blank=True)
    queued_as = models.UUIDField(null=True)
    """The e-mail's own row in the outbox."""
    delivered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)
    told_person = models.CharField(max_length=120, blank=True)
    told_how = models.CharField(max_length=14, blank=True, choices=_choices("acknowledged", "call", "in_person"))
    told_by = models.CharField(max_length=80, blank=True)
    withheld_at = models.DateTimeField(null=True)
    withheld_by = models.CharField(max_length=80, blank=True)
    withheld_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["queued_at"], name="share_followed", condition=Q(queued_as__isnull=False, delivered_at=None, failed_at=None)),
            models.Index(fields=["sent_at"], name="share_untold", condition=Q(told_at=None, withheld_at=None, sent_at__isnull=False)),
            models.Index(fields=["agency", "created_at", "id"], name="share_agency", condition=Q(withheld_at=None)),
        )
        constraints = (
            models.UniqueConstraint(name="share_version_once", fields=["family", "recipient", "matter", "content_version"]),
            models.CheckConstraint(name="share_says_its_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="share_sent_by_somebody", condition=Q(sent_at=None, sent_by="") | (Q(sent_at__isnull=False) & ~Q(sent_by=""))),
            models.CheckConstraint(name="share_delivered_was_sent", condition=Q(delivered_at=None) | Q(sent_at__lte=F("delivered_at"))),
            models.CheckConstraint(
                name="share_told_names_somebody",
                condition=Q(told_at=None, told_person="", told_how="", told_by="")
                | (Q(told_at__isnull=False) & ~Q(told_person="") & ~Q(told_how="") & ~Q(told_by="")),
            ),
            models.CheckConstraint(name="share_failed_says_why", condition=Q(failed_at=None, failed_why="") | (Q(failed_at__isnull=False) & ~Q(failed_why=""))),
            models.CheckConstraint(
                name="share_withheld_was_not_sent",
                condition=Q(withheld_at=None, withheld_by="", withheld_why="")
                | (Q(withheld_at__isnull=False, queued_at=None, sent_at=None, told_at=None) & ~Q(withheld_by="") & ~Q(withheld_why="")),
            ),
        )


class SummaryRecipient(Root):
    """Who is sent summaries of one child's returns and episodes by themselves: where to, and which.

    The child's carer may be who harms them: to a carer nothing goes until a second person has confirmed it.
    """

    KIND: ClassVar[str] = "recipient"

    child = models.CharField(max_length=80)
    to = models.CharField(max_length=20, choices=SUMMARISED)
    agency = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254)
    returns = models.BooleanField()
    episodes = models.BooleanField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=80, blank=True)
    confirmed_why = models.CharField(max_length=400, blank=True)
    """What was looked at before it was confirmed."""
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = (models.Index(fields=["child", "created_at"], name="summaryrecipient_child"),)
        constraints = (
            models.UniqueConstraint(name="summaryrecipient_once", fields=["child", "to", "email"], condition=Q(ended_at=None)),
            models.CheckConstraint(name="summaryrecipient_is_sent_some", condition=~Q(email="") & (Q(returns=True) | Q(episodes=True))),
            models.CheckConstraint(
                name="summaryrecipient_confirmed_by_another",
                condition=Q(confirmed_at=None, confirmed_by="", confirmed_why="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="") & ~Q(confirmed_why="") & ~Q(confirmed_by=F("created_by"))),
            ),
            models.CheckConstraint(
                name="summaryrecipient_ended_says_why",
                condition=Q(ended_at=None, ended_by="", ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_by="") & ~Q(ended_why="")),
            ),
        )


class ShareAbout(models.Model):
    """What a notice is about: the episode, the child, as facts name them."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=120)
    role = models.CharField(max_length=40, blank=True)
    """As what (``missing``)."""

    class Meta:
        indexes = (models.Index(fields=["ref", "share"], name="shareabout_ref"),)
        constraints = (models.UniqueConstraint(name="shareabout_once", fields=["share", "kind", "ref"]),)


class CallAttempt(models.Model):
    """A call that reached nobody: it tells nobody, and it is not nothing."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    telephone = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = (models.Index(fields=["share", "at"], name="call_share"),)


class JointNote(models.Model):
    """A note on the list that the force works with a local authority: for both, or for one's own side alone. It is never changed: a correction is another."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    episode = models.CharField(max_length=120)
    body = models.CharField(max_length=120, blank=True)
    """Whose note it is: the authority's; empty where it is the force's."""
    audience = models.CharField(max_length=5, choices=_choices("joint", "own"))
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["episode", "at"], name="jointnote_episode"),)
        constraints = (
            models.CheckConstraint(name="jointnote_says_something", condition=Q(text__regex=r"\S")),
            models.CheckConstraint(name="jointnote_by_somebody", condition=~Q(by="") & ~Q(by_name="")),
        )


class JointAction(models.Model):
    """Something that one side does about a child on that list, by a time; both see whose it is and whether it was done."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    episode = models.CharField(max_length=120)
    body = models.CharField(max_length=120, blank=True)
    """Whose action it is: the authority's; empty where it is the force's."""
    what = models.CharField(max_length=400)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=80, blank=True)
    done_by_name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["episode", "due_at"], name="jointaction_episode"),
            models.Index(fields=["body", "due_at", "id"], name="jointaction_open", condition=Q(done_at=None)),
        )
        constraints = (
            models.CheckConstraint(name="jointaction_says_what", condition=~Q(what="") & ~Q(by="")),
            models.CheckConstraint(name="jointaction_done_by_somebody", condition=Q(done_at=None, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by=""))),
        )
