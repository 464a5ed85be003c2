"""The audit: lines of what was done, refused and looked at, their old and new values apart, and the seals over them.

Data Protection Act 2018, section 62: collection, alteration, consultation, disclosure, combination and erasure are logged with who, when and why.
All of it only grows. Values can be redacted by two people (section 47); the line, and the digest of what was there, stay.
"""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tutela.foundations.kit import ids

KINDS: Final = ("operation", "refused", "view", "sign_in", "export", "break_glass", "system", "redaction")


class AuditLine(models.Model):
    """One thing that somebody did, was refused, or looked at. The table is partitioned by month of ``at``.

    Texts have no length: an act never fails because its line in the audit would be too long.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    at = models.DateTimeField()
    """By the machine's clock, which nothing moves."""
    business_at = models.DateTimeField(null=True)
    officer = models.TextField()
    on_behalf = models.TextField(blank=True)
    role = models.TextField(blank=True)
    """As what they acted, stamped: ``role@area``."""
    session = models.TextField(blank=True)
    device = models.TextField(blank=True)
    request_id = models.TextField(blank=True)
    operation_id = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in KINDS])
    action = models.TextField()
    subjects = ArrayField(models.TextField(), default=list)
    purpose = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    payload_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = (
            GinIndex(fields=["subjects"], name="auditline_subjects"),
            models.Index(fields=["officer", "at"], name="auditline_officer_at"),
            models.Index(fields=["operation_id"], condition=~Q(operation_id=""), name="auditline_operation"),
        )
        constraints = (
            models.CheckConstraint(name="auditline_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="auditline_by_somebody", condition=~Q(officer="") & ~Q(action="")),
            models.CheckConstraint(name="auditline_digest_whole", condition=Q(digest__regex="^[0-9a-f]{64}$")),
        )


class AuditPayload(models.Model):
    """Old and new values of a line, as the JSON text that was digested; ``None`` once two people have redacted it.

    Text and not ``jsonb``: that would write numbers anew, and what is digested must come back byte for byte.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    """The line's."""
    at = models.DateTimeField()
    content = models.TextField(null=True)


class Waiting(models.Model):
    """A line that is written and not yet sealed. A queue: written with the line, emptied by the seal.

    A line of a transaction that is still open is not seen here, so that no seal can pass it by; and unlike a position in transaction
    numbers it survives a dump and restore into another cluster.
    """

    line = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="auditwaiting_at"),)


class Head(models.Model):
    """Where the chain stands: the one row that is held while a seal is made."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    seq = models.BigIntegerField(default=0)
    root = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(name="head_is_one", condition=Q(id=1)),)


class Seal(models.Model):
    """One link of the chain: which lines it covers, in order, and the digest over the link before and each of theirs."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    count = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    lines = ArrayField(models.UUIDField())
    digests = ArrayField(models.CharField(max_length=64))
    """Of each line, so that verifying can name the one that was altered."""
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(name="seal_begins_at_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(name="seal_counts_its_lines", condition=Q(lines__len=F("count"), digests__len=F("count"), count__gt=0)),
            models.CheckConstraint(name="seal_root_whole", condition=Q(root__regex="^[0-9a-f]{64}$")),
            models.UniqueConstraint(name="seal_follows_one", fields=["previous"]),
        )


class Redaction(models.Model):
    """A proposal that a line's values be taken out, and the other person's approval, after which they are gone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    line = models.UUIDField(unique=True)
    line_at = models.DateTimeField()
    why = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=80, blank=True)
    tombstone = models.UUIDField(null=True)
    """The line that says so."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="redaction_says_why", condition=Q(why__regex=r"\S") & ~Q(proposed_by="")),
            models.CheckConstraint(
                name="redaction_approved_whole",
                condition=Q(approved_at=None, approved_by="", tombstone=None)
                | (Q(approved_at__isnull=False, tombstone__isnull=False) & ~Q(approved_by="")),
            ),
            models.CheckConstraint(name="redaction_by_two", condition=~Q(approved_by=F("proposed_by"))),
        )
