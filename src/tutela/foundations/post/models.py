"""Messages that leave the house, and what became of each. *Sent* and *delivered* are kept here; whether somebody was *told* is not post's business."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids, refs


class Message(models.Model):
    """A message, written in the transaction of what it tells of. Its content never changes; its state follows from its times."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    channel = models.CharField(max_length=8, choices=[(k, k) for k in ("smtp", "webhook")])
    to_address = models.TextField()
    to_person = models.CharField(max_length=80, blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField()
    about = ArrayField(models.TextField(), default=list)
    """What it is about, by soft reference: never in the message itself."""
    once = models.CharField(max_length=200, null=True, unique=True)
    """The same again under this key is the same message."""
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    """When it is tried next; empty once it is sent or given up."""
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    provider_ref = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="message_next_try"),
            models.Index(fields=["sent_at"], condition=Q(delivered_at=None, sent_at__isnull=False), name="message_undelivered"),
            models.Index(fields=["failed_at"], condition=Q(failed_at__isnull=False), name="message_failed"),
            models.Index(fields=["to_person", "queued_at"], name="message_to_person"),
            GinIndex(fields=["about"], name="message_about"),
        )
        constraints = (
            models.CheckConstraint(name="message_has_address", condition=~Q(to_address="") & ~Q(body="")),
            models.CheckConstraint(name="message_delivered_was_sent", condition=Q(delivered_at=None) | Q(sent_at__isnull=False)),
            models.CheckConstraint(name="message_failed_was_not_delivered", condition=Q(failed_at=None) | Q(delivered_at=None)),
            models.CheckConstraint(
                name="message_waits_or_is_done",
                condition=Q(next_try_at__isnull=False, sent_at=None, failed_at=None)
                | (Q(next_try_at=None) & (Q(sent_at__isnull=False) | Q(failed_at__isnull=False))),
            ),
        )

    @property
    def ref(self) -> str:
        """How other parts name this message."""
        return refs.make("message", self.id)

    @property
    def state(self) -> str:
        """``queued``, ``sent``, ``delivered`` or ``failed``."""
        return "failed" if self.failed_at else "delivered" if self.delivered_at else "sent" if self.sent_at else "queued"


class MessageEvent(models.Model):
    """One thing that happened to a message. Append-only."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=10, choices=[(k, k) for k in ("queued", "tried", "sent", "delivered", "failed", "again")])
    detail = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["message", "at"], name="messageevent_message"),)
