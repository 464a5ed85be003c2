"""What every root of the record carries: key, printed reference, version, retention, legal hold, review date."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models

from tutela.foundations.kit import ids, refs

RETENTION: Final = [(k, k) for k in ("child_protection", "missing_child", "incident", "offender", "sharing", "governance", "operational")]
SENSITIVITY: Final = [(k, k) for k in ("none", "restricted", "confidential", "secret")]


class Root(models.Model):
    """An abstract record root. Retention is proposed by its class and decided by people; a legal hold stops any disposal."""

    KIND: ClassVar[str]
    """The kind in :data:`tutela.foundations.kit.refs.PREFIXES`."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    reference = models.CharField(max_length=24, unique=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    retention = models.CharField(max_length=20, choices=RETENTION)
    legal_hold = models.BooleanField(default=False)
    review_on = models.DateField(null=True)
    sensitivity = models.CharField(max_length=12, choices=SENSITIVITY, default="none")

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """How other parts name this row."""
        return refs.make(self.KIND, self.id)

    def __str__(self) -> str:
        return self.reference
