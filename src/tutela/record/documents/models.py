"""Files by content address, and the documents that they are versions of. Content is on disk, under its own digest; rows say what it is.

Nothing here stores an indecent image, nor asks anyone to copy one: who adds a file says so, and that they said it is kept
(Protection of Children Act 1978 s1; seizures go to the forensic unit's own systems).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tutela.foundations.kit import ids
from tutela.foundations.work.roots import Root


class File(models.Model):
    """Some content, once, whoever added it. Until it was looked at it is in quarantine, and is read by nobody."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    type = models.CharField(max_length=4, choices=[(k, k) for k in ("pdf", "jpeg", "png", "docx", "txt")])
    state = models.CharField(max_length=11, choices=[(k, k) for k in ("quarantined", "clean", "refused")], default="quarantined")
    stored_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=80, blank=True)
    found = models.CharField(max_length=200, blank=True)
    """What was found in it, where it was refused."""

    class Meta:
        indexes = (models.Index(fields=["stored_at"], name="file_waiting", condition=Q(state="quarantined")),)
        constraints = (
            models.CheckConstraint(name="file_is_addressed", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="file_looked_at_by_somebody",
                condition=Q(state="quarantined", looked_at=None, looked_by="") | (~Q(state="quarantined") & Q(looked_at__isnull=False) & ~Q(looked_by="")),
            ),
            models.CheckConstraint(name="file_refused_says_what", condition=~Q(state="refused") | ~Q(found="")),
        )


class Document(Root):
    """A document about a record: a photograph of a child who is missing, a plan, a statement."""

    KIND: ClassVar[str] = "document"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("photo", "plan", "statement", "letter", "booklet", "other")], default="other")
    subject = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["subject", "-created_at"], name="document_subject"),)
        constraints = (models.CheckConstraint(name="document_is_called_something", condition=~Q(title="")),)


class DocumentVersion(models.Model):
    """One version of a document; the one before stays."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    why = models.CharField(max_length=300, blank=True)
    nothing_indecent = models.BooleanField()
    """Whoever added it said that it is and holds no indecent image of a child."""

    class Meta:
        constraints = (
            models.UniqueConstraint(name="version_once", fields=["document", "number"]),
            models.CheckConstraint(name="version_holds_nothing_indecent", condition=Q(nothing_indecent=True)),
            models.CheckConstraint(name="version_after_the_first_says_why", condition=Q(number=1) | ~Q(why="")),
        )


class Redaction(models.Model):
    """A copy of a version with something taken out, for somebody who may not see the whole."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    why = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="redaction_once", fields=["version", "audience", "file"]),
            models.CheckConstraint(name="redaction_says_for_whom_and_why", condition=~Q(audience="") & ~Q(why="")),
        )
