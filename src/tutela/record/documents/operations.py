"""Storing, looking at and reading files. These helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation.

What comes in is told by its own first bytes, and waits in quarantine until somebody, or a scanner on the force's behalf, has looked at it.
"""

from __future__ import annotations

from pathlib import PurePath

import msgspec
from django.db.models import Max

from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.documents import adapter
from tutela.record.documents.models import Document, DocumentVersion, File, Redaction


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is given out."""

    name: str
    mime: str
    content: bytes


def store(
    work: Work, *, subject: str, title: str, name: str, content: bytes, nothing_indecent: bool, kind: str = "other", sensitivity: str = "none",
) -> tuple[Document, DocumentVersion]:
    """Add a document about a record.

    :param nothing_indecent: whoever adds it says that it is and holds no indecent image of a child
    :raises Refused: where they do not say so, or it is none of the types that are taken, or too large
    """
    if not clean(title):
        raise Refused("documents.say-title")
    file = _taken(work, name, content, nothing_indecent)
    row = Document(**work.root("DOC"), retention="child_protection", sensitivity=sensitivity, title=clip(clean(title), 200), kind=kind, subject=subject)
    work.add(row, shown=("title", "kind", "subject"))
    work.touch(subject)
    return row, _version(work, row, file, name, 1, "")


def add_version(
    work: Work, ref: str, *, name: str, content: bytes, nothing_indecent: bool, why: str, expected: int | None = None,
) -> DocumentVersion:
    """Add another version of a document, with the reason; the one before stays.

    :raises Refused: as :func:`store`, or without a reason
    """
    if not clean(why):
        raise Refused("documents.say-why")
    row = _held(work, ref, expected)
    file = _taken(work, name, content, nothing_indecent)
    last: int = DocumentVersion.objects.filter(document=row).aggregate(last=Max("number"))["last"] or 0
    row.version += 1
    row.save(update_fields=["version"])
    work.touch(row.subject)
    return _version(work, row, file, name, last + 1, why)


def redact(work: Work, ref: str, number: int, *, audience: str, name: str, content: bytes, nothing_indecent: bool, why: str) -> Redaction:
    """Add a copy of a version with something taken out, for somebody who may not see the whole.

    :raises Refused: as :func:`store`, or where it is not said for whom and why
    """
    if not clean(audience) or not clean(why):
        raise Refused("documents.say-for-whom")
    row = _held(work, ref, None)
    version = DocumentVersion.objects.filter(document=row, number=number).first()
    if version is None:
        raise Refused("documents.no-such-document")
    copy = Redaction(
        version=version, file=_taken(work, name, content, nothing_indecent), audience=clip(clean(audience), 80), at=work.at, by=work.by.ref,
        why=clip(clean(why), 300),
    )
    work.add(copy)
    work.note_change(row.ref, {}, {"redacted_for": copy.audience, "of": number, "digest": copy.file_id})
    return copy


def looked_at(work: Work, digest: str, *, found: str = "") -> File:
    """Record that a file was looked at: clean, or what was found in it. What is refused does not stay on disk.

    :raises Refused: if there is no such file
    """
    file = File.objects.select_for_update().filter(pk=digest).first()
    if file is None:
        raise Refused("documents.no-such-document")
    if file.state == "refused":
        return file
    file.state, file.found = ("refused", clip(clean(found), 200)) if clean(found) else ("clean", "")
    file.looked_at, file.looked_by = work.at, work.by.ref
    file.save(update_fields=["state", "found", "looked_at", "looked_by"])
    if file.state == "refused":
        adapter.remove(digest)
    for version in DocumentVersion.objects.filter(file=file).select_related("document"):
        work.note_change(version.document.ref, {}, {f"version {version.number}": file.state})
        work.touch(version.document.ref)
    return file


def read(ref: str, number: int | None = None) -> Content:
    """A version of a document (the latest where it is not said which), held against its digest. The caller has asked the policy.

    :raises Refused: while it is in quarantine, if it was refused, or if it is no longer what was stored
    """
    rows = DocumentVersion.objects.filter(document=refs.key_of(ref, "document")).select_related("file").order_by("-number")
    version = rows.first() if number is None else rows.filter(number=number).first()
    if version is None:
        raise Refused("documents.no-such-document")
    return Content(name=version.name, mime=adapter.TYPES[version.file.type], content=_content(version.file))


def read_copy(ref: str, digest: str) -> Content:
    """A copy of a document with something taken out.

    :raises Refused: as :func:`read`
    """
    row = Redaction.objects.filter(version__document=refs.key_of(ref, "document"), file=digest).select_related("file", "version").first()
    if row is None:
        raise Refused("documents.no-such-document")
    return Content(name=row.version.name, mime=adapter.TYPES[row.file.type], content=_content(row.file))


def _content(file: File) -> bytes:
    if file.state != "clean":
        raise Refused(f"documents.{file.state}", found=file.found)
    try:
        return adapter.get(file.digest)
    except adapter.Gone:
        raise Refused("documents.gone") from None
    except adapter.Damaged:
        raise Refused("documents.damaged") from None


def _taken(work: Work, name: str, content: bytes, nothing_indecent: bool) -> File:
    """The file of some content, kept on disk and in quarantine unless the same was looked at before."""
    called = _called(name)
    if not nothing_indecent:
        raise Refused("documents.say-nothing-indecent")
    if not content:
        raise Refused("documents.empty")
    if len(content) > adapter.LIMIT_MB * 1024 * 1024:
        raise Refused("documents.too-large", limit=adapter.LIMIT_MB)
    try:
        type_ = adapter.sniff(content)
    except adapter.Macros:
        raise Refused("documents.macros", name=called) from None
    if type_ is None:
        raise Refused("documents.wrong-type", name=called)
    known = File.objects.filter(pk=adapter.digest_of(content)).first()
    if known is not None and known.state == "refused":
        raise Refused("documents.refused", found=known.found)
    digest = adapter.put(content)
    File.objects.bulk_create([File(digest=digest, size=len(content), type=type_, stored_at=work.at)], ignore_conflicts=True)
    return File.objects.get(pk=digest)


def _version(work: Work, row: Document, file: File, name: str, number: int, why: str) -> DocumentVersion:
    version = DocumentVersion(
        document=row, number=number, file=file, name=_called(name), at=work.at, by=work.by.ref, why=clip(clean(why), 300), nothing_indecent=True,
    )
    work.add(version)
    work.note_change(row.ref, {}, {f"version {number}": {"digest": file.digest, "name": version.name, "nothing_indecent": True}}, version=row.version)
    return version


def _held(work: Work, ref: str, expected: int | None) -> Document:
    try:
        return work.lock(Document, refs.key_of(ref, "document"), expected=expected)
    except (Document.DoesNotExist, refs.NotOurs):
        raise Refused("documents.no-such-document") from None


def _called(name: str) -> str:
    """What the file is called, without any folder that its sender was in."""
    return clip(clean(PurePath(name.replace("\\", "/")).name), 200) or "file"
