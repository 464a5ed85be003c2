"""Which of the references' clocks the rules answer to, and what stands of the others: to be built, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Final, Literal

import msgspec
import msgspec.yaml

from tutela.law.catalogue import RULES
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Rule

Standing = Literal["built", "to_be_built", "duplicate", "uncommenced", "adults_only", "no_source"]
STANDINGS: Final[Mapping[Standing, str]] = {
    "built": "Built: a rule answers to it", "to_be_built": "To be built", "duplicate": "Not built: the same obligation as another code",
    "uncommenced": "Not built: not commenced", "adults_only": "Not built: about adults only", "no_source": "Not built: no source",
}
"""What may stand of a clock, as the page says it."""
LISTS: Final[Mapping[str, str]] = {"clocks": "the domain reference", "section_4": "section 4"}


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One clock of the references."""

    id: str
    area: str
    basis: str
    title: str
    rows: tuple[str, ...] = ()
    priority: int | None = None
    same_as: str | None = None
    not_built: Literal["uncommenced", "adults_only", "no_source"] | None = None
    note: str = ""

    @property
    def standing_on(self) -> Basis:
        """How strong the obligation is."""
        return Basis[self.basis.upper()]

    @property
    def must_be_built(self) -> bool:
        """Is there no reason for which it may be left out: law or a statutory code, or a requirement of the first priority?"""
        return self.standing_on.legal or self.priority == 1

    @property
    def excuse(self) -> Standing | None:
        """The reason that is given for not building it, if any."""
        return "duplicate" if self.same_as else self.not_built


@cache
def rows() -> dict[str, tuple[Row, ...]]:
    """Every clock, by the list from which it comes."""
    text = resources.files("tutela.law.sources").joinpath("rows.yaml").read_text(encoding="utf-8")
    return msgspec.convert(msgspec.yaml.decode(text), dict[str, tuple[Row, ...]])


def answering(rules: Iterable[Rule] = RULES) -> dict[str, tuple[str, ...]]:
    """The codes that answer to each id or clock."""
    found: dict[str, dict[str, None]] = {}
    for rule in rules:
        for name in (*rule.also, *(name for term in (rule.terms if isinstance(rule, Duty) else ()) for name in term.also)):
            found.setdefault(name, {})[rule.code] = None
    return {name: tuple(codes) for name, codes in found.items()}


def standing(row: Row, answers: Mapping[str, tuple[str, ...]]) -> Standing:
    """What stands of one clock. What may not be left out is to be built, whatever is said of it."""
    if row.id in answers:
        return "built"
    return row.excuse if row.excuse and not row.must_be_built else "to_be_built"
