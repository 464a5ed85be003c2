"""A paper booklet that is only scanned in: it is found by nobody and discharges nothing until it is written into the return form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_returns import page, record, report, state_of
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock, refs
from tutela.practice.missing import operations
from tutela.practice.missing.operations.returning import Told
from tutela.record.documents import queries as documents

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 an invented booklet: Quarry Hut"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def address(made: dict[str, Any], slug: str) -> str:
    return reverse(f"missing:{slug}", args=[refs.key_of(made["episode"], "episode")])


def attached(staff: Staff, made: dict[str, Any], kind: str = "booklet", **more: Any) -> Any:
    """A constable attaches a file in the browser."""
    client = browser(staff, "constable")
    said = {"kind": kind, "title": "Booklet of 3 March", "file": SimpleUploadedFile("b.pdf", PDF, "application/pdf"), "nothing_indecent": "on", **more}
    return client.post(address(made, "attach"), {**form_of(client.get(address(made, "attach"))), **said})


def found(staff: Staff, words: str) -> str:
    """What a search for some words shows to the coordinator, who says why they look."""
    client = browser(staff, "coordinator")
    sent = client.post(reverse("search:find"), {**form_of(client.get(reverse("search:find"))), "q": words, "purpose": "missing"})
    shown = plain(client.get(sent["Location"]).content.decode())
    assert "Why are you looking?" not in shown
    return shown


@pytest.mark.requirement("AH-040")
def test_a_booklet_is_to_be_written_in_and_until_then_its_places_are_found_by_nobody(now_staff: Staff) -> None:
    made = report(now_staff)
    do(operations.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="self")
    assert attached(now_staff, made).status_code == 302
    assert [d.kind for d in documents.about([made["episode"]])] == ["booklet"]
    assert state_of(made, "missing.transcription") == "open"
    assert "Paper only: not searchable" in page(now_staff, "episode", made["episode"])
    assert "Quarry Hut, Mill Road" not in found(now_staff, "Quarry Hut")
    record(now_staff, made, Told(where=("Bus station",)), now_at="")
    assert state_of(made, "missing.transcription") == "open", "another record is not the booklet"
    client = browser(now_staff, "coordinator")
    form = client.get(address(made, "return"))
    document = documents.about([made["episode"]])[0].ref
    assert "Is this written from a paper booklet?" in plain(form.content.decode())
    done = client.post(address(made, "return"), {**form_of(form), "seen": "not_now", "where": "Quarry Hut, Mill Road", "from_paper": document})
    assert done.status_code == 302, plain(done.content.decode())
    assert state_of(made, "missing.transcription") == "done"
    assert "Paper only" not in page(now_staff, "episode", made["episode"])
    assert "Quarry Hut, Mill Road" in found(now_staff, "Quarry Hut")


@pytest.mark.requirement("XX-017", part="a scan instead of the form: every duty that asks for the form stays open")
def test_a_scan_instead_of_the_form_leaves_what_is_owed_open(now_staff: Staff) -> None:
    made = report(now_staff)
    do(operations.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="self")
    assert attached(now_staff, made).status_code == 302
    for code in ("missing.return-visit", "missing.return-interview", "missing.transcription"):
        assert state_of(made, code) == "open", code


def test_two_booklets_are_two_to_write_in(now_staff: Staff) -> None:
    made = report(now_staff)
    attached(now_staff, made)
    attached(now_staff, made, title="Second booklet", file=SimpleUploadedFile("c.pdf", PDF + b"2", "application/pdf"))
    for document in [d.ref for d in documents.about([made["episode"]])]:
        assert state_of(made, "missing.transcription") == "open"
        record(now_staff, made, Told(where=("Pier",), from_paper=document), seen="not_now", now_at="")
    assert state_of(made, "missing.transcription") == "done"


def test_another_document_asks_for_nothing_and_an_unsaid_one_is_not_taken(now_staff: Staff) -> None:
    made = report(now_staff)
    assert attached(now_staff, made, kind="letter").status_code == 302
    assert "Paper only" not in page(now_staff, "episode", made["episode"])
    assert attached(now_staff, made, nothing_indecent="").status_code == 422
    assert len(documents.about([made["episode"]])) == 1
