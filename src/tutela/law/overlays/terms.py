"""The terms of the one model that a force may have words of its own for: its units, and the documents, meetings and systems of ``terms.yaml``."""

from __future__ import annotations

from importlib import resources
from typing import Final

import msgspec
import msgspec.yaml

from tutela.facts.roles import UNITS


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One term of ours: what kind of thing, what we call it."""

    key: str
    """``unit.digital_forensics``: kind and name."""
    called: str
    fact: str = ""
    """The fact by which the law hears of it; a unit has none, as any fact may be about one."""

    @property
    def kind(self) -> str:
        """``unit``, ``document``, ``meeting`` or ``system``."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The part after the kind: of a unit, the reference that facts give."""
        return self.key.partition(".")[2]


def _terms() -> dict[str, Term]:
    found = {f"unit.{name}": Term(key=f"unit.{name}", called=called) for name, (called, _) in UNITS.items()}
    said = msgspec.yaml.decode(resources.files(__package__).joinpath("terms.yaml").read_text(encoding="utf-8"))
    for kind, entries in said.items():
        found |= {f"{kind}.{name}": Term(key=f"{kind}.{name}", **entry) for name, entry in entries.items()}
    return found


TERMS: Final = _terms()
