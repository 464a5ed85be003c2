"""A scan attached to a search: a paper booklet is kept, and to be written into the return form; it answers nothing by being there."""

from __future__ import annotations

from typing import Any

from tutela.facts import missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import hold, noted
from tutela.record.documents import operations as documents


@operation(Permission.DOCUMENT_ADD, about=("episode",))
def attach(work: Work, *, episode: str, kind: str, title: str, name: str, content: bytes, nothing_indecent: bool) -> dict[str, Any]:
    """Attach a file to a search, closed or not. A booklet opens its transcription.

    :param kind: ``booklet``, ``photo``, ``statement``, ``letter`` or ``other``
    :raises Refused: where the file is none that is kept
    """
    work.words = {"title": title}
    held = hold(work, episode, Permission.DOCUMENT_ADD, open_only=False)
    document, _ = documents.store(work, subject=episode, title=title, name=name, content=content, nothing_indecent=nothing_indecent, kind=kind)
    fact = noted(work, held, missing.PaperAttached(document=document.ref, title=document.title)) if kind == "booklet" else None
    return {"episode": episode, "document": document.ref, **({"fact": fact.id} if fact else {})}
