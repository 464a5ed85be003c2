"""The form by which a scan is attached to a search."""

from __future__ import annotations

from typing import Any

from tutela.foundations.design.forms import File, Radios, Text, Tick, worded
from tutela.practice.missing import operations
from tutela.practice.missing.forms.fields import Act

_KINDS = ("booklet", "photo", "statement", "letter", "other")


class Attach(Act):
    """A file, what it is, and that nothing indecent is in it."""

    operation = operations.attach
    kind = Radios("missing.attach.kind", worded("missing.attach.kind-is", _KINDS), hint="missing.attach.kind-hint", missing="missing.attach.kind-missing")
    title = Text("missing.attach.called", hint="missing.attach.called-hint", missing="missing.attach.called-missing", most=200)
    file = File("missing.attach.file", missing="missing.attach.file-missing")
    nothing_indecent = Tick("missing.attach.nothing-indecent", hint="missing.attach.nothing-indecent-hint")

    def given(self) -> dict[str, Any]:
        said = super().given()
        file = said.pop("file")
        return {**said, "name": file.name, "content": file.read()}

    def done(self, slug: str, result: dict[str, Any]) -> str:
        return f"missing.{slug}.{'booklet' if 'fact' in result else 'done'}"
