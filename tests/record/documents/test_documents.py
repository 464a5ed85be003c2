"""Files by content address: known by their own bytes, in quarantine until looked at, held against their digest when read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import child, work
from tutela.foundations.work.errors import Conflict, Refused
from tutela.record.documents import adapter, operations, queries
from tutela.record.documents.models import DocumentVersion, File

pytestmark = pytest.mark.django_db
PDF, JPEG, PNG = b"%PDF-1.7\nan invented plan", b"\xff\xd8\xff\xe0 an invented photograph", b"\x89PNG\r\n\x1a\n an invented map"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Files of this test alone."""
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def docx(*more: str) -> bytes:
    """A word document, as far as its parts go."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            parts.writestr(name, "<x/>")
    return made.getvalue()


def stored(content: bytes = PDF, name: str = "plan.pdf", **more: Any) -> tuple[Any, Any]:
    """A document about a child."""
    act = work()
    return operations.store(act, **{"subject": child(act), "title": "Trigger plan", "name": name, "content": content, "nothing_indecent": True, **more})


@pytest.mark.parametrize(("content", "type_"), [(PDF, "pdf"), (JPEG, "jpeg"), (PNG, "png"), (docx(), "docx"), ("Zoë said so.\n".encode(), "txt")])
def test_what_it_is_is_told_by_its_own_bytes(content: bytes, type_: str) -> None:
    document, version = stored(content, "whatever.exe")
    assert version.file.type == type_
    assert queries.one(document.ref).versions[0].state == "quarantined"  # type: ignore[union-attr]  # it was stored a line above


@pytest.mark.parametrize(("content", "because"), [
    (b"MZ\x90\x00\x03", "wrong-type"), (b"PK\x03\x04 not a zip", "wrong-type"), (docx("word/vbaProject.bin"), "macros"), (b"", "empty"),
    (b"\x00\x01\x02", "wrong-type"), (b"%PDF-" + b"x" * (20 * 1024 * 1024), "too-large"), (b"GIF89a\x01\x00\x01\x00", "wrong-type"),
])
def test_what_is_not_taken(content: bytes, because: str, folder: Path) -> None:
    with pytest.raises(Refused, match=because):
        stored(content)
    assert not folder.exists()


def test_whoever_adds_it_says_that_nothing_in_it_is_indecent() -> None:
    with pytest.raises(Refused, match="say-nothing-indecent"):
        stored(nothing_indecent=False)
    _, version = stored()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(nothing_indecent=False)


def test_nobody_reads_it_in_quarantine_and_what_was_refused_is_off_the_disk(folder: Path) -> None:
    document, version = stored()
    with pytest.raises(Refused, match="quarantined"):
        operations.read(document.ref)
    assert [digest for digest, _ in queries.in_quarantine()] == [version.file_id]
    operations.looked_at(work(), version.file_id)
    assert operations.read(document.ref).content == PDF
    assert operations.read(document.ref).mime == "application/pdf"
    operations.looked_at(work(), version.file_id, found="A known threat")
    with pytest.raises(Refused, match="refused"):
        operations.read(document.ref)
    assert not [path for path in folder.rglob("*") if path.is_file()]
    with pytest.raises(Refused, match="refused"):
        stored()
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.update(looked_by="")


def test_the_same_content_is_one_file(folder: Path) -> None:
    one, other = stored(), stored(name="the same.pdf")
    assert one[1].file_id == other[1].file_id
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_what_was_changed_on_disk_or_is_gone_is_not_given_out(folder: Path) -> None:
    document, version = stored()
    operations.looked_at(work(), version.file_id)
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    path.write_bytes(PDF + b"!")
    with pytest.raises(Refused, match="damaged"):
        operations.read(document.ref)
    path.unlink()
    with pytest.raises(Refused, match="gone"):
        operations.read(document.ref)
    adapter.put(PDF)
    assert operations.read(document.ref).content == PDF


def test_another_version_says_why_and_the_first_stays() -> None:
    document, first = stored()
    operations.looked_at(work(), first.file_id)
    with pytest.raises(Refused, match="say-why"):
        operations.add_version(work(), document.ref, name="b.png", content=PNG, nothing_indecent=True, why="")
    second = operations.add_version(work(), document.ref, name="C:\\Users\\me\\b.png", content=PNG, nothing_indecent=True, why="The map changed", expected=1)
    assert second.name == "b.png"
    assert operations.read(document.ref, 1).content == PDF
    with pytest.raises(Refused, match="quarantined"):
        operations.read(document.ref)
    with pytest.raises(Conflict):
        operations.add_version(work(), document.ref, name="c.png", content=PNG, nothing_indecent=True, why="Again", expected=1)
    with pytest.raises(Refused, match="no-such-document"):
        operations.read("doc:0192f000-0000-7000-8000-0000000000ff")


def test_a_copy_for_somebody_who_may_not_see_the_whole() -> None:
    document, version = stored()
    operations.looked_at(work(), version.file_id)
    with pytest.raises(Refused, match="for-whom"):
        operations.redact(work(), document.ref, 1, audience="school", name="c.pdf", content=PDF + b" less", nothing_indecent=True, why="")
    copy = operations.redact(work(), document.ref, 1, audience="school", name="c.pdf", content=PDF + b" less", nothing_indecent=True, why="The address")
    assert queries.copies_for(document.ref, ["school"]) == [(1, copy.file_id)]
    assert queries.copies_for(document.ref, ["health"]) == []
    operations.looked_at(work(), copy.file_id)
    assert operations.read_copy(document.ref, copy.file_id).content == PDF + b" less"
    with pytest.raises(Refused, match="no-such-document"):
        operations.read_copy(document.ref, version.file_id)


def test_the_documents_of_a_record_in_two_queries() -> None:
    act = work()
    ref = child(act)
    for n in range(3):
        operations.store(act, subject=ref, title=f"Photograph {n}", name="a.jpg", content=JPEG + bytes([n]), nothing_indecent=True, kind="photo")
    with CaptureQueriesContext(connection) as seen:
        assert [d.title for d in queries.about([ref])] == ["Photograph 2", "Photograph 1", "Photograph 0"]
    assert len(seen) == 2
