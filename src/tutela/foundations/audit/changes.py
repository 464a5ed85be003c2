"""What was changed of one record since a version of it: read from the audit, for showing a conflict to who comes second."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import msgspec

from tutela.foundations.audit.models import AuditLine, AuditPayload


class FieldChange(msgspec.Struct, frozen=True):
    """One field that somebody changed: what it was, what it became, by whom, when."""

    field: str
    old: Any
    new: Any
    by: str
    at: datetime


def changes_since(ref: str, version: int, *, limit: int = 50) -> list[FieldChange]:
    """The changes of a record after the version that somebody had read, the earliest first."""
    lines = list(AuditLine.objects.filter(subjects__contains=[ref], kind="operation").order_by("-at", "-id")[:limit])
    payloads = dict(AuditPayload.objects.filter(pk__in=[line.pk for line in lines]).values_list("id", "content"))
    found: list[FieldChange] = []
    for line in reversed(lines):
        content = payloads.get(line.pk)
        said = json.loads(content) if content else {}
        new, old = said.get("new", {}).get(ref, {}), said.get("old", {}).get(ref, {})
        if isinstance(new, dict) and new.get("version", 0) > version:
            found += [FieldChange(name, old.get(name), value, line.officer, line.business_at or line.at) for name, value in new.items() if name != "version"]
    return found
