"""The pack of a morning as a PDF: marked on every page, tagged, no more in it than its reader's screen shows, and logged before it leaves."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.desks.briefing.test_pack import PACK, kept, morning, night
from tests.desks.worklist.acts import restrict

__all__ = ["morning", "night"]
As = Callable[[str], Any]
GIVEN = {"reason": "The management meeting.", "recipient": "Supt Okonkwo"}


def printed(client: Any) -> Any:
    return client.post(f"{PACK}print/", {**GIVEN, "key": str(uuid4())})


def read(answer: Any) -> Any:
    from pypdf import PdfReader

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def test_it_is_marked_on_every_page_tagged_and_logged(as_: As, night: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    from tutela.foundations.audit.models import AuditLine

    kept(morning, monkeypatch)
    client = as_("okonkwo")
    assert client.post(f"{PACK}print/", {"key": str(uuid4())}).status_code == 422, "why and for whom is asked"
    assert not AuditLine.objects.filter(kind="export").exists()
    pdf = read(printed(client))
    line = AuditLine.objects.get(kind="export")
    assert (line.purpose, line.reason) == ("Supt Okonkwo", "The management meeting.")
    assert set(line.subjects) >= {made["child"] for made in night if made.get("child")}
    for page in pdf.pages:
        text = page.extract_text()
        assert "OFFICIAL-SENSITIVE" in text
        assert "printed by Ruth Okonkwo" in text
        assert "EXP-2026-" in text
    whole = "\n".join(page.extract_text() for page in pdf.pages)
    for name in ("Amira Brook", "Ada Voll", "Kit Darrow"):
        assert name in whole
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert pdf.metadata.title


def test_of_what_is_restricted_only_that_there_is_one_is_printed(
    as_: As, night: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tutela.foundations.design.words import words

    kept(morning, monkeypatch)
    restrict(night[0]["child"], morning, level="detail")
    restrict(night[1]["child"], morning)
    whole = "\n".join(page.extract_text() for page in read(printed(as_("okonkwo"))).pages)
    assert "Amira Brook" not in whole
    assert "Harbour Row" not in whole
    assert words("briefing.pack.restricted") in whole, "that there is one"
    assert "Ada Voll" not in whole
    assert "Kit Darrow" in whole


def test_where_the_machine_cannot_draw_nothing_is_logged_and_it_says_what_is_missing(
    as_: As, night: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch,  # noqa: ARG001 - a pack with something in it
) -> None:
    from tutela.desks.briefing.pages import paper
    from tutela.foundations.audit.models import AuditLine

    kept(morning, monkeypatch)

    def without(name: str) -> Any:
        raise OSError(f"cannot load library for {name}")

    monkeypatch.setattr(paper, "import_module", without)
    answer = printed(as_("okonkwo"))
    assert answer.status_code == 422
    assert "libpango-1.0-0" in answer.content.decode()
    assert not AuditLine.objects.filter(kind="export").exists()


def test_no_pack_no_print(as_: As) -> None:
    assert as_("okonkwo").get(f"{PACK}print/").status_code == 404
