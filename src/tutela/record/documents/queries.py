"""Which documents a record has, and what became of their files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.foundations.kit import refs
from tutela.record.documents.models import Document, DocumentVersion, File, Redaction


class VersionHeld(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a document."""

    number: int
    name: str
    type: str
    size: int
    digest: str
    state: str
    found: str
    at: datetime
    by: str
    why: str


class DocumentHeld(msgspec.Struct, frozen=True, kw_only=True):
    """One document with its versions, the latest first."""

    ref: str
    reference: str
    version: int
    title: str
    kind: str
    subject: str
    sensitivity: str
    versions: tuple[VersionHeld, ...]


def about(named: Iterable[str]) -> list[DocumentHeld]:
    """The documents of some records, the latest first, in two queries. The caller has asked the policy about the records."""
    return _held(list(Document.objects.filter(subject__in=list(named)).order_by("-created_at", "-pk")))


def kinds_of(named: Iterable[str]) -> frozenset[str]:
    """Of which kinds some records hold documents at all. The caller has asked the policy about the records."""
    return frozenset(Document.objects.filter(subject__in=list(named)).values_list("kind", flat=True).distinct())


def one(ref: str) -> DocumentHeld | None:
    """One document."""
    row = Document.objects.filter(pk=refs.key_of(ref, "document")).first()
    return _held([row])[0] if row else None


def in_quarantine(*, limit: int = 100) -> list[tuple[str, datetime]]:
    """Files that wait to be looked at, the longest waiting first."""
    return list(File.objects.filter(state="quarantined").order_by("stored_at").values_list("digest", "stored_at")[:limit])


def copies_for(ref: str, audience: Iterable[str]) -> list[tuple[int, str]]:
    """The versions of which a copy was made for one of these, with the copy's digest; the latest first."""
    rows = Redaction.objects.filter(version__document=refs.key_of(ref, "document"), audience__in=list(audience)).order_by("-version__number", "-at")
    return [(number, digest) for number, digest in rows.values_list("version__number", "file_id")]


def _held(rows: list[Document]) -> list[DocumentHeld]:
    versions: dict[object, list[VersionHeld]] = {row.pk: [] for row in rows}
    for v in DocumentVersion.objects.filter(document__in=rows).select_related("file").order_by("-number"):
        versions[v.document_id].append(VersionHeld(
            number=v.number, name=v.name, type=v.file.type, size=v.file.size, digest=v.file_id, state=v.file.state, found=v.file.found, at=v.at, by=v.by,
            why=v.why,
        ))
    return [
        DocumentHeld(
            ref=row.ref, reference=row.reference, version=row.version, title=row.title, kind=row.kind, subject=row.subject, sensitivity=row.sensitivity,
            versions=tuple(versions[row.pk]),
        )
        for row in rows
    ]
